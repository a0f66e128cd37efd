"""Cells that the last look at the finished site would stop: keys and tokens, and paths of this machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from suluh.assembly.egress import folders_of
from suluh.assembly.egress_rules import find_machine_paths, find_secrets
from suluh.checking.places import table_path
from suluh.vocabulary.columns import ColumnarRows
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.package import Table, ValidPackage
from suluh.vocabulary.settings import Settings

_EACH = 5_000
"""Rows that are looked through as one text."""


def foresee_tables(settings: Settings, valid: Iterable[ValidPackage]) -> Iterator[Finding]:
    """E005 and E004 for rows of tables, by file and row; a closed column makes a key no less known."""
    paths = folders_of(settings)
    for package in valid:
        for resource in package.package.resources:
            table = package.tables.get(resource.name)
            if table is not None:
                place = Place(table_path(package.package, resource), resource.name)
                yield from _foresee_table(table, place, paths)


def _foresee_table(table: Table, place: Place, paths: tuple[str, ...]) -> Iterator[Finding]:
    if isinstance(table.rows, ColumnarRows) and not _may_hold(table.rows, len(table.header), paths):
        return
    for start in range(0, len(table.rows), _EACH):
        rows = ["\x1f".join(row) for row in table.rows[start : start + _EACH]]
        if not _holds("\n".join(rows), paths):
            continue
        for number, row in enumerate(rows, start + 1):
            for hit in (*find_secrets(row), *find_machine_paths(row, paths)):
                where = Place(place.path, place.resource, row=number)
                yield Finding(hit.code, where, value=hit.shown, details={"bagian": place.path})


def _holds(text: str, paths: tuple[str, ...]) -> bool:
    return any(True for _ in find_secrets(text)) or any(True for _ in find_machine_paths(text, paths))


def _may_hold(rows: ColumnarRows, width: int, paths: tuple[str, ...]) -> bool:
    """Whether a cell of a large table holds any: no rule reaches into the next one, or takes a number."""
    for at in range(width):
        cells = iter(rows.column_at(at).odd())
        while some := list(islice(cells, _EACH)):
            if _holds("\n".join(some), paths):
                return True
    return False
