"""The history of datasets as git tells it: which commits changed a folder, newest first.

One git call serves all folders. Where there is no git, no repository or no answer in time,
there is simply no history. Names of committers are not read: a page needs none.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from posixpath import commonpath

from suluh.vocabulary.catalog import Version

TIMEOUT_SECONDS = 60

COMMIT_LENGTH = 10
"""Of the commit's hex digits; git's own short form grows with the repository."""

RECORD = "//"
"""Begins a commit in git's answer; no path relative to a folder can be that."""

QUIET = (
    "--no-pager",
    "--literal-pathspecs",
    "-c",
    "log.showSignature=false",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.quotePath=false",
)
"""A reader's own settings must not change the answer, nor start another program.

Configuration is overridden key by key rather than ignored as a whole, since `safe.directory`,
by which a container may read a repository of another owner, stands in it too.
"""

LOG = (
    "log",
    "-z",
    "-c",
    "--relative",
    "--full-history",
    "--no-renames",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--no-mailmap",
    "--encoding=UTF-8",
    "--name-only",
    f"--format={RECORD}%x00%H%x00%cI%x00%s",
)


@dataclass(frozen=True, slots=True)
class Commit:
    """The commit that a project stands at: its full name, and whether nothing was changed since."""

    name: str
    clean: bool


def read_commit(root: Path, paths: Iterable[str]) -> Commit | None:
    """The commit checked out in `root`, None without git; clean if no file below `paths` differs from it."""
    name = ask_git(root, ["rev-parse", "--verify", "HEAD"]).strip()
    if not name:
        return None
    changed = ask_git(root, ["status", "--porcelain", "--untracked-files=all", "--", *paths])
    return Commit(name, not changed.strip())


def read_versions(root: Path, folder: str) -> tuple[Version, ...]:
    """The commits that changed a file below `folder`, newest first; `()` where git tells none.

    `folder` is relative to `root`, with `/`.
    """
    return read_all_versions(root, [folder])[folder]


def read_all_versions(root: Path, folders: Iterable[str]) -> dict[str, tuple[Version, ...]]:
    """The same for many folders by one git call; every folder asked for is in the answer."""
    found: dict[str, list[Version]] = {folder: [] for folder in folders}
    if not found:
        return {}
    answer = ask_git(root, [*LOG, "HEAD", "--", commonpath(found) or "."])
    if answer:
        cut = _read_cut_commits(root)
        for commit, version, paths in _split_commits(answer):
            # Where a shallow clone is cut off, every file looks as if it were new.
            if commit in cut:
                continue
            for folder in _touched_folders(paths, found.keys()):
                found[folder].append(version)
    return {folder: tuple(versions) for folder, versions in found.items()}


def _split_commits(answer: str) -> Iterator[tuple[str, Version, list[str]]]:
    """Full commit, version and changed paths of each commit in `git log -z`."""
    tokens = answer.split("\0")
    # A subject may itself be the mark, so marks are sought only behind each commit's three values.
    start = 0
    while start + 3 < len(tokens):
        if tokens[start] != RECORD:
            start += 1
            continue
        commit, date, subject = tokens[start + 1 : start + 4]
        end = start + 4
        while end < len(tokens) and tokens[end] != RECORD:
            end += 1
        version = Version(commit=commit[:COMMIT_LENGTH], date=date[:10], subject=_clean_line(subject))
        yield commit, version, [token.removeprefix("\n") for token in tokens[start + 4 : end]]
        start = end


def _touched_folders(paths: Iterable[str], folders: Iterable[str]) -> set[str]:
    """Those of `folders` that one of the paths lies in."""
    wanted = set(folders)
    above: set[str] = set()
    for path in paths:
        while "/" in path:
            path = path.rpartition("/")[0]
            if path in above:
                break
            above.add(path)
    return wanted & above


def _read_cut_commits(root: Path) -> frozenset[str]:
    """The commits at which a shallow clone is cut off; none in a whole one."""
    answer = ask_git(root, ["rev-parse", "--is-shallow-repository", "--git-path", "shallow"])
    shallow, _, path = answer.strip().partition("\n")
    if shallow != "true":
        return frozenset()
    try:
        return frozenset((root / path).read_text(encoding="ascii").split())
    except (OSError, UnicodeDecodeError):
        return frozenset()


def ask_git(root: Path, arguments: Sequence[str]) -> str:
    """What git says in `root`, or nothing where it fails, is missing, or takes too long."""
    program = shutil.which("git")
    if program is None:
        return ""
    try:
        done = subprocess.run(
            [program, *QUIET, *arguments],
            cwd=root,
            env=make_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", errors="replace") if done.returncode == 0 else ""


def make_environment() -> dict[str, str]:
    """The environment without git's own variables, which a hook sets for its repository."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")}
    return {
        **kept,
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
    }


def _clean_line(text: str) -> str:
    """A subject without control characters."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
