"""The rows of every published table as files: exact values, parted by place or agency, then by their key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from suluh.publishing.api.answers import Isian, KepalaCatatan, Kolom
from suluh.publishing.api.encoding import encode
from suluh.publishing.api.shards import Item, spell
from suluh.publishing.api.shelves import Shelf, shelve
from suluh.publishing.api.sources import Sources
from suluh.publishing.canonical_table import CanonicalTable, canonical_table
from suluh.publishing.file_metadata import is_simulated
from suluh.reading.standard_definitions import define_standard
from suluh.reading.standard_list import load_standard_file
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.package import Field, Resource
from suluh.vocabulary.standards import Role, Standard

KIND = "catatan"
MOST_ROWS = 250_000
"""Rows of a table that are put away one by one; of more, some 20 MB, there are downloads alone."""


@dataclass(frozen=True, slots=True)
class ShelvedTable:
    """A table that was put away: its columns, which of them keys are made of, and each row with its key."""

    dataset: Dataset
    resource: Resource
    table: CanonicalTable
    standard: Standard | None
    columns: tuple[str, ...]
    keys: tuple[str, ...] = field(repr=False)
    shelf: Shelf = field(repr=False)

    @property
    def name(self) -> str:
        """Dataset and table."""
        return f"{self.dataset.name}/{self.resource.name}"

    @property
    def region_column(self) -> str:
        """The column that says a region; empty for none."""
        return self.resource.schema.region_field

    def place(self, column: str) -> int:
        """Where a column stands. ValueError for one that the table has not."""
        return self.table.header.index(column)


def shelve_table(dataset: Dataset, resource: Resource, sources: Sources) -> ShelvedTable:
    """One table put away."""
    table = canonical_table(dataset.cleared, resource)
    standard = define_standard(resource.standar) if resource.standar else None
    columns = _key_columns(resource, standard, table.header)
    places = [table.header.index(name) for name in columns]
    rows = list(table.values())
    keys = tuple(spell(*(str(text) for text in (row[place] for place in places))) for row in table.rows)
    head = KepalaCatatan(
        jenis=KIND,
        simulasi=is_simulated(dataset.package),
        links={},
        sumber=sources.of((dataset.name,)),
        tabel=f"{dataset.name}/{resource.name}",
        judul=resource.title or dataset.package.title,
        kolom=tuple(map(_describe, table.fields)),
    )
    items = [Item(key, encode(_plain(row))) for key, row in zip(keys, rows, strict=True)]
    shelf = shelve(f"{KIND}/{dataset.name}/{resource.name}", head, items, columns=columns)
    return ShelvedTable(dataset, resource, table, standard, columns, keys, shelf)


def _plain(row: Sequence[object]) -> tuple[Isian, ...]:
    """Values as JSON knows them: days and times as ISO 8601."""
    return tuple(value if _is_plain(value) else str(value) for value in row)  # type: ignore[misc]


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, bool | int | Decimal | str)


def _describe(column: Field) -> Kolom:
    states = {missing.label for missing in column.missing_values if missing.value == ""}
    return Kolom(
        nama=column.name,
        jenis=column.type,
        judul=column.title,
        satuan=column.satuan,
        kosong=states.pop() if len(states) == 1 else "",
        sebutan="; ".join(say_column(column.name)),
    )


def say_column(name: str) -> tuple[str, ...]:
    """What people call a column of that name, beside its title."""
    return tuple(load_measure_words()["kolom"].get(name, ()))


@lru_cache(maxsize=1)
def load_measure_words() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """What people call measures and columns beside their titles, by collection and name."""
    return load_standard_file("words/sebutan-ukuran")


def _key_columns(resource: Resource, standard: Standard | None, header: Sequence[str]) -> tuple[str, ...]:
    """What the rows are parted by: their place or their agency first, then what tells them apart."""
    own = resource.schema.primary_key or (standard.key if standard else ())
    required = {
        some.name for some in resource.schema.fields if some.constraints.get("required") or some.name in own
    }
    region = resource.schema.region_field
    agency = standard.of_role(Role.AGENCY) if standard else ()
    first = [region] if region in required else [column.name for column in agency if column.name in required]
    wanted = dict.fromkeys((*first, *own)) or dict.fromkeys(header[:2])
    return tuple(name for name in wanted if name in header)


def rows_by(table: ShelvedTable, column: str) -> Mapping[str, tuple[str, ...]]:
    """The files that hold the rows of each value of a column, each once."""
    found: dict[str, dict[str, None]] = {}
    place = table.place(column)
    for row, key in zip(table.table.rows, table.keys, strict=True):
        found.setdefault(row[place], {}).update(dict.fromkeys(table.shelf.addresses(key)))
    return {value: tuple(some) for value, some in found.items() if value}


def shelve_tables(datasets: Mapping[str, Dataset], sources: Sources) -> Iterator[ShelvedTable]:
    """Every table of every dataset that is not too large put away, by the datasets' names."""
    for _, dataset in sorted(datasets.items()):
        for resource in dataset.package.resources:
            if len(dataset.cleared.tables[resource.name].rows) > MOST_ROWS:
                continue
            yield shelve_table(dataset, resource, sources)
