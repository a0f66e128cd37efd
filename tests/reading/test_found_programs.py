"""A folder that a stranger filled holds programs, modules and repositories: none of them is run."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from suluh.history.versions import read_commit
from suluh.reading import confinement
from suluh.reading.called_programs import find_program
from suluh.reading.clock import read_version_time
from suluh.reading.confinement import read_confined
from suluh.reading.git_answers import hear_git
from suluh.vocabulary.as_of import Zone
from suluh.vocabulary.findings import Place

SIGNATURE = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----\n"
SETTINGS = """[core]
repositoryformatversion = 0
bare = false
worktree = .
fsmonitor = ./canary.sh
[log]
showSignature = true
[gpg]
program = ./canary.sh
[filter "canary"]
clean = ./canary.sh
"""


@pytest.fixture
def _fresh_reader() -> Iterator[None]:
    """A worker is started in the folder of the test, and none of it is left for others."""
    confinement._reader().end()
    yield
    confinement._reader().end()


@pytest.mark.usefixtures("_fresh_reader")
def test_no_module_of_the_folder_one_is_in_reads_strangers_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    canary = f"open({str(tmp_path / 'canary')!r}, 'a')\n"
    for name in ("suluh/__init__.py", "suluh/reading/__init__.py", "suluh/reading/confined_worker.py"):
        path = tmp_path / "kiriman" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(canary, encoding="utf-8")
    for name in ("json.py", "math.py", "yaml.py", "sitecustomize.py"):
        (tmp_path / "kiriman" / name).write_text(canary, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "kiriman")
    monkeypatch.setattr(sys, "path", [one for one in sys.path if one])
    argument = {"text": "a: 1\n", "path": "a.yaml"}
    answer, findings = read_confined("suluh.reading.confined_files:answer_text", argument, Place("a.yaml"))
    assert not (tmp_path / "canary").exists()
    assert answer is not None
    assert findings == []


@pytest.mark.parametrize("project", ["", "situs"])
def test_a_folder_laid_out_as_a_repository_sets_no_program(tmp_path: Path, project: str) -> None:
    """As a downloaded folder, and as the folder of the project within a real repository."""
    folder = tmp_path / "kiriman" / project
    folder.mkdir(parents=True)
    if project:
        _git(tmp_path / "kiriman", "init", "--quiet")
    made = tmp_path / "lain"
    made.mkdir()
    _git(made, "init", "--quiet")
    (made / "a.txt").write_text("a\n", encoding="utf-8")
    _git(made, "add", "a.txt")
    name = ["-c", "user.name=a", "-c", "user.email=a@contoh.go.id"]
    _git(made, *name, "commit", "--quiet", "-m", "a")
    words = _git(made, "cat-file", "commit", "HEAD").replace("committer", "\0committer", 1)
    head, _, rest = words.partition("\0")
    line, _, message = rest.partition("\n")
    signed = _git(
        made, "hash-object", "-t", "commit", "-w", "--stdin", typed=f"{head}{line}\n{SIGNATURE}{message}"
    )
    _git(made, "update-ref", "HEAD", signed.strip())
    for one in ("HEAD", "index", "objects", "refs"):
        source = made / ".git" / one
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / one)
    (folder / "config").write_text(SETTINGS, encoding="utf-8")
    (folder / "a.txt").write_text("a\n", encoding="utf-8")
    (folder / ".gitattributes").write_text("* filter=canary\n", encoding="utf-8")
    script = folder / "canary.sh"
    script.write_text(f"#!/bin/sh\n: > '{tmp_path}/canary'\n", encoding="utf-8")
    script.chmod(0o755)
    read_version_time(folder, Zone())
    read_commit(folder, ["."])
    assert not (tmp_path / "canary").exists()
    assert hear_git(folder, ["log", "-1", "--format=%s"]) is None


def test_a_program_of_the_folder_one_is_in_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "git"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    for path in ("", ".", f".{':' if sys.platform != 'win32' else ';'}"):
        monkeypatch.setenv("PATH", path)
        assert find_program("git") is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_program("git") == str(program)


def _git(folder: Path, *arguments: str, typed: str = "") -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, input=typed, capture_output=True, text=True, check=True
    )
    return done.stdout
