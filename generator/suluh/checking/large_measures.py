"""What looks at all values of a table at once, for one that is held by columns: by what is distinct in it."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from decimal import Decimal
from itertools import accumulate, compress

from suluh.checking.alike_keys import find_alike, repeats
from suluh.reading.standard_list import load_standard_file
from suluh.vocabulary.cells import read_number
from suluh.vocabulary.columns import Column, ColumnarRows
from suluh.vocabulary.package import Field

_SIXTEENTHS = 16
_LEAST, _MOST = 1e-300, 1e300
_OPEN = 1.001
"""How far two numbers may be from what their sixteenths of a power of ten say, and a little for rounding."""


def group_alike(rows: ColumnarRows, columns: Sequence[int]) -> dict[tuple[str, ...], Sequence[int]]:
    """Rows by their cells in some columns, without those that nearly surely are alone."""
    if not columns:
        return {(): range(len(rows))}
    parts = [rows.column_at(at) for at in columns]
    if any(part.is_various and not repeats(part) for part in parts):
        return {}  # one column tells all rows apart
    alike = find_alike(parts)
    picks = bytearray(len(rows))
    for index in alike:
        picks[index] = 1
    found: dict[tuple[str, ...], array[int]] = {}
    for index, key in zip(alike, compress(zip(*parts, strict=True), picks), strict=True):
        found.setdefault(key, array("I")).append(index)
    return {**found}


def tally_kinds(
    parts: Sequence[tuple[Sequence[str], Sequence[str]]],
) -> dict[tuple[int, str], int]:
    """How many rows of a large table have the same in columns, by (the first row, the last one's cell).

    Each column comes with the cells that count; rows with another one are left out.
    """
    from suluh.reading.alike_rows import count_kinds  # late: only large tables need it

    columns = [(cells, wanted) for cells, wanted in parts if isinstance(cells, Column)]
    counted = count_kinds(
        [len(wanted) for _, wanted in columns],
        zip(*(cells.match(wanted) for cells, wanted in columns), strict=True),
    )
    texts = columns[-1][1]
    return {(first, texts[last]): number for first, last, number in counted}


def may_leap(cells: Column, field: Field) -> bool:
    """Whether any positive value leaps from the others, by the rule about leaps of a table's rows."""
    rules = load_standard_file("keraguan")["loncatan"]
    blank = {missing_value.value for missing_value in field.missing_values}
    if cells.is_various and not _may_leap_roughly(cells, field, blank):
        return False
    counts: Counter[Decimal] = Counter()
    for cell, count in cells.tally():
        value = None if cell in blank else read_number(field, cell)
        if value is not None and value > 0:
            counts[value] += count
    total = counts.total()
    if total < rules["paling_sedikit"]:
        return False
    logs = sorted((math.log10(value), count) for value, count in counts.items())
    ends = [*accumulate(count for _, count in logs)]
    low, high = (logs[bisect_right(ends, at)][0] for at in ((total - 1) // 2, total // 2))
    middle, step = (low + high) / 2, math.log10(rules["kelipatan"])
    far = sum(count for log, count in logs if abs(log - middle) >= step)
    if not 0 < far <= max(1, total // 10):
        return False
    others = [log for log, _ in logs if abs(log - middle) < step]
    spread = others[-1] - others[0]
    least = rules["renggang"] * spread
    return spread <= math.log10(float(rules["sebaran_lain"])) and any(
        abs(log - middle) >= max(step, least) for log, _ in logs
    )


def _may_leap_roughly(cells: Column, field: Field, blank: Collection[str]) -> bool:
    """The same by magnitudes alone, so that no value is kept; whatever they leave open may leap."""

    def read(cell: str) -> float:
        value = None if cell in blank else read_number(field, cell)
        return min(max(float(value), _LEAST), _MOST) if value is not None and value > 0 else 0.0

    if any(text.isdecimal() for text in blank):
        return True  # which would be counted as numbers
    rules = load_standard_file("keraguan")["loncatan"]
    counts = sorted(cells.count_magnitudes(read).items())
    ends = [*accumulate(count for _, count in counts)]
    total = ends[-1] if ends else 0
    if total < rules["paling_sedikit"]:
        return False
    first, second = (counts[bisect_right(ends, at)][0] for at in ((total - 1) // 2, total // 2))
    # The middle, like each value, lies from one sixteenth to the next.
    middle, step = (first + second) / 2, _SIXTEENTHS * math.log10(rules["kelipatan"])
    may_be_far = [number for number, _ in counts if abs(number - middle) > step - _OPEN]
    surely_far = sum(count for number, count in counts if abs(number - middle) > step + _OPEN)
    if not may_be_far or surely_far > max(1, total // 10):
        return False
    others = [number for number, _ in counts if abs(number - middle) <= step - _OPEN]
    spread = (others[-1] - others[0] - _OPEN) / _SIXTEENTHS if others else 0.0
    return spread <= math.log10(float(rules["sebaran_lain"]))
