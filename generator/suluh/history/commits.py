"""Where the past is read from: the commits of a repository, newest first, and what lay in them.

Whatever looks back asks `Commits`, so that git is one source of them; tests have another one in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from suluh.history.editions import Completeness
from suluh.history.revisions import Blob, asked_objects, laid_out, list_blobs, read_contents
from suluh.history.versions import (
    EVERY,
    Change,
    is_without_commits,
    read_changes,
    read_cut_commits,
    split_commits,
)
from suluh.reading.git_answers import GitSilentError, ask_git, hear_git
from suluh.vocabulary.as_of import Zone
from suluh.vocabulary.catalog import Version

BEFORE = ""
"""Stands for a commit older than all that are told: of what lay there where a clone is cut off."""


@dataclass(frozen=True, slots=True)
class Touch:
    """A path that some commit changed, whatever line it stood on.

    `merged` is the commit by which the change reached the line of the branch itself, or `BEFORE`.
    """

    path: str
    commit: str
    merged: str


class Commits(Protocol):
    """The past of a project. Paths are relative to its root, with `/`."""

    @property
    def completeness(self) -> Completeness:
        """WHOLE, CUT where older commits are missing, NONE where nothing can be told."""

    @property
    def start(self) -> str:
        """The commit that stands for all that was before it; empty where nothing is left out."""

    def changes(self, place: str) -> tuple[Change, ...]:
        """The commits of the branch's own line that changed anything at or below `place`, newest first."""

    def touches(self, place: str, endings: tuple[str, ...]) -> tuple[Touch, ...] | None:
        """Every change below `place`, on any line that was merged, of files whose names end so.

        None where that cannot be told.
        """

    def find(self, commit: str, path: str) -> str:
        """The object at a path of a commit, empty where there is none."""

    def blobs(self, commit: str, folders: Sequence[str]) -> list[Blob]:
        """The regular files below folders of a commit."""

    def lay_out(self, commit: str, paths: Sequence[str]) -> AbstractContextManager[Path]:
        """A temporary folder with those files and folders of a commit."""

    def read(self, places: Sequence[tuple[str, str]], limit: int) -> list[bytes | None]:
        """The files at (commit, path), None where there is none or it is larger than `limit` bytes."""


@dataclass(slots=True)
class GitCommits:
    """The past as git tells it, up to `tip`; where it tells nothing, there is none.

    Where `start` names a commit, that one stands for all that was before it.
    """

    root: Path
    completeness: Completeness
    finder: Callable[[str, str], str]
    tip: str = "HEAD"
    start: str = ""
    zone: Zone | None = None
    _merges: Mapping[str, str] | None = None
    _changes: dict[str, tuple[Change, ...]] = field(default_factory=dict)
    _every: dict[str, tuple[Change, ...] | None] = field(default_factory=dict)
    _blobs: dict[tuple[str, ...], list[Blob]] = field(default_factory=dict)
    _is_partial: bool | None = None

    def changes(self, place: str) -> tuple[Change, ...]:
        """See `Commits.changes`."""
        if self.completeness is Completeness.NONE:
            return ()
        if place not in self._changes:
            is_whole = self.completeness is Completeness.WHOLE
            found = read_changes(self.root, place, self._span, zone=self.zone, is_whole=is_whole)
            if self.start:
                paths = tuple(blob.path for blob in self.blobs(self.start, [place]))
                found = (*found, Change(self.start, Version(self.start, ""), paths))
            self._changes[place] = found
        return self._changes[place]

    @property
    def _span(self) -> str:
        return f"{self.start}..{self.tip}" if self.start else self.tip

    def touches(self, place: str, endings: tuple[str, ...]) -> tuple[Touch, ...] | None:
        """See `Commits.touches`."""
        if self.completeness is Completeness.NONE:
            return ()
        every = self._every_change(place)
        if every is None:
            return None
        found = [(path, change.commit) for change in every for path in change.paths if path.endswith(endings)]
        merges = self._merged_by() if found else {}
        # Where a clone is cut off, all that lay there looks new.
        cut = read_cut_commits(self.root) if found and self.completeness is Completeness.CUT else frozenset()
        return tuple(
            Touch(path, name, BEFORE if cut & {name, merges.get(name, name)} else merges.get(name, name))
            for path, name in dict.fromkeys(found)
        )

    def _every_change(self, place: str) -> tuple[Change, ...] | None:
        """The commits of all lines that changed anything there; None where git cannot tell."""
        if place not in self._every:
            self._every[place] = None
            if not self._lacks_objects(place):
                answer = ask_git(self.root, [*EVERY, self._span, "--", place])
                # What a merge itself changed stands on the branch's own line alone.
                self._every[place] = (*split_commits(answer, self.zone), *self.changes(place))
        return self._every[place]

    def _lacks_objects(self, place: str) -> bool:
        """Whether a clone was made without some of what lay below `place`: git would fetch it when asked."""
        if self._is_partial is None:
            self._is_partial = _says_partial(self.root)
        if not self._is_partial:
            return False
        listed = hear_git(self.root, ["rev-list", "--objects", "--missing=print", self.tip, "--", place])
        return listed is None or any(line.startswith("?") for line in listed.splitlines())

    def find(self, commit: str, path: str) -> str:
        """See `Commits.find`."""
        return self.finder(commit, path)

    def blobs(self, commit: str, folders: Sequence[str]) -> list[Blob]:
        """See `Commits.blobs`."""
        asked = (commit, *folders)
        if asked not in self._blobs:
            self._blobs[asked] = list_blobs(self.root, commit, folders)
        return self._blobs[asked]

    def lay_out(self, commit: str, paths: Sequence[str]) -> AbstractContextManager[Path]:
        """See `Commits.lay_out`."""
        return laid_out(self.root, self.blobs(commit, paths))

    def read(self, places: Sequence[tuple[str, str]], limit: int) -> list[bytes | None]:
        """See `Commits.read`."""
        return read_contents(self.root, places, limit)

    def _merged_by(self) -> Mapping[str, str]:
        """The commit of the branch's own line by which each commit came into it."""
        if self._merges is None:
            self._merges = _find_merges(ask_git(self.root, ["rev-list", "--parents", self.tip]))
        return self._merges


@contextmanager
def open_commits(
    root: Path, tip: str = "HEAD", start: str = "", *, zone: Zone | None = None
) -> Iterator[GitCommits]:
    """The commits of the repository in which `root` lies; one git answers for objects meanwhile.

    Without git, repository or commit there are none; where git is there and does not answer, then or at
    any later question, GitSilentError is raised.
    """
    completeness = _ask_completeness(root)
    if completeness is Completeness.NONE:
        yield GitCommits(root, completeness, lambda commit, path: "", tip, start, zone)
        return
    with asked_objects(root) as find:
        yield GitCommits(root, completeness, find, tip, start, zone)


def _ask_completeness(root: Path) -> Completeness:
    try:
        shallow = ask_git(root, ["rev-parse", "--is-shallow-repository"]).strip()
    except GitSilentError as silent:
        if silent.is_absence:
            return Completeness.NONE
        raise
    if is_without_commits(root):
        return Completeness.NONE
    return Completeness.CUT if shallow == "true" else Completeness.WHOLE


def _says_partial(root: Path) -> bool:
    """Whether a clone says of itself that some objects were left where it came from."""
    asked = ["config", "--get-regexp", r"^(remote\..*\.promisor|extensions\.partialclone)$"]
    return bool(ask_git(root, asked, nothing=1))


def _find_merges(listed: str) -> dict[str, str]:
    parents = {pair[0]: pair[1:] for pair in (line.split() for line in listed.splitlines()) if pair}
    line = []
    commit: str | None = next(iter(parents), None)
    while commit is not None and commit in parents:
        line.append(commit)
        commit = next(iter(parents[commit]), None)
    found: dict[str, str] = {}
    for merged in reversed(line):
        for ancestor in _ancestors(merged, parents, found):
            found[ancestor] = merged
    return found


def _ancestors(start: str, parents: Mapping[str, Sequence[str]], known: Mapping[str, str]) -> Iterable[str]:
    """A commit and all before it that nobody came to yet."""
    waiting, seen = [start], set()
    while waiting:
        name = waiting.pop()
        if name not in seen and name not in known:
            seen.add(name)
            waiting += parents.get(name, ())
    return seen
