"""Where a cell of a table that a recipe laid out stands in its file."""

from __future__ import annotations

from dataclasses import replace

from suluh.vocabulary.findings import Place
from suluh.vocabulary.package import Table
from suluh.vocabulary.sheet_columns import column_letters


def cell_place(table: Table, index: int, column: str, place: Place) -> Place:
    """The place of a cell of a row of the table (from 0); of the row alone for no column."""
    assert table.source is not None
    line = table.lines[index]
    source = table.source.column_of(index, table.header.index(column)) if column in table.header else 0
    return replace(
        place,
        path=table.path_of(index, place.path),
        row=index + 1,
        line=line,
        cell=f"{column_letters(source)}{line}" if source else "",
        field=column,
        sheet=table.source.section_of(index).sheet,
    )
