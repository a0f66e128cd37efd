"""Are the rows of every record type outside of the thread such that they can be linked and reckoned with?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

from suluh.checking.lookups import Lookups, Rule
from suluh.checking.places import Places
from suluh.checking.thread_rows import check_rows
from suluh.record_types import load_part, record_types
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.package import DataPackage, Resource, Table
from suluh.vocabulary.thread_book import read_following
from suluh.vocabulary.threads import STANDARDS, Record

_TablesOf = Callable[[DataPackage], Mapping[str, Table]]
_Part = tuple[Places, Sequence[Record]]


def check_records(packages: Iterable[DataPackage], tables_of: _TablesOf, lookups: Lookups) -> list[Finding]:
    """Findings about tables that follow a standard: agencies and codes in all, then each type's own rules.

    Columns that are not public are not looked at, so that no figure made of them is told.
    """
    parts = list(_read_parts(packages, tables_of))
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


def _read_parts(packages: Iterable[DataPackage], tables_of: _TablesOf) -> Iterator[_Part]:
    standards = record_types().keys()
    seen: set[str] = set()
    for package in packages:
        # A name taken twice is told elsewhere; here its rows would be told in the wrong table.
        if package.name in seen or not any(resource.standar in standards for resource in package.resources):
            continue
        seen.add(package.name)
        tables = tables_of(package)
        for resource in package.resources:
            if resource.standar in standards and resource.name in tables:
                yield _read_part(package, resource, tables[resource.name])


def _read_part(package: DataPackage, resource: Resource, table: Table) -> _Part:
    records = read_following(package, {resource.name: table}, (resource.standar,))
    return Places(package, resource, table), tuple(records)
