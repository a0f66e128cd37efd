"""A standard's columns as a `Schema`, as if a descriptor had declared them."""

from __future__ import annotations

from functools import cache
from typing import Any

from suluh.reading.notes import Notes
from suluh.reading.schemas import read_schema
from suluh.reading.standard_definitions import define_standard
from suluh.reading.standard_list import load_standard
from suluh.vocabulary.own_types import own_types
from suluh.vocabulary.package import Klasifikasi, Schema


def read_standard_schema(name: str) -> Schema:
    """The public schema of the record type `name`. KeyError for an unknown name.

    Its primary key is the type's where none of its parts may be empty, as Table Schema asks for; the
    whole key, and what the type refers to, are told by `standard_definitions`.
    """
    return _read(name) if name in own_types() else read_built_in_schema(name)


@cache
def read_built_in_schema(name: str) -> Schema:
    """The same of a type that is installed, read once."""
    return _read(name)


def _read(name: str) -> Schema:
    standard = load_standard(name)
    fields = [_as_field(dict(field)) for field in standard["fields"]]
    defined = define_standard(name)
    keys = {"primaryKey": list(defined.key)} if defined.key and defined.needs_all_of_key else {}
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
