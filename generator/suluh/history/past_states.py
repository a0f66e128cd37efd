"""Datasets as they stood at a commit: read, derived where they are derived, and cleared by their own rules.

What a state holds is noted by the trees that it consists of, so a state is read once, however many
commits have it. A note has no cell in it: digests, names of columns, and whether anything speaks against it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import suluh
from suluh.checking.personal_data import scan_file
from suluh.checking.tables import TableStore
from suluh.clearing.classification import clear_package
from suluh.history.derivation import list_sources
from suluh.history.edition_cache import EditionCache
from suluh.history.revisions import laid_out, list_blobs
from suluh.reading.disclosure import KEY as GUARD
from suluh.reading.packages import DESCRIPTOR_NAMES, read_package
from suluh.reading.paths import relative_path
from suluh.reading.tombstones import is_withdrawn
from suluh.vocabulary.findings import has_errors
from suluh.vocabulary.package import ClearedPackage, DataPackage, Table, ValidPackage
from suluh.vocabulary.settings import Settings

FORM = 3
"""Raised when a note means something else, so that older ones are not read."""

SIZE_LIMIT = 40 * 1024 * 1024
"""Of a past state's files together; a larger one is passed over, and the history is told as limited."""

RULES = ("clearing", "reading", "checking", "standards")
"""Parts of Suluh on which a state's clearing depends: notes of other rules are not read."""

NOT_PUBLIC = "tidak_terbit"
TOO_LARGE = "terlalu_besar"

WriteTable = Callable[[BinaryIO, Table], None]
"""Writes a table's canonical bytes."""


@dataclass(frozen=True, slots=True)
class PastNote:
    """What is known of a state. `passed_over` says why it is none to be shown, else the rest is told.

    `files` are (file name, SHA-256, size) of its canonical tables; `guarded` whether rules of disclosure
    treated its values; `personal` whether today's search finds data of persons in it.
    """

    passed_over: str = ""
    digest: str = ""
    rows: int = 0
    files: tuple[tuple[str, str, int], ...] = ()
    columns: tuple[str, ...] = ()
    guarded: bool = False
    personal: bool = False
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _State:
    """A state in memory: cleared, None where it was not public; `guarded` as in its note."""

    cleared: ClearedPackage | None
    guarded: bool
    tables: Mapping[str, bytes]


@dataclass(slots=True)
class PastReader:
    """Reads states by dataset and commit; `folders` names every folder in which a dataset ever lay."""

    settings: Settings
    folders: Mapping[str, Sequence[str]]
    find_object: Callable[[str, str], str]
    cache: EditionCache
    write: WriteTable
    _held: dict[str, _State] = field(default_factory=dict)
    _packages: dict[str, DataPackage | None] = field(default_factory=dict)

    def key_of(self, name: str, commit: str, above: tuple[str, ...] = ()) -> str:
        """What the state depends on, as one digest; empty where the dataset was not there."""
        _, tree = self._place(name, commit)
        if not tree or name in above:
            return ""
        own = _fingerprint(FORM, _rules(), name, tree)
        further = [self.key_of(one, commit, (*above, name)) for one in self.sources_of(name, commit)]
        return _fingerprint(own, *further) if further else own

    def note_of(self, name: str, commit: str) -> PastNote | None:
        """What the state holds; None where the dataset was not there."""
        key = self.key_of(name, commit)
        if not key:
            return None
        note = _read_note(self.cache.load(f"isi-{key}"))
        if note is None:
            note = self._make_note(name, commit, key)
            self.cache.save(f"isi-{key}", asdict(note))
        return note

    def cleared_at(self, name: str, commit: str) -> ClearedPackage | None:
        """The state itself, to be compared."""
        return self._state(name, commit, self.key_of(name, commit)).cleared

    def keep_files(self, name: str, commit: str, note: PastNote) -> None:
        """See that the canonical tables of a state lie in the cache."""
        if not all(self.cache.holds(digest) for _, digest, _ in note.files):
            for data in self._state(name, commit, self.key_of(name, commit)).tables.values():
                self.cache.keep(data)

    def sources_of(self, name: str, commit: str) -> tuple[str, ...]:
        """The datasets from which it was derived then; none where it was submitted itself."""
        folder, tree = self._place(name, commit)
        if not tree:
            return ()
        paths = [f"{folder}/{one}" for one in DESCRIPTOR_NAMES]
        key = f"sumber-{_fingerprint(FORM, _rules(), *(self.find_object(commit, one) for one in paths))}"
        known = self.cache.load(key)
        if known is None or not isinstance(known.get("sources"), list):
            with self._described(commit, paths, [folder]) as (_, packages):
                known = {"sources": [one for package in packages for one in list_sources(package)]}
            self.cache.save(key, known)
        return tuple(str(one) for one in known["sources"])

    def _place(self, name: str, commit: str) -> tuple[str, str]:
        """Where the dataset lay then, and the tree that it was."""
        for folder in self.folders.get(name, ()):
            tree = self.find_object(commit, folder)
            if tree:
                return folder, tree
        return "", ""

    def _whole(self, name: str, commit: str, seen: tuple[str, ...] = ()) -> list[str]:
        """The folders of a dataset and of all that it rests on, however far."""
        if name in seen:
            return []
        further = [
            folder
            for one in self.sources_of(name, commit)
            for folder in self._whole(one, commit, (*seen, name))
        ]
        return [folder for folder in (self._place(name, commit)[0], *further) if folder]

    def _make_note(self, name: str, commit: str, key: str) -> PastNote:
        folders = self._whole(name, commit)
        if sum(one.size for one in list_blobs(self.settings.root, commit, folders)) > SIZE_LIMIT:
            return PastNote(passed_over=TOO_LARGE)
        state = self._state(name, commit, key)
        if state.cleared is None:
            return PastNote(passed_over=NOT_PUBLIC)
        found = (one.finding for file, data in state.tables.items() for one in scan_file(file, data))
        fields = [field for one in state.cleared.package.resources for field in one.schema.fields]
        return PastNote(
            digest=digest_tables(state.tables),
            rows=sum(len(one.rows) for one in state.cleared.tables.values()),
            files=tuple((file, sha256(data).hexdigest(), len(data)) for file, data in state.tables.items()),
            columns=tuple(sorted({one.name for one in fields})),
            guarded=state.guarded,
            personal=has_errors(found),
            sources=self.sources_of(name, commit),
        )

    def _state(self, name: str, commit: str, key: str) -> _State:
        """The last two states are held: one is compared with the one before it."""
        if key not in self._held:
            state = self._read(name, commit)
            while len(self._held) > 1:
                del self._held[next(iter(self._held))]
            self._held[key] = state
        return self._held[key]

    def _read(self, name: str, commit: str) -> _State:
        here, _ = self._place(name, commit)
        folders = self._whole(name, commit)
        with self._described(commit, folders, folders) as (there, packages):
            guarded = any(is_guarded(one) for one in packages)
            package = next((one for one in packages if one.folder == here), None)
            if package is None:
                return _State(None, guarded, {})
            store = TableStore(there, {one.name: one for one in packages})
            tables = store.tables_of(package)
            wrong = any(has_errors(store.findings_of(package, one)) for one in package.resources)
        if wrong or len(tables) < len(package.resources):
            return _State(None, guarded, {})
        cleared = clear_package(ValidPackage(package, tables))
        return _State(cleared, guarded, write_tables(cleared, self.write) if cleared else {})

    @contextmanager
    def _described(
        self, commit: str, paths: Sequence[str], folders: Sequence[str]
    ) -> Iterator[tuple[Settings, list[DataPackage]]]:
        """Files of a commit laid out, and the packages that `folders` describe, not those withdrawn then."""
        with laid_out(self.settings.root, commit, paths) as root:
            datasets = relative_path(self.settings.root, self.settings.datasets_dir)
            there = replace(self.settings, root=root, datasets_dir=root / datasets)
            found = [
                self._package(commit, there, f"{folder}/{name}")
                for folder in folders
                if not is_withdrawn(root / folder)
                for name in DESCRIPTOR_NAMES
                if (root / folder / name).is_file()
            ]
            yield there, [one for one in found if one is not None]

    def _package(self, commit: str, there: Settings, path: str) -> DataPackage | None:
        """A description, parsed once however many commits have it."""
        key = f"{path} {self.find_object(commit, path)}"
        if key not in self._packages:
            self._packages[key] = read_package(there.root / path, there)[0]
        return self._packages[key]


def is_guarded(package: DataPackage) -> bool:
    """Whether rules of disclosure treat any of its values before they come out."""
    return GUARD in package.descriptor or any(GUARD in one.descriptor for one in package.resources)


def write_tables(cleared: ClearedPackage, write: WriteTable) -> dict[str, bytes]:
    """The canonical CSV of each table, by file name."""
    found: dict[str, bytes] = {}
    for index, resource in enumerate(cleared.package.resources):
        stream = BytesIO()
        write(stream, cleared.tables[resource.name])
        found[f"{resource.name if index else cleared.package.name}.csv"] = stream.getvalue()
    return found


def digest_tables(tables: Mapping[str, bytes]) -> str:
    """One digest of all tables: of a single one, that of its CSV."""
    if len(tables) == 1:
        return sha256(next(iter(tables.values()))).hexdigest()
    listed = "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in sorted(tables.items()))
    return sha256(listed.encode()).hexdigest()


def _read_note(raw: Mapping[str, Any] | None) -> PastNote | None:
    """A kept note, None where it is not of today's shape."""
    try:
        note = PastNote(**(raw or {}))
        files = tuple((str(name), str(digest), int(size)) for name, digest, size in note.files)
        whole = replace(note, files=files, columns=tuple(note.columns), sources=tuple(note.sources))
    except (TypeError, ValueError):
        return None
    return whole if whole.digest or whole.passed_over else None


def _fingerprint(*parts: object) -> str:
    return sha256(json.dumps(parts).encode()).hexdigest()


@cache
def _rules() -> str:
    """A digest of the rules by which states are read and cleared."""
    source = Path(suluh.__file__).parent
    paths = sorted(
        path for name in RULES for path in (source / name).rglob("*") if path.suffix in (".py", ".yaml")
    )
    return sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()
