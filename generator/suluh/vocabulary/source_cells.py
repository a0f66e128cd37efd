"""Where the cells of a table stand in the file that a recipe of reading made it from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceCells:
    """For each column and row of a shaped table, the column and the sheet of the file.

    `columns[i]` is the column (from 1) that table column i was; 0 for one that stands in no column (a
    constant, a sheet's name) and for the `spread` ones: of those, `laid[r]` is the column of the file that row r
    was made from. Its value stands in the row's line, in the header the texts of the other spread columns.
    `sheets` holds (first row, sheet's name), ascending.
    """

    columns: tuple[int, ...]
    spread: frozenset[int] = frozenset()
    laid: Sequence[int] = ()
    sheets: tuple[tuple[int, str], ...] = ()

    def column_of(self, row: int, column: int) -> int:
        """The file's column (from 1) that a cell stands in or comes from; 0 for none."""
        return self.laid[row] if column in self.spread and self.laid else self.columns[column]

    def sheet_of(self, row: int) -> str:
        """The name of the sheet that a row stands in; empty where the file has no sheets."""
        at = bisect_right(self.sheets, row, key=lambda entry: entry[0]) - 1
        return self.sheets[at][1] if at >= 0 else ""
