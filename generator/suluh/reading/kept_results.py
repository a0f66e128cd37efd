"""What was found out once and holds as long as its key: notes under the digest of all that they rest on.

A note is taken only if it is whole: its first line is the digest of the rest. Anything missing or broken is
found out anew. The folder is bounded, and what was used longest ago goes first.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from suluh.reading.kept_files import ignore_itself, is_being_written, keep_sealed, read_sealed

FOLDER = "hasil"
"""Below the cache folder."""
MOST_BYTES = 256 * 2**20
"""Of all notes together."""
MOST_NOTES = 2_000


def make_key(*parts: object) -> str:
    """One digest of everything that something rests on, 64 hex digits; parts are told apart by place."""
    return sha256(json.dumps(parts, default=_spell).encode()).hexdigest()


def _spell(value: object) -> object:
    """A value that JSON has no form for, by all that is in it; TypeError for one that has only an address."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Sequence):
        return list(value)
    if type(value).__str__ is object.__str__ and type(value).__repr__ is object.__repr__:
        raise TypeError(type(value).__name__)
    return str(value)


def load_note(cache_dir: Path, name: str) -> Mapping[str, Any] | None:
    """The note of that name, or None where it is missing, cut off or not ours."""
    path = _path(cache_dir, name)
    try:
        text = read_sealed(path)
        note = None if text is None else json.loads(text)
    except (OSError, ValueError):
        return None
    with suppress(OSError):
        os.utime(path)  # used just now
    return note if isinstance(note, dict) else None


def save_note(cache_dir: Path, name: str, note: Mapping[str, Any]) -> None:
    """Keep a note of plain JSON values; where nothing can be written, nothing is kept."""
    text = json.dumps(note, separators=(",", ":")).encode()
    ignore_itself(cache_dir)
    with suppress(OSError):
        keep_sealed(_path(cache_dir, name), text)
        prune_notes(cache_dir)


def prune_notes(cache_dir: Path, most_bytes: int = MOST_BYTES, most_notes: int = MOST_NOTES) -> None:
    """Remove what was used longest ago until the rest is within bounds, and what is beyond them by itself."""
    left, kept = most_bytes, 0
    for _, size, path in sorted(_list_notes(cache_dir), reverse=True):
        if size <= left and kept < most_notes:
            left, kept = left - size, kept + 1
        elif not is_being_written(path):
            if size <= most_bytes:
                left = 0  # what was used before this one goes with it
            with suppress(OSError):
                path.unlink()


def _list_notes(cache_dir: Path) -> list[tuple[int, int, Path]]:
    """(time of last use in ns, bytes, path) of each file in the folder."""
    found = []
    with suppress(OSError), os.scandir(cache_dir / FOLDER) as entries:
        for entry in entries:
            with suppress(OSError):
                state = entry.stat(follow_symlinks=False)
                found.append((state.st_mtime_ns, state.st_size, Path(entry.path)))
    return found


def _path(cache_dir: Path, name: str) -> Path:
    return cache_dir / FOLDER / f"{name}.json"
