"""What columns prove of a table before frictionless is asked: cells, patterns, the places of its keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from suluh.checking.column_proofs import ReadColumn
from suluh.checking.pattern_cells import PatternRules
from suluh.checking.places import Places
from suluh.checking.plain_cells import is_plain, read_plain
from suluh.checking.plain_columns import prove_column
from suluh.reading.budget import TableTime
from suluh.vocabulary.columns import Column, cells_of
from suluh.vocabulary.limits import Limits
from suluh.vocabulary.package import Field


@dataclass(frozen=True, slots=True)
class Proof:
    """What is proved of a table: columns by name, its patterns judged, the time that is left for it."""

    patterns: PatternRules
    clock: TableTime
    columns: Mapping[str, ReadColumn]


def prove_columns(
    places: Places, fields: Sequence[Field], columns: Mapping[str, int], limits: Limits | None = None
) -> Proof:
    """The patterns of fields that are usable, and their columns as far as they are proved right.

    `columns` are places in the table by name.
    """
    patterns, clock = PatternRules.judge(places, fields, columns), TableTime(limits or Limits())
    keyed = {*places.resource.schema.primary_key}
    keyed |= {field.name for field in fields if field.constraints.get("unique")}
    proved: dict[str, ReadColumn] = {}
    for field in fields:
        cells = cells_of(places.table.rows, columns[field.name])
        if isinstance(cells, Column) and cells.is_various:
            column = prove_column(cells, field, is_key=field.name in keyed)
        else:
            column = read_plain(cells, field, lambda: clock.is_over) if is_plain(field) else None
        if column is not None:
            proved[field.name] = column
        if clock.is_over:
            break
    return Proof(patterns, clock, proved)


def places_of_keys(fields: Sequence[Field], primary_key: Iterable[str]) -> list[list[int]]:
    """Places, among the fields, of those that tell rows apart: each unique one, and the key."""
    places = {field.name: place for place, field in enumerate(fields)}
    keys = [[places[field.name]] for field in fields if field.constraints.get("unique")]
    key = [places[name] for name in primary_key if name in places]
    return [*keys, key] if key else keys
