"""What is needed to look back: a reader of past states, the changes of data, and what was ever withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from suluh.history.commits import Commits
from suluh.history.edition_cache import EditionCache
from suluh.history.past_law import NOW, PastLaw, Today, folders_of
from suluh.history.past_states import PastReader, TableForms
from suluh.history.snapshots import Snapshot
from suluh.history.standings import Standing, stand
from suluh.history.versions import Change
from suluh.history.withdrawals import Withdrawals, find_shortened, number_commits, read_withdrawals
from suluh.reading.packages import DESCRIPTOR_NAMES
from suluh.reading.paths import relative_path
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.package import ClearedPackage, Resource, Table
from suluh.vocabulary.settings import Settings


def open_past(
    settings: Settings, commits: Commits, cache: EditionCache, forms: TableForms
) -> tuple[PastReader, tuple[Change, ...], Withdrawals] | None:
    """What is needed to look back; None where what was withdrawn cannot be told, so nothing may be shown."""
    datasets = relative_path(settings.root, settings.datasets_dir)
    withdrawals = read_withdrawals(settings, commits)
    if withdrawals is None:
        return None
    changes = commits.changes(datasets)
    folders: dict[str, list[str]] = {}
    depth = datasets_depth(settings)
    for folder in sorted({name for change in changes for name in folders_of(change.paths, depth)}):
        folders.setdefault(folder.rpartition("/")[2], []).append(folder)
    return PastReader(settings, folders, commits, cache, forms), changes, withdrawals


def read_merged(reader: PastReader, changes: Sequence[Change]) -> dict[str, dict[int, list[Standing]]]:
    """What descriptions said on lines of commits that were merged, by folder and number of the merge.

    Somebody may pull the published line into another: what it closed meanwhile stands on the other side then.
    """
    datasets = relative_path(reader.settings.root, reader.settings.datasets_dir)
    touches = (
        reader.commits.touches(datasets, tuple(f"/{descriptor_name}" for descriptor_name in DESCRIPTOR_NAMES))
        or ()
    )
    numbers = number_commits(changes)
    found: dict[str, dict[int, list[Standing]]] = {}
    depth = datasets_depth(reader.settings)
    for touch in touches:
        folder = touch.path.rpartition("/")[0]
        if touch.merged == touch.commit or folder.count("/") != depth - 1:
            continue
        standing = reader.standing_of(touch.commit, folder)
        if standing is not None and standing.understood and standing.closes:
            said = found.setdefault(folder, {}).setdefault(numbers.get(touch.merged, NOW), [])
            if standing not in said:
                said.append(standing)
    return found


def datasets_depth(settings: Settings) -> int:
    """How many parts the path of a dataset's folder has."""
    return relative_path(settings.root, settings.datasets_dir).count("/") + 3


@dataclass(frozen=True, slots=True)
class Between:
    """The law of the past over the commits from `start` to a head: what was closed on the way stays so.

    `shortened` tells of lines that the ledger of retractions lost on the way.
    """

    law: PastLaw
    start: str
    shortened: Sequence[Finding] = ()

    def lets_out(self, first: ClearedPackage, second: ClearedPackage) -> bool:
        """Whether every column of a state at the start that today's state has as well was public all the way.

        A table that is gone is let out where one change alone lies between the two, which says what it did.
        """
        name, after = (
            second.package.name,
            {resource.name: resource.schema for resource in second.package.resources},
        )
        step = self.law.step_of(name, self.start)
        if step is None or step.folder != first.package.folder:
            return False
        if any(resource.name not in after for resource in first.package.resources):
            return self.law.length_of(name, self.start) <= 1
        return all(
            field.name in step.open.get(resource.name, ())
            for resource in first.package.resources
            for field in resource.schema.fields
            if after[resource.name].field_named(field.name) is not None
        )


@contextmanager
def look_between(head: Snapshot, commits: Commits) -> Iterator[Between | None]:
    """The law over the commits from their `start` to a head; None where what was withdrawn is not known."""
    with TemporaryDirectory(prefix="suluh-", ignore_cleanup_errors=True) as folder:
        past = open_past(head.settings, commits, EditionCache(Path(folder)), _NO_FORMS)
        if past is None:
            yield None
            return
        reader, changes, withdrawals = past
        standings = {name: stand(package) for name, package in head.packages.items()}
        now = {package.folder: standings[name] for name, package in head.packages.items()}
        law = PastLaw(
            changes,
            reader.standing_of,
            withdrawals.numbers(changes),
            read_merged(reader, changes),
            now,
        )
        today = {
            name: Today(
                head.packages[name].folder,
                standing,
                {table: some.public for table, some in standing.tables.items()},
            )
            for name, standing in standings.items()
        }
        law.judge(today, datasets_depth(head.settings))
        yield Between(law, commits.start, find_shortened(withdrawals, head.settings))


def _write_nothing(stream: BinaryIO, resource: Resource, table: Table) -> None:
    """Nobody asks for bytes here."""


_NO_FORMS = TableForms(_write_nothing, _write_nothing)
