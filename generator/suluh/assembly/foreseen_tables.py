"""Cells that the last look at the finished site would stop: keys and tokens, and paths of this machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from suluh.assembly.egress import folders_of
from suluh.assembly.egress_rules import find_machine_paths, find_secrets
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
                path = (
                    f"{package.package.folder}/{resource.paths[0]}"
                    if resource.paths
                    else package.package.descriptor_path
                )
                yield from _foresee_table(table, Place(path, resource.name), paths)


def _foresee_table(table: Table, place: Place, paths: tuple[str, ...]) -> Iterator[Finding]:
    for start in range(0, len(table.rows), _EACH):
        rows = ["\x1f".join(row) for row in table.rows[start : start + _EACH]]
        text = "\n".join(rows)
        if not any(True for _ in find_secrets(text)) and not any(
            True for _ in find_machine_paths(text, paths)
        ):
            continue
        for number, row in enumerate(rows, start + 1):
            for hit in (*find_secrets(row), *find_machine_paths(row, paths)):
                where = Place(place.path, place.resource, row=number)
                yield Finding(hit.code, where, value=hit.shown, details={"bagian": place.path})
