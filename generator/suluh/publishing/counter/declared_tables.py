"""A table as the counter's script is told of it: columns, keys and what its record type asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from suluh.checking.references import REGION_PACKAGE
from suluh.reading.schemas import fields_match
from suluh.reading.standard_definitions import define_standard
from suluh.reading.standard_list import list_standards, load_standard
from suluh.vocabulary.package import Field, ForeignKey, Klasifikasi, Resource, Schema
from suluh.vocabulary.standards import REGIONS, Role, Standard

ListName = Callable[[ForeignKey], str]
"""Names the list of codes that a key points to; empty where none is lent."""


def describe_table(
    resource: Resource, list_name: ListName = lambda key: "", *, unit: str = ""
) -> dict[str, Any]:
    """The declaration of one table as JSON has it. Whoever publishes it gives public columns alone.

    `unit` is the package's, for columns that state none.
    """
    described: dict[str, Any] = {
        "name": resource.name,
        "format": resource.format,
        "encoding": resource.encoding,
        "dialect": dict(resource.dialect),
        "closed": resource.klasifikasi is not Klasifikasi.PUBLIK,
        "unit": unit,
        **describe_schema(resource.schema, list_name),
    }
    if resource.standar in list_standards():
        described |= _describe_standard(resource)
    return described


def describe_schema(schema: Schema, list_name: ListName = lambda key: "") -> dict[str, Any]:
    """Columns and keys of a table."""
    return {
        "fieldsMatch": fields_match(schema),
        "fields": [_describe_field(field) for field in schema.fields],
        "primaryKey": list(schema.primary_key),
        "uniqueKeys": [list(key) for key in schema.unique_keys],
        "foreignKeys": [_describe_key(key, list_name) for key in schema.foreign_keys],
        "states": [
            {"name": state.name, "of": state.of, "words": dict(state.words)} for state in schema.states
        ],
    }


def _describe_field(field: Field) -> dict[str, Any]:
    """A column; what is as usual is left out."""
    raw = field.descriptor
    described: dict[str, Any] = {
        "name": field.name,
        "type": field.type,
        "title": field.title if field.title != field.name else "",
        "description": field.description,
        "format": field.format,
        "missing": [missing.value for missing in field.missing_values],
        "constraints": dict(field.constraints),
        "decimalChar": field.decimal_char if field.decimal_char != "." else "",
        "groupChar": field.group_char,
        "unit": field.satuan,
        "trueValues": _texts(raw.get("trueValues")),
        "falseValues": _texts(raw.get("falseValues")),
        "categories": raw.get("categories") if isinstance(raw.get("categories"), list) else None,
        "closed": field.klasifikasi is not Klasifikasi.PUBLIK,
        "stated": "decimalChar" in raw or "groupChar" in raw,
        "formulas": raw.get("boleh_rumus") is True,
    }
    kept = {name: value for name, value in described.items() if value not in ("", None, False, {})}
    return {**kept, "bare": False} if raw.get("bareNumber", True) is False else kept


def _texts(stated: object) -> list[str] | None:
    return [str(entry) for entry in stated] if isinstance(stated, list) else None


def _describe_key(key: ForeignKey, list_name: ListName) -> dict[str, Any]:
    described = {
        "fields": list(key.fields),
        "package": key.package,
        "resource": key.resource,
        "referenceFields": list(key.reference_fields),
        "list": "" if key.package == REGION_PACKAGE else list_name(key),
    }
    return {name: value for name, value in described.items() if value}


def _describe_standard(resource: Resource) -> dict[str, Any]:
    """What a record type asks for beyond the descriptor: its regions, its years, its rules of cells."""
    standard = define_standard(resource.standar)
    stated = {(key.fields, key.package) for key in resource.schema.foreign_keys}
    keys = [
        _describe_key(
            ForeignKey(key.fields, REGION_PACKAGE, REGION_PACKAGE, key.reference_fields), lambda _: ""
        )
        for key in standard.references
        if len(key.fields) == 1 and key.resource == REGIONS and (key.fields, REGION_PACKAGE) not in stated
    ]
    described = {"standard": resource.standar, "standardKeys": keys, "years": _years_of(standard)}
    rules = [
        {"column": column["name"], "name": name, "limit": limit}
        for column in load_standard(resource.standar)["fields"]
        if (field := resource.schema.field_named(column["name"])) is not None
        for name, limit in column.get("constraints", {}).items()
        if field.constraints.get(name) != limit
    ]
    return {**{name: value for name, value in described.items() if value}, "standardRules": rules}


def _years_of(standard: Standard) -> dict[str, Any] | None:
    column = next((time for time in standard.of_role(Role.TIME) if time.type == "year"), None)
    if column is None or (standard.since is None and standard.until is None):
        return None
    return {"column": column.name, "since": standard.since, "until": standard.until, "title": standard.title}
