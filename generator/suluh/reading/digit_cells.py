"""Cells that are short whole numbers, read by eight digits at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from suluh.reading.parted_lines import WORD, CellTexts, Places, Words

Numbers: TypeAlias = NDArray[np.int64]

MOST_DIGITS = 15
_ZERO, _NINE = 0x30, 0x39
_ZEROS, _HIGH_BITS, _NO_DIGIT = (np.uint64(sign * 0x0101010101010101) for sign in (_ZERO, 0x80, 0x76))
_PAIRS = np.uint64(0x000000FF000000FF)
_HUNDREDS, _UNITS = np.uint64(0x000F424000000064), np.uint64(0x0000271000000001)
_TAKEN = np.array([(1 << 64) - (1 << (8 * (WORD - count))) for count in range(WORD + 1)], dtype=np.uint64)
"""By number of bytes, what keeps so many of a word's last ones."""
_TEN_TO_WORD = 10**WORD


def read_digits(cells: CellTexts) -> Numbers | None:
    """The numbers that the cells are; None unless each is 0 or 1 to 15 digits of which the first is not 0."""
    longest = cells.longest
    if longest > MOST_DIGITS or not cells.lengths.all():
        return None
    first = cells.first_bytes()
    lone_zeros = (first == _ZERO) & (cells.lengths == 1)
    if not (((first > _ZERO) & (first <= _NINE)) | lone_zeros).all():
        return None
    numbers = _read_word(*cells.last_words(0))
    if numbers is None or longest <= WORD:
        return numbers
    higher = _read_word(*cells.last_words(1))
    return None if higher is None else higher * _TEN_TO_WORD + numbers


def read_short_numbers(cells: Sequence[str]) -> Numbers | None:
    """The same of texts."""
    short = max(map(len, cells)) <= MOST_DIGITS and "" not in cells
    joined = "\x00".join(cells)
    bare = joined.replace("\x00", "")
    if not (short and bare.isascii() and bare.isdecimal()):
        return None
    if any(cell[0] == "0" and len(cell) > 1 for cell in cells):
        return None
    return np.array([*map(int, cells)], dtype=np.int64)


def is_short_number(text: str) -> bool:
    """Whether a cell is 0 or 1 to 15 digits of which the first is not 0."""
    plain = 0 < len(text) <= MOST_DIGITS and text.isascii() and text.isdecimal()
    return plain and (text[0] != "0" or text == "0")


def _read_word(words: Words, counts: Places) -> Numbers | None:
    """Numbers of the last so many bytes of each word; None where one of them is no digit."""
    taken = _TAKEN[counts]
    digits = (words & taken) - (_ZEROS & taken)
    if (((digits + _NO_DIGIT) | digits) & _HIGH_BITS).any():
        return None
    pairs = digits * np.uint64(10) + (digits >> np.uint64(8))
    upper = (pairs & _PAIRS) * _HUNDREDS
    lower = ((pairs >> np.uint64(16)) & _PAIRS) * _UNITS
    return ((upper + lower) >> np.uint64(32)).astype(np.int64)
