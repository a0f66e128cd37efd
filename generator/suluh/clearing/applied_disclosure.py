"""A package's rules of disclosure, applied before anything downstream sees a value.

`disclose` turns a valid package into one whose treated columns hold what may be published, and say
so. Values that a rule treats stand in columns that are `terbatas`; of a column that is `rahasia`
nothing ever comes out. What cannot be treated as told is left as it was: not public.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import repeat

from suluh.clearing.closed_cells import Closed, close_cells
from suluh.clearing.treatments import generalise, mask
from suluh.reading.disclosure_keys import disclosure_of, list_unguarded, load_rules
from suluh.vocabulary.cells import read_cell
from suluh.vocabulary.columns import distinct_of, join_columns, rewrite
from suluh.vocabulary.disclosure import Aggregation, Disclosure, Suppression
from suluh.vocabulary.figures import State
from suluh.vocabulary.package import (
    Field,
    Klasifikasi,
    MissingValue,
    Resource,
    Schema,
    Table,
    ValidPackage,
)
from suluh.vocabulary.reading_recipe import ReadingRecipe

VALUES_KEPT = 100_000
"""Distinct texts of a column that is added up whose values are known at a time."""


def disclose(valid: ValidPackage) -> ValidPackage | None:
    """The package as its rules leave it; None where a rule cannot be understood or is not enough."""
    treated = disclose_and_measure(valid)
    return treated[0] if treated is not None else None


def disclose_and_measure(valid: ValidPackage) -> tuple[ValidPackage, Closed | None] | None:
    """The same, with what is known of its closed cells; None in its place where no rule closes any."""
    rules: dict[str, Disclosure] = {}
    for resource in valid.package.resources:
        disclosure = disclosure_of(valid.package, resource)
        if disclosure is None:
            return None
        rules[resource.name] = disclosure
    if all(rule == Disclosure() for rule in rules.values()):
        return valid, None
    resources: list[Resource] = []
    tables = dict(valid.tables)
    for resource in valid.package.resources:
        table = tables.get(resource.name)
        if table is None or rules[resource.name] == Disclosure():
            resources.append(resource)
            continue
        resource, tables[resource.name] = _treat(resource, table, rules[resource.name])
        resources.append(resource)
    package = replace(valid.package, resources=tuple(resources))
    return _suppress(ValidPackage(package, tables), rules)


def _treat(resource: Resource, table: Table, disclosure: Disclosure) -> tuple[Resource, Table]:
    """Drop, mask, generalise, aggregate, in this order."""
    fields: list[Field] = []
    columns: list[Sequence[str]] = []
    for field in resource.schema.fields:
        if field.name in disclosure.dropped or field.name not in table.header:
            continue
        cells = table.column(field.name)
        if field.klasifikasi is not Klasifikasi.RAHASIA and field.name in disclosure.masked:
            cells = _treat_column(field, cells, disclosure)
            field = _treated(field, "string")
        elif field.klasifikasi is not Klasifikasi.RAHASIA and field.name in disclosure.generalised:
            cells = _treat_column(field, cells, disclosure)
            field = _treated(field, _type_of(disclosure.generalised[field.name].kind))
        fields.append(field)
        columns.append(cells)
    header = tuple(field.name for field in fields)
    rows = join_columns(table.rows, columns) if columns else []
    changed = Table(header, rows)
    if disclosure.aggregation is not None:
        fields, changed = _aggregate(fields, changed, disclosure.aggregation)
    schema = _schema_of(resource.schema, tuple(fields), disclosure)
    recipe = ReadingRecipe() if resource.recipe is not None else None  # that there is one, no more
    return replace(resource, schema=schema, turunan=None, recipe=recipe), changed


def _treat_column(field: Field, cells: Sequence[str], disclosure: Disclosure) -> Sequence[str]:
    """The cells as they may be read, each distinct one treated once."""
    return rewrite(cells, {text: _treat_value(field, text, disclosure) for text in distinct_of(cells)})


def _treat_value(field: Field, text: str, disclosure: Disclosure) -> str:
    """The value as it may be read; states stay what they are, and what cannot be treated is closed."""
    if read_cell(field, text).state is not State.NILAI and text in {
        missing_value.value for missing_value in field.missing_values
    }:
        return text
    if field.name in disclosure.masked:
        return mask(text, disclosure.masked[field.name])
    coarse = generalise(text, field, disclosure.generalised[field.name])
    return _mark_for(field) if coarse is None else coarse


def _treated(field: Field, kind: str) -> Field:
    """The column of the treated values: public, without what its old values allowed to be said."""
    rules = load_rules()
    mark = _mark_for(field)
    kept = ("konsep", "definisi", "satuan", "ukuran", "title", "description")
    note = " ".join(part for part in (field.description, rules["keterangan"]["umum"]) if part)
    return replace(
        field,
        type=kind,
        format="default",
        description=note,
        klasifikasi=Klasifikasi.PUBLIK,
        constraints={},
        missing_values=_with_mark(field, mark),
        descriptor={key: field.descriptor[key] for key in kept if key in field.descriptor},
    )


def _type_of(kind: str) -> str:
    return {"bulan": "yearmonth", "tahun": "year"}.get(kind, "string")


def _mark_for(field: Field) -> str:
    """The text of a closed cell: the column's own for `dirahasiakan`, else the usual one."""
    own = next(
        (
            missing_value.value
            for missing_value in field.missing_values
            if missing_value.label == State.DIRAHASIAKAN
        ),
        "",
    )
    usual: str = load_rules()["tanda"]
    taken = usual in {
        missing_value.value
        for missing_value in field.missing_values
        if missing_value.label != State.DIRAHASIAKAN
    }
    return own or (f"({usual})" if taken else usual)


def _with_mark(field: Field, mark: str) -> tuple[MissingValue, ...]:
    if mark in {missing_value.value for missing_value in field.missing_values}:
        return field.missing_values
    return (*field.missing_values, MissingValue(mark, State.DIRAHASIAKAN.value))


def _aggregate(fields: list[Field], table: Table, rule: Aggregation) -> tuple[list[Field], Table]:
    """One row for each combination of the dimensions, sorted; a sum over unknowns alone is unknown."""
    by_name = {field.name: field for field in fields}
    dimensions = [name for name in rule.dimensions if name in by_name]
    sums = [name for name in rule.sums if name in by_name]
    added = [by_name[name] for name in sums]
    keys = _keys_of(table, dimensions)
    counts = Counter(keys())
    totals = [_add(by_name[name], zip(keys(), table.column(name), strict=True)) for name in sums]
    rows = [
        (
            *key,
            *(_write_total(field, total.get(key)) for field, total in zip(added, totals, strict=True)),
            *([str(counts[key])] if rule.count else []),
        )
        for key in sorted(counts)
    ]
    kept = [by_name[name] for name in dimensions]
    kept += [_summed(by_name[name]) for name in sums]
    if rule.count:
        kept.append(
            Field(rule.count, "integer", title=rule.count.replace("_", " "), klasifikasi=Klasifikasi.PUBLIK)
        )
    return kept, Table(tuple(field.name for field in kept), rows)


def _keys_of(table: Table, dimensions: Sequence[str]) -> Callable[[], Iterator[tuple[str, ...]]]:
    """What gives the cells of each row in some columns, from the first row on."""
    if not dimensions:
        return lambda: repeat((), len(table.rows))
    columns = [table.column(name) for name in dimensions]
    return lambda: zip(*columns, strict=True)


def _add(field: Field, keyed: Iterable[tuple[tuple[str, ...], str]]) -> dict[tuple[str, ...], Decimal]:
    """The sum of each key's values; none for a key without one."""
    read = lru_cache(maxsize=VALUES_KEPT)(lambda text: read_cell(field, text).value)
    totals: dict[tuple[str, ...], Decimal] = {}
    for key, text in keyed:
        value = read(text)
        if value is not None:
            totals[key] = totals.get(key, Decimal(0)) + value
    return totals


def _write_total(field: Field, total: Decimal | None) -> str:
    if total is None:
        return field.missing_values[0].value if field.missing_values else ""
    return f"{total:f}"


def _summed(field: Field) -> Field:
    """A column of sums: public unless what was added is `rahasia`."""
    if field.klasifikasi is Klasifikasi.RAHASIA:
        return field
    return replace(
        _treated(field, field.type), decimal_char=".", group_char="", description=field.description
    )


def _schema_of(schema: Schema, fields: tuple[Field, ...], disclosure: Disclosure) -> Schema:
    """Keys hold on only where their columns are as they were; references to regions do anyway."""
    whole = {field.name for field in fields} - set(disclosure.masked) - set(disclosure.generalised)
    names = {field.name for field in fields}
    aggregated = disclosure.aggregation
    primary = aggregated.dimensions if aggregated else schema.primary_key
    return Schema(
        fields=fields,
        primary_key=primary if aggregated or whole.issuperset(primary) else (),
        unique_keys=() if aggregated else tuple(key for key in schema.unique_keys if whole.issuperset(key)),
        foreign_keys=tuple(
            key
            for key in schema.foreign_keys
            if whole.issuperset(key.fields) or (key.package == "wilayah" and names.issuperset(key.fields))
        ),
    )


def _suppress(
    valid: ValidPackage, rules: Mapping[str, Disclosure]
) -> tuple[ValidPackage, Closed | None] | None:
    """Small cells of all tables closed together, since they are read together."""
    stated = {
        name: disclosure.suppression
        for name, disclosure in rules.items()
        if disclosure.suppression is not None
    }
    if not stated:
        return valid, None
    if list_unguarded(valid.package, rules):
        return None
    resources = {resource.name: resource for resource in valid.package.resources}
    marked = {name: _mark_columns(resources[name], rule) for name, rule in stated.items()}
    closed = close_cells({name: (marked[name], valid.tables[name], rule) for name, rule in stated.items()})
    if closed is None:
        return None
    package = replace(
        valid.package,
        resources=tuple(marked.get(resource.name, resource) for resource in valid.package.resources),
    )
    return ValidPackage(package, {**valid.tables, **closed.tables}), closed


def _mark_columns(resource: Resource, rule: Suppression) -> Resource:
    """The resource with its measures public and the mark of a closed cell on every number."""
    words = load_rules()["keterangan"]
    note = words["tekan"].format(ambang=rule.threshold)
    if rule.dominance is not None:
        limits = {"paling_sedikit": rule.dominance.fewest, "persen": rule.dominance.percent}
        note = f"{note} {words['dominasi'].format(**limits)}"
    fields = []
    for field in resource.schema.fields:
        if field.is_number and field.name in rule.measures and field.klasifikasi is not Klasifikasi.RAHASIA:
            field = replace(
                _treated(field, field.type),
                description=f"{field.description} {note}".strip(),
                decimal_char=field.decimal_char,
                group_char=field.group_char,
            )
        elif field.is_number and field.name not in rule.dimensions:
            marked = _with_mark(field, _mark_for(field))
            field = replace(field, missing_values=marked, constraints={})
        fields.append(field)
    return replace(resource, schema=replace(resource.schema, fields=tuple(fields)))
