"""Formulas of achievement, as data: `standards/formulas/` names each with its source and its years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from suluh.reading.decree_files import YEARS_KEPT, decree_in_force, entries_in_force, newest_entries
from suluh.vocabulary.decrees import Decree

_WHERE = ("formulas", "capaian", "formulas")


@dataclass(frozen=True, slots=True)
class Formula:
    """100 × (a·R + b·T) / (c·R + d·T): `top` is (a, b), `bottom` (c, d), R the actual value, T the target.

    `zero_target` is what counts where T is 0: in per cent for R of at most 0, and for R above it; None
    where a target of 0 promises nothing.
    """

    name: str
    title: str
    arah: str
    top: tuple[int, int]
    bottom: tuple[int, int]
    sentence: str
    source: str
    zero_target: tuple[int, int] | None = None


@lru_cache(maxsize=YEARS_KEPT)
def load_formulas(year: int | None = None) -> Mapping[str, Formula]:
    """The formulas in force in a year by the word of the column `rumus`; without a year all, the newest."""
    found = newest_entries(*_WHERE) if year is None else entries_in_force(*_WHERE, year)
    return {name: _read_formula(entry) for name, entry in found.items()}


def find_formula(name: str, year: int) -> Formula | None:
    """The formula of that name as it is in force in a year, or None."""
    return load_formulas(year).get(name)


def _read_formula(entry: Decree) -> Formula:
    stated = entry.content
    try:
        return Formula(
            name=entry.subject,
            title=stated["title"],
            arah=stated["arah"],
            top=(stated["top"]["R"], stated["top"]["T"]),
            bottom=(stated["bottom"]["R"], stated["bottom"]["T"]),
            sentence=stated["sentence"],
            source=str(entry.basis or stated["source"]),
            zero_target=_read_zero(stated.get("zero_target")),
        )
    except KeyError as missing:
        raise ValueError(f"standards/{entry.name}.yaml: {entry.subject}: {missing} is missing") from None


def _read_zero(stated: Mapping[str, int] | None) -> tuple[int, int] | None:
    return None if stated is None else (stated["met"], stated["missed"])


@dataclass(frozen=True, slots=True)
class CeilingRule:
    """Which indicators have a target of "at most" that fills up in the year, and what counts before its end.

    `pro_rata`: the result against the part of the target up to the quarter; else no percentage.
    """

    arah: frozenset[str]
    agregasi: frozenset[str]
    pro_rata: bool


@lru_cache(maxsize=YEARS_KEPT)
def find_ceiling_rule(year: int) -> CeilingRule | None:
    """The rule in force in a year, or None: then every percentage counts at any time."""
    decree = decree_in_force("formulas", "batas", year)
    if decree is None:
        return None
    stated, name = decree.content, f"standards/{decree.name}.yaml"
    if stated.get("before_year_end") not in ("wait", "pro_rata"):
        raise ValueError(f"{name}: before_year_end is neither wait nor pro_rata")
    return CeilingRule(
        arah=frozenset(stated["arah"]),
        agregasi=frozenset(stated["agregasi"]),
        pro_rata=stated["before_year_end"] == "pro_rata",
    )
