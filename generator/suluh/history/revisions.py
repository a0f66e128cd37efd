"""A revision of the project as git keeps it, laid out in a folder of its own to be read as data.

Files are taken blob by blob, not by `git archive`: its attributes could leave files out. Nothing
is checked out, no filter and no hook runs, and symbolic links and odd names stay behind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from suluh.history.versions import day_in
from suluh.reading.git_answers import Conversation, GitSilentError, Silence, ask_git, talk_to_git
from suluh.reading.paths import is_portable_path
from suluh.vocabulary.as_of import Zone

REGULAR = ("100644", "100755")
SIZE_LIMIT = 500 * 1024 * 1024
TOTAL_LIMIT = 4 * SIZE_LIMIT
SHORT = 10
"""Digits of a commit's hash that people are told."""
BLOCK = 1024 * 1024
_OBJECT = re.compile(rb"([0-9a-f]{40,64}) [a-z]+ [0-9]+\n")


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit: the name it was asked for by, its hash and the region's ISO date on which it was made."""

    name: str
    commit: str
    date: str

    @property
    def label(self) -> str:
        """The name as people are told it: a whole hash by its first digits."""
        return self.name[:SHORT] if self.name == self.commit else self.name


@dataclass(frozen=True, slots=True)
class Blob:
    """A regular file of a commit: its path from the project's root, its object and its size."""

    path: str
    object: str
    size: int


def find_revision(root: Path, name: str, zone: Zone | None = None) -> Revision | None:
    """The commit of that name (branch, tag, hash), or None where git knows none. Raises GitSilentError."""
    question = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"]
    commit = ask_git(root, question, nothing=1).strip()
    if not commit:
        return None
    date = ask_git(root, ["show", "-s", "--format=%cI", commit]).strip()
    return Revision(name, commit, day_in(zone, date))


def find_fork(root: Path, base: str, head: str) -> tuple[str, str]:
    """Where two commits parted, and the submission's own commit; both empty where one follows the other.

    A forge offers the merge of a submission into its target: then the submission is the second parent.
    """
    parents = ask_git(root, ["show", "-s", "--format=%P", head]).split()
    own = parents[1] if len(parents) == 2 and parents[0] == base else head
    fork = ask_git(root, ["merge-base", base, own], nothing=1).strip()
    return (fork, own) if fork not in ("", base, own) else ("", "")


def share_past(root: Path, base: str, head: str) -> bool:
    """Whether git finds a common ancestor of two commits; in a shallow clone it may be missing."""
    return bool(ask_git(root, ["merge-base", base, head], nothing=1))


def list_blobs(root: Path, commit: str, folders: Sequence[str] = ()) -> list[Blob]:
    """The regular files of a commit below `folders` (from `root`, all where none), with safe names."""
    answer = ask_git(root, ["ls-tree", "-r", "-z", "-l", commit, "--", *folders])
    blobs = []
    for entry in answer.split("\0"):
        head, _, path = entry.partition("\t")
        parts = head.split()
        if len(parts) == 4 and parts[0] in REGULAR and parts[1] == "blob" and is_portable_path(path):
            blobs.append(Blob(path, parts[2], int(parts[3])))
    return blobs


@contextmanager
def asked_objects(root: Path) -> Iterator[Callable[[str, str], str]]:
    """Answers which object lies at a path of a commit, empty where there is none; one git serves all.

    Raises GitSilentError where it stops answering.
    """
    with talk_to_git(root, ["cat-file", "--batch-check"]) as conversation:

        @cache
        def find(commit: str, path: str) -> str:
            if not is_portable_path(path):
                return ""
            found = _OBJECT.fullmatch(conversation.ask(f"{commit}:./{path}".encode()))
            return found[1].decode("ascii") if found else ""

        yield find


def read_contents(root: Path, places: Sequence[tuple[str, str]], limit: int) -> list[bytes | None]:
    """The files at (commit, path), None where there is none or it is larger than `limit` bytes."""
    if not places:
        return []
    with asked_objects(root) as find:
        blobs = [Blob(str(number), find(*place), 0) for number, place in enumerate(places)]
    with TemporaryDirectory(prefix="suluh-", ignore_cleanup_errors=True) as name:
        target = Path(name).resolve()
        write_blobs(root, [blob for blob in blobs if blob.object], target)
        paths = [target / blob.path for blob in blobs]
        return [
            path.read_bytes() if path.is_file() and path.stat().st_size <= limit else None for path in paths
        ]


@contextmanager
def laid_out(root: Path, blobs: Sequence[Blob]) -> Iterator[Path]:
    """A temporary folder with those files of a repository; gone afterwards."""
    with TemporaryDirectory(prefix="suluh-", ignore_cleanup_errors=True) as name:
        target = Path(name).resolve()
        write_blobs(root, blobs, target)
        yield target


def write_blobs(root: Path, blobs: Sequence[Blob], target: Path) -> None:
    """Write files of a repository below `target`; those beyond the limits are left out.

    Raises GitSilentError where git does not hand all of them over, as a partial clone does not.
    """
    if not blobs:
        return
    with talk_to_git(root, ["cat-file", "--batch"]) as conversation:
        total = 0
        for blob in blobs:
            total += blob.size
            if blob.size <= SIZE_LIMIT and total <= TOTAL_LIMIT:
                _copy_blob(conversation, blob, target)


def _copy_blob(conversation: Conversation, blob: Blob, target: Path) -> None:
    head = conversation.ask(blob.object.encode("ascii")).split()
    if len(head) != 3:  # `missing`
        raise GitSilentError(Silence.FAILED, "cat-file")
    path = target / blob.path
    path.parent.mkdir(parents=True, exist_ok=True)
    left = int(head[2])
    with path.open("wb") as file:
        while left:
            block = conversation.read(min(left, BLOCK))
            file.write(block)
            left -= len(block)
    conversation.read(1)
