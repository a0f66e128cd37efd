"""Workbooks in fewer bytes: readers find each cell where it was written, with the number that was written."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest
from xlsxwriter import Workbook

from suluh.publishing.lean_workbook import lean_workbook
from suluh.reading.submissions import read_grids

CELLS: dict[tuple[int, int], object] = {
    (0, 0): "kode",
    (0, 1): "nilai",
    (0, 2): '<c r="A1" s="1"><v>1</v></c>',
    (1, 1): 83.3333,
    (1, 2): 0.1,
    (1, 4): "sesudah sel yang dilewati",
    (1, 5): 123456789012345,
    (3, 25): "Z",
    (3, 26): "AA",
    (3, 28): "AC",
    (3, 701): "ZZ",
    (3, 702): "AAA",
    (4, 0): True,
    (4, 1): 1.00000000000005e-7,
}


@pytest.mark.parametrize("in_rows", [True, False])
def test_cells_keep_their_places_and_values(in_rows: bool) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(_make(in_rows)))["satu"]
    found = {
        (cell.row - 1, cell.column - 1): cell.value
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    assert found == CELLS


def test_a_cell_says_its_place_only_where_cells_are_passed_over() -> None:
    with zipfile.ZipFile(io.BytesIO(_make(True))) as archive:
        text = archive.read("xl/worksheets/sheet1.xml").decode()
    places = [part.partition('"')[0] for part in text.split('<c r="')[1:]]
    assert places == ["B2", "E2", "Z4", "AC4", "ZZ4"]


def test_many_rows_are_read_in_pieces_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("suluh.publishing.lean_workbook.CHUNK", 100)
    stream = io.BytesIO()
    with lean_workbook(stream, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("satu")
        for row in range(50):
            for column in range(1 + row % 3):
                sheet.write_number(row, column, row * 10 + column)
    rows = openpyxl.load_workbook(stream)["satu"].iter_rows(values_only=True)
    assert [[value for value in row if value is not None] for row in rows] == [
        [row * 10 + column for column in range(1 + row % 3)] for row in range(50)
    ]


def test_what_the_guard_reads_of_a_workbook_is_every_cell() -> None:
    rows = [row for grid in read_grids("satu.xlsx", _make(True), confine=False)[0] for row in grid.rows]
    assert ["", "83.3333", "0.1", "", "sesudah sel yang dilewati", "123456789012345"] in rows


def test_two_workbooks_of_the_same_cells_are_the_same_bytes() -> None:
    assert _make(True) == _make(True)


def _make(in_rows: bool) -> bytes:
    stream = io.BytesIO()
    with lean_workbook(stream, {"constant_memory": in_rows, "in_memory": not in_rows}) as book:
        _fill(book)
    return stream.getvalue()


def _fill(book: Workbook) -> None:
    book.set_properties({"created": datetime(2026, 1, 1)})
    sheet = book.add_worksheet("satu")
    for (row, column), value in CELLS.items():
        sheet.write(row, column, value)
