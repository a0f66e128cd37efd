"""Codes stay text, years are years, days and truth values are read in the forms that offices write."""

from __future__ import annotations

import pytest
from made_readings import read_cells, read_rows


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("siren", ["552081317", "552032534"]),
        ("insee", ["01001", "2A004", "75056"]),
        ("postal", ["93711", "93712"]),
        ("Kode Pos", ["93711", "93712"]),
        ("NPSN", ["40402001", "40402002"]),
        ("nikPenerima", ["7472010101900001", "7472010101900002"]),
        ("telepon", ["082112345678", "0402-2821001"]),
        ("kdkec", ["010", "020"]),
        ("kdakun", ["6", "5"]),
        ("prov_kode", ["74", "73"]),
        ("id", ["1", "2"]),
        ("No. SK", ["12", "15"]),
        ("urusan", ["1.01", "1.01.02", "2.10"]),
        ("lain", ["05", "10"]),
        ("lain", ["1234567890123456", "1234567890123457"]),
        ("code", ["11.01", "11.10"]),
        ("no", ["12", "7"]),
    ],
)
def test_codes_are_texts(name: str, cells: list[str]) -> None:
    column, doubts = read_cells(name, cells)
    assert column.type == "string" and column.role in ("kode", "tempat") and not doubts


@pytest.mark.parametrize(
    ("name", "lists"),
    [("kode_rekening", None), ("Kode Program", None), ("kode", None), ("kode_kab", None)],
)
def test_codes_of_other_things_are_no_regions_whatever_their_figures(name: str, lists: str | None) -> None:
    """5.1.02 is an account, and read as figures the code of Tabanan."""
    column, _ = read_cells(name, ["5.1.02", "5.1.02", "5.1.03", "5.1.04"])
    assert column.type == "string"
    assert (column.joined.name if column.joined else None) == lists


@pytest.mark.parametrize(
    "name", ["jumlah nomor telepon", "total_id", "number of codes", "banyak kode", "No", "nomor urut"]
)
def test_counts_of_codes_and_numbers_of_rows_are_numbers(name: str) -> None:
    assert read_cells(name, ["1", "2", "3"])[0].type == "integer"


def test_a_code_with_a_spreadsheets_tail_is_mended_and_told() -> None:
    column, _ = read_cells("kode_desa", ["7401022001.0", "7401022002.0"])
    assert (column.type, column.rewritten) == ("string", "ekor-nol")
    assert column.examples[0] == ("7401022001.0", "7401022001")


@pytest.mark.parametrize(
    ("name", "cells", "form"),
    [
        ("year", ["2019", "2020"], ""),
        ("annee", ["2019", "2020"], ""),
        ("année", ["2019", "2020"], ""),
        ("Tahun Anggaran", ["2023", "2024"], ""),
        ("T.A.", ["2023", "2024"], ""),
        ("thn", ["2019.0", "2020.0"], "tahun"),
        ("tahun", ["TA 2023", "Tahun 2024"], "tahun"),
        ("periode", ["2020", "2022"], ""),
        ("lain", ["2020", "2021", "2020"], ""),
    ],
)
def test_years_in_any_language(name: str, cells: list[str], form: str) -> None:
    column, doubts = read_cells(name, cells)
    assert (column.type, column.rewritten, column.role) == ("year", form, "waktu") and not doubts


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("jumlah", ["2019", "2020"]),
        ("tahun 2024", ["1900", "2100"]),
        ("nilai", ["2001", "1999"]),
        ("lain", ["2001", "1975"]),
    ],
)
def test_numbers_that_look_like_years_are_numbers(name: str, cells: list[str]) -> None:
    assert read_cells(name, cells)[0].type == "integer"


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("tahun ajaran", ["2023/2024", "2024/2025"]),
        ("bulan", ["Januari", "Februari"]),
        ("triwulan", ["I", "II"]),
        ("lain", ["TW I", "TW II"]),
        ("lain", ["2024-Q1", "2024-Q2"]),
    ],
)
def test_parts_of_years_by_name_are_texts_that_say_when(name: str, cells: list[str]) -> None:
    column, doubts = read_cells(name, cells)
    assert (column.type, column.role) == ("string", "waktu") and not doubts


@pytest.mark.parametrize(
    ("cells", "kind", "form", "rewritten", "least"),
    [
        (["2025-01-02", "2025-12-31"], "date", {}, "", "2025-01-02"),
        (["31/12/2025", "01/02/2025"], "date", {"format": "%d/%m/%Y"}, "", "2025-02-01"),
        (["12/31/2025", "01/02/2025"], "date", {"format": "%m/%d/%Y"}, "", "2025-01-02"),
        (["31.12.2025", "01.02.2025"], "date", {"format": "%d.%m.%Y"}, "", "2025-02-01"),
        (["2025-3-5", "2025-12-31"], "date", {"format": "%Y-%m-%d"}, "", "2025-03-05"),
        (["2025/01/02"], "date", {"format": "%Y/%m/%d"}, "", "2025-01-02"),
        (["12-Mar-25", "01-Apr-25"], "date", {"format": "%d-%b-%y"}, "", "2025-03-12"),
        (["12-Mei-25", "01-Agu-25"], "date", {}, "tanggal", "2025-05-12"),
        (["5 Maret 2025", "17 Agustus 2024"], "date", {}, "tanggal", "2024-08-17"),
        (["Senin, 5 Mei 2025", "Selasa, 6 Mei 2025"], "date", {}, "tanggal", "2025-05-05"),
        (["2025-01-02 10:00:00"], "datetime", {"format": "%Y-%m-%d %H:%M:%S"}, "", "2025-01-02T10:00:00"),
        (["2025-01", "2025-02"], "yearmonth", {}, "", "2025-01"),
        (["September 2022", "Juli 2022"], "yearmonth", {}, "bulan", "2022-07"),
        (["08:00", "17:30"], "time", {"format": "%H:%M"}, "", "08:00:00"),
        (["08.00 WIB", "17.30 WIB"], "time", {}, "jam", "08:00:00"),
    ],
)
def test_days_in_their_forms(
    cells: list[str], kind: str, form: dict[str, str], rewritten: str, least: str
) -> None:
    column, doubts = read_cells("waktu", cells)
    assert (column.type, column.form, column.rewritten, column.least) == (kind, form, rewritten, least)
    assert not doubts


def test_the_order_of_day_and_month_is_asked_where_nothing_tells() -> None:
    cells = ["01/02/2025", "03/04/2025"]
    column, doubts = read_cells("tgl", cells)
    assert doubts == ["urutan:tgl"] and column.least == "2025-02-01"
    column, doubts = read_cells("tgl", cells, {"urutan:tgl": "bulan-hari"})
    assert column.form == {"format": "%m/%d/%Y"} and column.least == "2025-01-02" and not doubts
    beside = read_rows(("tgl", "lain"), [("01/02/2025", "12/31/2025"), ("03/04/2025", "11/30/2025")])
    assert beside.column("tgl").form == {"format": "%m/%d/%Y"} and not beside.doubts


@pytest.mark.parametrize(
    ("cells", "true", "false"),
    [
        (["ya", "tidak"], ["ya"], ["tidak"]),
        (["Ya", "TIDAK", "ya"], ["Ya", "ya"], ["TIDAK"]),
        (["ada", "tidak ada"], ["ada"], ["tidak ada"]),
        (["yes", "no"], ["yes"], ["no"]),
    ],
)
def test_words_of_truth(cells: list[str], true: list[str], false: list[str]) -> None:
    column, doubts = read_cells("punya_akta", cells)
    assert column.type == "boolean" and not doubts
    assert column.form == {"trueValues": true, "falseValues": false}


def test_ticks_are_asked_what_the_other_cells_mean() -> None:
    column, doubts = read_cells("hadir", ["v", "-"])
    assert (column.type, column.rewritten, doubts) == ("boolean", "centang", ["centang:hadir"])
    told, more = read_cells("hadir", ["✓", ""], {"centang:hadir": "kosong"})
    assert told.form == {"trueValues": ["✓"], "falseValues": []} and not more


def test_marks_are_asked_at_once_and_zero_is_none() -> None:
    reading = read_rows(("a", "b"), [("1", "n/a"), ("-", "2"), ("...", "-"), ("0", "–")])
    assert {doubt.key for doubt in reading.doubts} == {"tanda:-", "tanda:...", "tanda:n/a", "tanda:–"}
    assert len({choice.word for choice in reading.doubts[0].choices}) == 4
    answers = {doubt.key: "tidak berlaku" for doubt in reading.doubts}
    again = read_rows(("a", "b"), [("1", "n/a"), ("-", "2"), ("...", "-"), ("0", "–")], answers)
    assert not again.doubts and again.column("a").least == "0"
    assert {missing.value for missing in again.column("b").missing} == {"", "n/a", "-", "–"}


@pytest.mark.parametrize(
    ("name", "cells", "form", "first"),
    [
        ("Tanggal Kejadian", ["45292", "45310"], "tanggal-seri", "2024-01-01"),
        ("tgl_surat", ["20240102", "20240213"], "tanggal-rapat", "2024-01-02"),
    ],
)
def test_days_written_as_numbers(name: str, cells: list[str], form: str, first: str) -> None:
    column, doubts = read_cells(name, cells)
    assert (column.type, column.rewritten, column.least, doubts) == ("date", form, first, [])
    assert read_cells("Harga", cells)[0].type == "integer"
