"""Columns that are the sum of others in each row: `Jumlah`, `L+P`, found by their word and their figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from suluh.intake.cell_signs import sample_indices
from suluh.intake.column_facets import is_total_name
from suluh.intake.header_lines import Layout
from suluh.intake.stated_sums import Amount, Comparison, Span, judge_sum, read_first, summable

_MOST = 0.5


@dataclass(frozen=True, slots=True)
class DerivedColumn:
    """A column and the columns it adds up; `misses` are rows (by index) whose figures do not fit."""

    column: int
    parts: tuple[int, ...]
    misses: tuple[tuple[int, Comparison], ...] = ()
    looked_at: int = 0


def find_derived_columns(layout: Layout, data: Sequence[int]) -> list[DerivedColumn]:
    """Columns whose name is a word for a sum, and whose figures are that in most rows; left to right."""
    if not data or not layout.levels:
        return []
    rows = layout.region.rows
    looked = [rows[data[position]] for position in sample_indices(0, len(data))]
    numbers = [
        column
        for column in layout.numbers
        if summable(looked, column) or is_total_name(layout.levels[column])
    ]
    found: list[DerivedColumn] = []
    totals = {column for column in numbers if is_total_name(layout.levels[column])}
    for column in sorted(totals):
        best: DerivedColumn | None = None
        for parts in _choices(layout, numbers, totals, column):
            entry = _compare(layout, data, column, parts)
            hits = entry.looked_at - len(entry.misses)
            if (
                entry.looked_at
                and hits > entry.looked_at * _MOST
                and (best is None or len(entry.misses) < len(best.misses))
            ):
                best = entry
        if best is None and len(data) < 4:
            best = _near(layout, data, column, numbers, totals)
        if best is not None:
            found.append(best)
    return found


def _near(
    layout: Layout, data: Sequence[int], column: int, numbers: Sequence[int], totals: set[int]
) -> DerivedColumn | None:
    """With too few rows to tell: the columns before it, where at least half of the rows fit."""
    for parts in _choices(layout, numbers, totals, column):
        entry = _compare(layout, data, column, parts)
        if entry.looked_at >= 2 * len(entry.misses) and entry.looked_at > len(entry.misses):
            return entry
    return None


def _choices(layout: Layout, numbers: Sequence[int], totals: set[int], column: int) -> list[tuple[int, ...]]:
    """What the column may add up: its own group; columns before or after it, to the next total; totals."""
    above = layout.levels[column][:-1]
    group = [
        other
        for other in numbers
        if other not in totals and above and layout.levels[other][: len(above)] == above
    ]
    before: list[int] = []
    for other in reversed([other for other in numbers if other < column]):
        if other in totals:
            break
        before.insert(0, other)
    after: list[int] = []
    for other in (other for other in numbers if other > column):
        if other in totals:
            break
        after.append(other)
    leaves = [other for other in numbers if other not in totals]
    choices = [group, before, *(before[start:] for start in range(1, len(before) - 1)), after, leaves]
    choices += [[other for other in numbers if other in totals and other != column]]
    return [parts for parts in dict.fromkeys(map(tuple, choices)) if len(parts) > 1]


def _compare(layout: Layout, data: Sequence[int], column: int, parts: Sequence[int]) -> DerivedColumn:
    rows = layout.region.rows
    misses: list[tuple[int, Comparison]] = []
    looked_at = 0
    for position in sample_indices(0, len(data), 2000):
        index = data[position]
        row = rows[index]
        stated = read_first(row[column])
        values = [value for part in parts if (value := read_first(row[part])) is not None]
        if stated is None or not values:
            continue
        looked_at += 1
        total: Amount = sum(values)
        span = Span(len(values), min(values), max(values), max(map(_digits, values)))
        comparison = judge_sum(column, row[column], stated, total, span)
        if not comparison.fits:
            misses.append((index, comparison))
    return DerivedColumn(column, tuple(parts), tuple(misses), looked_at)


def _digits(value: Amount) -> int:
    if isinstance(value, int):
        return 0
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
