"""Kinds of sheets by hand: each comes back as the table that is in it, and nothing is left out untold."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from made_readings import shaped_rows, sheet_of

from suluh.intake.shape_search import propose_shapes
from suluh.intake.shapes import Shapes
from suluh.reading.applied_recipe import apply_recipe
from suluh.vocabulary.raw_sheet import RawSheet


def _doubts(*sheets: RawSheet) -> list[str]:
    return [doubt.key for doubt in propose_shapes(sheets).doubts]


def _said(shapes: Shapes, *, warnings: bool = False) -> str:
    told = [*(entry for shape in shapes.shapes[:1] for entry in shape.evidence), *shapes.passed_over]
    return "\n".join(entry.text % entry.values for entry in told if entry.is_warning or not warnings)


def _table(text: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in text.strip("\n").split("\n")]


KINDS = yaml.safe_load((Path(__file__).parent / "shape_kinds.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_comes_back_as_the_table_that_is_in_it(kind: str) -> None:
    assert shaped_rows(sheet_of(KINDS[kind]["sheet"])) == _table(KINDS[kind]["table"])


def test_sheets_alike_on_other_lines_are_one() -> None:
    first = sheet_of("Data Pasar\n\nKelurahan | Kios\nTomba | 4\nWale | 5", "2022")
    second = sheet_of("Kelurahan | Kios\nTomba | 6\nWale | 7\nJumlah | 13", "2023")
    cover = sheet_of("Buku data pasar", "Sampul")
    assert _doubts(cover, first, second) == ["lembar"]
    assert shaped_rows(cover, first, second) == [
        ("Kelurahan", "Kios", "tahun"),
        ("Tomba", "4", "2022"),
        ("Wale", "5", "2022"),
        ("Tomba", "6", "2023"),
        ("Wale", "7", "2023"),
    ]


def test_sheets_named_after_places_ask_for_the_columns_name() -> None:
    sheets = [
        sheet_of(f"Kelurahan | Kios\n{name} | 4", place)
        for name, place in (("Tomba", "Wolio"), ("Wajo", "Murhum"))
    ]
    (which, column) = propose_shapes(sheets).doubts
    assert (which.key, which.likely) == ("lembar", "semua")
    assert (column.key, column.likely) == ("kolom_lembar", "kecamatan")
    assert shaped_rows(*sheets)[0] == ("Kelurahan", "Kios", "kecamatan")


def test_unlike_sheets_are_listed_and_none_is_taken_unasked() -> None:
    sheets = [
        sheet_of("Kelurahan | Kios\nTomba | 4", "Kios"),
        sheet_of("Jalan | Panjang (km)\nDayanu | 4", "Jalan"),
    ]
    (doubt,) = propose_shapes(sheets).doubts
    assert (doubt.key, doubt.likely) == ("lembar", "")
    assert [choice.word for choice in doubt.choices] == ["Kios", "Jalan"]
    assert shaped_rows(*sheets, answers={"lembar": "Jalan"}) == [("Jalan", "Panjang (km)"), ("Dayanu", "4")]


def test_hidden_sheets_are_passed_over_and_told() -> None:
    seen = sheet_of("Kelurahan | Kios\nTomba | 4", "Data")
    hidden = RawSheet("Pilihan", [["kode", "nama"], ["1", "ada"]], [1, 2], is_hidden=True)
    shapes = propose_shapes([hidden, seen])
    assert not shapes.doubts
    assert "tersembunyi" in _said(shapes)
    assert shaped_rows(hidden, seen) == [("Kelurahan", "Kios"), ("Tomba", "4")]


def test_sums_that_miss_their_parts_are_told_with_both_figures() -> None:
    shapes = propose_shapes(
        [sheet_of("Kecamatan | Kios | Pasar\nWolio | 41 | 2\nMurhum | 7 | 1\nJUMLAH | 49 | 3")]
    )
    assert (
        _said(shapes, warnings=True) == "Baris 4, kolom “Kios”: tertulis 49, padahal bagiannya berjumlah 48."
    )


@pytest.mark.parametrize("text", ["a", "a | b", "1", "1 | 2", "", "a\n1", "1\n2\n3"])
def test_the_smallest_sheets_are_read_or_said_to_be_empty(text: str) -> None:
    sheets = [sheet_of(text)] if text else [RawSheet("", [], [])]
    shapes = propose_shapes(sheets)
    assert bool(shapes.shapes) == bool(text)
    for shape in shapes.shapes:
        apply_recipe(sheets, shape.recipe)


def test_a_row_that_only_its_figures_make_a_total_is_asked() -> None:
    sheet = sheet_of("Pasar | Kios | Los\nA | 1041 | 202\nB | 3007 | 301\nC | 2009 | 103\nD | 6057 | 606")
    assert _doubts(sheet) == ["jumlah"]
    assert len(shaped_rows(sheet)) == 4
    assert len(shaped_rows(sheet, answers={"jumlah": "baris"})) == 5


def test_blanks_that_may_be_groups_are_asked() -> None:
    sheet = sheet_of("Kode | Kelurahan | Kios\na | Tomba | 4\n | Wale | 5\nb | Wajo | 6\n | Lamangga | 7")
    assert _doubts(sheet) == ["isi_ke_bawah"]
    assert [row[0] for row in shaped_rows(sheet)] == ["Kode", "a", "a", "b", "b"]
    assert [row[0] for row in shaped_rows(sheet, answers={"isi_ke_bawah": "kosong"})] == [
        "Kode",
        "a",
        "",
        "b",
        "",
    ]


def test_columns_stay_side_by_side_if_so_answered() -> None:
    sheet = sheet_of("Kecamatan | 2021 | 2022 | 2023\nWolio | 1 | 2 | 3")
    assert shaped_rows(sheet, answers={"bentuk": "lebar"}) == [
        ("Kecamatan", "2021", "2022", "2023"),
        ("Wolio", "1", "2", "3"),
    ]


BUDGET = """
APBD Tahun 2024

Kode | Uraian | Anggaran
4 | PENDAPATAN | 600
4.1 | PAD | 350
4.1.01 | Pajak | 300
4.1.02 | Retribusi | 50
4.2 | TRANSFER | 250
4.2.01 | Transfer Pusat | 250
"""


def test_sums_by_their_codes_are_left_out_and_asked() -> None:
    sheet = sheet_of(BUDGET)
    assert _doubts(sheet) == ["jenjang"]
    assert shaped_rows(sheet) == [
        ("Kode", "Uraian", "Anggaran", "tahun"),
        ("4.1.01", "Pajak", "300", "2024"),
        ("4.1.02", "Retribusi", "50", "2024"),
        ("4.2.01", "Transfer Pusat", "250", "2024"),
    ]
    assert len(shaped_rows(sheet, answers={"jenjang": "semua"})) == 7
    shaped = apply_recipe([sheet], propose_shapes([sheet]).shapes[0].recipe)
    assert [(total.line, total.stated, total.summed) for total in shaped.totals] == [
        (4, 600, 600),
        (5, 350, 350),
        (8, 250, 250),
    ]


def test_a_sum_by_its_code_that_misses_is_told() -> None:
    text = BUDGET.replace("| 350", "| 340")
    shapes = propose_shapes([sheet_of(text.replace("600", "590"))])
    assert "tertulis 340, padahal bagiannya berjumlah 350" in _said(shapes, warnings=True)


def test_hidden_lines_and_columns_are_read_and_told() -> None:
    rows = [["Kecamatan", "Kios", "Pasar"], ["Wolio", "41", "2"], ["Murhum", "7", "1"]]
    sheet = RawSheet("Data", rows, [1, 2, 3], hidden_lines=[3, 9], hidden_columns=[2])
    said = _said(propose_shapes([sheet]))
    assert "Baris 3 tersembunyi" in said
    assert "Kolom B tersembunyi" in said


def test_a_total_without_stored_figures_below_a_gap_is_no_note() -> None:
    sheet = sheet_of(
        "Kecamatan | Kios | Pasar\nWolio | 41 | 2\nMurhum | 7 | 1\n\nJUMLAH | |\n\nSumber: Dinas"
    )
    recipe = propose_shapes([sheet]).shapes[0].recipe
    assert (recipe.totals, recipe.notes) == (("JUMLAH",), ("Sumber",))
    assert len(shaped_rows(sheet)) == 3
