"""Datasets as they stood at a commit: read, derived where they are derived, and cleared by their own rules.

What a state holds is noted by the trees that it consists of and by the generator that read it, so a state
is read once, however many commits have it. A note has no cell in it: digests, names of columns, and
whether anything speaks against it. Data of persons are looked for only in what would be let out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from io import BytesIO
from typing import Any, BinaryIO, cast

from suluh.checking.derivation_rules import check_derivation
from suluh.checking.package_tables import TableStore
from suluh.checking.personal_data import scan_file
from suluh.clearing.classification import clear_package
from suluh.history.commits import Commits
from suluh.history.derivation_sources import list_sources
from suluh.history.edition_cache import EditionCache
from suluh.history.run_keys import is_of_the_moment
from suluh.history.standings import (
    UNREADABLE,
    WITHDRAWN,
    Standing,
    is_guarded,
    read_standing,
    stand,
    write_standing,
)
from suluh.reading.derived_tables import read_recipe
from suluh.reading.generator_digest import digest_generator
from suluh.reading.kept_results import make_key
from suluh.reading.packages import DESCRIPTOR_NAMES, read_package
from suluh.reading.paths import relative_path
from suluh.reading.tombstones import TOMBSTONE_NAME, is_withdrawn
from suluh.vocabulary.findings import Finding, has_errors
from suluh.vocabulary.package import ClearedPackage, DataPackage, Resource, Table, ValidPackage
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.settings import Settings

FORM = 6
"""Raised when a note means something else, so that older ones are not read."""

SIZE_LIMIT = 40 * 1024 * 1024
"""Of a past state's files together; a larger one is passed over, and the history is told as limited."""

NOT_PUBLIC = "tidak_terbit"
TOO_LARGE = "terlalu_besar"

WriteTable = Callable[[BinaryIO, Resource, Table], None]


@dataclass(frozen=True, slots=True)
class TableForms:
    """How the bytes of a cleared table are written, by which its editions are told apart.

    `former` is the form in which tables were published until their values had one: cell for cell as they were
    submitted. What was withdrawn then is known by it, and stays withdrawn.
    """

    canonical: WriteTable
    former: WriteTable


@dataclass(frozen=True, slots=True)
class PastNote:
    """What is known of a state. `passed_over` says why it is none to be shown, else the rest is told.

    `files` are (file name, SHA-256, size) of its canonical tables, `columns` (table, column) of what they
    hold; `guarded` whether rules of disclosure treated its values, or it rests on what was not public.
    `former` are SHA-256 of its tables in their former form, the first that of all together.
    """

    passed_over: str = ""
    digest: str = ""
    rows: int = 0
    files: tuple[tuple[str, str, int], ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    guarded: bool = False
    sources: tuple[str, ...] = ()
    former: tuple[str, ...] = ()

    @property
    def digests(self) -> tuple[str, ...]:
        """Every SHA-256 by which the state may have been withdrawn."""
        return (self.digest, *(digest for _, digest, _ in self.files), *self.former)


@dataclass(frozen=True, slots=True)
class _State:
    """A state in memory: cleared, None where it was not public; `guarded` as in its note."""

    cleared: ClearedPackage | None
    guarded: bool


@dataclass(slots=True)
class PastReader:
    """Reads states by folder and commit; `folders` has all that a dataset of a name ever lay in."""

    settings: Settings
    folders: Mapping[str, Sequence[str]]
    commits: Commits
    cache: EditionCache
    forms: TableForms
    _held: dict[str, _State] = field(default_factory=dict)
    _packages: dict[str, DataPackage | None] = field(default_factory=dict)
    _standings: dict[str, Standing | None] = field(default_factory=dict)
    _hampered: bool = False

    def standing_of(self, commit: str, folder: str) -> Standing | None:
        """What the folder said then; None where nothing describes a dataset there."""
        if self.commits.find(commit, f"{folder}/{TOMBSTONE_NAME}"):
            return WITHDRAWN
        objects = [
            self.commits.find(commit, f"{folder}/{descriptor_name}") for descriptor_name in DESCRIPTOR_NAMES
        ]
        if not any(objects):
            return None
        if all(objects):
            return UNREADABLE  # two descriptions are none
        key = f"sikap-{self._fingerprint(folder.rpartition('/')[2], *objects)}"
        if key not in self._standings:
            known = read_standing(self.cache.load(key))
            if known is None:
                with self._described(
                    commit, [f"{folder}/{descriptor_name}" for descriptor_name in DESCRIPTOR_NAMES], [folder]
                ) as (
                    _,
                    packages,
                ):
                    known = stand(packages[0] if packages else None)
                self._save(key, write_standing(known))
            self._standings[key] = known
        return self._standings[key]

    def key_of(self, folder: str, commit: str, above: tuple[str, ...] = ()) -> str:
        """What the state depends on, as one digest; empty where there was no dataset."""
        tree = self.commits.find(commit, folder) if folder else ""
        if not tree or folder in above:
            return ""
        own = self._fingerprint(folder.rpartition("/")[2], tree)
        further = [
            self.key_of(self.folder_of(name, commit), commit, (*above, folder))
            for name in self.sources_of(folder, commit)
        ]
        return make_key(own, *further) if further else own

    def note_of(self, folder: str, commit: str) -> PastNote | None:
        """What the state holds; None where there was no dataset."""
        key = self.key_of(folder, commit)
        if not key:
            return None
        note = _read_note(self.cache.load(f"isi-{key}"))
        if note is None:
            note = self._make_note(folder, commit, key)
            self._save(f"isi-{key}", asdict(note))
        return note

    def is_personal(self, folder: str, commit: str, note: PastNote) -> bool:
        """Whether today's search finds data of persons in a state; the same tables are searched once."""
        named = [part for name, digest, _ in note.files for part in (name, digest)]
        key = f"pribadi-{self._fingerprint(*named)}"
        known = self.cache.load(key)
        if known is None or not isinstance(known.get("found"), bool):
            tables = self._tables_at(folder, commit)
            if note.files and not tables:
                return True  # it cannot be read now, so nothing is known of it
            signs = (sign for name, data in tables.items() for sign in scan_file(name, data))
            known = {"found": has_errors(sign.finding for sign in signs)}
            self._save(key, known)
        return bool(known["found"])

    def _save(self, key: str, note: Mapping[str, Any]) -> None:
        """Keep a note, unless a limit of this run or of this machine had a part in what was found."""
        if not self._hampered:
            self.cache.save(key, note)

    def _fingerprint(self, *parts: str) -> str:
        """Of what is read, by whom, as which types, within which limits: notes of others are not read."""
        settings = self.settings
        return make_key(FORM, digest_generator(), settings.own_types, asdict(settings.limits), *parts)

    def cleared_at(self, folder: str, commit: str) -> ClearedPackage | None:
        """The state itself, to be compared."""
        return self._state(folder, commit, self.key_of(folder, commit)).cleared

    def keep_files(self, folder: str, commit: str, note: PastNote) -> None:
        """See that the canonical tables of a state lie in the cache."""
        if not all(self.cache.holds(digest) for _, digest, _ in note.files):
            for data in self._tables_at(folder, commit).values():
                self.cache.keep(data)

    def _tables_at(self, folder: str, commit: str) -> Mapping[str, bytes]:
        """The canonical tables of a state by file name; none of one that was not public."""
        cleared = self.cleared_at(folder, commit)
        return {} if cleared is None else write_tables(cleared, self.forms.canonical)

    def sources_of(self, folder: str, commit: str) -> tuple[str, ...]:
        """The names of the datasets from which it was derived then; none where it was submitted itself."""
        if not folder:
            return ()
        paths = [f"{folder}/{descriptor_name}" for descriptor_name in DESCRIPTOR_NAMES]
        key = f"sumber-{self._fingerprint(*(self.commits.find(commit, path) for path in paths))}"
        known = self.cache.load(key)
        if known is None or not isinstance(known.get("sources"), list):
            with self._described(commit, paths, [folder]) as (_, packages):
                known = {"sources": [source for package in packages for source in list_sources(package)]}
            self._save(key, known)
        return tuple(str(entry) for entry in known["sources"])

    def folder_of(self, name: str, commit: str) -> str:
        """Where the dataset of that name lay then, whoever's it was; empty where none or several did."""
        found = [text for text in self.folders.get(name, ()) if self.standing_of(commit, text) is not None]
        return found[0] if len(found) == 1 else ""

    def _whole(self, folder: str, commit: str, seen: tuple[str, ...] = ()) -> list[str]:
        """The folders of a dataset and of all that it rests on, however far."""
        if not folder or folder in seen:
            return []
        further = [
            text
            for name in self.sources_of(folder, commit)
            for text in self._whole(self.folder_of(name, commit), commit, (*seen, folder))
        ]
        return [folder, *further]

    def _make_note(self, folder: str, commit: str, key: str) -> PastNote:
        folders = self._whole(folder, commit)
        if sum(blob.size for blob in self.commits.blobs(commit, folders)) > SIZE_LIMIT:
            return PastNote(passed_over=TOO_LARGE)
        state = self._state(folder, commit, key)
        if state.cleared is None:
            return PastNote(passed_over=NOT_PUBLIC)
        resources = state.cleared.package.resources
        tables = measure_tables(state.cleared, self.forms.canonical)
        return PastNote(
            digest=digest_tables(tables),
            rows=sum(len(table.rows) for table in state.cleared.tables.values()),
            files=tuple((name, *measured) for name, measured in tables.items()),
            columns=tuple(
                sorted(
                    (resource.name, field.name) for resource in resources for field in resource.schema.fields
                )
            ),
            guarded=state.guarded,
            sources=self.sources_of(folder, commit),
            former=digest_former(state.cleared, self.forms),
        )

    def _state(self, folder: str, commit: str, key: str) -> _State:
        """The last two states are held: one is compared with the one before it."""
        if key not in self._held:
            state = self._read(folder, commit)
            while len(self._held) > 1:
                del self._held[next(iter(self._held))]
            self._held[key] = state
        return self._held[key]

    def _read(self, folder: str, commit: str) -> _State:
        folders = self._whole(folder, commit)
        with self._described(commit, folders, folders) as (there, packages):
            named = {package.name: package for package in packages}
            guarded = any(is_guarded(package) or _rests_on_closed(package, named) for package in packages)
            package = next((package for package in packages if package.folder == folder), None)
            if package is None:
                return _State(None, guarded)
            store = TableStore(there, named)
            tables = store.tables_of(package)
            findings = [
                finding for resource in package.resources for finding in store.findings_of(package, resource)
            ]
            self._note_limits(findings)
            wrong = has_errors(findings)
        if wrong or len(tables) < len(package.resources):
            return _State(None, guarded)
        return _State(clear_package(ValidPackage(package, tables)), guarded)

    @contextmanager
    def _described(
        self, commit: str, paths: Sequence[str], folders: Sequence[str]
    ) -> Iterator[tuple[Settings, list[DataPackage]]]:
        """Files of a commit laid out, and the packages that `folders` describe, not those withdrawn then."""
        with self.commits.lay_out(commit, paths) as root:
            datasets = relative_path(self.settings.root, self.settings.datasets_dir)
            there = replace(self.settings, root=root, datasets_dir=root / datasets)
            found = [
                self._package(commit, there, f"{folder}/{name}")
                for folder in folders
                if not is_withdrawn(root / folder)
                for name in DESCRIPTOR_NAMES
                if (root / folder / name).is_file()
            ]
            yield there, [package for package in found if package is not None]

    def _package(self, commit: str, there: Settings, path: str) -> DataPackage | None:
        """A description, parsed once however many commits have it."""
        key = f"{path} {self.commits.find(commit, path)}"
        if key not in self._packages:
            self._packages[key], findings = read_package(there.root / path, there)
            self._note_limits(findings)
        return self._packages[key]

    def _note_limits(self, findings: Sequence[Finding]) -> None:
        self._hampered = self._hampered or any(map(is_of_the_moment, findings))


def _rests_on_closed(package: DataPackage, packages: Mapping[str, DataPackage]) -> bool:
    """Whether a derived table shows what a source keeps to itself: no build published that."""
    for resource in package.resources:
        recipe = read_recipe(resource, package.descriptor_path)[0] if resource.turunan is not None else None
        if recipe is not None and has_errors(check_derivation(package, resource, recipe, packages)):
            return True
    return False


def write_tables(cleared: ClearedPackage, write: WriteTable) -> dict[str, bytes]:
    """The canonical CSV of each table, by file name."""
    found: dict[str, bytes] = {}
    for name, resource in _name_files(cleared).items():
        stream = BytesIO()
        write(stream, resource, cleared.tables[resource.name])
        found[name] = stream.getvalue()
    return found


def _name_files(cleared: ClearedPackage) -> dict[str, Resource]:
    """The file names of its tables, in their order."""
    found: dict[str, Resource] = {}
    for index, resource in enumerate(cleared.package.resources):
        stem = resource.name if index else cleared.package.name
        # A later table may bear the dataset's name, which is the main table's.
        while f"{stem}.csv" in found:
            stem += "-tabel"
        found[f"{stem}.csv"] = resource
    return found


@remembered
def measure_tables(cleared: ClearedPackage, write: WriteTable) -> Mapping[str, tuple[str, int]]:
    """By file name the SHA-256 and size of each table as `write_tables` gives it; no byte of it is held."""
    found: dict[str, tuple[str, int]] = {}
    for name, resource in _name_files(cleared).items():
        stream = _Measured()
        write(cast(BinaryIO, stream), resource, cleared.tables[resource.name])
        found[name] = stream.digest.hexdigest(), stream.size
    return found


class _Measured:
    """Takes bytes, of which it keeps a digest and the count."""

    def __init__(self) -> None:
        self.digest, self.size = sha256(), 0

    def write(self, block: bytes) -> int:
        """Take the whole block."""
        self.digest.update(block)
        self.size += len(block)
        return len(block)


def digest_former(cleared: ClearedPackage, forms: TableForms) -> tuple[str, ...]:
    """SHA-256 of the tables in their former form: of all together, then of each that has rows."""
    tables = measure_tables(cleared, forms.former)
    filled = [
        digest
        for (digest, _), table in zip(tables.values(), cleared.tables.values(), strict=True)
        if table.rows
    ]
    return (digest_tables(tables), *filled)


def digest_tables(tables: Mapping[str, tuple[str, int]]) -> str:
    """One digest of all tables that were measured: of a single one, that of its CSV."""
    if len(tables) == 1:
        return next(iter(tables.values()))[0]
    listed = "".join(f"{digest}  {name}\n" for name, (digest, _) in sorted(tables.items()))
    return sha256(listed.encode()).hexdigest()


def _read_note(raw: Mapping[str, Any] | None) -> PastNote | None:
    """A kept note, None where it is not of today's shape."""
    try:
        note = PastNote(**(raw or {}))
        files = tuple((str(name), str(digest), int(size)) for name, digest, size in note.files)
        columns = tuple((str(table), str(column)) for table, column in note.columns)
        sources, former = tuple(note.sources), tuple(note.former)
        whole = replace(note, files=files, columns=columns, sources=sources, former=former)
    except (TypeError, ValueError):
        return None
    return whole if whole.digest or whole.passed_over else None
