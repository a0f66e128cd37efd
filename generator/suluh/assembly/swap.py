"""Putting the finished folder in place whole, and keeping two builds apart.

A killed build leaves the last good site where it was: everything is written beside it, and one
exchange of names (where the system has that) or two renames put it in place. What a dead run
left behind is cleared, or put back, by the next.
"""

from __future__ import annotations

import ctypes
import errno
import os
import secrets
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from suluh.reading.paths import is_link
from suluh.vocabulary.findings import Finding, Place

MARKER = ".suluh-situs"
"""The file that says that a folder was made here and may be replaced."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


@contextmanager
def fresh_folder(site_dir: Path) -> Iterator[Path]:
    """A folder beside the site to build in, empty but for the marker; removed unless it was swapped in.

    What dead runs left behind is cleared before and after. Its name is its own: a program that a killed
    run had started (git, say) may go on for a while and write into that run's folder.
    """
    recover(site_dir)
    _clear_left_behind(site_dir)
    fresh = _sibling(site_dir, f"baru-{secrets.token_hex(4)}")
    fresh.mkdir(parents=True)
    (fresh / MARKER).write_bytes(b"Dibuat oleh Suluh; isinya diganti seluruhnya setiap kali dibangun.\n")
    try:
        yield fresh
    finally:
        _clear(fresh)
        _clear_left_behind(site_dir)


def _clear_left_behind(site_dir: Path) -> None:
    """Remove the folders in which dead runs were building; a lock keeps living ones apart."""
    start = _sibling(site_dir, "baru").name
    for path in site_dir.parent.iterdir() if site_dir.parent.is_dir() else ():
        if path.name == start or path.name.startswith(f"{start}-"):
            _clear(path)


def recover(site_dir: Path) -> None:
    """Put back a site that a run killed between two renames left under its old name."""
    old = _sibling(site_dir, "lama")
    if old.is_dir() and not site_dir.exists():
        old.rename(site_dir)
    _remove(old)


def check_replaceable(site_dir: Path, root: Path) -> list[Finding]:
    """S011 for a folder that holds what we did not make, or that the project itself lies in."""
    foreign = site_dir.exists() and (
        not site_dir.is_dir() or (not (site_dir / MARKER).is_file() and any(site_dir.iterdir()))
    )
    if foreign or root.resolve().is_relative_to(site_dir.resolve()):
        return [Finding("S011", Place(site_dir.name))]
    return []


def swap_in(fresh: Path, site_dir: Path) -> None:
    """Make `fresh` the site. Afterwards the old one is gone. Raises OSError with the old one in place."""
    if site_dir.is_dir() and exchange(fresh, site_dir):
        _clear(fresh)
        return
    old = _sibling(site_dir, "lama")
    _remove(old)
    if site_dir.exists():
        _rename(site_dir, old)
    try:
        _rename(fresh, site_dir)
    except OSError:
        if old.is_dir():
            _rename(old, site_dir)
        raise
    _clear(old)


def exchange(path: Path, other: Path) -> bool:
    """Exchange two folders' names in one step; False where the system cannot."""
    if not sys.platform.startswith(("linux", "darwin")):
        return False
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            result = system.renamex_np(os.fsencode(path), os.fsencode(other), ctypes.c_uint(_RENAME_SWAP))
            return bool(result == 0)
        result = system.renameat2(
            ctypes.c_int(_AT_FDCWD),
            os.fsencode(path),
            ctypes.c_int(_AT_FDCWD),
            os.fsencode(other),
            ctypes.c_uint(_RENAME_EXCHANGE),
        )
    except (AttributeError, OSError):
        return False
    return bool(result == 0)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock: a process, what it is at, and since when (seconds since 1970). 0 is not known."""

    process: int = 0
    work: str = ""
    since: int = 0

    @property
    def minutes(self) -> int:
        """For how many whole minutes it has been at it."""
        return max(int(time.time()) - self.since, 0) // 60 if self.since else 0


@contextmanager
def hold_lock(
    path: Path, patience: float, *, work: str = "", waiting: Callable[[Holder], None] | None = None
) -> Iterator[bool]:
    """Hold the lock file while building; yields False if another holds it longer than `patience` seconds.

    The system frees it when its holder dies, however that happens. `waiting` is told once who holds it;
    `work` is what others who wait are told of us.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _open_lock(path) as file:
        deadline = time.monotonic() + patience
        while not (held := _try_lock(file)) and time.monotonic() < deadline:
            if waiting is not None:
                waiting(read_holder(path))
                waiting = None
            time.sleep(0.1)
        if held:
            _note_holder(file, Holder(os.getpid(), work, int(time.time())))
        try:
            yield held
        finally:
            if held:
                _unlock(file)


def _open_lock(path: Path) -> IO[bytes]:
    """The lock file itself: behind a link somebody's own file might lie. Raises OSError."""
    if is_link(path) or is_link(path.parent):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), path.name)
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o666), "a+b")


def read_holder(path: Path) -> Holder:
    """Who holds the lock, as far as its file tells."""
    try:
        process, since, work = path.read_text(encoding="utf-8").split("\n")[:3]
        return Holder(int(process), work, int(since))
    except (OSError, ValueError):
        return Holder()


def _note_holder(file: IO[bytes], holder: Holder) -> None:
    with suppress(OSError):  # the lock holds without it
        file.truncate(0)
        file.write(f"{holder.process}\n{holder.since}\n{holder.work}\n".encode())
        file.flush()


if sys.platform == "win32":
    import msvcrt

    _LOCKED_BYTE = 1 << 30
    """Far behind what stands in the file: a locked byte cannot be read by others there."""

    def _try_lock(file: IO[bytes]) -> bool:
        file.seek(_LOCKED_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: IO[bytes]) -> None:
        file.seek(_LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _unlock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


def _sibling(site_dir: Path, what: str) -> Path:
    return site_dir.with_name(f".{site_dir.name}.{what}")


def _rename(path: Path, other: Path) -> None:
    """Rename a folder. Windows refuses while anyone reads a file in it, so there it is tried for a while."""
    for _ in range(50 if sys.platform == "win32" else 0):
        try:
            path.rename(other)
        except PermissionError:
            time.sleep(0.1)
        else:
            return
    path.rename(other)


def _clear(folder: Path) -> None:
    """Remove what is no longer needed; what cannot be removed now, the next run removes."""
    with suppress(OSError):
        _remove(folder)


def _remove(folder: Path) -> None:
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)
    elif folder.exists() or folder.is_symlink():
        folder.unlink()
