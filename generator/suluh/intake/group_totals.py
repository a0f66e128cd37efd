"""Rows that head a group and state its sum: `A | Urusan Wajib | 190` above 1, 2, 3."""

from __future__ import annotations

import re
from collections.abc import Sequence

from suluh.intake.derived_row import DerivedRow, that_add_up
from suluh.intake.header_lines import Layout
from suluh.intake.shape_words import read_mark
from suluh.intake.stated_sums import Amounts

_KINDS = (
    ("roman", re.compile(r"\(?[IVX]+[.)]?")),
    ("capital", re.compile(r"\(?[A-Z][.)]?")),
    ("letter", re.compile(r"\(?[a-z][.)]?")),
    ("number", re.compile(r"\(?\d{1,4}[.)]?")),
)
_MOST = 0.6


def find_group_totals(layout: Layout, indices: Sequence[int], columns: Sequence[int]) -> list[DerivedRow]:
    """Rows whose figures are the sums of those below them that are counted by another kind of number.

    The kinds lie within each other as they come up first: I, A, 1 or 1, a. Nothing where fewer than two rows
    are such sums, or where most of their figures are not.
    """
    rows = layout.region.rows
    if layout.width < 3 or not columns:
        return []
    levels = _read_levels([rows[index][0] for index in indices])
    counted = [(index, level) for index, level in zip(indices, levels, strict=True) if level >= 0]
    ends = [_end_of(counted, place) for place in range(len(counted))]
    members = [counted[place][0] for place, end in enumerate(ends) if end == place + 1]
    amounts = Amounts(rows, columns, members)
    found: list[DerivedRow] = []
    for place, end in enumerate(ends):
        head = counted[place][0]
        label = next((cell for cell in rows[head][1:] if cell), "")
        own = [at for at, index in enumerate(members) if head < index <= counted[end - 1][0]]
        if end == place + 1 or not label or read_mark(label) == "exact":
            continue
        comparisons = that_add_up(layout, amounts.compare(head, own[0], own[-1] + 1))
        if comparisons:
            found.append(DerivedRow(head, label, comparisons, len(own)))
    names = {entry.mark.casefold() for entry in found}
    if any(cell.casefold() in names for index in members for cell in rows[index]):
        return []  # a recipe knows such rows by their names
    told = [entry for row in found for entry in row.comparisons if entry.is_sum]
    fits = sum(entry.fits for entry in told)
    return found if len(found) > 1 and fits > 1 and fits >= _MOST * len(told) else []


def _read_levels(texts: Sequence[str]) -> list[int]:
    """How deep each numbering lies, the first kind 0; -1 for none, and everywhere for one kind alone."""
    bare = {text.strip("().") for text in texts}
    romans = "I" in bare and "H" not in bare
    kinds = [
        next((kind for kind, form in _KINDS[not romans :] if form.fullmatch(text)), "") for text in texts
    ]
    order = list(dict.fromkeys(kind for kind in kinds if kind))
    return [order.index(kind) if kind and len(order) > 1 else -1 for kind in kinds]


def _end_of(counted: Sequence[tuple[int, int]], place: int) -> int:
    """The place behind the last row that lies below this one."""
    level = counted[place][1]
    return next(
        (at for at in range(place + 1, len(counted)) if counted[at][1] <= level),
        len(counted),
    )
