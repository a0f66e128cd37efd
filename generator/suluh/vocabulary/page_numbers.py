"""The numbers of a page as a table of their own, for those who would rather reckon than read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import partial
from inspect import isfunction
from typing import TypeVar

from suluh.vocabulary.figures import State
from suluh.vocabulary.threads import Record

_Basis = TypeVar("_Basis")
Value = str | int | Decimal | Fraction | State | None
"""A cell: what there is, or why there is nothing. None and an empty text say that the column is not asked."""

FOLDER = "data/angka/"
"""Where the numbers of all pages lie: a table for each kind and year."""

PERCENT = "persen"
"""The unit of shares, which are rarely whole."""

PAGE_COLUMN = "halaman"
"""The first column of each of those tables: the address of the page that shows the row."""

OWN_ROWS = "-baris"
"""How the kind of numbers of a site's own record type ends, so that none is taken for a kind of ours."""

OWN_COLUMNS = ("keterangan", "status_data", "dataset")
"""Columns that the files add: why a number is missing, how final the row is, of which datasets it is made."""


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """A column: its `name` in Indonesian snake_case, what it means, and the unit of its numbers.

    `fractions` says that a number in it may be none that is whole, as of percentages any may be: then all are
    written with a point, for readers that guess a column's type by its first rows.
    """

    name: str
    title: str
    unit: str = ""
    fractions: bool = False

    @property
    def has_points(self) -> bool:
        """Whether all numbers of the column are written with a point."""
        return self.fractions or self.unit == PERCENT


@dataclass(frozen=True, slots=True)
class PageNumbers:
    """The table of one page; money is exact, percent unrounded.

    `sources` has for each row the datasets that it is made of, none where it is made of no data at all
    (a day that the law names). The row is as final as the least final of them.
    """

    columns: tuple[NumberColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    sources: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        names = [PAGE_COLUMN, *(column.name for column in self.columns), *OWN_COLUMNS]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"a column name stands twice in the numbers of a page: {', '.join(twice)}")
        if len(self.sources) != len(self.rows):
            raise ValueError(f"{len(self.rows)} rows of numbers name the sources of {len(self.sources)}")

    @property
    def datasets(self) -> tuple[str, ...]:
        """All datasets that a row is made of, each once, in the order of the rows."""
        return tuple(dict.fromkeys(name for names in self.sources for name in names))


_YEAR = re.compile(r"(?<=/)(\d{4})(?=/)")


@dataclass(frozen=True, slots=True)
class NumbersLater:
    """Numbers of a page that are made when they are called for.

    `kind` names the table that they stand in with those of other pages, and all of one kind have the same
    columns. `more` are tables of other kinds that the same page has besides. `rests_on` is all that they are
    made of, where that is known: the same numbers come of an equal value.
    """

    kind: str
    make: Callable[[], PageNumbers]
    more: tuple[NumbersLater, ...] = ()
    rests_on: object = field(default=None, repr=False)

    @classmethod
    def of(cls, kind: str, reckon: Callable[[_Basis], PageNumbers], value: _Basis) -> NumbersLater:
        """Numbers that a function of a module works out of a value and of nothing else.

        Raises ValueError for one within a function or of an object, which might see more.
        """
        if not isfunction(reckon) or reckon.__qualname__ != reckon.__name__:
            raise ValueError(f"{reckon!r} may see more than it is given")
        named = f"{reckon.__module__}.{reckon.__name__}"
        return cls(kind, partial(reckon, value), rests_on=(named, value))

    def __call__(self) -> PageNumbers:
        """The numbers, made now."""
        return self.make()

    def stem_at(self, address: str) -> str:
        """The name of their table, `alur-2025`: the kind, and the year in the address of the page."""
        year = _YEAR.search(f"/{address}")
        return f"{self.kind}-{year[1]}" if year else self.kind

    def each(self) -> tuple[NumbersLater, ...]:
        """These and those besides."""
        return (self, *self.more)


def each_dataset(records: Iterable[Record]) -> tuple[tuple[str, ...], ...]:
    """The dataset of each record, as the sources of rows that are made of one record each."""
    return tuple((record.dataset,) for record in records)


def datasets_behind(records: Iterable[Record]) -> tuple[str, ...]:
    """The datasets of some records, each once, as the sources of a row that is made of them all."""
    return tuple(dict.fromkeys(record.dataset for record in records))
