"""What is about to be committed: the files of git's index, as they would go into the commit."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from suluh.history.versions import TIMEOUT_SECONDS, ask_git
from suluh.reading.programs import QUIET, find_program, make_environment

CHANGED = ("diff", "--cached", "--name-only", "-z", "--relative", "--no-renames", "--no-ext-diff")
"""Whole files are looked at, so every added line is; a rename is an added file under its new name."""

_REGULAR = (b"100644", b"100755")


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A file of the index that differs from the last commit; `path` is relative to the project's root."""

    path: str
    data: bytes


def is_repository(root: Path) -> bool:
    """Whether git knows the project."""
    return ask_git(root, ["rev-parse", "--is-inside-work-tree"]).strip() == "true"


def read_staged(root: Path) -> Iterator[StagedFile]:
    """Added and changed files of the index below `root`; deleted ones, links and submodules are left out."""
    for path in _ask(root, [*CHANGED, "--diff-filter=ACMT", "--", "."]).split(b"\0"):
        name = os.fsdecode(path)
        if not name:
            continue
        data = read_indexed(root, name)
        if data is not None:
            yield StagedFile(name, data)


def read_indexed(root: Path, path: str) -> bytes | None:
    """A file as the index has it, changed or not; None where it is not in there as a regular file."""
    mode = _ask(root, ["ls-files", "--stage", "-z", "--", path]).split(b" ", 1)[0]
    return _ask(root, ["cat-file", "blob", f":./{path}"]) if mode in _REGULAR else None


def find_hooks(root: Path) -> tuple[Path, str] | None:
    """The folder that git takes hooks from, and the project's place below the top of its working tree."""
    folder = ask_git(root, ["rev-parse", "--git-path", "hooks"]).strip()
    if not folder:
        return None
    prefix = ask_git(root, ["rev-parse", "--show-prefix"]).strip()
    return (root / folder).resolve(), prefix


def _ask(root: Path, arguments: Sequence[str]) -> bytes:
    """The bytes of git's answer. Raises OSError where it fails: what cannot be read must not pass."""
    program = find_program("git")
    if program is None:
        raise FileNotFoundError("git")
    environment = make_environment()
    index = os.environ.get("GIT_INDEX_FILE")
    if index:
        # `git commit FILE` and `git commit -a` have an index of their own while their hook runs.
        environment["GIT_INDEX_FILE"] = str(Path(index).resolve())
    done = subprocess.run(
        [program, *QUIET, *arguments],
        cwd=root,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )
    if done.returncode:
        raise OSError(f"git {arguments[0]}: {done.returncode}")
    return done.stdout
