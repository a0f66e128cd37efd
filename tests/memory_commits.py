"""A past in memory: states as mappings from path to bytes, asked as git's commits are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha1
from pathlib import Path
from tempfile import TemporaryDirectory

from suluh.history.commits import Touch
from suluh.history.editions import Completeness
from suluh.history.revisions import Blob
from suluh.history.versions import Change
from suluh.vocabulary.catalog import Version

State = Mapping[str, bytes]
"""Every file of a commit by its path."""


def write_state(state: State, target: Path) -> Path:
    """The files of a state below a folder."""
    for path, data in state.items():
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return target


def day_of(number: int) -> str:
    """The ISO day of the commit of that number."""
    return f"2025-{1 + number // 28:02d}-{1 + number % 28:02d}"


def name_object(data: bytes) -> str:
    """What git calls a file."""
    return sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


@dataclass
class MemoryCommits:
    """Commits `k0`, `k1`, … of states, oldest first, a day each."""

    states: Sequence[State]
    completeness: Completeness = Completeness.WHOLE
    start: str = ""
    _objects: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._changes = [*self._compare()][::-1]

    def _compare(self) -> Iterator[Change]:
        before: State = {}
        first = int(self.start[1:]) if self.start else 0
        for number, state in enumerate(self.states[first:], start=first):
            paths = sorted(one for one in {*before, *state} if before.get(one) != state.get(one))
            version = Version(f"k{number}", day_of(number), {"id": f"Perubahan {number}"})
            yield Change(f"k{number}", version, tuple(paths))
            before = state

    def changes(self, place: str) -> tuple[Change, ...]:
        found = []
        for one in self._changes:
            paths = tuple(path for path in one.paths if path == place or path.startswith(f"{place}/"))
            if paths:
                found.append(Change(one.commit, one.version, paths))
        return tuple(found)

    def touches(self, place: str, endings: tuple[str, ...]) -> tuple[Touch, ...]:
        return tuple(
            Touch(path, one.commit, one.commit)
            for one in self.changes(place)
            for path in one.paths
            if path.endswith(endings)
        )

    def state_of(self, commit: str) -> State:
        return self.states[int(commit[1:])]

    def find(self, commit: str, path: str) -> str:
        key = (commit, path)
        if key not in self._objects:
            state = self.state_of(commit)
            if path in state:
                self._objects[key] = name_object(state[path])
            else:
                within = sorted((one, data) for one, data in state.items() if one.startswith(f"{path}/"))
                listed = b"".join(one[len(path) :].encode() + b"\0" + data for one, data in within)
                self._objects[key] = sha1(listed, usedforsecurity=False).hexdigest() if within else ""
        return self._objects[key]

    def _within(self, commit: str, places: Sequence[str]) -> dict[str, bytes]:
        return {
            path: data
            for path, data in self.state_of(commit).items()
            if any(path == one or path.startswith(f"{one}/") for one in places)
        }

    def blobs(self, commit: str, folders: Sequence[str]) -> list[Blob]:
        within = self._within(commit, folders)
        return [Blob(path, name_object(data), len(data)) for path, data in within.items()]

    @contextmanager
    def lay_out(self, commit: str, paths: Sequence[str]) -> Iterator[Path]:
        with TemporaryDirectory(prefix="suluh-") as name:
            yield write_state(self._within(commit, paths), Path(name).resolve())

    def read(self, places: Sequence[tuple[str, str]], limit: int) -> list[bytes | None]:
        return [self.state_of(commit).get(path) for commit, path in places]
