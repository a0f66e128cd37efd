"""A release: its tag is the version, its notes are the changelog's, its wheel is whole and works alone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

import suluh
from repositories import git
from test_project import ROOT, committed_files, read
from workflow_runs import run_job

RELEASE = ROOT / ".github" / "workflows" / "release.yml"
TAG = f"v{suluh.__version__}"
CHANGES = """\
# Changelog

## [Unreleased]

## [{version}] - 2026-12-01

### Added

- Satu hal.

## [0.0.1] - 2026-01-01

- Yang lama.
"""
needs_bash = pytest.mark.skipif(
    os.name == "nt" or not shutil.which("bash"), reason="workflows run in bash on Linux"
)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The committed files as they are now, in a repository of their own, with a changelog of this version."""
    folder = tmp_path / "runner" / "clone"
    wanted = ("generator/suluh/", ".ci/", "pyproject.toml", "README.md", "LICENSE")
    for name in committed_files():
        if name.startswith(wanted) and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    (folder / "CHANGELOG.md").write_text(CHANGES.format(version=suluh.__version__), encoding="utf-8")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Release")
    git(folder, "update-ref", "refs/remotes/origin/main", "HEAD")
    (folder / ".venv").symlink_to(Path(sys.prefix))
    return folder


def build(clone: Path, tag: str = TAG):
    event = {"repository": {"default_branch": "main"}}
    return run_job(RELEASE, "build", clone, event, GITHUB_REF_NAME=tag, PYTHONPATH="")


@needs_bash
def test_nothing_is_built_of_a_commit_that_was_not_merged(clone: Path) -> None:
    git(clone, "commit", "-q", "--allow-empty", "-m", "Unseen")
    run = build(clone)
    assert run.failed == ["Hold the tagged commit against the branch that is merged into"], run.log
    assert "tag what was merged" in run.log and not (clone / "dist").exists()


@needs_bash
@pytest.mark.parametrize(
    ("tag", "changes", "why"),
    [
        ("v9.9.9", CHANGES, "tag v"),
        (suluh.__version__, CHANGES, "tag v"),
        (TAG, "# Changelog\n\n## [Unreleased]\n", "no part"),
        (TAG, CHANGES.replace(" - 2026-12-01", ""), "no date"),
        (TAG, CHANGES.replace("### Added\n\n- Satu hal.\n\n", ""), "empty"),
    ],
)
def test_nothing_is_built_for_a_wrong_tag_or_changelog(clone: Path, tag: str, changes: str, why: str) -> None:
    (clone / "CHANGELOG.md").write_text(changes.format(version=suluh.__version__), encoding="utf-8")
    run = build(clone, tag)
    assert run.failed == ["Hold the tag against version and changelog"] and why in run.log
    assert not (clone / "dist").exists()


@needs_bash
@pytest.mark.slow
def test_a_tag_gives_a_wheel_that_holds_all_files_and_works_alone(clone: Path) -> None:
    run = build(clone)
    assert run.failed == [], run.log
    assert (clone / "notes.md").read_text(encoding="utf-8") == "### Added\n\n- Satu hal.\n"
    names = sorted(path.name for path in (clone / "dist").iterdir())
    (wheel,) = (clone / "dist").glob("*.whl")
    assert names == [wheel.name, f"suluh-{suluh.__version__}.tar.gz"]
    assert wheel.name == f"suluh-{suluh.__version__}-py3-none-any.whl"
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        name.removeprefix("generator/") for name in committed_files() if name.startswith("generator/suluh/")
    }
    assert sorted(name for name in wanted - inside if (ROOT / "generator" / name).is_file()) == []
    strangers = {name for name in inside - wanted if ".dist-info/" not in name}
    assert sorted(strangers) == []
    first = wheel.read_bytes()
    shutil.rmtree(clone / "dist")
    assert build(clone).failed == [] and wheel.read_bytes() == first, "the same bytes for the same commit"
    done = subprocess.run(
        [sys.executable, str(ROOT / ".ci" / "try_wheel.py"), "--borrow", str(wheel)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip().endswith(f"{suluh.__version__}: init, new, check, build, verify")


@needs_bash
def test_the_release_is_made_of_what_was_built_under_the_tag(tmp_path: Path) -> None:
    folder = tmp_path / "runner" / "work"
    (folder / "dist").mkdir(parents=True)
    for name in ("suluh.whl", "suluh.tar.gz"):
        (folder / "dist" / name).write_bytes(b"x")
    (folder / "notes.md").write_text("Satu hal.\n", encoding="utf-8")
    told = tmp_path / "gh.txt"
    program = tmp_path / "bin" / "gh"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {told}\n', encoding="utf-8")
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    run = run_job(RELEASE, "publish", folder, {}, GITHUB_REF_NAME="v1.2.3", PATH=path)
    assert run.failed == [], run.log
    assert told.read_text(encoding="utf-8").splitlines() == [
        *("release", "create", "v1.2.3", "dist/suluh.tar.gz", "dist/suluh.whl", "--verify-tag"),
        *("--title", "Suluh 1.2.3", "--notes-file", "notes.md"),
    ]


def test_a_release_comes_of_a_tag_alone_with_the_rights_that_each_job_needs() -> None:
    workflow = yaml.safe_load(read(".github/workflows/release.yml"))
    assert workflow[True] == {"push": {"tags": ["v*"]}}
    assert "secrets." not in read(".github/workflows/release.yml")
    rights = {name: job["permissions"] for name, job in workflow["jobs"].items()}
    assert rights == {
        "build": {"contents": "read"},
        "try": {"contents": "read"},
        "attest": {"attestations": "write", "id-token": "write"},
        "publish": {"contents": "write"},
    }
    assert workflow["jobs"]["try"]["needs"] == "build"
    assert "try" in workflow["jobs"]["attest"]["needs"] and "try" in workflow["jobs"]["publish"]["needs"]


def test_the_wheel_is_tried_with_the_oldest_and_the_newest_python() -> None:
    tried = yaml.safe_load(read(".github/workflows/release.yml"))["jobs"]["try"]["strategy"]["matrix"][
        "python"
    ]
    project = tomllib.loads(read("pyproject.toml"))["project"]
    named = re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))
    assert tried == [named[0], named[-1]] and project["requires-python"] == f">={named[0]}"
