"""Which form the codes of a budget year have, from `standards/versions/nomenklatur.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from suluh.reading.standards import load_standard_file


@dataclass(frozen=True, slots=True)
class NomenclatureVersion:
    """A decree on the nomenclature: `digits` of a code's last part, from budget year `first_year` on."""

    name: str
    date: str
    first_year: int
    digits: int


@cache
def load_versions() -> tuple[NomenclatureVersion, ...]:
    """All decrees, oldest first."""
    stated = load_standard_file("versions/nomenklatur")["versions"]
    found = [
        NomenclatureVersion(one["name"], one["date"], one["first_year"], one["digits"]) for one in stated
    ]
    return tuple(sorted(found, key=lambda one: one.date))


def version_in_force(year: int) -> NomenclatureVersion | None:
    """The latest decree whose first budget year has come; None before the first."""
    return next((one for one in reversed(load_versions()) if one.first_year <= year), None)
