"""An indicator in words: its address, its values with their unit, how far it has come, its cells."""

from __future__ import annotations

from suluh.reading.ladders import ladder_in_force
from suluh.record_types.kinerja.measures import Performance, YearResult
from suluh.rendering.amounts import show_percent
from suluh.rendering.pages.shared.ladder_scale import grade_kind
from suluh.rendering.pages.shared.quarters import name_quarter
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.printed_facts import join_words, print_amount
from suluh.vocabulary.facts import Fact
from suluh.vocabulary.figures import State
from suluh.vocabulary.measures import Limit
from suluh.vocabulary.page_numbers import NumberColumn, Value
from suluh.words.saying import N_

YEAR_COLUMNS = (
    NumberColumn("tahun", "Tahun"),
    NumberColumn("target", "Target", fractions=True),
    NumberColumn("hasil", "Hasil", fractions=True),
    NumberColumn("capaian", "Capaian menurut rumusnya, tanpa pembulatan", "persen"),
    NumberColumn("predikat", "Predikat menurut jenjang yang berlaku"),
    NumberColumn("sampai_triwulan", "Triwulan terakhir yang dihitung bila setahunnya belum dilaporkan"),
)


LIMITS = {
    Limit.DALAM_BATAS: ("berjalan", N_("Dalam batas")),
    Limit.TERLAMPAUI: ("terlambat", N_("Batas terlampaui")),
}
"""Chips of a result against a target of "at most" while the year is not told whole."""


def indicator_address(performance: Performance) -> str:
    """Where an indicator is shown, from the site's root."""
    return f"kinerja/{performance.definition.text('id_indikator')}/"


def value_words(value: Fact | None, unit: str, *, unlinked: bool = False) -> str:
    """A value with its unit, at most two decimals; empty for none."""
    if value is None or value.value is None:
        return ""
    sign = "\N{NO-BREAK SPACE}" if unit else ""
    return join_words("", print_amount(value, unlinked=unlinked), f"{sign}{unit}")


def status_chip(studio: Studio, year: YearResult | None) -> tuple[str, str]:
    """Chip of an indicator: its predicate, or why there is none."""
    if year is None or year.actual is None:
        return "belum", studio.say("Belum dilaporkan")
    if year.limit is not None and year.percent is None:
        return LIMITS[year.limit][0], studio.say(LIMITS[year.limit][1])
    if year.partial:
        return "berjalan", studio.say("Sampai %(quarter)s", quarter=name_quarter(year.partial))
    if year.percent is None:
        return "netral", studio.say("Tidak dapat dihitung")
    ladder = ladder_in_force(year.year)
    return grade_kind(ladder, year.predicate), studio.say(year.predicate) or show_percent(year.percent)


def year_cells(year: YearResult) -> tuple[Value, ...]:
    """A year of an indicator as the cells of `YEAR_COLUMNS`."""
    return (
        year.year,
        State.TIDAK_TERSEDIA if year.target is None else year.target,
        State.BELUM_DILAPORKAN if year.actual is None else year.actual,
        State.TIDAK_BERLAKU if year.percent is None else year.percent,
        year.predicate,
        year.partial or "",
    )
