"""The indices that institutions are graded by, from `standards/indices/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from suluh.reading.decree_files import newest_entries
from suluh.reading.ladders import load_ladders
from suluh.vocabulary.decrees import ALWAYS, is_within
from suluh.vocabulary.measures import Ladder


@dataclass(frozen=True, slots=True)
class Index:
    """An index: its name, its ladders, oldest first, and the code of the one that replaced it.

    `basis` is the regulation or the assessor that it stands on, in words; `since` and `until` are its
    years, 0 for an open end.
    """

    code: str
    name: str
    ladders: tuple[Ladder, ...] = ()
    basis: str = ""
    replaced_by: str = ""
    since: int = ALWAYS
    until: int = ALWAYS

    def covers(self, year: int) -> bool:
        """Whether institutions are graded by it in a year."""
        return is_within(year, self.since, self.until)


@cache
def load_indices() -> Mapping[str, Index]:
    """All indices by code, in the order of the lists. ValueError for one that replaces an unknown one."""
    entries = newest_entries("indices", "indeks", "indices")
    successors: dict[str, str] = {}
    for code, entry in entries.items():
        replaced = str(entry.content.get("replaces", ""))
        if replaced and replaced not in entries:
            raise ValueError(f"standards/{entry.name}.yaml: {code} replaces {replaced}, which is no index")
        successors[replaced] = code
    return {
        code: Index(
            code,
            str(entry.content["name"]),
            load_ladders().get(code, ()),
            str(entry.basis or entry.content.get("assessor", "")),
            successors.get(code, ""),
            entry.since,
            entry.until,
        )
        for code, entry in entries.items()
    }
