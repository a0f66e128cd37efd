"""The history of data as git tells it: which commits changed a folder or file, newest first.

One git call serves all of them. Only what stood on the line of the branch itself counts: what a
submission went through before it was merged was never published, and is dated by its merge. Where
there is no git, no repository or no commit, there is simply no history; where git is there and does not
answer, GitSilentError is raised, for the past is unknown then. Days are those of the region's zone. Names
of committers are not read: a page needs none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from posixpath import commonpath

from suluh.history.change_notes import find_notes
from suluh.reading.git_answers import GitSilentError, Silence, ask_git
from suluh.vocabulary.as_of import Zone
from suluh.vocabulary.catalog import Version

COMMIT_LENGTH = 10
"""Of the commit's hex digits; git's own short form grows with the repository."""

RECORD = "//"
"""Begins a commit in git's answer; no path relative to a folder can be that."""

LOG = (
    "log",
    "-z",
    "--first-parent",
    "--diff-merges=first-parent",
    "--relative",
    "--full-history",
    "--no-renames",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--no-mailmap",
    "--encoding=UTF-8",
    "--name-only",
    f"--format={RECORD}%x00%H%x00%cI%x00%B",
)

EVERY = tuple(word for word in LOG if word not in ("--first-parent", "--diff-merges=first-parent"))
"""The same of every commit that was merged, whatever line it stood on."""

VALUES = 3
"""Told of each commit behind its mark, before the paths."""


@dataclass(frozen=True, slots=True)
class Change:
    """A commit by its full name, as a version, with the paths that it changed."""

    commit: str
    version: Version
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Commit:
    """The commit that a project stands at: its full name, and whether nothing was changed since.

    Where git does not answer, the name is empty, or `clean` None: unknown, which is not the same as clean.
    """

    name: str
    clean: bool | None


def read_commit(root: Path, paths: Iterable[str]) -> Commit | None:
    """The commit checked out in `root`, None where there is none; clean if no file below `paths` differs."""
    name = ""
    try:
        name = ask_git(root, ["rev-parse", "--verify", "--quiet", "HEAD"], nothing=1).strip()
        if not name:
            return None
        changed = ask_git(root, ["status", "--porcelain", "--untracked-files=all", "--", *paths])
    except GitSilentError as silent:
        return None if silent.is_absence else Commit(name, None)
    return Commit(name, not changed.strip())


def read_versions(root: Path, place: str, zone: Zone | None = None) -> tuple[Version, ...]:
    """The commits that changed a file at or below `place`, newest first; `()` where git tells none.

    `place` is relative to `root`, with `/`.
    """
    return read_all_versions(root, [place], zone)[place]


def read_all_versions(
    root: Path, places: Iterable[str], zone: Zone | None = None
) -> dict[str, tuple[Version, ...]]:
    """The same for many folders and files by one git call; every one asked for is in the answer."""
    found: dict[str, list[Version]] = {place: [] for place in places}
    if found:
        for change in read_changes(root, commonpath(found) or ".", zone=zone):
            for place in touched_places(change.paths, found.keys()):
                found[place].append(change.version)
    return {place: tuple(versions) for place, versions in found.items()}


def read_changes(
    root: Path, place: str, span: str = "HEAD", *, zone: Zone | None = None, is_whole: bool = False
) -> tuple[Change, ...]:
    """The commits of a span that changed anything at or below `place`, newest first.

    Of a clone that `is_whole` nobody asks where it is cut off. None without git, repository or commit; raises
    GitSilentError where git does not answer.
    """
    try:
        answer = ask_git(root, [*LOG, span, "--", place])
    except GitSilentError as silent:
        if silent.is_absence or is_without_commits(root):
            return ()
        raise
    # Where a shallow clone is cut off, every file looks as if it were new.
    cut = read_cut_commits(root) if answer and not is_whole else frozenset()
    return tuple(change for change in split_commits(answer, zone) if change.commit not in cut)


def is_without_commits(root: Path) -> bool:
    """Whether a repository was begun and nothing committed yet: it has no past, and none that is unknown."""
    return not ask_git(root, ["rev-parse", "--verify", "--quiet", "HEAD"], nothing=1) and not ask_git(
        root, ["for-each-ref", "--count=1"]
    )


def split_commits(answer: str, zone: Zone | None = None) -> Iterator[Change]:
    """Each commit in `git log -z`, dated in a zone; without one in the committer's own."""
    tokens = answer.split("\0")
    # A message may itself be the mark, so marks are sought only behind each commit's own values.
    start = 0
    while start + VALUES < len(tokens):
        if tokens[start] != RECORD:
            start += 1
            continue
        commit, date, message = tokens[start + 1 : start + 1 + VALUES]
        end = start + 1 + VALUES
        while end < len(tokens) and tokens[end] != RECORD:
            end += 1
        version = Version(commit[:COMMIT_LENGTH], day_in(zone, date), find_notes(message))
        paths = tuple(token.removeprefix("\n") for token in tokens[start + 1 + VALUES : end])
        yield Change(commit, version, paths)
        start = end


def day_in(zone: Zone | None, moment: str) -> str:
    """The ISO day of an instant as git writes it (`%cI`), in a zone; in its own where none is given."""
    if zone is None:
        return moment[:10]
    try:
        return zone.day_of(datetime.fromisoformat(moment)).isoformat()
    except (ValueError, OverflowError):  # a year that no calendar has
        return moment[:10]


def touched_places(paths: Iterable[str], places: Iterable[str]) -> set[str]:
    """Those of `places` that one of the paths is, or lies in."""
    wanted = set(places)
    above: set[str] = set()
    for path in paths:
        above.add(path)
        while "/" in path:
            path = path.rpartition("/")[0]
            if path in above:
                break
            above.add(path)
    return wanted & above


def read_cut_commits(root: Path) -> frozenset[str]:
    """The commits at which a shallow clone is cut off; none in a whole one. Raises GitSilentError."""
    question = ["rev-parse", "--is-shallow-repository", "--git-path", "shallow"]
    answer = ask_git(root, question)
    shallow, _, path = answer.strip().partition("\n")
    if shallow != "true":
        return frozenset()
    try:
        return frozenset((root / path).read_text(encoding="ascii").split())
    except (OSError, UnicodeDecodeError):
        raise GitSilentError(Silence.FAILED, question[0]) from None
