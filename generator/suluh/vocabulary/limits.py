"""How much one run may take: the limits that keep a single submission from stopping a whole site."""

from __future__ import annotations

from dataclasses import dataclass

BY_COLUMNS = 16
"""Cells held by columns that take as much as one that is held in its row."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Cells of all tables together, and seconds of processor time for a check; a table may take half of both.

    A cell takes up to some 280 bytes while it is checked, so that the cells take at most 3.5 GB. Of a table
    that is held by columns so many cells as `BY_COLUMNS` count as one: they take no more.
    """

    cells: int = 12_000_000
    seconds: int = 900

    @property
    def cells_of_table(self) -> int:
        """Cells that one table may have."""
        return self.cells // 2

    @property
    def seconds_of_table(self) -> int:
        """Seconds of processor time that the check of one table may take."""
        return self.seconds // 2
