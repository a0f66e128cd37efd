"""A git that fails, hangs or dies says nothing, and nothing is never taken for an answer."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

import suluh
from fixed_engine import FixedEngine
from repositories import commit, git, start_repository
from small_site import DATASET, TABLE, edit
from suluh.assembly.earlier_outputs import open_earlier_files
from suluh.assembly.foresight import foresee, prepare_site
from suluh.assembly.recipe import publish_site
from suluh.cli.diff import diff
from suluh.cli.retract import retract
from suluh.history.edition_cache import open_cache
from suluh.history.gaps import find_gap
from suluh.history.revisions import Blob, find_revision, list_blobs, share_past, write_blobs
from suluh.history.run_keys import find_run_key
from suluh.history.staged_files import is_repository, read_staged
from suluh.history.versions import is_without_commits, read_all_versions, read_commit
from suluh.publishing.whole_check import check_whole
from suluh.reading import git_answers
from suluh.reading.git_answers import GitSilentError, Silence, ask_git, talk_to_git
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.findings import Severity, has_errors
from suluh.vocabulary.settings import Settings

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a script stands for git")

FAILS = "exit 128"
HANGS = "sleep 60"

Stand = Callable[..., None]


@pytest.fixture
def stand_for_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stand:
    """Put a git on the path that does `what` where one of `words` is asked, and else what git does."""
    real = shutil.which("git")
    assert real is not None

    def stand(what: str, *words: str) -> None:
        folder = tmp_path / f"program-{abs(hash((what, words)))}"
        folder.mkdir()
        asked = "|".join(words)
        script = f'#!/bin/sh\nfor word in "$@"; do case "$word" in {asked}) {what};; esac; done\n'
        (folder / "git").write_text(f'{script}exec {real} "$@"\n', encoding="utf-8")
        (folder / "git").chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")

    monkeypatch.setattr(git_answers, "TIMEOUT_SECONDS", 1)
    return stand


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = start_repository(tmp_path / "gudang")
    edit(root, TABLE, "2025,120", "2025,121")
    return commit(root, "Perbaikan", "2025-08-01")


def settings_of(root: Path) -> Settings:
    settings, findings = read_settings(root)
    assert settings is not None, findings
    return settings


def errors_of(settings: Settings) -> list[str]:
    checked = foresee(settings, check_whole(settings))
    return [finding.code for finding in checked.findings if finding.severity is Severity.ERROR]


@pytest.mark.parametrize("what", [FAILS, HANGS])
def test_a_tree_of_which_git_says_nothing_is_not_clean(
    what: str, repository: Path, stand_for_git: Stand
) -> None:
    (repository / DATASET / "baru.csv").write_text("a\n1\n", encoding="utf-8")
    known = read_commit(repository, ["datasets"])
    assert known is not None and known.clean is False
    stand_for_git(what, "status")
    unknown = read_commit(repository, ["datasets"])
    assert unknown is not None and (unknown.name, unknown.clean) == (known.name, None)


def test_the_manifest_says_that_it_is_not_known(repository: Path, stand_for_git: Stand) -> None:
    stand_for_git(FAILS, "status")
    published, _ = publish_site(settings_of(repository), FixedEngine())
    assert published.site_dir is not None
    assert [finding.code for finding in published.findings] == ["S023"]
    manifest = json.loads((published.site_dir / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["commit"] and manifest["commit_utuh"] is None


@pytest.mark.parametrize("what", [FAILS, HANGS])
def test_a_cache_of_which_git_says_nothing_is_not_used(
    what: str, repository: Path, stand_for_git: Stand
) -> None:
    settings = settings_of(repository)
    planted = [settings.cache_dir / name for name in ("versi/isi-a.json", "foto/b.json", "fonts/c/d.woff2")]
    for path in planted:
        path.parent.mkdir(parents=True)
        path.write_text("{}", encoding="utf-8")
    git(repository, "add", "-f", ".suluh")
    assert "S016" in errors_of(settings)
    stand_for_git(what, "ls-files")
    found = check_whole(settings).findings
    assert ("S024", Severity.WARNING) in [(finding.code, finding.severity) for finding in found]
    assert not any(path.exists() for path in planted)


def test_whoever_asks_for_what_was_kept_leaves_it_to_the_check_to_tell(
    repository: Path, stand_for_git: Stand
) -> None:
    settings = settings_of(repository)
    open_cache(settings).save("isi", {})
    stand_for_git(FAILS, "ls-files")
    assert find_run_key(settings) == ""
    assert open_earlier_files(settings).known == {}
    assert "S024" in [finding.code for finding in check_whole(settings).findings]


@pytest.mark.parametrize(
    ("what", "word"),
    [(FAILS, "rev-parse"), (FAILS, "ls-tree"), (FAILS, "rev-list"), (HANGS, "log"), (HANGS, "cat-file")],
)
def test_a_past_of_which_git_says_nothing_is_not_empty(
    what: str, word: str, repository: Path, stand_for_git: Stand
) -> None:
    for number in range(2):  # a withdrawn dataset, so that every question is asked
        edit(repository, TABLE, f"2025,12{number + 1}", f"2025,12{number + 2}")
        commit(repository, "Ubah", f"2025-08-0{number + 2}")
    stone = repository / "datasets/dinas-sosial/lama/nisan.yaml"
    stone.parent.mkdir()
    stone.write_text("tanggal: 2025-08-01\nalasan: Keliru\n", encoding="utf-8")
    commit(repository, "Tarik", "2025-08-05")
    shutil.rmtree(stone.parent)
    commit(repository, "Hapus nisan", "2025-08-06")
    settings = settings_of(repository)
    assert errors_of(settings) == []
    shutil.rmtree(settings.cache_dir, ignore_errors=True)
    stand_for_git(what, word)
    site, checked = prepare_site(settings)
    assert site is None and has_errors(checked.findings)
    assert {finding.code for finding in checked.findings} & {"V019", "V020"}
    assert set(errors_of(settings)) & {"V019", "V020"}
    notes = open_cache(settings).folder
    for path in notes.glob("sikap-*.json"):
        assert "unreadable" not in path.read_text(encoding="utf-8"), "silence is not noted"


def test_a_git_that_dies_in_the_middle_is_told(repository: Path, stand_for_git: Stand) -> None:
    revision = find_revision(repository, "HEAD")
    assert revision is not None
    blobs = list_blobs(repository, revision.commit, ["datasets"])
    stand_for_git("head -c 30 >/dev/null; exit 0", "cat-file")
    with pytest.raises(GitSilentError):
        write_blobs(repository, blobs, repository.parent / "keluar")


def test_an_object_that_a_clone_lacks_is_told(repository: Path) -> None:
    with pytest.raises(GitSilentError):
        write_blobs(repository, [Blob("a.csv", "0" * 40, 1)], repository.parent / "keluar")


def test_what_is_not_there_is_known(repository: Path, tmp_path: Path) -> None:
    assert find_revision(repository, "tidak-ada") is None
    assert not share_past(repository, "HEAD", git(repository, "commit-tree", "HEAD^{tree}", "-m", "lain"))
    bare = tmp_path / "tanpa"
    bare.mkdir()
    assert read_commit(bare, ["."]) is None
    assert read_all_versions(bare, ["a"]) == {"a": ()}
    assert not is_repository(bare)
    git(bare, "init", "-q")
    assert read_commit(bare, ["."]) is None
    assert is_without_commits(bare) and read_all_versions(bare, ["a"]) == {"a": ()}


@pytest.mark.parametrize("word", ["merge-base", "show", "cat-file", "ls-tree"])
def test_no_difference_is_told_where_git_says_nothing(
    word: str, repository: Path, stand_for_git: Stand
) -> None:
    stand_for_git(FAILS, word)
    if word == "show":
        with pytest.raises(GitSilentError):
            find_revision(repository, "HEAD~1")
        return
    done = CliRunner().invoke(diff, ["HEAD~1", "--root", str(repository)])
    assert done.exit_code == 1 and "V021" in done.output, done.output


def test_nothing_is_withdrawn_where_the_past_is_not_known(repository: Path, stand_for_git: Stand) -> None:
    stand_for_git(FAILS, "log")
    arguments = ["bantuan", "--reason", "Keliru", "--yes", "--root", str(repository)]
    done = CliRunner().invoke(retract, arguments)
    assert isinstance(done.exception, GitSilentError)
    assert (repository / TABLE).is_file()


def test_nothing_is_committed_unseen(repository: Path, stand_for_git: Stand) -> None:
    (repository / TABLE).write_text("a\n1\n", encoding="utf-8")
    git(repository, "add", TABLE)
    assert [file.path for file in read_staged(repository)] == [TABLE]
    stand_for_git(HANGS, "cat-file")
    with pytest.raises(GitSilentError):
        list(read_staged(repository))


def test_the_command_line_tells_it_in_a_sentence(repository: Path, stand_for_git: Stand) -> None:
    stand_for_git(FAILS, "rev-parse")
    for arguments in (["diff", "HEAD~1"], ["check", "--staged"], ["hook", "install"], ["scope", "HEAD~1"]):
        done = subprocess.run(
            [sys.executable, "-m", "suluh", *arguments, "--root", str(repository)],
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        told = done.stdout + done.stderr
        assert done.returncode == 1 and "V021" in told and "git rev-parse" in told, told
        assert "Traceback" not in told


def test_a_git_that_hung_is_not_waited_for_again_and_again(repository: Path, stand_for_git: Stand) -> None:
    stand_for_git(HANGS, "log")
    begun = time.monotonic()
    for _ in range(20):
        with pytest.raises(GitSilentError) as silent:
            ask_git(repository, ["log", "-1"])
        assert silent.value.reason is Silence.TOO_LONG
    assert time.monotonic() - begun < 10


def test_nothing_of_a_hanging_conversation_stays_behind(repository: Path, stand_for_git: Stand) -> None:
    stand_for_git("sleep 61", "cat-file")
    with (
        pytest.raises(GitSilentError) as silent,
        talk_to_git(repository, ["cat-file", "--batch"]) as conversation,
    ):
        conversation.ask(b"HEAD")
    assert silent.value.reason is Silence.TOO_LONG
    running = subprocess.run(["ps", "ax", "-o", "args"], capture_output=True, encoding="utf-8", check=True)
    assert "sleep 61" not in running.stdout


def test_no_gap_is_told_where_there_is_none(repository: Path, stand_for_git: Stand) -> None:
    assert find_gap(repository) == ""
    stand_for_git(FAILS, "rev-parse")
    assert find_gap(repository) == "@git_silent"


def test_git_is_asked_through_one_door_and_every_program_has_its_time() -> None:
    """`hear_git(…) or …` would make an answer of silence; a program without an end would hold a build."""
    package = Path(suluh.__file__).parent
    wrong = []
    for path in sorted(package.rglob("*.py")):
        name, text = path.relative_to(package).as_posix(), path.read_text(encoding="utf-8")
        if "QUIET" in text and name not in ("reading/git_answers.py", "reading/called_programs.py"):
            wrong.append(f"{name} asks git by itself")
        looked_into = "hear_git(" in text or "subprocess.run(" in text
        for node in ast.walk(ast.parse(text)) if looked_into else ():
            said = ast.unparse(node) if isinstance(node, ast.Call | ast.BoolOp) else ""
            if isinstance(node, ast.BoolOp) and said.startswith("hear_git("):
                wrong.append(f"{name}: {said}")
            if isinstance(node, ast.Call) and said.startswith("subprocess.run(") and "timeout=" not in said:
                wrong.append(f"{name}:{node.lineno} waits for ever")
    assert wrong == []
