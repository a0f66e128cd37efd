"""What a reader must know beside the figures of a five-year plan: changed targets, and years that lack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from suluh.vocabulary.indicators import name_key
from suluh.vocabulary.measures import Limit
from suluh.vocabulary.plan_history import PlanHistory, TargetChange
from suluh.words.saying import N_

Value = str | int | Decimal | tuple[int, ...]

LIMITS = {
    Limit.DALAM_BATAS: N_("hasil lima tahun masih dalam batasnya"),
    Limit.TERLAMPAUI: N_("batas lima tahun sudah terlampaui"),
}
_LACKS = (
    ("silent", N_("belum termasuk %(years)s yang tidak dilaporkan")),
    ("partial", N_("laporan %(years)s belum lengkap")),
    ("unknown", N_("tidak ada data %(years)s")),
    ("split", N_("kode atau instansinya dipecah, hasil %(years)s tidak dibawa")),
    ("renamed", N_("rencana %(years)s memakai indikator lain, hasilnya tidak dijumlahkan")),
    ("other_unit", N_("satuan lain pada %(years)s, hasilnya tidak dijumlahkan")),
    ("disputed", N_("hasil %(years)s dari beberapa instansi tidak dapat disatukan")),
)


@dataclass(frozen=True, slots=True)
class PlanNote:
    """A sentence in Indonesian with named places, and what stands there: numbers, years, words.

    `of_money` says whether its numbers are rupiah.
    """

    text: str
    values: Mapping[str, Value]
    of_money: bool = False


def list_notes(
    results: PlanHistory | None, money: PlanHistory | None, limit: Limit | None = None
) -> Iterator[PlanNote]:
    """The notes of an indicator's results and its sub kegiatan's money; none without a five-year target."""
    if results is not None and results.has_target:
        yield from map(_tell_target, results.changes)
        if limit is not None:
            yield PlanNote(LIMITS[limit], {})
        yield from _tell_years(results)
    if money is not None and money.has_target:
        yield from map(_tell_money, money.changes)
        if results is None or not results.has_target:
            yield from _tell_years(money)


def _tell_target(change: TargetChange) -> PlanNote:
    values: dict[str, Value] = {"before": change.before, "year": str(change.year)}
    if change.after is None:
        return PlanNote(N_("target lima tahun %(before)s tidak disebut lagi mulai %(year)s"), values)
    values["after"] = change.after
    if name_key(change.unit_before) == name_key(change.unit_after):
        return PlanNote(
            N_("target lima tahun diubah dari %(before)s menjadi %(after)s mulai %(year)s"), values
        )
    text = N_(
        "target lima tahun diubah dari %(before)s %(unit_before)s menjadi %(after)s %(unit_after)s "
        "mulai %(year)s"
    )
    return PlanNote(text, {**values, "unit_before": change.unit_before, "unit_after": change.unit_after})


def _tell_money(change: TargetChange) -> PlanNote:
    values: dict[str, Value] = {"before": change.before, "year": str(change.year)}
    if change.after is None:
        return PlanNote(N_("pagu lima tahun Rp%(before)s tidak disebut lagi mulai %(year)s"), values, True)
    text = N_("pagu lima tahun diubah dari Rp%(before)s menjadi Rp%(after)s mulai %(year)s")
    return PlanNote(text, {**values, "after": change.after}, True)


def _tell_years(history: PlanHistory) -> Iterator[PlanNote]:
    for name, text in _LACKS:
        years = getattr(history, name)
        if years:
            yield PlanNote(text, {"years": years})
    if history.changes and not history.plan.stated:
        text = N_("masa rencana tidak disebut data; %(first)s sampai %(last)s dianggap satu rencana")
        first = max(history.plan.since, min((*history.results, history.changes[0].year - 1)))
        last = max((*history.results, history.changes[-1].year))
        yield PlanNote(text, {"first": str(first), "last": str(last)})
