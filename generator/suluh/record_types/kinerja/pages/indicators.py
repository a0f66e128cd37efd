"""The list of all indicators, and what the page of an agency tells of those that it answers for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from suluh.record_types.kinerja.measures import Performance, measure_performances
from suluh.record_types.kinerja.pages.indicator import indicator_page
from suluh.record_types.kinerja.pages.indicator_words import (
    YEAR_COLUMNS,
    indicator_address,
    status_chip,
    value_words,
    year_cells,
)
from suluh.record_types.kinerja.pages.indices import index_pages
from suluh.rendering.amounts import show_percent
from suluh.rendering.page_context import PageContext
from suluh.rendering.page_words import N_
from suluh.rendering.pages.budgets.strategies import strategy_pages, strategy_year
from suluh.rendering.pages.shared.parts import Filter, FilterOption, Row
from suluh.rendering.pages.shared.record_blocks import PageBlock
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import simulation_mark
from suluh.vocabulary.page_numbers import NumberColumn, PageNumbers
from suluh.vocabulary.site import Page


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
    measured: int
    reached: int
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
        studio.records("indikator"), studio.records("capaian"), studio.settings.wilayah
    )
    yield _list_page(studio, found)
    for one in found:
        yield indicator_page(studio, one)
    yield from index_pages(studio)
    yield from strategy_pages(studio)


def indicators_of_agency(studio: Studio, slug: str) -> PageBlock | None:
    """The indicators that an agency answers for; None where it has none."""
    own = [one for one in studio.records("indikator") if one.text("instansi") == slug]
    found = measure_performances(own, studio.records("capaian"), studio.settings.wilayah) if own else ()
    rows = [_agency_row(studio, one) for one in found]
    if not rows:
        return None
    return PageBlock(
        id="indikator",
        title=studio.say("Indikator kinerja"),
        context=IndicatorsOfAgency(rows),
        mark=simulation_mark([found[0].definition]),
    )


def _agency_row(studio: Studio, one: Performance) -> Row:
    item = _item(studio, one)
    kind, words = item.chip
    reached = studio.say("%(percent)s dari target", percent=item.percent_text) if item.percent_text else ""
    return Row(item.title, item.address, reached, item.value, chip_kind=kind, chip_text=words)


def _list_page(studio: Studio, found: Sequence[Performance]) -> Page:
    records = [row for one in found for row in (one.definition, *one.records)]

    def context() -> PerformancesPage:
        items = [_item(studio, one) for one in found]
        newest = [one.newest for one in found if one.newest is not None]
        measured = [one for one in newest if one.percent is not None and not one.partial]
        groups = (("topik", N_("Topik")), ("instansi", N_("Instansi")), ("keadaan", N_("Keadaan")))
        return PerformancesPage(
            items=items,
            measured=len(measured),
            reached=sum((one.percent or 0) >= 100 for one in measured),
            filters=[
                Filter(name, studio.say(label), _options(item.keys[name] for item in items))
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
        simulated=any(one.simulated for one in records),
        modified=studio.settings.build_time.date().isoformat(),
        context=context,
        numbers=lambda: PageNumbers(
            (NumberColumn("id_indikator", "Kode indikator"), NumberColumn("nama", "Nama"), *YEAR_COLUMNS),
            tuple(
                (one.definition.text("id_indikator"), one.definition.text("nama"), *year_cells(year))
                for one in found
                for year in one.years
            ),
            tuple(dict.fromkeys(one.dataset for one in records)),
        ),
    )


def _options(values: Iterable[str]) -> list[FilterOption]:
    """What occurs, most often first."""
    counts = Counter(value for value in values if value)
    return [FilterOption(value, value, count) for value, count in counts.most_common()]


def _item(studio: Studio, one: Performance) -> IndicatorRow:
    newest, unit = one.newest, one.definition.text("satuan")
    chip = status_chip(studio, newest)
    agency = studio.agency_short_name(one.definition.text("instansi"))
    return IndicatorRow(
        title=one.definition.text("nama"),
        address=indicator_address(one),
        note=" · ".join(part for part in (one.definition.text("topik"), agency) if part),
        value=value_words(newest.actual if newest else None, unit),
        year=newest.year if newest else "",
        target=value_words(Fraction(newest.target), unit) if newest and newest.target is not None else "",
        percent=newest.percent if newest else None,
        percent_text=show_percent(newest.percent if newest else None),
        chip=chip,
        keys={"topik": one.definition.text("topik"), "instansi": agency, "keadaan": chip[1]},
    )
