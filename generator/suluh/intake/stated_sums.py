"""Whether a row, or a column, is the sum of others: what it states beside what its parts add up to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from suluh.intake.cell_signs import are_codes, is_year, read_amounts

Amount = int | Decimal
_SHORT = 400
_RATES = re.compile(
    r"(?i)%|persen|rata|kepadatan|indeks|rasio|laju|per\s*kapita|/\s*km|/\s*ha\b|proporsi|percent|average"
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure and the sum of its parts, in one column."""

    column: int
    stated: str
    total: Amount
    fits: bool
    is_sum: bool = True
    """False where the figure lies among its parts, as a mean or a share does: then nothing is wrong."""


class Amounts:
    """The numbers of some rows, column by column, in the ways that their points and commas can be read.

    `leaves` are indices of rows that are parts, ascending; sums over runs of them cost nothing more.
    """

    def __init__(self, rows: Sequence[Sequence[str]], columns: Iterable[int], leaves: Sequence[int]) -> None:
        self._rows = rows
        self.columns = tuple(columns)
        self.leaves = leaves
        self._sums: dict[int, list[_Sums]] = {}

    def compare(self, row: int, start: int, end: int, *, mean: bool = False) -> list[Comparison]:
        """A row's figures beside the sums (or means) of the leaves `start..end`, where both have numbers."""
        found = (self._compare(column, row, start, end, mean) for column in self.columns)
        return [comparison for comparison in found if comparison is not None]

    def _compare(self, column: int, row: int, start: int, end: int, mean: bool) -> Comparison | None:
        text = self._rows[row][column]
        values = read_amounts(text)
        if not values:
            return None
        results = []
        for reading, sums in enumerate(self._read(column)):
            count = sums.counts[end] - sums.counts[start]
            if not count:
                continue
            total: Amount = sums.totals[end] - sums.totals[start]
            if mean:
                total = Decimal(total) / count
            stated = values[0] if reading == 0 else values[-1]
            results.append(judge_sum(column, text, stated, total, sums.span(start, end, count, mean=mean)))
        return next((result for result in results if result.fits), results[0] if results else None)

    def _read(self, column: int) -> list[_Sums]:
        if column not in self._sums:
            texts = [self._rows[index][column] for index in self.leaves]
            first = [read_first(text) for text in texts]
            last = first if all(map(_is_single, texts)) else [_read_last(text) for text in texts]
            self._sums[column] = [_Sums(first)] if first == last else [_Sums(first), _Sums(last)]
        return self._sums[column]


@dataclass(frozen=True, slots=True)
class Span:
    """What is known of the parts of a sum: how many, the least and the greatest, digits behind the point."""

    count: int
    least: Amount
    greatest: Amount
    digits: int
    is_mean: bool = False


class _Sums:
    """Running sums and counts of a column, in one reading."""

    def __init__(self, values: Sequence[Amount | None]) -> None:
        self.totals: list[Amount] = [0, *accumulate(value or 0 for value in values)]
        self.counts = [0, *accumulate(value is not None for value in values)]
        self._values = values
        filled = [value for value in values if value is not None]
        self.digits = max(map(_decimals, filled[:2000]), default=0)
        self._least, self._greatest = min(filled, default=0), max(filled, default=0)

    def span(self, start: int, end: int, count: int, *, mean: bool) -> Span:
        """What is known of the values `start..end`; of many, what is known of all."""
        if end - start > _SHORT:
            return Span(count, self._least, self._greatest, self.digits, mean)
        values = [value for value in self._values[start:end] if value is not None]
        return Span(count, min(values), max(values), self.digits, mean)


def judge_sum(column: int, text: str, stated: Amount, total: Amount, span: Span) -> Comparison:
    """A stated figure beside the sum of its parts; a half of the last digit for each part is let pass."""
    digits = max(span.digits, _decimals(stated))
    slack = Decimal(1).scaleb(-digits) * (span.count + 1) / 2 if digits else Decimal(int(span.is_mean))
    fits = abs(Decimal(stated) - Decimal(total)) <= slack
    inside = span.count > 1 and span.least <= stated <= span.greatest
    return Comparison(column, text, total, fits, is_sum=fits or not inside)


def read_first(text: str) -> Amount | None:
    """The amount of a text, a point or comma before three digits parting thousands; None for no number."""
    if text.isdecimal() and len(text) < 16:
        return int(text)
    values = read_amounts(text)
    return values[0] if values else None


def _read_last(text: str) -> Amount | None:
    values = read_amounts(text)
    return values[-1] if values else None


def _is_single(text: str) -> bool:
    return text.isdecimal() or len(read_amounts(text)) < 2


def _decimals(value: Amount) -> int:
    if isinstance(value, int):
        return 0
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def weight(comparisons: Iterable[Comparison]) -> int:
    """How much the figures that fit say together, in digits: chance seldom brings many about."""
    return sum(
        max(1, len(str(abs(int(comparison.total)))))
        for comparison in comparisons
        if comparison.fits and comparison.total
    )


def is_rate(name: str) -> bool:
    """Whether a column's name says that its figures do not add up: shares, means, densities."""
    return _RATES.search(name) is not None


def summable(rows: Sequence[Sequence[str]], column: int) -> bool:
    """Whether the figures of a column can be added up: no codes, no years."""
    filled = [row[column] for row in rows[:100] if row[column]]
    others = [cell for cell in filled if not is_year(cell)]
    return bool(others) and not are_codes(others)


def write_amount(value: Amount) -> str:
    """A sum as a text without exponent."""
    if isinstance(value, int) or value == value.to_integral_value():
        return str(int(value))
    return format(value.normalize(), "f")
