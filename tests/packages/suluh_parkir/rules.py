"""More places in use than there are cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from suluh.checking.lookups import Lookups
from suluh.checking.places import Places
from suluh.checking.thread_rows import fail_cell
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.threads import Record


def check_places(records: Sequence[Record], places: Places, lookups: Lookups) -> Iterator[Finding]:
    """Z001 for each row that says so."""
    for record in records:
        used, there = record.number("terpakai"), record.number("petak")
        if used is not None and there is not None and used > there:
            yield fail_cell("Z001", record, "terpakai", places, petak=str(there))
