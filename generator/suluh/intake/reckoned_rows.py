"""Rows at the end of a table that are worked out of the others, by no word that is known."""

from __future__ import annotations

import re
from collections.abc import Sequence

from suluh.intake.cell_signs import is_number
from suluh.intake.derived_row import DerivedRow
from suluh.intake.doubts import Choice, Doubt
from suluh.intake.header_lines import Layout
from suluh.intake.stated_sums import Amounts
from suluh.words.saying import N_

_DECIMAL = re.compile(r"\d+\.\d+")
_ANY_FIGURE = re.compile(r"\d")
_YEARS = re.compile(
    r"(?i)(?:(?:tahun|th\.?|thn\.?|year)\s*)?(?:19|20)\d\d(?:\s?/\s?(?:\d\d){1,2})?\s?(?:\*{1,3}\)?|r|p)?"
)
RECKONED = "hitungan"
LEFT_OUT, DATA = "hitungan", "data"
_MOST, _FEWEST = 6, 3
_LETTER = re.compile(r"\(?[A-Za-z][.)]?")
_NUMBERING = re.compile(r"[\dIVXLivxl]+(?:\.[\dA-Za-z]+)*\.?")


def find_reckoned_rows(
    layout: Layout, indices: Sequence[int], derived: Sequence[DerivedRow]
) -> list[tuple[int, str]]:
    """Up to a few rows at the end, each with its name, that look worked out of those above.

    They stand below the total of all rows, have a text where all others have their number or code, or are
    named by a year as no other row is: the whole in earlier years. What a total below adds up is none.
    """
    last = max((entry for entry in derived if not entry.is_mean), key=lambda entry: entry.index, default=None)
    totals = [last.index] if last is not None and _adds_up_all(layout, last, indices) else []
    years = trailing_years(layout, indices)
    starts = [*_unnumbered(layout, indices), *years[:1]]
    if totals and _go_on_below(layout, indices, totals[0]):
        totals = []
    least = min((*totals, *(index - 1 for index in starts)), default=None)
    parts_end = max((entry.index for entry in derived if _is_sum(entry)), default=-1)
    found: list[tuple[int, str]] = []
    for index in reversed(indices):
        row = layout.region.rows[index]
        text = next((cell for cell in row if cell and (index in years or not is_number(cell))), "")
        figures = any(is_number(row[column]) for column in layout.numbers)
        if (
            least is None
            or index <= max(least, parts_end)
            or not (text and figures)
            or index == indices[len(found)]
        ):
            break
        found.append((index, text))
    return found[::-1] if len(found) <= _MOST else []


def _go_on_below(layout: Layout, indices: Sequence[int], total: int) -> bool:
    """Whether the rows below a total are more of the table: numbered on, or named as those above."""
    rows = layout.region.rows
    above = [rows[index] for index in indices if index < total]
    below = [rows[index] for index in indices if index > total]
    if not above or not below:
        return False
    last, first = above[-1][0].rstrip("."), below[0][0].rstrip(".")
    counts = last.isdecimal() and first.isdecimal() and int(first) in (1, int(last) + 1)
    names = {cell for row in above for cell in row if cell and not is_number(cell)}
    return counts or all(any(cell in names for cell in row) for row in below)


def trailing_years(layout: Layout, indices: Sequence[int]) -> list[int]:
    """The rows at the end whose name is a year, where those of all others are texts; none where most are."""
    rows = layout.region.rows
    count = 0
    while count < min(len(indices), _MOST + 1) and _is_of_year(rows[indices[-1 - count]]):
        count += 1
    others = indices[: len(indices) - count]
    if not 0 < count <= _MOST or len(others) < max(_FEWEST, count + 1):
        return []
    named = all(any(cell and not is_number(cell) for cell in rows[index]) for index in others)
    return list(indices[-count:]) if named and not any(_is_of_year(rows[index]) for index in others) else []


def _is_of_year(row: Sequence[str]) -> bool:
    return _YEARS.fullmatch(next(filter(None, row), "")) is not None


def ask_reckoned(layout: Layout, rows: Sequence[tuple[int, str]]) -> Doubt:
    """Whether such rows are data."""
    lines = [layout.line(index) for index, _ in rows]
    shown = f"{lines[0]}–{lines[-1]}" if len(lines) > 1 else str(lines[0])
    values = {"lines": shown, "text": " / ".join(text for _, text in rows)[:60]}
    data = Choice(DATA, N_("Ya: baris data"))
    if any(_YEARS.fullmatch(text) for _, text in rows):
        text = N_("Baris %(lines)s di akhir tabel (“%(text)s”) tampaknya angka tahun lain. Ikut dibaca?")
        left_out = Choice(LEFT_OUT, N_("Tidak: keadaan tahun lain, bukan bagian tabel ini"))
        return Doubt(RECKONED, text, values, (left_out, data), likely=LEFT_OUT)
    text = N_("Baris %(lines)s di akhir tabel (“%(text)s”) tampaknya hitungan dari baris lain. Ikut dibaca?")
    left_out = Choice(LEFT_OUT, N_("Tidak: hitungan dari baris lain"))
    return Doubt(RECKONED, text, values, (left_out, data), likely=LEFT_OUT)


def _is_sum(entry: DerivedRow) -> bool:
    """Whether the row's figures are sums of others."""
    return not entry.is_mean and any(each.is_sum and each.fits and each.total for each in entry.comparisons)


def _adds_up_all(layout: Layout, entry: DerivedRow, indices: Sequence[int]) -> bool:
    """Whether the row's figures are the sums of all rows above it."""
    before = [index for index in indices if index < entry.index]
    if entry.is_mean or entry.parts != len(before) or len(before) < 2 or len(before) * 2 <= len(indices):
        return False
    amounts = Amounts(layout.region.rows, [each.column for each in entry.comparisons], before)
    return all(each.fits or not each.is_sum for each in amounts.compare(entry.index, 0, len(before)))


def _goes_on(layout: Layout, index: int) -> bool:
    """Whether the row's first cell is one with those above it."""
    line, column = layout.line(index), layout.region.first_column
    return any(
        area.first_line < line <= area.last_line and area.first_column <= column <= area.last_column
        for area in layout.region.merged
    )


def _unnumbered(layout: Layout, indices: Sequence[int]) -> list[int]:
    """The first of few rows at the end without a number or code, which all others have; empty for none.

    A code of another kind, which has a figure or is a letter beside a text, is one too.
    """
    rows = [layout.region.rows[index] for index in indices]
    start = len(rows)
    if indices and _goes_on(layout, indices[-1]):
        return []  # cells that go on from above
    while start and len(rows) - start <= _MOST and not _NUMBERING.fullmatch(rows[start - 1][0]):
        start -= 1
    numbered, rest = rows[:start], rows[start:]
    if not 0 < len(rest) < max(2, len(numbered)) or not all(_NUMBERING.fullmatch(row[0]) for row in numbered):
        return []
    if all(_DECIMAL.fullmatch(row[0]) for row in numbered) and any(row[0] for row in rest):
        return []  # amounts, and a text among them
    beside = all(any(row[1:2]) for row in numbered)
    coded = any(
        any(row[1:2])
        if _LETTER.fullmatch(row[0])
        else _ANY_FIGURE.search(row[0]) and (any(row[1:2]) or not beside)
        for row in rest
    )
    return [] if coded or len(numbered) < 2 else [indices[start]]
