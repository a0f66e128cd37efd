"""Rows of any file on their way to a raw sheet: padded to one width, behind a limit on cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from suluh.vocabulary.findings import Counted, Finding, Place
from suluh.vocabulary.raw_sheet import CellKind, MergedCells, RawSheet

CELL_LIMIT = 5_000_000
"""Cells of a sheet once all rows are as wide as the widest."""


class TooManyCells(ValueError):
    """More cells than may be read."""


def too_many_cells(place: Place) -> Finding:
    """F202 for a file that has more."""
    return Finding("F202", place, details={"batas": Counted(CELL_LIMIT, "cells")})


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row from column 1 on; `kinds` has a letter for each cell, or is empty where all are texts.

    `shown` has the letter of a form of numbers for each cell, or is empty where all are plain.
    """

    line: int
    cells: Sequence[str]
    kinds: str = ""
    shown: str = ""


def make_sheet(
    name: str,
    rows: Sequence[RawRow],
    *,
    merged: tuple[MergedCells, ...] = (),
    hidden_lines: tuple[int, ...] = (),
    hidden_columns: tuple[int, ...] = (),
    is_hidden: bool = False,
    forms: Mapping[str, Sequence[str]] | None = None,
) -> RawSheet:
    """A raw sheet of those rows, without the columns that are empty at its right. Raises TooManyCells."""
    trimmed = [(row, _filled_width(row)) for row in rows]
    width = max((filled for _, filled in trimmed), default=0)
    if width * len(rows) > CELL_LIMIT:
        raise TooManyCells
    has_kinds = any(row.kinds for row in rows)
    cells = [[*row.cells[:filled], *[""] * (width - filled)] for row, filled in trimmed]
    kinds = [row.kinds[:filled].ljust(width, CellKind.EMPTY) for row, filled in trimmed] if has_kinds else ()
    has_forms = any(row.shown for row in rows)
    shown = [row.shown[:filled].ljust(width, ".") for row, filled in trimmed] if has_forms else ()
    return RawSheet(
        name,
        cells,
        [row.line for row in rows],
        merged=merged,
        kinds=kinds,
        hidden_lines=hidden_lines,
        hidden_columns=hidden_columns,
        is_hidden=is_hidden,
        shown=shown,
        forms=forms if forms and has_forms else {},
    )


def _filled_width(row: RawRow) -> int:
    """How many cells there are up to the last one that has something in it."""
    for index in range(len(row.cells), 0, -1):
        if row.cells[index - 1] or (row.kinds and row.kinds[index - 1] != CellKind.EMPTY):
            return index
    return 0
