"""Cells of many lines at once, found by where delimiters and ends of lines stand in their bytes.

Where quotation marks stand around cells, those bytes are taken out first that are no content.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Places: TypeAlias = NDArray[np.intp]
Words: TypeAlias = NDArray[np.uint64]
"""Eight bytes of a text each, the first one lowest."""

WORD = 8
_AROUND = b"\x00" * 2 * WORD
"""Before and after the text, so that a word may begin before it and end after it."""
_NEWLINE = 10
_KEPT = np.array([(1 << (8 * count)) - 1 for count in range(WORD + 1)], dtype=np.uint64)
"""By number of bytes, what keeps so many of a word's first ones."""


@dataclass(frozen=True, slots=True)
class CellTexts:
    """The cells of one column of a piece: where each begins among the bytes of it, and how long it is."""

    data: bytes
    starts: Places
    lengths: Places

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def longest(self) -> int:
        """Bytes of the longest cell."""
        return int(self.lengths.max())

    def text(self, at: int) -> str:
        """One of the cells."""
        start = int(self.starts[at])
        return self.data[start : start + int(self.lengths[at])].decode()

    def texts(self) -> list[str]:
        """All of them."""
        data, ends = self.data, self.starts + self.lengths
        places = zip(self.starts.tolist(), ends.tolist(), strict=True)
        return [data[start:end].decode() for start, end in places]

    def first_bytes(self) -> NDArray[np.uint8]:
        """The first byte of each; of an empty one what stands behind it."""
        return np.frombuffer(self.data, np.uint8)[self.starts]

    def words(self, number: int) -> Words:
        """The bytes of each cell from `number` words on, with zeros after its end."""
        if not number:
            return self._words_at(self.starts) & _KEPT[np.minimum(self.lengths, WORD)]
        left = self.lengths - number * WORD
        kept = _KEPT[np.clip(left, 0, WORD)]
        return self._words_at(np.where(left > 0, self.starts + number * WORD, 0)) & kept

    def last_words(self, number: int) -> tuple[Words, Places]:
        """The word that ends `number` words before each cell, and how many of its bytes are the cell's."""
        counts = np.clip(self.lengths - number * WORD, 0, WORD)
        # Of a cell that has none left, any word will do: there is one before the first cell.
        begins = np.maximum(self.starts + self.lengths - (number + 1) * WORD, 0)
        return self._words_at(begins), counts

    def _words_at(self, places: Places) -> Words:
        every: Any = np.ndarray((len(self.data) - WORD + 1,), "<u8", self.data, strides=(1,))
        found: Words = every[places].astype(np.uint64, copy=False)
        return found


class PartedLines:
    """Cells of lines that all have as many of them."""

    def __init__(self, data: bytes, ends: Places, width: int) -> None:
        starts = np.empty_like(ends)
        starts[0], starts[1:] = len(_AROUND), ends[:-1] + 1
        self._data, self._ends, self.width = data, ends, width
        self._starts = starts.reshape(-1, width)
        self._lengths = (ends - starts).reshape(-1, width)
        self._owners: NDArray[np.uint16] | None = None

    def __len__(self) -> int:
        return len(self._starts)

    def column(self, at: int) -> CellTexts:
        """The cells of a column, from 0."""
        starts, lengths = self._starts[:, at], self._lengths[:, at]
        return CellTexts(self._data, np.ascontiguousarray(starts), np.ascontiguousarray(lengths))

    def joined(self, at: int) -> bytes:
        """The cells of a column with a NUL between two of them."""
        if self._owners is None:
            numbers = np.tile(np.arange(self.width, dtype=np.uint16), len(self))
            self._owners = np.repeat(numbers, self._lengths.ravel() + 1)
        body = np.frombuffer(self._data, np.uint8)[len(_AROUND) : len(_AROUND) + len(self._owners)]
        taken = body[self._owners == at]
        taken[np.cumsum(self._lengths[:, at] + 1) - 1] = 0
        joined: bytes = taken[:-1].tobytes()
        return joined


def part_lines(text: bytes, delimiter: int, longest: int) -> PartedLines | None:
    """The cells of a text that ends with a line; None where a line is no longer plain.

    Plain is a line of as many cells as the first one and at most `longest` bytes, and none that is blank.
    """
    data = b"".join((_AROUND, text, _AROUND))
    signs = np.frombuffer(data, np.uint8)
    marks = signs == delimiter
    marks |= signs == _NEWLINE
    ends = np.flatnonzero(marks)
    width = text[: text.index(b"\n")].count(delimiter) + 1
    if len(ends) % width:
        return None
    lines = signs[ends].reshape(-1, width)
    if not ((lines[:, -1] == _NEWLINE).all() and (lines[:, :-1] == delimiter).all()):
        return None
    parted = PartedLines(data, ends, width)
    return parted if _are_usual(ends.reshape(-1, width), longest) else None


def part_quoted_lines(text: bytes, delimiter: int, quote: int, longest: int) -> PartedLines | None:
    """The same where cells may stand in quotation marks, in which a mark is written twice.

    None also where a mark stands anywhere else, or a cell goes on in the next line.
    """
    data = b"".join((_AROUND, text, _AROUND))
    signs = np.frombuffer(data, np.uint8)
    is_quote = signs == quote
    # A byte is inside where the marks up to it are odd in number; a mark that opens counts as inside.
    inside = np.bitwise_xor.accumulate(is_quote)
    parting = (signs == delimiter) & ~inside
    newlines = signs == _NEWLINE
    if (newlines & inside).any():
        return None
    parting |= newlines
    dropped = _find_dropped(np.flatnonzero(is_quote), inside, parting)
    if dropped is None:
        return None
    ends = np.flatnonzero(parting)
    width = int(np.argmax(signs[ends] == _NEWLINE)) + 1
    if len(ends) % width or not (signs[ends].reshape(-1, width) == signs[ends[:width]]).all():
        return None
    if not _are_usual(ends.reshape(-1, width), longest):
        return None
    content = np.ones(len(signs), np.bool_)
    content[dropped] = False
    return PartedLines(signs[content].tobytes(), ends - np.searchsorted(dropped, ends), width)


def _find_dropped(marks: Places, inside: NDArray[np.bool_], parting: NDArray[np.bool_]) -> Places | None:
    """The quotation marks that are no content; None unless all others stand around whole cells or are twice.

    The text that they stand in ends with a line; before it there is something that parts no cells.
    """
    opening = inside[marks]
    twice = np.zeros(len(marks), np.bool_)
    # One that closes and one that opens beside it are a mark within a cell: of these the first goes.
    twice[:-1] = ~opening[:-1] & opening[1:] & (np.diff(marks) == 1)
    around = ~twice
    around[1:] &= ~twice[:-1]
    opens, closes = marks[around & opening], marks[around & ~opening]
    begun = parting[opens - 1] | (opens == len(_AROUND))
    if len(opens) != len(closes) or not (begun.all() and parting[closes + 1].all()):
        return None
    return marks[around | twice]


def _are_usual(ends: Places, longest: int) -> bool:
    """Whether no line is longer than `longest`, nor a blank one."""
    line_ends = ends[:, -1]
    lengths = np.diff(line_ends, prepend=len(_AROUND) - 1) - 1
    return bool(lengths.max() <= longest) and bool(lengths.min() > 0)
