"""The numbers of a page as a table of their own, for those who would rather reckon than read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from suluh.vocabulary.figures import State

Value = str | int | Decimal | Fraction | State | None
"""A cell: what there is, or why there is nothing. None and an empty text say that the column is not asked."""

FILE_STEM = "angka"
"""What the files with a page's numbers are called, before the suffix of their format."""

OWN_COLUMNS = ("keterangan", "status_data")
"""Columns that the files add: why a number is missing, and whether the numbers are invented."""


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """A column: its `name` in Indonesian snake_case, what it means, and the unit of its numbers."""

    name: str
    title: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PageNumbers:
    """The table of one page. `datasets` are those that it comes from; money is exact, percent unrounded."""

    columns: tuple[NumberColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    datasets: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        names = [*(column.name for column in self.columns), *OWN_COLUMNS]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"a column name stands twice in the numbers of a page: {', '.join(twice)}")


NumbersLater = Callable[[], PageNumbers]
