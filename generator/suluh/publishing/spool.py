"""Where measured files wait to be written: temporary files without a name, gone with the process.

Making a workbook costs ten times more than reading it back. Only what may be published gets here.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from typing import IO, BinaryIO

_BLOCK = 1024 * 1024
TURN = 256 * 1024 * 1024
"""Bytes after which another file is begun; the full one goes when nothing in it is wanted any more."""


@dataclass(frozen=True, slots=True)
class Spooled:
    """Some bytes in a spool's file."""

    file: IO[bytes]
    offset: int
    size: int

    def copy_to(self, target: BinaryIO) -> None:
        """Write them to `target`. Processes that were forked may read at the same time."""
        if hasattr(os, "pread"):
            done = 0
            while done < self.size:
                wanted = min(self.size - done, _BLOCK)
                block = os.pread(self.file.fileno(), wanted, self.offset + done)
                if not block:
                    raise OSError("a temporary file lost its end")
                target.write(block)
                done += len(block)
        else:
            self.file.seek(self.offset)
            target.write(self.file.read(self.size))


class Spool:
    """Takes bytes and keeps them on disk. Only the process that began it writes to it."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._size = 0
        self._owner = 0

    def keep(self, content: bytes | bytearray) -> Spooled | None:
        """The bytes, kept; None where they cannot be: the disk is full, or a fork of the owner asks."""
        try:
            file = self._file_for_writing()
            if file is None:
                return None
            file.seek(self._size)
            file.write(content)
            file.flush()
        except OSError:
            return None
        kept = Spooled(file, self._size, len(content))
        self._size += len(content)
        return kept

    def _file_for_writing(self) -> IO[bytes] | None:
        if self._file is None or self._size >= TURN:
            if self._owner not in (0, os.getpid()):
                return None
            self._file, self._size, self._owner = tempfile.TemporaryFile(), 0, os.getpid()  # noqa: SIM115
        return self._file if self._owner == os.getpid() else None
