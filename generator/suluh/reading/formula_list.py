"""Formulas of achievement, as data: `standards/formulas/` names each with its source and its years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from suluh.reading.decree_files import YEARS_KEPT, entries_in_force, newest_entries
from suluh.vocabulary.decrees import Decree

_WHERE = ("formulas", "capaian", "formulas")


@dataclass(frozen=True, slots=True)
class Formula:
    """100 × (a·R + b·T) / (c·R + d·T): `top` is (a, b), `bottom` (c, d), R the actual value, T the target."""

    name: str
    title: str
    arah: str
    top: tuple[int, int]
    bottom: tuple[int, int]
    sentence: str
    source: str


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
        )
    except KeyError as missing:
        raise ValueError(f"standards/{entry.name}.yaml: {entry.subject}: {missing} is missing") from None
