"""Rows that a submission and its target both changed since they parted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from suluh.history.snapshots import Snapshot, clear_dataset
from suluh.history.table_differences import State, changed_rows
from suluh.vocabulary.findings import Finding, Place, Severity
from suluh.vocabulary.package import ClearedPackage

ROWS_TOLD = 5
"""Rows changed on both sides that a finding names."""


@dataclass(frozen=True)
class Fork:
    """Where two revisions parted, and what was submitted; `merged` if the head is both brought together."""

    start: Snapshot
    submitted: Snapshot
    merged: bool


def find_overlaps(base: Snapshot, fork: Fork, names: Iterable[str]) -> Iterator[Finding]:
    """V009 for each dataset some of whose rows the base and the submission changed, each in its own way."""
    for name in sorted(names):
        found = [clear_dataset(snapshot, name)[0] for snapshot in (fork.start, base, fork.submitted)]
        cleared = [package for package in found if package is not None]
        if len(cleared) < len(found):
            continue
        keys = _overlapping_rows(*cleared)
        if keys:
            told = "; ".join(", ".join(key) for key in keys[:ROWS_TOLD])
            details = {
                "jumlah": str(len(keys)),
                "tujuan": base.revision.label,
                "baris": told + ("; …" if len(keys) > ROWS_TOLD else ""),
            }
            place = Place(fork.submitted.packages[name].descriptor_path)
            yield Finding("V009", place, Severity.WARNING, value=name, details=details)


def _overlapping_rows(*states: ClearedPackage) -> list[tuple[str, ...]]:
    """The rows that each pair of three states has differently, as they may be told."""
    found: list[tuple[str, ...]] = []
    for resource in states[0].package.resources:
        tables = [
            State(same, package.tables[same.name])
            for package in states
            for same in package.package.resources
            if same.name == resource.name
        ]
        if len(tables) == len(states):
            start, base, submitted = tables
            theirs = changed_rows(start, base)
            both = theirs.keys() & changed_rows(start, submitted).keys()
            both &= changed_rows(base, submitted).keys() if both else set()
            found += [theirs[key] for key in sorted(both)]
    return found
