"""Cells that two editions of a table give away together: what one of them closes the other one shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from suluh.checking.derivable_numbers import follows_by_line
from suluh.clearing.classification import clear_package
from suluh.history.snapshots import Snapshot
from suluh.reading.disclosure_keys import disclosure_of
from suluh.vocabulary.cells import read_cell
from suluh.vocabulary.figures import State
from suluh.vocabulary.findings import Finding, Place, Severity
from suluh.vocabulary.package import DataPackage, Resource, Table, ValidPackage

_Place = tuple[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class _Told:
    """Whether an edition closes a number; as submitted, where rows are still those that were submitted."""

    closed: bool
    submitted: str | None
    number: Decimal | None = None


def find_given_away(base: Snapshot, head: Snapshot, name: str) -> Iterator[Finding]:
    """V013 for each table with numbers that stayed the same and are closed in one of two editions alone."""
    package = head.packages.get(name)
    if package is None or name not in base.packages:
        return
    if not any(_dimensions_of(package, resource) for resource in package.resources):
        return
    before, after = _read_edition(base, name, package), _read_edition(head, name, package)
    for resource in package.resources:
        first, second = before.get(resource.name, {}), after.get(resource.name, {})
        given = [place for place in first.keys() & second.keys() if _is_given(first[place], second[place])]
        columns = {column for _, column in given}
        for entry, other in ((first, second), (second, first)):
            lines = _find_lines(entry, other)
            given += [place for place in lines if place not in given]
            columns |= {f"{column} ({shown})" for place, shown in lines.items() for column in place[1:]}
        if given:
            details = {"jumlah": str(len(given)), "daftar": ", ".join(sorted(columns))}
            place = Place(package.descriptor_path, resource.name)
            yield Finding("V013", place, Severity.WARNING, value=name, details=details)


def _is_given(first: _Told, second: _Told) -> bool:
    known = first.submitted is not None and second.submitted is not None
    return first.closed != second.closed and (not known or first.submitted == second.submitted)


def _find_lines(first: Mapping[_Place, _Told], second: Mapping[_Place, _Told]) -> dict[_Place, str]:
    """Numbers that the first closes and another column of the second tells, as a rate or a multiple does."""
    found: dict[_Place, str] = {}
    shown = _by_column(second, lambda told: not told.closed)
    closing = {column for (_, column), told in first.items() if told.closed}
    for column, ours in _by_column(first, lambda told: True).items():
        for other, theirs in shown.items() if column in closing else ():
            if other == column or not follows_by_line(ours, theirs):
                continue
            places = [(key, column) for key in theirs if (key, column) in first]
            found |= {place: other for place in places if first[place].closed}
    return found


def _by_column(
    edition: Mapping[_Place, _Told], wanted: Callable[[_Told], bool]
) -> dict[str, dict[tuple[str, ...], Decimal]]:
    columns: dict[str, dict[tuple[str, ...], Decimal]] = {}
    for (key, column), told in edition.items():
        if told.number is not None and wanted(told):
            columns.setdefault(column, {})[key] = told.number
    return columns


def _dimensions_of(package: DataPackage, resource: Resource) -> tuple[str, ...]:
    disclosure = disclosure_of(package, resource)
    rule = disclosure.suppression if disclosure is not None else None
    return rule.dimensions if rule is not None else ()


def _read_edition(snapshot: Snapshot, name: str, latest: DataPackage) -> dict[str, Mapping[_Place, _Told]]:
    """By resource and place, as the latest rules know them, what the edition tells of every number."""
    package = snapshot.packages[name]
    tables = snapshot.store().tables_of(package)
    if len(tables) < len(package.resources):
        return {}
    cleared = clear_package(ValidPackage(package, tables))
    found: dict[str, Mapping[_Place, _Told]] = {}
    for resource in cleared.package.resources if cleared is not None else ():
        named = next(
            (other_resource for other_resource in latest.resources if other_resource.name == resource.name),
            None,
        )
        dimensions = _dimensions_of(latest, named) if named is not None else ()
        table = cleared.tables[resource.name] if cleared is not None else Table((), [])
        if dimensions and set(dimensions) <= set(table.header):
            found[resource.name] = _read_table(resource, table, tables[resource.name], dimensions)
    return found


def _read_table(
    resource: Resource, table: Table, submitted: Table, dimensions: tuple[str, ...]
) -> dict[_Place, _Told]:
    keys = list(zip(*map(table.column, dimensions), strict=True))
    same_rows = len(submitted.rows) == len(table.rows)
    found: dict[_Place, _Told] = {}
    for field in resource.schema.fields:
        if not field.is_number or field.name in dimensions or field.name not in table.header:
            continue
        known = same_rows and field.name in submitted.header
        originals = submitted.column(field.name) if known else [None] * len(keys)
        for key, text, original in zip(keys, table.column(field.name), originals, strict=True):
            state = read_cell(field, text).state
            if state in (State.NILAI, State.DIRAHASIAKAN):
                number = read_cell(field, text if original is None else original).value
                found[key, field.name] = _Told(state is State.DIRAHASIAKAN, original, number)
    return found
