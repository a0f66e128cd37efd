"""A whole project in one run: what is held back, what is looked up, what is told."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from small_site import DATASET, TABLE, copy_small_site, edit
from suluh.checking.page_conflicts import check_documents
from suluh.checking.project import Checked, check_project
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.site import Document

AGENCIES = "datasets/referensi/instansi"
REPORT = "content/laporan/dinas-sosial/2025-tw2.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_small_site(tmp_path / "situs")


def check(root: Path, *paths: str | Path) -> Checked:
    settings, findings = read_settings(root)
    assert settings is not None, findings
    return check_project(settings, paths)


def codes(checked: Checked) -> list[tuple[str, str]]:
    return [(one.code, one.place.path) for one in checked.findings]


def test_a_clean_project_is_all_valid(root: Path) -> None:
    checked = check(root)
    assert checked.findings == ()
    assert (checked.packages, checked.resources, checked.rows) == (7, 7, 16)
    assert sorted(one.package.name for one in checked.valid) == [
        "anggaran",
        "bantuan",
        "instansi",
        "nomenklatur",
        "padanan",
        "pagu",
        "realisasi",
    ]
    assert set(checked.agencies) == {"dinas-sosial", "kecamatan-betoambari"}
    assert checked.agencies["kecamatan-betoambari"].kode_wilayah == "74.72.01"
    assert checked.agencies_package == "instansi"
    assert checked.nomenclature["1.06.02"] == "Pemberdayaan Sosial"
    assert [one.name for one in checked.reports] == ["dinas-sosial/2025-tw2"]
    assert [one.path for one in checked.documents] == ["tentang/index.md"]
    assert checked.withheld == ()
    derived = next(one for one in checked.valid if one.package.name == "anggaran")
    assert derived.tables["anggaran"].rows[0] == ("2025", "00", "", "2000", "-", "1", "")


def test_errors_hold_back_their_dataset_and_nothing_else(root: Path) -> None:
    edit(root, TABLE, "2025,120", "2025,banyak")
    checked = check(root)
    assert codes(checked) == [("T011", TABLE)]
    assert "bantuan" not in [one.package.name for one in checked.valid]
    assert len(checked.valid) == 6
    assert checked.withheld == (("dinas-sosial", DATASET),)


def test_warnings_hold_back_nothing(root: Path) -> None:
    edit(root, TABLE, "\r\n74.72.01.1012", "\r\n\r\n74.72.01.1012")
    checked = check(root)
    assert [one.code for one in checked.findings] == ["T009"]
    assert (len(checked.valid), checked.errors, checked.warnings) == (7, 0, 1)


def test_what_is_derived_waits_for_its_sources(root: Path) -> None:
    edit(root, "datasets/referensi/padanan/datapackage.yaml", "konsep: Contoh\n", "")
    checked = check(root)
    assert codes(checked) == [
        ("D007", "datasets/dinas-sosial/anggaran/datapackage.yaml"),
        ("P007", "datasets/referensi/padanan/datapackage.yaml"),
    ]
    assert checked.withheld == (
        ("dinas-sosial", "datasets/dinas-sosial/anggaran"),
        ("referensi", "datasets/referensi/padanan"),
    )


def test_a_folder_of_no_agency_is_held_back_whole(root: Path) -> None:
    edit(root, f"{AGENCIES}/instansi.csv", "dinas-sosial,Dinas Sosial", "dinas-lain,Dinas Lain")
    checked = check(root)
    assert ("P027", "datasets/dinas-sosial") in codes(checked)
    assert ("L007", REPORT) in codes(checked)
    assert {one.package.instansi for one in checked.valid} == {"referensi"}
    assert {path for _, path in checked.withheld} >= {"datasets/dinas-sosial/pagu", REPORT}


def test_paths_restrict_what_is_told_and_not_what_is_looked_up(root: Path) -> None:
    edit(root, TABLE, "74.72.01.1007", "74.99")
    edit(root, REPORT, "[1.06.02.2.01]", "[9.99]")
    assert codes(check(root)) == [("R005", REPORT), ("R002", TABLE)]
    for path in (root / TABLE, TABLE, root / DATASET, "datasets"):
        assert codes(check(root, path)) == [("R002", TABLE)]
    assert codes(check(root, "content", TABLE)) == [("R005", REPORT), ("R002", TABLE)]
    narrow = check(root, DATASET)
    assert (narrow.packages, narrow.rows, len(narrow.valid)) == (1, 2, 6)
    assert codes(check(root, "datasets/referensi")) == []


GROUND = "dasar_pengecualian: pasal 17 huruf b\nkonsekuensi: Persaingan terganggu.\njangka_waktu: Dua tahun\n"


def test_reports_with_errors_are_held_back(root: Path) -> None:
    edit(root, REPORT, "klasifikasi: publik", "klasifikasi: Rahasia")
    checked = check(root)
    assert codes(checked) == [("K002", REPORT)]
    assert checked.reports == ()
    assert checked.withheld == (("dinas-sosial", REPORT),)


def test_only_public_columns_of_the_agency_list_leave_it(root: Path) -> None:
    edit(
        root,
        f"{AGENCIES}/datapackage.yaml",
        "kode_wilayah, type: string}",
        "kode_wilayah, klasifikasi: rahasia}",
    )
    checked = check(root)
    assert codes(checked) == [("K101", f"{AGENCIES}/datapackage.yaml")]
    assert checked.agencies["kecamatan-betoambari"].kode_wilayah == ""


def test_names_of_a_nomenclature_that_is_not_public_stay_inside(root: Path) -> None:
    descriptor = "datasets/referensi/nomenklatur/datapackage.yaml"
    edit(root, descriptor, "klasifikasi: publik\nstatus", "klasifikasi: terbatas\nstatus")
    checked = check(root)
    assert codes(checked) == [("K101", descriptor)]
    assert checked.nomenclature == {}


def test_a_derived_column_may_be_no_looser_than_its_source(root: Path) -> None:
    source = "datasets/dinas-sosial/realisasi/datapackage.yaml"
    edit(root, source, "{name: nilai, type: integer}", "{name: nilai, type: integer, klasifikasi: rahasia}")
    edit(root, source, "status_data: simulasi\n", f"status_data: simulasi\n{GROUND}")
    checked = check(root)
    assert [(one.code, one.place.field) for one in checked.findings] == [("K005", "realisasi")]
    edit(root, source, "klasifikasi: publik\nstatus", "klasifikasi: terbatas\nstatus")
    fields = {one.place.field for one in check(root).findings}
    assert fields == {"realisasi", "turunan", "tahun", "kdpemda"}


def test_several_files_are_one_table_with_places_of_their_own(root: Path) -> None:
    folder = root / DATASET
    second = (folder / "bantuan.csv").read_bytes().replace(b"2025", b"2024").replace(b",120,", b",-1,")
    (folder / "lama.csv").write_bytes(second)
    edit(root, f"{DATASET}/datapackage.yaml", "path: bantuan.csv", "path: [bantuan.csv, lama.csv]")
    checked = check(root)
    assert [(one.code, one.place.path, one.place.row, one.place.line) for one in checked.findings] == [
        ("T016", f"{DATASET}/lama.csv", 1, 2)
    ]
    assert checked.rows == 18


def test_nothing_is_fetched(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise AssertionError("a check opened a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    address = "https://contoh.go.id/profil.json"
    edit(
        root,
        f"{DATASET}/datapackage.yaml",
        "name: bantuan\ntitle",
        f"$schema: {address}\nname: bantuan\ntitle",
    )
    edit(root, f"{DATASET}/datapackage.yaml", "    schema:\n", f"    profile: {address}\n    schema:\n")
    assert check(root).findings == ()


def test_pages_keep_out_of_generated_addresses() -> None:
    def told(*paths: str, generated: tuple[str, ...] = ()) -> list[str]:
        documents = [Document(path, "") for path in paths]
        return [one.place.path for one in check_documents(documents, generated)]

    assert told("tentang/index.md", "tentang/cara.md", "kontak.md") == []
    for path in (
        "index.md",
        "wilayah/index.md",
        "data/penduduk.md",
        "cari.md",
        "404.md",
        "tentang/bingkai.md",
    ):
        assert told(path) == [f"content/{path}"]
    assert told("tentang/temuan.md", generated=("tentang/temuan/",)) == ["content/tentang/temuan.md"]
    assert told("kontak.md", "kontak/index.md") == ["content/kontak/index.md"]
    assert told("Kontak.md", "kontak.md") == ["content/kontak.md"]


def test_a_former_name_that_no_file_can_have_is_told(root: Path) -> None:
    edit(
        root,
        f"{DATASET}/datapackage.yaml",
        "title: Bantuan pangan",
        f"nama_lama: [{'a' * 300}]\ntitle: Bantuan pangan",
    )
    settings, _ = read_settings(root)
    assert settings is not None
    assert [one.code for one in check_project(settings).findings] == ["P036"]
