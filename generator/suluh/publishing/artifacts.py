"""Artifacts: files that are streamed when they are written, measured before they are.

A file is produced twice, once to be measured and once to be written, rather than kept in
memory. Both must give the same bytes, so a producer never sees what it writes to: it gets a
`OneWayStream`, whose lack of `seek` and `tell` makes the zip writer choose the same form for a
file on disk as for a measurement.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from io import RawIOBase
from typing import BinaryIO, cast

from suluh.vocabulary.site import Artifact

Producer = Callable[[BinaryIO], None]


class OneWayStream(RawIOBase):
    """Takes bytes and gives them on, in order; counts and hashes them on the way."""

    def __init__(self, target: BinaryIO | None = None) -> None:
        super().__init__()
        self._target = target
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
        if self._target is not None:
            self._target.write(block)
        return len(block)


def measure_artifact(address: str, write: Producer) -> Artifact:
    """An artifact at `address` with the size and SHA-256 of what `write` produces.

    `write` is called once here and once more each time the artifact is written; it must give
    the same bytes each time, and may only write forward.
    """
    measured = OneWayStream()
    write(cast(BinaryIO, measured))

    def write_forward(target: BinaryIO) -> None:
        write(cast(BinaryIO, OneWayStream(target)))

    return Artifact(address=address, write=write_forward, size=measured.size, sha256=measured.sha256)


def write_text(stream: BinaryIO, text: str) -> None:
    """Text as UTF-8 without byte order mark, line ends as they are."""
    stream.write(text.encode("utf-8"))
