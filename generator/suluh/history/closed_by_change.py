"""What a change closes: the state before, as far as the state after lets it be told.

The law is that of `past_law`, for one step: what the change closes is not shown by the difference that
tells of it, nor what might be that. Where something closed is new beside it, an old value might be the
one that was closed, so none is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from suluh.history.comparison import CLOSED, TABLE_GONE, DatasetDifference, TableDifference
from suluh.history.past_law import has_table_of
from suluh.history.snapshots import Snapshot
from suluh.history.standings import Standing, TableStanding, stand
from suluh.reading.tombstones import is_withdrawn
from suluh.vocabulary.package import ClearedPackage, DataPackage, Resource, Schema

_TELLABLE = frozenset(["kolom_baru", "tabel_baru", "kolom_hilang", TABLE_GONE, "urutan"])
"""Kinds of changes of layout that name nothing of before but columns and tables that are gone."""

_NONE = TableStanding(frozenset())


@dataclass(frozen=True, slots=True)
class Closing:
    """What a change closes of a dataset: `first` and `second` are what was said before and after.

    `beside` tells that the change adds something closed elsewhere that may be what this dataset held.
    """

    first: Standing
    second: Standing
    beside: bool = False

    @property
    def secretive(self) -> bool:
        """Whether any old value may be one that the change closes."""
        return (
            self.beside
            or not (self.first.plain and self.second.plain)
            or any(
                after.closed - before.closed or (after.shut and not before.shut)
                for before, after in self._pairs()
            )
        )

    @property
    def adds_closed(self) -> bool:
        """Whether a name is closed that was not there before: a column or table may be gone into it."""
        return self.beside or any(
            after.closes and (before is _NONE or bool(after.closed - before.public - before.closed))
            for before, after in self._pairs()
        )

    def _pairs(self) -> Iterator[tuple[TableStanding, TableStanding]]:
        """Each table after with itself before; a new one with one that is gone and closed just the same."""
        gone = [
            table_standing
            for name, table_standing in self.first.tables.items()
            if name not in self.second.tables
        ]
        for name, after in self.second.tables.items():
            before = self.first.tables.get(name, _NONE)
            if before is _NONE and after in gone:
                gone.remove(after)
                before = after
            yield before, after


def find_closing(base: Snapshot, head: Snapshot, before: str, name: str) -> Closing:
    """What the change from `base` to `head` closes of a dataset called `before` and then `name`."""
    first, second = base.packages.get(before), head.packages.get(name)
    return Closing(
        stand(first) if first is not None else Standing(),
        stand(second) if second is not None else Standing(withdrawn=True),
        _closes_beside(base, head, first, second),
    )


def closes_beside(base: Snapshot, head: Snapshot, package: DataPackage) -> bool:
    """Whether the change may leave what a dataset held, which is gone, in something closed or withdrawn."""
    withdrawn = is_withdrawn(head.settings.root / package.folder)
    return withdrawn or package.name in head.packages or _closes_beside(base, head, package, None)


def _closes_beside(
    base: Snapshot, head: Snapshot, first: DataPackage | None, second: DataPackage | None
) -> bool:
    both = [package for package in (first, second) if package is not None]
    agencies, names = {package.instansi for package in both}, {package.name for package in both}
    before = stand(first) if first is not None else Standing()
    gone = [stand(package).tables for package in base.packages.values() if package.name not in head.packages]
    return any(
        _adds_closed(base.packages.get(package.name), said) and not (said.plain and said.tables in gone)
        for package in head.packages.values()
        for said in [stand(package)]
        if package.name not in names
        if package.instansi in agencies
        or names & {package.name, *package.former_names}
        or has_table_of(said, before)
    )


def _adds_closed(before: DataPackage | None, after: Standing) -> bool:
    """Whether a dataset closes a table or column that it did not have."""
    if before is None or not after.plain:
        return after.closes and (before is None or stand(before) != after)
    known = stand(before).tables
    return any(
        bool(table_standing.closed - known[name].public - known[name].closed)
        if name in known
        else table_standing.closes
        for name, table_standing in after.tables.items()
    )


def clear_before(first: ClearedPackage, second: ClearedPackage, closing: Closing) -> ClearedPackage | None:
    """The state before without tables and columns that the change closes, or may have closed."""
    public = {resource.name: resource for resource in second.package.resources}
    tables, resources = {}, []
    for resource in first.package.resources:
        same = public.get(resource.name)
        said = closing.second.tables.get(resource.name)
        if same is None and (said is not None or closing.secretive or closing.adds_closed):
            continue
        kept = _kept_columns(resource, same, said, closing) if same is not None else _names_of(resource)
        if kept:
            resources.append(_narrow(resource, kept))
            table = first.tables[resource.name]
            places = [number for number, name in enumerate(table.header) if name in kept]
            tables[resource.name] = replace(
                table,
                header=tuple(table.header[place] for place in places),
                rows=[tuple(row[place] for place in places) for row in table.rows],
            )
    if not resources:
        return None
    return replace(first, package=replace(first.package, resources=tuple(resources)), tables=tables)


def hush(table_difference: TableDifference) -> TableDifference:
    """The same difference without any value of the state before."""
    return replace(
        table_difference,
        shown_added=(),
        shown_removed=(),
        shown_changed=(),
        changed_columns={},
        schema=tuple(some for some in table_difference.schema if some.kind in _TELLABLE),
        totals=(),
        retroactive={},
    )


def tell_closed(package: DataPackage) -> DatasetDifference:
    """That a dataset is no longer public, by its address alone."""
    return DatasetDifference(package.name, package.name, package.instansi, CLOSED)


def _names_of(resource: Resource) -> frozenset[str]:
    return frozenset(field.name for field in resource.schema.fields)


def _kept_columns(
    resource: Resource, same: Resource, said: TableStanding | None, closing: Closing
) -> frozenset[str]:
    """Columns public after as well, and those that are gone where none of them can have been closed."""
    after = _names_of(same)
    still = said.public | said.closed if said is not None else frozenset[str]()
    gone = frozenset() if closing.adds_closed else _names_of(resource) - still - after
    return (_names_of(resource) & after) | gone


def _narrow(resource: Resource, kept: Iterable[str]) -> Resource:
    names = set(kept)
    schema = resource.schema
    return replace(
        resource,
        schema=Schema(
            fields=tuple(field for field in schema.fields if field.name in names),
            primary_key=schema.primary_key if names.issuperset(schema.primary_key) else (),
            unique_keys=tuple(key for key in schema.unique_keys if names.issuperset(key)),
            foreign_keys=tuple(key for key in schema.foreign_keys if names.issuperset(key.fields)),
        ),
    )
