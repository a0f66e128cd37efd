"""A record type is a folder: dropped in, it is checked, explained and offered to be filled in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from small_site import copy_small_site, edit
from suluh import record_types
from suluh.assembly.theme_files import collect_assets
from suluh.checking.explanations import all_explanations, describe
from suluh.checking.project import check_project
from suluh.pipeline import build_site
from suluh.reading.site_settings import read_settings
from suluh.reading.standard_definitions import define_built_in
from suluh.reading.standard_list import load_built_in, load_findings
from suluh.reading.standard_schemas import read_built_in_schema
from suluh.rendering.environment import make_environment
from suluh.vocabulary.settings import Settings

VALUE = """\
from suluh.vocabulary.record_types import Block, RecordType, Subject
from suluh.vocabulary.sections import Section

RECORD_TYPES = (
    RecordType(
        name="harga_pangan",
        sections=("harga",),
        brings=(Section("harga", 155, beside="layanan", pages=".pages:price_pages"),),
        rules=".rules:check_prices",
        blocks=(Block(Subject.AGENCY, ".pages:prices_of_agency", 65),),
    ),
)
"""
RULES = """\
from suluh.checking.thread_rows import fail_cell

def check_prices(records, places, known):
    for record in records:
        if record.number("harga") == 1:
            yield fail_cell("Y900", record, "harga", places, barang=record.text("barang"))
"""
PAGES = """\
from dataclasses import dataclass
from typing import ClassVar

from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.record_blocks import PageBlock

@dataclass(frozen=True)
class Prices(PageContext):
    template: ClassVar[str] = "prices.html"
    prices: list[str]

@dataclass(frozen=True)
class PricesOfAgency(PageContext):
    template: ClassVar[str] = "prices_of_agency.html"
    count: int

def price_pages(studio):
    yield studio.page(
        "harga/", section="harga", title="Harga pangan", description="Harga di pasar.",
        context=lambda: Prices([record.text("harga") for record in studio.records("harga_pangan")]),
    )

def prices_of_agency(studio, slug):
    own = [record for record in studio.records("harga_pangan") if record.text("instansi") == slug]
    return PageBlock("harga", "Harga pangan", PricesOfAgency(len(own))) if own else None
"""
FINDINGS = """\
temuan:
  Y900:
    severity: error
    rule: price-of-one
    id: {title: Harga satu, message: "Harga {barang} satu rupiah.", hint: Periksa., explain: Tidak mungkin.}
    en: {title: Price of one, message: "{barang} costs one rupiah.", hint: Look., explain: It cannot be.}
"""
FILES = {
    "rules.py": RULES,
    "pages.py": PAGES,
    "findings.yaml": FINDINGS,
    "style.css": ".s-harga { color: var(--ink); }\n",
    "templates/prices.html": "<p>{{ prices | join(', ') }}</p>\n",
    "templates/prices_of_agency.html": "<p>{{ count }} harga dicatat</p>\n",
}
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


def forget() -> None:
    """What is kept of the record types and their schemas is read anew."""
    record_types.forget_types()
    for kept in (load_built_in, load_findings, read_built_in_schema, define_built_in, make_environment):
        kept.cache_clear()


@pytest.fixture(params=["walk", "entry point"])
def project(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Settings]:
    """The small site with a table of a type that Suluh has not, from a folder that it finds."""
    folder = tmp_path / "types" / "harga_pangan"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text(VALUE, encoding="utf-8")
    (folder / "schema.yaml").write_text(SCHEMA, encoding="utf-8")
    (folder / "templates").mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    if request.param == "walk":
        monkeypatch.setattr(record_types, "__path__", [*record_types.__path__, str(folder.parent)])
    else:
        monkeypatch.syspath_prepend(str(folder.parent))
        installed = folder.parent / "harga_pangan-1.dist-info"
        installed.mkdir()
        (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: harga-pangan\nVersion: 1\n")
        points = f"[{record_types.ENTRY_POINTS}]\nharga_pangan = harga_pangan\n"
        (installed / "entry_points.txt").write_text(points, encoding="utf-8")
    forget()
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
    for name in [name for name in sys.modules if "harga_pangan" in name.split(".")]:
        del sys.modules[name]
    monkeypatch.undo()
    forget()


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


def test_its_pages_style_and_blocks_are_in_the_site(project: Settings) -> None:
    site, _ = build_site(project)
    assert site is not None
    pages = {page.address: page for page in site.pages}
    assert pages["harga/"].body().startswith("<p>15000, 60000</p>")
    agency = pages["instansi/dinas-sosial/"].body()
    assert '<h2 class="s-heading" id="harga">Harga pangan</h2>' in agency
    assert "<p>2 harga dicatat</p>" in agency
    assert b".s-harga { color: var(--ink); }" in collect_assets(project)["suluh.css"]
    assert "harga" in [section.name for section in record_types.generated_sections()]


def test_its_own_rule_finds_in_its_own_words(project: Settings) -> None:
    edit(project.root, f"{DATASET}/harga.csv", "cabai,60000", "cabai,1")
    found = [one for one in check_project(project).findings if one.code == "Y900"]
    assert [describe(one).message for one in found] == ["Harga cabai satu rupiah."]
    assert describe(found[0], "en").message == "cabai costs one rupiah."
    codes = [one.code for one in all_explanations()]
    assert codes[codes.index("Y900") - 1] == "Y012", "behind the lower codes of its letter"
