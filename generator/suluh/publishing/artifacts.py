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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from io import RawIOBase
from threading import RLock
from typing import BinaryIO, TypeVar, cast

from suluh.publishing.earlier_files import RestsOn, find_earlier
from suluh.publishing.spool import Spool
from suluh.vocabulary.site import Artifact

Producer = Callable[[BinaryIO], None]
_Made = TypeVar("_Made")

KEPT = 32 * 1024
"""Files of up to so many bytes are kept in memory from their measurement."""
SPOOLED = 32 * 1024 * 1024
"""Files of up to so many bytes are kept on disk from their measurement."""

_SPOOL = Spool()
_ONLY_NAMED: ContextVar[bool] = ContextVar("only_named", default=False)
_LATER: ContextVar[bool] = ContextVar("measured_later", default=False)


@contextmanager
def only_named() -> Iterator[None]:
    """Within it artifacts are named and not made: sizes are 0, digests empty, and nothing is produced.

    So all addresses of a site are known in a fraction of the time that it takes to make it.
    """
    before = _ONLY_NAMED.set(True)
    try:
        yield
    finally:
        _ONLY_NAMED.reset(before)


def is_only_named() -> bool:
    """Whether artifacts are named and not made just now."""
    return _ONLY_NAMED.get()


@contextmanager
def measured_later(later: bool = True) -> Iterator[None]:
    """Within it artifacts are made when their bytes, sizes or digests are first asked for, and stay made."""
    before = _LATER.set(later)
    try:
        yield
    finally:
        _LATER.reset(before)


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
    """Takes bytes and gives them on, in order; counts and hashes them on the way.

    `kept` are all bytes so far while they are no more than `keep`, then None.
    """

    def __init__(self, target: BinaryIO | None = None, keep: int = 0) -> None:
        super().__init__()
        self._target = target
        self._digest = hashlib.sha256()
        self._keep = keep
        self.kept: bytearray | None = bytearray()
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
        if self.kept is not None:
            if self.size <= self._keep:
                self.kept += block
            else:
                self.kept = None
        if self._target is not None:
            self._target.write(block)
        return len(block)


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
    measured = OneWayStream(keep=SPOOLED)
    earlier = find_earlier(address, rests_on)
    if earlier is None:
        write(cast(BinaryIO, measured))
    else:
        measured.write(earlier)
    content = measured.kept
    if content is not None and len(content) <= KEPT:
        return _keep_small(address, bytes(content), measured)
    spooled = None if content is None else _SPOOL.keep(content)

    def write_forward(target: BinaryIO) -> None:
        if spooled is not None:
            spooled.copy_to(target)
        else:
            write(cast(BinaryIO, OneWayStream(target)))

    return Artifact(address=address, write=write_forward, size=measured.size, sha256=measured.sha256)


def _keep_small(address: str, content: bytes, measured: OneWayStream) -> Artifact:
    # What made it, and all that it was made of, may go.
    def write_kept(target: BinaryIO) -> None:
        target.write(content)

    return Artifact(address=address, write=write_kept, size=measured.size, sha256=measured.sha256)


def write_text(stream: BinaryIO, text: str) -> None:
    """Text as UTF-8 without byte order mark, line ends as they are."""
    stream.write(text.encode("utf-8"))
