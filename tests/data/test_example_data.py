"""The example data say that they are examples, and hold together."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from published_data import CONTENT, DATASETS, read_descriptor, read_rows, split_front_matter

from suluh.reading.region_list import load_regions

SCHOOLS = "dinas-pendidikan/sarana-pendidikan-kelurahan"
REPORTS = sorted((CONTENT / "laporan").glob("*/*.md"))


def test_schools_cover_every_kelurahan_once_under_its_official_name() -> None:
    regions = load_regions()
    rows = read_rows(f"{SCHOOLS}/sarana-pendidikan-kelurahan.csv")
    assert [row["kode_wilayah"] for row in rows] == [
        one.kode for one in regions.within("74.72") if one.level == 4
    ]
    assert all(regions[row["kode_wilayah"]].nama == row["nama_wilayah"] for row in rows)


def test_schools_show_nought_unreported_and_not_applicable() -> None:
    rows = read_rows(f"{SCHOOLS}/sarana-pendidikan-kelurahan.csv")
    assert {row["nama_wilayah"] for row in rows if row["sd"] == ""} == {"Bugi", "Liwuto", "Kantalai"}
    for row in rows:
        if row["ruang_kelas"] == "0":
            assert (row["sd"], row["smp"], row["ruang_kelas_rusak"]) == ("0", "0", "-")
        elif row["ruang_kelas"] and row["ruang_kelas_rusak"]:
            assert int(row["ruang_kelas_rusak"]) <= int(row["ruang_kelas"])
    assert sum(row["ruang_kelas_rusak"] == "-" for row in rows) == 2
    assert sum(row["ruang_kelas_rusak"] == "" for row in rows) == 4


@pytest.mark.parametrize("path", ["referensi/instansi", SCHOOLS])
def test_invented_datasets_say_so_in_status_and_title(path: str) -> None:
    descriptor = read_descriptor(DATASETS / path / "datapackage.yaml")
    assert descriptor["status_data"] == "simulasi"
    assert "data contoh" in descriptor["title"]


def test_agencies_have_unique_codes_and_name_no_person() -> None:
    rows = read_rows("referensi/instansi/instansi.csv")
    slugs = [row["slug"] for row in rows]
    assert len(slugs) == len(set(slugs)) == 40
    assert sum(row["jenis"] == "kecamatan" for row in rows) == 8
    for row in rows:
        assert bool(row["kode_skpd"]) is (row["jenis"] != "pusat")
        assert row["surel"] == "" or row["surel"].endswith("@contoh.go.id")
        if row["kode_skpd"]:
            assert re.fullmatch(r"\d\.\d{2}\.\d\.\d{2}\.\d\.\d{2}\.\d{2}\.\d{4}", row["kode_skpd"])
    kecamatan = {row["kode_wilayah"]: row["nama"] for row in rows if row["jenis"] == "kecamatan"}
    assert kecamatan == {one.kode: one.full_name for one in load_regions().children("74.72")}


def test_agencies_have_the_fields_of_government_affairs_in_the_nomenclature() -> None:
    affairs = {row["kode"] for row in read_rows("referensi/nomenklatur/nomenklatur.csv")}
    for row in read_rows("referensi/instansi/instansi.csv"):
        triple = re.findall(r"\d\.\d{2}", row["kode_skpd"][:14])
        assert set(triple) - {"0.00"} <= affairs


def test_every_folder_of_datasets_and_reports_is_an_agency() -> None:
    slugs = {row["slug"] for row in read_rows("referensi/instansi/instansi.csv")}
    folders = {one.name for one in DATASETS.iterdir() if one.is_dir()} - {"referensi"}
    assert folders | {path.parent.name for path in REPORTS} <= slugs


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_reports_name_known_kelurahan_and_sub_kegiatan(path: Path) -> None:
    front, body = split_front_matter(path)
    assert path.stem == f"{front['tahun']}-tw{front['triwulan']}"
    assert (front["instansi"], front["klasifikasi"], front["status_data"]) == (
        path.parent.name,
        "publik",
        "simulasi",
    )
    assert "contoh" in front["ringkasan"]
    regions = load_regions()
    assert all(regions[kode].nama in body for kode in front["wilayah"][:1])
    assert {regions[kode].level for kode in front["wilayah"]} == {4}
    level = {row["kode"]: row["tingkat"] for row in read_rows("referensi/nomenklatur/nomenklatur.csv")}
    assert {level[kode] for kode in front["kegiatan"]} == {"sub_kegiatan"}


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_figures_of_a_report_add_up(path: Path) -> None:
    work, money = _tables(split_front_matter(path)[1])
    for _, target, *quarters, so_far, share in work:
        assert sum(quarters) == so_far
        assert _share(so_far, target) == share
    *parts, total = money
    for _, budget, spent, share in money:
        assert _share(spent, budget) == share
    assert [sum(column) for column in zip(*(row[1:3] for row in parts), strict=True)] == list(total[1:3])


def _tables(body: str) -> list[list[tuple[Decimal, ...]]]:
    """The report's tables as numbers; the first column, which is words, reads as 0."""
    tables: list[list[tuple[Decimal, ...]]] = []
    for block in re.findall(r"(?:^\|.*\n)+", body, re.MULTILINE):
        rows = [line.strip("|").split("|") for line in block.splitlines()[2:]]
        tables.append([(Decimal(0), *(_number(cell) for cell in row[1:])) for row in rows])
    return tables


def _number(cell: str) -> Decimal:
    return Decimal(re.sub(r"[^\d,]", "", cell).replace(",", "."))


def _share(part: Decimal, whole: Decimal) -> Decimal:
    return round(part / whole * 100, 1)
