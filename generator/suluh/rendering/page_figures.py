"""Rupiah and large numbers as people read them on pages, beside what every text writes of numbers.

They are written in the language that is spoken (`words.speaking`), or in the one that is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from suluh.words.numbers import (
    MINUS,
    NBSP,
    format_number,
    round_half_up,
)
from suluh.words.saying import N_, translate
from suluh.words.spoken import spoken_language


@dataclass(frozen=True, slots=True)
class Scale:
    """A power of ten, its word, and the sign that a narrow column has room for."""

    exponent: int
    word: str
    sign: str


SCALES = (
    Scale(12, N_("triliun"), N_("T")),
    Scale(9, N_("miliar"), N_("M")),
    Scale(6, N_("juta"), N_("jt")),
    Scale(3, N_("ribu"), ""),
)
"""Largest first. Only axes say thousands in words; elsewhere they are written in full."""
LEAST = 6
"""The smallest power of ten that a number in a text is shortened by."""


def format_short(value: Decimal | int, language: str | None = None, narrow: bool = False) -> str:
    """A number of a million and more in words, rounded: `1,2 juta`, `Rp771,9 miliar` without the sign.

    Two decimals below ten, one above, no zeros at the end. Smaller numbers stay exact. With `narrow` it is
    `1,2 jt`, for a column of a wide table.
    """
    return _shorten(value, language or spoken_language(), narrow)


@lru_cache(maxsize=65_536)
def _shorten(value: Decimal | int, language: str, narrow: bool) -> str:
    amount = Decimal(value)
    for scale in SCALES:
        if scale.exponent < LEAST:
            break
        scaled = amount.scaleb(-scale.exponent)
        size = round_half_up(scaled, 2).copy_abs()
        if size >= 1:
            rounded = trim_zeros(round_half_up(scaled, 2 if size < 10 else 1))
            word = translate(language, scale.sign if narrow else scale.word)
            return f"{format_number(rounded, language)}{NBSP}{word}"
    return format_number(amount, language)


def trim_zeros(value: Decimal) -> Decimal:
    """Without zeros at the end of the fraction."""
    text = format(value, "f")
    return Decimal(text.rstrip("0").rstrip(".")) if "." in text else value


def format_rupiah(value: Decimal | int, short: bool = False, language: str | None = None) -> str:
    """Rupiah: `Rp1.234.567` to the last digit, or with `short` `Rp1,2 miliar`, rounded."""
    amount = Decimal(value)
    sign = MINUS if amount < 0 else ""
    text = format_short(amount.copy_abs(), language) if short else format_number(amount.copy_abs(), language)
    return f"{sign}Rp{text}"
