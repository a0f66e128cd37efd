"""Submissions in a clone: branches, pull and merge requests, as far as they are not merged yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from suluh.history.submission_scope import Scope
from suluh.history.versions import day_in
from suluh.reading.git_answers import ask_git
from suluh.vocabulary.as_of import Zone
from suluh.vocabulary.waiting import Touched, Waiting

FETCHED: Mapping[str, str] = {
    "github": "+refs/pull/*/head:refs/remotes/origin/pull/*",
    "gitlab": "+refs/merge-requests/*/head:refs/remotes/origin/merge-requests/*",
    "forgejo": "+refs/pull/*/head:refs/remotes/origin/pull/*",
}
"""What `git fetch origin` takes to bring the submissions of a kind of forge into a clone."""
_REFS = ("refs/heads", "refs/remotes", "refs/pull", "refs/merge-requests")
_NUMBERED = re.compile(r"refs/(?:remotes/[^/]+/)?(?:pull|merge-requests)/([0-9]{1,9})(?:/head)?")
_MERGE = re.compile(r"refs/(?:remotes/[^/]+/)?(?:pull|merge-requests)/[0-9]+/merge")
_LOCAL = re.compile(r"refs/(?:heads|remotes/[^/]+)/(.+)")
_FIELDS = "--format=%(objectname)%00%(refname)%00%(symref)"


def list_waiting(root: Path, base: str, zone: Zone | None) -> list[Waiting]:
    """What the clone has that commit `base` has not, the oldest first. Raises GitSilentError.

    A commit that several refs name is listed once: by its number at the forge, if it has one.
    """
    found: dict[str, Waiting] = {}
    for line in ask_git(root, ["for-each-ref", f"--no-merged={base}", _FIELDS, *_REFS]).splitlines():
        commit, ref, symbolic = (*line.split("\0"), "", "")[:3]
        if symbolic or _MERGE.fullmatch(ref):
            continue
        numbered = _NUMBERED.fullmatch(ref)
        local = _LOCAL.fullmatch(ref)
        name = local[1] if local else ref
        known = found.get(commit)
        if known is None or (numbered and not known.number):
            number = int(numbered[1]) if numbered else 0
            found[commit] = Waiting(number, subject_of(root, commit), name, commit)
    dated = [day_of_first(root, base, waiting, zone) for waiting in found.values()]
    return sorted(dated, key=lambda waiting: (waiting.since or date.max, waiting.number, waiting.branch))


def subject_of(root: Path, commit: str) -> str:
    """The first line of a commit's message: a stranger's text."""
    return ask_git(root, ["show", "-s", "--format=%s", commit]).strip()


def day_of_first(root: Path, base: str, waiting: Waiting, zone: Zone | None) -> Waiting:
    """The same with the region's day of its first own commit, where no forge said when it came."""
    if waiting.since is not None:
        return waiting
    moments = ask_git(root, ["log", "--format=%cI", "--reverse", f"{base}..{waiting.commit}"]).split()
    day = date.fromisoformat(day_in(zone, moments[0])) if moments else None
    return Waiting(
        waiting.number, waiting.title, waiting.branch, waiting.commit, day, waiting.address, waiting.draft
    )


def has_commit(root: Path, commit: str) -> bool:
    """Whether the clone holds a commit that a forge names."""
    question = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{commit}}"]
    return bool(re.fullmatch("[0-9a-f]{40,64}", commit) and ask_git(root, question, nothing=1))


def find_touched(scope: Scope, folders: tuple[str, str]) -> Touched:
    """Which datasets and reports, by address, and whose: `folders` are those of datasets and of content."""
    datasets: set[str] = set()
    reports: set[str] = set()
    agencies: set[str] = set()
    for path in scope.data:
        parts = path.removeprefix(f"{folders[0]}/").split("/")
        if path.startswith(f"{folders[0]}/") and len(parts) > 2:
            agencies.add(parts[0])
            datasets.add(parts[1])
            continue
        parts = path.removeprefix(f"{folders[1]}/").split("/")
        if path.startswith(f"{folders[1]}/laporan/") and len(parts) == 3:
            agencies.add(parts[1])
            reports.add(f"{parts[1]}/{parts[2].removesuffix('.md')}")
    return Touched(_ordered(datasets), _ordered(reports), _ordered(agencies), scope.tool)


def _ordered(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names))
