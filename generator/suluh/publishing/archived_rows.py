"""Which rows of a dataset belong to an agency, or to a year: what goes into an archive of one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from suluh.publishing.canonical_table import CanonicalTable, canonical_table
from suluh.publishing.file_metadata import years_covered
from suluh.reading.standard_definitions import define_standard
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.columns import ColumnarRows, group_rows
from suluh.vocabulary.package import ForeignKey, Resource
from suluh.vocabulary.standards import Role

YEAR = "tahun"
"""Name of the column that says which year a row is about."""
AGENCIES = "instansi"
"""The record type of the list of agencies."""

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows of a dataset, by resource in canonical form, each table in its own order.

    `loose` are references within the dataset that lead out of what was chosen. `columns` names, by
    resource, the one by which it was parted; empty where it goes along with the others.
    """

    dataset: Dataset
    rows: Mapping[str, Sequence[Row]]
    whole: bool
    loose: frozenset[tuple[str, ForeignKey]] = frozenset()
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many rows all tables have together."""
        return sum(map(len, self.rows.values()))


FindColumn = Callable[[Resource], str]
"""Names the column by which a table is parted; empty where it has none."""


def select_all(dataset: Dataset) -> Selection:
    """The dataset as it is."""
    rows = {resource.name: _table_of(dataset, resource).rows for resource in dataset.package.resources}
    return Selection(dataset, rows, whole=True)


def part_dataset(dataset: Dataset, find_column: FindColumn) -> dict[str, Selection]:
    """The dataset parted by what stands in that column of its tables; nothing where no table has it.

    A table without the column goes along, as far as the others' rows need it or it refers to them.
    """
    resources = dataset.package.resources
    columns = {resource.name: find_column(resource) for resource in resources}
    if not any(columns.values()):
        return {}
    parted = {
        resource.name: _group_rows(_table_of(dataset, resource), columns[resource.name])
        for resource in resources
        if columns[resource.name]
    }
    keys = sorted({key for groups in parted.values() for key in groups if key})
    return {key: replace(_join_parts(dataset, parted, key), columns=columns) for key in keys}


def agency_column(lists: frozenset[str]) -> FindColumn:
    """What finds the column that names an agency: its type's, else one that refers to one of `lists`."""

    def find(resource: Resource) -> str:
        names = {field.name for field in resource.schema.fields}
        stated = (
            [column.name for column in define_standard(resource.standar).of_role(Role.AGENCY)]
            if resource.standar
            else []
        )
        referring = [
            key.fields[0]
            for key in resource.schema.foreign_keys
            if key.package in lists and len(key.fields) == 1
        ]
        return next((name for name in (*stated, *referring) if name in names), "")

    return find


def year_column(resource: Resource) -> str:
    """The column that says which year a row is about; empty where there is none."""
    return YEAR if resource.schema.field_named(YEAR) is not None else ""


def sole_year(dataset: Dataset) -> str:
    """The one year that a dataset is about by its period; empty where it names none or several."""
    years = years_covered(dataset.package)
    return str(years[0]) if years is not None and years[0] == years[1] else ""


def _group_rows(table: CanonicalTable, column: str) -> Mapping[str, Sequence[Row]]:
    place = table.header.index(column)
    if isinstance(table.rows, ColumnarRows):
        return group_rows(table.rows, place)
    groups: dict[str, list[Row]] = {}
    for row in table.rows:
        groups.setdefault(row[place], []).append(row)
    return groups


def _join_parts(dataset: Dataset, parted: Mapping[str, Mapping[str, Sequence[Row]]], key: str) -> Selection:
    rows: dict[str, Sequence[Row]] = {name: groups.get(key, []) for name, groups in parted.items()}
    for resource in dataset.package.resources:
        if resource.name not in rows:
            rows[resource.name] = _keep_referring(dataset, resource, rows)
    loose = frozenset(
        (resource.name, reference)
        for resource in dataset.package.resources
        for reference, missing in _lost_references(dataset, resource, rows)
        if missing
    )
    ordered = {resource.name: rows[resource.name] for resource in dataset.package.resources}
    return Selection(dataset, ordered, whole=False, loose=loose)


def _keep_referring(dataset: Dataset, resource: Resource, rows: Mapping[str, Sequence[Row]]) -> Sequence[Row]:
    """The rows of a table that is not parted itself, without those that refer to rows left out."""
    table = _table_of(dataset, resource)
    kept = table.rows
    for reference in resource.schema.foreign_keys:
        if not reference.package and reference.resource in rows:
            places = [table.header.index(name) for name in reference.fields]
            keys = _keys_of(dataset, reference, rows)
            kept = [row for row in kept if _refers_to(row, places, keys)]
    return kept


def _lost_references(
    dataset: Dataset, resource: Resource, rows: Mapping[str, Sequence[Row]]
) -> Iterator[tuple[ForeignKey, bool]]:
    """Each reference within the dataset, and whether some row's leads out of what was chosen."""
    header = _table_of(dataset, resource).header
    for reference in resource.schema.foreign_keys:
        if reference.package or not set(reference.fields) <= set(header):
            continue
        target = reference.resource or resource.name
        if target not in rows:
            yield reference, True
            continue
        places = [header.index(name) for name in reference.fields]
        keys = _keys_of(dataset, ForeignKey(reference.fields, "", target, reference.reference_fields), rows)
        yield reference, not all(_refers_to(row, places, keys) for row in rows[resource.name])


def _keys_of(dataset: Dataset, reference: ForeignKey, rows: Mapping[str, Sequence[Row]]) -> set[Row]:
    resource = next(each for each in dataset.package.resources if each.name == reference.resource)
    header = _table_of(dataset, resource).header
    places = [header.index(name) for name in reference.reference_fields]
    return {tuple(row[place] for place in places) for row in rows[reference.resource]}


def _refers_to(row: Row, places: Sequence[int], keys: set[Row]) -> bool:
    cells = tuple(row[place] for place in places)
    return cells in keys or not all(cells)


def _table_of(dataset: Dataset, resource: Resource) -> CanonicalTable:
    return canonical_table(dataset.cleared, resource)
