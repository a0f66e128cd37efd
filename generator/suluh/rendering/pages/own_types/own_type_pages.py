"""The section of a site's own record type: the way in, a page for each year, one for each agency in it.

What stands on a page follows from the roles of the columns alone: time makes a line, agency and label make
bars, place makes a map, and every measure a figure with as-of date and coverage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from suluh.measuring.own_figures import (
    aggregate,
    group_rows,
    grouping_column,
    list_times,
    rows_of_time,
    year_of,
)
from suluh.rendering.environment import show_size
from suluh.rendering.pages.own_types.own_type_charts import draw_groups, draw_map, draw_times
from suluh.rendering.pages.own_types.own_type_words import OwnTypeView
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import simulation_mark
from suluh.vocabulary.cells import Cell
from suluh.vocabulary.page_numbers import OWN_COLUMNS, NumberColumn, PageNumbers, Value
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.standards import Role, StandardColumn
from suluh.vocabulary.threads import Record

ROWS_SHOWN = 200
"""Rows of a table on one page; more of a year are parted by agency, and all are in the downloads."""
PHONE_COLUMNS = 3
MOST_OPTIONS = 12


def own_type_pages(name: str, studio: Studio) -> Iterable[Page]:
    """The way in, a page for each year, and where a year has many rows one for each agency in it."""
    view = OwnTypeView.of(studio, name)
    yield _page(view, view.address, view.title, view.records, 0)
    for year in view.years:
        some = [record for record in view.records if year_of(view.standard, record) == year]
        address, title = f"{view.address}{year}/", f"{view.title} {year}"
        yield _page(view, address, title, some, year)
        for slug, own in sorted(group_by_agency(view, some).items()):
            whose = f"{view.title} {year}, {studio.agency_link(slug).text}"
            yield _page(view, f"{address}{slug}/", whose, own, year, slug)


def group_by_agency(view: OwnTypeView, records: Sequence[Record]) -> dict[str, list[Record]]:
    """The rows of a year by agency, where they are too many for one page; those of no agency left out."""
    column = view.column_of(Role.AGENCY)
    if column is None or len(records) <= ROWS_SHOWN:
        return {}
    groups = group_rows(records, column.name)
    return {slug: rows for slug, rows in groups.items() if slug in view.studio.catalog.agencies}


def _page(
    view: OwnTypeView, address: str, title: str, records: Sequence[Record], year: int, slug: str = ""
) -> Page:
    """A page over some of the rows; `year` 0 is the way in, `slug` names the agency whose rows they are."""
    crumbs = [Link(view.title, view.address)] if year else []
    crumbs += [Link(str(year), f"{view.address}{year}/")] if slug else []
    return view.studio.page(
        address,
        "own_type.html",
        section=view.section,
        title=title,
        description=view.description,
        crumbs=tuple(crumbs),
        simulated=any(record.simulated for record in records),
        modified=view.studio.settings.build_time.date().isoformat(),
        context_later=lambda: _context(view, records, year, address),
        numbers=lambda: _numbers(view, records),
    )


def _context(view: OwnTypeView, records: Sequence[Record], year: int, address: str) -> dict[str, Any]:
    times = list_times(view.standard, records)
    time = times[-1] if times else ()
    newest = rows_of_time(view.standard, records, time)
    some = OwnTypeView(view.studio, view.standard, view.schema, records)
    main = view.measures[0] if view.measures else None
    place, agency = view.column_of(Role.PLACE), view.column_of(Role.AGENCY)
    label = grouping_column(view.standard, newest)
    parted = group_by_agency(view, records) if address == f"{view.address}{year}/" else {}
    columns = [one for one in (agency, label) if one is not None]
    bars = [(view.name_column(one), draw_groups(some, main, one, time, address)) for one in columns if main]
    return {
        "intro": view.description,
        "translated": view.is_translated,
        "time": view.show_time(time),
        "count": len(newest),
        "figures": [view.show_figure(one, aggregate(one, newest, time)) for one in view.measures],
        "lines": draw_times(view, main) if main else "",
        "measure": view.name_column(main) if main else "",
        "bars": [{"by": name, "chart": chart} for name, chart in bars if chart],
        "map": draw_map(some, main, place, time, address) if main and place else None,
        "items": [] if parted else list_items(view, newest[:ROWS_SHOWN]),
        "filters": _filters(view, newest[:ROWS_SHOWN]),
        "agencies": [
            {
                "title": view.studio.agency_link(one).text,
                "address": f"{view.address}{year}/{one}/",
                "note": view.studio.say("%(count)s baris", count=len(rows)),
            }
            for one, rows in sorted(parted.items())
        ],
        "table": None if parted else _table(view, records[:ROWS_SHOWN]),
        "total": len(records),
        "choices": [
            {"text": str(one), "address": f"{view.address}{one}/", "current": one == year}
            for one in view.years
        ],
        "downloads": [_list_files(view, name) for name in dict.fromkeys(one.dataset for one in records)],
        "standard": f"standar/{view.standard.name}/",
        "mark": simulation_mark(records),
    }


def list_items(view: OwnTypeView, records: Iterable[Record]) -> list[dict[str, Any]]:
    """Rows for people: what a row is about, where and whose, its main number, its status."""
    named = (*view.standard.of_role(Role.LABEL), *view.standard.of_role(Role.KEY))
    about = next((one for one in named if view.is_told(one)), None)
    place, agency, status = (view.column_of(one) for one in (Role.PLACE, Role.AGENCY, Role.STATUS))
    main = view.measures[0] if view.measures else None
    items = []
    for record in records:
        where = view.name_subject(Role.PLACE, record.text(place.name)) if place else ""
        whose = view.name_subject(Role.AGENCY, record.text(agency.name)) if agency else ""
        title = record.text(about.name) if about else ""
        number = record.number(main.name) if main else None
        items.append(
            {
                "title": title or where or whose or view.title,
                "address": view.studio.region_address(record.text(place.name)) if place else "",
                "note": " · ".join(one for one in (where, whose) if one),
                "status": record.text(status.name) if status else "",
                "agency": whose,
                "right": view.show_amount(main)(number) if main and number is not None else "",
                "state": record.cell(main.name).state.value if main and number is None else "",
            }
        )
    return items


def _filters(view: OwnTypeView, records: Sequence[Record]) -> list[dict[str, Any]]:
    """Choices of the list by agency and status, where there is something to choose."""
    items = list_items(view, records)
    groups = []
    for name, role in (("agency", Role.AGENCY), ("status", Role.STATUS)):
        column = view.column_of(role)
        counts = Counter(item[name] for item in items if item[name])
        if column is not None and 1 < len(counts) <= MOST_OPTIONS:
            options = [{"value": one, "label": one, "count": count} for one, count in counts.most_common()]
            groups.append({"name": name, "label": view.name_column(column), "options": options})
    return groups


def _table(view: OwnTypeView, records: Sequence[Record]) -> dict[str, Any]:
    """All published columns of the type for some rows; a phone has room for three."""
    columns = [one for one in view.standard.columns if view.is_told(one)]
    kept = _phone_columns(view, columns)
    return {
        "columns": [
            {
                "name": _head(view, one),
                "numeric": one.role is Role.MEASURE,
                "hide_on_phone": one.name not in kept,
            }
            for one in columns
        ],
        "rows": [[_plain(view.show_cell(one, record)) for one in columns] for record in records],
    }


def _plain(shown: object) -> dict[str, Any]:
    if isinstance(shown, Cell):
        return {"text": "", "state": shown.state.value}
    return {"text": shown, "state": ""}


def _head(view: OwnTypeView, column: StandardColumn) -> str:
    unit = view.unit_of(column) if column.role is Role.MEASURE else ""
    return f"{view.name_column(column)} ({unit})" if unit else view.name_column(column)


def _phone_columns(view: OwnTypeView, columns: Sequence[StandardColumn]) -> set[str]:
    """What a row is about, when, and its main number; then whatever comes first."""
    wanted = [view.column_of(one) for one in (Role.LABEL, Role.MEASURE, Role.TIME)]
    first = [one.name for one in wanted if one is not None]
    rest = [one.name for one in columns if one.name not in first]
    return set([*first, *rest][:PHONE_COLUMNS])


def _list_files(view: OwnTypeView, name: str) -> dict[str, Any]:
    """A dataset's downloads, with the dataset itself."""
    dataset = view.studio.catalog.datasets[name]
    return {
        "title": dataset.package.title,
        "address": f"data/{name}/",
        "files": [
            {
                "format": one.format,
                "address": one.artifact.address,
                "size": show_size(one.artifact.size),
            }
            for one in dataset.distributions
            if one.format in ("CSV", "XLSX", "JSON")
        ],
    }


def _numbers(view: OwnTypeView, records: Sequence[Record]) -> PageNumbers:
    """The rows with every published column, numbers exact and states in words."""
    columns = [one for one in view.standard.columns if view.is_told(one) and one.name not in OWN_COLUMNS]
    rows: list[tuple[Value, ...]] = []
    for record in records:
        cells: list[Value] = []
        for column in columns:
            number = record.number(column.name) if column.role is Role.MEASURE else None
            state = record.cell(column.name).state
            absent: Value = state if column.role is Role.MEASURE else record.text(column.name)
            cells.append(absent if number is None else number)
        rows.append(tuple(cells))
    heads = tuple(NumberColumn(one.name, one.title, one.unit) for one in columns)
    return PageNumbers(heads, tuple(rows), tuple(dict.fromkeys(record.dataset for record in records)))
