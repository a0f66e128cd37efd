"""What is left of another region's site is told, and nothing that a region may well have."""

from __future__ import annotations

from pathlib import Path

import pytest

from small_site import copy_small_site, edit
from suluh.checking.project import check_project
from suluh.reading.site_settings import read_settings

TOLD = ("R010", "R011", "U021")
LIST = "datasets/referensi/instansi/instansi.csv"
DATASET = "datasets/dinas-sosial/bantuan"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_small_site(tmp_path / "situs")


def told(root: Path) -> set[tuple[str, str, str]]:
    settings, _ = read_settings(root)
    assert settings is not None
    found = (one for one in check_project(settings).findings if one.code in TOLD)
    return {(one.code, one.place.path, one.value or "") for one in found}


def test_a_site_whose_region_alone_was_changed_is_refused(root: Path) -> None:
    """The way of a region that copies another one's repository and changes one line."""
    edit(root, "mkdocs.yml", '"74.72"', '"74.71"')
    edit(root, "mkdocs.yml", "Suluh Kota Contoh", "Suluh Kota Bau Bau")
    edit(root, "mkdocs.yml", "kontak:", "sering_dicari: [Katobengke, bantuan]\n      kontak:")
    assert told(root) == {
        ("R010", LIST, "74.72.01"),
        ("R011", f"{DATASET}/datapackage.yaml", ""),
        ("R011", "content/laporan/dinas-sosial/2025-tw2.md", ""),
        ("U021", "mkdocs.yml", "Suluh Kota Bau Bau"),
        ("U021", "mkdocs.yml", "Katobengke"),
    }


@pytest.mark.parametrize("kode", ["74.72", "74.72.01", "74"])
def test_data_that_has_the_region_or_what_it_is_part_of_passes(root: Path, kode: str) -> None:
    edit(root, f"{DATASET}/bantuan.csv", "74.72.01.1007", kode)
    edit(root, f"{DATASET}/bantuan.csv", "74.72.01.1012", "11.71.01.2001")
    assert told(root) == set()


def test_a_table_of_several_provinces_is_of_the_nation_without_the_region_too(root: Path) -> None:
    edit(root, f"{DATASET}/bantuan.csv", "74.72.01.1007", "73.71.01.1001")
    edit(root, f"{DATASET}/bantuan.csv", "74.72.01.1012", "11.71.01.2001")
    assert told(root) == set()


def test_a_body_that_only_supplies_data_may_be_from_elsewhere(root: Path) -> None:
    edit(root, LIST, "Betoambari,kecamatan,74.72.01", "Betoambari,pusat,74.71.01")
    assert told(root) == set()


def test_a_crosswalk_may_hold_codes_of_neighbours_alone(root: Path) -> None:
    edit(root, "datasets/referensi/padanan/padanan.csv", "74.72.01", "74.71.01")
    assert told(root) == set()


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("ppid@kominfo.baubaukota.go.id", False),
        ("ppid@kendarikota.go.id", True),
        ("https://data.bonekab.go.id/", True),
        ("ppid@sultraprov.go.id", False),
        ("https://www.lapor.go.id", False),
        ("ppid@kendari.example", False),
        ("https://[nama].go.id", False),
    ],
)
def test_a_contact_in_another_regions_office_is_told(root: Path, address: str, found: bool) -> None:
    edit(root, "mkdocs.yml", "ppid@contoh.go.id", address)
    assert told(root) == ({("U021", "mkdocs.yml", address)} if found else set())


@pytest.mark.parametrize("word", ["Katobengke", "bau bau", "Sulawesi Tenggara", "penduduk", "Bantuan"])
def test_a_word_of_the_region_or_of_its_data_may_be_looked_for(root: Path, word: str) -> None:
    edit(root, "mkdocs.yml", "kontak:", f"sering_dicari: [{word}]\n      kontak:")
    assert told(root) == set()
