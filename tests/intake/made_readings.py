"""Tables written by hand and read as a clerk's file is, for tests of what is found out of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from suluh.intake.column_inference import infer_columns
from suluh.intake.column_readings import ColumnReading, TableReading
from suluh.intake.joined_lists import CodeLists
from suluh.intake.shape_search import propose_shapes
from suluh.reading.applied_recipe import apply_recipe
from suluh.reading.csv_text import sniff_delimiter
from suluh.reading.region_list import load_regions
from suluh.vocabulary.package import Table
from suluh.vocabulary.raw_sheet import MergedCells, RawSheet

CASES = Path(__file__).parent / "cases"
BAUBAU = "74.72"


def read_case(name: str, answers: Mapping[str, str] | None = None) -> TableReading:
    """One of the cases, its first line the header."""
    text = (CASES / name).read_text(encoding="utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text), delimiter=sniff_delimiter(text))
    return read_rows(header, rows, answers)


def read_rows(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    answers: Mapping[str, str] | None = None,
    home: str = BAUBAU,
) -> TableReading:
    """A table by its header and rows."""
    table = Table(tuple(header), [tuple(row) for row in rows])
    return infer_columns(table, CodeLists(load_regions(), home), answers)


def read_cells(
    name: str, cells: Sequence[str], answers: Mapping[str, str] | None = None
) -> tuple[ColumnReading, list[str]]:
    """A column of its own beside one that says nothing, and the keys of the doubts about it."""
    reading = read_rows(("keterangan", name), [("catatan", cell) for cell in cells], answers)
    return reading.column(name), [doubt.key for doubt in reading.doubts]


def sheet_of(text: str, name: str = "", merged: tuple[MergedCells, ...] = ()) -> RawSheet:
    """A sheet of lines, cells parted by `|`; empty lines are left out, as readers do."""
    lines = [[cell.strip() for cell in line.strip("\n").split("|")] for line in text.strip("\n").split("\n")]
    width = max(map(len, lines))
    kept = [
        (number, [*cells, *[""] * (width - len(cells))])
        for number, cells in enumerate(lines, 1)
        if any(cells)
    ]
    return RawSheet(name, [cells for _, cells in kept], [number for number, _ in kept], merged)


def shaped_rows(*sheets: RawSheet, answers: dict[str, str] | None = None) -> list[tuple[str, ...]]:
    """The table that the likely recipe reads: header, then rows."""
    shapes = propose_shapes(sheets, answers)
    assert shapes.likely is not None
    shaped = apply_recipe(sheets, shapes.likely.recipe)
    assert shaped.table is not None, shaped.findings
    assert not shaped.findings
    return [tuple(shaped.table.header), *map(tuple, shaped.table.rows)]
