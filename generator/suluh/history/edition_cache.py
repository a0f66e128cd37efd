"""What was found out about past states, kept below the cache folder: notes by key, tables by digest.

All of it can be found out again, so anything missing or broken is simply read anew, and what no
build asks for any more is removed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from typing import Any

from suluh.history.versions import ask_git
from suluh.reading.paths import relative_path
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.settings import Settings

FOLDER = "versi"


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
        """Keep a note."""
        self.used.add(f"{key}.json")
        self._write(f"{key}.json", json.dumps(note).encode())

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
        self._write(f"{digest}.csv", data)
        return digest

    def path(self, digest: str) -> Path:
        """Where a table's bytes lie."""
        return self.folder / f"{digest}.csv"

    def prune(self) -> None:
        """Remove what was not asked for: states of data that changed, was closed or was withdrawn."""
        if self.folder.is_dir():
            for path in self.folder.iterdir():
                if path.name not in self.used and path.is_file():
                    path.unlink(missing_ok=True)

    def _write(self, name: str, data: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / f"{name}.bagian"
        part.write_bytes(data)
        part.replace(self.folder / name)


def open_cache(settings: Settings) -> EditionCache:
    """The cache of a project."""
    return EditionCache(settings.cache_dir / FOLDER)


def find_committed(settings: Settings) -> list[Finding]:
    """S016 where git keeps files of the cache folder: whoever submits them would decide what is built."""
    if not settings.cache_dir.is_relative_to(settings.root):
        return []
    folder = relative_path(settings.root, settings.cache_dir)
    listed = ask_git(settings.root, ["ls-files", "--cached", "-z", "--", folder]).split("\0")
    return [Finding("S016", Place(listed[0]), details={"berkas": folder})] if listed[0] else []


def clear_caches(settings: Settings) -> None:
    """Remove everything below the cache folder that holds data: past states, and the staged site."""
    for name in (FOLDER, "stage"):
        rmtree(settings.cache_dir / name, ignore_errors=True)
