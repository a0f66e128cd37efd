"""Foreign keys of descriptors become private ones, no byte else changes, and what may close is left alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from small_site import DATASET, copy_small_site
from suluh.checking.mending_keys import mend_keys
from suluh.cli.fix import fix
from suluh.reading.packages import read_package
from suluh.reading.safe_yaml import load_json, load_yaml
from suluh.reading.site_settings import read_settings
from suluh.reading.unknown_keys import find_all_strays

DESCRIPTOR = f"{DATASET}/datapackage.yaml"


def mend(text: str, path: str = "datapackage.yaml") -> str:
    raw, findings = (load_json if path.endswith(".json") else load_yaml)(text, path)
    assert not findings
    return mend_keys(text.encode(), path, find_all_strays(raw)).after.decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("nomor_arsip: 7  # nomor_arsip: tetap\n", "x-nomor_arsip: 7  # nomor_arsip: tetap\n"),
        ("title: a\n'owner org' : b\r\n", "title: a\n'x-owner-org' : b\r\n"),
        ('"@context": b\n', '"x-context": b\n'),
        (
            "resources:\n  - zoom: 1\n    name: a\n    schema: {fields: [{zoom: 2, name: b}]}\n",
            "resources:\n  - x-zoom: 1\n    name: a\n    schema: {fields: [{x-zoom: 2, name: b}]}\n",
        ),
        (
            "sources: [{title: a, zoom: 1}]\nbobot:\n  - zoom: x\n",
            "sources: [{title: a, x-zoom: 1}]\nx-bobot:\n  - zoom: x\n",
        ),
    ],
)
def test_foreign_keys_become_private(before: str, after: str) -> None:
    assert mend(before) == after
    assert mend(after) == after


@pytest.mark.parametrize(
    "text",
    [
        "klasifkasi: rahasia\n",
        "sifat: x\n",
        "akses: internal\n",
        "bobot: rahasia\n",
        "titel: a\n",  # near to title
        "lisensi: a\n",  # a word for licenses
        "constraints: {a: 1}\n",  # belongs elsewhere
        "bobot: 1\nx-bobot: 2\n",  # taken
        "resources: [{zoom: {zoom: 1}, name: a}, {zoom: 2}]\n",  # twice on a line
        '"zo\\u006fm": 1\n',  # spelt otherwise in the text
        "x-bobot: 1\nckan:owner_org: 2\n",
    ],
)
def test_what_may_close_or_is_uncertain_is_left_alone(text: str) -> None:
    assert mend(text) == text


def test_json_is_mended_too() -> None:
    text = '{\n  "name": "a", "zoom" : {"zoom2": [1.0]},\n  "title": "zoom: x"}\n'
    after = mend(text, "datapackage.json")
    assert after == text.replace('"zoom" :', '"x-zoom" :')
    assert json.loads(after)["x-zoom"] == {"zoom2": [1.0]}


def test_fix_offers_the_spelling_and_the_package_passes(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    path = root / DESCRIPTOR
    text = path.read_text(encoding="utf-8").replace("topik: Sosial", "topik: Sosial  # ya\nnomor_arsip: 7")
    path.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(fix, ["--root", str(root), str(path)])
    assert result.exit_code == 1
    assert "kunci nomor_arsip ditulis x-nomor_arsip" in result.output
    assert path.read_text(encoding="utf-8") == text
    assert CliRunner().invoke(fix, ["--root", str(root), "--write", str(path)]).exit_code == 0
    assert path.read_text(encoding="utf-8") == text.replace("nomor_arsip", "x-nomor_arsip")
    settings, _ = read_settings(root)
    assert settings is not None and read_package(path, settings)[1] == []


def test_a_schema_in_its_own_file_is_mended_there(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    path = root / DESCRIPTOR
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    schema = {**raw["resources"][0]["schema"], "zoom": 3}
    raw["resources"][0]["schema"] = "skema.yaml"
    path.write_text(yaml.safe_dump(raw, sort_keys=False), encoding="utf-8")
    (path.parent / "skema.yaml").write_text(yaml.safe_dump(schema, sort_keys=False), encoding="utf-8")
    settings, _ = read_settings(root)
    assert settings is not None
    _, findings = read_package(path, settings)
    assert [(one.code, one.place.path) for one in findings] == [("P037", f"{DATASET}/skema.yaml")]
    assert CliRunner().invoke(fix, ["--root", str(root), "--write"]).exit_code == 0
    assert read_package(path, settings)[1] == []
