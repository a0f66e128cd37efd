"""The distinct cells of a column, each with its number: known by their bytes, not by a text for each cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from suluh.reading.parted_lines import WORD, CellTexts, Words

MOST_KNOWN = 65_536
"""Distinct cells of one column that are known; a number of two bytes tells them apart."""
SOON_VARIOUS = 4_096
"""Distinct cells of the first block from which on a column with as many as half of its cells is various."""
MOST_WORDS = 8
"""Words of a cell that is known by its bytes; longer ones are texts."""
_SPARSE = 16
"""Places of the table for each cell in it: few have to share one."""
_FEWEST_BITS = 8
_TOO_LONG = b"\x00\x01" * (MOST_WORDS * WORD // 2)
"""Stands for a text that is too long: no cell has a NUL, so that it is never found."""
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_ODDS = tuple(np.uint64(0xC2B2AE3D27D4EB4F * (2 * number + 1) % 2**64) for number in range(MOST_WORDS))

CellNumbers: TypeAlias = NDArray[np.int64]


class KnownCells:
    """Texts with numbers from 0, given when they are first met.

    `is_full` once a block brought too many new ones: those are forgotten, and no more are taken.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.is_full = False
        self._listed = 0
        """How many of them stand in the table."""
        self._words: Words = np.zeros((MOST_WORDS, 0), np.uint64)
        self._widest = 1
        """Words of the longest of them."""
        self._bits = _FEWEST_BITS
        self._clear()

    def __len__(self) -> int:
        return len(self._numbers)

    @property
    def texts(self) -> list[str]:
        """All of them by their numbers."""
        return [*self._numbers]

    def number_texts(self, cells: Sequence[str]) -> CellNumbers | None:
        """The numbers of a block's cells; None where it has too many new ones."""
        before = len(self)
        numbers = [self._number(cell) for cell in cells]
        return None if self._has_enough(before, len(cells)) else np.array(numbers, np.int64)

    def number_cells(self, cells: CellTexts) -> CellNumbers | None:
        """The same of cells that are bytes."""
        count = max(1, -(-cells.longest // WORD))
        if count > MOST_WORDS:
            return self.number_texts(cells.texts())
        self._list_new()
        before = len(self)
        words = [cells.words(number) for number in range(count)]
        mixed = _mix(words)
        numbers, found = self._look_up(words, mixed)
        left = np.flatnonzero(~found)
        if len(left):
            named = self._name(cells, [word[left] for word in words], mixed[left], left)
            if named is None:
                return self.number_texts(cells.texts())
            numbers[left] = named
        return None if self._has_enough(before, len(cells)) else numbers

    def _number(self, text: str) -> int:
        return self._numbers.setdefault(text, len(self._numbers))

    def _name(
        self, cells: CellTexts, words: Sequence[Words], mixed: Words, at: NDArray[np.intp]
    ) -> CellNumbers | None:
        """The numbers of cells that are not in the table; None where two of them only seem the same."""
        _, firsts, kinds = np.unique(mixed, return_index=True, return_inverse=True)
        if not all((word == word[firsts][kinds]).all() for word in words):
            return None
        numbers = np.empty(len(firsts), np.int64)
        for kind in np.argsort(firsts).tolist():
            numbers[kind] = self._number(cells.text(int(at[firsts[kind]])))
        return numbers[kinds]

    def _look_up(self, words: Sequence[Words], mixed: Words) -> tuple[CellNumbers, NDArray[np.bool_]]:
        """For each cell a number, and whether it is the cell's."""
        numbers = self._table[self._places(mixed)]
        found = numbers >= 0
        if not self._listed:
            return numbers, found
        for number in range(max(len(words), self._widest)):
            found &= self._words[number][numbers] == (words[number] if number < len(words) else 0)
        return numbers, found

    def _has_enough(self, before: int, cells: int) -> bool:
        many = not before and len(self) > max(SOON_VARIOUS, cells // 2)
        if many or len(self) > MOST_KNOWN:
            self.is_full = True
            for text in self.texts[before:]:
                del self._numbers[text]
        return self.is_full

    def _list_new(self) -> None:
        """Take into the table what has been met since."""
        if self._listed == len(self):
            return
        new = _words_of(self.texts[self._listed :])
        self._words = np.concatenate([self._words, new], axis=1)
        self._widest = max(self._widest, *(np.flatnonzero(new.any(axis=1)) + 1).tolist(), 0)
        first, self._listed = self._listed, len(self)
        if len(self) * _SPARSE > len(self._table):
            self._bits = max(_FEWEST_BITS, (len(self) * 2 * _SPARSE - 1).bit_length())
            self._clear()
            first = 0
        numbers = np.arange(first, len(self))
        # Where two share a place, the other one is asked for by its text.
        self._table[self._places(_mix([*self._words[:, first:]]))] = numbers

    def _clear(self) -> None:
        self._table = np.full(1 << self._bits, -1, np.int64)

    def _places(self, mixed: Words) -> NDArray[np.intp]:
        return ((mixed * _SPREAD) >> np.uint64(64 - self._bits)).astype(np.intp)


def _mix(words: Sequence[Words]) -> Words:
    """One number for the words of each cell, to which words of zeros add nothing."""
    mixed = words[0]
    for number, word in enumerate(words[1:], start=1):
        mixed = mixed ^ (word * _ODDS[number])
    return mixed


def _words_of(texts: Sequence[str]) -> Words:
    """The words of each text; of one that is too long those of no text at all."""
    size = MOST_WORDS * WORD
    data = [text.encode("utf-8", "surrogatepass") for text in texts]
    joined = b"".join(one.ljust(size, b"\x00") if len(one) <= size else _TOO_LONG for one in data)
    return np.frombuffer(joined, "<u8").astype(np.uint64).reshape(-1, MOST_WORDS).T
