"""Printed totals beside what a page adds up: whether they agree, and by how much they do not."""

from __future__ import annotations

from collections.abc import Sequence

from suluh.measuring.thread_facts import StatedFacts
from suluh.reading.account_names import load_accounts
from suluh.reading.official_codes import official_account
from suluh.rendering.pages.shared.parts import Row
from suluh.rendering.pages.shared.program_names import field_name, program_name
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.printed_facts import print_count, print_rupiah
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.stated_totals import TOTALS, StatedTotal, compare_totals
from suluh.words.saying import N_

STAGES = {
    "pagu_indikatif": N_("pagu indikatif"),
    "murni": N_("anggaran murni"),
    "pergeseran": N_("sesudah pergeseran"),
    "perubahan": N_("sesudah perubahan"),
}
_PROGRAM_PARTS, _FIELD_PARTS = 3, 2


@remembered
def stated_totals(studio: Studio) -> Sequence[StatedTotal]:
    """All printed totals with the sum of their parts."""
    rows = {name: studio.records(name) for name in ("anggaran", "rencana")}
    return tuple(compare_totals(studio.records(TOTALS), rows))


def tell_totals(
    studio: Studio, totals: Sequence[StatedTotal], year: int, slug: str | None = None
) -> list[Row]:
    """What documents say of a year, of the whole or of one agency; amounts are never rounded."""
    return [
        _tell(studio, total)
        for total in totals
        if total.tahun == year and (slug is None or total.instansi == slug)
    ]


def _tell(studio: Studio, stated_total: StatedTotal) -> Row:
    facts = StatedFacts(stated_total)
    if stated_total.reckoned is None:
        words = studio.say("rinciannya tidak tersedia")
    elif stated_total.difference:
        words = studio.say(
            "rinciannya %(reckoned)s; selisihnya %(difference)s",
            reckoned=print_rupiah(facts.reckoned, unlinked=True),
            difference=print_rupiah(facts.difference, unlinked=True),
        )
    else:
        words = studio.say(
            "sama dengan %(count)s baris rinciannya", count=print_count(facts.parts, unlinked=True)
        )
    return Row(
        title=" · ".join(
            part for part in (_scope(studio, stated_total), stated_total.record.text("dokumen")) if part
        ),
        note=words,
        right=print_rupiah(facts.stated, unlinked=True),
        chip_kind="terlambat" if stated_total.difference else "selesai" if stated_total.parts else "netral",
        chip_text=studio.say("Berbeda")
        if stated_total.difference
        else studio.say("Cocok")
        if stated_total.parts
        else "",
    )


def _scope(studio: Studio, stated_total: StatedTotal) -> str:
    """What a total is of: who, which code, which account, at which stage."""
    code, account = stated_total.record.text("kode_nomenklatur"), stated_total.record.text("kode_rekening")
    parts = code.split(".")
    name = code
    if len(parts) == _FIELD_PARTS:
        name = field_name(studio, code)
    elif len(parts) == _PROGRAM_PARTS:
        name = program_name(studio, code)
    where = (
        studio.agency_short_name(stated_total.instansi)
        if stated_total.instansi
        else studio.home_region.full_name
    )
    stage = studio.say(STAGES.get(stated_total.record.text("tahap"), stated_total.record.text("tahap")))
    account_name = load_accounts(stated_total.tahun).names.get(account) or official_account(account)
    shown = studio.say("rekening %(code)s", code=account) if account else ""
    if account_name:
        shown = f"{studio.say(account_name)} ({account})"
    return ", ".join(part for part in (where, name, shown, stage) if part)
