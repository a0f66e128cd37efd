"""Single activities: what was done where and when, as a list, on the map, month by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from suluh.measuring.row_facts import row_facts
from suluh.record_types.kegiatan.pages.activity import activity_page
from suluh.record_types.kegiatan.pages.activity_rows import (
    SECTION,
    ActivityRow,
    activity_address,
    activity_items,
    find_point,
    in_order,
    report_item,
)
from suluh.record_types.kegiatan.pages.numbers import activity_numbers
from suluh.rendering.chart_text import ChartText
from suluh.rendering.charts import bar_of, draw_bars
from suluh.rendering.field_words import SHORT_MONTHS
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.parts import Choice, Filter, FilterOption, Row
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import simulation_mark
from suluh.rendering.point_maps import point_map
from suluh.rendering.printed_facts import print_amount, print_count
from suluh.vocabulary.facts import NOW, FactMaker, in_year, within
from suluh.vocabulary.page_numbers import NumbersLater, datasets_behind
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.threads import Record

ITEMS_SHOWN = 300
"""How many activities the way in lists; each year's page has all of its own."""
FOLDED_FROM = 40
"""From how many on a list stands folded by months."""


@dataclass(frozen=True, slots=True)
class MonthOfActivities:
    """The activities of a month in a long list."""

    name: str
    count: str
    rows: list[ActivityRow]


@dataclass(frozen=True, slots=True)
class ActivitiesPage(PageContext):
    """What `activities.html` is filled in with."""

    template: ClassVar[str] = "activities.html"
    year: int
    items: list[ActivityRow]
    groups: list[MonthOfActivities]
    count: str
    shown: str
    places: str
    agencies: str
    people: str
    uncounted: str
    filters: list[Filter]
    years: list[Choice]
    map: str | None
    unplaced: str
    months: str
    month_year: int
    reports: list[Row]
    mark: str


def activity_pages(studio: Studio) -> Iterable[Page]:
    """The way in with all activities, one page for each year, and one for each activity."""
    records = in_order(studio.records(SECTION))
    years = sorted({record.whole("tahun") for record in records})
    yield _list_page(studio, records, years, 0)
    for year in years:
        yield _list_page(studio, [record for record in records if record.whole("tahun") == year], years, year)
    for record in {activity_address(record): record for record in records}.values():
        yield activity_page(studio, record)


def _list_page(studio: Studio, records: Sequence[Record], years: Sequence[int], year: int) -> Page:
    address = f"{SECTION}/{year}/" if year else f"{SECTION}/"
    title = (
        studio.say("Kegiatan %(year)s", year=str(year)) if year else studio.say("Kegiatan yang dikerjakan")
    )
    return studio.page(
        address,
        section=SECTION,
        title=title,
        description=studio.say(
            "Apa yang dikerjakan, di mana, dan kapan: daftar, peta, dan bulan demi bulan."
        ),
        crumbs=(Link(studio.say("Kegiatan yang dikerjakan"), f"{SECTION}/"),) if year else (),
        sources=datasets_behind(records),
        modified=studio.settings.build_time.date().isoformat(),
        context=lambda: _list_context(studio, records, years, year, address),
        numbers=NumbersLater("kegiatan", lambda: activity_numbers(records)),
    )


def _list_context(
    studio: Studio, records: Sequence[Record], years: Sequence[int], year: int, address: str
) -> ActivitiesPage:
    shown = records if year else records[:ITEMS_SHOWN]
    points = [point for record in records if (point := find_point(record, address)) is not None]
    items = activity_items(studio, shown)
    facts = row_facts(records, year or None)
    uncounted = facts.count("kegiatan_tanpa_penerima", lambda row: row.number("penerima_manfaat") is None)
    unplaced = facts.make("kegiatan_tanpa_titik", len(records) - len(points))
    cut = len(records) > len(items)
    return ActivitiesPage(
        year=year,
        items=items,
        groups=_by_month(items, year) if len(items) > FOLDED_FROM else [],
        count=print_count(facts.count("kegiatan")),
        shown=print_count(facts.make("kegiatan_tercantum", len(items))) if cut else "",
        places=print_count(facts.distinct("kegiatan_wilayah", "kode_wilayah")),
        agencies=print_count(facts.distinct("kegiatan_instansi", "instansi")),
        people=print_amount(facts.make("penerima_manfaat", _people(records))),
        uncounted=print_count(uncounted) if uncounted.value else "",
        filters=_filters(studio, shown, year),
        years=[
            Choice(studio.say("Semua tahun"), f"{SECTION}/", not year),
            *(Choice(str(other), f"{SECTION}/{other}/", other == year) for other in years),
        ],
        map=point_map(
            studio.settings.wilayah,
            studio.regions,
            points,
            title=studio.say("Tempat kegiatan di peta"),
            maker=facts.maker,
        ),
        unplaced=print_count(unplaced) if unplaced.value else "",
        months=_timeline(studio, records, year or max(years, default=0)),
        month_year=year or max(years, default=0),
        reports=_reports(studio, year),
        mark=simulation_mark(records),
    )


def _by_month(items: Sequence[ActivityRow], year: int) -> list[MonthOfActivities]:
    """A long list in months, in its own order; the newest stands open."""
    found: dict[str, list[ActivityRow]] = {}
    for item in items:
        found.setdefault(item.month, []).append(item)
    months = []
    for name, own in found.items():
        maker = FactMaker(in_year(year) if year else NOW, within(("bulan", name)))
        listed = print_count(maker.make("kegiatan_tercantum", len(own)), unlinked=True)
        months.append(MonthOfActivities(name, listed, own))
    return months


def _people(records: Iterable[Record]) -> Decimal:
    return sum((record.number("penerima_manfaat") or Decimal(0) for record in records), Decimal(0))


def _filters(studio: Studio, records: Sequence[Record], year: int) -> list[Filter]:
    def group(name: str, label: str, column: str, words: Callable[[str], str]) -> Filter:
        counts = Counter(record.text(column) for record in records)
        options = [FilterOption(key, words(key), count) for key, count in counts.items()]
        return Filter(name, label, sorted(options, key=lambda option: option.label))

    groups = [
        group("instansi", studio.say("Instansi"), "instansi", studio.agency_short_name),
        group("wilayah", studio.say("Wilayah"), "kode_wilayah", lambda code: studio.region_link(code).text),
    ]
    return groups if year else [group("tahun", studio.say("Tahun"), "tahun", str), *groups]


def _timeline(studio: Studio, records: Sequence[Record], year: int) -> str:
    """How many activities each month of a year had that were told of.

    A month before one that was told of had none where it has none. Later ones were not told of yet, and those
    after the as-of day are not there.
    """
    counts = Counter(record.text("tanggal")[:7] for record in records if record.whole("tahun") == year)
    last, today = max(counts, default=""), studio.settings.as_of.day.isoformat()[:7]
    months = {f"{year}-{number:02d}": name for number, name in enumerate(SHORT_MONTHS, start=1)}
    bars = []
    for month, name in months.items():
        if month <= max(last, today):
            maker = FactMaker(in_year(year), within(("bulan", month[-2:])))
            bars.append(
                bar_of(studio.say(name), maker.make("kegiatan", counts[month] if month <= last else None))
            )
    return draw_bars(
        bars if counts else [],
        ChartText(
            title=studio.say("Kegiatan tiap bulan %(year)s", year=str(year)),
            prefix="bulan",
            value_label=studio.say("Kegiatan"),
            category_label=studio.say("Bulan"),
            unit=studio.say("kegiatan"),
        ),
    )


def _reports(studio: Studio, year: int) -> list[Row]:
    """Reports in prose of that year, or of all: the same work told in words."""
    return [
        report_item(studio, report.report)
        for report in studio.catalog.reports
        if year in (0, report.report.tahun)
    ]
