"""`--settings FILE`: a submission is checked and shown with settings that it did not write."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from command_line import run_suluh
from made_sites import read_tree
from small_site import SMALL_SITE, edit

ATTACK = "{{ cycler.__init__.__globals__.os.system('touch %s') }}"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The reviewed settings, in a checkout of their own."""
    folder = tmp_path / "tool"
    folder.mkdir()
    shutil.copyfile(SMALL_SITE / "mkdocs.yml", folder / "mkdocs.yml")
    return folder / "mkdocs.yml"


@pytest.fixture
def submission(tmp_path: Path) -> Path:
    """A submission that brings settings and templates of its own; what runs touches `terbukti`."""
    root = Path(shutil.copytree(SMALL_SITE, tmp_path / "submission"))
    edit(root, "mkdocs.yml", "plugins:", "theme: {name: material, custom_dir: overrides}\nplugins:")
    edit(root, "mkdocs.yml", "Suluh Kota Contoh", "Suluh Palsu")
    (root / "overrides").mkdir()
    text = (
        "{% extends 'base.html' %}{% block content %}" + ATTACK % (tmp_path / "terbukti") + "{% endblock %}"
    )
    (root / "overrides" / "main.html").write_text(text, encoding="utf-8")
    return root


def test_a_preview_takes_nothing_of_the_submissions_settings(base: Path, submission: Path) -> None:
    done = run_suluh(
        "build",
        "--root",
        str(submission),
        "--settings",
        str(base),
        "--site-dir",
        "preview",
        "--keep-going",
        root=submission.parent,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert not (submission.parent / "terbukti").exists()
    tree = read_tree(submission.parent / "preview")
    assert "data/bantuan/bantuan.csv" in tree
    assert "Suluh Kota Contoh" in tree["index.html"].decode() and b"Palsu" not in tree["index.html"]
    assert not (submission / ".suluh").exists(), "what is kept between builds lies beside the settings"
    assert (base.parent / ".suluh" / "stage").is_dir()


def test_a_check_takes_nothing_of_them_either(base: Path, submission: Path) -> None:
    (submission / "mkdocs.yml").write_bytes(b"{{{ \x00")

    done = run_suluh("check", "--root", str(submission), "--settings", str(base), root=submission.parent)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "7 dataset" in done.stdout


def test_a_submission_needs_no_settings_at_all(base: Path, submission: Path) -> None:
    (submission / "mkdocs.yml").unlink()
    edit(submission, "datasets/dinas-sosial/bantuan/bantuan.csv", "2025-05-10", "12 Mei")

    done = run_suluh("check", "--settings", str(base), root=submission)

    assert done.returncode == 1 and "bantuan.csv" in done.stdout, done.stdout + done.stderr


def test_settings_that_are_not_there_are_misuse(submission: Path) -> None:
    for verb in ("check", "build"):
        done = run_suluh(verb, "--settings", "tidak-ada.yml", root=submission)
        assert done.returncode == 2 and "Traceback" not in done.stderr
