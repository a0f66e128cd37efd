"""A sheet of a workbook, or a text file of cells, before anyone has said what in it is a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class CellKind(StrEnum):
    """What a file holds a cell as, in one letter."""

    EMPTY = "."
    TEXT = "t"
    NUMBER = "n"
    PERCENT = "p"
    """A number that the sheet shows as percent: 45,5% is stored, and read, as 0.455."""
    DATE = "d"
    TRUTH = "b"
    ERROR = "e"
    FORMULA = "f"
    """A formula without a stored value: its text is empty."""
    LONG = "x"
    """A number of more digits than a spreadsheet keeps: its last ones are made up."""


NUMBERS = frozenset((CellKind.NUMBER, CellKind.PERCENT, CellKind.LONG))


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
    left out. `name` is the sheet's, empty for a text file. `kinds[i][j]` is the letter of a `CellKind`; empty
    where the file knows no such thing. `delimiter` and `encoding` are those that a text file was read by.
    `hidden_lines` and `hidden_columns` (from 1) are those that the sheet does not show, `is_hidden` a sheet
    that its workbook does not. `shown[i][j]` is the letter under which `forms` has how the sheet shows a
    number (`number`, `money rp`, `scaled`), `.` for a plain one; empty where all are plain.
    """

    name: str
    rows: Sequence[Sequence[str]]
    lines: Sequence[int]
    merged: Sequence[MergedCells] = ()
    kinds: Sequence[str] = ()
    delimiter: str = ""
    encoding: str = ""
    hidden_lines: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    is_hidden: bool = False
    shown: Sequence[str] = ()
    forms: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max(map(len, self.rows), default=0)

    def kind_at(self, row: int, column: int) -> CellKind:
        """What the cell `rows[row][column]` is held as; a text where the file knows no kinds."""
        if self.kinds:
            return CellKind(self.kinds[row][column])
        return CellKind.TEXT if self.rows[row][column] else CellKind.EMPTY
