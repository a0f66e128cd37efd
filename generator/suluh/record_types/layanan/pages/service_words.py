"""What a service promises, in words: how long it takes, what it costs, and its row in a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from suluh.measuring.fact_sources import cell_fact
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.printed_facts import join_words, print_amount, print_rupiah
from suluh.vocabulary.threads import Record
from suluh.words.saying import N_

UNITS = {
    "menit": N_("%(count)s menit"),
    "jam": N_("%(count)s jam"),
    "hari_kerja": N_("%(count)s hari kerja"),
    "hari": N_("%(count)s hari"),
}


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A service in a list: its promise and fee, and what the list can be narrowed by."""

    title: str
    address: str
    note: str
    right: str
    agency: str
    event: str
    free: str


def service_address(record: Record) -> str:
    """Where a service is described, from the site's root."""
    return f"layanan/{record.text('id_layanan')}/"


SHORT = 24
"""How many letters of a fee's rule stand on a line of a list."""


def promised_time(studio: Studio, record: Record, *, unlinked: bool = False) -> str:
    """`3 hari kerja`, or empty where nothing is promised."""
    amount, unit = record.number("waktu"), UNITS.get(record.text("satuan_waktu"))
    if amount is None or not unit:
        return ""
    return studio.say(unit, count=print_amount(cell_fact(record, "waktu"), unlinked=unlinked))


def fee_words(studio: Studio, record: Record, *, unlinked: bool = False) -> str:
    """`Gratis`, an amount, or how it is reckoned; empty where nothing is said."""
    fee = record.number("biaya")
    if fee is None:
        return record.text("keterangan_biaya")
    return print_rupiah(cell_fact(record, "biaya"), unlinked=unlinked) if fee else studio.say("Gratis")


def _short_fee(studio: Studio, record: Record) -> str:
    """The fee on a line of a list; how it is reckoned where that is short, else where to read it."""
    fee = fee_words(studio, record, unlinked=True)
    if not fee:
        return studio.say("Biaya tidak disebut")
    return (
        fee
        if record.number("biaya") is not None or len(fee) <= SHORT
        else studio.say("Tarif menurut rincian")
    )


def _kind_of_fee(studio: Studio, record: Record) -> str:
    """Whether a service costs something; a fee that nobody states is neither free nor charged."""
    if record.number("biaya") == 0:
        return studio.say("Gratis")
    return studio.say("Berbiaya") if fee_words(studio, record) else studio.say("Biaya tidak disebut")


def service_items(studio: Studio, records: Iterable[Record], *, name_agency: bool = True) -> list[ServiceRow]:
    """Services as rows of a list: their promise and fee."""
    items = []
    for record in records:
        agency = studio.agency_short_name(record.text("instansi"))
        time = promised_time(studio, record, unlinked=True)
        promise = studio.say("paling lama %(time)s", time=time) if time else ""
        items.append(
            ServiceRow(
                title=record.text("nama"),
                address=service_address(record),
                note=join_words(" · ", agency if name_agency else "", promise),
                right=_short_fee(studio, record),
                agency=agency,
                event=record.text("peristiwa"),
                free=_kind_of_fee(studio, record),
            )
        )
    return items
