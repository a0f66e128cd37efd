"""What was found out about past states, kept below the cache folder: notes by key, tables by digest.

All of it can be found out again, so anything missing or broken is simply read anew, and what no
build asks for any more is removed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from typing import Any

from suluh.reading.activity_photos import FOLDER as PHOTOS
from suluh.reading.git_answers import GitSilentError, Silence, ask_git
from suluh.reading.kept_files import ignore_itself, is_being_written, keep_file
from suluh.reading.kept_results import FOLDER as RESULTS
from suluh.reading.paths import is_link, relative_path
from suluh.vocabulary.findings import Finding, Place, Severity
from suluh.vocabulary.settings import Settings

FOLDER = "versi"
KEPT = (FOLDER, PHOTOS, "fonts", RESULTS)
"""Folders of the cache whose files are taken as they are."""


@dataclass(slots=True)
class EditionCache:
    """Notes and tables in `folder`; `used` are the names asked for since it was opened."""

    folder: Path
    used: set[str] = field(default_factory=set)

    def load(self, key: str) -> Mapping[str, Any] | None:
        """The note of that key, or None where it is missing or broken."""
        self.used.add(f"{key}.json")
        try:
            note = json.loads((self.folder / f"{key}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return note if isinstance(note, dict) else None

    def save(self, key: str, note: Mapping[str, Any]) -> None:
        """Keep a note; where nothing can be written, nothing is kept."""
        self.used.add(f"{key}.json")
        ignore_itself(self.folder.parent)
        with suppress(OSError):
            keep_file(self.folder / f"{key}.json", json.dumps(note).encode())

    def holds(self, digest: str) -> bool:
        """Whether the table of that digest is kept, whole."""
        self.used.add(f"{digest}.csv")
        try:
            return sha256(self.path(digest).read_bytes()).hexdigest() == digest
        except OSError:
            return False

    def keep(self, data: bytes) -> str:
        """Keep a table's bytes; their digest."""
        digest = sha256(data).hexdigest()
        self.used.add(f"{digest}.csv")
        ignore_itself(self.folder.parent)
        keep_file(self.path(digest), data)
        return digest

    def path(self, digest: str) -> Path:
        """Where a table's bytes lie."""
        return self.folder / f"{digest}.csv"

    def prune(self) -> None:
        """Remove what was not asked for: states of data that changed, was closed or was withdrawn.

        Only a whole build may: it alone asks for all that is still needed, and holds the project's lock.
        """
        if self.folder.is_dir():
            for path in self.folder.iterdir():
                if path.name not in self.used and path.is_file() and not is_being_written(path):
                    path.unlink(missing_ok=True)


def open_cache(settings: Settings) -> EditionCache:
    """The cache of a project."""
    return EditionCache(settings.cache_dir / FOLDER)


def check_cache(settings: Settings) -> list[Finding]:
    """S016 where git keeps files of the cache folder: whoever submits them would decide what is built.

    Where git does not say, what lies there is removed rather than used, and S024 tells so: as an error where
    it cannot be removed, or lies behind a link.
    """
    if not settings.cache_dir.is_relative_to(settings.root):
        return []
    folder = relative_path(settings.root, settings.cache_dir)
    try:
        listed = _find_submitted(settings)
    except GitSilentError as silent:
        if silent.reason is Silence.NO_REPOSITORY or not _holds_anything(settings):
            return []
        gone = not is_link(settings.cache_dir) and _remove(settings, KEPT)
        severity = Severity.WARNING if gone else Severity.ERROR
        return [replace(silent.finding("S024", Place(folder), severity), value=folder)]
    return [Finding("S016", Place(listed), details={"berkas": folder})] if listed else []


def is_own_cache(settings: Settings) -> bool:
    """Whether what lies in the cache may be used: nobody submitted it. Nothing is removed and nothing told.

    For whoever asks before `check_cache`, which tells what is wrong and would find nothing any more.
    """
    try:
        return not _find_submitted(settings)
    except GitSilentError as silent:
        return silent.reason is Silence.NO_REPOSITORY


def _find_submitted(settings: Settings) -> str:
    """A file of the cache folder that git keeps; empty where it keeps none. Raises GitSilentError."""
    if not settings.cache_dir.is_relative_to(settings.root):
        return ""
    folder = relative_path(settings.root, settings.cache_dir)
    return ask_git(settings.root, ["ls-files", "--cached", "-z", "--", folder]).partition("\0")[0]


def _holds_anything(settings: Settings) -> bool:
    """Whether results lie in the cache that a build would take as they are."""
    return any(path.is_file() for name in KEPT for path in (settings.cache_dir / name).glob("**/*"))


def clear_caches(settings: Settings) -> bool:
    """Remove all results below the cache folder: past states, photos, fonts, stage; whether all went."""
    return _remove(settings, (*KEPT, "stage"))


def _remove(settings: Settings, names: Sequence[str]) -> bool:
    """Whether nothing that was kept is left."""
    for name in names:
        rmtree(settings.cache_dir / name, ignore_errors=True)
    return not _holds_anything(settings)
