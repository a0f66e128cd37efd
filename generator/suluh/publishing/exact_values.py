"""Exact values as texts for machines, and as JSON numbers where every program keeps them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from suluh.publishing.evaluation_table import plain, round_fraction
from suluh.publishing.machine_values import fits_spreadsheet
from suluh.vocabulary.facts import Exact

PLACES = 6
"""Decimals of an exact value that has no end."""
_SURE = 15
"""A text of so many signs has no more digits."""


def exact_text(value: Exact) -> str:
    """A value for machines, with a point: exact, or to six decimals where it has no end."""
    if isinstance(value, Fraction):
        return _fraction_text(value)
    return plain(value) if isinstance(value, Decimal) else str(value)


@lru_cache(maxsize=4096)
def _fraction_text(value: Fraction) -> str:
    """A page tells the same share in several places."""
    return str(value.numerator) if value.denominator == 1 else plain(round_fraction(value, PLACES))


def json_number(text: str) -> str:
    """A plain number as JSON: itself, or in quotation marks with more than 15 digits, which readers round."""
    if len(text) <= _SURE:
        return text
    return text if fits_spreadsheet(text) else f'"{text}"'
