"""Keys inside one table that frictionless accepts and does not enforce."""

from __future__ import annotations

from suluh.checking.alike_keys import find_alike
from suluh.checking.places import Places, is_missing, sole_columns
from suluh.vocabulary.columns import cells_of, places_of
from suluh.vocabulary.findings import MASK, Finding
from suluh.vocabulary.package import DataPackage, Klasifikasi, Resource, Table


def check_keys(package: DataPackage, resource: Resource, table: Table) -> list[Finding]:
    """Findings for empty cells in the primary key and for repeated `uniqueKeys`.

    As in SQL, a unique key with an empty cell repeats nothing.
    """
    places = Places(package, resource, table)
    columns = sole_columns(table, resource)
    findings: list[Finding] = []
    for name in resource.schema.primary_key:
        field = resource.schema.field_named(name)
        if field is None or name not in columns:
            continue
        if field.constraints.get("required"):
            continue
        cells = cells_of(table.rows, columns[name])
        for index in places_of(cells, {missing.value for missing in field.missing_values}):
            findings.append(places.note("T015", index, field, cells[index]))
    for key in resource.schema.unique_keys:
        if all(name in columns for name in key):
            findings += _find_repeats(key, columns, places)
    return findings


def _find_repeats(key: tuple[str, ...], columns: dict[str, int], places: Places) -> list[Finding]:
    schema = places.resource.schema
    fields = [field for name in key if (field := schema.field_named(name)) is not None]
    public = all(field.klasifikasi is Klasifikasi.PUBLIK for field in fields)
    first: dict[tuple[str, ...], int] = {}
    findings: list[Finding] = []
    parts = [cells_of(places.table.rows, columns[name]) for name in key]
    alike = find_alike(parts)
    for index in alike:
        cells = tuple(part[index] for part in parts)
        if any(is_missing(cell, field) for cell, field in zip(cells, fields, strict=True)):
            continue
        earlier = first.setdefault(cells, index)
        if earlier < index:
            details = {"kunci": ", ".join(key), "baris_lain": str(places.row_number(earlier))}
            value = ", ".join(cells) if public else MASK
            findings.append(Finding("T020", places.of_cell(index, key[0]), value=value, details=details))
    return findings
