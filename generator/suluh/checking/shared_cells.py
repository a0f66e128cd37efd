"""Numbers that one dataset closes and another one publishes: the same column, places and values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from suluh.checking.standard_tables import TablesOf
from suluh.reading.disclosure_keys import disclosure_of
from suluh.vocabulary.cells import read_cell
from suluh.vocabulary.disclosure import Suppression
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.package import DataPackage, Klasifikasi, Resource, Table

Cells = Mapping[tuple[str, ...], Decimal]
FEWEST, SHARE = 2, Decimal("0.8")
"""So many values must coincide, and such a part of those at the same places, to be the same numbers."""


@dataclass(frozen=True, slots=True)
class _Closed:
    """A column that a dataset closes, by its dimensions, and its cells as submitted."""

    package: DataPackage
    measure: str
    dimensions: tuple[str, ...]
    cells: Cells


def check_shared_cells(packages: Iterable[DataPackage], tables_of: TablesOf) -> list[Finding]:
    """K110 for each column that gives away what a rule of another dataset closes."""
    packages = list(packages)
    closed = [closed for package in packages for closed in _list_closed(package, tables_of)]
    findings: list[Finding] = []
    for package in packages if closed else ():
        for resource in package.resources:
            others = [other_closed for other_closed in closed if other_closed.package is not package]
            findings += _check_resource(package, resource, others, tables_of)
    return findings


def _list_closed(package: DataPackage, tables_of: TablesOf) -> Iterator[_Closed]:
    for resource in package.resources:
        rule = _suppression_of(package, resource)
        table = tables_of(package).get(resource.name) if rule is not None else None
        if rule is None or table is None:
            continue
        for measure in rule.measures:
            cells = _read_cells(resource, table, measure, rule.dimensions)
            if cells:
                yield _Closed(package, measure, rule.dimensions, cells)


def _suppression_of(package: DataPackage, resource: Resource) -> Suppression | None:
    disclosure = disclosure_of(package, resource)
    return disclosure.suppression if disclosure is not None else None


def _check_resource(
    package: DataPackage, resource: Resource, closed: Iterable[_Closed], tables_of: TablesOf
) -> Iterator[Finding]:
    if _suppression_of(package, resource) is not None:
        return
    for other_closed in closed:
        field = resource.schema.field_named(other_closed.measure)
        table = tables_of(package).get(resource.name)
        if field is None or field.klasifikasi is not Klasifikasi.PUBLIK or table is None:
            continue
        if _coincide(
            other_closed.cells, _read_cells(resource, table, other_closed.measure, other_closed.dimensions)
        ):
            place = Place(package.descriptor_path, resource.name, field=other_closed.measure)
            yield Finding("K110", place, details={"lain": other_closed.package.folder})


def _read_cells(resource: Resource, table: Table, measure: str, dimensions: tuple[str, ...]) -> Cells:
    """Values by place; none where the table has not all of the columns, or two rows for one place."""
    field = resource.schema.field_named(measure)
    if field is None or not field.is_number or not {measure, *dimensions} <= set(table.header):
        return {}
    keys = list(zip(*(table.column(name) for name in dimensions), strict=True))
    if len(set(keys)) != len(keys):
        return {}
    values = (read_cell(field, text).value for text in table.column(measure))
    return {key: value for key, value in zip(keys, values, strict=True) if value is not None}


def _coincide(closed: Cells, shown: Cells) -> bool:
    common = closed.keys() & shown.keys()
    same = sum(closed[key] == shown[key] for key in common)
    return same >= FEWEST and same >= SHARE * len(common)
