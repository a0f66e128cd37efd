"""The variables that villages report, from `standards/profil/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from suluh.reading.decree_files import YEARS_KEPT, entries_in_force, newest_entries
from suluh.vocabulary.decrees import Decree

_WHERE = ("profil", "variabel", "variables")


@dataclass(frozen=True, slots=True)
class Variable:
    """What villages report: its name, unit and group; `adds_up` says whether sums mean anything."""

    code: str
    name: str
    unit: str
    group: str
    adds_up: bool = True


@lru_cache(maxsize=YEARS_KEPT)
def load_variables(year: int | None = None) -> Mapping[str, Variable]:
    """The variables in force in a year by code, in the order of the lists; without a year all, the newest."""
    found = newest_entries(*_WHERE) if year is None else entries_in_force(*_WHERE, year)
    return {code: _read_variable(entry) for code, entry in found.items()}


def _read_variable(entry: Decree) -> Variable:
    stated = entry.content
    return Variable(
        code=entry.subject,
        name=str(stated["name"]),
        unit=str(stated["unit"]),
        group=str(stated["group"]),
        adds_up=bool(stated.get("adds_up", True)),
    )
