"""The rows of a site's own record type as a list for people, as a table, and as numbers to download."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from suluh.measuring.fact_sources import cell_fact
from suluh.rendering.pages.own_types.own_type_words import OwnTypeView
from suluh.rendering.pages.shared.parts import Column
from suluh.rendering.printed_facts import print_fact
from suluh.vocabulary.figures import State
from suluh.vocabulary.page_numbers import OWN_COLUMNS, NumberColumn, PageNumbers, Value, each_dataset
from suluh.vocabulary.standards import Role, StandardColumn
from suluh.vocabulary.threads import Record

PHONE_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row: what it is about, where and whose, its main number or the state of that, its status."""

    title: str
    address: str
    note: str
    agency: str
    status: str
    right: str
    state: str


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell's text, or the state that stands for its value."""

    text: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class DataTable:
    """Columns and cells of a table."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[TableCell]]


def list_rows(view: OwnTypeView, records: Iterable[Record]) -> list[OwnRow]:
    """Rows for people, in their order."""
    named = (*view.standard.of_role(Role.LABEL), *view.standard.of_role(Role.KEY))
    about = next((column for column in named if view.is_told(column)), None)
    place, agency, status = (view.column_of(role) for role in (Role.PLACE, Role.AGENCY, Role.STATUS))
    main = view.measures[0] if view.measures else None
    rows = []
    for record in records:
        where = view.name_subject(Role.PLACE, record.text(place.name)) if place else ""
        whose = view.name_subject(Role.AGENCY, record.text(agency.name)) if agency else ""
        number = record.number(main.name) if main else None
        title = (record.text(about.name) if about else "") or where or whose or view.title
        rows.append(
            OwnRow(
                title=title,
                address=view.studio.region_address(record.text(place.name)) if place else "",
                note=" · ".join(part for part in (where, whose) if part and part != title),
                agency=whose,
                status=record.text(status.name) if status else "",
                right=_print_number(view, main, record) if main else "",
                state=record.cell(main.name).state.value if main and number is None else "",
            )
        )
    return rows


def _print_number(view: OwnTypeView, column: StandardColumn, record: Record) -> str:
    """A row's number in one column as the fact that it is; empty for none."""
    number = record.number(column.name)
    if number is None:
        return ""
    return print_fact(cell_fact(record, column.name), view.show_amount(column)(number), unlinked=True)


def make_table(view: OwnTypeView, records: Sequence[Record]) -> DataTable:
    """All published columns of the type for some rows; a phone has room for a few."""
    columns = [column for column in view.standard.columns if view.is_told(column)]
    kept = _list_phone_columns(view, columns)
    heads = [
        Column(
            _head(view, column),
            numeric=column.role is Role.MEASURE,
            hide_on_phone=column.name not in kept,
        )
        for column in columns
    ]
    return DataTable(heads, [[_show_cell(view, column, record) for column in columns] for record in records])


def _show_cell(view: OwnTypeView, column: StandardColumn, record: Record) -> TableCell:
    cell = record.cell(column.name)
    if cell.state is not State.NILAI:
        return TableCell("", cell.state.value)
    text = cell.text.strip()
    if column.role in (Role.PLACE, Role.AGENCY):
        return TableCell(view.name_subject(column.role, text))
    printed = _print_number(view, column, record) if column.role is Role.MEASURE else ""
    return TableCell(printed or text)


def _head(view: OwnTypeView, column: StandardColumn) -> str:
    unit = view.unit_of(column) if column.role is Role.MEASURE else ""
    return f"{view.name_column(column)} ({unit})" if unit else view.name_column(column)


def _list_phone_columns(view: OwnTypeView, columns: Sequence[StandardColumn]) -> set[str]:
    """What a row is about, when, and its main number; then whatever comes first.

    Where nothing names a row, its place or agency does. Two columns of time are narrow and stand together.
    """
    told = [
        column
        for role in (Role.LABEL, Role.KEY, Role.PLACE, Role.AGENCY)
        for column in view.standard.of_role(role)
        if column in columns
    ]
    times = [column for column in view.standard.of_role(Role.TIME) if column in columns]
    first = [*told[:1], *view.measures[:1], *times]
    rest = [column for column in columns if column not in first]
    return {column.name for column in [*first, *rest][: max(PHONE_COLUMNS, len(first))]}


def make_numbers(view: OwnTypeView, records: Sequence[Record]) -> PageNumbers:
    """The rows with every published column, numbers exact and states in words."""
    columns = [column for column in view.standard.columns if view.is_told(column)]
    columns = [column for column in columns if column.name not in OWN_COLUMNS]
    rows = tuple(tuple(_number_of(record, column) for column in columns) for record in records)
    heads = tuple(NumberColumn(column.name, column.title, column.unit) for column in columns)
    return PageNumbers(heads, rows, each_dataset(records))


def _number_of(record: Record, column: StandardColumn) -> Value:
    if column.role is not Role.MEASURE:
        return record.text(column.name)
    number = record.number(column.name)
    return record.cell(column.name).state if number is None else number
