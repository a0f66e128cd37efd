"""What git could not tell of a project: a remark, since a site without its past is complete all the same."""

from __future__ import annotations

from pathlib import Path

from suluh.history.commits import is_without_commits
from suluh.history.versions import ask_git
from suluh.reading.programs import find_program
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
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return "@git_no_repository"
    shallow = ask_git(root, ["rev-parse", "--is-shallow-repository"]).strip()
    if shallow == "true":
        return "@git_shallow"
    if shallow == "false" and is_without_commits(root):
        return "@git_empty"
    if shallow != "false" or not ask_git(root, ["rev-parse", "--verify", "HEAD"]).strip():
        return "@git_silent"
    return ""
