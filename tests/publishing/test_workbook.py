"""The XLSX, read back by another library, holds the submitted cells, inert."""

import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from builders import (
    make_cleared,
    make_field,
    make_instansi,
    make_package,
    make_resource,
    make_settings,
    make_table,
)
from suluh.publishing.canonical_table import canonical_table
from suluh.publishing.distributions import write_distributions
from suluh.publishing.workbook import TOO_LONG, _name_sheet
from suluh.vocabulary.package import StatusData

FORMULAS = [
    "=1+1",
    "@SUM(A1:A9)",
    "-1+2",
    "+62811",
    "=cmd|' /C calc'!A0",
    "{=1}",
    "http://contoh.go.id",
    "mailto:a@b",
]
LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")


def one_column(field, texts):
    resource = make_resource("contoh", [field])
    package = make_package(resources=(resource,))
    return make_cleared(
        {"contoh": make_table([field.name], [[text] for text in texts])}, package=package
    ), resource


def make_book(rows, fields, **overrides):
    resource = make_resource("contoh", fields)
    package = make_package(resources=(resource,), **overrides)
    cleared = make_cleared(
        {"contoh": make_table([one.name for one in resource.schema.fields], rows)}, package=package
    )
    made = write_distributions(cleared, make_instansi(), make_settings())
    stream = io.BytesIO()
    next(one for one in made if one.format == "XLSX").artifact.write(stream)
    return stream


def read_cells(stream, sheet="contoh"):
    return [list(row) for row in openpyxl.load_workbook(stream)[sheet].iter_rows()]


def as_text(cell):
    """A cell's text as a spreadsheet shows it; openpyxl leaves the escapes of control characters."""
    return "" if cell.value is None else unescape(cell.value)


@given(st.lists(st.one_of(st.sampled_from(FORMULAS), st.text(LETTERS, max_size=12)), min_size=1, max_size=8))
@example(["<r>&amp;</r>", "<r></r>", "a\rb", " a ", "_x000D_", "\x0b", "\ufffe", "x\r\ny", "010", "74.10"])
def test_text_cells_are_the_submitted_texts_and_never_formulas(texts):
    cells = read_cells(make_book([[text] for text in texts], ["teks"]))

    # Empty cells at the end leave no trace in a sheet.
    assert not any(texts[len(cells) - 1 :])
    for (cell,), text in zip(cells[1:], texts, strict=False):
        assert as_text(cell) == text
        assert cell.data_type in ("s", "inlineStr", "n") and (cell.data_type != "n" or text == "")
        assert cell.hyperlink is None


def test_no_formula_and_no_link_anywhere_in_the_file():
    stream = make_book([[text, text] for text in FORMULAS], ["teks", make_field("n", type="number")])

    with zipfile.ZipFile(stream) as parts:
        sheets = {name: parts.read(name) for name in parts.namelist()}
    assert not [
        name for name, data in sheets.items() if b"<f>" in data or b"<f " in data or b"hyperlink" in data
    ]


@given(
    st.lists(
        st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**14), max_value=10**14)
    )
)
def test_numbers_are_number_cells_with_every_digit(values):
    texts = [f"{value:f}" for value in values]
    cells = read_cells(
        make_book([[text] for text in texts], [make_field("n", type="number", satuan="rupiah")])
    )

    plain = canonical_table(*one_column(make_field("n", type="number"), texts)).rows
    for (cell,), (text,) in zip(cells[1:], plain, strict=True):
        if len("".join(map(str, Decimal(text).as_tuple().digits)).strip("0")) <= 15:
            assert Decimal(repr(cell.value)) == Decimal(text)
            places = "0" * len(text.partition(".")[2])
            assert cell.number_format == ("#,##0." + places).rstrip(".")
        else:
            assert cell.value == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("12345678901234567890", "12345678901234567890"),
        ("7472010101900001", "7472010101900001"),
        ("007", 7),
        ("-", None),
    ],
)
def test_numbers_that_would_change_are_text(text, shown):
    field = make_field("n", type="integer", missing_values={"": "belum dilaporkan", "-": "tidak berlaku"})

    cells = read_cells(make_book([[text]], [field]))[1]

    assert [cell.value for cell in cells] == [shown, "tidak berlaku" if text == "-" else None][: len(cells)]


def test_years_and_codes_are_not_grouped():
    fields = [make_field("tahun", type="integer", satuan="tahun"), make_field("baris", type="integer")]

    year, row = read_cells(make_book([["2024", "1500"]], fields))[1]

    assert (year.value, year.number_format, row.number_format) == (2024, "0", "0")


def test_a_text_too_long_for_a_cell_says_where_it_is():
    assert read_cells(make_book([["a" * 40_000]], ["teks"]))[1][0].value == TOO_LONG


def test_a_table_without_rows_or_columns_is_still_a_sheet():
    assert [cell.value for cell in read_cells(make_book([], ["a", "b"]))[0]] == ["a", "b"]
    assert read_cells(make_book([[]], [])) == []


def test_header_is_frozen_and_filtered_and_the_other_sheets_explain():
    field = make_field("n", type="integer", satuan="jiwa", constraints={"required": True, "minimum": 0})
    book = openpyxl.load_workbook(make_book([["a", "1"]], ["kode", field]))

    assert book.sheetnames == ["contoh", "kamus data", "sumber dan lisensi"]
    assert (book["contoh"].freeze_panes, book["contoh"].auto_filter.ref) == ("A2", "A1:B2")
    entries = [[cell.value for cell in row] for row in book["kamus data"].iter_rows(min_row=2)]
    assert entries[1] == [
        *("contoh", "n", "bilangan bulat", "N", None, "jiwa"),
        *("wajib diisi; paling kecil 0", "kosong = belum dilaporkan"),
    ]
    about = {row[0].value: row[1].value for row in book["sumber dan lisensi"].iter_rows()}
    assert about["Judul"] == "Contoh data"
    assert len(about["SHA-256 contoh.csv"]) == 64


def test_invented_figures_are_marked_at_the_top():
    book = openpyxl.load_workbook(make_book([["a"]], ["kode"], status_data=StatusData.SIMULASI))

    assert book["sumber dan lisensi"]["A1"].value == "DATA CONTOH (SIMULASI)"
    assert book.properties.title.startswith("DATA CONTOH (SIMULASI)")
    assert "DATA CONTOH (SIMULASI)" in book["contoh"].oddHeader.center.text


def test_properties_name_the_publisher_and_a_fixed_date():
    book = openpyxl.load_workbook(make_book([["a"]], ["kode"]))

    assert (book.properties.creator, book.properties.created.isoformat()) == (
        "Dinas Contoh",
        "2025-06-30T12:00:00",
    )
    dated = openpyxl.load_workbook(make_book([["a"]], ["kode"], descriptor={"modified": "2024-11-30"}))
    assert dated.properties.created.isoformat() == "2024-11-30T00:00:00"


def test_sheet_names_are_short_and_differ():
    taken = {"tentang", "kamus data"}
    names = [_name_sheet(wanted, taken) for wanted in ("tentang", "x" * 40, "x" * 41, "a/b", "History")]

    assert names == ["tentang (2)", "x" * 31, "x" * 27 + " (2)", "a-b", "History (2)"]
