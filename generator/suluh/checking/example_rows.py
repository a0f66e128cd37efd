"""The example row of a template: made to be recognised, and never to be published."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from dataclasses import replace

from suluh.checking.places import Places
from suluh.vocabulary.columns import cells_of, leave_out, odd_of, places_of
from suluh.vocabulary.findings import Finding, Severity
from suluh.vocabulary.package import DataPackage, Klasifikasi, Resource, Table

EXAMPLE_MARK = "CONTOH – hapus baris ini"
"""Stands in the first cell of a template's example row."""

# Tolerant of what a wrong encoding makes of the dash.
_MARK = re.compile(r"\s*contoh\b.{0,12}\bhapus baris ini\b.*", re.IGNORECASE | re.DOTALL)


def is_example(cell: str) -> bool:
    """Whether a first cell marks its row as the template's example."""
    return _MARK.fullmatch(cell) is not None


def check_example_rows(package: DataPackage, resource: Resource, table: Table) -> list[Finding]:
    """A finding for each example row left in: an error in a public table, else a warning."""
    if not table.header:
        return []
    places = Places(package, resource, table)
    public = resource.klasifikasi is Klasifikasi.PUBLIK
    found = _find_examples(table)
    first = table.header[0]
    if public:
        return [Finding("C001", places.of_cell(index, first)) for index in found]
    return [Finding("C002", places.of_cell(index, first), Severity.WARNING) for index in found]


def _find_examples(table: Table) -> list[int]:
    cells = cells_of(table.rows, 0)
    return list(places_of(cells, set(filter(is_example, odd_of(cells)))))


def without_examples(table: Table) -> Table:
    """The table without its example rows, every other row at its own number and line."""
    examples = set(_find_examples(table))
    if not examples:
        return table
    kept = array("Q", (index for index in range(len(table.rows)) if index not in examples))
    numbers = table.numbers or range(1, len(table.rows) + 1)
    return replace(
        table,
        rows=leave_out(table.rows, examples),
        lines=array("Q", map(table.lines.__getitem__, kept)) if table.lines else (),
        numbers=array("Q", map(numbers.__getitem__, kept)),
        origins=tuple((bisect_left(kept, start), path) for start, path in table.origins),
    )
