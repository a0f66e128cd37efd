"""The cut that stands for the whole example in everyday tests has every kind of thing that the whole has."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from built_projects import Built, build_project
from command_line import ROOT, run_suluh
from cut_project import WITNESSES
from suluh.reading.standard_list import list_standards

PACKAGE = ROOT / "generator" / "suluh"
NOT_OF_THE_EXAMPLE = {
    "check_report.html",
    "difference.html",
    "report_frame.html",
    "report_style.css",
    "report_tokens.css",
    "empty_dashboard.html",
    "inbox.html",
}
"""Templates of what `suluh check`, `suluh diff` and `suluh inbox` show, and of a site without a budget."""
OF_THE_CUT = {"own_type.html", "own_type_block.html", "tombstone.html", "report_tombstone.html"}
"""Templates of what the cut has beside the example: types of its own, and what was withdrawn."""
OF_OTHER_ROWS = {"A017", "Q002", "W039"}
"""Of works that would change answers or tell a closed figure in so small a table, and of an earlier day."""
WITHOUT_TABLES = {"laporan", "padanan"}
"""Reports are no tables, and the example's crosswalk is of a kind of its own; the tiny site has both."""
SHAPES = (
    (re.compile(r"\d{4}"), "tahun"),
    (re.compile(r"tw\d"), "triwulan"),
    (re.compile(r"\d\d(\.\d\d){0,2}(\.\d{4})?"), "wilayah"),
    (re.compile(r"[\dX](\.[\dX]{1,2})+(\.\d{4})?"), "kode"),
    (re.compile(r"\d{4}-tw\d"), "laporan"),
    (re.compile(r"[0-9a-f]{7,64}"), "sidik jari"),
    (re.compile(r"\d{4}-\d\d-\d\d.*"), "tanggal"),
    (re.compile(r"[a-z0-9-]+-\d{12}"), "kegiatan"),
)
CLASS = re.compile(r'class=(?:"([^"]*)"|([^\s>]+))')


def names_of(project: Path) -> set[str]:
    """Names that stand in addresses: of agencies, datasets, standards, services, indicators."""
    found = {folder.name for folder in (project / "datasets").glob("*/*")} | set(list_standards())
    for table in (project / "datasets").rglob("*.csv"):
        with table.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found |= {row[key] for key in ("slug", "id_layanan", "id_indikator", "id") if row.get(key)}
    return found


def kind_of(address: str, names: set[str]) -> str:
    """The kind of an address: what varies in it named by its shape, the words of sections as they are."""
    section, *parts = address.split("/")
    shapes = (next((shape for pattern, shape in SHAPES if pattern.fullmatch(part)), part) for part in parts)
    return "/".join([section, *("nama" if shape in names else shape for shape in shapes)])


def pages_of(built: Built) -> list[Path]:
    """Every page."""
    return list(built.site.rglob("*.html"))


def kinds(built: Built) -> set[str]:
    """Kinds of all addresses."""
    names = names_of(built.project)
    return {kind_of(page.parent.relative_to(built.site).as_posix(), names) for page in pages_of(built)}


def suffixes(built: Built) -> set[str]:
    """What the names of files end in: every form of a download has its own."""
    return {file.suffix for file in built.site.rglob("*") if file.is_file()}


def classes(built: Built) -> set[str]:
    """Every class of an element: lists, charts, marks and notes of all kinds have theirs."""
    texts = (page.read_text(encoding="utf-8") for page in pages_of(built))
    return {name for text in texts for names in CLASS.findall(text) for name in "".join(names).split()}


def codes(project: Path) -> set[str]:
    """Codes of all findings of a check that has no error."""
    done = run_suluh("check", "--format", "json", root=project)
    assert done.returncode == 0, done.stdout + done.stderr
    return {finding["code"] for finding in json.loads(done.stdout)["findings"]}


def test_every_template_of_a_site_is_used(built: Built) -> None:
    folders = [folder for folder in PACKAGE.rglob("templates") if folder.is_dir()]
    there = {file for folder in folders for file in folder.rglob("*") if file.is_file()}
    unused = {file for file in there if file.relative_to(PACKAGE).as_posix() not in built.templates}
    assert {file.name for file in unused} - OF_THE_CUT == NOT_OF_THE_EXAMPLE


def test_every_template_that_it_adds_is_used_in_the_cut(cut: Built) -> None:
    assert {Path(name).name for name in cut.templates} >= OF_THE_CUT


def test_every_record_type_has_rows(built: Built) -> None:
    used = set()
    for descriptor in (built.project / "datasets").rglob("datapackage.yaml"):
        used |= set(re.findall(r"^\s*standar: *\"?([a-z_]+)", descriptor.read_text("utf-8"), re.MULTILINE))
    assert set(list_standards()) - used == WITHOUT_TABLES


def test_every_finding_that_it_keeps_a_work_for_is_there(built: Built) -> None:
    assert set(WITNESSES.values()) - codes(built.project) == set()


@pytest.fixture(scope="module")
def cut(shared_sites: Path) -> Built:
    return build_project("kerat", shared_sites)


@pytest.fixture(scope="module")
def whole(shared_sites: Path) -> Built:
    return build_project("lengkap", shared_sites)


@pytest.mark.slow
def test_the_cut_has_every_kind_of_page(cut: Built, whole: Built) -> None:
    assert len(pages_of(cut)) * 5 < len(pages_of(whole))
    assert kinds(whole) - kinds(cut) == set()


@pytest.mark.slow
def test_the_cut_has_every_kind_of_element(cut: Built, whole: Built) -> None:
    assert classes(whole) - classes(cut) == set()


@pytest.mark.slow
def test_the_cut_has_every_kind_of_file(cut: Built, whole: Built) -> None:
    assert suffixes(whole) - suffixes(cut) == set()


@pytest.mark.slow
def test_the_cut_has_every_kind_of_finding(cut: Built, whole: Built) -> None:
    assert codes(whole.project) - codes(cut.project) == OF_OTHER_ROWS
