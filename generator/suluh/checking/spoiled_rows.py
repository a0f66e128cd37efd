"""Rows that are none: a header repeated, a note under the table, rows swallowed by a quotation."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from heapq import merge
from itertools import groupby

from suluh.checking.places import Places
from suluh.reading.header_search import reads_as
from suluh.reading.standard_list import load_standard_file
from suluh.vocabulary.columns import ColumnarRows, places_of
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.package import DataPackage, Field, Resource, Table

_BEGINNING = 3
"""Rows at the top that may still be part of the header."""
_TEXT_WIDTH = 5
"""Columns from which on the mere number of delimiters tells a row, where no column has a form."""


def check_spoiled_rows(package: DataPackage, resource: Resource, table: Table) -> list[Finding]:
    """T038 rows that repeat the header, T039 rows that are a note, F029 cells that hold rows."""
    places = Places(package, resource, table)
    findings: list[Finding] = []
    header = tuple(name.strip().casefold() for name in table.header)
    notes, width = _note_words(), len(table.header)
    first, beginnings = header[0] if header else "", _beginnings(width)
    for index, row in _may_be_spoiled(table, first) if width > 1 else ():
        start = row[0].strip()
        again = start.casefold().startswith(first) and _is_header(row, header)
        if again or (index < _BEGINNING and _is_second_header(row, beginnings)):
            findings.append(Finding("T038", places.of_cell(index)))
        elif _is_note(row, notes):
            findings.append(Finding("T039", places.of_cell(index)))
    if resource.format == "csv" and resource.paths:
        findings += _find_swallowed(resource, table, places)
    return findings


def _may_be_spoiled(table: Table, first: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows that may repeat a header or be a note, by what stands in their first two cells."""
    if not isinstance(table.rows, ColumnarRows):
        yield from enumerate(table.rows)
        return
    one, two = table.rows.column_at(0), table.rows.column_at(1)
    # A short number is neither blank nor the name of a column, unless that is one.
    cells = one.odd() if first.strip("0123456789") else one.distinct()
    starting = {cell for cell in cells if not (start := cell.strip()) or start.casefold().startswith(first)}
    blank = {cell for cell in two.odd() if not cell.strip()}
    few = range(min(_BEGINNING, len(table.rows)))
    places = merge(few, places_of(one, starting), places_of(two, blank))
    for index, _ in groupby(places):
        yield index, table.rows[index]


def _is_header(row: tuple[str, ...], header: tuple[str, ...]) -> bool:
    """Whether each cell is its column's name, or that name with something behind it (`kode_lain`)."""
    return all(
        cell.strip().casefold().startswith(name) for cell, name in zip(row, header, strict=True) if name
    )


def _beginnings(width: int) -> tuple[tuple[str, ...], ...]:
    """Rows of column numbers, as they stand below the header of printed tables."""
    numbers = [str(number) for number in range(1, width + 1)]
    return (
        tuple(numbers),
        tuple(f"({number})" for number in numbers),
        tuple(f"[{number}]" for number in numbers),
    )


def _is_second_header(row: tuple[str, ...], numbered: tuple[tuple[str, ...], ...]) -> bool:
    """Whether one of the first rows belongs to the header: numbers of columns, or units in parentheses."""
    cells = tuple(cell.strip() for cell in row)
    if cells in numbered:
        return len(cells) > 2 or cells != numbered[0]
    filled = [cell for cell in cells if cell]
    return len(filled) > 1 and all(cell[0] == "(" and cell[-1] == ")" for cell in filled)


def _is_note(row: tuple[str, ...], words: frozenset[str]) -> bool:
    """Whether one cell alone is filled and begins as a note under a table does."""
    if row[1].strip() and row[0].strip():
        return False  # told at the first look for nearly every row
    filled = [cell.strip() for cell in row if cell.strip()]
    if len(filled) != 1:
        return False
    word, colon, _ = filled[0].partition(":")
    plain = word.strip().casefold()
    return (bool(colon) and plain in words) or filled[0].startswith(("*)", "**", "* "))


@cache
def _note_words() -> frozenset[str]:
    return frozenset(
        str(entry).casefold() for entry in load_standard_file("words/teks-rusak")["catatan_kaki"]
    )


def _find_swallowed(resource: Resource, table: Table, places: Places) -> list[Finding]:
    """F029 for each cell with line breaks whose lines are rows, held together by two stray marks."""
    delimiter = str(resource.dialect.get("delimiter", ","))
    fields = [resource.schema.field_named(name) for name in table.header]
    findings: list[Finding] = []
    for index, row in _with_line_breaks(table):
        for column, cell in enumerate(row):
            if "\n" in cell and _holds_rows(cell, column, delimiter, fields):
                name = table.header[column]
                findings.append(Finding("F029", places.of_cell(index, name)))
    return findings


def _with_line_breaks(table: Table) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows with a cell of several lines."""
    if not isinstance(table.rows, ColumnarRows):
        yield from ((index, row) for index, row in enumerate(table.rows) if "\n" in "".join(row))
        return
    found: set[int] = set()
    for at in range(len(table.header)):
        column = table.rows.column_at(at)
        found.update(places_of(column, {cell for cell in column.odd() if "\n" in cell}))
    yield from ((index, table.rows[index]) for index in sorted(found))


def _holds_rows(cell: str, column: int, delimiter: str, fields: list[Field | None]) -> bool:
    """Whether the lines of a cell are the end of a row, whole rows, and the beginning of one."""
    lines = cell.replace("\r\n", "\n").split("\n")
    width = len(fields)
    if any(_fits(line.split(delimiter), fields) for line in lines[1:-1]):
        return True
    first, last = lines[0].split(delimiter), lines[-1].split(delimiter)
    if len(first) != width - column or len(last) != column + 1 or width < 2:
        return False
    pieces = [*zip(last, fields[: column + 1], strict=True), *zip(first, fields[column:], strict=True)]
    # At the column itself the line is cut: what stands there may be the rest of a cell.
    whole = [pair for number, pair in enumerate(pieces) if number not in (column, column + 1)]
    return _agree(whole, width)


def _fits(cells: list[str], fields: list[Field | None]) -> bool:
    return len(cells) == len(fields) and _agree(list(zip(cells, fields, strict=True)), len(fields))


def _agree(pairs: list[tuple[str, Field | None]], width: int) -> bool:
    """Whether each cell whose column has a form is of that form, and there is one, or many columns."""
    told = [reads_as(field, cell) for cell, field in pairs if field is not None and cell]
    known = [entry for entry in told if entry is not None]
    return all(known) if known else width >= _TEXT_WIDTH and len(pairs) > 1
