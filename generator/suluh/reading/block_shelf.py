"""Blocks of bytes by number: the first ones in memory, the others in a file without a name."""

from __future__ import annotations

import os
import tempfile
from typing import IO

HELD = 24 * 1024 * 1024
"""Bytes of all blocks of a table that are held in memory."""


class Shelf:
    """Blocks of bytes by number: the first ones in memory, the others in a file, gone with the process."""

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self._size = 0
        self._file: IO[bytes] | None = None
        self._owner, self._end = 0, 0
        self._places: list[tuple[IO[bytes], int, int]] = []

    def __getstate__(self) -> list[bytes]:
        """All blocks: what is sent to another process cannot bring a file along.

        Columns that share a shelf with others must not send it: they send a copy with their own blocks.
        """
        return [*map(self.get, range(len(self._held) + len(self._places)))]

    def __setstate__(self, blocks: list[bytes]) -> None:
        """The same blocks, held here."""
        self.__init__()  # type: ignore[misc]
        for block in blocks:
            self.put(block)

    def put(self, block: bytes) -> int:
        """Keep a block. Raises OSError where the disk is full."""
        if self._size + len(block) <= HELD and self._file is None:
            self._held.append(block)
            self._size += len(block)
            return len(self._held) - 1
        if self._file is None or self._owner != os.getpid():
            # What a fork adds is its own: the file that it came with is everybody's.
            self._file = tempfile.TemporaryFile()  # noqa: SIM115  closed with the shelf
            self._owner, self._end = os.getpid(), 0
        start, self._end = self._end, self._end + len(block)
        self._file.seek(start)
        self._file.write(block)
        self._file.flush()
        self._places.append((self._file, start, self._end))
        return len(self._held) + len(self._places) - 1

    def get(self, number: int) -> bytes:
        """The block of that number. Processes that were forked may ask at the same time."""
        if number < len(self._held):
            return self._held[number]
        file, start, end = self._places[number - len(self._held)]
        if hasattr(os, "pread"):
            return os.pread(file.fileno(), end - start, start)
        file.seek(start)
        return file.read(end - start)
