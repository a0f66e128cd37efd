"""Hostile files: each is a finding or treated safely, quickly and in little memory, and the others go on."""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path

import pytest
from corpus import CARRYING, CSV, JSON, PATHS, XLSX, YAML

from small_site import DATASET, TABLE, copy_small_site, edit
from suluh.checking.explanations import describe
from suluh.checking.project import Checked, check_project
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.findings import Finding

DESCRIPTOR = f"{DATASET}/datapackage.yaml"
SECONDS = 5.0
MEGABYTES = 400
OTHERS = ("pagu", "realisasi", "instansi", "nomenklatur")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_small_site(tmp_path / "situs")


def check_hostile(root: Path) -> tuple[Checked, list[Finding]]:
    """What a check says of the dataset; fails on time, memory, a lost neighbour or a missing sentence."""
    settings, findings = read_settings(root)
    assert settings is not None, findings
    memory, started = _peak(), time.process_time()
    checked = check_project(settings)
    assert time.process_time() - started < SECONDS
    assert _peak() - memory < MEGABYTES
    assert {one.package.name for one in checked.valid} >= set(OTHERS)
    for finding in checked.findings:
        for language in ("id", "en"):
            words = describe(finding, language)
            assert words.message and words.hint
            assert "Traceback" not in words.message and "\x1b" not in words.message
    return checked, [one for one in checked.findings if one.place.path.startswith(DATASET)]


def _peak() -> float:
    """Megabytes that this process has taken at most so far; 0 where nobody knows."""
    if sys.platform == "win32":
        return 0.0
    import resource

    amount = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return amount / 2**20 if sys.platform == "darwin" else amount / 2**10


def expect(found: list[Finding], letters: str) -> None:
    """Errors of these layers; where none is expected, none at all."""
    errors = [one for one in found if one.severity == "error"]
    if letters:
        assert errors and errors[0].code[0] in letters + "I", errors
    else:
        assert errors == []


@pytest.mark.parametrize("name", CSV)
def test_a_hostile_csv_is_told(root: Path, name: str) -> None:
    letters, content = CSV[name]
    (root / TABLE).write_bytes(content)
    _, found = check_hostile(root)
    expect(found, letters)
    assert {one.place.path for one in found if one.severity == "error"} <= {TABLE, DESCRIPTOR}


@pytest.mark.parametrize("name", XLSX)
def test_a_hostile_workbook_is_told_or_read_right(root: Path, name: str) -> None:
    letters, make = XLSX[name]
    (root / TABLE).unlink()
    (root / DATASET / "bantuan.xlsx").write_bytes(make())
    edit(root, DESCRIPTOR, "path: bantuan.csv", "path: bantuan.xlsx")
    edit(root, DESCRIPTOR, ', decimalChar: ","', "")
    checked, found = check_hostile(root)
    assert ("F208" in {one.code for one in found}) == (name in CARRYING)
    expect(found, letters)
    if not letters:
        package = next(one for one in checked.valid if one.package.name == "bantuan")
        assert [row[2] for row in package.tables["bantuan"].rows] == ["120"]


@pytest.mark.parametrize("name", YAML)
def test_a_hostile_descriptor_is_told(root: Path, name: str) -> None:
    (root / DESCRIPTOR).write_bytes(YAML[name].encode())
    _, found = check_hostile(root)
    expect(found, "FPK")


@pytest.mark.parametrize("name", JSON)
def test_a_hostile_json_descriptor_is_told(root: Path, name: str) -> None:
    (root / DESCRIPTOR).unlink()
    (root / DATASET / "datapackage.json").write_bytes(JSON[name].encode())
    _, found = check_hostile(root)
    expect(found, "FPK")


@pytest.mark.parametrize("path", PATHS)
def test_a_path_leads_nowhere_but_into_the_folder(root: Path, path: str) -> None:
    edit(root, DESCRIPTOR, "path: bantuan.csv", f"path: {json.dumps(path)}")
    checked, found = check_hostile(root)
    expect(found, "FP")
    assert "bantuan" not in {one.package.name for one in checked.valid}


@pytest.mark.parametrize("key", ["schema", "dialect"])
@pytest.mark.parametrize(
    "path", ["http://127.0.0.1:9/a.json", "/etc/passwd", "../../a.yaml", "datapackage.yaml"]
)
def test_a_schema_by_path_leads_nowhere_either(root: Path, key: str, path: str) -> None:
    text = (root / DESCRIPTOR).read_text(encoding="utf-8")
    start = text.index("    schema:")
    (root / DESCRIPTOR).write_text(f"{text[:start]}    {key}: {json.dumps(path)}\n", encoding="utf-8")
    _, found = check_hostile(root)
    expect(found, "FPT")


def test_schemas_that_name_each_other_end(root: Path) -> None:
    text = (root / DESCRIPTOR).read_text(encoding="utf-8")
    start = text.index("    schema:")
    (root / DESCRIPTOR).write_text(f"{text[:start]}    schema: a.yaml\n", encoding="utf-8")
    (root / DATASET / "a.yaml").write_text("schema: b.yaml\nfields: a.yaml\n", encoding="utf-8")
    (root / DATASET / "b.yaml").write_text("schema: a.yaml\n", encoding="utf-8")
    expect(check_hostile(root)[1], "FPT")


def test_a_foreign_key_to_itself_and_a_derivation_of_itself_end(root: Path) -> None:
    edit(
        root,
        DESCRIPTOR,
        "{package: wilayah, resource: wilayah, fields: [kode]}",
        '{resource: "", fields: [tahun]}',
    )
    expect(check_hostile(root)[1], "RPT")


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "(a|a)*b", "(.*)*x", "a{1,30000}", "(?:a?){50}a{50}", "(", "\\\\1(a)"]
)
def test_a_pattern_that_never_ends_is_refused_or_ends(root: Path, pattern: str) -> None:
    named = "{name: penerima, type: string,"
    edit(root, DESCRIPTOR, named, f"{named} constraints: {{pattern: '{pattern}'}},")
    edit(root, TABLE, "Keluarga A", "a" * 64 + "!")
    _, found = check_hostile(root)
    assert found


@pytest.mark.parametrize(
    "body",
    [
        "[" * 20_000,
        # Each of these takes the whole time limit, and shows the same.
        pytest.param("[a](" * 8_000, marks=pytest.mark.slow),
        pytest.param("![" * 10_000, marks=pytest.mark.slow),
        "> " * 5_000,
        "<div>" * 5_000,
    ],
)
def test_prose_that_keeps_a_parser_busy_is_told(root: Path, body: str) -> None:
    report = root / "content" / "laporan" / "dinas-sosial" / "2025-tw2.md"
    report.write_text(report.read_text(encoding="utf-8") + body, encoding="utf-8")
    settings, _ = read_settings(root)
    assert settings is not None
    checked = check_project(settings)
    codes = {one.code for one in checked.findings if one.place.path.endswith("2025-tw2.md")}
    assert codes <= {"F301", "F302", "F303"}
    assert len(checked.reports) == (0 if codes else 1)
    assert {one.package.name for one in checked.valid} >= {"bantuan", *OTHERS}


def test_links_and_twins_among_files(root: Path) -> None:
    outside = root.parent / "rahasia.csv"
    outside.write_text("a\n1\n", encoding="utf-8")
    (root / TABLE).unlink()
    try:
        (root / TABLE).symlink_to(outside)
        (root / "datasets" / "dinas-sosial" / "tautan").symlink_to(root.parent, target_is_directory=True)
        (root / "content" / "tentang" / "a.md").symlink_to("/etc/hostname")
    except OSError:
        pytest.skip("this system does not let us make symbolic links")
    settings, _ = read_settings(root)
    assert settings is not None
    found = {one.code for one in check_project(settings).findings}
    assert "F005" in found
    assert not any("rahasia" in str(one) and one.value for one in check_project(settings).findings)


def test_one_bad_file_of_each_kind_keeps_no_other_from_being_told(root: Path) -> None:
    """All the errors of all the files, in one run."""
    folder = root / "datasets" / "dinas-sosial"
    (folder / "pagu" / "pagu.csv").write_bytes(b"PK\x03\x04" + bytes(64))
    (folder / "realisasi" / "datapackage.yaml").write_text(YAML["dalam"], encoding="utf-8")
    (root / TABLE).write_bytes(CSV["NUL"][1])
    (root / "content" / "laporan" / "dinas-sosial" / "2025-tw2.md").write_text("---\na: [\n---\n", "utf-8")
    settings, _ = read_settings(root)
    assert settings is not None
    paths = {one.place.path for one in check_project(settings).findings if one.severity == "error"}
    wanted = ("pagu/pagu.csv", "realisasi/datapackage.yaml", "bantuan/bantuan.csv", "2025-tw2.md")
    assert all(any(path.endswith(one) for path in paths) for one in wanted), paths


def test_no_message_begins_a_line_that_a_ci_log_obeys(root: Path) -> None:
    (root / TABLE).write_bytes(CSV["perintah catatan CI"][1])
    _, found = check_hostile(root)
    for finding in found:
        assert not re.search(r"^\s*::", describe(finding, "id").message, re.MULTILINE)
