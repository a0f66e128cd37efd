"""Axes: from zero, five lines at most, round numbers, and the unit said once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from suluh.rendering.page_figures import SCALES, trim_zeros
from suluh.words.numbers import format_number
from suluh.words.saying import say_in
from suluh.words.spoken import spoken_language

MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale from `low` to `high`, which always hold zero, and the values of its grid lines."""

    low: Decimal
    high: Decimal
    lines: tuple[Decimal, ...]

    def share(self, value: Decimal) -> Decimal:
        """Where a value lies, from 0 (`low`) to 1 (`high`)."""
        return (value - self.low) / (self.high - self.low)

    def labels(self, language: str = "") -> tuple[tuple[str, ...], str]:
        """Texts of the grid lines, shortened by a power of ten, and the word for that power."""
        language = language or spoken_language()
        largest = max((abs(line) for line in self.lines), default=Decimal(0))
        for scale in SCALES:
            # Thousands are told in full until they no longer fit under a phone's chart.
            if largest.adjusted() >= max(scale.exponent, 4):
                scaled = (line.scaleb(-scale.exponent) for line in self.lines)
                return tuple(format_number(trim_zeros(line), language) for line in scaled), say_in(
                    language, scale.word
                )
        return tuple(format_number(trim_zeros(line), language) for line in self.lines), ""


def make_axis(values: Iterable[Decimal], *, whole: bool = False, counts: bool = False) -> Axis:
    """The axis for values: it reaches to the largest, its lines stand at round steps.

    With `whole` the upper end is a grid line too, as a line chart needs; of `counts` no line is a fraction.
    """
    known = list(values)
    high = max([*known, Decimal(0)])
    low = min([*known, Decimal(0)])
    if high == low:
        high = low + 1
    step = _round_step((high - low) / (MOST_LINES - 1))
    step = max(step, Decimal(1)) if counts else step
    first = -(-low // step) * step
    lines: list[Decimal] = []
    line = first
    while line <= high:
        lines.append(line)
        line += step
    if whole and lines[-1] < high:
        lines.append(lines[-1] + step)
        high = lines[-1]
    return Axis(low, high, tuple(lines))


def _round_step(least: Decimal) -> Decimal:
    """The smallest of 1, 2, 2.5, 5 times a power of ten that is `least` or more."""
    power = Decimal(1).scaleb(least.adjusted())
    for factor in (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10)):
        if factor * power >= least:
            return factor * power
    return 10 * power
