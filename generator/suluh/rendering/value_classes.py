"""Five classes at most for the values of a map, named by the values that occur in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from suluh.words.numbers import format_number

MOST = 5
SHADES = {1: (3,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}
"""Which of the five map colours so many classes take: as far apart as can be."""


@dataclass(frozen=True, slots=True)
class ValueClasses:
    """Classes from low to high: the lower limit of each, the lowest and highest value of each."""

    limits: tuple[Decimal, ...]
    spans: tuple[tuple[Decimal, Decimal], ...]

    def shade_of(self, value: Decimal) -> int:
        """Number of the map colour, 1 (little) to 5 (much), for a value."""
        return SHADES[len(self.limits)][max(bisect_right(self.limits, value) - 1, 0)]

    def legend(self, show: Callable[[Decimal], str] = format_number) -> tuple[tuple[int, str], ...]:
        """Colour number and words of each class: the values that really occur in it, `20–39`."""
        labels = [show(low) if low == high else f"{show(low)}–{show(high)}" for low, high in self.spans]
        return tuple(zip(SHADES[len(self.limits)], labels, strict=True))


def classify_values(values: Iterable[Decimal]) -> ValueClasses | None:
    """Classes of about equal count; None without values.

    Five distinct values or fewer are a class each. Equal values are never parted.
    """
    ordered = sorted(values)
    distinct = sorted(set(ordered))
    if not distinct:
        return None
    limits = distinct if len(distinct) <= MOST else _equal_counts(ordered)
    spans: list[tuple[Decimal, Decimal]] = []
    for index, limit in enumerate(limits):
        above = limits[index + 1] if index + 1 < len(limits) else None
        inside = [amount for amount in distinct if limit <= amount and (above is None or amount < above)]
        spans.append((inside[0], inside[-1]))
    return ValueClasses(tuple(limits), tuple(spans))


def _equal_counts(ordered: list[Decimal]) -> list[Decimal]:
    limits = [ordered[0]]
    for step in range(1, MOST):
        wanted = ordered[step * len(ordered) // MOST]
        if wanted > limits[-1]:
            limits.append(wanted)
    return limits
