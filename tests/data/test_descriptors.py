"""Every descriptor carries what Satu Data Indonesia asks, and frictionless accepts table and schema."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from published_data import DATASETS, descriptor_paths, read_descriptor

REQUIRED = [
    "name",
    "title",
    "description",
    "produsen",
    "konsep",
    "definisi",
    "klasifikasi_isian",
    "ukuran",
    "satuan",
    "periode",
    "skema_wilayah",
    "keputusan_wilayah",
    "frekuensi",
    "sources",
    "licenses",
    "kontak",
    "status_data",
    "klasifikasi",
    "jenis_informasi",
    "topik",
    "catatan",
    "resources",
]
STATES = {"belum dilaporkan", "tidak berlaku", "dirahasiakan", "tidak tersedia"}
WORDS_ALONE = {"daftar-penerima-permakanan"}
"""What is secret as a whole has a description without tables."""
CLOSED = WORDS_ALONE | {"penawaran-berjalan"}
PATHS = [path for path in descriptor_paths() if path.parent.name not in WORDS_ALONE]
every_descriptor = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.parent.name)


def test_names_are_unique_and_the_promised_datasets_are_there() -> None:
    names = [path.parent.name for path in PATHS]
    assert len(names) == len(set(names))
    assert {"usulan", "rencana", "anggaran", "realisasi", "tujuan", "dokumen"} <= set(names)
    assert {"penduduk", "luas", "dana-desa", "instansi", "nomenklatur", "padanan-djpk"} <= set(names)


@every_descriptor
def test_nothing_asked_is_missing(path: Path) -> None:
    descriptor = read_descriptor(path)
    assert [key for key in REQUIRED if not descriptor.get(key)] == []
    assert descriptor["name"] == path.parent.name
    assert descriptor["klasifikasi"] == ("terbatas" if descriptor["name"] in CLOSED else "publik")
    assert 50 <= len(descriptor["description"]) <= 5000


def test_what_is_closed_says_why_and_for_how_long_and_is_invented() -> None:
    closed = {path.parent.name for path in descriptor_paths() if _is_closed(path)}
    assert closed == CLOSED
    for path in filter(_is_closed, descriptor_paths()):
        descriptor = read_descriptor(path)
        assert descriptor["status_data"] == "simulasi" and "data contoh" in descriptor["title"]
        assert descriptor["dasar_pengecualian"] and descriptor["jangka_waktu"]
        assert len(descriptor["konsekuensi"]) > 50


@every_descriptor
def test_every_column_is_titled_and_described_and_numbers_have_a_unit(path: Path) -> None:
    for field in _fields(path):
        assert field["title"] and field["description"]
        if field["type"] in ("integer", "number") and not field["name"].startswith("baris_"):
            assert field["satuan"]
        assert {one["label"] for one in field.get("missingValues", [])} <= STATES


@every_descriptor
def test_columns_named_for_charts_and_figures_exist(path: Path) -> None:
    descriptor = read_descriptor(path)
    names = {field["name"] for field in _fields(path)}
    for entry in descriptor.get("angka_kunci", []):
        assert entry["nilai"] in names
        assert entry["label"] and entry["catatan"]
    for entry in descriptor.get("grafik", []):
        assert {entry["kategori"], entry["nilai"], entry.get("pembanding", entry["nilai"])} <= names
        assert set(entry.get("saring", {})) <= names
    for resource in descriptor["resources"]:
        columns = {field["name"] for field in resource["schema"]["fields"]}
        assert set(resource["schema"].get("primaryKey", [])) <= columns
        for key in resource["schema"].get("foreignKeys", []):
            assert set(key["fields"]) <= columns


@every_descriptor
def test_frictionless_finds_nothing(path: Path) -> None:
    descriptor = copy.deepcopy(read_descriptor(path))
    for resource in descriptor["resources"]:
        # References across packages are Suluh's own to check; a derived table has no file.
        resource["schema"].pop("foreignKeys", None)
        if resource.pop("turunan", None):
            resource["data"] = [[field["name"] for field in resource["schema"]["fields"]]]
    report = Package.from_descriptor(descriptor, basepath=str(path.parent)).validate()
    assert report.flatten(["rowNumber", "fieldName", "type", "note"]) == []


def test_data_under_the_mit_licence_have_its_notice_beside_them() -> None:
    for path in PATHS:
        if any(one.get("name") == "MIT" for one in read_descriptor(path)["licenses"]):
            notice = (path.parent / "LICENSE-DATA.txt").read_text(encoding="utf-8")
            assert notice.startswith("MIT License") and "Copyright (c)" in notice


def test_the_list_of_sources_names_every_dataset() -> None:
    text = (DATASETS / "SUMBER.md").read_text(encoding="utf-8")
    for path in descriptor_paths():
        assert f"`{path.parent.parent.name}/{path.parent.name}`" in text


def _is_closed(path: Path) -> bool:
    return bool(read_descriptor(path)["klasifikasi"] != "publik")


def _fields(path: Path) -> list[dict[str, Any]]:
    return [field for one in read_descriptor(path)["resources"] for field in one["schema"]["fields"]]
