"""Closed columns and tables of every record type reach no page, no download, no calendar and no finding."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import yaml
from leaks import find_leaks, site_as_files

from small_site import HERE, copy_small_site
from suluh.checking.explanations import describe
from suluh.pipeline import build_site
from suluh.reading.site_settings import read_settings
from suluh.reading.standard_list import load_standard

SITES = ("alur", "tujuan", "pengadaan", "pelayanan", "kinerja", "kegiatan", "dokumen")
EXCLUSION = {
    "dasar_pengecualian": "pasal 17 huruf h.3",
    "konsekuensi": "Merugikan orang.",
    "jangka_waktu": "Selamanya",
}
# Rules read these: with a word of ours in them the whole table would be wrong, and stay out anyway.
CHOICES = {("dokumen", "status"), ("tujuan", "induk")}
Chooser = Callable[[str, dict[str, Any]], bool]


def set_sentinels(root: Path, is_closed: Chooser, *, whole: bool) -> dict[str, str]:
    """Close the chosen columns (or whole tables) of all record types and put a sentinel in each cell."""
    numbers = count(1)
    sentinels: dict[str, str] = {}
    for path in sorted(root.glob("datasets/dinas-sosial/*/datapackage.yaml")):
        descriptor = yaml.safe_load(path.read_text(encoding="utf-8"))
        for resource in descriptor["resources"]:
            if "standar" not in resource:
                continue
            fields = [one for one in resource["schema"]["fields"] if is_closed(resource["standar"], one)]
            for owner in [resource] if whole else fields:
                owner |= {"klasifikasi": "terbatas" if whole else "rahasia", **EXCLUSION}
            for field in fields:
                field.pop("constraints", None)
            sentinels |= dict(_fill(path.parent / resource["path"], resource["standar"], fields, numbers))
        text = yaml.safe_dump(json.loads(json.dumps(descriptor, default=str)), allow_unicode=True)
        path.write_text(text, encoding="utf-8")
    return sentinels


def _fill(
    path: Path, standard: str, fields: list[dict[str, Any]], numbers: Iterator[int]
) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    for field in fields:
        if field["name"] not in header or field["name"] in ("foto", "lampiran"):
            continue
        at = header.index(field["name"])
        for row in rows:
            number = next(numbers)
            if field["type"] == "string":
                row[at] = f"Kenari zqx{number:04}"
            elif field["type"] in ("number", "integer") and row[at]:
                row[at] = (
                    f"-5.4{number:04}7391" if field["name"] in ("lintang", "bujur") else f"8173645{number:04}"
                )
            else:
                continue
            yield f"{standard}.{field['name']} {number}", row[at]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def build_files(root: Path) -> dict[str, bytes]:
    """Everything that a build makes, and what it says."""
    settings, _ = read_settings(root, keep_going=True)
    assert settings is not None
    site, checked = build_site(settings)
    assert site is not None
    told = (f"{one} {describe(one, language)}" for one in checked.findings for language in ("id", "en"))
    return {**site_as_files(site), "temuan": "\n".join(told).encode()}


def find_told(files: dict[str, bytes], sentinels: dict[str, str]) -> list[str]:
    """Sentinels, also as numbers are written in Indonesian."""
    numbers = {name: one for name, one in sentinels.items() if one.isdigit()}
    grouped = {f"{name} (id)": f"{int(one):,}".replace(",", ".") for name, one in numbers.items()}
    return find_leaks(files, {**sentinels, **grouped})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = copy_small_site(tmp_path / "situs")
    for name in SITES:
        shutil.copytree(HERE / "sites" / name, root, dirs_exist_ok=True)
    return root


def test_columns_that_are_closed_stay_closed(root: Path) -> None:
    def is_closed(standard: str, field: dict[str, Any]) -> bool:
        needed = field["name"] in load_standard(standard).get("wajib", ())
        return not needed and (standard, field["name"]) not in CHOICES

    sentinels = set_sentinels(root, is_closed, whole=False)
    assert len({name.partition(".")[0] for name in sentinels}) > 10
    files = build_files(root)
    assert {Path(name).suffix for name in files} >= {".ics", ".json", ".csv", ".xlsx", ".html"}
    assert find_told(files, sentinels) == []
    assert not [name for name in files if name.endswith((".jpg", ".pdf"))]  # columns of files are closed too


def test_tables_that_are_closed_stay_closed(root: Path) -> None:
    sentinels = set_sentinels(root, lambda standard, field: field["type"] == "string", whole=True)
    assert len(sentinels) > 100
    files = build_files(root)
    assert find_told(files, sentinels) == []
    assert not [name for name in files if name.endswith((".jpg", ".pdf"))]  # they go with their rows


def test_the_test_would_notice(root: Path) -> None:
    """Open, the same sentinels are on pages of many kinds."""
    sentinels = set_sentinels(root, lambda standard, field: field["name"] == "uraian", whole=False)
    for path in root.glob("datasets/dinas-sosial/*/datapackage.yaml"):
        descriptor = yaml.safe_load(path.read_text(encoding="utf-8"))
        for field in (one for resource in descriptor["resources"] for one in resource["schema"]["fields"]):
            for key in ("klasifikasi", *EXCLUSION) if field.get("klasifikasi") == "rahasia" else ():
                field.pop(key, None)
        text = yaml.safe_dump(json.loads(json.dumps(descriptor, default=str)), allow_unicode=True)
        path.write_text(text, encoding="utf-8")
    found = {line.rpartition(": ")[2] for line in find_told(build_files(root), sentinels)}
    assert found == set(sentinels)


def test_open_rows_bring_their_files(root: Path) -> None:
    kinds = {Path(name).suffix for name in build_files(root) if name.startswith("kegiatan/")}
    assert {".jpg", ".pdf"} <= kinds
