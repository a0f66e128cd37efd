"""Rows that no word marks, and whose figures are the sums of the rows directly above or below them."""

from __future__ import annotations

from collections.abc import Sequence

from suluh.intake.derived_row import DerivedRow
from suluh.intake.doubts import Choice, Doubt
from suluh.intake.header_lines import Layout
from suluh.intake.stated_sums import Amount, Comparison, is_rate, read_first, weight
from suluh.words.saying import N_

SUMMED = "jumlah_baris"
SUM, ROWS_TOO = "jumlah", "baris"
_MOST_ROWS, _MOST_PARTS = 2_000, 60
_LEAST_WEIGHT, _SURE_WEIGHT = 3, 6


def find_summed_runs(layout: Layout, indices: Sequence[int], columns: Sequence[int]) -> list[DerivedRow]:
    """Rows that are in all columns the sum of two or more rows above or below; none where chance may be.

    A row that sums others is no part of a further one. Figures of few digits count where these rows and their
    parts are the whole table.
    """
    added = [
        column for column in columns if not is_rate(" ".join(layout.levels[column] if layout.levels else ()))
    ]
    if not added or not 3 < len(indices) <= _MOST_ROWS:
        return []
    rows = layout.region.rows
    amounts = {index: [read_first(rows[index][column]) for column in added] for index in indices}
    ways = [_find(indices, amounts, added), _find(indices[::-1], amounts, added)]
    found = max(ways, key=lambda way: sum(weight(entry.comparisons) for entry in way))
    heavy = [entry for entry in found if weight(entry.comparisons) >= _SURE_WEIGHT]
    whole = len(found) > 1 and sum(entry.parts + 1 for entry in found) == len(indices)
    return sorted(found if whole else heavy, key=lambda entry: entry.index)


def _find(
    indices: Sequence[int], amounts: dict[int, list[Amount | None]], columns: Sequence[int]
) -> list[DerivedRow]:
    """The rows that sum those just before them in this order."""
    found: list[DerivedRow] = []
    parts: list[int] = []
    for index in indices:
        count = _count_parts(amounts[index], [amounts[part] for part in parts[: -_MOST_PARTS - 1 : -1]])
        stated = amounts[index]
        if count:
            comparisons = tuple(
                Comparison(column, str(value), value, fits=True)
                for column, value in zip(columns, stated, strict=True)
                if value is not None
            )
            entry = DerivedRow(index, "", comparisons, count, sure=False)
            if weight(comparisons) >= _LEAST_WEIGHT:
                found.append(entry)
                continue
        parts.append(index)
    return found


def _count_parts(stated: Sequence[Amount | None], before: Sequence[Sequence[Amount | None]]) -> int:
    """Of how many of the rows before, the nearest first, a row is the sum in each column; 0 for none."""
    if all(not value for value in stated):
        return 0
    sums: list[Amount] = [0] * len(stated)
    filled = 0
    for count, part in enumerate(before, 1):
        sums = [total + (value or 0) for total, value in zip(sums, part, strict=True)]
        filled += any(part)
        if filled > 1 and all(total == (value or 0) for total, value in zip(sums, stated, strict=True)):
            return count
        over = any(
            value is not None and 0 <= value < total for total, value in zip(sums, stated, strict=True)
        )
        if over and all((cell or 0) >= 0 for cell in part):
            return 0
    return 0


def ask_summed(layout: Layout, found: Sequence[DerivedRow]) -> Doubt:
    """Whether rows whose figures are the sums of those beside them are totals."""
    lines = ", ".join(str(layout.line(entry.index)) for entry in found[:6])
    return Doubt(
        SUMMED,
        N_("Angka baris %(lines)s (“%(text)s”) sama dengan jumlah baris di dekatnya. Apakah itu jumlah?"),
        {"lines": lines if len(found) <= 6 else lines + ", …", "text": found[0].mark},
        (
            Choice(SUM, N_("Ya, jumlah: tidak ikut menjadi data")),
            Choice(ROWS_TOO, N_("Bukan: baris biasa")),
        ),
        likely=SUM,
    )
