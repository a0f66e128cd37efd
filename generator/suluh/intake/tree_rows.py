"""Rows whose figures are the sums of those whose codes go on from theirs, as in budgets by account."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from suluh.intake.cell_signs import sample_indices
from suluh.intake.header_lines import Layout
from suluh.intake.stated_sums import Amount, Comparison, Span, judge_sum, read_first, summable
from suluh.vocabulary.code_trees import find_parents, last_part, read_codes

_CODE = re.compile(r"[0-9A-Za-z]{1,8}(?:\.[0-9A-Za-z]{1,8})*\.?")
_LOOKED_AT = 4
_MOST = 0.6


@dataclass(frozen=True, slots=True)
class TreeRows:
    """Rows (by index) that are sums of those below them in a tree of codes, which stand in `column`.

    `misses` are those whose figures are not, with both figures.
    """

    column: int
    parents: tuple[int, ...]
    misses: tuple[tuple[int, Comparison], ...] = ()


def find_tree_rows(layout: Layout, indices: Sequence[int]) -> TreeRows | None:
    """The rows of sums in a table by codes; None where codes are no tree, or figures do not add up so."""
    rows = layout.region.rows
    if len(indices) < 4:
        return None
    looked = [rows[indices[place]] for place in sample_indices(0, len(indices))]
    for column in range(min(layout.width, _LOOKED_AT)):
        if not all(_CODE.fullmatch(row[column]) for row in looked):
            continue
        codes = read_codes([rows[index] for index in indices], column)
        above = find_parents(codes)
        parents = {place for place in above if place >= 0}
        if len(set(codes)) < len(codes) or not parents:
            continue
        first = last_part([rows[index] for index in indices], column) + 1
        measures = [place for place in layout.numbers if place >= first and summable(looked, place)]
        found = _compare(rows, indices, above, measures)
        fits = [entry for _, entry in found if entry.fits and entry.total]
        several = len(set(above) - {-1}) > 1 or len(fits) > 1
        if fits and several and len(fits) >= _MOST * len(found):
            misses = tuple((index, entry) for index, entry in found if not entry.fits)
            return TreeRows(column, tuple(indices[place] for place in sorted(parents)), misses)
    return None


def _compare(
    rows: Sequence[Sequence[str]], indices: Sequence[int], above: Sequence[int], measures: Sequence[int]
) -> list[tuple[int, Comparison]]:
    """Each figure of a parent beside the sum of its parts, in columns where most of them are sums."""
    found: list[tuple[int, Comparison]] = []
    for column in measures:
        amounts = [read_first(rows[index][column]) for index in indices]
        parts: dict[int, list[Amount]] = {}
        for place, parent in enumerate(above):
            amount = amounts[place]
            if parent >= 0 and amount is not None:
                parts.setdefault(parent, []).append(amount)
        own: list[tuple[int, Comparison]] = []
        for parent, values in parts.items():
            stated = amounts[parent]
            if stated is not None:
                span = Span(len(values), min(values), max(values), 2)
                text = rows[indices[parent]][column]
                own.append((indices[parent], judge_sum(column, text, stated, sum(values), span)))
        if sum(entry.fits for _, entry in own) * 2 > len(own):
            found += own
    return found
