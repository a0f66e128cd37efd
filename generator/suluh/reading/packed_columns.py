"""A column of a large table in blocks, and all that rules ask of it, worked out block by block."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from math import floor, log10
from typing import Any, TypeAlias, overload

import numpy as np
from numpy.typing import NDArray

from suluh.reading.block_shelf import Shelf
from suluh.reading.column_blocks import (
    BETWEEN,
    DIGITS,
    KNOWN,
    TEXT,
    Block,
    blocks_between,
    find_block,
    pack_text,
    put_codes,
    put_numbers,
    put_text,
)
from suluh.reading.digit_cells import Numbers, is_short_number
from suluh.vocabulary.columns import Column, Places

_FEW = 16
"""Texts that are looked for in a block as it is, and cells that are picked from it, before it is parted."""
_END = BETWEEN.encode()

_Codes: TypeAlias = NDArray[Any]


class PackedColumn(Column):
    """A column in blocks that begin at `starts`, whose last entry is the number of rows."""

    def __init__(
        self, shelf: Shelf, starts: Sequence[int], blocks: Sequence[Block], texts: Sequence[str]
    ) -> None:
        self._shelf, self._starts, self._blocks, self._texts = shelf, starts, blocks, texts
        self._parted: tuple[int, bytes, Sequence[int]] = (-1, b"", ())
        """The block of texts of which a cell was asked for last, and where its cells end."""

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        """What another process gets: its own blocks alone, whatever else lies on the shelf."""
        shelf = Shelf()
        return PackedColumn, (shelf, self._starts, self.copy_blocks(shelf), self._texts)

    def copy_blocks(self, shelf: Shelf) -> list[Block]:
        """Its blocks on another shelf."""
        return [replace(block, place=shelf.put(self._shelf.get(block.place))) for block in self._blocks]

    @property
    def texts(self) -> Sequence[str]:
        """The known texts by their numbers; each stands somewhere in the column."""
        return self._texts

    @property
    def is_various(self) -> bool:
        """Whether a block of it has the cells themselves."""
        return any(block.kind != KNOWN for block in self._blocks)

    @property
    def rises(self) -> bool:
        """Whether each cell is a greater whole number than the one before."""
        ends = zip(self._blocks, self._blocks[1:], strict=False)
        return all(block.rises for block in self._blocks) and all(
            one.most < other.least for one, other in ends
        )

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
            pieces = blocks_between(self._starts, first, end)
            return [cell for block, part in pieces for cell in self.block(block)[part]]
        return self.cell(*find_block(self._starts, index))

    def cell(self, number: int, within: int) -> str:
        """One cell of a block."""
        block = self._blocks[number]
        if block.kind == KNOWN:
            return self._texts[int(self._array(block)[within])]
        if block.kind == DIGITS:
            return str(int(self._array(block)[within]) + block.least)
        if self._parted[0] != number:
            packed = self._shelf.get(block.place)
            ends = np.flatnonzero(np.frombuffer(packed + _END, np.uint8) == 0)
            self._parted = number, packed, ends.data
        _, packed, last = self._parted
        start = last[within - 1] + 1 if within else 0
        return packed[start : last[within]].decode("utf-8", "surrogatepass")

    def block(self, number: int) -> Sequence[str]:
        """The cells of one block."""
        block = self._blocks[number]
        if block.kind == KNOWN:
            return [*map(self._texts.__getitem__, self._array(block).tolist())]
        if block.kind == DIGITS:
            return [*map(str, self._numbers(block).tolist())]
        return self._joined(block).split(BETWEEN)

    def blocks(self) -> Iterator[Sequence[str]]:
        """The cells of each block."""
        return map(self.block, range(len(self._blocks)))

    def distinct(self) -> Iterator[str]:
        """The known texts, then the cells of other blocks."""
        yield from self._texts
        for number, block in enumerate(self._blocks):
            if block.kind != KNOWN:
                yield from dict.fromkeys(self.block(number))

    def odd(self) -> Iterator[str]:
        """The same without the cells of blocks of short whole numbers."""
        yield from self._texts
        for number, block in enumerate(self._blocks):
            if block.kind == TEXT:
                yield from dict.fromkeys(self.block(number))

    def odd_texts(self) -> Iterator[str]:
        """The same as texts, with a NUL between two cells."""
        if self._texts:
            yield BETWEEN.join(self._texts)
        yield from (self._joined(block) for block in self._blocks if block.kind == TEXT)

    def short_numbers(self) -> tuple[int, int] | None:
        """The least and greatest of what `odd` leaves out."""
        blocks = [block for block in self._blocks if block.kind == DIGITS]
        if not blocks:
            return None
        return min(block.least for block in blocks), max(block.most for block in blocks)

    def numbers_below(self, limit: int) -> Iterator[str]:
        """The short whole numbers below a limit."""
        for block in self._blocks:
            if block.kind == DIGITS and block.least < limit:
                numbers = self._numbers(block)
                yield from map(str, np.unique(numbers[numbers < limit]).tolist())

    def tally(self) -> Iterator[tuple[str, int]]:
        """The known texts with how often they stand, then the cells of other blocks."""
        yield from zip(self._texts, self._count_known().tolist(), strict=True)
        for number, block in enumerate(self._blocks):
            if block.kind == DIGITS:
                numbers, times = np.unique(self._numbers(block), return_counts=True)
                yield from zip(map(str, numbers.tolist()), times.tolist(), strict=True)
            elif block.kind == TEXT:
                yield from ((cell, 1) for cell in self.block(number))

    def count_magnitudes(self, read: Callable[[str], float]) -> Mapping[int, int]:
        """How many cells are above 0, by the sixteenths of a power of ten that they reach, rounded down."""
        counts: Counter[int] = Counter()
        for text, count in zip(self._texts, self._count_known().tolist(), strict=True):
            if (number := read(text)) > 0:
                counts[floor(log10(number) * 16)] += count
        for at, block in enumerate(self._blocks):
            if block.kind == TEXT:
                counts.update(floor(log10(number) * 16) for number in map(read, self.block(at)) if number > 0)
            elif block.kind == DIGITS:
                numbers = self._numbers(block)
                reached = np.floor(np.log10(numbers[numbers > 0]) * 16).astype(np.int64)
                kinds, times = np.unique(reached, return_counts=True)
                counts.update(dict(zip(kinds.tolist(), times.tolist(), strict=True)))
        return counts

    def count(self, value: object) -> int:
        """How many rows have a cell."""
        if not isinstance(value, str):
            return 0
        return sum(int((np.frombuffer(block, np.int64) == 0).sum()) for block in self.match([value]))

    def pick(self, places: Places) -> list[str]:
        """The cells of some rows."""
        wanted = np.asarray(places, np.int64)
        blocks = np.searchsorted(np.asarray(self._starts), wanted, side="right") - 1
        ends = [*(np.flatnonzero(np.diff(blocks)) + 1).tolist(), len(wanted)]
        found: list[str] = []
        for start, end in pairwise([0, *ends]) if len(wanted) else ():
            number = int(blocks[start])
            found += self._pick_within(number, wanted[start:end] - self._starts[number])
        return found

    def _pick_within(self, number: int, within: Numbers) -> Iterable[str]:
        """Cells of one block."""
        block = self._blocks[number]
        if block.kind == KNOWN:
            return map(self._texts.__getitem__, self._array(block)[within].tolist())
        if block.kind == DIGITS:
            return map(str, (self._array(block)[within].astype(np.int64) + block.least).tolist())
        if len(within) < _FEW:
            return [self.cell(number, at) for at in within.tolist()]
        return map(self.block(number).__getitem__, within.tolist())

    def places_of(self, wanted: Collection[str]) -> Iterator[int]:
        """Indices of the rows whose cell is one of those, ascending."""
        for start, block in zip(self._starts, self.match([*wanted]), strict=False):
            yield from (np.flatnonzero(np.frombuffer(block, np.int64) >= 0) + start).tolist()

    def match(self, wanted: Sequence[str]) -> Iterator[memoryview]:
        """For each block the place of each cell in `wanted`, or -1."""
        places = {text: place for place, text in enumerate(wanted)}
        known = np.array([places.get(text, -1) for text in self._texts], np.int64)
        short = sorted((int(text), place) for text, place in places.items() if is_short_number(text))
        numbers, targets = np.array(short, np.int64).reshape(-1, 2).T
        for number, block in enumerate(self._blocks):
            if block.kind == KNOWN:
                yield known[self._array(block)].data
            elif block.kind == DIGITS:
                yield _find_among(self._numbers(block), numbers, targets).data
            elif self._may_hold(block, wanted):
                found = [places.get(cell, -1) for cell in self.block(number)]
                yield np.array(found, np.int64).data
            else:
                yield np.full(self._starts[number + 1] - self._starts[number], -1, np.int64).data

    def group(self) -> Mapping[str, Places]:
        """The indices of rows by the cell that they have, ascending."""
        if self.is_various:
            found: dict[str, array[int]] = {}
            for index, cell in enumerate(self):
                found.setdefault(cell, array("I")).append(index)
            return found
        counts = self._count_known()
        ends = np.cumsum(counts)
        left = ends - counts
        places = np.empty(len(self), np.uint32)
        for number, block in enumerate(self._blocks):
            codes = self._array(block)
            order = np.argsort(codes, kind="stable")
            here = np.bincount(codes, minlength=len(counts))
            # A row's place is that of the first one of its cell, and how many of it stand before.
            before = np.cumsum(here) - here
            target = np.repeat(left - before, here) + np.arange(len(order))
            places[target] = order + self._starts[number]
            left = left + here
        view = places.data
        bounds = zip(self._texts, (ends - counts).tolist(), ends.tolist(), strict=True)
        return {text: view[start:end] for text, start, end in bounds if start < end}

    def hashes(self, values: Mapping[str, object] | None = None) -> Iterator[memoryview]:
        """For each block a number of each cell, the same where it is the same or counts as the same value."""
        known = np.array([_hash(text, values) for text in self._texts], np.int64)
        for number, block in enumerate(self._blocks):
            if block.kind == KNOWN:
                yield known[self._array(block)].data
            elif block.kind == DIGITS and values is None:
                yield (~self._numbers(block)).data
            else:
                yield np.array([_hash(cell, values) for cell in self.block(number)], np.int64).data

    def rewrite(self, texts: Mapping[str, str]) -> PackedColumn:
        """The column with each cell replaced by the text that it has there; numbers stay what they are."""
        blocks = [
            block if block.kind == KNOWN else self._put_rewritten(number, texts)
            for number, block in enumerate(self._blocks)
        ]
        told = [texts[text] for text in self._texts]
        return self._numbered_anew(self._starts, blocks, told, told)

    def without(self, lost: Mapping[int, Sequence[int]], starts: Sequence[int]) -> PackedColumn:
        """The column without some cells of some blocks; those that are left begin at `starts`."""
        blocks = [
            kept
            for number, block in enumerate(self._blocks)
            if (kept := self._put_rest(number, block, lost[number]) if number in lost else block)
        ]
        rest = PackedColumn(self._shelf, starts, blocks, self._texts)
        counted = zip(self._texts, rest._count_known().tolist(), strict=True)
        return self._numbered_anew(starts, blocks, self._texts, [text for text, count in counted if count])

    def _numbered_anew(
        self, starts: Sequence[int], blocks: Sequence[Block], told: Sequence[str], kept: Sequence[str]
    ) -> PackedColumn:
        """A column of these blocks whose known texts are now `told`: each of those kept has one number."""
        texts = [*dict.fromkeys(kept)]
        if len(texts) == len(told):
            return PackedColumn(self._shelf, starts, blocks, texts)
        places = {text: place for place, text in enumerate(texts)}
        numbers = np.array([places.get(text, 0) for text in told], np.int64)
        renumbered = [
            put_codes(self._shelf, numbers[self._array(block)], len(texts)) if block.kind == KNOWN else block
            for block in blocks
        ]
        return PackedColumn(self._shelf, starts, renumbered, texts)

    def count_signs(self) -> int:
        """How many signs all cells have together."""
        lengths = np.array([*map(len, self._texts)], np.int64)
        return sum(self._count_signs(block, lengths) for block in self._blocks)

    def lies_in(self, starts: Sequence[int]) -> bool:
        """Whether its blocks begin where these do."""
        return self._starts is starts or [*self._starts] == [*starts]

    def _count_known(self) -> Numbers:
        counts = np.zeros(len(self._texts), np.int64)
        for block in self._blocks:
            if block.kind == KNOWN:
                counts += np.bincount(self._array(block), minlength=len(counts))
        return counts

    def _count_signs(self, block: Block, lengths: Numbers) -> int:
        if block.kind == TEXT:
            joined = self._joined(block)
            return len(joined) - joined.count(BETWEEN)
        if block.kind == KNOWN:
            return int(np.bincount(self._array(block), minlength=len(lengths)) @ lengths)
        shortest, longest = len(str(block.least)), len(str(block.most))
        numbers = self._numbers(block)
        return shortest * len(numbers) + sum(
            int((numbers >= 10**digits).sum()) for digits in range(shortest, longest)
        )

    def _may_hold(self, block: Block, wanted: Collection[str]) -> bool:
        if len(wanted) > _FEW:
            return True
        packed = b"\x00%b\x00" % self._shelf.get(block.place)
        return any(b"\x00%b\x00" % text.encode("utf-8", "surrogatepass") in packed for text in wanted)

    def _put_rewritten(self, number: int, texts: Mapping[str, str]) -> Block:
        cells = [texts[cell] for cell in self.block(number)]
        return put_text(self._shelf, pack_text(cells))

    def _put_rest(self, number: int, block: Block, lost: Sequence[int]) -> Block | None:
        """A block without some cells; None where none is left."""
        count = self._starts[number + 1] - self._starts[number]
        if len(lost) == count:
            return None
        if block.kind == TEXT:
            gone = {*lost}
            cells = [cell for at, cell in enumerate(self.block(number)) if at not in gone]
            return put_text(self._shelf, pack_text(cells))
        if block.kind == KNOWN:
            return put_codes(self._shelf, np.delete(self._array(block), lost), len(self._texts))
        return put_numbers(self._shelf, np.delete(self._numbers(block), lost))

    def _array(self, block: Block) -> _Codes:
        return np.frombuffer(self._shelf.get(block.place), f"<u{block.size}")

    def _numbers(self, block: Block) -> Numbers:
        return self._array(block).astype(np.int64) + block.least

    def _joined(self, block: Block) -> str:
        return self._shelf.get(block.place).decode("utf-8", "surrogatepass")


def _find_among(cells: Numbers, numbers: Numbers, targets: Numbers) -> Numbers:
    """For each cell the target of the one of the ascending numbers that it is, or -1."""
    if not len(numbers):
        return np.full(len(cells), -1, np.int64)
    at = np.minimum(np.searchsorted(numbers, cells), len(numbers) - 1)
    found: Numbers = np.where(numbers[at] == cells, targets[at], -1)
    return found


def _hash(cell: str, values: Mapping[str, object] | None) -> int:
    if values is not None:
        return hash(values[cell])
    # Turned over, since the hash of an empty text is 0.
    return ~int(cell) if is_short_number(cell) else hash(cell)
