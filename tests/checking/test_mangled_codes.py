"""Codes that a spreadsheet changed are named once, with the original only where one code fits."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_site import BUILDERS, DATASET, TABLE, copy_small_site, edit
from suluh.checking.code_forms import index_forms, is_exponent, read_date, read_serial
from suluh.checking.mangled_codes import explain_code
from suluh.checking.project import check_project
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.findings import MASK, Finding

KNOWN = frozenset(["74.72.01", "74.72.01.1007", "74.10", "5.02", "5.02.01", "1.01.02", "007", "7472011007"])
FORMS = index_forms(KNOWN - {"7472011007"})


def findings(root: Path) -> list[Finding]:
    settings, _ = read_settings(root)
    assert settings is not None
    return [one for one in check_project(settings).findings if one.place.path.startswith(DATASET)]


@pytest.mark.parametrize(
    ("cell", "code", "original"),
    [
        ("7.472.01", "T204", "74.72.01"),
        ("74.1", "T204", "74.10"),
        ("7", "T204", "007"),
        ("1.1.2", "T204", "1.01.02"),
        ("7,472011007E+09", "T201", "74.72.01.1007"),
        ("1,23E+15", "T201", ""),
        ("05/02/2001", "T202", "5.02.01"),
        ("2001-02-05", "T202", "5.02.01"),
        ("5-Feb", "T202", "5.02"),
        ("36927", "T203", "5.02.01"),
        ("747201", "", ""),  # only undotted: nobody's spreadsheet did that
        ("99.99", "", ""),
        ("45000", "", ""),
    ],
)
def test_each_change_is_named(cell: str, code: str, original: str) -> None:
    assert explain_code(cell, FORMS, referring=True) == (code, original)


def test_without_a_list_only_what_is_never_a_code_is_told() -> None:
    nothing = index_forms(frozenset())
    told = [
        explain_code(one, nothing, referring=False)[0] for one in ("1,5E+9", "1/2/2024", "74.1", "45323", "a")
    ]
    assert told == ["T201", "T202", "", "", ""]


@given(st.text(alphabet="0123456789.,-/ eE+janfebT:", max_size=20))
def test_no_text_breaks_it(text: str) -> None:
    code, original = explain_code(text, FORMS, referring=True)
    assert (code == "" or code[:2] == "T2") and (not original or original in KNOWN)
    assert read_date(text) is None or not is_exponent(text)
    assert read_serial(text) is None or text.strip().isdecimal()


def test_one_finding_takes_the_place_of_the_others(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    edit(root, TABLE, "74.72.01.1012,2025", "7.472.01,2025")
    assert [(one.code, one.details["asli"]) for one in findings(root)] == [("T204", "74.72.01")]


def test_nothing_is_told_of_withheld_codes(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    edit(root, f"{DATASET}/datapackage.yaml", "{name: kegiatan,", "{name: kegiatan, klasifikasi: rahasia,")
    edit(root, TABLE, "Keluarga B,", "Keluarga B,01/06/2002")
    told = next(one for one in findings(root) if one.code == "T202")
    assert (told.value, told.details["asli"]) == (MASK, MASK)


def test_a_date_in_a_workbook_is_named_by_its_cell(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    names = ["kode_wilayah", "tahun", "jumlah", "rata", "tanggal", "jenis", "penerima", "kegiatan"]
    sheet.append(names)
    day = datetime(2025, 5, 1)
    sheet.append(["74.72.01.1007", 2025, 1, 1.5, day, "beras", "A", datetime(2002, 6, 1)])
    book.save(root / DATASET / "bantuan.xlsx")
    (root / TABLE).unlink()
    edit(root, f"{DATASET}/datapackage.yaml", "path: bantuan.csv", "path: bantuan.xlsx")
    told = [(one.code, one.place.cell, one.details["asli"]) for one in findings(root)]
    assert told == [("T202", "H2", "1.06.02")]


def test_a_code_of_a_column_that_is_not_public_is_never_told(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    edit(root, TABLE, "1.06.02.2.01", "1.6.2.2.1")
    assert "1.06.02.2.01" in str(findings(root))
    codes = "datasets/referensi/nomenklatur/datapackage.yaml"
    edit(root, codes, "{name: kode, type: string", "{name: kode, klasifikasi: terbatas, type: string")
    told = findings(root)
    assert told and "1.06.02.2.01" not in str(told)


def test_a_number_in_place_of_a_code_is_told_once(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    BUILDERS["xlsx_baik"](root)
    (root / TABLE).unlink()
    edit(root, f"{DATASET}/datapackage.yaml", "path: bantuan.csv", "path: bantuan.xlsx")
    edit(root, f"{DATASET}/datapackage.yaml", ', decimalChar: ","', "")
    book = openpyxl.load_workbook(root / DATASET / "bantuan.xlsx")
    sheet = book.worksheets[0]
    sheet["A2"], sheet["A3"] = 7472011007, 7472000000
    book.save(root / DATASET / "bantuan.xlsx")
    told = {one.place.cell: [] for one in findings(root)}
    for one in findings(root):
        told[one.place.cell].append(one.code)
    assert told == {"A2": ["R004"], "A3": ["F209"]}
