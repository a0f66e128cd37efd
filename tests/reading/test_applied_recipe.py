"""A recipe puts every cell of an office's sheet into the table or says why it is not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suluh.reading.applied_recipe import apply_recipe
from suluh.reading.raw_sheets import read_raw_sheets
from suluh.reading.recipe_misfits import tell_totals
from suluh.vocabulary.findings import Place
from suluh.vocabulary.raw_sheet import MergedCells, RawSheet
from suluh.vocabulary.reading_recipe import ReadingRecipe, Unpivot
from suluh.vocabulary.shaped_table import Reason, Shaped

CASES = Path(__file__).parents[1] / "intake" / "cases"


def make_sheet(*rows: Sequence[Any], name: str = "", **more: Any) -> RawSheet:
    """A sheet of rows from line 1; empty rows are left out, as readers do."""
    width = max(map(len, rows))
    filled = [(line, row) for line, row in enumerate(rows, start=1) if any(cell != "" for cell in row)]
    cells = [[*map(str, row), *[""] * (width - len(row))] for _, row in filled]
    return RawSheet(name, cells, [line for line, _ in filled], **more)


def shape(*sheets: RawSheet, room: int | None = None, expected: Sequence[str] = (), **recipe: Any) -> Shaped:
    return apply_recipe(sheets, ReadingRecipe(**recipe), room=room, expected=expected)


def read(name: str, **recipe: Any) -> Shaped:
    sheets, _ = read_raw_sheets(name, (CASES / name).read_bytes())
    return shape(*sheets, **recipe)


def rows(shaped: Shaped) -> list[tuple[str, ...]]:
    assert shaped.table is not None, shaped.findings
    return list(shaped.table.rows)


def codes(shaped: Shaped) -> list[str]:
    return [finding.code for finding in shaped.findings]


YEARS = Unpivot(
    columns=("SD_2021", "SD_2022", "SD_2023", "SMP_2021", "SMP_2022", "SMP_2023"),
    into=("jenjang", "tahun"),
    measure="jumlah",
    values={f"{level}_{year}": (level, str(year)) for level in ("SD", "SMP") for year in (2021, 2022, 2023)},
)


def test_wide_tables_become_long_and_know_their_cells() -> None:
    shaped = read("tahun-ke-samping.csv", unpivot=YEARS, names={"Kecamatan": "kecamatan"})
    table = shaped.table
    assert table is not None and table.source is not None and not codes(shaped)
    assert table.header == ("kecamatan", "jenjang", "tahun", "jumlah") and len(table.rows) == 12
    assert table.rows[4] == ("Betoambari", "SMP", "2022", "4") and table.lines[4] == 2
    assert [table.source.column_of(4, column) for column in range(4)] == [1, 6, 6, 6]
    assert not shaped.leaves_out


def test_a_header_of_two_lines_with_merged_cells() -> None:
    columns = {
        f"Penduduk {year} | {sex}": (sex, str(year))
        for year in (2023, 2024)
        for sex in ("Laki-laki", "Perempuan")
    }
    unpivot = Unpivot(tuple(columns), ("jenis_kelamin", "tahun"), "jumlah", columns)
    shaped = read("kepala-dua-baris.xlsx", header_lines=(1, 2), unpivot=unpivot)
    assert rows(shaped)[1] == ("Betoambari", "Perempuan", "2023", "10103") and len(rows(shaped)) == 8
    assert shaped.kinds[0] == "tttn"


def test_titles_numbers_totals_and_notes_are_left_out_with_the_reason() -> None:
    recipe: dict[str, Any] = {
        "header_lines": (5,),
        "number_row": True,
        "totals": ("Jumlah",),
        "notes": ("sumber",),
        "names": {"NO": "", "KET": ""},
    }
    shaped = read("judul-dan-jumlah.xlsx", **recipe)
    assert shaped.table is not None
    assert shaped.table.header == ("KECAMATAN", "JUMLAH KELUARGA", "JUMLAH INDIVIDU")
    assert shaped.table.rows[2] == ("Sorawolio", "839", "27605") and len(shaped.table.rows) == 5
    assert {(left.line, left.reason) for left in shaped.left_out} == {
        (1, Reason.TITLE),
        (2, Reason.TITLE),
        (6, Reason.NUMBERS),
        (12, Reason.TOTAL),
        (14, Reason.NOTE),
    }
    assert [(left.name, left.filled) for left in shaped.left_columns] == [("NO", 5), ("KET", 0)]
    assert not codes(shaped) and not shaped.totals  # its formulas have no values


def test_a_total_is_compared_with_its_parts() -> None:
    shaped = read("baris-jumlah.xlsx", header_lines=(4,), totals=("JUMLAH",))
    assert len(rows(shaped)) == 12
    assert [(total.name, total.fits, total.summed, total.parts) for total in shaped.totals] == [
        ("JUMLAH KENDARAAN", True, Decimal(16842), 12),
        ("RETRIBUSI", True, Decimal(2138934000), 12),
    ]


def test_a_block_of_a_sheet_with_a_column_of_sums() -> None:
    shaped = read(
        "beberapa-tabel.xlsx",
        cells="A10:E12",
        sum_columns={"JUMLAH": ("FORMAL", "NONFORMAL")},
        names={"NO": ""},
    )
    assert rows(shaped) == [("Wolio", "132136", "123419"), ("Murhum", "80110", "40220")]
    assert [(total.line, total.stated, total.summed) for total in shaped.totals] == [
        (11, Decimal(258555), Decimal(255555))
    ]
    assert {left.reason for left in shaped.left_out} == {Reason.TITLE}


def test_sheets_alike_are_read_below_each_other() -> None:
    shaped = read(
        "beberapa-lembar.xlsx",
        sheets=("data 2023", "data 2024"),
        sheet_column="tahun",
        sheet_values={"data 2023": "2023", "data 2024": "2024"},
    )
    table = shaped.table
    assert table is not None and table.source is not None
    assert table.rows[0] == ("Bugi", "6", "2023") and table.rows[3] == ("Wameo", "9", "2024")
    assert table.source.section_of(3).sheet == "data 2024" and table.lines[3] == 3
    assert shaped.left_sheets == ("Petunjuk",) and shaped.leaves_out


def test_a_web_export_of_four_header_lines() -> None:
    names = {
        "Kota dan Kecamatan": "kecamatan",
        "Kepadatan Penduduk menurut Kecamatan (jiwa/km2) | Jumlah Penduduk | 2022": "penduduk",
        "Kepadatan Penduduk menurut Kecamatan (jiwa/km2) | Luas Wilayah (km2) | 2022": "luas",
        "Kepadatan Penduduk menurut Kecamatan (jiwa/km2) | Kepadatan (jiwa/km2) | 2022": "kepadatan",
    }
    shaped = read(
        "ekspor-web.csv",
        header_lines=(1, 2, 3, 4),
        names=names,
        totals=("Kota Baubau",),
        constants={"tahun": "2022"},
    )
    assert shaped.table is not None and shaped.table.header == (
        "kecamatan",
        "penduduk",
        "luas",
        "kepadatan",
        "tahun",
    )
    assert rows(shaped) == [
        ("Betoambari", "20124", "32.78", "614", "2022"),
        ("Wolio", "44021", "28.90", "1523", "2022"),
    ]
    assert [(total.name, total.fits) for total in shaped.totals] == [(list(names)[1], True)]


def test_a_file_without_a_header() -> None:
    names = {"kolom_A": "kode", "kolom_B": "provinsi", "kolom_C": "nama"}
    shaped = read("tanpa-judul.csv", has_header=False, names=names)
    assert shaped.table is not None and shaped.table.header == ("kode", "provinsi", "nama")
    assert len(shaped.table.rows) == 3 and shaped.table.header_line == 0


def test_groups_and_empty_cells_take_what_stands_above() -> None:
    sheet = make_sheet(
        ("Urusan", "Unit", "Nilai"),
        ("A", "Pendidikan", ""),
        ("1", "SD", "5"),
        ("", "SMP", "6"),
        ("B", "Kesehatan", ""),
        ("", "RS", "7"),
    )
    shaped = shape(sheet, group_column="urusan", fill_down=("Urusan",))
    assert rows(shaped) == [
        ("1", "SD", "5", "A Pendidikan"),
        ("1", "SMP", "6", "A Pendidikan"),
        ("", "RS", "7", "B Kesehatan"),
    ]


def test_totals_above_their_parts_and_totals_of_totals() -> None:
    above = make_sheet(("k", "n"), ("Jumlah", 10), ("Jumlah", 4), ("a", 1), ("b", 3), ("Jumlah", 6), ("c", 6))
    assert [total.fits for total in shape(above, totals=("Jumlah",)).totals] == [True, True, True]
    below = make_sheet(("k", "n"), ("a", 1), ("b", 3), ("Jumlah", 4), ("c", 6), ("Jumlah", 6), ("Total", 10))
    assert [total.fits for total in shape(below, totals=("Jumlah", "Total")).totals] == [True, True, True]
    wrong = make_sheet(("k", "n"), ("a", 1), ("b", 3), ("Jumlah", 5), ("c", 6), ("Jumlah", 11))
    assert [total.fits for total in shape(wrong, totals=("Jumlah",)).totals] == [False, False]


def test_means_are_not_held_against_sums() -> None:
    sheet = make_sheet(("k", "persen"), ("a", 40), ("b", 60), ("Kota", 51))
    (total,) = shape(sheet, totals=("Kota",)).totals
    assert not total.fits and total.may_be_mean


def test_a_year_that_the_recipe_does_not_name_is_told() -> None:
    sheet = make_sheet(("Kecamatan", "SD_2023", "SD_2024"), ("Wolio", 1, 2))
    shaped = shape(sheet, unpivot=Unpivot(("SD_2023",), ("tahun",), "jumlah", {"SD_2023": ("2023",)}))
    assert shaped.table is None and codes(shaped) == ["D014"]
    assert shaped.findings[0].details["kolom"] == "SD_2024"


def test_a_header_that_moved_is_told_with_its_new_place() -> None:
    sheet = make_sheet(("Data",), ("Tahun 2026",), ("Kecamatan", "Jumlah"), ("Wolio", 1))
    shaped = shape(sheet, header_lines=(2,), names={"Kecamatan": "kecamatan", "Jumlah": "jumlah"})
    assert codes(shaped) == ["D012"] and shaped.findings[0].details == {"baris": "2", "ada": "3"}


@pytest.mark.parametrize(
    ("recipe", "code"),
    [
        ({"sheets": ("lain",)}, "D010"),
        ({"names": {"Kecamatn": "kecamatan"}}, "D011"),
        ({"fill_down": ("Desa",)}, "D011"),
        ({"totals": ("JUMLAH",)}, "D013"),
        ({"number_row": True}, "F036"),
        ({"cells": "A9:B12"}, "F038"),
        ({"blocks": {"A1:B2": "x", "D1:E2": "y"}, "block_column": "blok"}, "F038"),
    ],
)
def test_what_fits_no_more_is_told(recipe: dict[str, Any], code: str) -> None:
    sheet = make_sheet(("Kecamatan", "Nilai"), ("Wolio", 1), ("Bungi", 2), name="a")
    assert codes(shape(sheet, **recipe)) == [code]


def test_sheets_that_are_not_alike_are_told() -> None:
    first, second = make_sheet(("a", "b"), (1, 2), name="x"), make_sheet(("a", "c"), (1, 2), name="y")
    shaped = shape(first, second, sheets=("x", "y"))
    assert codes(shaped) == ["F039"]
    assert shaped.findings[0].details == {"lembar": "y", "kurang": "b", "lebih": "c"}


def test_a_table_that_swells_ends() -> None:
    columns = tuple(f"k{number}" for number in range(500))
    sheet = make_sheet(("a", *columns), *[(str(number), *["1"] * 500) for number in range(50)])
    unpivot = Unpivot(columns, ("k",), "n", {})
    assert shape(sheet, unpivot=unpivot, room=10_000).too_large


texts = st.text("abcXY 1,.", max_size=3)


@given(st.lists(st.lists(texts, min_size=3, max_size=3), max_size=6), st.booleans())
def test_laid_below_and_put_side_by_side_again_is_the_same(body: list[list[str]], skip: bool) -> None:
    numbered = [(str(number), *cells) for number, cells in enumerate(body)]
    sheet = make_sheet(("no", "a", "b", "c"), *numbered, name="x")
    shaped = shape(sheet, unpivot=Unpivot(("a", "b", "c"), ("kolom",), "isi", {}, skip_empty=skip))
    wide: dict[str, dict[str, str]] = {no: {} for no, *_ in numbered}
    for number, column, cell in rows(shaped):
        wide[number][column] = cell
    assert [tuple(wide[no].get(key, "") for key in "abc") for no, *_ in numbered] == [
        tuple(cells) for _, *cells in numbered
    ]


words = st.sampled_from(["", "", "Jumlah", "Sumber: x", "7", "12.5", "Wolio", "A", "(1)", "2", "3"])
recipes = st.fixed_dictionaries(
    {
        "header_lines": st.sampled_from([(), (1,), (2,), (1, 2)]),
        "number_row": st.booleans(),
        "totals": st.sampled_from([(), ("Jumlah",), ("", "Jumlah")]),
        "notes": st.sampled_from([(), ("Sumber",)]),
        "cells": st.sampled_from(["", "B2:C", "A2:C4", "A1:B9"]),
        "group_column": st.sampled_from(["", "kelompok"]),
        "sheets": st.sampled_from([(), ("x",), ("y", "x")]),
    }
)


@given(st.lists(st.lists(words, min_size=4, max_size=4), min_size=2, max_size=7), recipes)
def test_every_filled_cell_is_in_the_table_or_told(body: list[list[str]], recipe: dict[str, Any]) -> None:
    if not any(any(row) for row in body):
        return
    sheets = [make_sheet(*body, name=name) for name in ("x", "y")]
    shaped = shape(*sheets, **recipe)
    table = shaped.table
    if table is None:
        assert shaped.findings
        return
    assert table.source is not None
    accounted: Counter[tuple[str, int, int]] = Counter()
    for index, row in enumerate(table.rows):
        section = table.source.section_of(index)
        for column, cell in enumerate(row):
            at = table.source.column_of(index, column)
            if at and cell:
                sheet = next(sheet for sheet in sheets if sheet.name == section.sheet)
                line = table.lines[index]
                assert sheet.rows[list(sheet.lines).index(line)][at - 1] == cell
                accounted[section.sheet, line, at] += 1
    for left in shaped.left_out:
        accounted.update((left.sheet, left.line, column) for column, _ in left.cells)
    assert not accounted or max(accounted.values()) == 1
    header_lines = recipe["header_lines"]
    left_columns = {(left.sheet, left.column) for left in shaped.left_columns}
    for sheet in sheets:
        if sheet.name in shaped.left_sheets:
            continue
        first = header_lines or (table.header_line,)
        for line, cells in zip(sheet.lines, sheet.rows, strict=True):
            for column, cell in enumerate(cells, start=1):
                known = (sheet.name, line, column) in accounted or (sheet.name, column) in left_columns
                assert not cell.strip() or known or line in first or line <= max(first)


def test_merged_cells_of_the_body_take_what_stands_above() -> None:
    sheet = make_sheet(
        ("k", "n"),
        ("Wolio", 1),
        ("", 2),
        ("Bungi", 3),
        merged=(MergedCells(2, 1, 3, 1),),
        kinds=["tt", "tn", ".n", "tn"],
    )
    shaped = shape(sheet, fill_down=("k",))
    assert [row[0] for row in rows(shaped)] == ["Wolio", "Wolio", "Bungi"] and shaped.kinds[1] == "tn"


def test_a_long_table_takes_time_by_its_length() -> None:
    sheet = RawSheet("", [["k", "n"], *[["a", "1"]] * 20_000], range(1, 20_002))
    assert len(rows(shape(sheet, totals=()))) == 20_000


def test_a_total_that_differs_is_told_at_its_cell() -> None:
    sheet = make_sheet(("k", "n"), ("a", 1), ("b", 3), ("Jumlah", 40))
    (finding,) = tell_totals(shape(sheet, totals=("Jumlah",)).totals, Place("a.xlsx"))
    assert (finding.code, finding.place.cell, finding.details["hitung"]) == ("F037", "B4", Decimal(4))


def test_columns_taken_in_another_order_keep_their_source() -> None:
    table = read("tahun-ke-samping.csv", unpivot=YEARS).table
    assert table is not None and table.source is not None
    taken = table.source.take_columns((3, -1, 0))
    assert [taken.column_of(4, column) for column in range(3)] == [6, 0, 1]


def test_a_row_of_data_is_not_shown_as_a_header() -> None:
    sheet = make_sheet(("Ali bin Fulan", 12), ("Budi bin Fulan", 13))
    shaped = shape(sheet, names={"Nama": "", "Jumlah": "jumlah"})
    assert codes(shaped) == ["D011", "D011"]
    assert not any("Fulan" in repr(finding.details) for finding in shaped.findings)


def test_cells_of_columns_that_are_left_out_are_not_shown() -> None:
    sheet = make_sheet(("Nama", "Jumlah"), ("Ali bin Fulan", 12), ("Budi bin Fulan", 13))
    shaped = shape(sheet, names={"Nama": ""}, number_row=True)
    assert [finding.details for finding in shaped.findings] == [{"isi": "12"}]


SPENDING = make_sheet(
    ("skpd", "kode", "rekening", "nilai"),
    ("1.06", "a", "5.1.02.01.001.00024", "10.50"),
    ("1.06", "a", "", "0"),
    ("1.06", "a", "5.1.02.01.001.00024", "2.25"),
    ("1.06", "b", "", "7"),
    ("1.06", "b", "5.1.02.01.01.0024", "1"),
    ("9.99", "b", "5.1.02.01.01.0024", "1"),
)


def test_rows_are_skipped_replaced_and_added_up_in_one_go() -> None:
    shaped = shape(
        SPENDING,
        rewritten={"rekening": "rekening"},
        replaced={"skpd": {"1.06": "dinas-sosial"}},
        skipped={"rekening": ("",)},
        added_up=("nilai",),
    )
    assert rows(shaped) == [
        ("dinas-sosial", "a", "5.1.02.01.01.0024", "12.75"),
        ("dinas-sosial", "b", "5.1.02.01.01.0024", "1"),
        ("9.99", "b", "5.1.02.01.01.0024", "1"),
    ]
    assert shaped.table is not None
    assert list(shaped.table.lines) == [2, 6, 7]
    assert [(left.line, left.reason) for left in shaped.left_out] == [
        (3, Reason.SKIPPED),
        (5, Reason.SKIPPED),
        (4, Reason.ADDED),
    ]
    (skipped,) = shaped.skipped
    assert (skipped.lines, skipped.amounts["nilai"]) == ((3, 5), Decimal(7))


def test_a_column_is_copied_and_each_copy_has_its_own_form() -> None:
    names = make_sheet(("nama", "jumlah"), ("Dinas Sosial & PPA", "1"), ("RSUD Namlea", "2"))
    copies = {"slug": "nama", "jenis": "nama"}
    shaped = shape(names, copies=copies, rewritten={"slug": "alamat", "jenis": "jenis-instansi"})
    assert rows(shaped) == [
        ("Dinas Sosial & PPA", "1", "dinas-sosial-ppa", "dinas"),
        ("RSUD Namlea", "2", "rsud-namlea", "rumah-sakit"),
    ]
    assert shaped.table is not None
    assert shaped.table.source is not None
    assert shaped.table.source.column_of(1, 2) == 1


def test_sections_stay_right_when_rows_go() -> None:
    first, second = (
        make_sheet(("a", "n"), ("x", "1"), ("y", "2"), name="s1"),
        make_sheet(("a", "n"), ("x", "3"), ("z", "4"), name="s2"),
    )
    shaped = shape(first, second, sheets=("s1", "s2"), sheet_column="s", skipped={"a": ("x",)})
    assert rows(shaped) == [("y", "2", "s1"), ("z", "4", "s2")]
    assert shaped.table is not None
    assert shaped.table.source is not None
    assert [shaped.table.source.section_of(row).sheet for row in (0, 1)] == ["s1", "s2"]


@pytest.mark.parametrize(
    "recipe",
    [
        {"copies": {"b": "tidak"}},
        {"replaced": {"tidak": {"1": "2"}}},
        {"skipped": {"tidak": ("",)}},
        {"added_up": ("tidak",)},
    ],
)
def test_steps_that_name_no_column_are_told(recipe: dict[str, Any]) -> None:
    assert codes(shape(SPENDING, **recipe)) == ["D011"]


@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from("xy"), st.integers(0, 999).map(str)), max_size=12
    )
)
def test_adding_up_keeps_every_sum(body: list[tuple[str, str, str]]) -> None:
    sheet = make_sheet(("k", "m", "n"), *body, ("a", "x", "0"))
    before: Counter[tuple[str, str]] = Counter()
    for first, second, amount in body:
        before[first, second] += int(amount)
    after = {
        key: int(amount)
        for *key_parts, amount in rows(shape(sheet, added_up=("n",)))
        if (key := tuple(key_parts))
    }
    assert after == {("a", "x"): 0} | dict(before)
