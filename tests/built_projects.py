"""The example as projects of their own, and the sites that are built of them once for a whole run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from command_line import ROOT, build_with_suluh
from cut_project import start_cut
from repositories import git
from run_costs import COSTS


@dataclass(frozen=True)
class Built:
    """A project in a repository of its own, and the site that was built of it."""

    project: Path
    site: Path

    @property
    def templates(self) -> set[str]:
        """Paths below `generator/suluh` of all templates that its pages were made with."""
        return set(self.site.with_name("templat.txt").read_text(encoding="utf-8").split())


def clone_whole(folder: Path) -> Path:
    """The whole project with its history in `folder`, as it lies in the working copy."""
    # A clone of its own: the copy of a linked worktree would commit to the worktree's own branch.
    git(ROOT, "clone", "--quiet", str(ROOT), str(folder))
    git(folder, "rm", "--quiet", "-r", ".")
    for name in git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    git(folder, "add", "-A")
    if git(folder, "status", "--porcelain"):
        git(folder, "commit", "-q", "-m", "Seperti di meja kerja", date="2026-01-02T03:04:05Z")
    return folder


PROJECTS: Mapping[str, Callable[[Path], Path]] = {"kerat": start_cut, "lengkap": clone_whole}
"""The example as it is built every day, a cut with every kind of page; whole by `make test-all` alone."""


def build_project(kind: str, shared: Path) -> Built:
    """A kind of `PROJECTS`, made and built in the folder `shared` of all workers.

    The first to come builds, the others wait for it. `SULUH_TEST_SITE` names a site that is built already.
    """
    if ready := os.environ.get("SULUH_TEST_SITE"):
        return Built(ROOT, Path(ready).resolve())
    folder = shared / kind
    made = Built(folder / "proyek", folder / "site")
    shared.mkdir(exist_ok=True)
    with FileLock(shared / f"{kind}.lock"):
        if not made.site.is_dir():
            shutil.rmtree(folder, ignore_errors=True)
            PROJECTS[kind](made.project)
            COSTS["builds of its cut" if kind == "kerat" else "whole builds of the example"] += 1
            build_with_suluh(made.site, root=made.project, notes=folder / "templat.txt")
    return made
