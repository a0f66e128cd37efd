"""The rows of a large table, held by columns: each distinct cell once, and of each row a number of it.

A column of which nearly every cell is another one is held as numbers or as text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, islice, pairwise, repeat
from typing import overload

from suluh.reading.block_shelf import Shelf
from suluh.reading.column_blocks import (
    Block,
    blocks_between,
    find_block,
    pack_text,
    put_codes,
    put_numbers,
    put_text,
)
from suluh.reading.digit_cells import read_digits, read_short_numbers
from suluh.reading.known_cells import KnownCells
from suluh.reading.packed_columns import PackedColumn
from suluh.reading.parted_lines import PartedLines
from suluh.vocabulary.columns import ColumnarRows, Row


class PackedRows(ColumnarRows):
    """Rows made of columns of the same length, in the same blocks."""

    def __init__(self, columns: Sequence[PackedColumn], starts: Sequence[int]) -> None:
        self._columns, self._starts = tuple(columns), starts
        self._last: tuple[int, list[Row]] = (-1, [])
        self._asked = -1

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        """What another process gets: these columns and rows alone.

        The shelf that they lie on has the columns that were closed and the rows that were left out as well.
        """
        shelf = Shelf()
        parts = [(column.copy_blocks(shelf), column.texts) for column in self._columns]
        return _restore, (shelf, self._starts, parts)

    @property
    def width(self) -> int:
        """How many columns they have."""
        return len(self._columns)

    def column_at(self, at: int) -> PackedColumn:
        """The cells of a column, from 0."""
        return self._columns[at]

    def take_columns(self, places: Sequence[int]) -> PackedRows:
        """The same rows with these columns alone, in this order; nothing is copied."""
        return PackedRows([self._columns[at] for at in places], self._starts)

    def without(self, places: Collection[int]) -> PackedRows:
        """The rows but for some; only the blocks that lose some are made anew."""
        lost: dict[int, list[int]] = {}
        for index in places:
            block, within = find_block(self._starts, index)
            lost.setdefault(block, []).append(within)
        lengths = (end - start for start, end in pairwise(self._starts))
        left = [length - len(lost.get(block, ())) for block, length in enumerate(lengths)]
        starts = [*accumulate((length for length in left if length), initial=0)]
        return PackedRows([column.without(lost, starts) for column in self._columns], starts)

    def column_blocks(self) -> Iterator[Sequence[Sequence[str]]]:
        """The cells of each block, column by column."""
        for number in range(len(self._starts) - 1):
            yield [column.block(number) for column in self._columns]

    def with_columns(self, columns: Sequence[Sequence[str]]) -> PackedRows:
        """As many rows, made of these columns."""
        if all(isinstance(column, PackedColumn) and column.lies_in(self._starts) for column in columns):
            return PackedRows([*columns], self._starts)  # type: ignore[list-item]
        packer = RowPacker(len(columns))
        left = [*map(iter, columns)]
        for start, end in pairwise(self._starts):
            packer.add([[*islice(cells, end - start)] for cells in left])
        return packer.finish()

    def __len__(self) -> int:
        return self._starts[-1]

    def __iter__(self) -> Iterator[Row]:
        if not self._columns:
            yield from repeat((), len(self))
        for block in self.column_blocks():
            yield from zip(*block, strict=True)

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...

    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            first, end, step = index.indices(len(self))
            if step != 1:
                return [*self][index]
            pieces = blocks_between(self._starts, first, end)
            return [row for block, part in pieces for row in self._rows_of(block)[part]]
        block, within = find_block(self._starts, index)
        if block not in (self._asked, self._last[0]):
            # Who asks for one row of a block may want no other of it.
            self._asked = block
            return tuple([column.cell(block, within) for column in self._columns])
        return self._rows_of(block)[within]

    def _rows_of(self, block: int) -> list[Row]:
        if self._last[0] != block:
            count = self._starts[block + 1] - self._starts[block]
            columns = (column.block(block) for column in self._columns)
            self._last = block, [*zip(*columns, strict=True)] if self._columns else [()] * count
        return self._last[1]


def _restore(
    shelf: Shelf, starts: Sequence[int], parts: Sequence[tuple[Sequence[Block], Sequence[str]]]
) -> PackedRows:
    return PackedRows([PackedColumn(shelf, starts, blocks, texts) for blocks, texts in parts], starts)


class RowPacker:
    """Takes the columns of one block of rows after the other."""

    def __init__(self, width: int) -> None:
        self._shelf = Shelf()
        self._starts = [0]
        self._known = [KnownCells() for _ in range(width)]
        self._blocks: list[list[Block]] = [[] for _ in range(width)]

    def add(self, columns: Sequence[Sequence[str]]) -> None:
        """One block: for each column its cells, all as many. No cell has a NUL."""
        for cells, known, blocks in zip(columns, self._known, self._blocks, strict=True):
            blocks.append(self._pack_texts(cells, known))
        self._starts.append(self._starts[-1] + len(columns[0]))

    def add_lines(self, lines: PartedLines) -> None:
        """One block of lines that were parted already."""
        for at, (known, blocks) in enumerate(zip(self._known, self._blocks, strict=True)):
            blocks.append(self._pack_lines(lines, at, known))
        self._starts.append(self._starts[-1] + len(lines))

    def finish(self) -> PackedRows:
        """All that was added."""
        return PackedRows(
            [
                PackedColumn(self._shelf, self._starts, blocks, known.texts)
                for blocks, known in zip(self._blocks, self._known, strict=True)
            ],
            self._starts,
        )

    def _pack_texts(self, cells: Sequence[str], known: KnownCells) -> Block:
        codes = None if known.is_full else known.number_texts(cells)
        if codes is not None:
            return put_codes(self._shelf, codes, len(known))
        numbers = read_short_numbers(cells)
        if numbers is not None:
            return put_numbers(self._shelf, numbers)
        return put_text(self._shelf, pack_text(cells))

    def _pack_lines(self, lines: PartedLines, at: int, known: KnownCells) -> Block:
        cells = lines.column(at)
        codes = None if known.is_full else known.number_cells(cells)
        if codes is not None:
            return put_codes(self._shelf, codes, len(known))
        numbers = read_digits(cells)
        if numbers is not None:
            return put_numbers(self._shelf, numbers)
        return put_text(self._shelf, lines.joined(at))
