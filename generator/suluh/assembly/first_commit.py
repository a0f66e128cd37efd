"""A repository for a new site, with its first commit: without a past a build cannot say what changed."""

from __future__ import annotations

import subprocess
from pathlib import Path

from suluh.reading.called_programs import QUIET, find_program, make_environment
from suluh.reading.git_answers import has_repository

_NOBODY = ("-c", "user.name=Suluh", "-c", "user.email=suluh@localhost")
"""Whose the first commit is where nobody told git a name."""
_PLAIN = ("-c", "commit.gpgSign=false", "-c", "core.hooksPath=")
_SECONDS = 60


def begin_repository(folder: Path, message: str) -> bool:
    """Whether a repository was begun and holds all of `folder`; not within another, and not without git."""
    git = find_program("git")
    if git is None or has_repository(folder.resolve()):
        return False
    named = _run(git, folder, "config", "user.email")
    return all(
        _run(git, folder, *arguments)
        for arguments in (
            ("init", "--quiet", "--initial-branch=main"),
            ("add", "--all"),
            (*(() if named else _NOBODY), "commit", "--quiet", f"--message={message}"),
        )
    )


def _run(git: str, folder: Path, *arguments: str) -> bool:
    done = subprocess.run(
        [git, *QUIET, *_PLAIN, "-C", str(folder), *arguments],
        env=make_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_SECONDS,
        check=False,
    )
    return done.returncode == 0
