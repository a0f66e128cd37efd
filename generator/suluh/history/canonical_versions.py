"""Earlier editions of datasets from git, each as today's clearing lets it out.

An edition is a change of the canonical bytes, not of the files: a commit that only moves a comment
makes none. A derived dataset has an edition where its own description or a source changed it. What
may come out of it is for `past_law` and the retractions to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from suluh.history.change_notes import add_stated_changes, list_stated_changes
from suluh.history.commits import Commits, open_commits
from suluh.history.derivation_sources import list_grounds, list_sources
from suluh.history.difference_words import tell_table
from suluh.history.differences import compare_cleared
from suluh.history.edition_cache import EditionCache, open_cache
from suluh.history.editions import Completeness, Edition, History
from suluh.history.looking_back import datasets_depth, open_past, read_merged
from suluh.history.past_law import PastLaw, Step, Today, number_folders
from suluh.history.past_states import (
    TOO_LARGE,
    PastNote,
    PastReader,
    TableForms,
    digest_tables,
    measure_tables,
)
from suluh.history.standings import stand
from suluh.history.versions import Change
from suluh.reading.tombstones import read_withdrawn_editions
from suluh.vocabulary.disclosure import WithdrawnEdition
from suluh.vocabulary.package import ClearedPackage, DataPackage
from suluh.vocabulary.retractions import DIGITS, Retractions
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


def read_histories(
    settings: Settings,
    pasts: Iterable[Past],
    forms: TableForms,
    others: Iterable[DataPackage] = (),
    commits: Commits | None = None,
    *,
    cache: EditionCache | None = None,
) -> dict[str, History]:
    """The history of each published dataset by name; `forms` give the bytes that tell editions apart.

    `others` are datasets of today that are not published; without `commits`, git is asked. What was found
    out is noted in `cache`, else in the project's own, from which nothing is removed here.
    """
    if commits is None:
        with open_commits(settings.root, zone=settings.zone) as opened:
            return read_histories(settings, pasts, forms, others, opened, cache=cache)
    known = {past.package.name: past for past in pasts}
    cache = cache or open_cache(settings)
    past = open_past(settings, commits, cache, forms)
    if past is None:
        current = {
            name: digest_tables(measure_tables(past.cleared, forms.canonical)) for name, past in known.items()
        }
        return {name: History(Completeness.NONE, (), digest) for name, digest in current.items()}
    reader, changes, withdrawals = past
    law = PastLaw(
        changes,
        reader.standing_of,
        withdrawals.numbers(changes),
        read_merged(reader, changes),
        {package.folder: stand(package) for package in (*(past.package for past in known.values()), *others)},
    )
    law.judge({name: _see(past) for name, past in known.items()}, datasets_depth(settings))
    stones = {
        name: read_withdrawn_editions(settings.root / past.package.folder, settings)[0]
        for name, past in known.items()
    }
    touched = number_folders(changes, datasets_depth(settings))
    search = _Search(reader, law, withdrawals.retractions(reader, changes, touched), stones)
    packages = {name: past.package for name, past in known.items()}
    found = {
        name: search.look_back(
            past, law.changes_of(list_grounds(past.package, packages)), commits.completeness
        )
        for name, past in known.items()
    }
    return found


@dataclass(frozen=True)
class _Search:
    """One look back over all datasets; `stones` are the versions withdrawn by name today, by dataset."""

    reader: PastReader
    law: PastLaw
    retractions: Retractions
    stones: Mapping[str, Mapping[str, WithdrawnEdition]]

    def look_back(self, past: Past, changes: list[Change], completeness: Completeness) -> History:
        """A dataset's editions, newest first, as far as the limits let them be kept."""
        name = past.package.name
        current = digest_tables(measure_tables(past.cleared, self.reader.forms.canonical))
        chosen = changes[:COMMITS_LIMIT]
        places = [
            (change, step) for change in chosen for step in [self.law.step_of(name, change.commit)] if step
        ]
        if not places:
            none = Completeness.NONE if completeness is Completeness.WHOLE else completeness
            return History(none, (), current)
        # Notes come one by one, so that a state is compared while it is still in memory.
        notes = (
            (change, step, self.reader.note_of(step.folder, change.commit))
            for change, step in reversed(places)
        )
        stated = list_stated_changes(past.package, self.reader.settings.language)
        editions: dict[str, Edition] = {}
        for edition in self._find_editions(name, notes, current):
            editions.pop(edition.address, None)
            editions[edition.address] = edition
        kept = _within_limit([*reversed(add_stated_changes([*editions.values()], stated))])
        again = (self.reader.note_of(step.folder, change.commit) for change, step in places)
        passed_over = any(note is not None and note.passed_over == TOO_LARGE for note in again)
        limited = passed_over or len(chosen) < len(changes) or len(kept) < len(editions)
        if limited and completeness is Completeness.WHOLE:
            completeness = Completeness.LIMITED
        return History(completeness, kept, current, derived=any(list_sources(past.package)))

    def _find_editions(
        self, name: str, notes: Iterable[tuple[Change, Step, PastNote | None]], current: str
    ) -> Iterator[Edition]:
        """Editions oldest first; states that were not public, or cannot be read, were never published."""
        digest = ""
        let_out: tuple[str, str] | None = None
        refusal: tuple[str, str] | None = None
        guarded = not self.law.now[self.law.today[name].folder].plain
        for change, step, note in notes:
            if note is None or note.passed_over:
                continue
            here = (step.folder, change.commit)
            if note.digest == digest and (not refusal or self._why_withheld(name, step.folder, change, note)):
                # The same bytes, described anew: what comes next is compared with them as described now.
                let_out = let_out if refusal else here
                continue
            digest = note.digest
            version = change.version
            said = version.note(self.reader.settings.language)
            edition = Edition(
                f"data/{name}/", version.date, digest, said, note.rows, former="".join(note.former[:1])
            )
            refusal = None if digest == current else self._why_withheld(name, step.folder, change, note)
            if refusal is not None:
                yield replace(edition, rows=0, note="", withheld=refusal[0], withdrawn=refusal[1])
                continue
            if let_out is not None and not (note.guarded or guarded):
                edition = replace(edition, text=self._tell(let_out, here))
            let_out = here
            if digest != current:
                self.reader.keep_files(step.folder, change.commit, note)
                edition = replace(edition, files=note.files)
            yield edition

    def _why_withheld(
        self, name: str | None, folder: str, change: Change, note: PastNote | None
    ) -> tuple[str, str] | None:
        """A reason and a date, which is empty unless it was withdrawn; None where the law lets the state out.

        What a derived state rests on must be let out too.
        """
        step = self.law.step_of(name, change.commit) if name is not None else None
        if name is None or step is None or note is None or note.passed_over:
            return WITHHELD, ""
        for digest in (note.digest, *note.former[:1]):
            stone = self.stones[name].get(digest[:DIGITS])
            if stone is not None:
                return stone.reason, stone.date.isoformat()
        if self.retractions.refuses(note.digests):
            return WITHHELD, ""
        guarded = note.guarded or not self.law.now[self.law.today[name].folder].plain
        let_out = all(column in step.open.get(table, ()) for table, column in note.columns)
        if guarded or not let_out or self.reader.is_personal(folder, change.commit, note):
            return WITHHELD, ""
        for source in note.sources:
            lay = self.reader.folder_of(source, change.commit)
            owner = self.law.owner_of(lay, change.commit)
            refusal = self._why_withheld(owner, lay, change, self.reader.note_of(lay, change.commit))
            if refusal is not None:
                return refusal
        return None

    def _tell(self, before: tuple[str, str], after: tuple[str, str]) -> str:
        """What changed between two states that are let out, in words."""
        cache, language = self.reader.cache, self.reader.settings.language
        keys = (self.reader.key_of(*before), self.reader.key_of(*after))
        known = cache.load(f"kata-{'-'.join(key[:32] for key in keys)}-{language}")
        if known is not None and isinstance(known.get("text"), str):
            return str(known["text"])
        first, second = (self.reader.cleared_at(*pair) for pair in (before, after))
        text = ""
        if first is not None and second is not None:
            text = "; ".join(
                tell_table(table_difference, language)
                for table_difference in compare_cleared(first, second)
                if not table_difference.same
            )
        cache.save(f"kata-{'-'.join(key[:32] for key in keys)}-{language}", {"text": text})
        return text


def _see(past: Past) -> Today:
    """What of a published dataset is public now; as cleared, whatever its description says."""
    return Today(
        past.package.folder,
        stand(past.package),
        {
            resource.name: frozenset(field.name for field in resource.schema.fields)
            for resource in past.cleared.package.resources
        },
    )


def _within_limit(editions: list[Edition]) -> tuple[Edition, ...]:
    """The newest editions whose tables fit into the limit."""
    room = KEPT_LIMIT
    for number, edition in enumerate(editions):
        room -= sum(size for _, _, size in edition.files)
        if room < 0:
            return tuple(editions[:number])
    return tuple(editions)
