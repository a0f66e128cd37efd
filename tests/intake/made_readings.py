"""Tables written by hand and read as a clerk's file is, for tests of what is found out of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from suluh.intake.column_inference import infer_columns
from suluh.intake.column_readings import ColumnReading, TableReading
from suluh.intake.joined_lists import CodeLists
from suluh.reading.csv_text import sniff_delimiter
from suluh.reading.region_list import load_regions
from suluh.vocabulary.package import Table

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
