"""A repository for a new site, with its first commit: without a past a build cannot say what changed."""

from __future__ import annotations

from pathlib import Path

from suluh.reading.called_programs import find_program
from suluh.reading.git_answers import has_repository, tell_git

_NOBODY = ("-c", "user.name=Suluh", "-c", "user.email=suluh@localhost")
"""Whose the first commit is where nobody told git a name."""


def begin_repository(folder: Path, message: str) -> bool:
    """Whether a repository was begun and holds all of `folder`; not within another, and not without git."""
    if find_program("git") is None or has_repository(folder.resolve()):
        return False
    named = tell_git(folder, "config", "user.email")
    return all(
        tell_git(folder, *arguments)
        for arguments in (
            ("init", "--quiet", "--initial-branch=main"),
            ("add", "--all"),
            (*(() if named else _NOBODY), "commit", "--quiet", f"--message={message}"),
        )
    )
