"""Without git a build is complete, and says what it could not tell."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from repositories import commit, git, start_repository
from small_site import copy_small_site, edit
from suluh.assembly.foresight import prepare_site
from suluh.assembly.recipe import publish_site
from suluh.engines import load_engine
from suluh.history.gaps import find_gap
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.findings import Severity, has_errors

NOT_AVAILABLE = "Riwayat perubahan tidak tersedia"
NOT_WHOLE = "Riwayat yang tersedia tidak lengkap"


def with_past(folder: Path) -> Path:
    root = start_repository(folder)
    edit(root, "datasets/dinas-sosial/bantuan/bantuan.csv", "2025,120,", "2025,121,")
    return commit(root, "Fix\n\nCatatan: Perbaikan", "2025-08-01")


def shallow(folder: Path) -> Path:
    whole = with_past(folder.with_name("utuh"))
    git(folder.parent, "clone", "-q", "--depth", "1", f"file://{whole}", folder.name)
    return folder


def broken(folder: Path) -> Path:
    root = with_past(folder)
    shutil.rmtree(root / ".git" / "objects")
    return root


def empty(folder: Path) -> Path:
    root = copy_small_site(folder)
    git(root, "init", "-q", "-b", "main")
    return root


CASES: dict[str, tuple[Callable[[Path], Path], str, str]] = {
    "no repository": (copy_small_site, "@git_no_repository", NOT_AVAILABLE),
    "no longer one": (broken, "@git_silent", NOT_AVAILABLE),
    "no commit": (empty, "@git_empty", NOT_AVAILABLE),
    "shallow": (shallow, "@git_shallow", NOT_WHOLE),
    "whole": (with_past, "", ""),
}


@pytest.mark.parametrize("name", CASES)
def test_a_site_without_a_past_is_complete_and_says_so(name: str, tmp_path: Path) -> None:
    make, reason, told = CASES[name]
    root = make(tmp_path / "situs")
    settings, _ = read_settings(root)
    assert settings is not None
    assert find_gap(root) == reason
    site, checked = prepare_site(settings)
    assert site is not None and not has_errors(checked.findings)
    pages = {page.address: page for page in site.pages}
    log = pages["data/bantuan/riwayat/"].body()
    assert told in log
    assert ("Perbaikan" in log) == (name == "whole") or name == "shallow"
    assert {page.address.partition("/")[0] for page in site.pages} >= {"data", "wilayah", "laporan"}


def test_a_repository_that_does_not_answer_publishes_nothing_that_was_withdrawn(tmp_path: Path) -> None:
    root = broken(tmp_path / "situs")
    (root / ".git" / "objects").mkdir()
    settings, _ = read_settings(root)
    assert settings is not None
    site, checked = prepare_site(settings)
    assert site is None
    assert [one.code for one in checked.findings if one.severity is Severity.ERROR] == ["V019"]


def test_without_the_program_git_a_build_ends_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = with_past(tmp_path / "situs")
    monkeypatch.setenv("PATH", str(tmp_path))
    settings, _ = read_settings(root)
    assert settings is not None
    published, _ = publish_site(settings, load_engine("mkdocs"))
    assert published.site_dir is not None
    remarks = [one for one in published.findings if one.code == "S022"]
    assert [(one.severity, one.details["sebab"]) for one in remarks] == [(Severity.WARNING, "@git_missing")]
    log = (published.site_dir / "data/bantuan/riwayat/index.html").read_text(encoding="utf-8")
    assert NOT_AVAILABLE in log
