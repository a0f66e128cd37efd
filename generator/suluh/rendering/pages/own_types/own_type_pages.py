"""The section of a site's own record type: the way in, a page for each year, one for each agency in it.

What stands on a page follows from the roles of the columns alone: time makes a line, agency and label make
bars, place makes a map, and every measure a figure with as-of date and coverage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from markupsafe import Markup

from suluh.measuring.groups import group_by
from suluh.measuring.own_facts import OwnFacts
from suluh.measuring.own_figures import aggregate, grouping_column, list_times, rows_of_time, year_of
from suluh.rendering.environment import show_size
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.own_types.own_type_charts import draw_groups, draw_map, draw_times
from suluh.rendering.pages.own_types.own_type_rows import (
    DataTable,
    OwnRow,
    list_rows,
    make_numbers,
    make_table,
)
from suluh.rendering.pages.own_types.own_type_words import OwnTypeView
from suluh.rendering.pages.shared.parts import Choice, Download, Filter, FilterOption, KeyFigure, Row
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import simulation_mark
from suluh.rendering.printed_facts import print_count
from suluh.vocabulary.page_numbers import OWN_ROWS, NumbersLater, datasets_behind
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.standards import Role
from suluh.vocabulary.threads import Record
from suluh.words.saying import N_

ROWS_SHOWN = 200
"""Rows of a table on one page; more of a year are parted by agency or region; the downloads have all."""
MOST_OPTIONS = 12
PARTS_TITLES = {"instansi": N_("Menurut instansi"), "wilayah": N_("Menurut wilayah")}


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars of the main measure, and the column that tells them apart."""

    by: str
    chart: Markup


@dataclass(frozen=True, slots=True)
class Source:
    """A dataset with the files of its tables."""

    title: str
    address: str
    files: Sequence[Download]


@dataclass(frozen=True, slots=True)
class OwnTypePage(PageContext):
    """What `own_type.html` is filled in with."""

    template: ClassVar[str] = "own_type.html"
    intro: str
    translated: bool
    time: str
    count: str
    total: int
    figures: Sequence[KeyFigure]
    measure: str
    lines: Markup
    bars: Sequence[Bars]
    map: Markup | None
    items: Sequence[OwnRow]
    filters: Sequence[Filter]
    parts: Sequence[Row]
    parts_title: str
    table: DataTable | None
    table_note: str
    choices: Sequence[Choice]
    sources: Sequence[Source]
    standard: str
    mark: str


def own_type_pages(name: str, studio: Studio) -> Iterable[Page]:
    """The way in, a page for each year, and where it has many rows one for each agency or region."""
    view = OwnTypeView.of(studio, name)
    yield _make_page(view, view.address, view.title, view.records)
    for year in view.years:
        some = [record for record in view.records if year_of(view.standard, record) == year]
        address, title = f"{view.address}{year}/", f"{view.title} {year}"
        yield _make_page(view, address, title, some, year=year)
        for part in _list_parts(view, some):
            whose = f"{view.title} {year}, {part.name}"
            yield _make_page(view, f"{address}{part.key}/", whose, part.records, year=year, part=part)


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one agency or region: its scope in names of facts, key in addresses, and name."""

    scope: str
    key: str
    name: str
    records: Sequence[Record]


def _list_parts(view: OwnTypeView, records: Sequence[Record]) -> list[Part]:
    """The rows of a year by agency, else by region, where they are too many for one page; others left out."""
    if len(records) <= ROWS_SHOWN:
        return []
    studio, agency, place = view.studio, view.column_of(Role.AGENCY), view.column_of(Role.PLACE)
    if agency is not None:
        groups = group_by(records, agency.name)
        known = {slug: studio.agency_link(slug).text for slug in groups if slug in studio.catalog.agencies}
        return [Part("instansi", slug, known[slug], groups[slug]) for slug in sorted(known)]
    if place is None:
        return []
    of_regions: dict[str, list[Record]] = {}
    level = studio.home_region.level + 1
    for record in records:
        code = ".".join(record.text(place.name).split(".")[:level])
        if code in studio.published_codes:
            of_regions.setdefault(code, []).append(record)
    return [
        Part("wilayah", code, studio.region_link(code).text, rows)
        for code, rows in sorted(of_regions.items())
    ]


def _make_page(
    view: OwnTypeView,
    address: str,
    title: str,
    records: Sequence[Record],
    *,
    year: int = 0,
    part: Part | None = None,
) -> Page:
    """A page over some of the rows; without a year the way in, with `part` the rows of that alone."""
    crumbs = [Link(view.title, view.address)] if year else []
    crumbs += [Link(str(year), f"{view.address}{year}/")] if part else []
    return view.studio.page(
        address,
        section=view.section,
        title=title,
        description=view.description,
        crumbs=tuple(crumbs),
        sources=datasets_behind(records),
        modified=view.studio.settings.build_time.date().isoformat(),
        context=lambda: _fill_in(view, records, year, address, part),
        numbers=NumbersLater(f"{view.standard.name}{OWN_ROWS}", lambda: make_numbers(view, records)),
    )


def _fill_in(
    view: OwnTypeView, records: Sequence[Record], year: int, address: str, part: Part | None
) -> OwnTypePage:
    times = list_times(view.standard, records)
    time = times[-1] if times else ()
    newest = rows_of_time(view.standard, records, time)
    main = view.measures[0] if view.measures else None
    parts = _list_parts(view, records) if year and part is None else []
    scope = ((part.scope, part.key),) if part else ()
    shown = [] if parts else newest[:ROWS_SHOWN]
    some = view.of_rows(records, *scope)
    place = view.column_of(Role.PLACE)
    return OwnTypePage(
        intro=view.description,
        translated=view.is_translated,
        time=view.show_time(time),
        count=print_count(some.facts.rows(time, len(newest))),
        total=len(records),
        figures=[
            some.show_figure(standard_column, aggregate(standard_column, newest, time))
            for standard_column in view.measures
        ],
        measure=view.name_column(main) if main else "",
        lines=draw_times(view, main) if main else Markup(""),
        bars=list(_draw_bars(some, time, address)),
        map=draw_map(some, main, place, time, address) if main and place else None,
        items=list_rows(view, shown),
        filters=list(_list_filters(view, list_rows(view, shown))),
        parts=[_part_row(view, year, entry) for entry in parts],
        parts_title=view.studio.say(PARTS_TITLES[parts[0].scope]) if parts else "",
        table=None if parts else make_table(view, records[:ROWS_SHOWN]),
        table_note=_tell_shown(some, year),
        choices=[Choice(str(number), f"{view.address}{number}/", number == year) for number in view.years],
        sources=[_list_files(view, name) for name in dict.fromkeys(record.dataset for record in records)],
        standard=f"standar/{view.standard.name}/",
        mark=simulation_mark(records),
    )


def _tell_shown(view: OwnTypeView, year: int) -> str:
    """How many rows the table has, where those of the page are more; empty where it has all."""
    if len(view.records) <= ROWS_SHOWN:
        return ""
    whole = view.facts.rows((str(year),) if year else None, len(view.records))
    shown = replace(whole, name=replace(whole.name, what="baris_ditampilkan"), value=ROWS_SHOWN)
    return view.studio.say(
        "%(shown)s dari %(total)s baris", shown=print_count(shown), total=print_count(whole)
    )


def _draw_bars(view: OwnTypeView, time: tuple[str, ...], address: str) -> Iterable[Bars]:
    """The main measure by agency and by what else tells rows apart, where there are two of them or more."""
    newest = rows_of_time(view.standard, view.records, time)
    for column in (view.column_of(Role.AGENCY), grouping_column(view.standard, newest)):
        if column is not None and view.measures:
            chart = draw_groups(view, view.measures[0], column, time, address)
            if chart:
                yield Bars(view.name_column(column), chart)


def _part_row(view: OwnTypeView, year: int, part: Part) -> Row:
    facts = OwnFacts.of(view.standard.name, part.records, (part.scope, part.key))
    count = print_count(facts.rows((str(year),), len(part.records)))
    return Row(
        title=part.name,
        address=f"{view.address}{year}/{part.key}/",
        note=view.studio.say("%(count)s baris", count=count),
    )


def _list_filters(view: OwnTypeView, rows: Sequence[OwnRow]) -> Iterable[Filter]:
    """Choices of the list by agency and status, where there is something to choose."""
    chosen = (
        ("agency", Role.AGENCY, [row.agency for row in rows]),
        ("status", Role.STATUS, [row.status for row in rows]),
    )
    for name, role, texts in chosen:
        column = view.column_of(role)
        counts = Counter(text for text in texts if text)
        if column is not None and 1 < len(counts) <= MOST_OPTIONS:
            options = [FilterOption(text, text, count) for text, count in counts.most_common()]
            yield Filter(name, view.name_column(column), options)


def _list_files(view: OwnTypeView, name: str) -> Source:
    """A dataset with its downloads."""
    dataset = view.studio.catalog.datasets[name]
    files = [
        Download(distribution.format, distribution.artifact.address, show_size(distribution.artifact.size))
        for distribution in dataset.distributions
        if distribution.rows and (not distribution.resource or distribution.resource == dataset.main[0].name)
    ]
    return Source(dataset.package.title, f"data/{name}/", files)
