"""Rupiah and large numbers as people read them on pages, beside what every text writes of numbers.

They are written in the language that is spoken (`words.speaking`), or in the one that is named.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from suluh.words.numbers import (
    MINUS,
    NBSP,
    format_date,
    format_number,
    format_percent,
    round_half_up,
)
from suluh.words.saying import N_, translate
from suluh.words.spoken import spoken_language

__all__ = [
    "MINUS",
    "NBSP",
    "format_date",
    "format_number",
    "format_percent",
    "format_rupiah",
    "format_short",
    "round_half_up",
]

SCALES = ((12, N_("triliun")), (9, N_("miliar")), (6, N_("juta")))
"""Words for powers of ten, largest first."""


def format_short(value: Decimal | int, language: str | None = None) -> str:
    """A number of a million and more in words, rounded: `1,2 juta`, `Rp771,9 miliar` without the sign.

    Two decimals below ten, one above, no zeros at the end. Smaller numbers stay exact.
    """
    return _shorten(value, language or spoken_language())


@lru_cache(maxsize=65_536)
def _shorten(value: Decimal | int, language: str) -> str:
    amount = Decimal(value)
    for exponent, word in SCALES:
        scaled = amount.scaleb(-exponent)
        size = round_half_up(scaled, 2).copy_abs()
        if size >= 1:
            rounded = _trim(round_half_up(scaled, 2 if size < 10 else 1))
            return f"{format_number(rounded, language)}{NBSP}{translate(language, word)}"
    return format_number(amount, language)


def _trim(value: Decimal) -> Decimal:
    """Without zeros at the end of the fraction."""
    text = format(value, "f")
    return Decimal(text.rstrip("0").rstrip(".")) if "." in text else value


def format_rupiah(value: Decimal | int, short: bool = False, language: str | None = None) -> str:
    """Rupiah: `Rp1.234.567` to the last digit, or with `short` `Rp1,2 miliar`, rounded."""
    amount = Decimal(value)
    sign = MINUS if amount < 0 else ""
    text = format_short(amount.copy_abs(), language) if short else format_number(amount.copy_abs(), language)
    return f"{sign}Rp{text}"
