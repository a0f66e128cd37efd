"""Declared grounds: why persons, numbers or addresses of a table may be public, as the walidata stated it.

Unlike a waiver a ground covers whatever values come later, so it names its columns one by one, and covers
only what its kind may: never a citizen's number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from suluh.checking.identity_numbers import load_rules
from suluh.reading.packages import DESCRIPTOR_NAMES
from suluh.reading.safe_yaml import line_of
from suluh.vocabulary.findings import Finding

GROUND_KEYS = ("jenis", "path", "kolom", "di_samping", "alasan", "sampai")
_OF_TABLES = ("I011", "I014", "I023")
_SHORTEST_REASON = 10


@dataclass(frozen=True, slots=True)
class Ground:
    """One declared ground for `kolom` of one file, with the columns that may stand beside it."""

    jenis: str
    path: str
    kolom: str
    di_samping: frozenset[str]
    sampai: date
    line: int | None

    def covers(self, finding: Finding) -> bool:
        """Whether the finding is about columns that the ground names, and of a kind that it covers."""
        rules = load_rules()["dasar"][self.jenis]
        if not self._is_about(finding.place.path, finding.code) or finding.code not in rules["temuan"]:
            return False
        columns = {self.kolom} | self.di_samping
        if finding.code in _OF_TABLES:
            told = _columns_of(finding)
            return self.kolom in told and told <= columns
        if finding.code == "I010" and finding.details.get("arti") not in rules["kolom"]:
            return False
        return finding.place.field in columns

    def _is_about(self, path: str, code: str) -> bool:
        """Whether the file is the ground's own, or the descriptor that declares its columns."""
        folder, _, name = path.rpartition("/")
        described = code == "I010" and name in DESCRIPTOR_NAMES and folder == self.path.rpartition("/")[0]
        return path == self.path or described


def read_ground(entry: Mapping[str, Any]) -> Ground | None:
    """The ground that an entry of `dasar` states; None where it is not whole."""
    beside = entry.get("di_samping", [])
    texts = [entry.get(key) for key in GROUND_KEYS if key != "di_samping"]
    if set(entry) - set(GROUND_KEYS) or not all(isinstance(text, str) and text for text in texts):
        return None
    if not isinstance(beside, list) or not all(isinstance(item, str) for item in beside):
        return None
    if entry["jenis"] not in load_rules()["dasar"] or len(entry["alasan"].strip()) < _SHORTEST_REASON:
        return None
    try:
        until = date.fromisoformat(entry["sampai"])
    except ValueError:
        return None
    where = line_of(entry, "jenis")
    return Ground(entry["jenis"], entry["path"], entry["kolom"], frozenset(beside), until, where)


def columns_of(finding: Finding) -> list[str]:
    """Names of the columns that a finding is about: first the one that a declared ground has to name."""
    if finding.code not in _OF_TABLES:
        return [finding.place.field]
    first = finding.place.field or str(finding.details.get("kolom_orang", "")).split(", ")[0]
    return [first, *sorted(_columns_of(finding) - {first})]


def _columns_of(finding: Finding) -> set[str]:
    """Names of all columns that a finding about a table tells of."""
    people = str(finding.details.get("kolom_orang", "")).split(", ")
    beside = (part.rpartition(" (")[0] for part in str(finding.details.get("kolom_data", "")).split("), "))
    return {person for person in (*people, *beside) if person}
