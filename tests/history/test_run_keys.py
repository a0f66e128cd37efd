"""The key of a run changes with all that the run rests on; there is none where that is not known."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from repositories import commit, git, start_repository
from small_site import DATASET, TABLE, edit
from suluh.checking.explanations import describe
from suluh.history import run_keys
from suluh.history.run_keys import find_run_key, is_of_the_moment
from suluh.reading import generator_digest
from suluh.reading.git_answers import Silence
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.findings import Finding, Place

Change = Callable[[Path], object]


def key_of(root: Path, *further: object, as_of: date = date(2026, 1, 2), **overrides: object) -> str:
    settings, findings = read_settings(root, as_of=as_of, **overrides)
    assert settings is not None, findings
    return find_run_key(settings, *further)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return start_repository(tmp_path / "proyek")


def write(name: str, text: str = "a: 1\n") -> Change:
    def change(root: Path) -> None:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return change


def replace_commit(root: Path) -> None:
    """Another commit stands for the last one, by git's own means."""
    tree = git(root, "rev-parse", "HEAD^{tree}")
    other = git(root, "commit-tree", tree, "-m", "Lain", date="2024-01-01T00:00:00+08:00")
    git(root, "replace", git(root, "rev-parse", "HEAD"), other)


CHANGES: dict[str, Change] = {
    "a cell": lambda root: edit(root, TABLE, "2025,120", "2025,121"),
    "a file that is renamed": lambda root: (root / TABLE).rename((root / TABLE).with_name("lain.csv")),
    "a file that is gone": lambda root: (root / TABLE).unlink(),
    "a file that nobody asked for": write(f"{DATASET}/catatan.txt"),
    "a hidden file": write(f"{DATASET}/.catatan"),
    "a folder with nothing in it": lambda root: (root / DATASET / "kosong").mkdir(),
    "a text": write("content/tentang/baru.md", "# Baru\n"),
    "the settings": lambda root: edit(root, "mkdocs.yml", "site_name:", "# catatan\nsite_name:"),
    "a record type of the site's own": write("standar/pohon.yaml"),
    "a commit": lambda root: git(root, "commit", "-q", "--allow-empty", "-m", "Kosong"),
    "what is committed of the same bytes": lambda root: git(root, "rm", "-q", "--cached", TABLE),
    "a commit that stands for another": replace_commit,
    "no repository": lambda root: shutil.rmtree(root / ".git"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_what_a_run_reads_is_in_its_key(root: Path, change: Change) -> None:
    before = key_of(root)
    assert before and key_of(root) == before
    change(root)
    assert key_of(root) not in ("", before)


def test_what_is_asked_of_a_run_is_in_its_key(root: Path) -> None:
    keys = [
        key_of(root),
        key_of(root, "build", "mkdocs"),
        key_of(root, "build", "zensical"),
        key_of(root, as_of=date(2026, 1, 3)),
        key_of(root, language="en"),
        key_of(root, keep_going=True),
        key_of(root, site_dir=root / "lain"),
    ]
    assert "" not in keys and len({*keys}) == len(keys)


def test_types_that_a_submission_proposes_are_in_the_key_of_its_check(root: Path, tmp_path: Path) -> None:
    """They are looked into for data of persons, though the settings are from elsewhere."""
    lent = tmp_path / "pangkal"
    lent.mkdir()
    shutil.copy(root / "mkdocs.yml", lent)
    before = key_of(root, settings_file=lent / "mkdocs.yml")
    write("standar/pohon.yaml")(root)
    assert key_of(root, settings_file=lent / "mkdocs.yml") not in ("", before)


@pytest.mark.parametrize("name", ["list_libraries", "_list_all"])
def test_the_generator_and_its_libraries_are_in_the_key(
    name: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = key_of(root)
    generator_digest.digest_whole_generator.cache_clear()
    monkeypatch.setattr(generator_digest, name, lambda *_: [])
    assert key_of(root) not in ("", before)
    generator_digest.digest_whole_generator.cache_clear()


def test_templates_and_commands_are_part_of_the_generator() -> None:
    listed = {name for name, _ in generator_digest._list_all(generator_digest.PACKAGE)}
    for name in ("rendering/theme/suluh-frame.html", "cli/build.py", "assembly/egress.py", "pipeline.py"):
        assert name in listed, name
    assert not any("__pycache__" in name for name in listed)


def test_a_path_of_the_project_is_part_of_it(root: Path, tmp_path: Path) -> None:
    assert key_of(Path(shutil.copytree(root, tmp_path / "salinan"))) not in ("", key_of(root))


def link_out(root: Path) -> None:
    (root / "catatan.txt").write_text("a", encoding="utf-8")
    (root / DATASET / "catatan.txt").symlink_to(root / "catatan.txt")


def link_folder(root: Path) -> None:
    (root / "content").rename(root / "isi")
    (root / "content").symlink_to(root / "isi", target_is_directory=True)


def submit_cache(root: Path) -> None:
    write(".suluh/hasil/situs-a.json")(root)
    git(root, "add", "-f", ".suluh")


def cut_off(root: Path) -> None:
    git(root, "config", "remote.asal.promisor", "true")


def break_git(root: Path) -> None:
    (root / ".git" / "HEAD").write_text("rusak", encoding="utf-8")


@pytest.mark.skipif(os.name != "posix", reason="links need a right there")
@pytest.mark.parametrize("change", [link_out, link_folder, submit_cache, cut_off, break_git])
def test_there_is_no_key_where_something_is_not_known(root: Path, change: Change) -> None:
    change(root)
    assert key_of(root) == ""


def test_a_cut_off_past_is_another_one(root: Path, tmp_path: Path) -> None:
    edit(root, TABLE, "2025,120", "2025,121")
    commit(root, "Kedua")
    whole, cut = tmp_path / "utuh", tmp_path / "potong"
    git(root, "clone", "-q", f"file://{root}", str(whole))
    git(root, "clone", "-q", "--depth", "1", f"file://{root}", str(cut))
    keys = []
    for clone in (whole, cut):
        here = tmp_path / "sini"
        clone.rename(here)
        keys.append(key_of(here))
        here.rename(clone)
    assert "" not in keys and keys[0] != keys[1]


def test_findings_of_the_moment_are_told_from_those_of_the_data() -> None:
    silent = Finding("S025", Place(), details={"perintah": "git log", "sebab": str(Silence.TOO_LONG)})
    assert is_of_the_moment(silent)
    assert all(is_of_the_moment(Finding(code, Place())) for code in run_keys._OF_THE_MOMENT)
    for lasting in ("@git_shallow", "@git_no_repository"):
        assert not is_of_the_moment(Finding("S022", Place(), details={"sebab": lasting}))
    assert all(describe(Finding(code, Place())).rule for code in run_keys._OF_THE_MOMENT)
