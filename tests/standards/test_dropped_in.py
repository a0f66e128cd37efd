"""A record type is a schema file: dropped in, it is checked, explained and offered to be filled in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from types import SimpleNamespace

import pytest

from small_site import copy_small_site, edit
from suluh.checking.project import check_project
from suluh.pipeline import build_site
from suluh.reading import standards
from suluh.reading.settings import read_settings
from suluh.vocabulary.settings import Settings

SCHEMA = """\
title: Harga pangan
version: "1"
description: Satu baris untuk setiap pasar, barang, dan hari.
fields:
  - {name: tanggal, type: date, title: Tanggal, description: Hari dicatat., constraints: {required: true}}
  - {name: instansi, type: string, title: Instansi, description: Slug pencatatnya.}
  - {name: barang, type: string, title: Barang, description: Namanya., constraints: {enum: [beras, cabai]}}
  - {name: harga, type: number, title: Harga, description: Rupiah per kilogram., constraints: {minimum: 0}}
wajib: [tanggal, instansi, barang, harga]
"""
ROWS = """\
tanggal,instansi,barang,harga
2025-07-01,dinas-sosial,beras,15000
2025-07-01,dinas-sosial,cabai,60000
"""
RESOURCE = """\
resources:
  - name: harga
    path: harga.csv
    standar: harga_pangan
    schema:
      fields:
        - {name: tanggal, type: date}
        - {name: instansi, type: string}
        - {name: barang, type: string}
        - {name: harga, type: number}
"""
DATASET = "datasets/dinas-sosial/harga"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """The small site with a table of a type that the package had not until now."""
    folder = tmp_path / "standards"
    with resources.as_file(resources.files("suluh.standards")) as own:
        shutil.copytree(own, folder)
    (folder / "harga_pangan.yaml").write_text(SCHEMA, encoding="utf-8")
    monkeypatch.setattr(standards, "resources", SimpleNamespace(files=lambda name: folder))
    standards.load_standard.cache_clear()
    root = copy_small_site(tmp_path / "situs")
    alur = Path(__file__).parents[1] / "sites/alur/datasets/dinas-sosial/alur/datapackage.yaml"
    described = alur.read_text(encoding="utf-8")
    head = described[: described.index("resources:")].replace("name: alur", "name: harga")
    (root / DATASET).mkdir()
    (root / DATASET / "datapackage.yaml").write_text(head + RESOURCE, encoding="utf-8")
    (root / DATASET / "harga.csv").write_text(ROWS, encoding="utf-8")
    settings, _ = read_settings(root)
    assert settings is not None
    yield settings
    standards.load_standard.cache_clear()


def test_it_is_there_with_page_example_schema_and_templates(project: Settings) -> None:
    site, checked = build_site(project)
    assert [one for one in checked.findings if "harga" in one.place.path] == []
    assert site is not None
    pages = {page.address: page for page in site.pages}
    text = pages["standar/harga_pangan/"].body()
    assert "Rupiah per kilogram." in text and "Slug pencatatnya." in text
    assert "Harga pangan" in pages["standar/"].body()
    assert "data/harga/" in pages
    files = {one.address for one in site.artifacts}
    assert {"standar/harga_pangan/skema.json", "standar/harga_pangan/contoh.csv"} <= files
    assert {"templat/harga_pangan.csv", "templat/harga_pangan.xlsx"} <= files


def test_its_rules_and_the_agencies_that_it_names_are_checked(project: Settings) -> None:
    table = f"{DATASET}/harga.csv"
    edit(project.root, table, "cabai,60000", "gula,60000")
    edit(project.root, table, "dinas-sosial,beras,15000", "dinas-lain,beras,-1")
    found = [one for one in check_project(project).findings if one.place.path == table]
    assert sorted((one.code, one.value) for one in found if one.code in ("A001", "A005")) == [
        ("A001", "-1"),
        ("A001", "gula"),
        ("A005", "dinas-lain"),
    ]


def test_a_column_that_it_asks_for_may_not_be_left_out(project: Settings) -> None:
    edit(project.root, f"{DATASET}/datapackage.yaml", "        - {name: harga, type: number}\n", "")
    edit(project.root, f"{DATASET}/harga.csv", ",harga\n", "\n")
    edit(project.root, f"{DATASET}/harga.csv", ",15000", "")
    edit(project.root, f"{DATASET}/harga.csv", ",60000", "")
    found = check_project(project).findings
    assert any("harga" in one.place.path and "harga" in str(one.details) for one in found)
