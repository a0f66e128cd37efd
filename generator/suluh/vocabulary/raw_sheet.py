"""A sheet of a workbook, or a text file of cells, before anyone has said what in it is a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MergedCells:
    """Cells shown as one: lines and columns from 1, both ends included; the text stands in the first."""

    first_line: int
    first_column: int
    last_line: int
    last_column: int


@dataclass(frozen=True, slots=True)
class RawSheet:
    """Cells as texts, where they stand.

    `rows[i][j]` is what stands in line `lines[i]` (from 1) and column j + 1, as the same reader gives it to a
    declared table; `""` for an empty cell. Rows are of one width; lines ascend, and empty lines may be
    left out. `name` is the sheet's, empty for a text file. `numeric[i][j]` says that a workbook holds the
    cell as a number or a date and not as a text; empty where the file knows no such thing. `delimiter` and
    `encoding` are those that a text file was read by.
    """

    name: str
    rows: Sequence[Sequence[str]]
    lines: Sequence[int]
    merged: Sequence[MergedCells] = ()
    numeric: Sequence[Sequence[bool]] = ()
    delimiter: str = ""
    encoding: str = ""

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max(map(len, self.rows), default=0)
