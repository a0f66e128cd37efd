"""What passes a check is built: submissions changed by chance, in projects of many."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fixed_engine import FixedEngine
from mutations import make_project, make_records
from small_site import copy_small_site
from suluh.assembly import assembling, staging
from suluh.assembly.foresight import prepare_site
from suluh.assembly.recipe import publish_site
from suluh.assembly.staging import stage_site
from suluh.engines import load_engine
from suluh.publishing.report_form import ReportHead, fill_report_form
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.findings import Finding, has_errors

EACH, FEW = 120, 60
"""Submissions of a project, each changed in its own way: those of a night, and of every day."""


def build(root: Path, folder: Path) -> tuple[list[Finding], int]:
    """Errors of a build of what a check left standing, and how many submissions stood."""
    settings, told = read_settings(root, keep_going=True)
    if settings is None or has_errors(told):
        return [], 0
    site, checked = prepare_site(settings)
    if site is None:
        return [], 0
    staged, clashes = stage_site(site, settings, "tetap")
    if staged is None:
        return clashes, 0
    built, _ = FixedEngine().render(staged.folder)
    (folder / "situs").mkdir()
    found = assembling.assemble_site(site, settings, staged=staged, built=built, target=folder / "situs")
    stood = len(checked.valid) + len(checked.reports) + len(checked.documents)
    return [one for one in found if has_errors([one])], stood


def try_project(seed: int, folder: Path, submissions: int = EACH) -> int:
    root = make_project(folder / "proyek", seed, submissions=submissions)
    errors, stood = build(root, folder)
    assert errors == [], f"seed {seed}"
    shutil.rmtree(folder)
    return stood


@pytest.fixture
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a search nor a theme: they are the same whatever is submitted."""
    monkeypatch.setattr(assembling, "index_site", lambda entries, site, settings: {})
    monkeypatch.setattr(staging, "collect_assets", lambda settings: {"kirim/kirim.css": b""})
    monkeypatch.setattr(staging, "collect_theme", lambda settings: {})


@pytest.mark.usefixtures("_bare")
def test_what_passes_a_check_is_built(tmp_path: Path) -> None:
    assert try_project(3, tmp_path / "3", FEW) > FEW / 4, "many must pass the check, else nothing was tried"


def try_records(seed: int, folder: Path) -> None:
    errors, _ = build(make_records(folder / "proyek", seed), folder)
    assert errors == [], f"seed {seed}"
    shutil.rmtree(folder)


@pytest.mark.usefixtures("_bare")
def test_rows_that_pass_a_check_are_built(tmp_path: Path) -> None:
    for seed in range(2):
        try_records(seed, tmp_path / str(seed))


@pytest.mark.slow
@pytest.mark.usefixtures("_bare")
@pytest.mark.parametrize("start", (0, *range(1000, 1400, 20)))
def test_rows_that_pass_a_check_are_built_many_times(start: int, tmp_path: Path) -> None:
    for seed in range(start, start + 20):
        try_records(seed, tmp_path / str(seed))


@pytest.mark.slow
@pytest.mark.usefixtures("_bare")
@pytest.mark.parametrize("start", (0, *range(100, 184, 4)))
def test_what_passes_a_check_is_built_ten_thousand_times(start: int, tmp_path: Path) -> None:
    for seed in range(start, start + 4):
        try_project(seed, tmp_path / str(seed))


@pytest.mark.slow
@pytest.mark.parametrize("seed", (1000, 1001))
def test_what_passes_a_check_is_built_by_the_real_engine(seed: int, tmp_path: Path) -> None:
    root = make_project(tmp_path / "proyek", seed, submissions=EACH)
    settings, told = read_settings(root, keep_going=True)
    if settings is None or has_errors(told):
        return
    published, checked = publish_site(settings, load_engine("mkdocs"))
    own = {one.place for one in checked.findings}
    late = [one for one in published.findings if has_errors([one]) and one.place not in own]
    assert late == [] and published.site_dir is not None


@pytest.mark.usefixtures("_bare")
def test_a_report_just_begun_stops_no_build(tmp_path: Path) -> None:
    """Its closed text is the form's own, which the site gives out as a template, and standards say too."""
    root = copy_small_site(tmp_path / "proyek")
    report = root / "content/laporan/dinas-sosial/2025-tw3.md"
    report.write_text(fill_report_form(ReportHead("dinas-sosial", 2025, 3)), encoding="utf-8")
    errors, stood = build(root, tmp_path)
    assert (errors, stood > 0) == ([], True)
