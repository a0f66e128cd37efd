"""A block of cells on a sheet, with the texts around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from suluh.intake.cell_signs import sample_indices
from suluh.vocabulary.raw_sheet import MergedCells


@dataclass(frozen=True, slots=True)
class Region:
    """A block: its rows without edge blanks, their lines, the number of its first column from 1.

    `titles` and `notes` are texts that stand above and below it, apart, with their lines; `shared` are texts
    above the first block that are about the whole sheet. `is_last` says that no other block stands below it.
    `beside` are remarks of a column to its right that is left out, with their lines.
    """

    rows: Sequence[Sequence[str]]
    lines: Sequence[int]
    first_column: int = 1
    merged: tuple[MergedCells, ...] = ()
    titles: tuple[tuple[int, str], ...] = ()
    notes: tuple[tuple[int, str], ...] = ()
    shared: tuple[tuple[int, str], ...] = ()
    is_last: bool = True
    beside: tuple[tuple[int, str], ...] = ()

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.rows[0]) if self.rows else 0

    def filled(self, index: int) -> int:
        """How many cells of a row say something."""
        return self.width - self.rows[index].count("")

    def text(self, index: int) -> str:
        """What a row says, its filled cells one after the other."""
        return " ".join(filter(None, self.rows[index]))

    def texts(self, indices: Iterable[int]) -> list[tuple[int, str]]:
        """What rows say, each with its line."""
        return [(self.lines[index], self.text(index)) for index in indices]

    def column(self, column: int, start: int = 0, end: int | None = None) -> list[str]:
        """Cells of a column, as far as a sample of its rows goes."""
        stop = len(self.rows) if end is None else end
        return [self.rows[index][column] for index in sample_indices(start, stop)]


def crop(region: Region) -> Region | None:
    """The region without empty rows and columns at its edges; None where nothing is filled."""
    rows = region.rows
    width = region.width
    kept = [index for index, row in enumerate(rows) if row.count("") < width]
    if not kept:
        return None
    if len(kept) == len(rows):
        rows_kept, lines = rows, region.lines
    else:
        rows_kept, lines = [rows[index] for index in kept], [region.lines[index] for index in kept]
    used = [any(column) for column in zip(*rows_kept, strict=True)]
    first, last = used.index(True), width - 1 - used[::-1].index(True)
    if first or last < width - 1:
        rows_kept = [row[first : last + 1] for row in rows_kept]
    return replace(region, rows=rows_kept, lines=lines, first_column=region.first_column + first)
