"""Means of percentages by the rule in force: what counts as the least and the most, and how they lie."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from suluh.reading.decree_files import YEARS_KEPT, decree_in_force
from suluh.vocabulary.measures import Band, Spread

_WHERE = ("means", "capaian")


@dataclass(frozen=True, slots=True)
class MeanRule:
    """Below `least` and above `most` a percentage counts as these in a mean; `edges` part its spread.

    `source` is the regulation, or empty for a rule of the site's own; `note` says why.
    """

    least: Fraction
    most: Fraction
    edges: tuple[Fraction, ...]
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of the percentages that are there, None where none is, and how they lie."""

    value: Fraction | None
    spread: Spread


@lru_cache(maxsize=YEARS_KEPT)
def find_mean_rule(year: int) -> MeanRule:
    """The rule in force in a year. ValueError where there is none, or its limits or bands do not ascend."""
    decree = decree_in_force(*_WHERE, year)
    if decree is None:
        raise ValueError(f"standards/{_WHERE[0]}/: no rule for means in {year}")
    stated = decree.content
    edges = tuple(map(Fraction, stated["bands"]))
    rule = MeanRule(
        least=Fraction(stated["least"]),
        most=Fraction(stated["most"]),
        edges=edges,
        source="" if decree.basis is None else str(decree.basis),
        note=decree.note,
    )
    if rule.least >= rule.most or not edges or any(low >= high for low, high in pairwise(edges)):
        raise ValueError(f"standards/{decree.name}.yaml: least, most and bands must ascend")
    return rule


def take_mean(percents: Iterable[Fraction | None], year: int) -> Mean:
    """The mean of the percentages that are there, each held within the limits of the year's rule."""
    rule = find_mean_rule(year)
    found = sorted(percent for percent in percents if percent is not None)
    below, within = bisect_left(found, rule.least), bisect_right(found, rule.most)
    above = len(found) - within
    held = _add_up(found[below:within]) + rule.least * below + rule.most * above
    return Mean(
        value=held / len(found) if found else None,
        spread=Spread(
            bands=_sort_into_bands(found, rule.edges),
            below=below,
            above=above,
            least=rule.least,
            most=rule.most,
        ),
    )


def _add_up(percents: Iterable[Fraction]) -> Fraction:
    """The exact sum. Those of one denominator are added as whole numbers, which is many times faster."""
    parts: Counter[int] = Counter()
    for percent in percents:
        parts[percent.denominator] += percent.numerator
    return sum((Fraction(count, parted) for parted, count in parts.items()), Fraction(0))


def _sort_into_bands(percents: list[Fraction], edges: tuple[Fraction, ...]) -> tuple[Band, ...]:
    """Of percentages in order: one on an edge belongs to the band that begins there; none, no bands."""
    if not percents:
        return ()
    begins = (0, *(bisect_left(percents, edge) for edge in edges), len(percents))
    limits = pairwise((None, *edges, None))
    return tuple(
        Band(*limit, end - begin) for limit, (begin, end) in zip(limits, pairwise(begins), strict=True)
    )
