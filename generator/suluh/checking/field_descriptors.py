"""A column as frictionless is told of it: an allow-list of keys, values in the types it expects."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from suluh.vocabulary.package import Field

BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
LENGTH_LIMITS = ("minLength", "maxLength")
_FIELD_KEYS = (
    "format",
    "trueValues",
    "falseValues",
    "decimalChar",
    "groupChar",
    "bareNumber",
    "delimiter",
    "itemType",
)


def describe_field(field: Field) -> dict[str, Any]:
    """What frictionless is told of a field: an allow-list, values in the types it expects."""
    descriptor: dict[str, Any] = {"name": field.name, "type": field.type}
    descriptor |= {key: field.descriptor[key] for key in _FIELD_KEYS if key in field.descriptor}
    if descriptor.get("delimiter") == "":
        del descriptor["delimiter"]  # frictionless would fail at the first cell; `check_schema` tells of it
    if field.type != "number":
        descriptor.pop("decimalChar", None)
        descriptor.pop("groupChar", None)
    descriptor["missingValues"] = [missing.value for missing in field.missing_values]
    # A pattern is a stranger's, and frictionless would run it with `re`: `pattern_rules` does without it.
    descriptor["constraints"] = {
        name: constraint_value(field, name) for name in field.constraints if name != "pattern"
    }
    return descriptor


def constraint_value(field: Field, name: str) -> object:
    """A constraint in the type that frictionless compares with; YAML left decimals as text."""
    value = field.constraints[name]
    if name == "enum" and isinstance(value, list):
        return [_one_value(field, entry) for entry in value]
    if name in BOUNDS:
        return _one_value(field, value)
    if name in LENGTH_LIMITS and isinstance(value, str) and value.isdecimal():
        return int(value)
    return value


def _one_value(field: Field, value: object) -> object:
    if field.type == "number" and isinstance(value, str):
        try:
            return Decimal(value)
        except InvalidOperation:
            return value
    if field.type not in ("integer", "number", "year", "boolean") and isinstance(value, int):
        return str(value)
    return value
