"""A standard's columns as a `Schema`, as if a descriptor had declared them."""

from __future__ import annotations

from functools import cache
from typing import Any

from suluh.reading.notes import Notes
from suluh.reading.schemas import read_schema
from suluh.reading.standards import load_standard
from suluh.vocabulary.package import Klasifikasi, Schema

_KEYS = ("primaryKey", "uniqueKeys", "foreignKeys")


@cache
def read_standard_schema(name: str) -> Schema:
    """The public schema of the record type `name`. KeyError for an unknown name."""
    standard = load_standard(name)
    fields = [_as_field(dict(field)) for field in standard["fields"]]
    keys = {key: standard[key] for key in _KEYS if key in standard}
    notes = Notes(f"standards/{name}.yaml")
    schema = read_schema({"fields": fields, **keys}, None, Klasifikasi.PUBLIK, notes)
    if notes.findings:
        raise ValueError(f"standards/{name}.yaml: {notes.findings}")
    return schema


def _as_field(raw: dict[str, Any]) -> dict[str, Any]:
    """A column as a descriptor writes it: texts on one line."""
    raw["description"] = " ".join(str(raw.get("description", "")).split())
    raw["title"] = str(raw.get("title", raw["name"]))
    return raw
