"""From what coverage on a figure may be judged, from `standards/coverage/`, by year."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from suluh.reading.decree_files import YEARS_KEPT, decree_in_force
from suluh.vocabulary.measured import ALL


@lru_cache(maxsize=YEARS_KEPT)
def least_coverage(year: int) -> Fraction:
    """Per cent that must have been counted; all of it where nothing states less."""
    decree = decree_in_force("coverage", "kecukupan", year)
    return ALL if decree is None else Fraction(decree.content["least"])
