"""A submission as it would be once merged, in a repository of its own beside the clone that stays untouched.

Nothing is checked out and no hook, filter or driver runs: the merged tree is made by `git merge-tree` and its
blobs are copied, as of every other revision. The past comes along, so that what was withdrawn is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from suluh.history.revisions import list_blobs, write_blobs
from suluh.reading.git_answers import GitSilentError, ask_bytes, ask_git

_MERGE = ("merge-tree", "--write-tree", "--name-only", "--no-messages", "-z")
_SIGNED = {
    f"GIT_{role}_{part}": value
    for role in ("AUTHOR", "COMMITTER")
    for part, value in (("NAME", "Suluh"), ("EMAIL", "suluh@localhost"))
}


@dataclass(frozen=True, slots=True)
class MergedSubmission:
    """The folder of a project as a merge would leave it, and paths that cannot be merged by themselves.

    With conflicts, or with a git that cannot merge trees, the folder holds the submission as it was sent.
    """

    folder: Path
    conflicts: tuple[str, ...] = ()


@contextmanager
def merged_submission(root: Path, base: str, head: str) -> Iterator[MergedSubmission]:
    """Lay out what merging commit `head` into commit `base` makes of the project at `root`.

    Raises GitSilentError where git does not answer.
    """
    prefix = ask_git(root, ["rev-parse", "--show-prefix"]).strip()
    top = Path(ask_git(root, ["rev-parse", "--show-toplevel"]).strip())
    with TemporaryDirectory(prefix="suluh-", ignore_cleanup_errors=True) as name:
        copy = Path(name).resolve() / "kiriman"
        ask_git(top, ["clone", "-q", "--shared", "--no-checkout", "--no-tags", ".", str(copy)])
        tree, conflicts = _merge_trees(copy, base, head)
        commit = _commit(copy, tree, base, head) if tree else head
        ask_git(copy, ["update-ref", "--no-deref", "HEAD", commit])
        ask_git(copy, ["read-tree", "HEAD"])
        write_blobs(copy, list_blobs(copy, commit), copy)
        yield MergedSubmission(copy / prefix, conflicts)


def _merge_trees(root: Path, base: str, head: str) -> tuple[str, tuple[str, ...]]:
    """The tree of a merge, or the paths in conflict; neither where git is older than 2.38."""
    try:
        answer = ask_bytes(root, [*_MERGE, base, head], accepted=(0, 1))
    except GitSilentError:
        return "", ()
    tree, *conflicts = answer.decode("utf-8", errors="replace").split("\0")
    found = tuple(sorted({path for path in conflicts if path}))
    return ("" if found else tree.strip()), found


def _commit(root: Path, tree: str, base: str, head: str) -> str:
    """A commit of the merge, as old as the submission, so that it is the same whenever it is made."""
    day = ask_git(root, ["show", "-s", "--format=%cI", head]).strip()
    days = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
    question = ["commit-tree", "-p", base, "-p", head, "-m", "Kiriman", tree]
    return ask_bytes(root, question, variables={**_SIGNED, **days}).decode("ascii").strip()
