"""What would stop a build is foreseen by a check, at the submission's file and line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from command_line import ROOT
from fixed_engine import FixedEngine
from small_site import copy_small_site, edit
from suluh.assembly import assembling, foresight, staging
from suluh.assembly.foresight import foresee
from suluh.assembly.recipe import publish_site
from suluh.assembly.turns import Publication, is_own_fault
from suluh.checking.project import Checked, check_project
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.findings import Severity
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Site

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


BANTUAN = "datasets/dinas-sosial/bantuan/datapackage.yaml"


@dataclass(frozen=True)
class Case:
    """What is done to the good small site, and the error that it is to give."""

    change: Callable[[Path], None]
    code: str
    path: str
    line: int | None


def test_the_examples_settings_pass_without_its_data(tmp_path: Path) -> None:
    """Whoever takes the example's data and pages out has a site: guides and navigation stand without them."""
    listed = "datasets/referensi/instansi"
    shutil.copytree(ROOT / listed, tmp_path / listed)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "content").mkdir()
    assert check(tmp_path).findings == ()


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
    "table named like a device": Case(
        lambda root: edit(root, BANTUAN, "  - name: bantuan\n", "  - name: aux\n"), "P031", BANTUAN, None
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


@pytest.fixture(autouse=True)
def _without_search_and_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assembling, "index_site", lambda entries, site, settings: {})
    monkeypatch.setattr(staging, "collect_assets", lambda settings: {"kirim/kirim.css": b""})
    monkeypatch.setattr(staging, "collect_theme", lambda settings: {})


def publish(root: Path, *, keep_going: bool) -> tuple[Publication, Checked]:
    return publish_site(settings_of(root, keep_going=keep_going), FixedEngine())


def test_a_bad_report_alone_is_withheld_and_its_agency_says_so(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    report("[x](#tidak-ada)")(root)
    stopped, _ = publish(root, keep_going=False)
    assert stopped.site_dir is None
    assert [(one.code, one.place.path) for one in stopped.findings] == [("S007", REPORT)]
    built, checked = publish(root, keep_going=True)
    assert built.site_dir is not None
    assert [one.path for one in checked.withheld_reports] == [REPORT]
    assert not (built.site_dir / "laporan/dinas-sosial/2025-tw2/index.html").exists()
    assert (built.site_dir / "data/bantuan/index.html").is_file()
    agency = (built.site_dir / "instansi/dinas-sosial/index.html").read_text(encoding="utf-8")
    assert "s-withheld" in agency


def test_a_dataset_in_the_way_alone_is_withheld(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    rename_dataset(root, "con")
    built, checked = publish(root, keep_going=True)
    assert built.site_dir is not None
    assert [one.path for one in checked.invalid] == ["datasets/dinas-sosial/con"]
    assert (built.site_dir / "data/pagu/index.html").is_file()


def test_links_to_what_is_withheld_become_plain_text(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    page("# Rusak\n\n[x](#tidak-ada)\n", "content/tentang/rusak.md")(root)
    page("# Baik\n\n[rusak](rusak.md) dan [laporan](suluh:laporan/dinas-sosial/2025-tw2)\n")(root)
    report("[x](#tidak-ada)")(root)
    found = errors_of(check(root))
    assert {path for _, path, _ in found} == {"content/tentang/rusak.md", REPORT}
    built, _ = publish(root, keep_going=True)
    assert built.site_dir is not None, built.findings
    text = (built.site_dir / "tentang/baru/index.html").read_text(encoding="utf-8")
    assert text.count('aria-disabled="true"') == 2
    assert (built.site_dir / "data/bantuan/bantuan.csv").is_file()


def test_a_fault_found_late_is_laid_at_its_submission(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foresight, "list_foreseen", lambda settings, checked: [])
    root = copy_small_site(tmp_path / "situs")
    report("[x](#tidak-ada)")(root)
    page("# Baru\n\n<script>alert(1)</script>\n")(root)
    stopped, _ = publish(root, keep_going=False)
    assert stopped.site_dir is None and not is_own_fault(stopped.findings)
    assert {(one.code, one.place.path) for one in stopped.findings} == {("S007", REPORT), ("E008", PAGE)}
    built, checked = publish(root, keep_going=True)
    assert built.site_dir is not None, built.findings
    assert [one.path for one in checked.withheld_reports] == [REPORT]
    assert not (built.site_dir / "tentang/baru/index.html").exists()


def change_page(monkeypatch: pytest.MonkeyPatch, address: str, body: Callable[[], str]) -> None:
    """Let a page of every site that is made from now on have another body."""
    made = foresight.make_site

    def make(settings: Settings, checked: Checked) -> tuple[Site | None, Checked]:
        site, checked = made(settings, checked)
        assert site is not None
        pages = [
            replace(one, body=body, opened=None) if one.address == address else one for one in site.pages
        ]
        return replace(site, pages=tuple(pages)), checked

    monkeypatch.setattr(foresight, "make_site", make)


def test_what_no_submission_caused_is_our_own_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_small_site(tmp_path / "situs")
    change_page(monkeypatch, "", lambda: '<a href="hilang/">x</a>')
    for keep_going in (False, True):
        stopped, _ = publish(root, keep_going=keep_going)
        assert stopped.site_dir is None
        assert is_own_fault(stopped.findings)


def test_a_page_that_cannot_be_drawn_withholds_its_dataset(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_small_site(tmp_path / "situs")
    change_page(monkeypatch, "data/pagu/", _fail)
    built, checked = publish(root, keep_going=True)
    assert built.site_dir is not None, built.findings
    assert [one.path for one in checked.invalid] == ["datasets/dinas-sosial/pagu"]


def _fail() -> str:
    raise ZeroDivisionError
