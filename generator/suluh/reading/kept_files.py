"""Files that are kept between runs, written so that several runs at once do each other no harm."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

ENDING = ".bagian"
"""Of a file that is being written."""
_LEFT_SECONDS = 3600
"""After which a file that is being written belongs to a run that died."""


def keep_file(path: Path, data: bytes) -> None:
    """Put bytes in place whole, whoever else writes the same file meanwhile; for this user alone. OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f"{path.name}.", suffix=ENDING, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        _replace(Path(name), path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink(missing_ok=True)
        raise


def keep_sealed(path: Path, data: bytes) -> None:
    """Put bytes in place below a line with their digest, which `read_sealed` knows them by. OSError."""
    keep_file(path, sha256(data).hexdigest().encode() + b"\n" + data)


def read_sealed(path: Path) -> bytes | None:
    """The bytes that were kept so; None where they were cut off or changed. Raises OSError where none are."""
    digest, _, data = path.read_bytes().partition(b"\n")
    return data if digest == sha256(data).hexdigest().encode() else None


def put_file(path: Path, data: bytes) -> None:
    """Write a file of a project, in its folder, readable as any that people write there. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def ignore_itself(folder: Path) -> None:
    """Let git pass over a folder of what is kept, whatever the project's own `.gitignore` says."""
    with suppress(OSError):  # where nothing can be written, nothing is kept
        path = folder / ".gitignore"
        if not path.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text("*\n", encoding="utf-8", newline="\n")


def is_being_written(path: Path) -> bool:
    """Whether another run may be at it."""
    try:
        return path.name.endswith(ENDING) and time.time() - path.stat().st_mtime < _LEFT_SECONDS
    except OSError:
        return False


def _replace(fresh: Path, path: Path) -> None:
    """Windows refuses while anyone reads the file in place; who put it there wrote the same."""
    try:
        fresh.replace(path)
    except PermissionError:
        if not path.is_file():
            raise
        fresh.unlink(missing_ok=True)
