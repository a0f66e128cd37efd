"""The page of an indicator: its trend, targets, definition, and what a reader should know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from suluh.reading.formula_list import find_formula
from suluh.reading.ladders import ladder_in_force
from suluh.record_types.kinerja.measures import Performance, YearFacts, YearResult, year_facts
from suluh.record_types.kinerja.pages.indicator_words import (
    YEAR_COLUMNS,
    indicator_address,
    status_chip,
    value_words,
    year_cells,
)
from suluh.rendering.amounts import show_amount
from suluh.rendering.chart_text import ChartText
from suluh.rendering.line_charts import Series, draw_lines, point_of
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.parts import Fact, Remark
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import simulation_mark
from suluh.rendering.printed_facts import print_amount, print_percent
from suluh.vocabulary.figures import State
from suluh.vocabulary.goals import Goal
from suluh.vocabulary.page_numbers import NumbersLater, PageNumbers, datasets_behind
from suluh.vocabulary.site import Link, Page
from suluh.words.saying import N_

DEFINITION = (
    ("konsep", N_("Konsep")),
    ("definisi", N_("Definisi")),
    ("interpretasi", N_("Cara membaca")),
    ("metode_perhitungan", N_("Metode perhitungan")),
    ("ukuran", N_("Ukuran")),
    ("satuan", N_("Satuan")),
    ("klasifikasi_penyajian", N_("Dirinci menurut")),
    ("sumber_data", N_("Sumber data")),
)
"""Parts of the metadata of an indicator (MS-Ind of BPS) that a reader is shown."""

AGGREGATIONS = {
    "jumlah": N_("keempat triwulan ditambahkan"),
    "akhir": N_("nilai triwulan terakhir"),
    "maks": N_("nilai tertinggi"),
    "rata": N_("rata-rata triwulan yang dilaporkan"),
}


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year of an indicator; `reason` says why it has no percentage."""

    year: int
    target: str
    actual: str
    percent: str
    reason: str
    predicate: str
    partial: int
    note: str


@dataclass(frozen=True, slots=True)
class PerformancePage(PageContext):
    """What `performance.html` is filled in with."""

    template: ClassVar[str] = "performance.html"
    agency: Link | None
    topic: str
    newest: YearResult | None
    unit: str
    value: str
    target: str
    percent: str
    reason: str
    chip: tuple[str, str]
    falls: bool
    chart: str
    years: list[YearRow]
    formula: str
    aggregation: str
    regulations: str
    definition: list[Fact]
    goals: list[Goal]
    matters: list[Remark]
    origin: str
    mark: str


def indicator_page(studio: Studio, performance: Performance) -> Page:
    """The page of one indicator."""
    definition = performance.definition
    name = definition.text("nama")
    rows = (definition, *performance.records)
    return studio.page(
        indicator_address(performance),
        section="kinerja",
        title=name,
        description=studio.say(
            "%(name)s: target, hasil, dan capaian tiap tahun, dengan definisi dan cara menghitungnya.",
            name=name,
        ),
        crumbs=(Link(studio.say("Kinerja"), "kinerja/"),),
        sources=datasets_behind(rows),
        modified=studio.settings.build_time.date().isoformat(),
        context=lambda: _indicator_context(studio, performance),
        numbers=NumbersLater(
            "kinerja-per-tahun",
            lambda: PageNumbers(
                YEAR_COLUMNS,
                tuple(year_cells(year) for year in performance.years),
                tuple(performance.sources(year.year) for year in performance.years),
            ),
        ),
    )


def _indicator_context(studio: Studio, performance: Performance) -> PerformancePage:
    definition, unit, newest = (
        performance.definition,
        performance.definition.text("satuan"),
        performance.newest,
    )
    year = newest.year if newest else studio.settings.build_time.year
    formula = find_formula(definition.text("rumus"), year)
    agency = studio.agency_link(definition.text("instansi")) if definition.text("instansi") else None
    facts = year_facts(performance, newest) if newest else None
    return PerformancePage(
        agency=agency,
        topic=definition.text("topik"),
        newest=newest,
        unit=unit,
        value=value_words(facts.actual if facts else None, unit),
        target=value_words(facts.target if facts else None, unit),
        percent=print_percent(facts.percent) if facts else "",
        reason=newest.undefined.value if newest and newest.undefined else "",
        chip=status_chip(studio, newest),
        falls=definition.text("arah") == "turun",
        chart=_chart(studio, performance),
        years=[_year_row(year_facts(performance, year)) for year in reversed(performance.years)],
        formula=studio.say(formula.sentence) if formula else "",
        aggregation=studio.say(AGGREGATIONS.get(definition.text("agregasi"), "")),
        regulations=", ".join(_regulations(performance.years)),
        definition=[
            Fact(studio.say(title), definition.text(column))
            for column, title in DEFINITION
            if definition.text(column)
        ],
        goals=[
            goal
            for goal in studio.threads.goals.goals.values()
            if definition.text("id_indikator") in goal.indikator
        ],
        matters=_matters(studio, performance),
        origin=performance.records[0].dataset if performance.records else definition.dataset,
        mark=simulation_mark((definition, *performance.records)),
    )


def _regulations(years: Iterable[YearResult]) -> list[str]:
    """The regulations of the ladders that the years are judged by, the newest first, each once."""
    newest_first = sorted((year.year for year in years), reverse=True)
    ladders = (ladder for year in newest_first if (ladder := ladder_in_force(year)))
    return list(dict.fromkeys(ladder.regulation for ladder in ladders))


def _year_row(facts: YearFacts) -> YearRow:
    year = facts.result
    return YearRow(
        year=year.year,
        target=print_amount(facts.target, unlinked=True),
        actual=print_amount(facts.actual, unlinked=True),
        percent=print_percent(facts.percent, unlinked=True),
        reason=year.undefined.value if year.undefined else "",
        predicate=year.predicate,
        partial=year.partial,
        note=year.note,
    )


def _chart(studio: Studio, performance: Performance) -> str:
    """The results with the line of targets; a year that was not reported breaks the line."""
    if not performance.years:
        return ""
    span = range(performance.years[0].year, performance.years[-1].year + 1)
    by_year = {year.year: year_facts(performance, year) for year in performance.years}
    actual = [point_of(str(year), by_year[year].actual if year in by_year else None) for year in span]
    wanted = [
        point_of(str(year), by_year[year].target if year in by_year else None, State.TIDAK_TERSEDIA)
        for year in span
    ]
    series = [Series(studio.say("Hasil"), tuple(actual))]
    if any(target.value is not None for target in wanted):
        series.append(Series(studio.say("Target"), tuple(wanted)))
    return draw_lines(
        series,
        ChartText(
            title=performance.definition.text("nama"),
            prefix="kinerja",
            value_label=performance.definition.text("satuan"),
            category_label=studio.say("Tahun"),
            unit=performance.definition.text("satuan"),
            show=lambda value: show_amount(value),
        ),
    )


def _matters(studio: Studio, performance: Performance) -> list[Remark]:
    """What a reader should know: years without a result, targets that loosen, results far beyond."""
    found = []
    silent = [str(year.year) for year in performance.years if year.actual is None]
    if silent:
        found.append(
            Remark(
                judul=studio.say("Tahun %(years)s belum dilaporkan", years=", ".join(silent)),
                isi=studio.say("Garis hasil terputus di sana; belum dilaporkan bukan nol."),
            )
        )
    falls = performance.definition.text("arah") == "turun"
    targets = [(year.year, year.target) for year in performance.years if year.target is not None]
    for (_, before), (year, after) in pairwise(targets):
        if after > before if falls else after < before:
            found.append(
                Remark(
                    judul=studio.say("Target %(year)s lebih longgar daripada sebelumnya", year=str(year)),
                    isi=studio.say("Capaian terhadap target yang dilonggarkan tidak berarti kemajuan."),
                )
            )
            break
    beyond = [str(year.year) for year in performance.years if year.percent is not None and year.percent > 100]
    if beyond:
        found.append(
            Remark(
                judul=studio.say("Capaian di atas 100 %% pada %(years)s", years=", ".join(beyond)),
                isi=studio.say("Ditampilkan apa adanya; dalam rata-rata dihitung paling tinggi 100."),
            )
        )
    return found
