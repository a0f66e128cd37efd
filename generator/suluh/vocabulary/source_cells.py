"""Where the cells of a table stand in the file that a recipe of reading made it from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceSection:
    """Rows from `first_row` on that come from one block of one sheet.

    `columns[i]` is the column (from 1) of the file that column i of the table stands in; 0 for one that
    stands in none: a constant, a sheet's name.
    """

    first_row: int
    sheet: str
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SourceCells:
    """For each column and row of a shaped table, the column and the sheet of the file.

    The rows of a table come from `sections`, in their order. Columns in `spread` were laid below each
    other: `laid[r]` is the column of the file that row r was made from. The value stands in the row's line,
    the texts of the other spread columns in the header.
    """

    sections: tuple[SourceSection, ...]
    spread: frozenset[int] = frozenset()
    laid: Sequence[int] = ()

    def column_of(self, row: int, column: int) -> int:
        """The file's column (from 1) that a cell stands in or comes from; 0 for none."""
        if column in self.spread and self.laid:
            return self.laid[row]
        return self.section_of(row).columns[column]

    def section_of(self, row: int) -> SourceSection:
        """The block of a sheet that a row stands in."""
        at = bisect_right(self.sections, row, key=lambda section: section.first_row) - 1
        return self.sections[max(at, 0)]

    def take_columns(self, places: Sequence[int]) -> SourceCells:
        """Of a table whose columns are those at `places` of this one; a negative place is a new column."""
        sections = tuple(
            SourceSection(
                section.first_row,
                section.sheet,
                tuple(section.columns[place] if place >= 0 else 0 for place in places),
            )
            for section in self.sections
        )
        spread = frozenset(at for at, place in enumerate(places) if place in self.spread)
        return SourceCells(sections, spread, self.laid)

    def take_rows(self, rows: Sequence[int]) -> SourceCells:
        """Of a table whose rows are those at `rows` of this one, ascending."""
        sections = tuple(
            SourceSection(bisect_left(rows, section.first_row), section.sheet, section.columns)
            for section in self.sections
        )
        return SourceCells(sections, self.spread, [self.laid[row] for row in rows] if self.laid else ())
