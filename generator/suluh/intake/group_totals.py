"""Rows that head a group and state its sum: `A | Urusan Wajib | 190` above 1, 2, 3."""

from __future__ import annotations

import re
from collections.abc import Sequence

from suluh.intake.derived_row import DerivedRow
from suluh.intake.header_lines import Layout
from suluh.intake.shape_words import read_mark
from suluh.intake.stated_sums import Amounts

_HEADING = re.compile(r"\(?(?:[A-Z]|[IVX]+|[a-z](?=[.)]))[.)]?")
_NUMBER = re.compile(r"\(?\d+[.)]?")


def find_group_totals(layout: Layout, indices: Sequence[int], columns: Sequence[int]) -> list[DerivedRow]:
    """Rows with a heading's letter or Roman number whose figures are the sums of numbered rows below.

    Nothing where they are fewer than two, or where one of them is not.
    """
    rows = layout.region.rows
    if layout.width < 3 or not columns:
        return []
    heads = [index for index in indices if _HEADING.fullmatch(rows[index][0])]
    members = [index for index in indices if _NUMBER.fullmatch(rows[index][0])]
    if len(heads) < 2 or len(members) < len(heads):
        return []
    amounts = Amounts(rows, columns, members)
    ends = [*heads[1:], indices[-1] + 1]
    found: list[DerivedRow] = []
    for head, end in zip(heads, ends, strict=True):
        own = [place for place, index in enumerate(members) if head < index < end]
        label = next((cell for cell in rows[head][1:] if cell), "")
        if not own or not label or read_mark(label) == "exact":
            return []
        comparisons = amounts.compare(head, own[0], own[-1] + 1)
        if not comparisons or not all(entry.fits for entry in comparisons):
            return []
        found.append(DerivedRow(head, label, tuple(comparisons), len(own)))
    return found
