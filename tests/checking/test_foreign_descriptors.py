"""Packages from elsewhere pass: what the specifications name and the reference tools write is known."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import frictionless
import openpyxl
import pytest
import yaml
from frictionless import Dialect, Package, Schema, formats
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from small_site import DATASET, copy_small_site
from suluh.checking.package_tables import TableStore
from suluh.reading.packages import read_package
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.package import Klasifikasi

KEY_CODES = {"P009", "P037", "P038", "P008", "K006", "P023"}
STATED = {"klasifikasi": "publik", "status_data": "tetap", "jenis_informasi": "berkala", "name": "bantuan"}

FIELDS_OF_V2: list[dict[str, Any]] = [
    {
        "name": "nama",
        "type": "string",
        "format": "default",
        "title": "Nama",
        "description": "Nama",
        "example": "x",
        "rdfType": "https://schema.org/name",
        "categories": [{"value": "a", "label": "A"}],
        "categoriesOrdered": True,
        "missingValues": [{"value": "-", "label": "tidak berlaku"}],
        "constraints": {"required": True, "unique": False, "minLength": 1, "maxLength": 9, "pattern": "a"},
    },
    {
        "name": "banyak",
        "type": "integer",
        "bareNumber": False,
        "groupChar": ".",
        "constraints": {"minimum": 1},
    },
    {"name": "nilai", "type": "number", "decimalChar": ",", "groupChar": ".", "bareNumber": True},
    {"name": "ada", "type": "boolean", "trueValues": ["ya"], "falseValues": ["tidak"]},
    {"name": "senarai", "type": "list", "delimiter": ";", "itemType": "string"},
    {
        "name": "lain",
        "type": "object",
        "constraints": {"jsonSchema": {"type": "object"}, "enum": [{"a": "1"}], "exclusiveMinimum": 1},
    },
    {
        "name": "akhir",
        "type": "date",
        "constraints": {"maximum": "2025-01-01", "exclusiveMaximum": "2026-01-01"},
    },
]
V2: dict[str, Any] = {
    "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
    "id": "b03ec84-77fd-4270-813b-0c698943f7ce",
    "title": "Contoh",
    "description": "Contoh",
    "homepage": "https://contoh.go.id",
    "version": "1.0.0",
    "created": "2024-02-29T08:00:00Z",
    "image": "gambar.png",
    "keywords": ["satu", "dua"],
    "licenses": [{"name": "CC-BY-4.0", "path": "https://contoh.go.id/l", "title": "CC BY"}],
    "sources": [{"title": "BPS", "path": "https://bps.go.id", "email": "a@bps.go.id", "version": "1"}],
    "contributors": [
        {
            "title": "Ani",
            "givenName": "A",
            "familyName": "N",
            "path": "https://contoh.go.id",
            "email": "a@contoh.go.id",
            "roles": ["creator"],
            "organization": "Dinas",
        }
    ],
    "resources": [
        {
            "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
            "name": "bantuan",
            "path": "bantuan.csv",
            "type": "table",
            "title": "Bantuan",
            "description": "Bantuan",
            "homepage": "https://contoh.go.id",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "sources": [{"title": "BPS"}],
            "licenses": [{"name": "CC-BY-4.0"}],
            "dialect": {
                "$schema": "https://datapackage.org/profiles/2.0/tabledialect.json",
                "header": True,
                "headerRows": [1],
                "headerJoin": " ",
                "commentRows": [],
                "commentChar": "#",
                "delimiter": ";",
                "lineTerminator": "\r\n",
                "quoteChar": '"',
                "doubleQuote": True,
                "skipInitialSpace": False,
            },
            "schema": {
                "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
                "fieldsMatch": "exact",
                "missingValues": [""],
                "primaryKey": ["nama"],
                "uniqueKeys": [["nama", "banyak"]],
                "foreignKeys": [{"fields": ["nama"], "reference": {"resource": "", "fields": ["lain"]}}],
                "fields": FIELDS_OF_V2,
            },
        }
    ],
}
V1: dict[str, Any] = {
    "profile": "tabular-data-package",
    "id": "contoh",
    "title": "Contoh",
    "description": "Contoh",
    "homepage": "https://contoh.go.id",
    "version": "1",
    "created": "2024-01-01",
    "image": "a.png",
    "keywords": ["satu"],
    "licenses": [{"name": "ODC-PDDL-1.0", "path": "https://contoh.go.id", "title": "PDDL"}],
    "sources": [{"title": "BPS", "path": "https://bps.go.id", "email": "a@bps.go.id"}],
    "contributors": [
        {
            "title": "Ani",
            "email": "a@contoh.go.id",
            "path": "https://contoh.go.id",
            "role": "author",
            "organization": "D",
        }
    ],
    "resources": [
        {
            "profile": "tabular-data-resource",
            "name": "bantuan",
            "path": "bantuan.csv",
            "title": "Bantuan",
            "description": "Bantuan",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": 10,
            "hash": "d41d8cd98f00b204e9800998ecf8427e",
            "sources": [{"title": "BPS"}],
            "licenses": [{"name": "CC-BY-4.0"}],
            "dialect": {
                "delimiter": ",",
                "lineTerminator": "\r\n",
                "quoteChar": '"',
                "doubleQuote": True,
                "skipInitialSpace": True,
                "header": True,
                "commentChar": "#",
                "caseSensitiveHeader": False,
                "csvddfVersion": "1.2",
            },
            "schema": {
                "missingValues": ["", "-"],
                "primaryKey": "nama",
                "foreignKeys": [{"fields": "nama", "reference": {"resource": "", "fields": "nama"}}],
                "fields": [{"name": "nama", "type": "string", "constraints": {"required": True}}],
            },
        }
    ],
}
CKAN = {
    "author": "Ani",
    "author_email": "a@contoh.go.id",
    "maintainer": "Budi",
    "maintainer_email": "b@contoh.go.id",
    "extras": {"owner": "dinas", "tahun": 2024},
    "ckan:owner_org": "dinas",
    "ckan:private": False,
    "x-nomor": {"a": [1, 2]},
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_small_site(tmp_path_factory.mktemp("asing") / "situs")


def findings_of(root: Path, raw: dict[str, Any], *, text: str = "") -> list[Finding]:
    """What reading says of a descriptor that also states what Suluh asks."""
    settings, _ = read_settings(root)
    assert settings is not None
    path = root / DATASET / "datapackage.yaml"
    path.write_text(text or yaml.safe_dump({**raw, **STATED}, sort_keys=False), encoding="utf-8")
    package, findings = read_package(path, settings)
    assert package is not None
    store = TableStore(settings, {package.name: package})
    assert all(store.findings_of(package, one) is not None for one in package.resources)
    found = [one for one in findings if one.code in KEY_CODES]
    assert found or package.klasifikasi is Klasifikasi.PUBLIK
    return found


@pytest.mark.parametrize("raw", [V1, V2, {**V1, **CKAN}, {**V2, **CKAN}])
def test_every_property_of_the_specifications_is_known(root: Path, raw: dict[str, Any]) -> None:
    assert findings_of(root, raw) == []


@pytest.mark.parametrize("level", ["Package", "Resource", "Schema", "Dialect", "Field"])
def test_every_property_that_frictionless_knows_is_known(level: str) -> None:
    from suluh.reading.known_keys import keys_of

    known = keys_of(level.lower())
    profile = getattr(frictionless, level).metadata_profile["properties"]
    assert [key for key in profile if key not in known] == []
    if level == "Field":
        for name in dir(frictionless.fields):
            kind = getattr(frictionless.fields, name)
            patch = getattr(kind, "metadata_profile_patch", {}) or {}
            assert [key for key in patch.get("properties", {}) if key not in known] == [], name


def write_tables(folder: Path) -> list[str]:
    """Small tables of every kind of cell, as CSV and XLSX."""
    rows = [
        ["id", "nama", "tanggal", "nilai", "ada"],
        [1, "a", "2024-01-02", 1.5, "true"],
        [2, "b", "", 2, ""],
    ]
    for name, sign in (("koma.csv", ","), ("titik.csv", ";"), ("tab.tsv", "\t")):
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=sign).writerows(rows)
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(folder / "buku.xlsx")
    return ["koma.csv", "titik.csv", "tab.tsv", "buku.xlsx"]


@pytest.mark.parametrize("stats", [False, True])
def test_what_frictionless_describes_passes(root: Path, tmp_path: Path, stats: bool) -> None:
    names = write_tables(tmp_path)
    package = frictionless.describe(names, basepath=str(tmp_path), type="package", stats=stats)
    assert isinstance(package, Package)
    for text in (package.to_yaml(), package.to_json()):
        assert findings_of(root, yaml.safe_load(text)) == []


KINDS = ["string", "integer", "number", "boolean", "date", "list", "any"]
signs = st.sampled_from([";", ",", "|", "\t"])
texts = st.text("abcdefg ", min_size=1, max_size=8)


@given(
    delimiter=signs,
    comment=st.sampled_from(["", "#", "%"]),
    skip=st.booleans(),
    words=st.fixed_dictionaries({}, optional=dict.fromkeys(("title", "description", "version"), texts)),
    kinds=st.lists(st.sampled_from(KINDS), min_size=1),
    missing=st.lists(st.sampled_from(["", "-", "n/a"]), min_size=1, unique=True),
)
@hypothesis_settings(max_examples=25, deadline=None)
def test_what_frictionless_writes_passes(
    root: Path,
    delimiter: str,
    comment: str,
    skip: bool,
    words: dict[str, str],
    kinds: list[str],
    missing: list[str],
) -> None:
    fields = [{"name": f"k{number}", "type": kind} for number, kind in enumerate(kinds)]
    schema = Schema.from_descriptor({"fields": fields, "missingValues": missing})
    dialect = Dialect(controls=[formats.CsvControl(delimiter=delimiter, skip_initial_space=skip)])
    if comment:
        dialect.comment_char = comment
    resource = frictionless.resources.TableResource(
        name="a", path="bantuan.csv", schema=schema, dialect=dialect, format="csv"
    )
    package = Package(name="bantuan", resources=[resource], **words)
    assert findings_of(root, json.loads(package.to_json())) == []
