"""Rows whose name says that they are reckoned from others: quarters among months, shares below a total."""

from __future__ import annotations

import re
from collections.abc import Sequence

from suluh.intake.header_lines import Layout
from suluh.intake.shape_words import begins_with, is_among, months, read_mark, tidy

_LEAST_MONTHS = 3
_WHICH = re.compile(r"(?:ke\s*-?\s*)?(?:i{1,3}|iv|[1-4]|satu|dua|tiga|empat|pertama|kedua|ketiga|keempat)")
_WHOLE_YEAR = frozenset(("setahun", "satu tahun"))
_PERIODS = ("triwulan", "semester", "caturwulan")


def find_named_sums(layout: Layout, indices: Sequence[int]) -> dict[int, tuple[str, str]]:
    """By rows the name that marks them, and `exact`, as `_marks` has it.

    `Triwulan I` and `Setahun` are sums where the rows are months; `Persentase` is a share where the row
    above it is a total, or such a share.
    """
    found: dict[int, tuple[str, str]] = {}
    for column in _label_columns(layout, indices):
        texts = {index: layout.region.rows[index][column] for index in indices}
        plain = {text: tidy(text) for text in set(texts.values())}
        is_series = sum(name in months() for name in plain.values()) >= _LEAST_MONTHS
        above = ""
        for index, text in texts.items():
            period = is_series and is_longer_period(plain[text])
            if period or (is_among("baris_bagian", text) and above):
                found.setdefault(index, (text, "exact"))
            above = text if index in found or read_mark(_first_text(layout, index)) == "exact" else ""
    return found


def is_longer_period(name: str) -> bool:
    """Whether a tidied name is that of several months: `triwulan i`, `semester 2`, `setahun`."""
    if name in _WHOLE_YEAR:
        return True
    word = next((word for kind in _PERIODS if (word := begins_with(kind, name))), "")
    return bool(word) and _WHICH.fullmatch(name[len(word) :].strip(" .-")) is not None


def _label_columns(layout: Layout, indices: Sequence[int]) -> list[int]:
    """The first columns of texts: what names a row stands there."""
    return [column for column in range(layout.width) if column not in layout.numbers][:2] if indices else []


def _first_text(layout: Layout, index: int) -> str:
    row: Sequence[str] = layout.region.rows[index]
    return next(
        (row[column] for column in range(layout.width) if row[column] and column not in layout.numbers), ""
    )
