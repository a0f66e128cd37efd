"""Formulas of achievement, as data: `standards/formulas/capaian.yaml` names each with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from suluh.reading.standards import load_standard_file

FORMULAS_FILE = "formulas/capaian"


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


@cache
def load_formulas() -> Mapping[str, Formula]:
    """The formulas by the word of the column `rumus`, from `standards/formulas/capaian.yaml`."""
    stated = load_standard_file(FORMULAS_FILE)["formulas"]
    return {
        name: Formula(
            name=name,
            title=one["title"],
            arah=one["arah"],
            top=(one["top"]["R"], one["top"]["T"]),
            bottom=(one["bottom"]["R"], one["bottom"]["T"]),
            sentence=one["sentence"],
            source=one["source"],
        )
        for name, one in stated.items()
    }
