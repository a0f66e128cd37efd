"""Packages and tables of an earlier check in this process: what is the same is taken again.

A preview checks a project after each edit, of which most is as it was. What was worked out of a value is
kept beside that very value (`vocabulary.remembering`), so an equal one would have to be worked out anew.
Everything is read each time; what is taken again equals what was read, so nothing but time hangs on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from operator import eq

from suluh.vocabulary.package import DataPackage, Resource, Table, ValidPackage
from suluh.vocabulary.thread_book import EarlierThreads
from suluh.vocabulary.value_digests import NoDigestError, digest_value

MOST_ROWS = 100_000
"""Rows of a table that is compared: of a larger one that alone would take as long as what it spares."""


class EarlierTables:
    """What was right in an earlier check; nothing is known without one.

    `gathered` and `joined` are its threads, as `Checked` has them.
    """

    def __init__(
        self,
        valid: Iterable[ValidPackage] = (),
        gathered: EarlierThreads | None = None,
        joined: EarlierThreads | None = None,
    ) -> None:
        self.gathered = gathered or EarlierThreads()
        self.joined = joined or EarlierThreads()
        self._valid = {one.package.folder: one for one in valid}

    def same_package(self, package: DataPackage) -> DataPackage:
        """The package as it was, if it is the same; else itself."""
        known = self._valid.get(package.folder)
        return known.package if known is not None and are_identical(known.package, package) else package

    def same_table(self, package: DataPackage, resource: Resource, table: Table) -> Table:
        """A table of a package that was taken again as it was, if it is the same too; else itself.

        Of a package that is described anew nothing is taken: what was worked out of a table by its former
        description would stay for as long as the table does.
        """
        known = self._valid.get(package.folder)
        held = known.tables.get(resource.name) if known is not None and known.package is package else None
        return held if held is not None and _is_same(held, table) else table

    def same_valid(self, valid: ValidPackage) -> ValidPackage:
        """The package with all of its tables as it was, if it was taken again with all of them."""
        known = self._valid.get(valid.package.folder)
        if known is None or known.package is not valid.package or known.tables.keys() != valid.tables.keys():
            return valid
        return known if all(known.tables[name] is table for name, table in valid.tables.items()) else valid


def are_identical(one: object, other: object) -> bool:
    """Whether nobody could tell them apart: `1` is not `true` nor `1.0`, and mappings have an order."""
    try:
        return digest_value(one) == digest_value(other)
    except NoDigestError:
        return False


def _is_same(one: Table, other: Table) -> bool:
    if len(other.rows) > MOST_ROWS:
        return False
    return all(_are_alike(getattr(one, part.name), getattr(other, part.name)) for part in fields(Table))


def _are_alike(one: object, other: object) -> bool:
    """Whether two are the same, sequences by what is in them: they may be held in several ways."""
    if isinstance(one, str) or not isinstance(one, Sequence) or not isinstance(other, Sequence):
        return one == other
    return len(one) == len(other) and all(map(eq, one, other))
