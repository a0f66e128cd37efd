"""Means of percentages by the rule in force: what counts as the least and the most, and how they lie."""

from __future__ import annotations

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
    found = [percent for percent in percents if percent is not None]
    held = [min(max(percent, rule.least), rule.most) for percent in found]
    return Mean(
        value=sum(held, Fraction(0)) / len(held) if held else None,
        spread=Spread(
            bands=_sort_into_bands(found, rule.edges),
            below=sum(percent < rule.least for percent in found),
            above=sum(percent > rule.most for percent in found),
            least=rule.least,
            most=rule.most,
        ),
    )


def _sort_into_bands(percents: list[Fraction], edges: tuple[Fraction, ...]) -> tuple[Band, ...]:
    """A percentage on an edge belongs to the band that begins there; none, no bands."""
    if not percents:
        return ()
    return tuple(
        Band(
            low,
            high,
            sum((low is None or percent >= low) and (high is None or percent < high) for percent in percents),
        )
        for low, high in pairwise((None, *edges, None))
    )
