"""Identity numbers that a table hides: parted over adjacent columns, or written from the back.

Columns are judged by a sample, and only where the digits of each part have one length in nearly all rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from suluh.checking.identity_numbers import NIK_LENGTH, is_nik
from suluh.checking.person_tables import TableColumn
from suluh.checking.plain_text import plain_text
from suluh.vocabulary.columns import sample_rows

MOST_PARTS = 4
_SAMPLE = 500
_FEWEST = 2
_SHARE = 0.3


def find_split(columns: Sequence[TableColumn], rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Names of adjacent columns whose digits together are a NIK in many rows."""
    picked = sample_rows(rows, _SAMPLE)
    found: list[tuple[str, ...]] = []
    widths = {at: _width([row[at] for row in picked if at < len(row)]) for at in range(len(columns))}
    at = 0
    while at < len(columns):
        parts = _parts_from(at, widths)
        if parts and _are_niks(picked, parts, widths):
            found.append(tuple(columns[part].name for part in parts))
            at = parts[-1]
        at += 1
    return found


def find_reversed(columns: Sequence[TableColumn]) -> list[str]:
    """Names of columns in which most numbers of sixteen digits are a NIK from the back."""
    return [column.name for column in columns if _is_reversed(column.cells)]


def _is_reversed(cells: Sequence[str]) -> bool:
    each = Counter(cells).items()
    numbers = [(digits, count) for cell, count in each if len(digits := _digits(cell)) == NIK_LENGTH]
    known = sum(count for digits, count in numbers if is_nik(digits[::-1]))
    return known >= _FEWEST and known >= 0.5 * sum(count for _, count in numbers)


def _parts_from(first: int, widths: dict[int, int]) -> tuple[int, ...]:
    """Columns from `first` on whose digits add up to a NIK; none where they do not."""
    total = 0
    for at in range(first, min(first + MOST_PARTS, len(widths))):
        if not widths[at]:
            return ()
        total += widths[at]
        if total == NIK_LENGTH and at > first:
            return tuple(range(first, at + 1))
    return ()


def _width(cells: Sequence[str]) -> int:
    """Digits of the longest cell of a column of digits alone, 0 for any other column."""
    digits = [(_digits(cell), count) for cell, count in Counter(cells).items() if cell.strip()]
    filled = sum(count for _, count in digits)
    if not digits or sum(count for text, count in digits if text) < 0.9 * filled:
        return 0
    return max(len(text) for text, _ in digits)


def _are_niks(rows: Sequence[Sequence[str]], parts: Sequence[int], widths: dict[int, int]) -> bool:
    """Whether the joined digits are identity numbers far oftener than by chance; lost zeros count."""
    joined = [
        "".join(_digits(row[at]).zfill(widths[at]) for at in parts)
        for row in rows
        if parts[-1] < len(row) and all(_digits(row[at]) for at in parts)
    ]
    known = sum(is_nik(digits) for digits in joined)
    return known >= min(_FEWEST, len(rows)) and known >= _SHARE * len(joined)


def _digits(cell: str) -> str:
    text = plain_text(cell).strip(" '`")
    return text if text.isascii() and text.isdigit() else ""
