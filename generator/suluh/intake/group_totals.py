"""Rows that head a group and state its sum: `A | Urusan Wajib | 190` above 1, 2, 3."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from suluh.intake.derived_row import DerivedRow, that_add_up
from suluh.intake.header_lines import Layout
from suluh.intake.shape_words import read_mark
from suluh.intake.stated_sums import Amounts
from suluh.reading.recipe_rows import tidy
from suluh.vocabulary.header_names import read_heading
from suluh.vocabulary.numbering_levels import numbering_of, read_numbering_levels

_MOST = 0.6
_NAME = -1
"""The level of a name that stands alone."""


def find_group_totals(
    layout: Layout, indices: Sequence[int], columns: Sequence[int], names: Iterable[int] = ()
) -> list[DerivedRow]:
    """Rows whose figures are the sums of those below them that are counted by another kind of number.

    `names` are rows that a name stands alone in: parts end before them. Nothing where fewer than two rows are
    such sums, or where most of their figures are not.
    """
    rows = layout.region.rows
    if layout.width < 2 or not columns:
        return []
    levels = read_numbering_levels([numbering_of(rows[index]) for index in indices])
    counted = [(index, level) for index, level in zip(indices, levels, strict=True) if level >= 0]
    counted = sorted([*counted, *((index, _NAME) for index in names)], key=lambda entry: entry[0])
    ends = [_end_of(counted, place) if counted[place][1] != _NAME else 0 for place in range(len(counted))]
    members = [counted[place][0] for place, end in enumerate(ends) if end == place + 1]
    amounts = Amounts(rows, columns, members)
    found: list[DerivedRow] = []
    for place, end in enumerate(ends):
        head = counted[place][0]
        label = read_heading(rows[head]) or next((cell for cell in rows[head][1:] if cell), "")
        own = [at for at, index in enumerate(members) if head < index <= counted[end - 1][0]]
        if end <= place + 1 or not label or read_mark(label) == "exact":
            continue
        comparisons = that_add_up(layout, amounts.compare(head, own[0], own[-1] + 1))
        if comparisons:
            found.append(DerivedRow(head, label, comparisons, len(own)))
    marks = {tidy(entry.mark) for entry in found}
    if any(tidy(text) in marks for index in members for text in (*rows[index], read_heading(rows[index]))):
        return []  # a recipe knows such rows by their names
    told = [entry for row in found for entry in row.comparisons if entry.is_sum]
    fits = sum(entry.fits for entry in told)
    return found if len(found) > 1 and fits > 1 and fits >= _MOST * len(told) else []


def _end_of(counted: Sequence[tuple[int, int]], place: int) -> int:
    """The place behind the last row that lies below this one."""
    level = counted[place][1]
    return next(
        (at for at in range(place + 1, len(counted)) if counted[at][1] <= level),
        len(counted),
    )
