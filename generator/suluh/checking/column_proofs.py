"""Which rows of a table need a closer look: proved by columns, each distinct cell read once.

A column is right where every distinct cell of it is, whatever its rows; a key holds where no two rows share
their values. What is not proved this way is looked at row by row, with the same readers, by whoever asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from suluh.checking.alike_keys import find_alike, repeats
from suluh.vocabulary.columns import Column, distinct_of, places_of

CellReader = Callable[[str], tuple[object, object]]
"""Gives the value of a cell (None where it has none) and what is wrong with it, if anything."""

CELLS_AT_ONCE = 50_000
"""Distinct cells read between two looks at the clock."""
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """The cells of a column, the value of each distinct one, and those with something wrong.

    `values` is None for a column of plain texts, whose cells are their own values but for those of `missing`.
    """

    cells: Sequence[str]
    missing: frozenset[str]
    faulty: frozenset[str] = frozenset()
    values: Mapping[str, object] | None = None

    def value_of(self, cell: str) -> object:
        """The value of one of its cells; None for none."""
        if self.values is not None:
            return self.values[cell]
        return None if cell in self.missing else cell


def read_texts(cells: Sequence[str], missing: Iterable[str]) -> ReadColumn:
    """A column of texts of which none can be wrong."""
    return ReadColumn(cells, frozenset(missing))


def read_column(
    cells: Sequence[str], reader: CellReader, is_late: Callable[[], bool] = lambda: False
) -> ReadColumn | None:
    """A column by its distinct cells; None where `is_late` says that there is no time left for it."""
    values: dict[str, object] = {}
    faulty: set[str] = set()
    distinct = iter(distinct_of(cells))
    while some := list(islice(distinct, CELLS_AT_ONCE)):
        for cell in some:
            value, wrong = reader(cell)
            values[cell] = value
            if wrong:
                faulty.add(cell)
        if is_late():
            return None
    missing = frozenset(cell for cell, value in values.items() if value is None) - faulty
    return ReadColumn(cells, missing, frozenset(faulty), values)


def find_unproven(columns: Sequence[ReadColumn], keys: Iterable[Sequence[int]]) -> list[int]:
    """Indices of rows with a wrong cell, with nothing in them, or with a key that is empty or shared.

    `keys` are places of columns. Of rows that share a key all are named, the first one too. A key whose
    values cannot be compared proves nothing: then all rows are named.
    """
    found: set[int] = set()
    for column in columns:
        if column.faulty:
            found.update(_places_of(column, column.faulty))
    found.update(_empty_rows(columns))
    for key in keys:
        shared = _shared_rows([columns[place] for place in key])
        if shared is None:
            return list(range(len(columns[0].cells)))
        found.update(shared)
    return sorted(found)


def _places_of(column: ReadColumn, cells: frozenset[str]) -> Iterator[int]:
    return places_of(column.cells, cells)


def _empty_rows(columns: Sequence[ReadColumn]) -> list[int]:
    """Rows of which no cell has a value, and none is wrong."""
    if not columns or not all(column.missing for column in columns):
        return []
    fewest = min(columns, key=lambda column: len(column.missing))
    return [
        index
        for index in _places_of(fewest, fewest.missing)
        if all(column.cells[index] in column.missing for column in columns)
    ]


def _shared_rows(columns: Sequence[ReadColumn]) -> list[int] | None:
    """Rows with the same values in all the columns, or with none in any; None where it cannot be told.

    A row that only seems to share its values may be among them: it is looked at for nothing.
    """
    only = columns[0]
    values = [_values_of(column) for column in columns]
    if len(columns) == 1 and values[0] is None and isinstance(only.cells, Column) and not repeats(only.cells):
        return []
    try:
        alike = find_alike([column.cells for column in columns], values)
    except TypeError:
        return None
    return [*alike, *_empty_rows(columns)]


def _values_of(column: ReadColumn) -> Mapping[str, object] | None:
    """What its cells count as; None where each is its own value, also where one text alone is none."""
    if column.values is not None or len(column.missing) < _SEVERAL:
        return column.values
    return _Filled(column.missing)


class _Filled(dict[str, object]):
    """Texts that are their own values, but for those that stand for none."""

    def __init__(self, missing: Iterable[str]) -> None:
        super().__init__(dict.fromkeys(missing))

    def __missing__(self, cell: str) -> str:
        return cell
