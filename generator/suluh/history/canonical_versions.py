"""Earlier editions of datasets from git, each as today's clearing lets it out.

An edition is a change of the canonical bytes, not of the files: a commit that only moves a comment
makes none. What is found is kept below the cache folder by what it depends on, so that a build reads
each past state once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from suluh.checking.personal_data import scan_file
from suluh.clearing.classification import clear_package
from suluh.history.difference_words import tell_table
from suluh.history.differences import compare_cleared
from suluh.history.editions import Completeness, Edition, History
from suluh.history.revisions import laid_out, list_blobs
from suluh.history.versions import ask_git
from suluh.reading.packages import DESCRIPTOR_NAMES, read_package
from suluh.reading.paths import relative_path
from suluh.reading.tables import read_table
from suluh.vocabulary.catalog import Version
from suluh.vocabulary.findings import has_errors
from suluh.vocabulary.package import ClearedPackage, DataPackage, Table, ValidPackage
from suluh.vocabulary.settings import Settings

FORM = 2
"""Raised when what is kept means something else, so that older notes are not read."""

EDITIONS_LIMIT = 50
"""Commits of a dataset that are looked at, newest first."""

SIZE_LIMIT = 40 * 1024 * 1024
"""Of a past state's files together; a larger one is passed over."""

GUARDS = ("pengungkapan",)
"""Keys of a resource by which its values are treated before they come out."""

WITHHELD = "Versi ini memuat isi yang menurut aturan sekarang tidak diumumkan."


WriteTable = Callable[[BinaryIO, Table], None]
"""Writes a table's canonical bytes."""


@dataclass(frozen=True, slots=True)
class Past:
    """What is needed of a dataset to look back: its description and tables of today, cleared and raw."""

    package: DataPackage
    cleared: ClearedPackage
    versions: Sequence[Version]


def read_histories(settings: Settings, pasts: Iterable[Past], write: WriteTable) -> dict[str, History]:
    """The history of each dataset by name; `write` gives the canonical bytes that tell editions apart."""
    root = settings.root
    shallow = ask_git(root, ["rev-parse", "--is-shallow-repository"]).strip()
    completeness = {"false": Completeness.WHOLE, "true": Completeness.CUT}.get(shallow, Completeness.NONE)
    return {one.package.name: _read_history(settings, one, completeness, write) for one in pasts}


def _read_history(settings: Settings, past: Past, completeness: Completeness, write: WriteTable) -> History:
    current = _digest(_table_bytes(past.cleared, write))
    if any(one.turunan is not None for one in past.package.resources):
        return History(Completeness.DERIVED, (), current)
    if not past.versions:
        return History(Completeness.NONE if completeness is Completeness.WHOLE else completeness, (), current)
    chosen = past.versions[:EDITIONS_LIMIT]
    if len(chosen) < len(past.versions) and completeness is Completeness.WHOLE:
        completeness = Completeness.CUT
    cache = _Cache(settings.cache_dir / "versi")
    key = _key(past, chosen, current)
    editions = cache.load(key)
    if editions is None:
        editions = list(_find_editions(settings, past, chosen, current, cache, write))
        cache.save(key, editions)
    return History(completeness, tuple(editions), current)


def _find_editions(
    settings: Settings,
    past: Past,
    versions: Sequence[Version],
    current: str,
    cache: _Cache,
    write: WriteTable,
) -> Iterable[Edition]:
    """Editions newest first; states that were not public, or cannot be read, were never published."""
    found: dict[str, Edition] = {}
    before: ClearedPackage | None = None
    digest = ""
    for version in reversed(versions):
        state = _read_state(settings, past.package, version.commit)
        if state is None:
            continue
        tables = _table_bytes(state, write)
        if _digest(tables) == digest:
            before = state
            continue
        digest = _digest(tables)
        edition = Edition(
            dataset=past.package.name,
            date=version.date,
            digest=digest,
            subject=version.subject,
            rows=sum(len(one.rows) for one in state.tables.values()),
            text=_tell(before, state, settings.language),
        )
        if digest != current:
            withheld = _why_withheld(past, state) or _why_personal(tables)
            files = () if withheld else tuple((name, cache.keep(data)) for name, data in tables.items())
            edition = replace(edition, withheld=withheld, files=files)
        found.pop(edition.address, None)
        found[edition.address] = edition
        before = state
    return reversed(found.values())


def _read_state(settings: Settings, package: DataPackage, commit: str) -> ClearedPackage | None:
    """The dataset's folder at a commit, read and cleared by its own description."""
    if sum(one.size for one in list_blobs(settings.root, commit, [package.folder])) > SIZE_LIMIT:
        return None
    with laid_out(settings.root, commit, [package.folder]) as folder:
        datasets = relative_path(settings.root, settings.datasets_dir)
        there = replace(settings, root=folder, datasets_dir=folder / datasets)
        paths = [folder / package.folder / name for name in DESCRIPTOR_NAMES]
        path = next((one for one in paths if one.is_file()), None)
        described = read_package(path, there)[0] if path else None
        if described is None or any(one.turunan is not None for one in described.resources):
            return None
        tables = {}
        for resource in described.resources:
            table, findings = read_table(there, described, resource)
            if table is None or has_errors(findings):
                return None
            tables[resource.name] = table
        return clear_package(ValidPackage(described, tables))


def _why_withheld(past: Past, state: ClearedPackage) -> str:
    """Empty if every column is public today and no rule of today would treat a value of it."""
    today = past.cleared
    public = {field.name for one in today.package.resources for field in one.schema.fields}
    then = {field.name for one in state.package.resources for field in one.schema.fields}
    if not then <= public:
        return WITHHELD
    guarded = any(key in one.descriptor for one in past.package.resources for key in GUARDS)
    return WITHHELD if guarded else ""


def _why_personal(tables: Mapping[str, bytes]) -> str:
    """Empty if today's search for data of persons finds none; waivers of today do not count for the past."""
    found = (one.finding for name, data in tables.items() for one in scan_file(name, data))
    return WITHHELD if has_errors(found) else ""


def _tell(before: ClearedPackage | None, after: ClearedPackage, language: str) -> str:
    if before is None:
        return ""
    told = "id" if language not in ("id", "en") else language
    return "; ".join(tell_table(one, told) for one in compare_cleared(before, after) if not one.same)


def _table_bytes(cleared: ClearedPackage, write: WriteTable) -> dict[str, bytes]:
    """The canonical CSV of each table, by file name."""
    found: dict[str, bytes] = {}
    for index, resource in enumerate(cleared.package.resources):
        stream = BytesIO()
        write(stream, cleared.tables[resource.name])
        found[f"{resource.name if index else cleared.package.name}.csv"] = stream.getvalue()
    return found


def _digest(tables: Mapping[str, bytes]) -> str:
    """One digest of all tables: of a single one, that of its CSV."""
    if len(tables) == 1:
        return sha256(next(iter(tables.values()))).hexdigest()
    listed = "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in sorted(tables.items()))
    return sha256(listed.encode()).hexdigest()


def _key(past: Past, versions: Sequence[Version], current: str) -> str:
    """Everything on which the editions depend."""
    public = sorted(field.name for one in past.cleared.package.resources for field in one.schema.fields)
    guards = [one.descriptor.get(key) for one in past.package.resources for key in GUARDS]
    whole = (FORM, past.package.folder, [one.commit for one in versions], public, guards, current)
    return sha256(json.dumps(whole, default=str).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Cache:
    """Editions by key, and their tables by digest."""

    folder: Path

    def load(self, key: str) -> list[Edition] | None:
        """What was kept, or None where anything of it is missing or broken."""
        try:
            entries = json.loads((self.folder / f"{key}.json").read_text(encoding="utf-8"))
            editions = [
                Edition(**{**one, "files": tuple((name, digest) for name, digest in one["files"])})
                for one in entries
            ]
        except (OSError, ValueError, TypeError, KeyError):
            return None
        kept = all(self.path(digest).is_file() for one in editions for _, digest in one.files)
        return editions if kept else None

    def save(self, key: str, editions: Sequence[Edition]) -> None:
        """Keep the editions; a cache that cannot be written is none."""
        self._write(f"{key}.json", json.dumps([asdict(one) for one in editions]).encode())

    def keep(self, data: bytes) -> str:
        """Keep a table's bytes; their digest."""
        digest = sha256(data).hexdigest()
        self._write(f"{digest}.csv", data)
        return digest

    def path(self, digest: str) -> Path:
        """Where a table's bytes lie."""
        return self.folder / f"{digest}.csv"

    def _write(self, name: str, data: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / f"{name}.bagian"
        part.write_bytes(data)
        part.replace(self.folder / name)


def table_path(settings: Settings, digest: str) -> Path:
    """Where the bytes of an edition's table are kept."""
    return _Cache(settings.cache_dir / "versi").path(digest)
