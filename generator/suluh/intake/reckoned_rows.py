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

RECKONED = "hitungan"
LEFT_OUT, DATA = "hitungan", "data"
_MOST = 4
_NUMBERING = re.compile(r"[\dIVXLivxl]+(?:\.[\dA-Za-z]+)*\.?")


def find_reckoned_rows(
    layout: Layout, indices: Sequence[int], derived: Sequence[DerivedRow]
) -> list[tuple[int, str]]:
    """Up to four rows at the end, each with its first text, that look worked out of those above.

    They stand below the total of all rows, or have a text where all others have their number or code.
    """
    last = max(derived, key=lambda entry: entry.index, default=None)
    total = last.index if last is not None and _adds_up_all(layout, last, indices) else -1
    found: list[tuple[int, str]] = []
    for index in reversed(indices):
        row = layout.region.rows[index]
        text = next((cell for cell in row if cell and not is_number(cell)), "")
        figures = any(is_number(row[column]) for column in layout.numbers)
        above = [other for other in indices if other < index]
        odd = 0 <= total < index or _lacks_number(layout, above, index)
        if not (text and figures and odd) or len(above) <= len(found):
            break
        found.append((index, text))
    return found[::-1] if len(found) <= _MOST else []


def ask_reckoned(layout: Layout, rows: Sequence[tuple[int, str]]) -> Doubt:
    """Whether such rows are data."""
    lines = [layout.line(index) for index, _ in rows]
    shown = f"{lines[0]}–{lines[-1]}" if len(lines) > 1 else str(lines[0])
    return Doubt(
        RECKONED,
        N_("Baris %(lines)s di akhir tabel (“%(text)s”) tampaknya hitungan dari baris lain. Ikut dibaca?"),
        {"lines": shown, "text": " / ".join(text for _, text in rows)[:60]},
        (
            Choice(LEFT_OUT, N_("Tidak: hitungan dari baris lain")),
            Choice(DATA, N_("Ya: baris data")),
        ),
        likely=LEFT_OUT,
    )


def _adds_up_all(layout: Layout, entry: DerivedRow, indices: Sequence[int]) -> bool:
    """Whether the row's figures are the sums of all rows above it."""
    before = [index for index in indices if index < entry.index]
    if entry.is_mean or entry.parts != len(before) or len(before) < 2 or len(before) * 2 <= len(indices):
        return False
    amounts = Amounts(layout.region.rows, [each.column for each in entry.comparisons], before)
    return all(each.fits or not each.is_sum for each in amounts.compare(entry.index, 0, len(before)))


def _lacks_number(layout: Layout, above: Sequence[int], index: int) -> bool:
    """Whether the first column has a number or a code in all rows above, and none in this one."""
    rows = layout.region.rows
    if len(above) < 2 or _NUMBERING.fullmatch(rows[index][0]):
        return False
    return all(_NUMBERING.fullmatch(rows[other][0]) for other in above)
