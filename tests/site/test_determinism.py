"""Two builds of one commit are the same, byte for byte, wherever and however they run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from command_line import ROOT, build_with_suluh


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file by its path in the folder."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def small_copy(project_copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone with every kind of page, but fewer of each: what differs would differ in any of them."""
    clone = tmp_path_factory.mktemp("kecil") / "proyek"
    # A clone of its own: the copy of a linked worktree would commit to the worktree's own branch.
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    shutil.copytree(project_copy, clone, ignore=shutil.ignore_patterns(".git"), dirs_exist_ok=True)
    make = [sys.executable, "generator/example/make.py", "--per-year", "60", "datasets"]
    subprocess.run(make, check=True, cwd=clone)
    identity = ["-c", "user.name=Uji", "-c", "user.email=uji@contoh.example", "-c", "commit.gpgsign=false"]
    when = {"GIT_AUTHOR_DATE": "2026-01-02T03:04:05Z", "GIT_COMMITTER_DATE": "2026-01-02T03:04:05Z"}
    subprocess.run(["git", "add", "--all"], check=True, cwd=clone)
    commit = ["git", *identity, "commit", "--quiet", "--no-verify", "--message", "Contoh yang lebih kecil"]
    subprocess.run(commit, check=True, cwd=clone, env={**os.environ, **when})
    return clone


@pytest.fixture(scope="module")
def first_site(small_copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_with_suluh(tmp_path_factory.mktemp("pertama") / "site", root=small_copy)


@pytest.fixture(scope="module")
def second_site(small_copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same commit elsewhere, without a cache, in another zone, language and order of hashes."""
    folder = tmp_path_factory.mktemp("kedua")
    subprocess.run(["git", "clone", "--quiet", str(small_copy), str(folder / "di sini")], check=True)
    surroundings = {"PYTHONHASHSEED": "4711", "TZ": "Asia/Jayapura", "LC_ALL": "C", "LANG": "C"}
    return build_with_suluh(folder / "site", root=folder / "di sini", **surroundings)


def test_two_builds_are_identical(first_site: Path, second_site: Path) -> None:
    first, second = digests(first_site), digests(second_site)
    assert len(first) > 2000
    assert sorted(first) == sorted(second)
    assert [path for path in first if first[path] != second[path]] == []


def test_no_byte_names_the_machine(second_site: Path) -> None:
    places = (str(second_site.parent), str(second_site))
    found = [
        f"{path.relative_to(second_site)}: {place}"
        for path in sorted(second_site.rglob("*"))
        if path.is_file()
        for place in places
        if place.encode() in path.read_bytes()
    ]
    assert found == []
