"""A table that was read, as a descriptor's resource says it: recipe, columns, keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from suluh.intake.descriptor_draft import describe_inferred
from suluh.intake.reading_proposal import ReadingProposal
from suluh.reading.standard_schemas import read_standard_schema
from suluh.reading.written_recipe import write_reading_recipe
from suluh.vocabulary.package import ForeignKey
from suluh.vocabulary.reading_recipe import RECIPE_KEY

PLAIN_TEXT, PLAIN_BOOKS = (".csv", ".tsv"), (".xlsx", ".ods")
"""Endings of files that are read without a recipe where their sheet needs none."""


@dataclass(frozen=True, slots=True)
class TableDraft:
    """Columns and keys of a new table, and how its files are read.

    `reading` has the keys of the resource that say so (`encoding`, `dialect`, `cara_baca`); `level` is the
    level of region that all rows are about, from 0 for a province, None where there is no such one.
    """

    fields: list[dict[str, Any]]
    paths: tuple[str, ...]
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    reading: Mapping[str, Any] = field(default_factory=dict)
    level: int | None = None


def describe_reading(proposal: ReadingProposal, paths: Sequence[str], *, standard: str = "") -> TableDraft:
    """The resource of a reading that was agreed on; titles and types of a standard's columns are its own."""
    columns = proposal.columns
    known = read_standard_schema(standard).fields if standard else ()
    fields = describe_inferred(columns, {entry.name: entry.title for entry in known})
    for entry in fields:
        stated = next((other for other in known if other.name == entry["name"]), None)
        if stated is not None:
            entry |= {"type": stated.type}
            entry |= {"description": stated.description} if stated.description else {}
    keys = proposal.foreign_keys
    return TableDraft(
        fields,
        tuple(paths),
        _own_key(standard) if standard else proposal.reading.primary_key,
        keys,
        _say_reading(proposal, paths),
        _find_level(proposal, keys),
    )


def _own_key(standard: str) -> tuple[str, ...]:
    """The key of a record type where no part of it may be empty; else its own rules tell rows apart."""
    schema = read_standard_schema(standard)
    required = {
        field.name for field in schema.fields if field.descriptor.get("constraints", {}).get("required")
    }
    return schema.primary_key if set(schema.primary_key) <= required else ()


def _say_reading(proposal: ReadingProposal, paths: Sequence[str]) -> dict[str, Any]:
    """What a resource must say so that its files are read like this: nothing where they need nothing."""
    sheets = proposal.sheets
    ending = f".{paths[0].rpartition('.')[2].lower()}"
    lone = len(paths) == 1 and len(sheets) == 1
    first = sheets[0]
    if proposal.recipe.is_plain and lone and ending in PLAIN_BOOKS and first.delimiter == "":
        return {}
    if proposal.recipe.is_plain and lone and ending in PLAIN_TEXT:
        stated: dict[str, Any] = {}
        if first.encoding.lower().replace("_", "-") not in ("", "utf-8", "utf8", "utf-8-sig", "ascii"):
            stated["encoding"] = first.encoding
        return stated | (
            {"dialect": {"delimiter": first.delimiter}} if first.delimiter not in ("", ",") else {}
        )
    return {RECIPE_KEY: write_reading_recipe(proposal.recipe)}


def _find_level(proposal: ReadingProposal, keys: Sequence[ForeignKey]) -> int | None:
    key = next((key for key in keys if key.package == "wilayah"), None)
    table = proposal.table
    if key is None or table is None or key.fields[0] not in table.header:
        return None
    levels = {cell.count(".") for cell in table.column(key.fields[0]) if cell.strip()}
    return levels.pop() if len(levels) == 1 else None
