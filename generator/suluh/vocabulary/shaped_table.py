"""What a recipe of reading makes of an office's sheets: the table, and what is not in it, with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from suluh.vocabulary.findings import Finding
from suluh.vocabulary.package import Table


class Reason(StrEnum):
    """Why cells of a sheet are not in the table."""

    TITLE = "judul"
    """Above the header."""
    NUMBERS = "nomor"
    """The row that numbers the columns."""
    TOTAL = "jumlah"
    NOTE = "catatan"
    GROUP = "kelompok"
    """Names the group of the rows below it, which a column of the table holds."""
    EMPTY = "kosong"
    """Nothing in the columns that are read, though something beside them."""
    OUTSIDE = "luar"
    """Outside of the range that the recipe names."""
    COLUMN = "kolom"
    """A column that the recipe leaves out."""
    SKIPPED = "dilewati"
    """A row that the recipe leaves out by what stands in a column."""
    ADDED = "dijumlahkan"
    """A row whose measures are added to those of an earlier one."""
    SHEET = "lembar"
    """A sheet that the recipe does not read."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Cells of one line that are not in the table; `cells` holds (column from 1, text), the filled ones."""

    sheet: str
    line: int
    reason: Reason
    cells: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class LeftColumn:
    """A column that is not in the table, with the number of its filled cells in the rows that are."""

    sheet: str
    column: int
    name: str
    filled: int


@dataclass(frozen=True, slots=True)
class ComparedTotal:
    """A stated total beside the sum of its parts, both exact.

    `line` and `column` (from 1) are where it stands, `name` names its column, `parts` counts them.
    `may_be_mean` says that it lies between the least and the greatest part, as a rate does.
    """

    sheet: str
    line: int
    column: int
    name: str
    stated: Decimal
    summed: Decimal
    parts: int
    may_be_mean: bool = False

    @property
    def fits(self) -> bool:
        """Whether the total is the sum."""
        return self.stated == self.summed


@dataclass(frozen=True, slots=True)
class SkippedRows:
    """Rows left out because a column holds a text: their lines in the file, and sums of their numbers."""

    column: str
    text: str
    lines: tuple[int, ...]
    amounts: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class UnsettledPlace:
    """A text that names no region for certain: its row in the table (from 0), and codes it may stand for."""

    row: int
    text: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shaped:
    """A table as a recipe reads it; `table` is None where it cannot be read so, and `findings` say why.

    `kinds[r]` has the letter of a `CellKind` for each cell of row r, empty where the file knows none. Every
    filled cell of the sheets is in the table or its header, or in one of `left_out`, `left_columns` and
    `left_sheets`. `too_large` says that the table would have more cells than there was room for.
    """

    table: Table | None
    kinds: Sequence[str] = ()
    left_out: tuple[LeftOut, ...] = ()
    left_columns: tuple[LeftColumn, ...] = ()
    left_sheets: tuple[str, ...] = ()
    totals: tuple[ComparedTotal, ...] = ()
    findings: tuple[Finding, ...] = ()
    unsettled: tuple[UnsettledPlace, ...] = ()
    skipped: tuple[SkippedRows, ...] = ()
    too_large: bool = False

    @property
    def leaves_out(self) -> bool:
        """Whether the sheets hold anything that is not in the table."""
        return bool(self.left_out or self.left_sheets or any(column.filled for column in self.left_columns))
