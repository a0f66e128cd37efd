"""The tables that follow a standard, over all packages, each where it stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from suluh.checking.places import Places
from suluh.vocabulary.package import DataPackage, Table
from suluh.vocabulary.thread_book import read_following
from suluh.vocabulary.threads import Record

TablesOf = Callable[[DataPackage], Mapping[str, Table]]
"""The tables of a package by the name of their resource, as far as they could be read."""


def walk_tables(
    packages: Iterable[DataPackage], tables_of: TablesOf, standards: Collection[str]
) -> Iterator[Places]:
    """Each table that follows one of `standards`; of packages with one name the first alone."""
    seen: set[str] = set()
    for package in packages:
        following = [resource for resource in package.resources if resource.standar in standards]
        # A name taken twice is told elsewhere; here its rows would be told in the wrong table.
        if package.name in seen or not following:
            continue
        seen.add(package.name)
        tables = tables_of(package)
        for resource in following:
            if resource.name in tables:
                yield Places(package, resource, tables[resource.name])


def records_of(places: Places) -> tuple[Record, ...]:
    """The rows of a table, with their public columns."""
    resource = places.resource
    return tuple(read_following(places.package, {resource.name: places.table}, (resource.standar,)))
