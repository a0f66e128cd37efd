"""What git could not tell of a project: a remark, since a site without its past is complete all the same."""

from __future__ import annotations

from pathlib import Path

from suluh.history.versions import is_without_commits
from suluh.reading.called_programs import find_program
from suluh.reading.git_answers import GitSilentError, ask_git, has_repository
from suluh.vocabulary.findings import Finding, Place, Severity


def remark_gaps(root: Path) -> list[Finding]:
    """S022 where the history of `root` is not known, or not as a whole; `()` where git tells all of it.

    Histories say the same on their pages; nothing is guessed in their place.
    """
    reason = find_gap(root)
    return [Finding("S022", Place(), Severity.WARNING, details={"sebab": reason})] if reason else []


def find_gap(root: Path) -> str:
    """Why the past is not known, as a word of the findings; empty where it is."""
    if find_program("git") is None:
        return "@git_missing"
    if not has_repository(root):
        return "@git_no_repository"
    try:
        if ask_git(root, ["rev-parse", "--is-shallow-repository"]).strip() == "true":
            return "@git_shallow"
        return "@git_empty" if is_without_commits(root) else ""
    except GitSilentError:
        return "@git_silent"
