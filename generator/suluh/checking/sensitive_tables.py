"""Tables of sensitive subjects whose small counts of people would go out as they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from suluh.checking.counted_people import SmallCounts, list_small_counts
from suluh.checking.reviewed_tables import ReviewedTable, list_idle, read_reviewed_tables
from suluh.checking.standard_tables import TablesOf
from suluh.reading.disclosure_keys import disclosure_of
from suluh.reading.sensitive_topics import list_topics
from suluh.vocabulary.findings import Finding, Place, Severity
from suluh.vocabulary.package import DataPackage, Klasifikasi, Resource, Table
from suluh.vocabulary.settings import Settings


@dataclass(frozen=True, slots=True)
class _Open:
    """A table's small counts that no rule closes, and those that one closes under a lower threshold."""

    open: tuple[SmallCounts, ...]
    lower: tuple[SmallCounts, ...]


def check_sensitive_tables(
    packages: Iterable[DataPackage], tables_of: TablesOf, settings: Settings
) -> list[Finding]:
    """K112 for open small counts of people about a sensitive subject, K113 for others, one for each table."""
    reviewed, findings = read_reviewed_tables(settings)
    used: set[ReviewedTable] = set()
    for package in packages:
        if package.klasifikasi is not Klasifikasi.PUBLIK:
            continue
        tables = tables_of(package)
        for resource in package.resources:
            if resource.klasifikasi is not Klasifikasi.PUBLIK or resource.name not in tables:
                continue
            words = [
                reviewed_table
                for reviewed_table in reviewed
                if (reviewed_table.folder, reviewed_table.resource) == (package.folder, resource.name)
            ]
            found = _find_open(package, resource, tables[resource.name])
            used |= {
                reviewed_table
                for reviewed_table in words
                if any(small.column in reviewed_table.columns for small in found.open)
            }
            columns = {name for reviewed_table in words for name in reviewed_table.columns}
            left = [small for small in found.open if small.column not in columns]
            findings += _tell_open(package, resource, left)
            findings += [_tell_lower(package, resource, small) for small in found.lower]
    return findings + list_idle(reviewed, used, settings)


def _find_open(package: DataPackage, resource: Resource, table: Table) -> _Open:
    disclosure = disclosure_of(package, resource)
    if disclosure is None or disclosure.aggregation is not None:
        return _Open((), ())  # kept back by K104, or rows that nobody sees
    rule = disclosure.suppression
    measures = rule.measures if rule is not None else ()
    threshold = rule.threshold if rule is not None else 0
    counts = [
        small_counts
        for small_counts in list_small_counts(package, resource, table, measures)
        if small_counts.column not in disclosure.dropped
    ]
    return _Open(
        tuple(small_counts for small_counts in counts if small_counts.column not in measures),
        tuple(
            small_counts
            for small_counts in counts
            if small_counts.column in measures and small_counts.topic and threshold < small_counts.threshold
        ),
    )


def _tell_open(package: DataPackage, resource: Resource, counts: list[SmallCounts]) -> list[Finding]:
    """One finding for a table: the sensitive columns alone where there are any."""
    sensitive = [small_counts for small_counts in counts if small_counts.topic]
    counts = sensitive or counts
    if not counts:
        return []
    first = counts[0]
    names = [small_counts.column for small_counts in counts]
    details = {
        "daftar": ", ".join(f"{small_counts.column} ({small_counts.count})" for small_counts in counts),
        "kolom_tekan": ", ".join(names),
        "dimensi": ", ".join(_list_dimensions(resource, names)) or "-",
        "ambang": str(first.threshold),
        "terbesar": str(first.threshold - 1),
        "dataset": package.folder,
        "tabel": resource.name,
    }
    place = Place(package.descriptor_path, resource.name, field=first.column)
    if not first.topic:
        return [Finding("K113", place, Severity.WARNING, details=details)]
    topic = list_topics()[first.topic]
    details |= {"topik": topic.name, "kata": first.word, "dasar": "; ".join(topic.basis)}
    return [Finding("K112", place, details=details)]


def _tell_lower(package: DataPackage, resource: Resource, small: SmallCounts) -> Finding:
    topic = list_topics()[small.topic]
    details = {"topik": topic.name, "kata": small.word, "ambang": str(small.threshold)}
    place = Place(package.descriptor_path, resource.name, field=small.column)
    return Finding("K114", place, Severity.WARNING, details=details)


def _list_dimensions(resource: Resource, measures: Iterable[str]) -> list[str]:
    """The columns that tell the rows apart: the primary key, else whatever is no number."""
    known = set(measures)
    keys = [name for name in resource.schema.primary_key if name not in known]
    return keys or [
        field.name
        for field in resource.schema.fields
        if field.klasifikasi is Klasifikasi.PUBLIK and not field.is_number and field.name not in known
    ]
