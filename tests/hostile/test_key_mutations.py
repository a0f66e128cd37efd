"""Whatever becomes of a key that closes: its cells are not published, and the fault is told."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from key_mutations import MARK, mutate

from small_site import DATASET, copy_small_site
from suluh.checking.descriptor_metadata import check_metadata
from suluh.checking.disclosure_rules import check_disclosure
from suluh.checking.package_tables import TableStore
from suluh.checking.page_keys import check_page_keys
from suluh.clearing.classification import clear_package
from suluh.reading.packages import read_package
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.findings import Finding, has_errors
from suluh.vocabulary.package import ClearedPackage, ValidPackage
from suluh.vocabulary.settings import Settings

DESCRIPTOR = Path(DATASET) / "datapackage.yaml"
CELLS = f"kode,nama,jumlah,catatan\n01,{MARK},7,Satu\n02,{MARK},9,Dua\n"
GROUNDS = {
    "dasar_pengecualian": "pasal 17 huruf h.3",
    "konsekuensi": "Diketahui orang",
    "jangka_waktu": "Lama",
}


def describe(klasifikasi: str, table: dict[str, Any], column: dict[str, Any]) -> dict[str, Any]:
    """A whole descriptor; `table` and `column` are keys of its one table and of the column of marks."""
    fields = [
        {"name": "kode", "type": "string", "constraints": {"required": True}},
        {"name": "nama", "type": "string", **column},
        {"name": "jumlah", "type": "integer", "satuan": "orang"},
        {"name": "catatan", "type": "string"},
    ]
    schema = {"fields": fields, "primaryKey": ["kode"]}
    words = "title produsen description konsep definisi klasifikasi_isian ukuran satuan periode skema_wilayah"
    return {
        "name": "bantuan",
        "klasifikasi": klasifikasi,
        **dict.fromkeys([*words.split(), "keputusan_wilayah", "frekuensi", "kontak"], "Contoh"),
        "sources": [{"title": "Dinas Sosial"}],
        "licenses": [{"name": "CC-BY-4.0"}],
        "status_data": "simulasi",
        "jenis_informasi": "berkala",
        "resources": [{"name": "bantuan", "path": "bantuan.csv", **table, "schema": schema}],
    }


BASES = [
    describe("publik", {}, {"klasifikasi": "rahasia"}),
    describe("publik", {}, {"klasifikasi": "terbatas", **GROUNDS}),
    describe("publik", {"klasifikasi": "terbatas"}, {}),
    describe("publik", {"klasifikasi": "rahasia"}, {"klasifikasi": "rahasia"}),
    describe("terbatas", {}, {}),
    describe("rahasia", {}, {}),
    describe(
        "publik",
        {"pengungkapan": {"hasil": "publik", "buang": ["nama"]}},
        {"klasifikasi": "terbatas", "title": "Nama"},
    ),
    {**describe("publik", {}, {"klasifikasi": "rahasia"}), **GROUNDS},
]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    root = copy_small_site(tmp_path_factory.mktemp("kunci") / "situs")
    (root / DATASET / "bantuan.csv").write_text(CELLS, encoding="utf-8")
    found, findings = read_settings(root)
    assert found is not None, findings
    return found


def take(descriptor: dict[str, Any], settings: Settings) -> tuple[ClearedPackage | None, list[Finding]]:
    """What clearing makes of a descriptor with its table, and what reading and checking say of it."""
    path = settings.root / DESCRIPTOR
    text = yaml.safe_dump(descriptor, allow_unicode=True, sort_keys=False, width=1000)
    path.write_text(text, encoding="utf-8")
    package, findings = read_package(path, settings)
    if package is None:
        return None, findings
    store = TableStore(settings, {package.name: package})
    tables = store.tables_of(package)
    findings += check_disclosure(package) + check_metadata(package) + check_page_keys(package)
    for resource in package.resources:
        findings += store.findings_of(package, resource)
    whole = len(tables) == len(package.resources)
    return clear_package(ValidPackage(package, tables)) if whole else None, findings


def marks_in(cleared: ClearedPackage | None) -> bool:
    """Whether any marked cell would be published."""
    tables = cleared.tables.values() if cleared else ()
    return any(MARK in cell for table in tables for row in table.rows for cell in row)


def try_mutations(count: int, seed: int, settings: Settings) -> Iterator[str]:
    """What was done to each descriptor that let a mark out, with a finding or without one."""
    rng = random.Random(seed)
    for number in range(count):
        changed, what = mutate(BASES[number % len(BASES)], rng)
        cleared, findings = take(changed, settings)
        if marks_in(cleared):
            told = "told" if has_errors(findings) else "silent"
            yield f"{told} {number % len(BASES)} {what}"


def test_descriptors_are_good_before_they_are_spoilt(settings: Settings) -> None:
    for base in BASES:
        cleared, findings = take(base, settings)
        assert [one.code for one in findings if has_errors([one])] in ([], ["K103"])
        assert not marks_in(cleared)
    cleared, findings = take(describe("publik", {}, {}), settings)
    assert not has_errors(findings) and marks_in(cleared)  # so that a mark would be seen


def test_no_spoilt_key_publishes_what_it_closed(settings: Settings) -> None:
    assert list(try_mutations(500, 10, settings)) == []


@pytest.mark.slow
def test_no_spoilt_key_of_thousands_publishes_what_it_closed(settings: Settings) -> None:
    assert list(try_mutations(5_000, 2026, settings)) == []
