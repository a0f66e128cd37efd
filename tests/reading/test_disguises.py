"""A file that is not what its name says is told as what it is, and a table that stands elsewhere as where."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_field, make_package, make_resource, make_settings
from suluh.checking.explanations import describe
from suluh.reading.file_kinds import name_kind
from suluh.reading.header_search import find_misfit
from suluh.reading.submitted_tables import read_table
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.package import Table

FIELDS = (make_field("kode"), make_field("tahun", type="year"), make_field("nilai", type="number"))
FOLDER = "datasets/a/b"


def read(root: Path, name: str, data: bytes, **overrides: Any) -> tuple[Table | None, list[Finding]]:
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    kind = name.rpartition(".")[2]
    values = {"paths": (name,), "format": kind, **overrides}
    resource = make_resource("data", FIELDS, **values)
    return read_table(make_settings(root=root), make_package(folder=FOLDER, resources=(resource,)), resource)


def workbook(*rows: list[object], merge: tuple[str, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for one in merge:
        sheet.merge_cells(one)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def archive(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return target.getvalue()


ODS = archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": b"<a/>"})
OTHERS = [
    (b"<!DOCTYPE html><html><table></table>", "html"),
    (b"\xef\xbb\xbf  <table border=1><tr>", "html"),
    ("<html><body>".encode("utf-16"), "html"),
    (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "sheet_xml"),
    (b"kode;tahun;nilai\nA;2025;1\nB;2025;2\n", "csv"),
    ("kode\ttahun\nA\t2025\n".encode("utf-16"), "csv"),
    (b'[{"kode": "A"}]', "json"),
    (b"<?xml version='1.0'?><data/>", "xml"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "xls"),
    (b"\xd0\xcf\x11\xe0" + bytes(40) + "EncryptedPackage".encode("utf-16-le"), "locked"),
    (ODS, "ods"),
    (archive(**{"word/document.xml": b"<a/>"}), "document"),
    (archive(**{"xl/workbook.bin": b"x"}), "xlsb"),
    (archive(**{"data.csv": b"a,b"}), "archive"),
    (b"%PDF-1.7\n", "pdf"),
    (b"\x89PNG\r\n", "picture"),
    (b"Rar!\x1a\x07", "archive"),
    (b"ID;PWXL;N;E\n", "sylk"),
    (b"Laporan bulan Juni\nsudah selesai\n", "text"),
    (b"{\\rtf1", "rtf"),
]


@pytest.mark.parametrize(("data", "kind"), OTHERS)
def test_what_is_named_xlsx_is_told_as_what_it_is(data: bytes, kind: str, tmp_path: Path) -> None:
    assert name_kind(data) == kind
    table, findings = read(tmp_path, "data.xlsx", data)
    assert table is None
    assert [(one.code, one.details["isi"]) for one in findings] == [("F212", f"@kind_{kind}")]
    for language in ("id", "en"):
        words = describe(findings[0], language)
        assert "@" not in words.message + words.hint and "{" not in words.message + words.hint


@pytest.mark.parametrize(
    "data",
    [b"<!-- a -->" * 5_000 + b"x", b"<!--" * 15_000, b" " * 60_000 + b"x", b"<?xml ?>" + b"<" * 60_000],
)
def test_no_beginning_keeps_the_look_busy(data: bytes) -> None:
    assert name_kind(data) in ("text", "xml")


def test_comments_may_stand_before_a_page() -> None:
    assert name_kind(b"<!-- a --> <!-- b -->\n<html>") == "html"


def test_a_workbook_of_the_other_kind_and_an_empty_one(tmp_path: Path) -> None:
    _, findings = read(tmp_path, "data.ods", workbook(["kode"]))
    assert [(one.code, one.details["isi"]) for one in findings] == [("F212", "@kind_xlsx")]
    assert [one.code for one in read(tmp_path, "kosong.xlsx", b"")[1]] == ["F008"]
    assert [one.code for one in read(tmp_path, "rusak.xlsx", b"PK\x03\x04rusak")[1]] == ["F201"]


@pytest.mark.parametrize(
    ("data", "code", "kind"),
    [
        (workbook(["kode"]), "F011", "XLSX"),
        (ODS, "F011", "ODS"),
        (archive(**{"data.csv": b"a,b"}), "F019", "ZIP"),
        (archive(**{"word/document.xml": b"<a/>"}), "F019", "DOCX/ODT"),
        (b"ID;PWXL;N;E\n", "F019", "SYLK"),
    ],
)
def test_what_is_named_csv_is_told_as_what_it_is(data: bytes, code: str, kind: str, tmp_path: Path) -> None:
    _, findings = read(tmp_path, "data.csv", data)
    assert [(one.code, one.details["jenis"]) for one in findings] == [(code, kind)]


def test_every_merged_range_is_named_as_far_as_a_reader_goes(tmp_path: Path) -> None:
    header: list[object] = ["kode", "tahun", "nilai"]
    rows: list[list[object]] = [["A", 2025, 1]] * 200
    _, findings = read(tmp_path, "data.xlsx", workbook(header, *rows, merge=("A2:A3", "B5:C6")))
    (told,) = [one for one in findings if one.code == "F211"]
    assert (told.details["rentang"], told.place.cell) == ("A2:A3, B5:C6", "A2")
    many = tuple(f"A{2 * line}:A{2 * line + 1}" for line in range(1, 90))
    _, findings = read(tmp_path, "data.xlsx", workbook(header, *rows, merge=many))
    (told,) = [one for one in findings if one.code == "F211"]
    assert told.details["jumlah"] == "89" and told.details["rentang"].endswith("… (+49)")


def test_a_strict_workbook_is_read_as_any_other(tmp_path: Path) -> None:
    plain = workbook(["kode", "tahun", "nilai"], ["A", "2025", 1.5], ["B", "2025", 2])
    strict = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as source, zipfile.ZipFile(strict, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            for part in (b"spreadsheetml", b"officeDocument", b"drawingml"):
                old = b"http://schemas.openxmlformats.org/" + part + b"/2006/"
                content = content.replace(old, b"http://purl.oclc.org/ooxml/" + part + b"/")
            target.writestr(name, content)
    assert b"purl.oclc.org" in strict.getvalue()
    table, findings = read(tmp_path, "data.xlsx", strict.getvalue())
    assert findings == []
    assert table is not None and table.rows == [("A", "2025", "1.5"), ("B", "2025", "2")]


@pytest.mark.parametrize(
    ("text", "dialect", "code", "wanted"),
    [
        ("kode;tahun;nilai\nA;2025;1,5\n", {}, "F023", 'delimiter: ";"'),
        ("kode\ttahun\tnilai\nA\t2025\t1\n", {}, "F023", 'delimiter: "\\t"'),
        ("kode|tahun|nilai\nA|2025|1\n", {}, "F023", 'delimiter: "|"'),
        ("kode,tahun,nilai\nA,2025,1\n", {"delimiter": ";"}, "F023", 'delimiter: ","'),
        ("Judul; tabel\n\nkode;tahun;nilai\nA;2025;1\n", {}, "F023", "headerRows: [3]"),
        ("satu;dua;tiga\nA;2025;1\nB;2025;2\n", {}, "F023", 'delimiter: ";"'),
        ("Daftar\nDinas, Kota\n\nkode,tahun,nilai\nA,2025,1\n", {}, "F024", "headerRows: [4]"),
        ("kode,tahun,nilai\nA,2025,1\n", {"headerRows": [2]}, "F024", "headerRows: [1]"),
        ("A,2025,1\nB,2025,2\n", {}, "F025", "kode, tahun, nilai"),
        ('"kode,tahun,nilai"\n"A,2025,""1"""\n', {}, "F031", "Dari Teks/CSV"),
        ("sep=;\nkode;tahun;nilai\nA;2025;1\n", {}, "F023", "headerRows: [2]"),
        ("sep=,\nkode,tahun,nilai\nA,2025,1\n", {}, "F024", "headerRows: [2]"),
    ],
)
def test_one_finding_says_what_to_write(
    text: str, dialect: dict[str, object], code: str, wanted: str, tmp_path: Path
) -> None:
    table, findings = read(tmp_path, "data.csv", text.encode(), dialect=dialect)
    assert table is None
    assert [one.code for one in findings] == [code]
    assert wanted in describe(findings[0]).hint.replace("{{", "{")


def test_a_header_that_nearly_fits_is_told_column_by_column(tmp_path: Path) -> None:
    table, findings = read(tmp_path, "data.csv", b"Kode,tahun,jumlah\nA,2025,1\n")
    assert table is not None and findings == []


def test_a_header_on_another_row_of_a_sheet_is_named_alone(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Daftar"], [], ["kode", "tahun", "nilai"], ["A", 2025, 1]]
    _, findings = read(tmp_path, "data.xlsx", workbook(*rows, merge=("A1:C1",)))
    assert [(one.code, one.details["letak"]) for one in findings] == [("F024", "3")]


STARTS = st.sampled_from(
    [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"<?xml", b"<!--", b"\xff\xfe", b"ID;P", b"%PDF"]
)


@given(STARTS, st.binary(max_size=80))
def test_no_bytes_raise(start: bytes, data: bytes) -> None:
    assert name_kind(start + data)


@given(
    st.text(st.sampled_from("kodetahunl,;\t|\"'\n\r 2025\ufeff"), max_size=60),
    st.sampled_from(
        [
            {},
            {"delimiter": ";"},
            {"header": False},
            {"headerRows": [3]},
            {"quoteChar": ""},
            {"quoteChar": ","},
        ]
    ),
)
def test_no_text_raises_in_the_search_for_its_header(text: str, dialect: dict[str, Any]) -> None:
    resource = make_resource("data", FIELDS, dialect=dialect)
    found = find_misfit(text, resource, Place("data.csv"))
    assert found is None or found.code in ("F023", "F024", "F025", "F031")


def test_names_that_differ_in_capitals_alone_put_no_header_on_another_line() -> None:
    resource = make_resource("data", ("nilai", "Nilai", "NILAI", "nilai_lain", "Nilai_Lain"))
    text = "nilai,Nilai,NILAI,nilai_lain,Nilai_Lain\n1,2,3,4,5\n"
    assert find_misfit(text, resource, Place("data.csv")) is None
