"""Artifacts: files that are streamed when they are written, measured before they are.

A small file is kept from its measurement, a larger one waits on disk in a spool, and one that is
too large for either is produced once more. Each time must give the same bytes, so a producer
never sees what it writes to: it gets a `OneWayStream`, whose lack of `seek` and `tell` makes the
zip writer choose the same form for a file on disk as for a measurement.

Where a site is shown page by page and not written whole, files are measured later: when somebody asks for
one, or for its size.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from contextvars import ContextVar
from functools import partial
from io import RawIOBase
from threading import RLock
from typing import BinaryIO, TypeVar, cast

from suluh.publishing.earlier_files import RestsOn, find_earlier_file
from suluh.publishing.spool import Spool, Spooled
from suluh.vocabulary.held_values import holding
from suluh.vocabulary.site import Artifact

Producer = Callable[[BinaryIO], None]
_Made = TypeVar("_Made")

KEPT = 32 * 1024
"""Files of up to so many bytes are kept in memory from their measurement."""
SPOOLED = 1024 * 1024 * 1024
"""Files of up to so many bytes are kept on disk from their measurement."""

_PIECE = 1024 * 1024
_SPOOL = Spool()
_ONLY_NAMED: ContextVar[bool] = ContextVar("only_named", default=False)
_LATER: ContextVar[bool] = ContextVar("measured_later", default=False)


def only_named() -> AbstractContextManager[None]:
    """Within it artifacts are named and not made: sizes are 0, digests empty, and nothing is produced.

    So all addresses of a site are known in a fraction of the time that it takes to make it.
    """
    return holding(_ONLY_NAMED, True)


def is_only_named() -> bool:
    """Whether artifacts are named and not made just now."""
    return _ONLY_NAMED.get()


def measured_later(later: bool = True) -> AbstractContextManager[None]:
    """Within it artifacts are made when their bytes, sizes or digests are first asked for, and stay made."""
    return holding(_LATER, later)


def is_measured_later() -> bool:
    """Whether artifacts are made when they are asked for just now."""
    return _LATER.get()


def make_once(make: Callable[[], _Made]) -> Callable[[], _Made]:
    """What `make` makes, made when it is first asked for, all that it takes is measured then."""
    made: list[_Made] = []
    lock = RLock()

    def ask() -> _Made:
        with lock, measured_later(later=False):
            if not made:
                made.append(make())
            return made[0]

    return ask


class LaterArtifact(Artifact):
    """An artifact that `make` makes, once, when it is asked for; within `only_named` it has no size yet."""

    __slots__ = ("_ask",)
    _ask: Callable[[], Artifact]

    def __init__(self, address: str, make: Callable[[], Artifact]) -> None:
        """Nothing is made yet."""
        object.__setattr__(self, "address", address)
        object.__setattr__(self, "together", "")
        object.__setattr__(self, "rests_on", None)
        object.__setattr__(self, "_ask", make_once(make))

    @property
    def made(self) -> Artifact:
        """The file as it was measured."""
        return self._ask()

    @property
    def size(self) -> int:
        """In bytes."""
        return 0 if is_only_named() else self.made.size

    @property
    def sha256(self) -> str:
        """Of its bytes, in hex."""
        return "" if is_only_named() else self.made.sha256

    @property
    def write(self) -> Producer:
        """Streams its bytes."""
        return self.made.write

    def at(self, address: str) -> Artifact:
        """The same file at another address."""
        return LaterArtifact(address, lambda: self.made.at(address))


class OneWayStream(RawIOBase):
    """Takes bytes and gives them on, in order; counts and hashes them on the way."""

    def __init__(self, give: Callable[[bytes], object] | None = None) -> None:
        super().__init__()
        self._give = give
        self._digest = hashlib.sha256()
        self.size = 0

    @property
    def sha256(self) -> str:
        """Hex digest of all bytes so far."""
        return self._digest.hexdigest()

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: object) -> int:
        """Takes the whole of `data` and gives its length in bytes."""
        block = bytes(cast(bytes, data))
        self.size += len(block)
        self._digest.update(block)
        if self._give is not None:
            self._give(block)
        return len(block)


class _Keeping:
    """Bytes as they come, to be had again: a few in memory, more in the spool, too many not at all."""

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._pieces: list[Spooled] = []
        self._size = 0
        self.is_whole = True

    def take(self, block: bytes) -> None:
        """Keep some more, unless there are too many or the disk is full."""
        if not self.is_whole:
            return
        self._size += len(block)
        self._waiting += block
        if self._size > SPOOLED:
            self._give_up()
        elif len(self._waiting) >= _PIECE:
            self._put_away()

    def finish(self) -> Producer | None:
        """What gives all of them again; None where they are not kept."""
        if self.is_whole and self._size > KEPT:
            self._put_away()
        if not self.is_whole:
            return None
        few, pieces = bytes(self._waiting), tuple(self._pieces)

        def give(target: BinaryIO) -> None:
            for piece in pieces:
                piece.copy_to(target)
            if few:
                target.write(few)

        return give

    def _put_away(self) -> None:
        piece = _SPOOL.keep(self._waiting) if self._waiting else None
        if piece is not None:
            self._pieces.append(piece)
            self._waiting = bytearray()
        elif self._waiting:
            self._give_up()

    def _give_up(self) -> None:
        self.is_whole = False
        self._waiting, self._pieces = bytearray(), []


def measure_artifact(address: str, write: Producer, rests_on: RestsOn | None = None) -> Artifact:
    """An artifact at `address` with the size and SHA-256 of what `write` produces.

    `write` is called once here and, for a very large file, once more each time the artifact is
    written; it must give the same bytes each time, and may only write forward. Where `rests_on` says all
    that it goes by, a file of the site in place that rests on the same is taken over instead.
    """
    if _ONLY_NAMED.get():
        return Artifact(address=address, write=write)
    if _LATER.get():
        return LaterArtifact(address, partial(measure_artifact, address, write, rests_on))
    measured, give = take_over_or_make(address, rests_on, write, _measure)
    # What is kept lets go of what made it, and of all that it was made of.
    again = give or partial(_write_forward, write=write)
    return Artifact(address=address, write=again, size=measured.size, sha256=measured.sha256)


def take_over_or_make(
    address: str,
    rests_on: RestsOn | None,
    write: Producer,
    put: Callable[[Producer], tuple[OneWayStream, _Made]],
) -> tuple[OneWayStream, _Made]:
    """What `put` does with a file of the site in place that rests on the same, else with what `write` gives.

    It is given one of them, or the first and then the second; it says what it measured, and what it made.
    """
    earlier = find_earlier_file(address, rests_on)
    if earlier is not None:
        taken = put(earlier.copy_to)
        # What cannot be read, or was changed, has another digest.
        if taken[0].sha256 == earlier.sha256:
            return taken
    return put(write)


def _measure(write: Callable[[BinaryIO], object]) -> tuple[OneWayStream, Producer | None]:
    """Size and digest of what is written, and what gives it again where it could be kept."""
    keeping = _Keeping()
    measured = OneWayStream(keeping.take)
    write(cast(BinaryIO, measured))
    return measured, keeping.finish()


def _write_forward(target: BinaryIO, *, write: Producer) -> None:
    write(cast(BinaryIO, OneWayStream(target.write)))


def write_text(stream: BinaryIO, text: str) -> None:
    """Text as UTF-8 without byte order mark, line ends as they are."""
    stream.write(text.encode("utf-8"))


def keep_bytes(address: str, content: bytes) -> Artifact:
    """What was made already, as an artifact at `address`."""
    return measure_artifact(address, partial(_write_bytes, content=content))


def _write_bytes(stream: BinaryIO, content: bytes) -> None:
    stream.write(content)
