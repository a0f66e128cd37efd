"""Are the rows of every record type outside of the thread such that they can be linked and reckoned with?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import cast

from suluh.checking.lookups import Lookups, Rule
from suluh.checking.standard_tables import TablesOf, records_of, walk_tables
from suluh.checking.thread_rows import check_rows
from suluh.record_types import load_part, record_types
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.package import DataPackage
from suluh.vocabulary.threads import STANDARDS, Record


def check_records(packages: Iterable[DataPackage], tables_of: TablesOf, lookups: Lookups) -> list[Finding]:
    """Findings about tables that follow a standard: agencies and codes in all, then each type's own rules.

    Columns that are not public are not looked at, so that no figure made of them is told.
    """
    tables = walk_tables(packages, tables_of, record_types())
    parts = [(places, records_of(places)) for places in tables]
    by_standard: dict[str, list[Record]] = {}
    for places, records in parts:
        by_standard.setdefault(places.resource.standar, []).extend(records)
    lookups = replace(lookups, records=by_standard)
    findings: list[Finding] = []
    for places, records in parts:
        record_type = record_types()[places.resource.standar]
        if record_type.refers and record_type.name not in STANDARDS:
            findings += check_rows(records, places, lookups.agencies)
        if record_type.rules:
            rule = cast(Rule, load_part(record_type.rules))
            found = rule(records, places, lookups)
            findings += [finding for finding in found if _is_about_the_read(finding, records)]
    return findings


def _is_about_the_read(finding: Finding, records: Sequence[Record]) -> bool:
    """Whether a finding is about a column that was read: those that are not public read as empty."""
    return not finding.place.field or any(
        finding.place.field in record.source.columns for record in records[:1]
    )
