"""The law of the past: what of an earlier state may still come out.

A column of a table of a past state may come out if, from that state to now, in every commit, dataset, table
and column were there under their names (or a name that leads on) and were public, and if the same holds of
whatever was added beside them on the way: that may be what once stood under their name. Whoever closes,
withdraws or renames cuts off what was before. What nobody can read counts as closed. The reasons stand
in `decisions/14-law-of-the-past.md`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from suluh.history.standings import Standing, TableStanding
from suluh.history.versions import Change

Open = Mapping[str, frozenset[str]]
"""Columns that may come out, by table as it was called then."""

StandingOf = Callable[[str, str], Standing | None]
"""From a commit and a folder to the standing of the dataset there, None where there was none."""

NOW = -1
"""The number of the change that nobody has committed yet; 0 is the newest commit's."""

_SHUT = TableStanding(frozenset(), frozenset(), shut=True)


@dataclass(frozen=True, slots=True)
class Step:
    """From the change of that number on a dataset lay in `folder` with so much open."""

    number: int
    folder: str
    open: Open


@dataclass(frozen=True, slots=True)
class Today:
    """A published dataset as it stands now: its folder, and what is public of it."""

    folder: str
    standing: Standing
    open: Open


@dataclass(frozen=True, slots=True)
class _At:
    """A folder as the change of that number left it, with what may come out of that state."""

    folder: str
    number: int
    standing: Standing
    open: Open = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Added:
    """A dataset to which a change added columns, by table; `whole` where there was none before."""

    standing: Standing
    whole: bool
    columns: Mapping[str, frozenset[str]]


@dataclass(slots=True)
class PastLaw:
    """Where each published dataset lay at each commit, and what of it may come out.

    `changes` are newest first; `withdrawals` the numbers of the changes with which a tombstone reached a
    folder, `NOW` for one whose place in the line is not known; `merged` has, by folder and the number of the
    change that brought them in, what other lines of commits said. `now` has every dataset of today by folder.
    """

    changes: Sequence[Change]
    standing_of: StandingOf
    withdrawals: Mapping[str, frozenset[int]] = field(default_factory=dict)
    merged: Mapping[str, Mapping[int, Sequence[Standing]]] = field(default_factory=dict)
    now: Mapping[str, Standing] = field(default_factory=dict)
    today: Mapping[str, Today] = field(default_factory=dict)
    _folders: Mapping[str, list[int]] = field(default_factory=dict)
    _numbers: Mapping[str, int] = field(default_factory=dict)
    _trails: dict[str, list[Step]] = field(default_factory=dict)
    _owners: dict[str, list[str]] = field(default_factory=dict)
    _added: dict[int, dict[str, _Added]] = field(default_factory=dict)

    def judge(self, today: Mapping[str, Today], depth: int) -> None:
        """Walk back from all datasets of today at once; `depth` is how many parts a folder's path has."""
        self.today = today
        self._folders = number_folders(self.changes, depth)
        self._numbers = {change.commit: number for number, change in enumerate(self.changes)}
        self._trails = {name: [] for name in today}
        waiting = {
            name: _At(other_today.folder, NOW, other_today.standing, other_today.open)
            for name, other_today in today.items()
        }
        by_number: dict[int, list[str]] = {NOW: [*today]}
        for number in range(NOW, len(self.changes)):
            names = by_number.pop(number, [])
            after = {waiting[name].folder: waiting[name] for name in names}
            for name in names:
                before = self._step_back(waiting[name], after, today[name].standing.former)
                if before is not None:
                    self._trails[name].append(Step(before.number, before.folder, before.open))
                    waiting[name] = before
                    by_number.setdefault(before.number, []).append(name)
        for name, trail in self._trails.items():
            for folder in {step.folder for step in trail}:
                self._owners.setdefault(folder, []).append(name)

    def step_of(self, name: str, commit: str) -> Step | None:
        """Where the dataset lay at a commit; None where nothing there is its past."""
        trail, number = self._trails.get(name, ()), self._numbers.get(commit)
        if number is None:
            return None
        place = bisect_left(trail, number, key=lambda step: step.number)
        return trail[place] if place < len(trail) else None

    def length_of(self, name: str, since: str) -> int:
        """How many commits made the dataset what it is, since the state at a commit."""
        trail, start = self._trails.get(name, ()), self._numbers.get(since, len(self.changes))
        return sum(step.number < start for step in trail)

    def owner_of(self, folder: str, commit: str) -> str | None:
        """The dataset of today whose past lay in a folder at a commit."""
        for name in self._owners.get(folder, ()):
            step = self.step_of(name, commit)
            if step is not None and step.folder == folder:
                return name
        return None

    def left_openly(self, folder: str, since: str) -> bool:
        """Whether a dataset that is gone was public, as it had been since a commit, until it was taken away.

        And nothing that was added when it went may hold it, unless that is public just the same.
        """
        start = self._numbers.get(since, len(self.changes))
        first = self.standing_of(since, folder)
        touched = [number for number in self._folders.get(folder, []) if number < start]
        standings = [self.standing_of(self.changes[number].commit, folder) for number in touched]
        gone = touched[0] if standings and standings[0] is None else NOW
        if (
            first is None
            or not first.plain
            or any(number < start for number in self.withdrawals.get(folder, ()))
        ):
            return False
        if any(standing != first for standing in standings[1 if gone != NOW else 0 :]):
            return False
        return all(
            added.whole and added.standing.tables == first.tables and self.now.get(place) == added.standing
            for place, added in self._added_beside((folder,), gone, first).items()
        )

    def changes_of(self, names: Iterable[str]) -> list[Change]:
        """The commits that are part of the past of these datasets, newest first."""
        numbers = {step.number for name in names for step in self._trails.get(name, ())}
        return [self.changes[number] for number in sorted(numbers)]

    def _step_back(self, at: _At, after: Mapping[str, _At], former: Iterable[str]) -> _At | None:
        """The state before the one at hand, with what may come out of it; None where its past ends.

        What is closed stays in sight with nothing open, what was withdrawn does not. `after` has the states
        that the same change made, by folder.
        """
        before = self._before(at.folder, at.number)
        if before is None and at.number != NOW:
            before = self._came_from(at, {*at.standing.former, *former})
        if before is None or before.standing.withdrawn or self._is_withdrawn(before):
            return None
        beside = self._added_beside((before.folder, at.folder), at.number, before.standing)
        heirs = all(_is_open(added, after.get(folder)) for folder, added in beside.items())
        open_ = _pass_on(before, at) if heirs else {}
        for folder in {before.folder, at.folder}:
            for number, standings in self.merged.get(folder, {}).items():
                if at.number <= number < before.number:
                    open_ = _leave_out(open_, standings)
        return _At(before.folder, before.number, before.standing, open_)

    def _before(self, folder: str, number: int) -> _At | None:
        """The state of a folder before the change of that number; None where it held no dataset."""
        touched = self._folders.get(folder, [])
        place = bisect_left(touched, number + 1)
        if place == len(touched):
            return None
        standing = self.standing_of(self.changes[touched[place]].commit, folder)
        return _At(folder, touched[place], standing) if standing is not None else None

    def _came_from(self, at: _At, former: set[str]) -> _At | None:
        """Where a dataset lay before the change that brought it into its folder.

        That is the one place that this change emptied and whose name it had or has.
        """
        change = self.changes[at.number]
        names = {_leaf(at.folder), *former}
        found = [
            before
            for folder in folders_of(change.paths, at.folder.count("/") + 1)
            if folder != at.folder and _leaf(folder) in names
            if self.standing_of(change.commit, folder) is None
            for before in [self._before(folder, at.number)]
            if before is not None
        ]
        return found[0] if len(found) == 1 else None

    def _is_withdrawn(self, at: _At) -> bool:
        """Whether a tombstone came into the folder after this state, on whatever line of commits."""
        return any(number < at.number for number in self.withdrawals.get(at.folder, ()))

    def _added_beside(self, places: Sequence[str], number: int, before: Standing) -> dict[str, _Added]:
        """By folder, what a change adds that may be what was at these places.

        It is near them, or has all columns of a table that stood in them.
        """
        if number not in self._added:
            self._added[number] = dict(self._find_added(places[0].count("/") + 1, number))
        return {
            folder: added
            for folder, added in self._added[number].items()
            if folder not in places
            and (_is_near(folder, added.standing, places) or has_table_of(added.standing, before))
        }

    def _find_added(self, depth: int, number: int) -> Iterator[tuple[str, _Added]]:
        """Every folder in which a change put tables or columns that were not there, or a tombstone."""
        found: Iterable[tuple[str, Standing | None]] = self.now.items()
        if number != NOW:
            change = self.changes[number]
            folders = sorted(folders_of(change.paths, depth))
            found = ((folder, self.standing_of(change.commit, folder)) for folder in folders)
        for folder, standing in found:
            if standing is None:
                continue
            before = self._before(folder, number)
            added = _add_up(before.standing if before is not None else None, standing)
            if before is None or any(added.values()) or (not standing.plain and standing != before.standing):
                yield folder, _Added(standing, before is None, added)


def folders_of(paths: Iterable[str], depth: int) -> set[str]:
    """The folders of datasets in which paths lie; `depth` is how many parts the path of one has."""
    parts = (path.split("/") for path in paths)
    return {"/".join(part[:depth]) for part in parts if len(part) > depth}


def number_folders(changes: Sequence[Change], depth: int) -> dict[str, list[int]]:
    """The numbers of the changes that touched each folder of a dataset, newest first."""
    found: dict[str, list[int]] = {}
    for number, change in enumerate(changes):
        for folder in sorted(folders_of(change.paths, depth)):
            found.setdefault(folder, []).append(number)
    return found


def _leaf(folder: str) -> str:
    return folder.rpartition("/")[2]


def _is_near(folder: str, standing: Standing, places: Sequence[str]) -> bool:
    """Whether a dataset is of the same agency, or has or had the same name, as one of these places."""
    agencies = {place.rpartition("/")[0] for place in places}
    names = {_leaf(place) for place in places}
    return folder.rpartition("/")[0] in agencies or bool(names & {_leaf(folder), *standing.former})


def has_table_of(standing: Standing, before: Standing) -> bool:
    """Whether a table of the one has every public column of a table of the other."""
    columns = [some.public | some.closed for some in standing.tables.values()]
    return any(table.public and table.public <= some for table in before.tables.values() for some in columns)


def _add_up(before: Standing | None, after: Standing) -> dict[str, frozenset[str]]:
    """The columns of each table that were not there before."""
    known = before.tables if before is not None else {}
    return {
        name: (table_standing.public | table_standing.closed)
        - (known[name].public | known[name].closed if name in known else set())
        for name, table_standing in after.tables.items()
    }


def _is_open(added: _Added, at: _At | None) -> bool:
    """Whether all that was added was public from the change that added it to now."""
    if not added.standing.plain or at is None:
        return False
    return all(columns <= at.open.get(name, frozenset()) for name, columns in added.columns.items())


def _pass_on(before: _At, after: _At) -> Open:
    """What of the state before may come out, given what may come out of the one after."""
    first, second = before.standing, after.standing
    if not (first.plain and second.plain):
        return {}
    follows = {
        name: name if name in second.tables else _renamed(name, before, after) for name in first.tables
    }
    added = [name for name in second.tables if name not in follows.values()]
    if not all(_stays_open(second.tables[name], after.open.get(name), frozenset()) for name in added):
        return {}
    found: dict[str, frozenset[str]] = {}
    for name, table in first.tables.items():
        later, open_ = second.tables.get(follows[name], _SHUT), after.open.get(follows[name], frozenset())
        if not later.shut and _stays_open(later, open_, table.public | table.closed):
            found[name] = open_ & table.public
    return found


def _leave_out(open_: Open, standings: Iterable[Standing]) -> Open:
    """What is open without all that one of these closes by name.

    What none can read closes nothing here, since submissions are mended before they are merged.
    """
    for standing in standings:
        if standing.guarded:
            return {}
        tables = standing.tables
        open_ = {
            name: (frozenset() if tables[name].shut else columns - tables[name].closed)
            if name in tables
            else columns
            for name, columns in open_.items()
        }
    return open_


def _stays_open(table: TableStanding, open_: frozenset[str] | None, known: frozenset[str]) -> bool:
    """Whether every column but the known ones was public from then to now."""
    return (table.public | table.closed) - known <= (open_ or frozenset()) and not (table.shut and not known)


def _renamed(name: str, before: _At, after: _At) -> str:
    """The table that bears the dataset's name where the dataset was given another one; else empty."""
    old, new = _leaf(before.folder), _leaf(after.folder)
    tables = (before.standing.tables, after.standing.tables)
    return new if name == old and new in tables[1] and new not in tables[0] else ""
