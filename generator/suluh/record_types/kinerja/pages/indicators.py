"""The list of all indicators, and what the page of an agency tells of those that it answers for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from suluh.measuring.row_facts import row_facts
from suluh.record_types.kinerja.measures import Performance, measure_performances, year_facts
from suluh.record_types.kinerja.pages.indicator import indicator_page
from suluh.record_types.kinerja.pages.indicator_words import (
    YEAR_COLUMNS,
    indicator_address,
    status_chip,
    value_words,
    year_cells,
)
from suluh.record_types.kinerja.pages.indices import index_pages
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.budgets.strategies import strategy_pages, strategy_year
from suluh.rendering.pages.shared.parts import Filter, Row, count_options
from suluh.rendering.pages.shared.record_blocks import PageBlock
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import simulation_mark
from suluh.rendering.printed_facts import print_count, print_percent
from suluh.vocabulary.page_numbers import NumberColumn, NumbersLater, PageNumbers, datasets_behind
from suluh.vocabulary.site import Page
from suluh.words.saying import N_


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator in the list of all; `keys` are what the list can be narrowed by."""

    title: str
    address: str
    note: str
    value: str
    year: int | str
    target: str
    percent: Fraction | None
    percent_text: str
    chip: tuple[str, str]
    keys: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PerformancesPage(PageContext):
    """What `performances.html` is filled in with."""

    template: ClassVar[str] = "performances.html"
    items: list[IndicatorRow]
    count: str
    measured: str
    reached: str
    filters: list[Filter]
    indices: bool
    strategies: bool
    mark: str


@dataclass(frozen=True, slots=True)
class IndicatorsOfAgency(PageContext):
    """What `indicators_of_agency.html` is filled in with."""

    template: ClassVar[str] = "indicators_of_agency.html"
    items: list[Row]


def performance_pages(studio: Studio) -> Iterable[Page]:
    """The list of indicators, a page for each, the indices of institutions, and the strategies."""
    found = measure_performances(
        studio.records("indikator"),
        studio.records("capaian"),
        studio.settings.wilayah,
        running=studio.settings.as_of.day.year,
    )
    yield _list_page(studio, found)
    for performance in found:
        yield indicator_page(studio, performance)
    yield from index_pages(studio)
    yield from strategy_pages(studio)


def indicators_of_agency(studio: Studio, slug: str) -> PageBlock | None:
    """The indicators that an agency answers for; None where it has none."""
    own = [record for record in studio.records("indikator") if record.text("instansi") == slug]
    today = studio.settings.as_of.day.year
    results = studio.records("capaian") if own else ()
    found = measure_performances(own, results, studio.settings.wilayah, running=today)
    rows = [_agency_row(studio, performance) for performance in found]
    if not rows:
        return None
    return PageBlock(
        id="indikator",
        title=studio.say("Indikator kinerja"),
        context=IndicatorsOfAgency(rows),
        mark=simulation_mark([found[0].definition]),
    )


def _agency_row(studio: Studio, performance: Performance) -> Row:
    item = _item(studio, performance)
    kind, words = item.chip
    reached = studio.say("%(percent)s dari target", percent=item.percent_text) if item.percent_text else ""
    return Row(item.title, item.address, reached, item.value, chip_kind=kind, chip_text=words)


def _list_page(studio: Studio, found: Sequence[Performance]) -> Page:
    records = [row for performance in found for row in (performance.definition, *performance.records)]

    def context() -> PerformancesPage:
        items = [_item(studio, performance) for performance in found]
        newest = [performance.newest for performance in found if performance.newest is not None]
        measured = [
            year_result
            for year_result in newest
            if year_result.percent is not None and not year_result.partial
        ]
        facts = row_facts(records, None)
        groups = (("topik", N_("Topik")), ("instansi", N_("Instansi")), ("keadaan", N_("Keadaan")))
        return PerformancesPage(
            items=items,
            count=print_count(facts.make("kinerja_indikator", len(found))),
            measured=print_count(facts.make("kinerja_terukur", len(measured))),
            reached=print_count(
                facts.make(
                    "kinerja_tercapai", sum((year_result.percent or 0) >= 100 for year_result in measured)
                )
            ),
            filters=[
                Filter(
                    name,
                    studio.say(label),
                    count_options(value for item in items if (value := item.keys[name])),
                )
                for name, label in groups
            ],
            indices=bool(studio.records("indeks")),
            strategies=bool(strategy_year(studio.threads)),
            mark=simulation_mark(records),
        )

    return studio.page(
        "kinerja/",
        section="kinerja",
        title=studio.say("Kinerja"),
        description=studio.say("Indikator daerah: target, hasil, dan capaian tiap tahun."),
        sources=datasets_behind(records),
        modified=studio.settings.build_time.date().isoformat(),
        context=context,
        numbers=NumbersLater(
            "kinerja",
            lambda: PageNumbers(
                (NumberColumn("id_indikator", "Kode indikator"), NumberColumn("nama", "Nama"), *YEAR_COLUMNS),
                tuple(
                    (
                        performance.definition.text("id_indikator"),
                        performance.definition.text("nama"),
                        *year_cells(year),
                    )
                    for performance in found
                    for year in performance.years
                ),
                tuple(performance.sources(year.year) for performance in found for year in performance.years),
            ),
        ),
    )


def _item(studio: Studio, performance: Performance) -> IndicatorRow:
    newest, unit = performance.newest, performance.definition.text("satuan")
    chip = status_chip(studio, newest)
    facts = year_facts(performance, newest) if newest else None
    agency = studio.agency_short_name(performance.definition.text("instansi"))
    return IndicatorRow(
        title=performance.definition.text("nama"),
        address=indicator_address(performance),
        note=" · ".join(part for part in (performance.definition.text("topik"), agency) if part),
        value=value_words(facts.actual if facts else None, unit, unlinked=True),
        year=newest.year if newest else "",
        target=value_words(facts.target if facts else None, unit, unlinked=True),
        percent=newest.percent if newest else None,
        percent_text=print_percent(facts.percent, unlinked=True) if facts else "",
        chip=chip,
        keys={"topik": performance.definition.text("topik"), "instansi": agency, "keadaan": chip[1]},
    )
