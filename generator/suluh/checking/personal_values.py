"""Personal text in a table that is held by columns: each distinct cell is looked at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from suluh.checking.personal_patterns import Hit, find_personal
from suluh.checking.personal_screen import CELL_END, ROW_END, find_doubtful
from suluh.checking.plain_text import plain_text
from suluh.vocabulary.columns import ColumnarRows, places_of

_CELLS_AT_ONCE = 20_000


def find_hits_by_column(
    header: Sequence[str], rows: ColumnarRows, hints: Mapping[int, frozenset[str]]
) -> Iterator[tuple[int, int, Hit]]:
    """(row index, column, hit) over a table, the header as row -1, in the order of rows and columns."""
    for column, name in enumerate(header):
        cell = plain_text(name.replace(ROW_END, " ").replace(CELL_END, " "))
        yield from ((-1, column, hit) for hit in find_personal(cell, hints.get(column, frozenset())))
    told: dict[int, dict[str, list[Hit]]] = {}
    found: list[tuple[int, int]] = []
    for column in range(len(header)):
        cells = rows.column_at(column)
        hinted = hints.get(column, frozenset())
        # Nothing is personal in fifteen digits and fewer, unless the column says so.
        told[column] = _look_at(cells.distinct() if hinted else cells.odd(), hinted)
        found += ((index, column) for index in places_of(cells, told[column].keys()))
    for index, column in sorted(found):
        yield from ((index, column, hit) for hit in told[column][rows[index][column]])


def _look_at(cells: Iterable[str], hints: frozenset[str]) -> dict[str, list[Hit]]:
    """The hits of each cell that has some. With hints about its column every cell is taken apart."""
    found: dict[str, list[Hit]] = {}
    left = iter(cells)
    while block := list(islice(left, _CELLS_AT_ONCE)):
        joined = ROW_END.join(block)
        if joined.count(ROW_END) != len(block) - 1 or CELL_END in joined:
            joined = ROW_END.join([cell.replace(ROW_END, " ").replace(CELL_END, " ") for cell in block])
        plain = plain_text(joined)
        texts = plain.split(ROW_END)
        chosen: Iterable[int] = (
            range(len(block)) if hints else sorted({row for row, _ in find_doubtful(plain)})
        )
        for at in chosen:
            if block[at] and (hits := list(find_personal(texts[at], hints))):
                found[block[at]] = hits
    return found
