"""Nothing is held back in silence: a package that reading closes has an error that says so."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from small_site import DATASET, copy_small_site
from suluh.checking.descriptor_metadata import check_metadata
from suluh.checking.disclosure_rules import check_disclosure
from suluh.checking.page_keys import check_page_keys
from suluh.checking.validation import check_schema
from suluh.reading.derived_tables import read_recipe
from suluh.reading.known_keys import load_levels
from suluh.reading.packages import read_package
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.findings import has_errors
from suluh.vocabulary.package import Klasifikasi

ODD: list[Any] = [{"zz": 1}, [{"zz": 1}], "x", {}, 7, [["x"]], [1], {"a": {"zz": 1}}, {"a": "b"}]
PLACES: dict[str, tuple[str | int, ...]] = {
    "package": (),
    "license": ("licenses", 0),
    "source": ("sources", 0),
    "contributor": ("contributors", 0),
    "contact": ("contacts", 0),
    "note": ("catatan", 0),
    "change": ("perubahan", 0),
    "copy": ("salinan", 0),
    "unmade": ("tidak_dibuat", 0),
    "excerpt": ("saringan",),
    "key_figure": ("angka_kunci", 0),
    "chart": ("grafik", 0),
    "not_applicable": ("tidak_berlaku", 0),
    "resource": ("resources", 0),
    "stats": ("resources", 0, "stats"),
    "dialect": ("resources", 0, "dialect"),
    "schema": ("resources", 0, "schema"),
    "field": ("resources", 0, "schema", "fields", 2),
    "constraints": ("resources", 0, "schema", "fields", 2, "constraints"),
    "missing_value": ("resources", 0, "schema", "missingValues", 0),
    "category": ("resources", 0, "schema", "fields", 5, "categories", 0),
    "foreign_key": ("resources", 0, "schema", "foreignKeys", 0),
    "reference": ("resources", 0, "schema", "foreignKeys", 0, "reference"),
    "disclosure": ("resources", 0, "pengungkapan"),
    "mask": ("resources", 0, "pengungkapan", "samarkan", "penerima"),
    "aggregation": ("resources", 0, "pengungkapan", "agregasi"),
    "suppression": ("resources", 0, "pengungkapan", "tekan"),
    "dominance": ("resources", 0, "pengungkapan", "tekan", "dominasi"),
    "reading_told": ("resources", 0, "dibaca"),
    "recipe": ("resources", 0, "cara_baca"),
    "unpivot": ("resources", 0, "cara_baca", "ke_bawah"),
    "place_columns": ("resources", 0, "cara_baca", "tempat"),
    "derivation": ("resources", 0, "turunan"),
    "crosswalk": ("resources", 0, "turunan", "lewat"),
    "measure": ("resources", 0, "turunan", "ukuran", "jumlah"),
}
RULES = {
    "hasil": "publik",
    "samarkan": {"penerima": {"awal": 1}},
    "agregasi": {"dimensi": ["kode_wilayah"], "jumlahkan": ["jumlah"]},
    "tekan": {
        "kolom": ["jumlah"],
        "dimensi": ["kode_wilayah"],
        "dominasi": {"penyumbang": "a", "terbesar": "b"},
    },
}
RECIPE = {
    "jenis": "gabung",
    "kunci": ["kode_wilayah"],
    "ukuran": {"jumlah": {"dataset": "a", "kolom": "b"}},
    "lewat": {"dataset": "c", "kunci": ["kode_wilayah"], "ambil": ["tahun"]},
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_small_site(tmp_path_factory.mktemp("kunci") / "situs")


def variants(level: str, good: dict[str, Any], odd: list[Any]) -> Iterator[dict[str, Any]]:
    """The good descriptor with each key of a level, and one that nobody knows, in every odd shape."""
    for key in (*load_levels()[level].keys, "zz"):
        if key in ("klasifikasi", "resources"):
            continue
        for value in odd:
            changed = copy.deepcopy(good)
            if level in ("disclosure", "mask", "aggregation", "suppression", "dominance"):
                changed["resources"][0]["pengungkapan"] = copy.deepcopy(RULES)
            if level in ("derivation", "crosswalk", "measure"):
                changed["resources"][0]["turunan"] = copy.deepcopy(RECIPE)
                del changed["resources"][0]["path"]
            owner: Any = changed
            for part in PLACES[level]:
                if isinstance(part, int):
                    owner += [{} for _ in range(part + 1 - len(owner))]
                    owner = owner[part]
                else:
                    below = [] if part in _LISTS else {}
                    owner = owner.setdefault(part, below)
            owner[key] = value
            yield changed


_LISTS = (
    "licenses",
    "sources",
    "contributors",
    "contacts",
    "catatan",
    "angka_kunci",
    "grafik",
    "perubahan",
    "salinan",
    "tidak_dibuat",
)
_LISTS += ("tidak_berlaku", "resources", "fields", "missingValues", "categories", "foreignKeys")


def test_every_level_is_tried() -> None:
    assert set(load_levels()) == set(PLACES)


@pytest.mark.parametrize("level", sorted(PLACES))
def test_what_is_closed_by_reading_is_told(root: Path, level: str) -> None:
    try_level(root, level, ODD[:2])


@pytest.mark.slow
@pytest.mark.parametrize("level", sorted(PLACES))
def test_whatever_is_closed_by_reading_is_told(root: Path, level: str) -> None:
    try_level(root, level, ODD)


def try_level(root: Path, level: str, odd: list[Any]) -> None:
    path = root / DATASET / "datapackage.yaml"
    good = yaml.safe_load((copy_of(root)).read_text(encoding="utf-8"))
    settings, _ = read_settings(root)
    assert settings is not None
    for changed in variants(level, good, odd):
        path.write_text(yaml.safe_dump(changed, sort_keys=False), encoding="utf-8")
        package, findings = read_package(path, settings)
        assert package is not None
        findings += check_metadata(package) + check_page_keys(package) + check_disclosure(package)
        for resource in package.resources:
            findings += check_schema(package, resource)
            if resource.turunan is not None:
                findings += read_recipe(resource, package.descriptor_path)[1]
        closed = package.klasifikasi is not Klasifikasi.PUBLIK
        assert not closed or has_errors(findings), changed
        assert "'zz'" not in repr(changed) or is_free(changed) or has_errors(findings), changed


def is_free(descriptor: dict[str, Any]) -> bool:
    """Whether the unknown key stands where anything may, such as in CKAN's extras or in a cell's value."""
    resource = descriptor["resources"][0]
    schema = resource.get("schema")
    field = schema.get("fields") if isinstance(schema, dict) else []
    field = field[2] if isinstance(field, list) and len(field) > 2 and isinstance(field[2], dict) else {}
    constraints = field.get("constraints")
    free: list[Any] = [descriptor.get("extras"), *(resource.get(key) for key in ("control", "layout"))]
    free += [field.get(key) for key in ("example", "examples")]
    if isinstance(constraints, dict):
        free += [constraints.get(key) for key in ("jsonSchema", "enum")]
    recipe = resource.get("cara_baca")
    if isinstance(recipe, dict):
        # Names of columns and sheets, which the file has or which D011 tells of when it is read.
        named = ("nama_kolom", "kolom_jumlah", "tetap", "isi_lembar", "salin", "padanan", "lewati")
        free += [recipe.get(key) for key in named]
        groups = [recipe.get(key) for key in ("ke_bawah", "tempat")]
        free += [group.get(key) for group in groups if isinstance(group, dict) for key in ("kolom", "arti")]
    return any("zz" in str(one) for one in free)


def copy_of(root: Path) -> Path:
    """The good descriptor, kept beside before the first change."""
    kept = root / "baik.yaml"
    if not kept.exists():
        kept.write_bytes((root / DATASET / "datapackage.yaml").read_bytes())
    return kept
