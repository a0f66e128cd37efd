"""What would stop a build is foreseen by a check, at the submission's file and line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from small_site import copy_small_site, edit
from suluh.assembly.foresight import foresee
from suluh.checking.project import Checked, check_project
from suluh.reading.settings import read_settings
from suluh.vocabulary.findings import Severity
from suluh.vocabulary.settings import Settings

SITE = "https://data.contoh.go.id/suluh/"
REPORT = "content/laporan/dinas-sosial/2025-tw2.md"


def settings_of(root: Path, *, keep_going: bool = False) -> Settings:
    settings, findings = read_settings(root, keep_going=keep_going)
    assert settings is not None, findings
    return settings


def check(root: Path) -> Checked:
    settings = settings_of(root)
    return foresee(settings, check_project(settings))


def errors_of(checked: Checked) -> set[tuple[str, str, int | None]]:
    return {
        (one.code, one.place.path, one.place.line)
        for one in checked.findings
        if one.severity is Severity.ERROR
    }


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def rename_dataset(root: Path, name: str) -> None:
    """The dataset of the small site under another name."""
    (root / "datasets/dinas-sosial/bantuan").rename(root / "datasets/dinas-sosial" / name)
    edit(root, f"datasets/dinas-sosial/{name}/datapackage.yaml", "name: bantuan", f"name: {name}")


@dataclass(frozen=True)
class Case:
    """What is done to the good small site, and the error that it is to give."""

    change: Callable[[Path], None]
    code: str
    path: str
    line: int | None


def report(text: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        path = root / REPORT
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")

    return change


def page(text: str, name: str = "content/tentang/baru.md") -> Callable[[Path], None]:
    return lambda root: write(root, name, text)


PAGE = "content/tentang/baru.md"
PRINT_CASES = {
    "anchor in a report": Case(report("[x](#tidak-ada)"), "S007", REPORT, 0),
    "own address in a report": Case(report(f"[x]({SITE}tidak-ada/)"), "S006", REPORT, 0),
    "anchor in a page": Case(page("# Baru\n\n[x](#tidak-ada)\n"), "S007", PAGE, 3),
    "anchor of another page": Case(page("# Baru\n\n\n[x](index.md#tidak-ada)\n"), "S007", PAGE, 4),
    "anchor of a record": Case(page("# Baru\n\n[x](suluh:data/bantuan#tidak-ada)\n"), "S007", PAGE, 3),
    "link to a record": Case(page("# Baru\n\n[x](suluh:data/tidak-ada)\n"), "H002", PAGE, 3),
    "link to a page": Case(page("# Baru\n\n[x](tidak-ada.md)\n"), "S006", PAGE, 3),
    "link to a file": Case(page("# Baru\n\n<a href='berkas.pdf'>x</a>\n"), "S006", PAGE, 3),
    "picture": Case(page("# Baru\n\n![x](gambar/tidak-ada.png)\n"), "S006", PAGE, 3),
    "script": Case(page("# Baru\n\n<script>alert(1)</script>\n"), "E008", PAGE, 3),
    "handler": Case(page("# Baru\n\n<p onclick='x()'>a</p>\n"), "E008", PAGE, None),
    "foreign load": Case(page("# Baru\n\n<img src='https://asing.example/x.png'>\n"), "E003", PAGE, 3),
    "title of the frame": Case(page("---\ntitle: '%%suluh:isi%%'\n---\n# Baru\n"), "H009", PAGE, 2),
    "readme beside index": Case(
        page("# Baru\n", "content/tentang/README.md"), "H010", "content/tentang/README.md", None
    ),
    "page at a file": Case(
        page("# Baru\n", "content/robots.txt/index.md"), "H001", "content/robots.txt/index.md", None
    ),
    "folder of templates": Case(
        page("# Baru\n", "content/templates/x.md"), "H010", "content/templates/x.md", None
    ),
    "page with a blank in its name": Case(
        page("# Baru\n", "content/tentang/a b.md"), "S009", "content/tentang/a b.md", None
    ),
    "dataset named like its description": Case(
        lambda root: rename_dataset(root, "datapackage"),
        "P031",
        "datasets/dinas-sosial/datapackage/datapackage.yaml",
        None,
    ),
    "navigation": Case(
        lambda root: write(
            root, "mkdocs.yml", (root / "mkdocs.yml").read_text() + "\nnav:\n  - Hilang: tentang/hilang.md\n"
        ),
        "H008",
        "mkdocs.yml",
        None,
    ),
}


@pytest.mark.parametrize("name", PRINT_CASES)
def test_a_check_foresees_it(name: str, tmp_path: Path) -> None:
    case = PRINT_CASES[name]
    root = copy_small_site(tmp_path / "situs")
    case.change(root)
    found = errors_of(check(root))
    assert {(code, path) for code, path, _ in found} == {(case.code, case.path)}, found
    if case.line is not None:
        text = (root / case.path).read_text(encoding="utf-8").rstrip("\n")
        assert {line for _, _, line in found} == {case.line or text.count("\n") + 1}
