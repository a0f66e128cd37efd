"""The scan reads every corner of every file, and what it finds is never printed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment

from command_line import ROOT
from small_site import DATASET, TABLE, copy_small_site, edit, make_photo
from suluh.checking import personal_data
from suluh.checking.explanations import show_text
from suluh.checking.personal_columns import (
    find_rare_persons,
    forbidden_meaning,
    hints_of,
    mask_cell,
    person_columns,
)
from suluh.checking.personal_data import hide_personal, scan_file
from suluh.checking.personal_files import scan_project
from suluh.checking.personal_patterns import Hit, find_personal
from suluh.checking.project import check_project
from suluh.checking.reporting.finding_words import place_in_words, short_place
from suluh.reading.packages import read_packages
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.findings import MASK, Finding, Place

NIK = "7472015708900003"


def codes(path: str, data: bytes) -> list[str]:
    return [one.finding.code for one in scan_file(path, data)]


def test_cells_are_found_with_their_place() -> None:
    data = b'kode,keterangan\n01,"dua\nbaris"\n02,lihat 7472 0157 0890 0003\n'
    [one] = scan_file("datasets/a/b/b.csv", data)
    place = one.finding.place
    assert (place.row, place.line, place.field) == (2, 4, "keterangan")
    assert NIK not in repr(one) and one.text == "7472 0157 0890 0003"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_encoding_and_delimiter_hide_nothing(encoding: str, sign: str) -> None:
    text = f"kode{sign}nama\n01{sign}Café {NIK}\n"
    assert "I001" in codes("datasets/a/b/b.csv", text.encode(encoding))


@pytest.mark.parametrize(
    "data",
    [
        f"a,b\n1,{NIK}\n1,2,3,{NIK}\n".encode(),
        f'a,b\n"buka,{NIK}\n'.encode(),
        f"# {NIK}\na,b\n1,2\n".encode(),
        f"a,{NIK}\n1,2\n".encode(),
        f"<html>{NIK}</html>".encode(),
        f"%PDF-1.7\n/Author ({NIK})\n\xff".encode("latin-1"),
    ],
)
def test_what_no_reader_accepts_is_read_all_the_same(data: bytes) -> None:
    assert "I001" in codes("datasets/a/b/b.csv", data)


def test_names_of_files_and_folders_count() -> None:
    assert codes(f"datasets/a/b/kk-{NIK}.txt", b"") == ["I001"]
    assert codes("datasets/a/b/sha256-" + "7472015708900003" * 4 + ".txt", b"") == []


def test_prose_and_front_matter_count() -> None:
    text = f"---\njudul: Laporan {NIK}\n---\n\nHubungi 0812-3456-7890.\n"
    found = [one.finding for one in scan_file("content/laporan/a/2025-tw1.md", text.encode())]
    assert [(one.code, one.place.line) for one in found] == [("I001", 2), ("I004", 5)]


@pytest.mark.parametrize("text", ["Nomor 7472 0157\n0890 0003\n", "> 74720157\n> 08900003 itu\n"])
def test_numbers_go_on_in_the_next_line(text: str) -> None:
    [one] = scan_file("content/tentang/a.md", f"awal\n{text}".encode())
    assert (one.finding.code, one.finding.place.line) == ("I001", 2)


def test_figures_below_each_other_are_no_number() -> None:
    assert codes("content/tentang/a.md", b"1.234\n5.678\n74.72\n2025-06-30\n") == []


def make_workbook(corner: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["kode", "keterangan"])
    sheet.append(["01", "biasa"])
    if corner == "sel teks":
        sheet["B2"] = NIK
    elif corner == "angka":
        sheet["B2"] = int(NIK)
    elif corner == "lembar tersembunyi":
        hidden = book.create_sheet("Lama")
        hidden.sheet_state = "veryHidden"
        hidden["Z90"] = NIK
    elif corner == "nama lembar":
        sheet.title = NIK
    elif corner == "komentar":
        sheet["A1"].comment = Comment(f"lihat {NIK}", "x")
    elif corner == "penulis":
        book.properties.creator = NIK
    elif corner == "kata kunci":
        book.properties.keywords = NIK
    elif corner == "kepala halaman":
        sheet.oddHeader.left.text = NIK
    elif corner == "nama rentang":
        sheet["A3"].hyperlink = f"https://contoh.go.id/{NIK}"
    elif corner == "jauh":
        sheet["XFD9"] = NIK
    elif corner == "rumus":
        sheet["B2"] = f'="{NIK}"'
    elif corner == "baris tersembunyi":
        sheet["B2"] = NIK
        sheet.row_dimensions[2].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


CORNERS = [
    "sel teks",
    "angka",
    "lembar tersembunyi",
    "nama lembar",
    "komentar",
    "penulis",
    "kata kunci",
    "kepala halaman",
    "nama rentang",
    "jauh",
    "rumus",
    "baris tersembunyi",
]


@pytest.mark.parametrize("corner", CORNERS)
def test_no_corner_of_a_workbook_is_left_out(corner: str) -> None:
    assert "I001" in codes("datasets/a/b/b.xlsx", make_workbook(corner))


def test_a_plain_workbook_is_clean_and_a_cell_has_its_address() -> None:
    assert codes("datasets/a/b/b.xlsx", make_workbook("")) == []
    [one] = scan_file("datasets/a/b/b.xlsx", make_workbook("sel teks"))
    assert (one.finding.place.cell, one.finding.place.field) == ("B2", "keterangan")


@pytest.mark.parametrize(
    "name",
    [
        "NIK",
        "nik_kepala_keluarga",
        "No KTP",
        "e-KTP",
        "Nomor Induk Kependudukan",
        "No. KK",
        "no_hp",
        "Nomor WA",
        "nama_ibu_kandung",
        "alamat_lengkap",
        "diagnosa",
        "no_rek",
        "nomor rekening bank",
        "N I K",
        "no_bpjs",
        "Mobile Phone",
        "home_address",
        "passport_number",
        "national_id",
    ],
)
def test_columns_of_personal_data_are_refused_even_when_empty(name: str) -> None:
    assert forbidden_meaning(name)
    assert "I010" in codes("datasets/a/b/b.csv", f"kode,{name}\n01,\n".encode())


@pytest.mark.parametrize(
    "name",
    [
        "kode_rekening",
        "nama_rekening",
        "uraian_rekening",
        "jumlah_kk",
        "wajib_ktp",
        "jumlah_diagnosa",
        "kk",
        "nama",
        "alamat",
        "telepon",
        "hp_layanan",
        "teknik",
        "unik",
        "klinik",
        "kepemilikan_ktp",
        "no",
        "npsn",
        "phone",
        "address",
        "mobile",
        "national_identity",
    ],
)
def test_columns_that_only_sound_alike_pass(name: str) -> None:
    assert forbidden_meaning(name) == ""


def test_hints_come_from_names() -> None:
    assert hints_of("telepon_kantor") == {"telepon", "kantor"}
    assert hints_of("kode_rekening") == frozenset()


def test_tables_of_persons() -> None:
    assert person_columns(["nama", "tanggal_lahir", "jumlah"]) == ["nama", "tanggal_lahir"]
    assert person_columns(["nama", "agama", "alamat"]) == []  # places of worship
    assert person_columns(["kode", "nama_penerima"]) == []
    assert person_columns(["first_name", "last_name", "type"]) == ["first_name", "last_name"]
    assert person_columns(["Name", "Date of Birth", "Email"]) == ["Name", "Date of Birth", "Email"]
    assert person_columns(["name", "address", "phone"]) == []  # of shops and schools


def test_rows_that_point_at_one_person() -> None:
    names = ["kelurahan", "jenis_kelamin", "umur", "keterangan"]
    rows = [["Wajo", "P", "31", ""], *[["Lamangga", "L", "40", ""]] * 5]
    assert find_rare_persons(names, rows) == (["kelurahan", "jenis_kelamin", "umur"], 1)
    assert find_rare_persons(names, rows[1:]) == ([], 0)
    assert find_rare_persons([*names, "jumlah"], [[*row, "3"] for row in rows]) == ([], 0)
    assert find_rare_persons(["kelurahan", "jenis_kelamin", "2024"], [["Wajo", "P", "31"]]) == ([], 0)
    assert find_rare_persons(["kelurahan", "nama"], [["Wajo", "x"]]) == ([], 0)


def test_addresses_are_told_once_and_are_worse_beside_names() -> None:
    rows = "\n".join(f"{number},Jalan Contoh RT 0{number}/RW 01" for number in range(1, 9))
    assert codes("datasets/a/b/b.csv", f"kode,alamat\n{rows}\n".encode()) == ["I012"]
    assert codes("datasets/a/b/b.csv", f"nama_penerima,alamat\n{rows}\n".encode()) == ["I013"]


def test_other_findings_do_not_show_what_was_found() -> None:
    [one] = scan_file("datasets/a/b/b.csv", b"kode,isi\n01,NIK 1234567890123456\n")
    place = one.finding.place
    told = [
        Finding("T011", place, value="1234567890123456"),
        Finding("T018", Place("x"), value=f"x {NIK}", details={"mirip": NIK}),
        Finding("F001", Place(f"datasets/{NIK}.csv", field=NIK)),
        Finding("T018", Place("x"), value="beras"),
    ]
    hidden = hide_personal(told, [one])
    assert hidden[0].value == MASK
    assert NIK not in repr(hidden) and "7472••••••••••03" in repr(hidden)
    assert hidden[3].value == "beras"


def test_a_wrong_cell_with_a_number_is_masked_everywhere(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    edit(root, TABLE, "beras", NIK)
    settings, _ = read_settings(root)
    assert settings is not None
    checked = check_project(settings)
    assert {"I001", "T018"} <= {finding.code for finding in checked.findings}
    assert NIK not in repr(checked.findings)
    assert DATASET in {one.path for one in checked.invalid}


def test_the_real_project_has_nothing_personal() -> None:
    settings, _ = read_settings(ROOT)
    assert settings is not None
    packages, _ = read_packages(settings)
    assert [one.finding for one in scan_project(settings, packages)] == []


@pytest.mark.parametrize("order", ["<", ">"])
def test_photos_that_tell_their_place_are_found(order: str) -> None:
    path = "datasets/a/b/foto.jpg"
    assert codes(path, make_photo(order)) == ["I015"]
    assert codes(path, make_photo(order, tag=0x0132)) == []
    assert codes(path, make_photo(order)[:30]) == []
    as_png = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\x40eXIf" + make_photo(order)[12:]
    assert codes(path, as_png) == ["I015"]
    assert codes("datasets/a/b/b.csv", b"kode,GPSLatitude\n1,2\n") == []


def test_runs_of_another_colour_are_one_number() -> None:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
    sheet.write_row(0, 0, ["kode", "keterangan"])
    sheet.write_string(1, 0, "01")
    sheet.write_rich_string(1, 1, NIK[:7], bold, NIK[7:])
    book.close()
    assert codes("datasets/a/b/b.xlsx", made.getvalue()) == ["I001"]


def test_a_bomb_is_told_and_not_opened() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    assert codes("datasets/a/b/b.xlsx", made.getvalue()) == ["I016"]


def test_reports_show_nothing_personal_beside_a_wrong_cell() -> None:
    assert mask_cell("nik", "1234567890123456") == MASK
    assert mask_cell("alamat_lengkap", "Jalan Contoh 1") == MASK
    assert mask_cell("keterangan", f"x {NIK}") == "x 7472••••••••••03"
    assert mask_cell("keterangan", "biasa") == "biasa"
    assert show_text(f"“{NIK}”") == "“7472••••••••••03”"


@pytest.mark.parametrize(
    "address",
    [
        "dinas@kotacontoh.go.id",
        "rektorat@uho.ac.id",
        "dpupr.baubau@gmail.com",
        "lapor@contoh.id",
        "pdam_kota@yahoo.com",
    ],
)
def test_the_mailbox_of_an_office_is_no_person(address: str) -> None:
    assert scan_file("a.csv", f"instansi,email\nPDAM,{address}\n".encode()) == []


def test_a_finding_in_another_sheet_of_a_workbook_names_that_sheet() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Petunjuk"
    book.active.append(["Isi lembar data"])
    other = book.create_sheet("Sarana 2024")
    other.append(["nama", "alamat"])
    other.append(["SD 1", "Jl Mawar RT 01/RW 02"])
    stream = io.BytesIO()
    book.save(stream)
    (found,) = (sign.finding for sign in scan_file("e.xlsx", stream.getvalue()))
    assert (found.code, found.place.sheet, found.place.cell) == ("I012", "Sarana 2024", "B2")
    assert place_in_words(found.place, "id").startswith("lembar Sarana 2024, ")
    assert short_place(found.place, "id") == "Sarana 2024!B2"


def test_a_telling_column_has_its_own_cells_looked_at_and_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [f"{number},bagian {number},0812-3456-78{number},keterangan" for number in range(10, 40)]
    rows[7] += " 7472015708900003"
    table = "\r\n".join(("nomor,unit,telepon,catatan", *rows)).encode()
    expected = scan_file("a.csv", table)
    asked: list[str] = []

    def find(text: str, hints: Collection[str] = frozenset()) -> list[Hit]:
        asked.append(text)
        return find_personal(text, hints)

    monkeypatch.setattr(personal_data, "find_personal", find)
    assert scan_file("a.csv", table) == expected
    assert {sign.finding.code for sign in expected} >= {"I001"}
    others = [text for text in asked if text.startswith("bagian")]
    assert others == [], "a telephone makes its row no more doubtful"
