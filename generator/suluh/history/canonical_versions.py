"""Earlier editions of datasets from git, each as today's clearing lets it out.

An edition is a change of the canonical bytes, not of the files: a commit that only moves a comment
makes none. A derived dataset has an edition where its own description or a source changed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from suluh.history.derivation import list_grounds, list_sources
from suluh.history.difference_words import tell_table
from suluh.history.differences import compare_cleared
from suluh.history.edition_cache import open_cache
from suluh.history.editions import DIGITS, Completeness, Edition, History
from suluh.history.past_states import (
    TOO_LARGE,
    PastNote,
    PastReader,
    WriteTable,
    digest_tables,
    is_guarded,
    write_tables,
)
from suluh.history.revisions import asked_objects
from suluh.history.versions import Change, ask_git, read_changes
from suluh.reading.paths import relative_path
from suluh.reading.tombstones import read_withdrawn_editions
from suluh.vocabulary.disclosure import WithdrawnEdition
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.package import ClearedPackage, DataPackage
from suluh.vocabulary.settings import Settings

COMMITS_LIMIT = 2_000
"""Commits of a dataset that are looked at, newest first."""

KEPT_LIMIT = 100 * 1024 * 1024
"""Of the tables of a dataset's earlier editions together, newest first; older editions are left out."""

WITHHELD = "Versi ini memuat isi yang menurut aturan sekarang tidak diumumkan."


@dataclass(frozen=True, slots=True)
class Past:
    """What is needed of a published dataset to look back: its description as submitted, and as cleared."""

    package: DataPackage
    cleared: ClearedPackage


@dataclass(frozen=True, slots=True)
class _Today:
    """What today says of a dataset: columns that are public, whether it is guarded, versions withdrawn."""

    columns: frozenset[str]
    guarded: bool
    withdrawn: Mapping[str, WithdrawnEdition]


def read_histories(settings: Settings, pasts: Iterable[Past], write: WriteTable) -> dict[str, History]:
    """The history of each published dataset by name; `write` gives the bytes that tell editions apart."""
    known = {one.package.name: one for one in pasts}
    shallow = ask_git(settings.root, ["rev-parse", "--is-shallow-repository"]).strip()
    completeness = {"false": Completeness.WHOLE, "true": Completeness.CUT}.get(shallow, Completeness.NONE)
    datasets = relative_path(settings.root, settings.datasets_dir)
    changes = read_changes(settings.root, datasets) if completeness is not Completeness.NONE else ()
    folders = _list_folders(changes, known.values(), datasets)
    cache = open_cache(settings)
    with asked_objects(settings.root) as find:
        reader = PastReader(settings, folders, find, cache, write)
        search = _Search(reader, _see_all(known, settings))
        found = {
            name: search.look_back(
                one,
                _changes_of(
                    list_grounds(one.package, {name: past.package for name, past in known.items()}),
                    folders,
                    changes,
                ),
                completeness,
            )
            for name, one in known.items()
        }
    cache.prune()
    return found


def find_returned(
    settings: Settings, packages: Iterable[DataPackage], histories: Mapping[str, History]
) -> list[Finding]:
    """V010 for each dataset whose present bytes are those of a version that was withdrawn."""
    found = []
    for package in packages:
        withdrawn, _ = read_withdrawn_editions(settings.root / package.folder, settings)
        stone = withdrawn.get(histories[package.name].current[:DIGITS]) if package.name in histories else None
        if stone is not None:
            place = Place(package.descriptor_path)
            found.append(Finding("V010", place, value=package.name, details={"versi": stone.name}))
    return found


@dataclass(frozen=True)
class _Search:
    """One look back over all datasets; `today` has those that are published now."""

    reader: PastReader
    today: Mapping[str, _Today]

    def look_back(self, past: Past, changes: Sequence[Change], completeness: Completeness) -> History:
        """A dataset's editions, newest first, as far as the limits let them be kept."""
        name = past.package.name
        current = digest_tables(write_tables(past.cleared, self.reader.write))
        if not changes:
            none = Completeness.NONE if completeness is Completeness.WHOLE else completeness
            return History(none, (), current)
        chosen = changes[:COMMITS_LIMIT]
        # Notes come one by one, so that a state is compared while it is still in memory.
        notes = ((one, self.reader.note_of(name, one.commit)) for one in reversed(chosen))
        editions: dict[str, Edition] = {}
        for one in self._find_editions(name, notes, current):
            editions.pop(one.address, None)
            editions[one.address] = one
        kept = _within_limit([*reversed(editions.values())])
        again = (self.reader.note_of(name, one.commit) for one in chosen)
        passed_over = any(note is not None and note.passed_over == TOO_LARGE for note in again)
        limited = passed_over or len(chosen) < len(changes) or len(kept) < len(editions)
        if limited and completeness is Completeness.WHOLE:
            completeness = Completeness.LIMITED
        return History(completeness, kept, current, derived=any(list_sources(past.package)))

    def _find_editions(
        self, name: str, notes: Iterable[tuple[Change, PastNote | None]], current: str
    ) -> Iterator[Edition]:
        """Editions oldest first; states that were not public, or cannot be read, were never published."""
        digest = let_out = ""
        refusal: tuple[str, str] | None = None
        for change, note in notes:
            if note is None or note.passed_over:
                continue
            if note.digest == digest:
                # The same bytes, described anew: what comes next is compared with them as described now.
                let_out = let_out if refusal else change.commit
                continue
            digest = note.digest
            version = change.version
            edition = Edition(f"data/{name}/", version.date, digest, version.subject, note.rows)
            refusal = None if digest == current else self._why_withheld(name, change.commit, note)
            if refusal is not None:
                yield replace(edition, rows=0, withheld=refusal[0], withdrawn=refusal[1])
                continue
            if let_out and not (note.guarded or self.today[name].guarded):
                edition = replace(edition, text=self._tell(name, let_out, change.commit))
            let_out = change.commit
            if digest != current:
                self.reader.keep_files(name, change.commit, note)
                edition = replace(edition, files=note.files)
            yield edition

    def _why_withheld(self, name: str, commit: str, note: PastNote | None) -> tuple[str, str] | None:
        """A reason and a date, which is empty unless it was withdrawn; None where today lets the state out.

        What a derived state rests on must be let out too.
        """
        today = self.today.get(name)
        if today is None or note is None or note.passed_over:
            return WITHHELD, ""
        stone = today.withdrawn.get(note.digest[:DIGITS])
        if stone is not None:
            return stone.reason, stone.date.isoformat()
        if note.personal or note.guarded or today.guarded or not today.columns.issuperset(note.columns):
            return WITHHELD, ""
        for one in note.sources:
            refusal = self._why_withheld(one, commit, self.reader.note_of(one, commit))
            if refusal is not None:
                return refusal
        return None

    def _tell(self, name: str, before: str, after: str) -> str:
        """What changed between two states that are let out, in words."""
        cache, language = self.reader.cache, self.reader.settings.language
        told = "id" if language not in ("id", "en") else language
        keys = (self.reader.key_of(name, before), self.reader.key_of(name, after))
        known = cache.load(f"kata-{'-'.join(one[:32] for one in keys)}-{told}")
        if known is not None and isinstance(known.get("text"), str):
            return str(known["text"])
        first, second = (self.reader.cleared_at(name, commit) for commit in (before, after))
        text = ""
        if first is not None and second is not None:
            text = "; ".join(tell_table(one, told) for one in compare_cleared(first, second) if not one.same)
        cache.save(f"kata-{'-'.join(one[:32] for one in keys)}-{told}", {"text": text})
        return text


def _see_all(pasts: Mapping[str, Past], settings: Settings) -> dict[str, _Today]:
    """Today's word on each dataset, by its name and by every name that it had."""
    found = {name: _see(one, settings) for name, one in pasts.items()}
    former = {old: found[name] for name, one in pasts.items() for old in one.package.former_names}
    return {**former, **found}


def _see(past: Past, settings: Settings) -> _Today:
    fields = [field for one in past.cleared.package.resources for field in one.schema.fields]
    withdrawn, _ = read_withdrawn_editions(settings.root / past.package.folder, settings)
    return _Today(frozenset(one.name for one in fields), is_guarded(past.package), withdrawn)


def _list_folders(changes: Iterable[Change], pasts: Iterable[Past], datasets: str) -> dict[str, list[str]]:
    """Every folder in which a dataset ever lay, today's first: agencies change, and names do."""
    by_leaf: dict[str, dict[str, None]] = {}
    for folder in {
        "/".join(parts[: depth + 2]): None
        for depth in [datasets.count("/") + 1]
        for change in changes
        for parts in [path.split("/") for path in change.paths]
        if len(parts) > depth + 2
    }:
        by_leaf.setdefault(folder.rpartition("/")[2], {})[folder] = None
    found = {leaf: list(folders) for leaf, folders in by_leaf.items()}
    for one in pasts:
        here = one.package.folder
        leaves = (here.rpartition("/")[2], *one.package.former_names)
        others = [folder for leaf in leaves for folder in by_leaf.get(leaf, {})]
        found[one.package.name] = [here, *(folder for folder in others if folder != here)]
    return found


def _changes_of(
    names: Iterable[str], folders: Mapping[str, Sequence[str]], changes: Iterable[Change]
) -> list[Change]:
    """The commits that changed any folder of these datasets, newest first."""
    wanted = tuple(f"{folder}/" for name in names for folder in folders.get(name, ()))
    return [one for one in changes if any(path.startswith(wanted) for path in one.paths)]


def _within_limit(editions: Sequence[Edition]) -> tuple[Edition, ...]:
    """The newest editions whose tables fit into the limit."""
    room = KEPT_LIMIT
    for number, one in enumerate(editions):
        room -= sum(size for _, _, size in one.files)
        if room < 0:
            return tuple(editions[:number])
    return tuple(editions)
