"""Cells column by column: what rules ask of a column, whether a table holds its rows or its columns.

A table of a million rows is held by columns, each distinct cell once. A rule that judges cells alone asks for
the distinct ones, and for their rows only where it found some.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import chain, islice, repeat
from typing import TypeAlias, overload

Row = tuple[str, ...]
Places: TypeAlias = Sequence[int]
"""Indices of rows, ascending."""
_MANY = 10_000
_FEW_WANTED = 16
"""Texts that are counted in a large column one by one."""


class Column(Sequence[str], ABC):
    """The cells of one column, top to bottom."""

    @abstractmethod
    def distinct(self) -> Iterable[str]:
        """Each of its cells at least once; few of them twice where there are not too many to be known."""

    @abstractmethod
    def odd(self) -> Iterable[str]:
        """The same without such as a large column of numbers consists of: 0, and 1 to 15 digits from 1."""

    @abstractmethod
    def odd_texts(self) -> Iterable[str]:
        """The cells of `odd`, some more than once, as texts with a NUL between two cells."""

    @abstractmethod
    def short_numbers(self) -> tuple[int, int] | None:
        """The least and the greatest of the numbers that `odd` leaves out; None where it leaves out none."""

    @abstractmethod
    def tally(self) -> Iterable[tuple[str, int]]:
        """Cells and how many rows have them; of a various column one cell may come more than once."""

    @abstractmethod
    def numbers_below(self, limit: int) -> Iterable[str]:
        """The distinct cells that `odd` leaves out and that are less than `limit`; some more than once."""

    @abstractmethod
    def count_magnitudes(self, read: Callable[[str], float]) -> Mapping[int, int]:
        """How many cells are above 0, by the sixteenths of a power of ten that they reach, rounded down.

        `read` gives the number that a cell is; those that `odd` leaves out are what they seem to be.
        """

    @abstractmethod
    def pick(self, places: Places) -> list[str]:
        """The cells of some rows."""

    @abstractmethod
    def match(self, wanted: Sequence[str]) -> Iterator[memoryview]:
        """For each of its blocks, eight bytes for each cell: the cell's place in `wanted`, or -1."""

    @abstractmethod
    def group(self) -> Mapping[str, Places]:
        """The indices of rows by what they have in this column."""

    @abstractmethod
    def hashes(self, values: Mapping[str, object] | None = None) -> Iterator[memoryview]:
        """For each of its blocks, which the columns of a table share, eight bytes for each cell.

        They are the same for the same cells; with `values`, which has all of them, for the same values.
        Raises TypeError for a value without a hash.
        """

    @property
    @abstractmethod
    def rises(self) -> bool:
        """Whether each cell is surely a greater whole number than the one before."""

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

    @property
    @abstractmethod
    def width(self) -> int:
        """How many columns they have."""

    @abstractmethod
    def column_at(self, at: int) -> Column:
        """The cells of a column, from 0."""

    @abstractmethod
    def take_columns(self, places: Sequence[int]) -> ColumnarRows:
        """The same rows with these columns alone, in this order."""

    @abstractmethod
    def without(self, places: Collection[int]) -> ColumnarRows:
        """The rows but for some, held as these are."""

    @abstractmethod
    def column_blocks(self) -> Iterator[Sequence[Sequence[str]]]:
        """Some rows after the other, each time the cells of every column."""

    @abstractmethod
    def with_columns(self, columns: Sequence[Sequence[str]]) -> ColumnarRows:
        """As many rows, made of these columns."""


class MergedPlaces(Sequence[int]):
    """The indices of several parts of a large table together, ascending; none of them is held here."""

    def __init__(self, parts: Sequence[Places]) -> None:
        self._parts = parts

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    def __iter__(self) -> Iterator[int]:
        return merge(*self._parts)

    @overload
    def __getitem__(self, index: int) -> int: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...

    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        if isinstance(index, slice):
            first, end, step = index.indices(len(self))
            return [*islice(self, first, end, step)] if step > 0 else [*self][index]
        at = index + len(self) if index < 0 else index
        found = next(islice(self, at, None), None) if at >= 0 else None
        if found is None:
            raise IndexError(index)
        return found


class ChosenRows(Sequence[Row]):
    """Some rows of a table that is held by columns, in its order; none of them is held here."""

    def __init__(self, rows: ColumnarRows, indices: Sequence[int]) -> None:
        self.rows, self.indices = rows, indices

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        """Another process gets these rows alone."""
        return list, ([*self],)

    def __len__(self) -> int:
        return len(self.indices)

    def __iter__(self) -> Iterator[Row]:
        if not self.rows.width:
            return repeat((), len(self))
        return chain.from_iterable(zip(*block, strict=True) for block in self.column_blocks())

    def column_blocks(self) -> Iterator[Sequence[Sequence[str]]]:
        """Some rows after the other, each time the cells of every column."""
        left, columns = iter(self.indices), [*map(self.rows.column_at, range(self.rows.width))]
        while places := [*islice(left, CHOSEN_AT_ONCE)]:
            yield [column.pick(places) for column in columns]

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
    return {cell: ChosenRows(rows, places) for cell, places in index_cells(rows.column_at(at)).items()}


def index_cells(cells: Sequence[str]) -> Mapping[str, Places]:
    """The indices of a column's rows by what stands in it."""
    if isinstance(cells, Column):
        return cells.group()
    found: dict[str, array[int]] = {}
    for index, cell in enumerate(cells):
        found.setdefault(cell, array("I")).append(index)
    return {**found}


def cells_of(rows: Sequence[Row], at: int) -> Sequence[str]:
    """The cells of a column, top to bottom."""
    return rows.column_at(at) if isinstance(rows, ColumnarRows) else [row[at] for row in rows]


def distinct_of(cells: Sequence[str]) -> Iterable[str]:
    """The distinct cells of a column; of one with too many, some more than once."""
    return cells.distinct() if isinstance(cells, Column) else dict.fromkeys(cells)


ROWS_AT_ONCE = 2_048
CHOSEN_AT_ONCE = 16_384
"""Rows that are picked at a time: parts of few blocks, which are parted once for all of them."""
MOST_WRITTEN = 65_536
"""Distinct texts of a column whose written forms are known at a time."""


def blocks_of(rows: Sequence[Row]) -> Iterator[Sequence[Sequence[str]]]:
    """Some rows after the other, each time the cells of every column; nothing of rows without a column."""
    if isinstance(rows, (ColumnarRows, ChosenRows)):
        return rows.column_blocks()
    return ([*zip(*some, strict=True)] for some in batched(rows))


def batched(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """The rows in pieces of which one at a time lies in memory."""
    left = iter(rows)
    while some := [*islice(left, ROWS_AT_ONCE)]:
        yield some


class Written(dict[str, str]):
    """What is written of each text of a column: asked for once, as long as there are not too many."""

    def __init__(self, write: Callable[[str], str]) -> None:
        super().__init__()
        self._write = write

    def __missing__(self, text: str) -> str:
        if len(self) >= MOST_WRITTEN:
            self.clear()
        written = self[text] = self._write(text)
        return written


def write_cells(rows: Sequence[Row], writers: Sequence[Callable[[str], str]]) -> Iterator[tuple[str, ...]]:
    """The rows with each cell as its column's writer writes it; a writer must go by the text alone."""
    if not writers:
        return (() for _ in rows)
    written = [*map(Written, writers)]
    return chain.from_iterable(
        zip(*(map(each.__getitem__, cells) for each, cells in zip(written, block, strict=True)), strict=True)
        for block in blocks_of(rows)
    )


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


def bounding_of(cells: Sequence[str]) -> Iterable[str]:
    """The distinct cells of a column; of the short numbers of a large one the least and the greatest."""
    if not isinstance(cells, Column):
        return dict.fromkeys(cells)
    return chain(cells.odd(), map(str, cells.short_numbers() or ()))


def sample_rows(rows: Sequence[Sequence[str]], most: int) -> list[Sequence[str]]:
    """Rows spread evenly over a table, at most twice as many as `most`; all of a small one."""
    places = range(0, len(rows), max(1, len(rows) // most))
    if not isinstance(rows, ColumnarRows) or not rows:
        return [rows[at] for at in places]
    columns = [rows.column_at(at).pick(places) for at in range(rows.width)]
    return [*zip(*columns, strict=True)]


def find_and_count(cells: Sequence[str], wanted: Collection[str]) -> tuple[int, int]:
    """The first row whose cell is one of those, and how many there are; (-1, 0) where there is none."""
    places = places_of(cells, wanted)
    first = next(places, None)
    if first is None:
        return -1, 0
    if isinstance(cells, Column) and len(wanted) <= _FEW_WANTED:
        return first, sum(map(cells.count, {*wanted}))
    return first, 1 + sum(1 for _ in places)


def merge_places(parts: Sequence[Places]) -> Places:
    """The indices of several parts of a table together, ascending."""
    if len(parts) == 1:
        return parts[0]
    return MergedPlaces(parts) if sum(map(len, parts)) > _MANY else sorted(chain.from_iterable(parts))


def take_columns(rows: Sequence[Row], places: Sequence[int]) -> Sequence[Row]:
    """The rows with these columns alone."""
    if isinstance(rows, ColumnarRows):
        return rows.take_columns(places)
    return [tuple([row[at] for at in places]) for row in rows]


def leave_out(rows: Sequence[Row], places: Collection[int]) -> Sequence[Row]:
    """The rows but for some, held as they are."""
    if isinstance(rows, ColumnarRows):
        return rows.without(places)
    return [row for index, row in enumerate(rows) if index not in places]


def rewrite(cells: Sequence[str], texts: Mapping[str, str]) -> Sequence[str]:
    """The cells of a column, each replaced by the text that it has there."""
    return cells.rewrite(texts) if isinstance(cells, Column) else [texts[cell] for cell in cells]


def join_columns(rows: Sequence[Row], columns: Sequence[Sequence[str]]) -> Sequence[Row]:
    """Rows made of these columns, held as `rows` are."""
    return rows.with_columns(columns) if isinstance(rows, ColumnarRows) else [*zip(*columns, strict=True)]
