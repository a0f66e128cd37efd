"""Numbers in every form in which offices write them: read to their values, or asked; never another value."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_readings import read_cells

from suluh.cli.reading_preview import show_column
from suluh.intake.column_readings import ColumnReading
from suluh.intake.number_reading import make_field
from suluh.reading.rewritten_cells import rewrite_cell
from suluh.vocabulary.typed_cells import make_form


def value_of(column: ColumnReading, text: str) -> str | None:
    """The canonical text of a cell as the descriptor and the recipe that come of the reading have it."""
    form = make_form(make_field(column.name, column.type, column.form))
    return form.canonical(rewrite_cell(column.rewritten, text) if column.rewritten else text)


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["12", "1500"], ["12", "1500"]),
        (["1.234.567", "12.500"], ["1234567", "12500"]),
        (["1,234,567", "12,500"], ["1234567", "12500"]),
        (["1 234", "567", "12 345"], ["1234", "567", "12345"]),
        (["1\u202f234\u202f567", "5\u202f000"], ["1234567", "5000"]),
        (["1\u00a0234", "5"], ["1234", "5"]),
        (["1'234'567", "1'000"], ["1234567", "1000"]),
        (["1.234,5", "2,5"], ["1234.5", "2.5"]),
        (["1,234.5", "2.5"], ["1234.5", "2.5"]),
        (["24,777.18", "414.65", "1,686.54"], ["24777.18", "414.65", "1686.54"]),
        (["1.234", "1,5"], ["1234", "1.5"]),
        (["0.123", "1.234"], ["0.123", "1.234"]),
        (["1234.567", "1.234"], ["1234.567", "1.234"]),
        (["12,5", "12.5", "3,25", "1.5"], ["12.5", "12.5", "3.25", "1.5"]),
        (["1.000,5", "1,000.5"], ["1000.5", "1000.5"]),
        (["Rp 1.234.567,00", "Rp5.000,50"], ["1234567", "5000.5"]),
        (["Rp. 1.234.567,-", "Rp 500,-"], ["1234567", "500"]),
        (["IDR 1,234,567", "IDR 20"], ["1234567", "20"]),
        (["-Rp 1.234.567", "Rp 20"], ["-1234567", "20"]),
        (["Rp -1.234.567", "Rp 20"], ["-1234567", "20"]),
        (["80,00%", "75 %"], ["80", "75"]),
        (["12 jiwa", "1.200.300 jiwa"], ["12", "1200300"]),
        (["3,5 km", "4 km"], ["3.5", "4"]),
        (["3,5 km2", "4,25 km2"], ["3.5", "4.25"]),
        (["- 5", "6"], ["-5", "6"]),
        (["\u22125", "6"], ["-5", "6"]),
        (["1.2E+5", "3E4"], ["120000", "30000"]),
        (["7,472E+09", "1"], ["7472000000", "1"]),
        (["3.0", "4.0", "5"], ["3", "4", "5"]),
        (["3.0", "4.5"], ["3", "4.5"]),
    ],
)
def test_forms_without_doubt(cells: list[str], values: list[str]) -> None:
    column, doubts = read_cells("hasil", cells)
    assert column.type in ("integer", "number") and not doubts, column
    assert [value_of(column, cell) for cell in cells] == values
    assert column.least == min(values, key=Decimal) and column.greatest == max(values, key=Decimal)


@pytest.mark.parametrize(
    ("name", "cells", "key", "likely"),
    [
        ("hasil", ["1.234", "12.345"], "titik:hasil", ""),
        ("hasil", ["1,234"], "koma:hasil", ""),
        ("jumlah penduduk", ["1.234", "567"], "titik:jumlah penduduk", "ribuan"),
        ("rata-rata lama", ["1.234", "2.567"], "titik:rata-rata lama", "desimal"),
        ("lintang", ["-5.471", "-5.469"], "titik:lintang", "desimal"),
        ("hasil", ["1.234", "12.5", "3"], "titik:hasil", ""),
        ("hasil", ["1.234", "1,234"], "titik:hasil", ""),
        ("hasil", ["(1.234.567)", "2.000.000"], "kurung:hasil", "negatif"),
        ("hasil", ["1.234.567-", "2.000.000"], "kurung:hasil", "negatif"),
        ("hasil", ["1 potong", "2 potong", "3 potong"], "satuan:hasil", ""),
        ("hasil", ["80%", "0.8", "70%", "60%", "50%"], "ganjil:0.8", ""),
        ("lain", ["7472010", "7472020", "7472030"], "kode:lain", "kode"),
        ("lain", ["1.01", "1.02", "1.10"], "kode:lain", "kode"),
    ],
)
def test_what_cells_do_not_settle_is_asked(name: str, cells: list[str], key: str, likely: str) -> None:
    _, doubts = read_cells(name, cells)
    assert doubts == [key]
    answered, more = read_cells(name, cells, {key: "teks" if not key.startswith("kode") else "kode"})
    assert answered.type == "string" and not more
    assert likely in ("", *("ribuan", "desimal", "negatif", "kode"))


@pytest.mark.parametrize("mark", ["*", "**", "*)", " *", " r", "r)", "x)"])
def test_the_mark_of_a_footnote_is_shown_and_no_part_of_the_number(mark: str) -> None:
    column, doubts = read_cells("hasil", [f"5{mark}", "10", "3", f"44{mark}", "7"])
    assert (column.type, column.form, doubts) == ("integer", {"bareNumber": False}, [])
    text, value = column.examples[0]
    assert text in (f"5{mark}", f"44{mark}") and text.removesuffix(mark) == value
    assert f"“{text.strip()}” dibaca {value}" in show_column(column)
    assert (column.least, column.greatest) == ("3", "44")
    every, _ = read_cells("hasil", [f"5{mark}", f"10{mark}", f"3{mark}", "7"])
    assert every.type == "string", "what most cells have is no footnote"


def test_other_columns_tell_what_a_mark_means() -> None:
    from made_readings import read_rows

    rows = [("1.234", "12,5"), ("2.345", "13,75")]
    doubt = next(doubt for doubt in read_rows(("a", "b"), rows).doubts if doubt.key == "titik:a")
    assert doubt.likely == "ribuan"
    rows = [("1.234", "12.5"), ("2.345", "13.75")]
    doubt = next(doubt for doubt in read_rows(("a", "b"), rows).doubts if doubt.key == "titik:a")
    assert doubt.likely == "desimal"


@pytest.mark.parametrize(
    "cells",
    [
        ["15-19", "20-24"],
        ["Jl. Merdeka 12", "Jl. Kebun 3"],
        ["<5", "10"],
        ["3 km", "4 m"],
        ["12.345.67", "1"],
        ["RT 05", "RT 06"],
        ["1/2", "3/4"],
        ["5.1.02.01", "5.1.02.02"],
    ],
)
def test_texts_with_figures_stay_texts(cells: list[str]) -> None:
    assert read_cells("hasil", cells)[0].type == "string"


NAMES = ("hasil", "nilai", "luas", "jumlah", "Pagu (Rp)", "lain")


@st.composite
def written(draw: st.DrawFn) -> tuple[str, list[Decimal], list[str]]:
    """A header, values, and the values in one form."""
    group = draw(st.sampled_from(["", ".", ",", " ", "\u00a0", "'"]))
    decimal = draw(st.sampled_from([mark for mark in ".," if mark != group]))
    places = draw(st.integers(0, 4))
    before = draw(st.sampled_from(["", "Rp ", "Rp", "IDR ", "Rp. "]))
    after = draw(st.sampled_from(["", ",-"] if before else ["", " jiwa", "%", " km2"]))
    after = "" if after == ",-" and places else after
    minus = draw(st.sampled_from("bm" if after else "bmt"))
    least = draw(st.sampled_from([0, 0, -(10**7)]))
    most = draw(st.sampled_from([100, 2_000, 10**6, 10**12]))
    values = draw(st.lists(st.decimals(least, most, places=places), min_size=1, max_size=12))
    texts = []
    for value in values:
        plain = f"{abs(value):,.{places}f}".replace(",", "G").replace(".", decimal).replace("G", group)
        text = f"{before}{plain}{after}"
        signed = {"b": f"({text})", "m": f"-{text}", "t": f"{text}-"}[minus]
        texts.append(signed if value < 0 else text)
    return draw(st.sampled_from(NAMES)), values, texts


@given(written())
def test_no_form_is_read_as_another_value_in_silence(table: tuple[str, list[Decimal], list[str]]) -> None:
    name, values, texts = table
    column, doubts = read_cells(name, texts)
    if doubts or column.type == "string":
        return
    found = [value_of(column, text) for text in texts]
    assert [Decimal(text) if text is not None else None for text in found] == values
