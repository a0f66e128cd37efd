"""What is about to be committed: the files of git's index, as they would go into the commit."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from suluh.reading.git_answers import GitSilentError, ask_bytes, ask_git

CHANGED = ("diff", "--cached", "--name-only", "-z", "--relative", "--no-renames", "--no-ext-diff")
"""Whole files are looked at, so every added line is; a rename is an added file under its new name."""

_REGULAR = (b"100644", b"100755")


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A file of the index that differs from the last commit; `path` is relative to the project's root."""

    path: str
    data: bytes


def is_repository(root: Path) -> bool:
    """Whether git knows the project. Raises GitSilentError where it is there and does not say."""
    try:
        return ask_git(root, ["rev-parse", "--is-inside-work-tree"]).strip() == "true"
    except GitSilentError as silent:
        if silent.is_absence:
            return False
        raise


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
    """The folder that git takes hooks from, and the project's place below the top of its working tree.

    None where there is no repository. Raises GitSilentError.
    """
    if not is_repository(root):
        return None
    folder = ask_git(root, ["rev-parse", "--git-path", "hooks"]).strip()
    prefix = ask_git(root, ["rev-parse", "--show-prefix"]).strip()
    return (root / folder).resolve(), prefix


def _ask(root: Path, arguments: Sequence[str]) -> bytes:
    """The bytes of git's answer. Raises GitSilentError: what cannot be read must not pass."""
    # `git commit FILE` and `git commit -a` have an index of their own while their hook runs.
    index = os.environ.get("GIT_INDEX_FILE")
    return ask_bytes(
        root, arguments, variables={"GIT_INDEX_FILE": str(Path(index).resolve())} if index else None
    )
