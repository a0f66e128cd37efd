"""Workbooks in fewer bytes: readers find each cell where it was written, with the number that was written."""

from __future__ import annotations

import io
import tempfile
import zipfile
from datetime import datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from suluh.publishing.lean_workbook import FEW_CELLS, KEPT_IN_MEMORY, are_small, lean_workbook, write_rows
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
        book.set_properties({"created": datetime(2026, 1, 1)})
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


def test_parts_in_memory_are_the_same_bytes_as_through_files(monkeypatch: pytest.MonkeyPatch) -> None:
    def make(is_small: bool) -> tuple[bytes, int]:
        stream, made = io.BytesIO(), []
        real = tempfile.mkstemp
        monkeypatch.setattr("tempfile.mkstemp", lambda **where: made.append(1) or real(**where))
        with lean_workbook(stream, {"constant_memory": True}, is_small=is_small) as book:
            _fill(book)
            book.add_worksheet("kosong")
        monkeypatch.undo()
        return stream.getvalue(), len(made)

    (small, files_of_small), (large, files_of_large) = make(True), make(False)
    assert small == large and files_of_small == 0 and files_of_large > 2


def test_a_workbook_is_small_by_its_cells_and_by_their_signs() -> None:
    assert are_small([]) and are_small([[], []])
    assert are_small([[("a",) * 2] * (FEW_CELLS // 2)])
    assert not are_small([[("a",) * 2] * (FEW_CELLS // 2), [("a",)]])
    assert not are_small([[("a" * (KEPT_IN_MEMORY // 4),)] * 5]), "few cells may be long"


class _Words:
    """A column whose cells are numbers where they look like it, shown with their decimals."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.forms: dict[str, Format] = {}

    def put(self, sheet: Worksheet, place: tuple[int, int], text: str) -> None:
        form = self.number_form(text)
        if form:
            self.forms.setdefault(form, self.book.add_format({"num_format": form}))
            sheet.write_number(*place, float(text), self.forms[form])
        elif text:
            sheet.write_string(*place, text)

    def number_form(self, text: str) -> str:
        decimals = len(text.partition(".")[2])
        return f"0.{'0' * decimals}" if text.replace(".", "").isdecimal() else ""


TEXTS = st.sampled_from(["", "a", " b", "<c>&", "1", "0.5", "2.75", "83.333333333333", "=1", "<r>x</r>"])


@given(
    rows=st.integers(1, 4).flatmap(lambda width: st.lists(st.tuples(*[TEXTS] * width), max_size=8)),
    known=st.integers(1, 4),
)
def test_rows_are_the_same_bytes_as_cell_by_cell(rows: list[tuple[str, ...]], known: int) -> None:
    def make(*, at_once: bool) -> bytes:
        stream = io.BytesIO()
        with lean_workbook(stream, {"constant_memory": True, "strings_to_numbers": False}) as book:
            book.set_properties({"created": datetime(2026, 1, 1)})
            for name in ("satu", "dua"):
                sheet, column = book.add_worksheet(name), _Words(book)
                sheet.write_string(0, 0, "judul", book.add_format({"bold": True}))
                if at_once:
                    write_rows(sheet, rows, [column] * len(rows[0]) if rows else [])
                for row, texts in enumerate(() if at_once else rows, start=1):
                    for at, text in enumerate(texts):
                        column.put(sheet, (row, at), text)
        return stream.getvalue()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("suluh.publishing.lean_workbook.MOST_WRITTEN", known)
        assert make(at_once=True) == make(at_once=False)


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


@pytest.mark.parametrize("properties", [None, {"title": "tanpa tanggal"}])
def test_one_that_does_not_say_when_it_was_created_is_refused(properties: dict[str, str] | None) -> None:
    stream = io.BytesIO()
    with pytest.raises(ValueError, match="created"), lean_workbook(stream, {}) as book:
        book.add_worksheet("satu")
        if properties:
            book.set_properties(properties)
    assert not stream.getvalue()
