"""XLSX as declared: exact short text, and findings by cell."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from builders import make_field, make_package, make_resource, make_settings
from suluh.reading.cell_texts import date_text, day_text, number_text, unescape_text
from suluh.reading.raw_workbooks import read_raw_xlsx
from suluh.reading.submitted_tables import read_table
from suluh.reading.workbook_text import read_workbook_text
from suluh.vocabulary.findings import MASK, Finding, Place
from suluh.vocabulary.package import Field, Klasifikasi, Table

FIELDS = (
    make_field("kode"),
    make_field("nilai", type="number", decimal_char=","),
    make_field("tanggal", type="date"),
    make_field("benar", type="boolean"),
)


def read(
    root: Path, change: Callable[[Any], None], fields: tuple[Field, ...] = FIELDS, **dialect: Any
) -> tuple[Table | None, list[Finding]]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Data"
    sheet.append([field.name for field in fields])
    change(book)
    folder = root / "datasets" / "a" / "b"
    folder.mkdir(parents=True, exist_ok=True)
    book.save(folder / "data.xlsx")
    resource = make_resource("data", fields, paths=("data.xlsx",), format="xlsx", dialect=dialect)
    package = make_package(folder="datasets/a/b", resources=(resource,))
    return read_table(make_settings(root=root), package, resource)


def rows(*values: list[object]) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        for row in values:
            book["Data"].append(row)

    return change


def test_cells_become_exact_short_text(tmp_path: Path) -> None:
    table, findings = read(
        tmp_path,
        rows(
            ["007", 1.10, datetime(2024, 1, 31), True],
            ["a", 0.1 + 0.2, date(2024, 2, 29), False],
            ["", 1234567890, datetime(2024, 1, 31, 8, 30), None],
            ["z", 1e-7, time(8, 30), None],
        ),
    )
    assert findings == []
    assert table is not None
    assert table.rows == [
        ("007", "1,1", "2024-01-31", "true"),
        ("a", "0,3", "2024-02-29", "false"),
        ("", "1234567890", "2024-01-31T08:30:00", ""),
        ("z", "0,0000001", "08:30:00", ""),
    ]
    assert (table.sheet, table.header_line, table.lines) == ("Data", 1, [2, 3, 4, 5])


def test_the_table_may_stand_anywhere_on_the_sheet(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        sheet = book["Data"]
        sheet.delete_rows(1)
        sheet["B4"], sheet["C4"] = "kode", "nilai"
        sheet["B5"], sheet["C5"] = "a", 1
        sheet["B8"], sheet["C8"] = "b", 2
        sheet["E9"], sheet["B9"] = "di luar", "c"

    table, findings = read(tmp_path, change, FIELDS[:2], headerRows=[4])
    assert table is not None
    assert table.header == ("kode", "nilai")
    assert table.rows == [("a", "1"), ("b", "2")]
    assert (table.first_column, table.lines, table.numbers) == (2, [5, 8], [1, 2])
    assert [(one.code, one.place.line, one.place.cell) for one in findings] == [
        ("T009", 6, ""),
        ("T008", 9, "E9"),
    ]


def test_a_lying_dimension_hides_no_rows(tmp_path: Path) -> None:
    table, _ = read(tmp_path, rows(["a", 1], ["b", 2]), FIELDS[:2])
    path = tmp_path / "datasets" / "a" / "b" / "data.xlsx"
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert b'<dimension ref="A1:B3"' in parts[sheet]
    for lie in (b"B3", b"A1:A1", b"A1:XFD1048576", b"C2:D3"):
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in parts.items():
                archive.writestr(name, data.replace(b'ref="A1:B3"', b'ref="' + lie + b'"'))
        resource = make_resource("data", FIELDS[:2], paths=("data.xlsx",), format="xlsx")
        package = make_package(folder="datasets/a/b", resources=(resource,))
        again, findings = read_table(make_settings(root=tmp_path), package, resource)
        assert findings == []
        assert again == table


def test_a_cell_at_the_far_corner_costs_nothing(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book["Data"].append(["a", 1])
        book["Data"]["XFD1048576"] = "jauh"

    table, findings = read(tmp_path, change, FIELDS[:2])
    assert table is not None and table.rows == [("a", "1")]
    assert [one.code for one in findings] == ["T009", "T008"]


def test_values_of_fields_that_are_not_public_are_masked(tmp_path: Path) -> None:
    secret = make_field("kode", klasifikasi=Klasifikasi.RAHASIA)
    _, findings = read(tmp_path, rows([7472, 1]), (secret, FIELDS[1]))
    assert [(one.code, one.place.cell, one.value) for one in findings] == [("F209", "A2", MASK)]


@pytest.mark.parametrize(
    ("value", "text", "digits"),
    [
        (0.1 + 0.2, "0.3", 1),
        (1e15, "1000000000000000", 16),
        (123456789012345, "123456789012345", 15),
        (-0.5, "-0.5", 1),
        (1e-10, "0.0000000001", 1),
        (56835.019, "56835.019", 5),
        (float("nan"), "nan", 99),
    ],
)
def test_number_text(value: float, text: str, digits: int) -> None:
    assert number_text(value) == (text, digits)


@given(st.integers(-(10**14), 10**14), st.integers(0, 6))
def test_typed_decimals_come_back_as_typed(number: int, places: int) -> None:
    typed = f"{number / 10**places:.{places}f}"
    digits = len(typed.lstrip("-0.").replace(".", ""))
    if digits <= 15:
        tidy = typed.rstrip("0").rstrip(".") if "." in typed else typed
        assert number_text(float(typed))[0] in (tidy, tidy.replace("-0", "0", 1))


def test_date_text() -> None:
    assert date_text(datetime(2024, 1, 31)) == "2024-01-31"
    assert date_text(time(8, 5)) == "08:05:00"


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("default", "2024-01-05"),
        ("%d/%m/%Y", "05/01/2024"),
        ("%Y.%m.%d", "2024.01.05"),
        ("%d %B %Y", "2024-01-05"),
        ("%d/%m", "2024-01-05"),
    ],
)
def test_a_day_is_written_as_its_column_says(pattern: str, text: str) -> None:
    """Else a cell that holds a real date would be refused for not being written as others are."""
    assert day_text(datetime(2024, 1, 5), pattern) == day_text(date(2024, 1, 5), pattern) == text
    assert day_text(datetime(2024, 1, 5, 8, 30), pattern) == "2024-01-05T08:30:00"
    assert day_text("5/1/2024", pattern) == "5/1/2024"


def test_date_cells_of_a_column_with_a_pattern_are_days(tmp_path: Path) -> None:
    fields = (make_field("kode"), make_field("tanggal", type="date", format="%d/%m/%Y"))
    table, findings = read(tmp_path, rows(["a", date(2024, 1, 31)], ["b", "13/02/2024"]), fields)
    assert findings == [] and table is not None
    assert table.column("tanggal") == ["31/01/2024", "13/02/2024"]


ESCAPED = [
    ("Dinas_x000D_\nKesehatan", "Dinas\nKesehatan"),
    ("a_x000d_b", "a\nb"),
    ("_x005F_x000D_", "_x000D_"),
    ("_x005F__x005F_x", "__x"),
    ("_x0041__x00E9_", "Aé"),
    ("_xD83D__xDE00_", "\U0001f600"),
    ("_xD83D_", "_xD83D_"),
    ("_x0007_", "_x0007_"),
    ("kode_x12_y", "kode_x12_y"),
]


@pytest.mark.parametrize(("written", "shown"), ESCAPED)
def test_escaped_signs_of_a_text(written: str, shown: str) -> None:
    assert unescape_text(written) == shown


def test_escaped_signs_stand_for_themselves_in_every_reader(tmp_path: Path) -> None:
    # Shared texts are the names, texts within their cell the rest.
    table, findings = read(tmp_path, rows(*[[written, None, None, None] for written, _ in ESCAPED]))
    assert table is not None and not findings
    assert table.column("kode") == [shown for _, shown in ESCAPED]
    data = (tmp_path / "datasets" / "a" / "b" / "data.xlsx").read_bytes()
    (sheet,), _ = read_raw_xlsx(data, Place())
    assert [row[0] for row in sheet.rows[1:]] == table.column("kode")
    texts = next(found for found in read_workbook_text(data) if found.is_table)
    assert [row[0] for row in texts.rows[1:]] == table.column("kode")


def test_escaped_signs_of_shared_texts(tmp_path: Path) -> None:
    made = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(made)
    sheet = book.add_worksheet()
    for line, text in enumerate(("_x000D_", "a\rb", "a_x0041_")):
        sheet.write_string(line, 0, text)
    book.close()
    (raw,), _ = read_raw_xlsx(made.read_bytes(), Place())
    assert [row[0] for row in raw.rows] == ["_x000D_", "a\nb", "a_x0041_"]
