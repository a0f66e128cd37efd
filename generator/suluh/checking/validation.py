"""Frictionless over a text table: the only door through which frictionless enters.

It is given the cells as text and the declared schema, never a file, an address or a key to
another package. Its errors are mapped to our codes by their `type`; its notes quote cells and
are never passed on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import datetime, time
from functools import lru_cache
from typing import Any

import frictionless
from frictionless import Dialect, FrictionlessException, Schema
from frictionless import system as frictionless_system
from frictionless.resources import TableResource

from suluh.checking.column_proofs import CellReader, ReadColumn, find_unproven, read_column, read_texts
from suluh.checking.field_descriptors import BOUNDS, LENGTH_LIMITS, constraint_value, describe_field
from suluh.checking.pattern_cells import constraint_details, format_of
from suluh.checking.places import Places, is_missing, sole_columns
from suluh.checking.table_proofs import Proof, places_of_keys, prove_columns
from suluh.reading.patterns import is_safe_pattern
from suluh.vocabulary.columns import cells_of
from suluh.vocabulary.findings import MASK, Finding, Place
from suluh.vocabulary.limits import Limits
from suluh.vocabulary.package import DataPackage, Field, Klasifikasi, Resource, Table
from suluh.vocabulary.typed_cells import make_form, name_vagueness

CODES_OF_TYPES: Mapping[str, str] = {
    "blank-label": "T001",
    "blank-header": "T001",
    "duplicate-label": "T002",
    "extra-label": "T003",
    "missing-label": "T004",
    "incorrect-label": "T005",
    "unmatched-header": "T004",
    "extra-cell": "T008",
    "missing-cell": "T008",
    "blank-row": "T010",
    "type-error": "T011",
    "unique-error": "T013",
    "primary-key": "T014",
}
CODES_OF_CONSTRAINTS: Mapping[str, str] = {
    "required": "T012",
    "minimum": "T016",
    "maximum": "T016",
    "exclusiveMinimum": "T016",
    "exclusiveMaximum": "T016",
    "pattern": "T017",
    "enum": "T018",
    "minLength": "T019",
    "maxLength": "T019",
}
OTHER_CODE = "T030"
MOST_TOLD = 10_000
"""Errors told of one table: more say that something is wrong with all of it."""
_ROWS_BETWEEN = 1_000
"""Rows between two looks at the clock."""
DESCRIPTIONS_KEPT = 4_096
"""Descriptions of columns whose verdict is kept."""
_OTHER_ZONE = "zona?"
"""Stands for a time that cannot be compared with its bounds: it is of no type that frictionless knows."""
_WITHOUT_COMPARISON = ("list", "array", "object", "geojson")
"""Types whose values frictionless cannot compare, and which therefore tell no rows apart."""
_SCHEMA_VERSION = "https://datapackage.org/profiles/2.0/tableschema.json"


def check_schema(package: DataPackage, resource: Resource) -> list[Finding]:
    """Findings about fields that frictionless could not work with: constraints, patterns, formats."""
    findings: list[Finding] = []
    for field in resource.schema.fields:
        place = Place(package.descriptor_path, resource.name, field=field.name)
        if field.name in resource.schema.primary_key and field.type in _WITHOUT_COMPARISON:
            findings.append(Finding("P079", place, details={"jenis": f"@{field.type}", "field": field.name}))
        faults = _constraint_faults(field)
        for code, name in faults:
            details = {"batasan": name, "jenis": f"@{field.type}"}
            findings.append(Finding(code, place, details=details))
        if vague := name_vagueness(field):
            details = {"format": field.format, "kurang": f"@{vague}"}
            findings.append(Finding("P058", place, details=details))
        if faults:
            continue
        described = describe_field(field)
        empty = field.type == "list" and field.descriptor.get("delimiter") == ""
        note = "delimiter is empty" if empty else _refusal(_DescribedField(repr(described), described))
        if note:
            shown = note if field.klasifikasi is Klasifikasi.PUBLIK else MASK
            findings.append(Finding("P030", place, details={"catatan": shown}))
    return findings


def validate_table(
    package: DataPackage,
    resource: Resource,
    table: Table,
    limits: Limits | None = None,
    proof: Proof | None = None,
) -> list[Finding]:
    """Every error that frictionless finds in the table's declared columns, as findings.

    Columns of the `proof` are not read again.

    After `MOST_TOLD` of them T031 says so, and the rows below are not looked at; F307 says that the time
    for one table is used up. Columns that the
    header has not or has twice are left to the header's own check.
    """
    columns = sole_columns(table, resource)
    fields = [field for field in resource.schema.fields if field.name in columns]
    if not fields or not table.rows:
        return []
    places = Places(package, resource, table)
    schema = _frictionless_schema(fields, resource)
    if schema is None:
        return []  # check_schema has told why
    finder = _TwinFinder(resource, table)
    proof = proof or prove_columns(places, fields, columns, limits)
    patterns, clock = proof.patterns, proof.clock
    if clock.is_over:
        return clock.out_of_time(places.of_cell(0))
    findings: list[Finding] = []
    unproven = _find_unproven(schema, fields, columns, table, proof)
    if unproven is None:
        return clock.out_of_time(places.of_cell(0))
    looked_at = sorted({*unproven, *patterns.find_rows()})
    for number, (index, row) in enumerate(_read_rows(schema, fields, columns, table, looked_at)):
        found = _map_errors(row.errors, index, fields, schema, places=places, finder=finder)
        findings += [*found, *patterns.check_row(index, found)]
        late = clock.out_of_time(places.of_cell(index)) if number % _ROWS_BETWEEN == 0 else []
        if late:
            return [*findings, *late]
        left = len(table.rows) - index - 1
        if left and len(findings) >= MOST_TOLD:
            details = {"banyak": f"{len(findings)}", "baris": f"{left}"}
            return [*findings, Finding("T031", places.of_cell(index), details=details)]
    return findings


def _find_unproven(
    schema: Schema,
    fields: list[Field],
    columns: Mapping[str, int],
    table: Table,
    proof: Proof,
) -> list[int] | None:
    """Indices of rows that frictionless must look at, since its own readers do not prove them right.

    None where there was no time to read all columns.
    """
    read: list[ReadColumn] = []
    for field in fields:
        proved = proof.columns.get(field.name)
        if proved is not None:
            read.append(proved)
            continue
        cells = cells_of(table.rows, columns[field.name])
        told = schema.get_field(field.name)
        if field.type == "string" and field.format == "default" and not told.constraints:
            read.append(read_texts(cells, told.missing_values))
            continue
        column = read_column(cells, _make_reader(told, field), lambda: proof.clock.is_over)
        if column is None:
            return None
        read.append(column)
    return find_unproven(read, places_of_keys(fields, schema.primary_key))


@dataclass(slots=True)
class _TwinFinder:
    """Finds the earlier row with the same key text, for the sentence about a duplicate."""

    resource: Resource
    table: Table
    _first: dict[tuple[str, ...], dict[tuple[str, ...], int]] | None = None

    def earlier(self, names: tuple[str, ...], index: int) -> int | None:
        """Index of the first row with the same cells in the columns `names`, if it is before `index`."""
        if self._first is None:
            self._first = {}
        if names not in self._first:
            at = [self.table.header.index(name) for name in names]
            first: dict[tuple[str, ...], int] = {}
            for number, row in enumerate(self.table.rows):
                first.setdefault(tuple(row[number] for number in at), number)
            self._first[names] = first
        key = tuple(self.table.rows[index][self.table.header.index(name)] for name in names)
        found = self._first[names].get(key)
        return found if found is not None and found < index else None


def _read_rows(
    schema: Schema, fields: list[Field], columns: Mapping[str, int], table: Table, indices: Sequence[int]
) -> Iterator[tuple[int, Any]]:
    """Frictionless' rows for those of the table at `indices`, each with its index, in order."""
    if not indices:
        return
    at = [columns[field.name] for field in fields]
    prepared = [(place, do) for place, field in enumerate(fields) if (do := _make_preparation(field))]

    def cells() -> Iterator[list[str]]:
        yield [field.name for field in fields]
        for index in indices:
            row = table.rows[index]
            given = [row[place] for place in at]
            for place, prepare in prepared:
                given[place] = prepare(given[place])
            yield given

    # The header row is stated, because otherwise frictionless looks for a likelier one.
    resource = TableResource(
        name="tabel", data=cells, format="inline", schema=schema, dialect=Dialect(header_rows=[1])
    )
    with resource:
        yield from zip(indices, resource.row_stream, strict=True)


def _make_reader(told: frictionless.Field, field: Field) -> CellReader:
    """Frictionless' own reader of a column's cells, as prepared for it."""
    reader: CellReader = told.create_cell_reader()
    prepare = _make_preparation(field)
    return reader if prepare is None else lambda cell: reader(prepare(cell))


def _make_preparation(field: Field) -> Callable[[str], str] | None:
    """What is done with a cell before frictionless reads it; None where nothing is."""
    if field.type == "integer" and field.group_char:
        # Frictionless knows group signs in numbers, not in integers; `n.a.` is a mark, and no `na` grouped.
        marks = frozenset(missing.value for missing in field.missing_values)
        return lambda cell: cell if cell in marks else cell.replace(field.group_char, "")
    zones = _zones_of_bounds(field)
    if not zones:
        return None
    form = make_form(field)

    def with_comparable_zone(cell: str) -> str:
        # Frictionless fails where a bound has a zone and the cell has none, or the other way round.
        read = form.read(cell)
        odd = isinstance(read, (datetime, time)) and zones != {read.tzinfo is not None}
        return _OTHER_ZONE if odd else cell

    return with_comparable_zone


def _zones_of_bounds(field: Field) -> set[bool]:
    """Whether the bounds of a column of times have a zone; nothing where it has no bounds."""
    if field.type not in ("time", "datetime"):
        return set()
    read = make_form(field).read
    bounds = [read(str(field.constraints[name])) for name in BOUNDS if name in field.constraints]
    return {bound.tzinfo is not None for bound in bounds if isinstance(bound, (datetime, time))}


def _map_errors(
    errors: list[Any],
    index: int,
    fields: list[Field],
    schema: Schema,
    *,
    places: Places,
    finder: _TwinFinder,
) -> list[Finding]:
    findings: list[Finding] = []
    by_name = {field.name: field for field in fields}
    row = places.table.rows[index]
    constraints: dict[str, Iterator[str]] = {}
    for error in errors:
        code = CODES_OF_TYPES.get(error.type, OTHER_CODE)
        field = by_name.get(getattr(error, "field_name", ""))
        if error.type == "primary-key":
            findings += _primary_key_finding(index, places, finder)
            continue
        if field is None:
            findings.append(Finding(code, places.of_cell(index), details={"jenis_galat": error.type}))
            continue
        cell = row[places.table.header.index(field.name)]
        details = {"jenis": f"@{field.type}", "jenis_galat": error.type, "format": format_of(field)}
        if error.type == "constraint-error":
            if field.name not in constraints:
                constraints[field.name] = iter(_broken_constraints(schema, field, error.cell))
            name = next(constraints[field.name], "")
            code = CODES_OF_CONSTRAINTS.get(name, OTHER_CODE)
            details |= constraint_details(field, name)
        elif error.type == "unique-error":
            details |= _twin_details(finder.earlier((field.name,), index), places)
        findings.append(places.note(code, index, field, cell, **details))
    return findings


def _primary_key_finding(index: int, places: Places, finder: _TwinFinder) -> list[Finding]:
    names = places.resource.schema.primary_key
    fields = [places.resource.schema.field_named(name) for name in names]
    row = places.table.rows[index]
    cells = [row[places.table.header.index(name)] for name in names]
    if all(field is not None and is_missing(cell, field) for field, cell in zip(fields, cells, strict=True)):
        return []  # told as empty key cells
    public = all(field is not None and field.klasifikasi is Klasifikasi.PUBLIK for field in fields)
    details = {"kunci": ", ".join(names), **_twin_details(finder.earlier(names, index), places)}
    value = ", ".join(cells) if public else MASK
    return [Finding("T014", places.of_cell(index, names[0]), value=value, details=details)]


def _twin_details(index: int | None, places: Places) -> dict[str, str]:
    return {"baris_lain": "@earlier" if index is None else str(places.row_number(index))}


def _broken_constraints(schema: Schema, field: Field, cell: str) -> list[str]:
    """Names of the constraints that a cell breaks, in the order in which frictionless reports them."""
    _, notes = schema.get_field(field.name).read_cell(cell)
    return [name for name in notes or {} if name != "type"]


def _frictionless_schema(fields: list[Field], resource: Resource) -> Schema | None:
    names = {field.name for field in fields}
    primary = [name for name in resource.schema.primary_key if name in names]
    descriptor: dict[str, Any] = {
        "$schema": _SCHEMA_VERSION,
        "fields": [describe_field(field) for field in fields],
    }
    comparable = not any(field.name in primary and field.type in _WITHOUT_COMPARISON for field in fields)
    if primary and len(primary) == len(resource.schema.primary_key) and comparable:
        descriptor["primaryKey"] = primary
    if any(_constraint_faults(field) for field in fields):
        return None
    try:
        return Schema.from_descriptor(descriptor)
    except FrictionlessException:
        return None


def _constraint_faults(field: Field) -> list[tuple[str, str]]:
    """(code, constraint) of each constraint that cannot be used."""
    kind = frictionless_system.select_field_class(field.type)
    supported = [*kind.supported_constraints, *([] if field.type in _WITHOUT_COMPARISON else ["unique"])]
    faults: list[tuple[str, str]] = []
    for name in field.constraints:
        if name == "pattern" and name in supported:
            faults += [] if is_safe_pattern(field.constraints[name]) else [("P033", name)]
        elif name not in supported or not _is_usable(field, name):
            faults.append(("P019", name))
    return faults


def _is_usable(field: Field, name: str) -> bool:
    """Whether a constraint of the field's type has a value that cells can be compared with."""
    stated, value = field.constraints[name], constraint_value(field, name)
    if name in ("required", "unique"):
        return isinstance(stated, bool)
    if name in LENGTH_LIMITS:
        return isinstance(value, int) and not isinstance(value, bool)
    if name == "enum":
        return isinstance(stated, list) and bool(stated) and _is_readable(field, value)
    return name not in BOUNDS or _is_readable(field, value)


def _is_readable(field: Field, value: object) -> bool:
    """Whether frictionless reads every value of a bound or list as one of the field's own, and so do we."""
    if field.type in ("date", "time", "datetime"):
        read = make_form(field).read
        if any(read(str(entry)) is None for entry in (value if isinstance(value, list) else [value])):
            return False
    try:
        bare = frictionless.Field.from_descriptor(
            {"name": field.name, "type": field.type, "format": field.format}
        )
        reader = bare.create_value_reader()
        return all(reader(entry) is not None for entry in (value if isinstance(value, list) else [value]))
    except FrictionlessException:
        return True  # told by the field's own check


@dataclass(frozen=True, slots=True)
class _DescribedField:
    """A field as frictionless is told of it; two are the same that read the same."""

    text: str
    descriptor: Mapping[str, Any] = dataclass_field(compare=False)


@lru_cache(maxsize=DESCRIPTIONS_KEPT)
def _refusal(field: _DescribedField) -> str:
    """Why frictionless refuses a field's description, in its words; empty if it does not.

    Columns that are described alike, as those of a standard are, are judged once.
    """
    try:
        kind = frictionless.Schema.from_descriptor(
            {"$schema": _SCHEMA_VERSION, "fields": [dict(field.descriptor)]}
        )
        kind.get_field(field.descriptor["name"]).create_cell_reader()
    except FrictionlessException as error:
        reasons = error.reasons or [error.error]
        return "; ".join(reason.note for reason in reasons)
    return ""
