"""The rows of a large table, held by columns: each distinct cell once, and of each row a number of it.

A column of which nearly every cell is another one is held as text. What is more than some memory waits in a
file without a name, which is gone with the process.
"""

from __future__ import annotations

import os
import tempfile
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, islice, pairwise
from typing import IO, overload

from suluh.vocabulary.columns import Column, ColumnarRows, Row

MOST_KNOWN = 65_536
"""Distinct cells of one column that are known; a number of two bytes tells them apart."""
SOON_VARIOUS = 4_096
"""Distinct cells of the first block from which on a column with as many as half of its cells is text."""
TEXT, DIGITS = "t", "d"
"""Types of blocks that hold the cells themselves; those of digits have nothing but short whole numbers."""
MOST_DIGITS = 15
_WRITTEN = (TEXT, DIGITS)
_BYTE = 256
HELD = 48 * 1024 * 1024
"""Bytes of all blocks of a table that are held in memory."""
_BETWEEN = "\x00"
"""Between the cells of a block of text: no CSV that is read may have it."""


class Shelf:
    """Blocks of bytes by number: the first ones in memory, the others in a file."""

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self._size = 0
        self._file: IO[bytes] | None = None
        self._owner, self._end = 0, 0
        self._places: list[tuple[IO[bytes], int, int]] = []

    def __getstate__(self) -> list[bytes]:
        """All blocks: what is sent to another process cannot bring a file along."""
        return [*map(self.get, range(len(self._held) + len(self._places)))]

    def __setstate__(self, blocks: list[bytes]) -> None:
        """The same blocks, held here."""
        self.__init__()  # type: ignore[misc]
        for block in blocks:
            self.put(block)

    def put(self, block: bytes) -> int:
        """Keep a block. Raises OSError where the disk is full."""
        if self._size + len(block) <= HELD and self._file is None:
            self._held.append(block)
            self._size += len(block)
            return len(self._held) - 1
        if self._file is None or self._owner != os.getpid():
            # What a fork adds is its own: the file that it came with is everybody's.
            self._file = tempfile.TemporaryFile()  # noqa: SIM115  closed with the shelf
            self._owner, self._end = os.getpid(), 0
        start, self._end = self._end, self._end + len(block)
        self._file.seek(start)
        self._file.write(block)
        self._file.flush()
        self._places.append((self._file, start, self._end))
        return len(self._held) + len(self._places) - 1

    def get(self, number: int) -> bytes:
        """The block of that number. Processes that were forked may ask at the same time."""
        if number < len(self._held):
            return self._held[number]
        file, start, end = self._places[number - len(self._held)]
        if hasattr(os, "pread"):
            return os.pread(file.fileno(), end - start, start)
        file.seek(start)
        return file.read(end - start)


class PackedColumn(Column):
    """A column in blocks that begin at `starts`, whose last entry is the number of rows.

    A block of the type `TEXT` or `DIGITS` has the cells themselves, others have numbers of `texts`.
    """

    def __init__(
        self, shelf: Shelf, starts: Sequence[int], blocks: Sequence[tuple[str, int]], texts: Sequence[str]
    ) -> None:
        self._shelf, self._starts, self._blocks, self._texts = shelf, starts, blocks, texts

    @property
    def is_various(self) -> bool:
        """Whether a block of it is text."""
        return any(kind in _WRITTEN for kind, _ in self._blocks)

    def __len__(self) -> int:
        return self._starts[-1]

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(self.blocks())

    @overload
    def __getitem__(self, index: int) -> str: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...

    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice):
            first, end, step = index.indices(len(self))
            if step != 1:
                return [*self][index]
            pieces = _blocks_between(self._starts, first, end)
            return [cell for block, part in pieces for cell in self.block(block)[part]]
        block, within = _find(self._starts, index)
        kind, number = self._blocks[block]
        if kind in _WRITTEN:
            return self.block(block)[within]
        return self._texts[array(kind, self._shelf.get(number))[within]]

    def block(self, number: int) -> Sequence[str]:
        """The cells of one block."""
        kind, place = self._blocks[number]
        packed = self._shelf.get(place)
        if kind in _WRITTEN:
            return packed.decode("utf-8", "surrogatepass").split(_BETWEEN)
        return [*map(self._texts.__getitem__, array(kind, packed))]

    def blocks(self) -> Iterator[Sequence[str]]:
        """The cells of each block."""
        return map(self.block, range(len(self._blocks)))

    def distinct(self) -> Iterator[str]:
        """The known texts, then the cells of blocks of text."""
        yield from self._texts
        for number, (kind, _) in enumerate(self._blocks):
            if kind in _WRITTEN:
                yield from dict.fromkeys(self.block(number))

    def odd(self) -> Iterator[str]:
        """The same without most cells that are short numbers."""
        yield from self._texts
        for number, (kind, _) in enumerate(self._blocks):
            if kind == TEXT:
                yield from dict.fromkeys(self.block(number))

    def places_of(self, wanted: Collection[str]) -> Iterator[int]:
        """Indices of the rows whose cell is one of those, ascending."""
        known = {number for number, text in enumerate(self._texts) if text in wanted}
        for number, (kind, place) in enumerate(self._blocks):
            cells: Sequence[object] = self.block(number) if kind in _WRITTEN else ()
            among: Collection[object] = wanted
            if kind not in _WRITTEN and known:
                cells, among = array(kind, self._shelf.get(place)), known
            start = self._starts[number]
            yield from (start + at for at, cell in enumerate(cells) if cell in among)

    def rewrite(self, texts: Mapping[str, str]) -> PackedColumn:
        """The column with each cell replaced by the text that it has there; numbers stay what they are."""
        blocks = [
            (TEXT, self._put_rewritten(number, texts)) if kind in _WRITTEN else (kind, place)
            for number, (kind, place) in enumerate(self._blocks)
        ]
        return PackedColumn(self._shelf, self._starts, blocks, [texts[text] for text in self._texts])

    def _put_rewritten(self, number: int, texts: Mapping[str, str]) -> int:
        return self._shelf.put(_pack_text([texts[cell] for cell in self.block(number)]))

    def count_signs(self) -> int:
        """How many signs all cells have together."""
        count = 0
        for number, (kind, place) in enumerate(self._blocks):
            if kind in _WRITTEN:
                count += sum(map(len, self.block(number)))
            else:
                numbers = Counter(array(kind, self._shelf.get(place)))
                count += sum(len(self._texts[known]) * times for known, times in numbers.items())
        return count

    def lies_in(self, starts: Sequence[int]) -> bool:
        """Whether its blocks begin where these do."""
        return self._starts is starts or [*self._starts] == [*starts]


class PackedRows(ColumnarRows):
    """Rows made of columns of the same length, in the same blocks."""

    def __init__(self, columns: Sequence[PackedColumn], starts: Sequence[int]) -> None:
        self._columns, self._starts = tuple(columns), starts
        self._last: tuple[int, list[Row]] = (-1, [])

    def column_at(self, at: int) -> PackedColumn:
        """The cells of a column, from 0."""
        return self._columns[at]

    def take_columns(self, places: Sequence[int]) -> PackedRows:
        """The same rows with these columns alone, in this order; nothing is copied."""
        return PackedRows([self._columns[at] for at in places], self._starts)

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
        for number in range(len(self._starts) - 1):
            yield from zip(*(column.block(number) for column in self._columns), strict=True)

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...

    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            first, end, step = index.indices(len(self))
            if step != 1:
                return [*self][index]
            pieces = _blocks_between(self._starts, first, end)
            return [row for block, part in pieces for row in self._rows_of(block)[part]]
        block, within = _find(self._starts, index)
        return self._rows_of(block)[within]

    def _rows_of(self, block: int) -> list[Row]:
        if self._last[0] != block:
            self._last = block, [*zip(*(column.block(block) for column in self._columns), strict=True)]
        return self._last[1]


class RowPacker:
    """Takes the columns of one block of rows after the other."""

    def __init__(self, width: int) -> None:
        self._shelf = Shelf()
        self._starts = [0]
        self._known = [_Numbers() for _ in range(width)]
        self._blocks: list[list[tuple[str, int]]] = [[] for _ in range(width)]

    def add(self, columns: Sequence[Sequence[str]]) -> None:
        """One block: for each column its cells, all as many. No cell has a NUL."""
        for cells, known, blocks in zip(columns, self._known, self._blocks, strict=True):
            blocks.append(self._pack(cells, known))
        self._starts.append(self._starts[-1] + len(columns[0]))

    def finish(self) -> PackedRows:
        """All that was added."""
        return PackedRows(
            [
                PackedColumn(self._shelf, self._starts, blocks, [*known])
                for blocks, known in zip(self._blocks, self._known, strict=True)
            ],
            self._starts,
        )

    def _pack(self, cells: Sequence[str], known: _Numbers) -> tuple[str, int]:
        if not known.is_full:
            before = len(known)
            numbers = [*map(known.__getitem__, cells)]
            if not known.has_enough(before, len(cells)):
                kind = "B" if len(known) <= _BYTE else "H"
                return kind, self._shelf.put(array(kind, numbers).tobytes())
        text = _BETWEEN.join(cells)
        short = max(map(len, cells)) <= MOST_DIGITS and "" not in cells
        kind = DIGITS if short and _are_digits(text) else TEXT
        return kind, self._shelf.put(text.encode("utf-8", "surrogatepass"))


class _Numbers(dict[str, int]):
    """The number of each cell, given when it is first asked for."""

    is_full = False

    def __missing__(self, cell: str) -> int:
        number = self[cell] = len(self)
        return number

    def has_enough(self, before: int, cells: int) -> bool:
        """Whether a block of so many cells brought too many new ones, which are forgotten then."""
        many = not before and len(self) > max(SOON_VARIOUS, cells // 2)
        if many or len(self) > MOST_KNOWN:
            self.is_full = True
            for cell in [*islice(self, before, None)]:
                del self[cell]
        return self.is_full


def _are_digits(text: str) -> bool:
    """Whether all cells of a block are digits that begin with no 0."""
    bare = text.replace(_BETWEEN, "")
    return bare.isascii() and bare.isdecimal() and text[0] != "0" and f"{_BETWEEN}0" not in text


def _pack_text(cells: Sequence[str]) -> bytes:
    return _BETWEEN.join(cells).encode("utf-8", "surrogatepass")


def _find(starts: Sequence[int], index: int) -> tuple[int, int]:
    """The block that has a row, and the row's place within it. Raises IndexError."""
    count = starts[-1]
    at = index + count if index < 0 else index
    if not 0 <= at < count:
        raise IndexError(index)
    block = bisect_right(starts, at) - 1
    return block, at - starts[block]


def _blocks_between(starts: Sequence[int], first: int, end: int) -> Iterator[tuple[int, slice]]:
    """The blocks with the rows from `first` to before `end`, and which of their rows."""
    block = bisect_right(starts, first) - 1
    while first < end:
        begun, over = starts[block], min(end, starts[block + 1])
        yield block, slice(first - begun, over - begun)
        first, block = over, block + 1
