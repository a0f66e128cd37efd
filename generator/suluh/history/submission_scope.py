"""What a submission touches: data alone, or also what decides how data is published.

The folders are those that the base revision's settings name, never the submission's own: it could
call its program a folder of data.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from suluh.history.revisions import Revision, laid_out, list_blobs
from suluh.reading.git_answers import ask_git, hear_git
from suluh.reading.paths import relative_path
from suluh.reading.site_settings import SETTINGS_FILE, read_settings
from suluh.vocabulary.findings import Finding, Place, Severity

DEFAULT_FOLDERS = ("datasets", "content")


@dataclass(frozen=True, slots=True)
class Scope:
    """Paths that a submission changes, from the project's root, in order; `kind` says what they are."""

    data: tuple[str, ...]
    tool: tuple[str, ...]

    @property
    def kind(self) -> str:
        """`data`, `perkakas`, `campuran` (both) or `kosong`."""
        if self.data and self.tool:
            return "campuran"
        return "data" if self.data else "perkakas" if self.tool else "kosong"

    def findings(self, *, allow_mixed: bool = False) -> list[Finding]:
        """W001 for each path of the tool in a submission that changes data too.

        An error, for a change of the tool is easily overlooked among data, and a submission's preview and
        verdict do not show it; a warning where a reviewer said that the two belong together.
        """
        if self.kind != "campuran":
            return []
        severity = Severity.WARNING if allow_mixed else Severity.ERROR
        return [Finding("W001", Place(path), severity) for path in self.tool]


def find_scope(root: Path, base: Revision, head: Revision) -> Scope | None:
    """What `head` changes since it left `base`; None where git cannot tell, as without a common ancestor.

    The whole repository counts, also what lies above the project: workflows do.
    """
    ancestor = ask_git(root, ["merge-base", base.commit, head.commit], nothing=1).strip()
    if not ancestor:
        return None
    prefix = ask_git(root, ["rev-parse", "--show-prefix"])
    # A rename touches two places: the old one and the new one.
    options = ["--name-only", "--no-renames", "--no-ext-diff", "--no-relative", "-z"]
    answer = hear_git(root, ["diff", *options, ancestor, head.commit])
    if answer is None:
        return None
    here = prefix.strip() or "."
    paths = [posixpath.relpath(path, here) for path in answer.split("\0") if path]
    return divide_paths(paths, data_folders(root, base))


def data_folders(root: Path, base: Revision) -> tuple[str, ...]:
    """The folders of data and content as the base revision's settings name them."""
    with laid_out(root, list_blobs(root, base.commit, [SETTINGS_FILE])) as folder:
        settings, _ = read_settings(folder)
        if settings is None:
            return DEFAULT_FOLDERS
        return tuple(
            relative_path(settings.root, path) for path in (settings.datasets_dir, settings.content_dir)
        )


def divide_paths(paths: Iterable[str], folders: Iterable[str]) -> Scope:
    """Paths within one of the folders are data, all others the tool's."""
    prefixes = tuple(f"{folder}/" for folder in folders)
    listed = sorted(set(paths))
    data = tuple(path for path in listed if path.startswith(prefixes))
    return Scope(data, tuple(path for path in listed if path not in data))
