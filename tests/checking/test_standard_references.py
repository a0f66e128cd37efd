"""What a record type refers to holds whether or not a descriptor says it; a descriptor loosens nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from small_site import HERE, copy_small_site, edit
from suluh.checking.project import check_project
from suluh.checking.standard_references import _list_codes
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.findings import Finding, Severity

FOLDER = "datasets/dinas-sosial/alur"
DESCRIPTOR = f"{FOLDER}/datapackage.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = copy_small_site(tmp_path / "situs")
    shutil.copytree(HERE / "sites/alur", root, dirs_exist_ok=True)
    return root


def check(root: Path, *codes: str) -> list[Finding]:
    settings, _ = read_settings(root)
    assert settings is not None
    return [finding for finding in check_project(settings).findings if finding.code in codes]


def test_a_region_that_is_nowhere_is_an_error_without_a_key_in_the_descriptor(root: Path) -> None:
    assert "foreignKeys" not in (root / DESCRIPTOR).read_text(encoding="utf-8")
    assert check(root, "R002", "R003", "R004") == []
    edit(root, f"{FOLDER}/usulan.csv", "74.72.01.1007", "74.72.01.1999")
    found = check(root, "R002")
    assert {(one.place.path, one.value, one.severity) for one in found} == {
        (f"{FOLDER}/usulan.csv", "74.72.01.1999", Severity.ERROR)
    }


def test_a_key_in_the_descriptor_is_told_once(root: Path) -> None:
    key = (
        "      foreignKeys:\n        - fields: [kode_wilayah]\n          reference:\n"
        "            {package: wilayah, resource: wilayah, fields: [kode]}\n"
    )
    edit(root, DESCRIPTOR, "  - name: rencana\n", f"{key}  - name: rencana\n")
    edit(root, f"{FOLDER}/usulan.csv", "74.72.01.1007", "74.72.01.1999")
    rows = [finding.place.row for finding in check(root, "R002")]
    assert rows and len(rows) == len(set(rows))


def test_a_key_of_more_columns_in_the_descriptor_loosens_nothing(root: Path) -> None:
    row = "2024,dinas-sosial,1.06.02.2.01.0003,5.1.02,Belanja Barang dan Jasa,DAU,10000000,,\n"
    edit(root, f"{FOLDER}/anggaran.csv", row, row + row.replace("10000000", "10000001"))
    settings_of_key = (
        "      primaryKey: [tahun, instansi, kode_sub_kegiatan, kode_rekening, sumber_dana, murni]\n"
    )
    edit(root, DESCRIPTOR, "  - name: realisasi\n", f"{settings_of_key}  - name: realisasi\n")
    (finding,) = check(root, "A025", "T014")
    assert (finding.code, finding.details["baris"], finding.details["baris_lain"]) == ("A025", "4", "3")


def test_years_before_the_form_are_a_warning_with_their_number(root: Path) -> None:
    edit(root, f"{FOLDER}/anggaran.csv", "2024,dinas-sosial,,4.1,", "2019,dinas-sosial,,4.1,")
    (finding,) = check(root, "A028")
    assert (finding.value, finding.details["jumlah"], finding.severity) == ("2019", "1", Severity.WARNING)


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("1.06.02.2.01.0001", True),
        ("1.06.02.2.01.01", True),  # the form of 2019
        ("1.06.02.2.01.0002", False),  # its kegiatan is listed with others
        ("1.06.02", True),
        ("1.06", True),
        ("1.06.03.2.01.0001", False),
        ("2.16.01.2.01.0001", True),  # the list has it for any bidang
        ("X.XX.02.2.01.0001", True),  # the row stands for any bidang
        ("4.01.02.2.05.0009", True),  # the list ends at its kegiatan
        ("3.25", False),
        ("9.99.99.2.99.9999", False),
    ],
)
def test_codes_that_a_nomenclature_knows(code: str, known: bool) -> None:
    listed = frozenset(("1.06.02.02.01.0001", "X.XX.01.2.01.0001", "4.01.02.2.05"))
    assert _list_codes(listed).has(code) is known
