"""Rows and lines that may be several things are asked, and each answer makes the table that it means."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from made_readings import read_cells, read_rows, shaped_rows, sheet_of

from suluh.intake.shape_search import propose_shapes
from suluh.reading.applied_recipe import apply_recipe
from suluh.reading.raw_text import read_raw_text
from suluh.vocabulary.findings import Place
from suluh.vocabulary.raw_sheet import MergedCells

KINDS = yaml.safe_load((Path(__file__).parent / "shape_kinds.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("notes in several cells above a whole header", "judul_atas"),
        ("a title parted into cells above two languages", "judul_atas"),
        ("notes spread over cells below", "baris_akhir"),
        ("a place at the end that is not counted yet", "baris_akhir"),
        ("rows below the total", "hitungan"),
        ("a code over several columns", "hitungan"),
        ("the whole in earlier years below it", "hitungan"),
        ("school years below the total", "hitungan"),
        ("remarks in the column beside a table", "kolom_catatan"),
        ("a heading over groups of a whole header", ""),
        ("two languages, and the whole by its name", ""),
        ("a list beside itself without a gap", ""),
    ],
)
def test_what_may_be_two_things_is_asked(kind: str, asked: str) -> None:
    keys = [doubt.key for doubt in propose_shapes([sheet_of(KINDS[kind]["sheet"])]).doubts]
    assert (asked in keys) if asked else not {"judul_atas", "baris_akhir", "hitungan"} & set(keys)


LANGUAGES = """
Tabel | 3.1.1 | Kios
Kecamatan | Kios | Los
Subdistrict | Stalls | Sheds
Wolio | 69 | 12
Murhum | 60 | 30
"""


@pytest.mark.parametrize(
    ("answer", "header"),
    [
        ("judul", ("Tabel Kecamatan Subdistrict", "3.1.1 Kios Stalls", "Kios Los Sheds")),
        ("terdekat", ("Kecamatan Subdistrict", "Kios Stalls", "Los Sheds")),
        ("catatan", ("Subdistrict", "Stalls", "Sheds")),
    ],
)
def test_lines_above_a_header_are_what_was_answered(answer: str, header: tuple[str, ...]) -> None:
    rows = shaped_rows(sheet_of(LANGUAGES), answers={"judul_atas": answer})
    assert rows == [header, ("Wolio", "69", "12"), ("Murhum", "60", "30")]


def test_rows_at_the_end_are_what_was_answered() -> None:
    sheet = sheet_of("Kecamatan | Padi | Jagung\nWolio | 10 | 8\nBungi | 20 | 15\nbelum final | |")
    assert len(shaped_rows(sheet, answers={"baris_akhir": "catatan"})) == 3
    assert shaped_rows(sheet, answers={"baris_akhir": "data"})[-1] == ("belum final", "", "")
    below = sheet_of("No | Padi | Jagung\n1 | 10 | 8\n2 | 20 | 15\n3 | 31 | 9\nLaju | 2 | 3")
    assert len(shaped_rows(below)) == 4
    assert shaped_rows(below, answers={"hitungan": "data"})[-1] == ("Laju", "2", "3")


def test_the_header_of_a_table_of_texts_is_asked_where_its_first_line_lacks_a_name() -> None:
    sheet = sheet_of(
        "Instansi | Dinas Pertanian |\nPoktan | Ketua | Alamat\nSinar | A | Jalan A\nMaju | B | Jalan B"
    )
    assert "baris_judul" in [doubt.key for doubt in propose_shapes([sheet]).doubts]
    assert shaped_rows(sheet, answers={"baris_judul": "2"})[0] == ("Poktan", "Ketua", "Alamat")
    assert len(shaped_rows(sheet, answers={"baris_judul": "1"})) == 4


def test_amounts_in_merged_cells_count_once_unless_answered_otherwise() -> None:
    text = "Sasaran | Isi | Pagu\nMutu | RLS | 450\n | HLS |\nKelola | SAKIP | 120\n | IKM |\nJumlah | | 570"
    areas = tuple(MergedCells(first, column, first + 1, column) for first in (2, 4) for column in (1, 3))
    sheet = sheet_of(text, merged=areas)
    assert [doubt.key for doubt in propose_shapes([sheet]).doubts] == ["angka_gabung"]
    assert [row[::2] for row in shaped_rows(sheet)[1:]] == [
        ("Mutu", "450"), ("Mutu", ""), ("Kelola", "120"), ("Kelola", "")
    ]  # fmt: skip
    each = shaped_rows(sheet, answers={"angka_gabung": "tiap"})
    assert [row[2] for row in each[1:]] == ["450", "450", "120", "120"]


def test_ticks_of_several_columns_are_one_question() -> None:
    column, doubts = read_cells("jan", ["v", ""], {"centang": "kosong"})
    assert (column.type, doubts) == ("boolean", [])


def test_a_header_one_name_short_names_the_columns_from_the_second_on() -> None:
    """As statistical programs write tables whose rows have names."""
    sheet = sheet_of("Kios | Pasar |\nWolio | 3 | 4\nBungi | 5 | 6")
    (doubt,) = propose_shapes([sheet]).doubts
    assert (doubt.key, doubt.likely) == ("judul_kurang", "")
    second = shaped_rows(sheet, answers={"judul_kurang": "kedua"})
    assert second == [("uraian", "Kios", "Pasar"), ("Wolio", "3", "4"), ("Bungi", "5", "6")]
    (numbered,) = propose_shapes([sheet_of("Kios | Pasar |\n1 | 3 | 4\n2 | 5 | 6")]).doubts
    assert (numbered.key, numbered.likely) == ("judul_kurang", "kedua")
    assert shaped_rows(sheet, answers={"judul_kurang": "pertama"})[0] == ("Kios", "Pasar", "kolom_C")
    (open_doubt,) = propose_shapes([sheet_of("Kios | Pasar |\n7 | 3 | 4\n9 | 5 | 6")]).doubts
    assert (open_doubt.key, open_doubt.likely) == ("judul_kurang", "")
    for header, rows in (("Kecamatan | Padi |", "10 | 40"), ("Kios | Pasar |", "3 | baik")):
        (open_doubt,) = propose_shapes([sheet_of(f"{header}\nWolio | {rows}\nBungi | {rows}")]).doubts
        assert (open_doubt.key, open_doubt.likely) == ("judul_kurang", ""), header


def test_a_member_with_the_name_of_a_group_on_another_sheet_stays() -> None:
    """So does a group that has parts on one sheet alone."""
    head = "No | Uraian | Nilai\nA | Pajak | 30\n1 | Hotel | 10\n2 | Restoran | 20"
    sheets = [
        sheet_of(f"{head}\nB | Retribusi | 70\n1 | Parkir | 30\n2 | Pasar | 40", "2022"),
        sheet_of(f"{head}\nB | Denda | 90\n1 | Bunga | 50\n2 | Retribusi | 40", "2023"),
        sheet_of(f"{head}\nB | Retribusi | 80\nC | Denda | 9\n1 | Bunga | 4\n2 | Parkir | 5", "2024"),
    ]
    rows = shaped_rows(*sheets)
    assert ("2", "Retribusi", "40", "B Denda", "2023") in rows
    assert ("B", "Retribusi", "80", "B Retribusi", "2024") in rows
    assert len(rows) == 14


def test_the_sum_of_a_group_is_compared_with_its_parts_alone() -> None:
    sheet = sheet_of(
        "No | Uraian | Nilai\nI | Pajak | 310\n1 | Hotel | 100\n2 | Restoran | 200\nII | Retribusi | 50\n"
        "III | Hasil | 30\n1 | Bunga | 10\n2 | Denda | 20\nIV | Lain-lain | 7\n1 | Sewa | 3\n2 | Jasa | 4"
    )
    likely = propose_shapes([sheet]).likely
    assert likely is not None
    totals = apply_recipe([sheet], likely.recipe).totals
    assert [(int(each.stated), int(each.summed), each.parts) for each in totals] == [
        (310, 300, 2), (30, 30, 2), (7, 7, 2)
    ]  # fmt: skip


def test_commas_within_quotes_part_no_cells() -> None:
    rows = [f'{at} "S01" "Kota, Provinsi {at}"' for at in range(1, 9)]
    sheets, findings = read_raw_text("\n".join(['"musim" "asal"', *rows, ""]).encode(), Place("a.csv"))
    assert not findings
    assert shaped_rows(*sheets)[:2] == [("uraian", "musim", "asal"), ("1", "S01", "Kota, Provinsi 1")]


def test_the_name_of_a_column_is_no_fourth_question() -> None:
    notes = "catatan | atas tabel\nKecamatan | Kios | Los\nWolio | 1 | 2\nBungi | 3 | 4\nselesai | sudah |"
    sheets = [sheet_of(notes, name) for name in ("arts", "other")]
    asked = [doubt.key for doubt in propose_shapes(sheets).doubts]
    assert asked == ["lembar", "baris_akhir", "judul_atas"]
    answers = dict.fromkeys(asked, "catatan") | {"lembar": "semua"}
    assert not propose_shapes(sheets, answers).doubts


def test_blanks_part_quoted_texts_and_numbers_though_the_header_is_one_short() -> None:
    data = b'"Kios" "Pasar"\n"Kota Lama" 3 4\n"Bungi" 5 6\n"Wolio" 7 9\n'
    sheets, findings = read_raw_text(data, Place("a.csv"))
    assert not findings
    assert shaped_rows(*sheets)[:2] == [("uraian", "Kios", "Pasar"), ("Kota Lama", "3", "4")]


@pytest.mark.parametrize(
    ("name", "cells", "type_name", "asked"),
    [
        ("city_mpg", ["11", "14", "14", "21"], "integer", False),
        ("lagNik", ["-122", "136", "24"], "integer", False),
        ("mpg_c", ["11.0", "13.0", "16.0"], "integer", False),
        ("no_gears", ["6", "6", "7", "7", "6", "8"], "integer", True),
        ("no_rekening", ["1234567", "1234568", "1234569"], "string", False),
        ("kode kota", ["71", "72", "73"], "string", False),
    ],
)
def test_words_beside_others_make_no_codes_in_silence(
    name: str, cells: list[str], type_name: str, *, asked: bool
) -> None:
    column, doubts = read_cells(name, cells)
    assert (column.type, doubts == [f"kode:{name}"]) == (type_name, asked)


def test_a_first_row_with_an_odd_text_among_its_figures_is_no_header() -> None:
    sheet = sheet_of(
        "Bags | Group | count\n1 and 2 | near | 34\n3 | near | 11\n4 | below | 20\n5 | below | 30"
    )
    assert len(shaped_rows(sheet)) == 5


TITLED = """
MENURUT PENDIDIKAN | | | MENURUT USIA |
Pendidikan | Jumlah | | Usia | Jumlah
SMA | 120 | | di bawah 30 | 95
D3 | 60 | | 30 ke atas | 180
S1 | 250 | | 40 ke atas | 110
"""


def test_tables_beside_each_other_under_titles_of_their_own_are_not_one() -> None:
    shapes = propose_shapes([sheet_of(TITLED)])
    assert shapes.likely is not None and shapes.likely.cells == "A2:B5"
    assert [doubt.key for doubt in shapes.doubts][:1] == ["tabel"]


REMARKED = """
JUMLAH TERNAK | | Catatan:
Kecamatan | Sapi | 1. sementara
Wolio | 1 | 2. survei
Murhum | 4 |
"""


def test_remarks_beside_a_table_are_what_was_answered() -> None:
    sheet = sheet_of(REMARKED)
    assert shaped_rows(sheet, answers={"kolom_catatan": "catatan"})[0] == ("Kecamatan", "Sapi")
    assert len(shaped_rows(sheet, answers={"kolom_catatan": "kolom"})[0]) == 3


@pytest.mark.parametrize(
    ("cells", "likely"),
    [
        (("1) sementara", "", ""), "catatan"),
        (("1) sementara", "2) survei", "*) angka lama"), "catatan"),
        (("aspal", "rabat", "aspal"), ""),
        (("aspal", "", "aspal"), ""),
        (("baik", "rusak", "sedang"), ""),
    ],
)
def test_no_likely_answer_leaves_out_a_filled_column(cells: tuple[str, str, str], likely: str) -> None:
    rows = "".join(
        f"{name} | {at} | {cell}\n" for at, (name, cell) in enumerate(zip("ABC", cells, strict=True), 7)
    )
    shapes = propose_shapes([sheet_of(f"DATA JALAN | | Catatan:\nRuas | Panjang |\n{rows}")])
    assert [doubt.likely for doubt in shapes.doubts if doubt.key == "kolom_catatan"] == [likely]


def test_a_sheet_with_remarks_beside_it_is_joined_with_one_without() -> None:
    noted = sheet_of("DATA PASAR | | Catatan:\nPasar | Kios |\nWameo | 10 | 1) baru\nKarya | 11 |", "2023")
    plain = sheet_of("DATA PASAR | \nPasar | Kios\nWameo | 12\nKarya | 13", "2024")
    for sheets in ([noted, plain], [plain, noted]):
        header, *rows = shaped_rows(*sheets)
        assert header == ("Pasar", "Kios", "tahun")
        assert {row[1:] for row in rows} == {("10", "2023"), ("11", "2023"), ("12", "2024"), ("13", "2024")}


@pytest.mark.parametrize(
    ("cells", "likely"),
    [
        (["1935-", "1945-", "1955-"], "teks"),
        (["(2)", "(3)", "(1)"], ""),
        (["(1935)", "(1945)", "(1955)"], ""),
        (["(500)", "(20)", "(1)"], "negatif"),
        (["20", "(3)", "15"], "negatif"),
        (["(2.000)", "(3.500)", "(15.250)"], "negatif"),
    ],
)
def test_signs_that_every_figure_has_are_no_likely_minus(cells: list[str], likely: str) -> None:
    read = read_rows(("kelompok", "nilai"), [("a", cell) for cell in cells])
    assert [doubt.likely for doubt in read.doubts if doubt.key == "kurung:nilai"] == [likely]
    assert (read.column("nilai").type == "string") == (likely == "teks")


def test_few_small_figures_under_a_weak_word_for_codes_are_asked_without_a_likely_answer() -> None:
    read = read_rows(("mobil", "no_gears"), [(f"mobil {at}", str(5 + at % 4)) for at in range(40)])
    assert [doubt.likely for doubt in read.doubts if doubt.key == "kode:no_gears"] == [""]


def test_a_brand_is_no_key() -> None:
    rows = [("Mobil", "Hilux", "2016"), ("Motor", "KLX", "2018"), ("Motor", "Vario", "2018")]
    assert read_rows(("Nama Barang", "Merk/Type", "Tahun Pembelian"), rows).primary_key == ()


def test_a_text_among_amounts_is_no_row_below_them() -> None:
    sheet = sheet_of("days | fail\n6.12 | 5\n19.92 | 16\n29.64 | 12\nInf | 8")
    assert "hitungan" not in [doubt.key for doubt in propose_shapes([sheet]).doubts]


def test_one_to_so_many_is_no_time() -> None:
    read = read_rows(("Kecamatan", "Rasio", "Jam Buka"), [("a", "1:16", "1:30"), ("b", "1:14", "8:00")])
    assert [read.column(name).type for name in ("Rasio", "Jam Buka")] == ["string", "time"]


def test_an_amount_that_may_be_a_year_is_no_other_year() -> None:
    sheet = sheet_of("days | fail\n186 | 5\n606 | 16\n902 | 12\n1209 | 18\n1932 | 17")
    assert "hitungan" not in [doubt.key for doubt in propose_shapes([sheet]).doubts]
