"""One digest of a file or folder: of every name and all bytes, or none where not all of it is known."""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import file_digest, sha256
from pathlib import Path

from suluh.reading.paths import is_link


def digest_path(path: Path) -> str | None:
    """The digest of a file, or of all that lies in a folder, 64 hex digits; empty where there is nothing.

    None where a link, a device or what cannot be read lies there: what is behind it may change unseen.
    """
    if not os.path.lexists(path):
        return ""
    digest = sha256()
    try:
        if is_link(path):
            return None
        if path.is_file():
            return _digest_file(path)
        elif not path.is_dir() or not _add(digest.update, os.fspath(path), ""):
            return None
    except OSError:
        return None
    return digest.hexdigest()


def _add(update: Callable[[bytes], object], folder: str, above: str) -> bool:
    """Add a folder's entries in order of name; whether all of them are files and folders."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        name = f"{above}{entry.name}"
        if is_link(Path(entry.path)):
            return False
        if entry.is_dir(follow_symlinks=False):
            update(f"{name}/\0".encode("utf-8", "surrogateescape"))
            if not _add(update, entry.path, f"{name}/"):
                return False
        elif entry.is_file(follow_symlinks=False):
            own = _digest_file(Path(entry.path))
            update(f"{name}\0{own}\0".encode("utf-8", "surrogateescape"))
        else:
            return False
    return True


def _digest_file(path: Path) -> str:
    """The digest of a file, which is read in pieces: it may be larger than the memory."""
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
