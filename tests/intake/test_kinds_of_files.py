"""Kinds of files that offices and libraries of data keep, each small, with what must be read out of them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import openpyxl
import pytest

from suluh.intake.doubted_values import find_cell_faults
from suluh.intake.joined_lists import CodeLists
from suluh.intake.reading_proposal import ReadingProposal, propose_reading
from suluh.intake.title_facts import find_measure
from suluh.reading.raw_sheets import read_raw_sheets
from suluh.reading.region_list import load_regions
from suluh.vocabulary.package import ForeignKey

LISTS = CodeLists(load_regions(), "74.72")
MIXED = """kode,wilayah,tahun,penduduk
74,Sulawesi Tenggara,2023,600
74.71,Kota Kendari,2023,300
74.72,Kota Baubau,2023,200
74.07,Kab. Wakatobi,2023,100
74,Sulawesi Tenggara,2024,660
74.71,Kota Kendari,2024,330
74.72,Kota Baubau,2024,220
74.07,Kab. Wakatobi,2024,110
"""
NATION = """Kabupaten/Kota,Penduduk
Kota Kendari,300
Kota Baubau,200
Kab. Wakatobi,101
Provinsi Sulawesi Tenggara,601
Indonesia,99000
"""
ALL = """jenis,tahun,korban
Semua bencana,2020,1260
Banjir,2020,1000
Gempa,2020,200
Longsor,2020,60
Semua bencana,2021,460
Banjir,2021,100
Gempa,2021,300
Longsor,2021,60
"""
AGES = "umur,jumlah\n0-4,4\n05-Sep,5\nOct-14,3\n15-19,5\n20-24,5\n"
MINISTRY = """kdprov,urprov,kdpemda,urpemda,nilai
24,Provinsi Sulawesi Tenggara,01,Kab. Buton,5
24,Provinsi Sulawesi Tenggara,02,Kab. Muna,6
24,Provinsi Sulawesi Tenggara,03,Kota Baubau,7
19,Provinsi Sulawesi Selatan,03,Kab. Bone,8
"""


def read(
    text: str | bytes, answers: Mapping[str, str] | None = None, name: str = "data.csv"
) -> ReadingProposal:
    """What is proposed for a file under these answers."""
    data = text.encode() if isinstance(text, str) else text
    sheets, findings = read_raw_sheets(name, data)
    assert not findings
    return propose_reading(sheets, LISTS, answers or {})


def column(proposal: ReadingProposal, name: str) -> list[str]:
    assert proposal.table is not None
    return proposal.table.column(name)


def doubts(proposal: ReadingProposal) -> dict[str, str]:
    return {doubt.key: doubt.likely for doubt in proposal.doubts}


@pytest.mark.parametrize(
    ("text", "name", "gone"),
    [
        (MIXED, "kode", {"74"}),
        (NATION, "Kabupaten/Kota", {"Indonesia", "Provinsi Sulawesi Tenggara"}),
    ],
)
def test_rows_that_add_up_others_are_asked_and_left_out(text: str, name: str, gone: set[str]) -> None:
    key = f"lewati:{name}"
    asked = read(text)
    assert doubts(asked) == {key: "lewati"}
    taken, left = read(text, {key: "ikut"}), read(text, {key: "lewati"})
    assert set(column(taken, name)) - set(column(left, name)) == gone
    assert not taken.doubts and not left.doubts
    assert {rows.text for rows in left.shaped.skipped} == gone


def test_rows_that_add_up_those_beside_them_are_asked_and_left_out() -> None:
    assert doubts(read(ALL)) == {"jumlah_baris": "jumlah"}
    taken, left = read(ALL, {"jumlah_baris": "baris"}), read(ALL, {"jumlah_baris": "jumlah"})
    assert set(column(taken, "jenis")) - set(column(left, "jenis")) == {"Semua bencana"}
    assert not left.doubts and len(left.shaped.totals) > 1


@pytest.mark.parametrize(
    "text",
    [
        MIXED.replace("600", "610").replace("660", "650").replace("74,", "74.01,"),
        ALL.replace("1260", "1250").replace("460", "461"),
        "jenis,korban\nBanjir,60\nGempa,40\nLongsor,20\n",
        MINISTRY.replace("Kab. Muna", "Kab. Tiada Namanya"),
    ],
)
def test_rows_that_do_not_add_up_others_are_read(text: str) -> None:
    assert not doubts(read(text))


def test_a_region_above_the_others_is_asked_though_its_figure_is_no_sum() -> None:
    assert doubts(read(MIXED.replace("600", "71.5").replace("660", "72.5"))) == {"lewati:kode": "ikut"}


def test_ranges_that_a_spreadsheet_made_days_of_are_ranges_again() -> None:
    assert doubts(read(AGES)) == {"rentang:umur": "rentang"}
    mended = read(AGES, {"rentang:umur": "rentang"})
    assert column(mended, "umur") == ["0-4", "5-9", "10-14", "15-19", "20-24"]
    assert column(read(AGES, {"rentang:umur": "teks"}), "umur")[1] == "05-Sep"
    as_days = AGES.replace("05-Sep", "2025-05-09").replace("Oct-14", "2014-10-01")
    assert column(read(as_days, {"rentang:umur": "rentang"}), "umur")[1:3] == ["5-9", "10-14"]


@pytest.mark.parametrize(
    ("header", "cells", "key"),
    [
        ("versi", ("Oct18", "Oct19", "Nov20"), "bulan:versi"),
        ("gen", ("Mar-01", "Sep-02", "Dec-01"), "bulan:gen"),
        ("berat", ("5 kg", "7 ton", "400 gram", "8 kg"), "campur:berat"),
        ("tgl", ("45123", "5 Jan 2024", "45200", "45201"), "campur:tgl"),
    ],
)
def test_what_may_be_a_name_or_a_mixture_is_said(header: str, cells: Sequence[str], key: str) -> None:
    text = f"{header},jumlah\n" + "".join(f"{cell},{at}\n" for at, cell in enumerate(cells))
    proposal = read(text)
    assert doubts(proposal) == {key: "teks"}
    settled = read(text, {key: "teks"})
    assert not settled.doubts and settled.columns[0].type == "string"
    if key.startswith("bulan"):
        assert read(text, {key: "bulan"}).columns[0].type == "yearmonth"


def test_months_under_a_header_of_time_are_months() -> None:
    proposal = read("bulan,jumlah\nOct-18,4\nNov-18,5\nJan-19,5\n")
    assert not proposal.doubts and column(proposal, "bulan") == ["2018-10", "2018-11", "2019-01"]


def test_2e5_among_numbers_is_odd() -> None:
    assert "ganjil:2e5" in doubts(read("blok,jumlah\n101,4\n102,5\n2e5,3\n104,5\n105,5\n"))


@pytest.mark.parametrize("cells", [(".097", "-.5", "1.25"), (",5", ",25", "1,75")])
def test_numbers_may_begin_with_their_decimal_sign(cells: Sequence[str]) -> None:
    proposal = read("nama;nilai\n" + "".join(f"a{at};{cell}\n" for at, cell in enumerate(cells)))
    assert not proposal.doubts and proposal.columns[1].type == "number"


def test_shares_of_one_are_no_codes() -> None:
    cells = ("0.16", "0.27", "0.21", "0.16", "0.19")
    assert not doubts(read("nama,derajat\n" + "".join(f"a{at},{cell}\n" for at, cell in enumerate(cells))))


def test_places_are_known_by_their_names_under_any_header() -> None:
    proposal = read(MINISTRY)
    assert column(proposal, "kode_wilayah") == ["74.01", "74.03", "74.72", "73.08"] or proposal.reading.places
    assert proposal.reading.places is not None
    assert set(proposal.reading.places.columns) == {"urprov", "urpemda"}
    assert all(code.count(".") == 1 for code in column(proposal, "kode_wilayah"))


def test_years_without_a_figure_yet_are_years_too() -> None:
    proposal = read("negara,kode,2010,2011,2012,2013\nA,AA,1.5,2,2.5,\nB,BB,3,4,5,\nC,CC,1,2,3,\n")
    table = read(
        "negara,kode,2010,2011,2012,2013\nA,AA,1.5,2,2.5,\nB,BB,3,4,5,\nC,CC,1,2,3,\n",
        {doubt.key: doubt.likely for doubt in proposal.doubts},
    ).table
    assert table is not None and table.column("tahun")[:4] == ["2010", "2011", "2012", "2013"]


def test_columns_may_be_parted_by_blanks() -> None:
    proposal = read("berat pinggang nadi\n191 36 50\n189 37 52\n193 38 58\n162 35 62\n")
    assert [entry.type for entry in proposal.columns] == ["integer"] * 3
    names = read("nama\nBone Bone\nBau Bau\nWangi Wangi\n")
    assert [entry.name for entry in names.columns] == ["nama"]


def test_lines_that_are_drawn_part_tables_from_what_stands_around() -> None:
    rule = "=" * 20
    text = f"Judul:,Luas 2024\n{rule},\nkecamatan,luas\nWolio,5\nMurhum,6\nBungi,7\n{rule},\nCatatan kaki,\n"
    proposal = read(text)
    assert column(proposal, "kecamatan") == ["Wolio", "Murhum", "Bungi"]


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Penduduk per km2", ""),
        ("Luas km2", "km²"),
        ("Persons per sq km", ""),
        ("Kolom M", ""),
        ("Penduduk (ribu)", "ribu"),
        ("Anggaran (juta)", "juta"),
        ("Anggaran (juta rupiah)", "juta rupiah"),
    ],
)
def test_units_of_headers(header: str, unit: str) -> None:
    assert read(f"nama,{header}\na,5\nb,7\nc,9\n").columns[1].unit == unit


def workbook(rows: Sequence[Sequence[object]], percent: int = 0) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
        if percent:
            sheet.cell(sheet.max_row, percent).number_format = "0.0%"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_cells_that_a_sheet_shows_as_percent_are_percents() -> None:
    rows = [("Kecamatan", "Cakupan"), ("Wolio", 0.455), ("Murhum", 0.07), ("Bungi", 1)]
    proposal = read(workbook(rows, 2), name="data.xlsx")
    assert column(proposal, "Cakupan") == ["45.5", "7", "100"]
    assert (proposal.columns[1].type, proposal.columns[1].unit) == ("number", "persen")


def test_who_signs_right_below_the_table_is_none_of_it() -> None:
    rows = [
        ("No", "Kelurahan", "Posyandu", "Kader"),
        (1, "Wameo", 4, 20),
        (2, "Bataraguru", 5, 25),
        (3, "Tomba", 3, 15),
        (None, None, "Baubau, 5 Januari 2025", None),
        (None, "Mengetahui,", "Dibuat oleh,", None),
        (None, "Kepala Dinas", "Kepala Subbagian", None),
        (None, "Nama Pejabat", "Nama Petugas", None),
    ]
    proposal = read(workbook(rows), name="data.xlsx")
    assert column(proposal, "Kelurahan") == ["Wameo", "Bataraguru", "Tomba"]
    assert proposal.recipe.notes[0] == "Baubau,"


def test_the_month_and_the_quarter_of_a_title_belong_to_all_rows() -> None:
    rows = "\n\nkecamatan,luas\nWolio,5\nMurhum,6\nBungi,7\n"
    assert read(f"Luas panen bulan Maret 2025,{rows}").recipe.constants == {"bulan": "2025-03"}
    assert read(f"Luas panen Triwulan II 2025,{rows}").recipe.constants == {"tahun": "2025", "triwulan": "II"}
    assert read(f"Keadaan 31 Desember 2024,{rows}").recipe.constants == {"tahun": "2024"}
    assert read(f"Januari s.d. Maret 2025,{rows}").recipe.constants == {"tahun": "2025"}


def test_codes_of_regions_that_are_gone_are_told() -> None:
    """Villages of Sabang changed their codes; the old ones are in no list in force."""
    text = (
        "kode,nama,luas\n11.72.01.2001,Iboih,5\n11.72.01.2002,Batee Shoek,6\n11.72.01.2003,Paya Seunara,7\n"
    )
    joined = read(text).columns[0].joined
    assert joined is not None
    assert (joined.way, joined.matched, joined.filled) == ("lama", 3, 3)
    assert not read(text).foreign_keys[:1] or read(text).foreign_keys[0].fields != ("kode",)


def test_years_that_stand_in_many_rows_are_years() -> None:
    rows = "".join(f"a{at},{2018 + 2 * (at % 3)},{at}\n" for at in range(30))
    assert read(f"nama,daftar_pertama,nilai\n{rows}").columns[1].type == "year"
    assert read("nama,kapasitas\na,2018\nb,2022\nc,2030\n").columns[1].type == "integer"


def test_figures_of_one_length_are_codes_by_their_header_alone() -> None:
    rows = "".join(f"{61000 + 337 * at},{156000 + 2111 * at}\n" for at in range(40))
    proposal = read(f"distcod,POP\n{rows}")
    assert not proposal.doubts
    assert [entry.type for entry in proposal.columns] == ["string", "integer"]


def test_numbers_of_rows_are_codes_of_no_list() -> None:
    """They are found in any list that begins at 1; codes under a header that says so are found there too."""
    sheets, _ = read_raw_sheets("data.csv", b"NO,kode,nilai\n1,3,10\n2,5,20\n3,9,40\n")
    key = ForeignKey(("kode_urusan",), "urusan", "urusan", ("kode",))
    lists = CodeLists(LISTS.regions, LISTS.home, {"kode_urusan": (key, frozenset("123456789"))})
    proposal = propose_reading(sheets, lists, {})
    assert [entry.type for entry in proposal.columns] == ["integer", "string", "integer"]
    assert [key.fields for key in proposal.foreign_keys] == [("kode",)]


def test_codes_that_a_workbook_holds_as_numbers_are_told_before_they_are_sent() -> None:
    rows = [("DATA URUSAN",), (), ("Kode", "Nilai"), (3, 10), (5, 20), (9, 40)]
    proposal = read(workbook(rows), name="data.xlsx")
    assert [entry.type for entry in proposal.columns] == ["string", "integer"]
    told = find_cell_faults(proposal)
    assert [(fault.code, fault.place.cell, fault.value) for fault in told] == [
        *(("F209", "A4", "3"), ("F209", "A5", "5"), ("F209", "A6", "9")),
    ]


def test_days_of_a_month_take_month_and_year_from_the_title() -> None:
    rows = [
        ("KUNJUNGAN BULAN MARET TAHUN 2024",),
        ("No", "Layanan", "Tanggal"),
        (None, None, 1, 2, 3, 4),
        (1, "Anak", 11, 12, 14, 15),
        (2, "Umum", 23, 21, 22, 27),
        (3, "Keliling", 32, 33, 31, 35),
    ]
    proposal = read(workbook(rows), name="data.xlsx")
    assert proposal.recipe.constants == {"bulan": "2024-03"}
    assert [(entry.name, entry.role) for entry in proposal.columns][2:] == [
        ("tanggal", "waktu"),
        ("jumlah", "ukuran"),
        ("bulan", "waktu"),
    ]
    assert proposal.reading.primary_key == ("Layanan", "tanggal")
    assert read("Kas bulan Maret 2024\n\nTanggal,Masuk\n1,5\n2,6\n").recipe.constants == {"bulan": "2024-03"}


@pytest.mark.parametrize("time", ["bulan Mei", "Maret", "Mei", "Triwulan II", "Minggu ke-2"])
def test_amounts_are_not_named_by_the_time_of_the_title(time: str) -> None:
    assert find_measure([f"Harga Eceran {time} 2024"]) == "harga eceran"
