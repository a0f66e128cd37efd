"""The last guard: no file that we write has a formula, or an address of another kind."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from small_site import copy_small_site
from suluh.checking.project import Checked
from suluh.pipeline import build_site
from suluh.publishing.whole_check import check_whole
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.formula_signs import is_formula
from suluh.vocabulary.package import DataPackage
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Site
from suluh.vocabulary.web_addresses import SCHEMES, runs_something

SOURCE = Path(__file__).parents[2] / "generator" / "suluh"
FORMULA = '=HYPERLINK("https://lain.example","x")'
RUNNING = "javascript:alert(1)"


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield str(key)
            yield from texts_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one)


def files_of(site: Site) -> dict[str, bytes]:
    files = {}
    for artifact in site.artifacts:
        stream = io.BytesIO()
        artifact.write(stream)
        files[artifact.address] = stream.getvalue()
    return files


def is_literal(cell: str) -> bool:
    """Whether the cell is the form of a code that Excel takes for a text and nothing else: `="007"`."""
    return re.fullmatch(r'="[^"\r\n\t;]*"', cell) is not None


def find_wrong(files: dict[str, bytes]) -> list[tuple[str, str]]:
    """(file, text) of all that a spreadsheet would run or an address would open."""
    wrong = []
    for name, content in files.items():
        texts: Iterator[str] = iter(())
        if "/excel/" in name and name.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                inner = {f"{name}/excel/{member}": archive.read(member) for member in archive.namelist()}
            wrong += find_wrong(inner)
        if name.endswith(".csv"):
            excel = "/excel/" in name
            text = io.StringIO(content.decode("utf-8-sig"), newline="")
            cells = [cell for row in csv.reader(text, delimiter=";" if excel else ",") for cell in row]
            texts = iter(cells)
            wrong += [(name, cell) for cell in cells if is_formula(cell) and not (excel and is_literal(cell))]
        elif name.endswith((".json", ".jsonld", ".geojson")):
            texts = texts_in(json.loads(content))
        elif name.endswith((".xml", ".bib", ".ics", ".rdf", ".txt")):
            texts = iter(re.findall(r"[^\s\"'<>{}]+", content.decode()))
        wrong += [(name, text) for text in texts if runs_something(text)]
        wrong += [
            (name, one)
            for one in re.findall(r"\"([A-Za-z][A-Za-z0-9+.-]*)://", content.decode("utf-8", "replace"))
            if name.endswith((".json", ".jsonld")) and one not in SCHEMES
        ]
    return wrong


@pytest.fixture
def project(tmp_path: Path) -> Settings:
    settings, _ = read_settings(copy_small_site(tmp_path / "proyek"))
    assert settings is not None
    return settings


def test_a_site_has_no_formula_and_no_address_that_runs(project: Settings) -> None:
    site, _ = build_site(project)
    assert site is not None
    files = files_of(site)
    assert len([name for name in files if name.endswith(".csv")]) > 20
    assert find_wrong(files) == []


def spoil(package: DataPackage) -> DataPackage:
    """A package that says nothing but formulas and addresses that run."""
    descriptor = {
        **package.descriptor,
        **dict.fromkeys(("produsen", "konsep", "topik", "frekuensi", "periode", "kontak"), FORMULA),
        "sources": [{"title": FORMULA, "path": RUNNING}, {"title": RUNNING, "path": "//lain.example"}],
        "licenses": [{"name": FORMULA, "title": FORMULA, "path": "data:text/html,x"}],
    }
    return replace(package, title=FORMULA, descriptor=descriptor)


def test_what_came_past_the_door_is_stopped_at_writing(
    project: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check_spoilt(_: Settings) -> Checked:
        checked = check_whole(project)
        valid = tuple(replace(one, package=spoil(one.package)) for one in checked.valid)
        agencies = {slug: replace(one, nama=FORMULA) for slug, one in checked.agencies.items()}
        return replace(checked, valid=valid, agencies=agencies)

    monkeypatch.setattr("suluh.pipeline.check_whole", check_spoilt)
    site, checked = build_site(replace(project, site_name=FORMULA, site_description=FORMULA))
    assert site is not None, checked.findings
    assert find_wrong(files_of(site)) == []


def test_tables_are_written_in_three_places_only() -> None:
    """The submitted ones as they are, all that we compose by one rule, and the copies for Excel."""
    writers = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if re.search(r"csv\.(?:writer|DictWriter)\(|\.to_csv\(", path.read_text(encoding="utf-8"))
    }
    for_excel = "publishing/excel_csv_file.py"
    assert writers == {"vocabulary/formula_signs.py", "publishing/csv_file.py", for_excel}
