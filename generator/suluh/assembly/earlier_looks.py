"""Files that an earlier last look let out: the same bytes under the same name need not be looked at again.

A mark is kept of each, under a key of everything by which the look judges; never of what had a finding.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from suluh.assembly.manifest import ListedFile
from suluh.reading.generator_digest import digest_whole_generator
from suluh.reading.kept_results import load_note, make_key, save_note
from suluh.vocabulary.findings import Finding


@dataclass(frozen=True, slots=True)
class EarlierLooks:
    """Marks of files that were let out under the rules named `name`."""

    cache_dir: Path | None = None
    name: str = ""
    marks: frozenset[str] = frozenset()

    def knows(self, file: ListedFile) -> bool:
        """Whether these bytes were looked at under this name, and nothing was found."""
        return bool(self.marks) and _mark(file) in self.marks

    def keep(self, files: Iterable[ListedFile], findings: Iterable[Finding]) -> None:
        """Note what is let out now, and nothing else: what is gone from the site is forgotten."""
        if self.cache_dir is None:
            return
        wrong = {finding.place.path for finding in findings}
        passed = [file for file in files if file.path not in wrong]
        save_note(self.cache_dir, self.name, {"marks": sorted(map(_mark, passed))})


def open_looks(cache_dir: Path, rules: object) -> EarlierLooks:
    """What was let out by the same `rules` (all that a look judges by but our own code, as plain values)."""
    name = f"pandangan-{make_key(digest_whole_generator(), rules)}"
    note = load_note(cache_dir, name)
    marks = note.get("marks") if note is not None else None
    whole = isinstance(marks, list) and all(isinstance(mark, str) for mark in marks)
    return EarlierLooks(cache_dir, name, frozenset(marks if whole and marks else ()))


def _mark(file: ListedFile) -> str:
    return sha256(f"{file.path}\0{file.sha256}".encode()).hexdigest()[:32]
