"""A total that no word names: the first or the last row, whose figures are the sums of all others."""

from __future__ import annotations

from collections.abc import Sequence

from suluh.intake.derived_row import DerivedRow, all_but, that_add_up
from suluh.intake.header_lines import Layout
from suluh.intake.shape_words import begins_with, tidy
from suluh.intake.stated_sums import Amounts, weight

_SURE_WEIGHT, _ALONE_WEIGHT = 7, 5


def find_figured_total(layout: Layout, indices: Sequence[int], columns: Sequence[int]) -> list[DerivedRow]:
    """The last or the first row, where its figures are the sums of all others, and chance is no reason.

    Sure where its name is that of a wider region than those of the rest.
    """
    rows = layout.region.rows
    for index in (indices[-1], indices[0]):
        amounts = Amounts(rows, columns, all_but(indices, (index,)))
        count = len(amounts.leaves)
        comparisons = that_add_up(layout, amounts.compare(index, 0, count))
        fits = [entry for entry in comparisons if entry.fits and entry.total]
        label = _label(layout, index)
        if not label or not fits or any(not entry.fits and entry.is_sum for entry in comparisons):
            continue
        others = [_label(layout, other) for other in amounts.leaves[:50]]
        wider = _is_wider(label, others) or _is_titled(layout, label, others)
        alone = len(fits) == 1 and weight(fits) >= _ALONE_WEIGHT
        strong = count > 2 and (alone or (len(fits) > 1 and weight(fits) >= _SURE_WEIGHT))
        if (wider or strong) and sum(label in rows[other] for other in indices) == 1:
            return [DerivedRow(index, label, comparisons, count, sure=wider)]
    return []


def _label(layout: Layout, index: int) -> str:
    """The row's first text."""
    row = layout.region.rows[index]
    return next(
        (row[column] for column in range(layout.width) if row[column] and column not in layout.numbers), ""
    )


def _is_titled(layout: Layout, label: str, others: Sequence[str]) -> bool:
    """Whether the titles name it and none of the others: what the table is about is its whole."""
    title = " ".join(text for _, text in (*layout.titles, *layout.region.shared)).casefold()
    names = [tidy(other) for other in others if other]
    return len(label) > 3 and tidy(label) in title and not any(name in title for name in names)


def _is_wider(label: str, others: Sequence[str]) -> bool:
    """Whether a name begins with a level of regions that the others do not begin with."""
    level = begins_with("wilayah", label)
    return bool(level) and not any(begins_with("wilayah", other) == level for other in others)
