"""Quarters of a year as people write them."""

from __future__ import annotations

from suluh.rendering.field_words import QUARTER_NAMES
from suluh.words.saying import say_in
from suluh.words.spoken import spoken_language


def show_quarter(year: int, quarter: int) -> str:
    """`TW II 2025`."""
    return f"{name_quarter(quarter)} {year}"


def name_quarter(quarter: int) -> str:
    """`TW II`."""
    return say_in(spoken_language(), QUARTER_NAMES[quarter - 1])
