"""Real git repositories of the tiny site: a base, and what an agency submits on top of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from small_site import copy_small_site

IDENTITY = ("-c", "user.name=Penguji", "-c", "user.email=penguji@contoh.go.id", "-c", "commit.gpgSign=false")
PLAIN = ("-c", "core.autocrlf=false", "-c", "maintenance.auto=false")
"""Files as they are, and no second program behind each commit that looks for something to tidy up."""


def git(folder: Path, *arguments: str, date: str = "2025-07-01T12:00:00+08:00") -> str:
    """Run git in `folder` on a fixed day; its output."""
    done = subprocess.run(
        ["git", *IDENTITY, *PLAIN, *arguments],
        cwd=folder,
        env={**os.environ, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date},
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return done.stdout.strip()


def start_repository(folder: Path) -> Path:
    """A repository with the tiny site on `main`, copied from one that is made once."""
    return Path(shutil.copytree(Path(_first_repository().name, "awal"), folder))


@cache
def _first_repository() -> tempfile.TemporaryDirectory[str]:
    """It goes with the process."""
    made = tempfile.TemporaryDirectory(prefix="suluh-gudang-")
    folder = copy_small_site(Path(made.name, "awal"))
    git(folder, "init", "-q", "-b", "main", "--template=")
    commit(folder, "Data pertama")
    return made


def commit(folder: Path, subject: str, day: str = "2025-07-01") -> Path:
    """Commit everything in the folder as it is, but for the cache of builds."""
    git(folder, "add", "-A", "--", ".", ":(exclude).suluh")
    git(folder, "commit", "-q", "-m", subject, date=f"{day}T12:00:00+08:00")
    return folder


def branch(folder: Path, name: str, start: str = "main") -> Path:
    """A new branch at `start`, checked out."""
    git(folder, "switch", "-q", "-c", name, start)
    return folder
