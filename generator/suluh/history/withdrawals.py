"""What was ever withdrawn: by the ledger, as it is and as it ever was, and by tombstones that git remembers.

A tombstone counts whether it is still there or not, and on whatever line of commits it stood; so does a
line of the ledger. Sites that withdrew before there was a ledger are covered by their tombstones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from suluh.history.commits import BEFORE, Commits, Touch
from suluh.history.past_states import PastReader
from suluh.history.versions import Change
from suluh.reading.ledger import LEDGER_LIMIT, LEDGER_NAME, ledger_path, parse_ledger, read_ledger
from suluh.reading.packages import DESCRIPTOR_NAMES
from suluh.reading.paths import relative_path
from suluh.reading.report_files import REPORTS_FOLDER, STONE_SUFFIX
from suluh.reading.safe_yaml import SIZE_LIMIT, load_yaml
from suluh.reading.tombstones import EDITION, EDITIONS_NAME, TOMBSTONE_NAME
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.retractions import DATASET, REPORT, LedgerLine, Retractions
from suluh.vocabulary.settings import Settings

STATES_LIMIT = 200
"""Earlier states of a withdrawn dataset whose bytes are remembered, newest first."""


@dataclass(frozen=True)
class Withdrawals:
    """`lines` of the ledger today, `past` lines that any commit had with those that brought them in.

    `stones` and `report_stones` are changes of tombstones; `starts` are first digits of the digests of
    versions that were withdrawn by name.
    """

    lines: frozenset[LedgerLine]
    past: Mapping[LedgerLine, frozenset[str]]
    stones: tuple[Touch, ...]
    report_stones: tuple[Touch, ...]
    starts: frozenset[str]

    def numbers(self, changes: Sequence[Change]) -> dict[str, frozenset[int]]:
        """By folder, with which of the changes a dataset was withdrawn; -1 where that is not known."""
        places = number_commits(changes)
        found: dict[str, set[int]] = {}
        for touch in self.stones:
            found.setdefault(touch.path.rpartition("/")[0], set()).add(places.get(touch.merged, -1))
        for line, number in self._entered(DATASET, places):
            found.setdefault(line.folder, set()).add(number)
        return {folder: frozenset(numbers) for folder, numbers in found.items()}

    def report_numbers(self, changes: Sequence[Change], folder: str) -> dict[str, int]:
        """The newest of the changes with which each report below `folder` was withdrawn, by its path."""
        places = number_commits(changes)
        found = [
            (stone.path.removesuffix(STONE_SUFFIX) + ".md", places.get(stone.merged, -1))
            for stone in self.report_stones
        ]
        found += [(f"{folder}/{line.name}.md", number) for line, number in self._entered(REPORT, places)]
        newest: dict[str, int] = {}
        for path, number in found:
            newest[path] = min(number, newest.get(path, number))
        return newest

    def _entered(self, kind: str, places: Mapping[str, int]) -> Iterator[tuple[LedgerLine, int]]:
        """Each line of that kind with the oldest change that has it; -1 for one that was not committed."""
        for line in (*self.past, *(self.lines - self.past.keys())):
            if line.kind == kind:
                yield line, max((places.get(name, -1) for name in self.past.get(line, ())), default=-1)

    def retractions(
        self, reader: PastReader, changes: Sequence[Change], touched: Mapping[str, Sequence[int]]
    ) -> Retractions:
        """All of it as digests, those of the states before a tombstone among them.

        `touched` has the numbers of the changes of each folder, newest first.
        """
        digests = {line.digest for line in (*self.lines, *self.past)}
        objects: set[str] = set()
        for folder, numbers in self.numbers(changes).items():
            older = [number for number in touched.get(folder, ()) if number > min(numbers)]
            for number in older[:STATES_LIMIT]:
                commit = changes[number].commit
                note = reader.note_of(folder, commit)
                if note is not None and note.rows:
                    digests |= set(note.digests)
                objects |= {
                    blob.object
                    for blob in reader.commits.blobs(commit, [folder])
                    if blob.size and blob.path.rpartition("/")[2] not in (*DESCRIPTOR_NAMES, TOMBSTONE_NAME)
                }
        objects |= self._report_objects(reader.commits)
        return Retractions(frozenset(digests), self.starts, frozenset(objects))

    def _report_objects(self, commits: Commits) -> set[str]:
        """Every state of a report before its tombstone, as git names it."""
        found = set()
        for stone in self.report_stones:
            folder = stone.path.rpartition("/")[0]
            path = stone.path.removesuffix(STONE_SUFFIX) + ".md"
            changes = commits.changes(folder)
            newest = self.report_numbers(changes, folder)[path]
            found |= {
                commits.find(change.commit, path)
                for number, change in enumerate(changes)
                if number > newest and path in change.paths
            }
        return found - {""}


def number_commits(changes: Sequence[Change]) -> dict[str, int]:
    """The number of each change by its commit; all that was before has one more than the oldest."""
    return {**{change.commit: number for number, change in enumerate(changes)}, BEFORE: len(changes)}


def read_withdrawals(settings: Settings, commits: Commits) -> Withdrawals | None:
    """What was ever withdrawn in the project; None where git cannot tell it although there is a history."""
    datasets = relative_path(settings.root, settings.datasets_dir)
    reports = relative_path(settings.root, settings.content_dir / REPORTS_FOLDER)
    names = (f"/{TOMBSTONE_NAME}", f"/{EDITIONS_NAME}", f"/{LEDGER_NAME}")
    touches = commits.touches(datasets, names)
    report_stones = commits.touches(reports, (STONE_SUFFIX,))
    if touches is None or report_stones is None:
        return None
    lists = [touch for touch in touches if touch.path.endswith(f"/{EDITIONS_NAME}")]
    listed = _read_all(commits, lists, SIZE_LIMIT)
    ledgers = [touch for touch in touches if touch.path == f"{datasets}/{LEDGER_NAME}"]
    past: dict[LedgerLine, set[str]] = {}
    for touch, text in zip(ledgers, _read_all(commits, ledgers, LEDGER_LIMIT), strict=True):
        for line in parse_ledger(text)[0]:
            past.setdefault(line, set()).add(touch.merged)
    return Withdrawals(
        lines=frozenset(read_ledger(settings)[0]),
        past={line: frozenset(commits) for line, commits in past.items()},
        stones=tuple(touch for touch in touches if touch.path.endswith(f"/{TOMBSTONE_NAME}")),
        report_stones=report_stones,
        starts=frozenset(
            read_start for text in (*listed, *_today(settings)) for read_start in _read_starts(text)
        ),
    )


def find_shortened(withdrawals: Withdrawals, settings: Settings) -> list[Finding]:
    """V014 for each line that an earlier ledger had and today's has not."""
    place = Place(relative_path(settings.root, ledger_path(settings)))
    return [
        Finding(
            "V014",
            place,
            value=ledger_line.name,
            details={"tanggal": ledger_line.date, "sidik": ledger_line.digest},
        )
        for ledger_line in sorted(withdrawals.past.keys() - withdrawals.lines)
    ]


def _read_all(commits: Commits, touches: Sequence[Touch], limit: int) -> list[str]:
    """What stood there after each change; nothing where the file went."""
    found = commits.read([(touch.commit, touch.path) for touch in touches], limit) if touches else []
    return [(data or b"").decode("utf-8", errors="replace") for data in found]


def _today(settings: Settings) -> Iterator[str]:
    for path in sorted(settings.datasets_dir.glob(f"*/*/{EDITIONS_NAME}")):
        yield _text_of(path)


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes()[:SIZE_LIMIT].decode("utf-8", errors="replace")
    except OSError:
        return ""


def _read_starts(text: str) -> Iterator[str]:
    raw, _ = load_yaml(text, EDITIONS_NAME)
    for name in raw if isinstance(raw, Mapping) else ():
        named = EDITION.fullmatch(str(name))
        if named:
            yield named["digits"]
