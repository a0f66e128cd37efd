"""Cells column by column: what rules ask of a column, whether a table holds its rows or its columns.

A table of a million rows is held by columns, each distinct cell once. A rule that judges cells alone asks for
the distinct ones, and for their rows only where it found some.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import overload

Row = tuple[str, ...]


class Column(Sequence[str], ABC):
    """The cells of one column, top to bottom."""

    @abstractmethod
    def distinct(self) -> Iterable[str]:
        """Each of its cells at least once; few of them twice where there are not too many to be known."""

    @abstractmethod
    def odd(self) -> Iterable[str]:
        """The same without such as a large column of numbers consists of: 1 to 15 digits, the first not 0."""

    @abstractmethod
    def places_of(self, wanted: Collection[str]) -> Iterator[int]:
        """Indices of the rows whose cell is one of those, ascending."""

    @abstractmethod
    def blocks(self) -> Iterator[Sequence[str]]:
        """The cells in pieces that lie in memory one at a time."""

    @property
    @abstractmethod
    def is_various(self) -> bool:
        """Whether it has too many distinct cells to know them: `distinct` gives nearly all cells."""

    @abstractmethod
    def count_signs(self) -> int:
        """How many signs all cells have together."""

    @abstractmethod
    def rewrite(self, texts: Mapping[str, str]) -> Column:
        """The column with each cell replaced by the text that it has there."""


class ColumnarRows(Sequence[Row], ABC):
    """Rows that are held by their columns."""

    @abstractmethod
    def column_at(self, at: int) -> Column:
        """The cells of a column, from 0."""

    @abstractmethod
    def take_columns(self, places: Sequence[int]) -> ColumnarRows:
        """The same rows with these columns alone, in this order."""

    @abstractmethod
    def with_columns(self, columns: Sequence[Sequence[str]]) -> ColumnarRows:
        """As many rows, made of these columns."""


class ChosenRows(Sequence[Row]):
    """Some rows of a table that is held by columns, in its order; none of them is held here."""

    def __init__(self, rows: ColumnarRows, indices: Sequence[int]) -> None:
        self.rows, self.indices = rows, indices

    def __len__(self) -> int:
        return len(self.indices)

    def __iter__(self) -> Iterator[Row]:
        return map(self.rows.__getitem__, self.indices)

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...

    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            return ChosenRows(self.rows, self.indices[index])
        return self.rows[self.indices[index]]


def group_rows(rows: ColumnarRows, at: int) -> dict[str, ChosenRows]:
    """The rows by what stands in one column."""
    return {cell: ChosenRows(rows, indices) for cell, indices in index_cells(rows.column_at(at)).items()}


def index_cells(cells: Iterable[str]) -> dict[str, array[int]]:
    """The indices of a column's rows by what stands in it, ascending."""
    found: dict[str, array[int]] = {}
    for index, cell in enumerate(cells):
        if cell not in found:
            found[cell] = array("I")
        found[cell].append(index)
    return found


def cells_of(rows: Sequence[Row], at: int) -> Sequence[str]:
    """The cells of a column, top to bottom."""
    return rows.column_at(at) if isinstance(rows, ColumnarRows) else [row[at] for row in rows]


def distinct_of(cells: Sequence[str]) -> Iterable[str]:
    """The distinct cells of a column; of one with too many, some more than once."""
    return cells.distinct() if isinstance(cells, Column) else dict.fromkeys(cells)


def odd_of(cells: Sequence[str]) -> Iterable[str]:
    """The distinct cells of a column, but for short numbers that a large one may have left out."""
    return cells.odd() if isinstance(cells, Column) else dict.fromkeys(cells)


def places_of(cells: Sequence[str], wanted: Collection[str]) -> Iterator[int]:
    """Indices of the rows whose cell is one of those, ascending."""
    if not wanted:
        return iter(())
    if isinstance(cells, Column):
        return cells.places_of(wanted)
    return (index for index, cell in enumerate(cells) if cell in wanted)


def take_columns(rows: Sequence[Row], places: Sequence[int]) -> Sequence[Row]:
    """The rows with these columns alone."""
    if isinstance(rows, ColumnarRows):
        return rows.take_columns(places)
    return [tuple([row[at] for at in places]) for row in rows]


def rewrite(cells: Sequence[str], texts: Mapping[str, str]) -> Sequence[str]:
    """The cells of a column, each replaced by the text that it has there."""
    return cells.rewrite(texts) if isinstance(cells, Column) else [texts[cell] for cell in cells]


def join_columns(rows: Sequence[Row], columns: Sequence[Sequence[str]]) -> Sequence[Row]:
    """Rows made of these columns, held as `rows` are."""
    return rows.with_columns(columns) if isinstance(rows, ColumnarRows) else [*zip(*columns, strict=True)]
