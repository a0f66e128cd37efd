"""A column as it is described when it goes out: its canonical form, and rules that speak that form.

No group sign, decimal sign, words for true or pattern of dates is left of how it was submitted, and every
bound, list and example is rewritten with the values. What a reader of Table Schema could not use is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from suluh.vocabulary.package import STATE_OF, Field, MissingValue
from suluh.vocabulary.typed_cells import AS_THEY_ARE, CellForm, Value, make_form, write_decimal

STATE_SUFFIX = "_keadaan"

BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
LENGTHS = ("minLength", "maxLength")
CONSTRAINTS = ("required", "unique", "enum", "pattern", *LENGTHS, *BOUNDS)

CONTENT_FORMATS = {
    "string": ("email", "uri", "uuid", "binary", "wkt"),
    "geojson": ("topojson",),
}
"""Formats that say what a text holds rather than how a value is written."""

WRITTEN_FORM = (
    "format",
    "bareNumber",
    "trueValues",
    "falseValues",
    "decimalChar",
    "groupChar",
    "floatNumber",
)
"""Keys of how a column was submitted, which no canonical column has."""

SAFE_INTEGER = 2**53 - 1
"""The largest whole number that every reader of JSON keeps."""

LAST_YEAR = 9999
"""Of the years that Table Schema knows."""

NO_VALUE = (MissingValue("", ""),)
"""An empty cell, about which another column says why."""

_RE2_ALONE = re.compile(r"\\[pPzCQEXR]|\\x\{|\[\[?:|\(\?(?!:|P<[A-Za-z_])|\\[WDSBb]|\\N|&&|--|~~|\|\|")


def canonical_field(field: Field, *, states_beside: bool = False) -> Field:
    """The column in its canonical form; `states_beside` where another one says why a cell is empty."""
    form = make_form(field)
    formats = CONTENT_FORMATS.get(field.type, ())
    descriptor = {key: value for key, value in field.descriptor.items() if key not in WRITTEN_FORM}
    for key, rewrite in (("example", _canonical_example), ("categories", _canonical_categories)):
        if key in descriptor and (stated := rewrite(field, form, descriptor.pop(key))) is not None:
            descriptor[key] = stated
    if not isinstance(descriptor.get("rdfType", ""), str):
        del descriptor["rdfType"]
    return replace(
        field,
        format=field.format if field.format in formats else "default",
        constraints=canonical_constraints(field, form),
        missing_values=NO_VALUE if states_beside else canonical_missing_values(field),
        decimal_char=".",
        group_char="",
        descriptor=descriptor,
    )


def state_field(field: Field, name: str) -> Field:
    """The column that says of each empty cell of another why it is empty; itself empty beside a value."""
    labels = list(dict.fromkeys(missing.label for missing in field.missing_values))
    return Field(
        name,
        title=f"Keadaan {field.title}" if field.title else "",
        klasifikasi=field.klasifikasi,
        constraints={"enum": labels},
        missing_values=NO_VALUE,
        descriptor={STATE_OF: field.name},
    )


def needs_states(field: Field) -> bool:
    """Whether an empty cell may have more than one reason, so that a column of states stands beside it.

    That goes by the description alone, never by the cells: all editions have the same columns. Texts keep
    their own words for it.
    """
    if field.type in ("string", "any") or field.constraints.get("required") is True:
        return False
    return len({missing.label for missing in field.missing_values}) > 1


def canonical_missing_values(field: Field) -> tuple[MissingValue, ...]:
    """Of texts, the first word for each state; of all others the empty cell alone, with its one state."""
    if field.type in ("string", "any"):
        first: dict[str, MissingValue] = {}
        for missing in sorted(field.missing_values, key=lambda entry: entry.value != ""):
            first.setdefault(missing.label, missing)
        return tuple(entry for entry in field.missing_values if entry in first.values())
    labels = {missing.label for missing in field.missing_values}
    return (MissingValue("", labels.pop()) if len(labels) == 1 else MissingValue(""),)


def canonical_constraints(field: Field, form: CellForm) -> dict[str, object]:
    """The rules of a column, their values in canonical form; those that no reader can use are left out."""
    rewritten: dict[str, object] = {}
    for key in CONSTRAINTS:
        if key not in field.constraints:
            continue
        stated = field.constraints[key]
        value: object = None
        if key in ("required", "unique"):
            value = stated if isinstance(stated, bool) else None
        elif key in LENGTHS:
            value = int(stated) if str(stated).isdecimal() else None
        elif key == "pattern":
            value = stated if is_common_pattern(stated) else None
        elif key == "enum":
            entries = stated if isinstance(stated, list) else []
            written = [_canonical_value(field, form, entry) for entry in entries]
            value = [entry for entry in written if entry is not None] or None
        else:
            value = _canonical_value(field, form, stated)
        if value is not None:
            rewritten[key] = value
    return rewritten


def is_common_pattern(pattern: object) -> bool:
    r"""Whether a pattern is written in what RE2 and other readers of patterns read alike.

    Ours are matched by RE2. Where `\p`, `[:alpha:]` or flags stand in it, others read something else.
    """
    if not isinstance(pattern, str) or _RE2_ALONE.search(pattern):
        return False
    try:
        re.compile(f"^{pattern}$")
    except (re.error, OverflowError, RecursionError):
        return False
    return True


def json_number(text: str) -> int | float | str:
    """A canonical number for JSON: a number where every reader keeps all of it, else its text."""
    value = Decimal(text)
    if value == value.to_integral_value() and abs(value) <= SAFE_INTEGER:
        return int(value)
    near = float(value)
    return near if Decimal(repr(near)) == value else text


def _canonical_value(field: Field, form: CellForm, stated: object) -> object:
    """A value of a rule as JSON has it in canonical form; None where it is none of the column's type."""
    if field.type in AS_THEY_ARE:
        texts = field.type in ("string", "duration")
        return str(stated) if texts and isinstance(stated, (int, Decimal)) else stated
    value = _read_stated(field, form, stated)
    if value is None or (isinstance(value, bool) and field.type != "boolean"):
        return None
    if isinstance(value, bool):
        return value
    if field.type in ("integer", "number", "year") and isinstance(value, (int, Decimal)):
        return json_number(write_decimal(Decimal(value)))
    return form.write(value)


def _read_stated(field: Field, form: CellForm, stated: object) -> Value | None:
    if isinstance(stated, bool):
        return stated if field.type == "boolean" else None
    if field.type in ("integer", "number", "year") and isinstance(stated, (int, float, str)):
        plain = make_form(Field(field.name, "integer" if field.type == "year" else field.type))
        found = plain.read(str(stated))
        if field.type == "year" and isinstance(found, int) and not 0 <= found <= LAST_YEAR:
            return None
        return form.read(str(stated)) if found is None else found
    return form.read(str(stated))


def _canonical_example(field: Field, form: CellForm, stated: object) -> object:
    """The example where it is surely one of the column's type; a reader refuses a descriptor with another."""
    if field.type in ("geojson", "duration") or field.format in CONTENT_FORMATS.get(field.type, ()):
        return None
    if field.type in ("string", "list"):
        return str(stated)
    if field.type in ("array", "object"):
        wanted = list if field.type == "array" else dict
        try:
            read = json.loads(stated) if isinstance(stated, str) else stated
        except (ValueError, RecursionError):
            return None
        return stated if isinstance(read, wanted) else None
    return _canonical_value(field, form, stated)


def _canonical_categories(field: Field, form: CellForm, stated: object) -> object:
    if not isinstance(stated, list):
        return None
    entries: list[object] = []
    for entry in stated:
        value = entry.get("value") if isinstance(entry, Mapping) else entry
        value = _canonical_value(field, form, value)
        if value is None:
            return None
        entries.append({**entry, "value": value} if isinstance(entry, Mapping) else value)
    return entries
