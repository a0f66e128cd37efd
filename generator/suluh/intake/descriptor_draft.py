"""A descriptor written anew: metadata, columns and keys as YAML that a clerk can read and go on with."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from suluh.intake.column_readings import ColumnReading
from suluh.vocabulary.package import ForeignKey
from suluh.vocabulary.yaml_text import quote_yaml

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_/.()-]*(?: [A-Za-z0-9_/.()-]+)*")
_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))


def draft_descriptor(metadata: Mapping[str, Any], resource: Mapping[str, Any]) -> str:
    """The descriptor as YAML; both mappings in the order in which they are to stand."""
    lines = [line for key, value in metadata.items() for line in _write(key, value, 0)]
    schema = resource["schema"]
    rest = {key: value for key, value in resource.items() if key != "schema"}
    lines += ["resources:"]
    for number, (key, value) in enumerate(rest.items()):
        lines.append(f"{'  - ' if number == 0 else '    '}{key}: {_inline(value)}")
    lines += ["    schema:", "      fields:"]
    for field in schema["fields"]:
        for number, (key, value) in enumerate(field.items()):
            lines.append(f"{'        - ' if number == 0 else '          '}{key}: {_inline(value)}")
    for key, value in schema.items():
        if key != "fields" and value:
            lines.append(f"      {key}: {_inline(value)}")
    return "\n".join([*lines, ""])


def describe_inferred(columns: Sequence[ColumnReading], titles: Mapping[str, str]) -> list[dict[str, Any]]:
    """Columns as a descriptor's fields: type, form of cells, unit, texts that stand for no value."""
    fields = []
    for column in columns:
        field: dict[str, Any] = {
            "name": column.name,
            "type": column.type,
            "title": titles.get(column.name) or make_title(column.name),
            **column.form,
        }
        if column.unit:
            field["satuan"] = column.unit
        if column.missing:
            field["missingValues"] = [
                {"value": missing.value, "label": missing.label} for missing in column.missing
            ]
        fields.append(field)
    return fields


def describe_keys(keys: Sequence[ForeignKey]) -> list[dict[str, Any]]:
    """Foreign keys as a descriptor has them."""
    return [
        {
            "fields": list(key.fields),
            "reference": {
                "package": key.package,
                **({"resource": key.resource} if key.resource else {}),
                "fields": list(key.reference_fields),
            },
        }
        for key in keys
    ]


def make_title(name: str) -> str:
    """A heading out of a column's name."""
    words = re.sub(r"[_\s]+", " ", name).strip()
    return words[:1].upper() + words[1:] or name


def _write(key: str, value: object, depth: int) -> list[str]:
    indent = "  " * depth
    if isinstance(value, list) and value and all(isinstance(item, Mapping) for item in value):
        lines = [f"{indent}{key}:"]
        for entry in value:
            for number, (name, content) in enumerate(entry.items()):
                lines.append(f"{indent}{'  - ' if number == 0 else '    '}{name}: {_inline(content)}")
        return lines
    return [f"{indent}{key}: {_inline(value)}"]


def _inline(value: object) -> str:
    """A value on one line: plain where that is safe, else quoted; lists and mappings in flow form."""
    if isinstance(value, str):
        plain = _PLAIN.fullmatch(value) is not None and value.lower() not in _WORDS
        return value if plain else quote_yaml(value)
    return json.dumps(value, ensure_ascii=False)
