"""Parts of a whole in per cent: exact, and none where nothing can be said."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def share_of(part: Decimal | int | None, whole: Decimal | int | None) -> Fraction | None:
    """A part of a whole in per cent, exact; None where either is unknown or the whole is 0."""
    return None if part is None or not whole else Fraction(part) / Fraction(whole) * 100
