"""A record type's schema as a `Standard`: its key, references, law, validity and the roles of its columns."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from suluh.reading.laws import load_regulations
from suluh.reading.standard_list import load_built_in, load_findings
from suluh.record_types import blaming, built_in_types, who_brings
from suluh.vocabulary.own_types import own_types
from suluh.vocabulary.package import ForeignKey
from suluh.vocabulary.standards import (
    NOMENCLATURE,
    REGIONS,
    LegalBasis,
    Regulation,
    Role,
    Standard,
    StandardColumn,
)

NEEDED = ("title", "description", "version", "primaryKey", "fields")
NEEDED_OF_FIELD = ("name", "type", "title", "description")
"""What the schema of a type that others bring must have."""


def define_standard(name: str) -> Standard:
    """The record type `name`. KeyError for an unknown name."""
    own = own_types().get(name)
    return define_built_in(name) if own is None else make_standard(name, own)


@cache
def define_built_in(name: str) -> Standard:
    """The same of a type that is installed, made once."""
    stated = load_built_in(name)
    with blaming(built_in_types()[name].package):
        return make_standard(name, stated)


@cache
def define_brought_types() -> None:
    """Read every type that others bring and its words, used or not. BrokenPackageError where one fails."""
    brought = [name for name, entry in built_in_types().items() if who_brings(entry.package)]
    for name in brought:
        with blaming(built_in_types()[name].package):
            _ask_for_words(load_built_in(name))
            _ask_for_targets(define_built_in(name))
    if brought:
        load_findings()


def _ask_for_words(stated: Mapping[str, Any]) -> None:
    """ValueError where a schema lacks what every page of a type says."""
    missing = [key for key in NEEDED if not stated.get(key)]
    for field in stated["fields"]:
        missing += [f"fields.{field.get('name', '?')}.{key}" for key in NEEDED_OF_FIELD if not field.get(key)]
    if missing:
        raise ValueError(f"the schema lacks {', '.join(missing)}")


def _ask_for_targets(standard: Standard) -> None:
    """ValueError where a type refers to one that is not there."""
    there = {*built_in_types(), REGIONS, NOMENCLATURE}
    missing = [key.resource for key in standard.references if key.resource not in there]
    if missing:
        raise ValueError(f"no such record types: {', '.join(missing)}")


def make_standard(name: str, stated: Mapping[str, Any]) -> Standard:
    """The record type that a schema states.

    Raises ValueError for a key, reference, role or regulation that the schema or the list of laws has not.
    """
    references = tuple(_read_reference(name, entry) for entry in stated.get("foreignKeys", ()))
    coded = {key.fields[0] for key in references if key.resource == NOMENCLATURE}
    columns = tuple(_read_column(name, field, coded) for field in stated["fields"])
    standard = Standard(
        name=name,
        title=str(stated["title"]),
        section=str(stated.get("section", "")),
        columns=columns,
        key=tuple(stated.get("primaryKey", ())),
        references=references,
        legal_bases=tuple(_read_basis(name, entry) for entry in stated.get("regulation", ())),
        since=stated.get("since"),
        until=stated.get("until"),
    )
    named = {*standard.key, *(column for key in references for column in key.fields)}
    unknown = named - {column.name for column in columns}
    if unknown:
        raise ValueError(f"{name}: no such columns: {', '.join(sorted(unknown))}")
    return standard


def _read_column(name: str, field: Mapping[str, Any], coded: set[str]) -> StandardColumn:
    role = Role(field.get("role", Role.LABEL))
    if role is Role.MEASURE and not field.get("unit"):
        raise ValueError(f"{name}: {field['name']} is a measure without a unit")
    return StandardColumn(
        name=field["name"],
        title=str(field.get("title", field["name"])),
        type=field.get("type", "string"),
        role=role,
        unit=field.get("unit", ""),
        summable=field.get("summable") is True,
        codes=field.get("codes", NOMENCLATURE if field["name"] in coded else ""),
        required=field.get("constraints", {}).get("required") is True,
    )


def _read_reference(name: str, entry: Mapping[str, Any]) -> ForeignKey:
    reference = entry["reference"]
    key = ForeignKey(tuple(entry["fields"]), "", reference["resource"], tuple(reference["fields"]))
    if len(key.fields) != len(key.reference_fields):
        raise ValueError(f"{name}: a reference of {len(key.fields)} columns to {len(key.reference_fields)}")
    return key


def _read_basis(name: str, entry: Mapping[str, Any]) -> LegalBasis:
    if "id" not in entry:
        # A region's own regulation, which no list of ours has: it is called as the region calls it.
        named = Regulation("", "", entry["title"], "", 0, entry["title"], "", "")
        return LegalBasis(named, entry.get("article", ""))
    regulation: Regulation | None = load_regulations().get(entry["id"])
    if regulation is None:
        raise ValueError(f"{name}: no such regulation: {entry['id']}")
    return LegalBasis(regulation, entry.get("article", ""), entry.get("source", regulation.source))
