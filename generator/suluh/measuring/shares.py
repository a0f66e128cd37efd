"""Parts of a whole in per cent and sums of rupiah: exact, and no share where nothing can be said."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from suluh.vocabulary.threads import add_exactly


def share_of(part: Decimal | int | None, whole: Decimal | int | None) -> Fraction | None:
    """A part of a whole in per cent, exact; None where either is unknown or the whole is 0."""
    if part is None or not whole:
        return None
    # Whole numerators over one denominator: the same as a quotient of fractions, and much faster.
    (above, below), (over, under) = part.as_integer_ratio(), whole.as_integer_ratio()
    return Fraction(above * under * 100, below * over)


def sum_known(amounts: Iterable[Decimal | None]) -> Decimal:
    """The exact sum of the amounts that are there; 0 where none is."""
    return add_exactly(amounts) or Decimal(0)
