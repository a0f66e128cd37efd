"""Numbers of one column written in more than one form, where each alone is fine and together they are not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from suluh.checking.places import Places, is_missing, sole_columns
from suluh.reading.standard_list import load_standard_file
from suluh.vocabulary.columns import cells_of, find_and_count, odd_of, places_of
from suluh.vocabulary.digit_shapes import shapes_of
from suluh.vocabulary.findings import MASK, Finding
from suluh.vocabulary.package import DataPackage, Field, Klasifikasi, Resource, Table

_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")
_DECIMALS = re.compile(r"[+-]?[0-9]+\.([0-9]+)(?:[eE][+-]?[0-9]+)?")
_NUMBER = re.compile(r"[-+(]?[0-9][0-9.,' ]*(?:,-|[eE][+-]?[0-9]+)?\)?")


def check_number_forms(package: DataPackage, resource: Resource, table: Table) -> list[Finding]:
    """T036 where `1.234` stands among decimals of two places, T037 where numbers have different units."""
    if resource.format != "csv" or not resource.paths:
        return []
    places = Places(package, resource, table)
    findings: list[Finding] = []
    for name, at in sole_columns(table, resource).items():
        field = resource.schema.field_named(name)
        if field is None or not field.is_number:
            continue
        stated = "decimalChar" in field.descriptor or "groupChar" in field.descriptor
        if field.type == "number" and not stated:
            findings += _find_mixed_points(field, at, places)
        if field.descriptor.get("bareNumber", True) is False:
            findings += _find_mixed_units(field, at, places)
    return findings


def _find_mixed_points(field: Field, at: int, places: Places) -> list[Finding]:
    """Where three places stand beside one or two alone, nobody can tell whether the point is decimal."""
    cells = cells_of(places.table.rows, at)
    if not _may_be_mixed(cells):
        return []
    grouped: set[str] = set()
    others: set[str] = set()
    for cell in odd_of(cells):
        if "." in cell:
            (grouped if _THOUSANDS.fullmatch(cell.strip()) else others).add(cell)
    index, count = find_and_count(cells, grouped)
    cell, other = cells[index].strip(), cells[next(places_of(cells, others))].strip()
    shown = other if field.klasifikasi is Klasifikasi.PUBLIK else MASK
    return [places.note("T036", index, field, cell, jumlah=str(count), lain=shown)]


def _may_be_mixed(cells: Sequence[str]) -> bool:
    """Whether both are there and none has more places, by their shapes, so that not each cell is kept."""
    shapes = {shape.strip() for shape in shapes_of(odd_of(cells)) if "." in shape}
    others = [shape for shape in shapes if not _THOUSANDS.fullmatch(shape)]
    places = [len(match[1]) if match else 3 for match in map(_DECIMALS.fullmatch, others)]
    # All of them alike is T024; where one has three places and more they are usual, or it has other faults.
    return 0 < len(others) < len(shapes) and max(places) < 3


def _find_mixed_units(field: Field, at: int, places: Places) -> list[Finding]:
    """The first cell whose unit is another than the commonest of its column; 0 is the same in all."""
    first: dict[str, int] = {}
    counts: dict[str, int] = {}
    for index, cell in enumerate(cells_of(places.table.rows, at)):
        if is_missing(cell, field) or not any(sign in "123456789" for sign in cell):
            continue
        unit = unit_beside(cell)
        first.setdefault(unit, index)
        counts[unit] = counts.get(unit, 0) + 1
    if len(counts) < 2:
        return []
    usual = max(counts, key=lambda unit: (counts[unit], -first[unit]))
    return [
        places.note("T037", index, field, places.table.rows[index][at], lain=usual or "@no_unit")
        for unit, index in sorted(first.items(), key=lambda item: item[1])
        if unit != usual
    ]


def unit_beside(cell: str) -> str:
    """What stands around the number and changes what it counts: `%`, `juta`, `m3`; money alone is none."""
    match = _NUMBER.search(cell)
    around = (cell[: match.start()], cell[match.end() :]) if match else (cell, "")
    words = " ".join(around).casefold().replace("\u00a0", " ").split()
    return " ".join(word for word in words if (plain := word.strip(".,-")) and plain not in _money())


@cache
def _money() -> frozenset[str]:
    stated: Iterable[object] = load_standard_file("words/teks-rusak")["mata_uang"]
    return frozenset(str(item).casefold().strip(".") for item in stated)
