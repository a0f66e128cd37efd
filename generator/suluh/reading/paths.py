"""Paths that a descriptor names: confined to their folder, real files, no links.

`is_reparse_point` and the exact comparison of names make the answer the same on Windows and
macOS as on Linux, where a checkout is built in the end.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from dataclasses import replace
from pathlib import Path

from suluh.vocabulary.closest_names import find_closest
from suluh.vocabulary.findings import Counted, Finding, Place

SLUG = re.compile(r"(?=.{1,100}\Z)[a-z0-9]+(?:-[a-z0-9]+)*")
"""A name in addresses; what is made of it must still fit into a file's name, which has 255 bytes."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_DRIVE = re.compile(r"[A-Za-z]:")
_UNPORTABLE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')


def confined_file(root: Path, folder: str, path: object, place: Place) -> tuple[Path | None, list[Finding]]:
    """The regular file `path` inside `folder` (relative to `root`), or None with a finding at `place`.

    Refuses absolute paths, `..`, addresses, symbolic links anywhere on the way, folders and
    devices. Opens nothing.
    """
    code = _fault_of_text(path)
    if code or not isinstance(path, str):
        shown = path if isinstance(path, str) else repr(path)
        return None, [Finding(code or "F007", place, value=shown, details={"jalur": shown})]
    here = root / folder
    parts = path.split("/")
    for number, part in enumerate(parts, start=1):
        names = _names_in(here)
        if part not in names:
            details = {"jalur": path, "mirip": find_closest(part, names) or "-"}
            return None, [Finding("F001", place, value=path, details=details)]
        here = here / part
        if is_link(here):
            return None, [Finding("F005", place, value=path, details={"jalur": path})]
        mode = here.lstat().st_mode
        fits = stat.S_ISREG(mode) if number == len(parts) else stat.S_ISDIR(mode)
        if not fits:
            return None, [Finding("F006", place, value=path, details={"jalur": path})]
    return here, []


def is_portable_path(path: str) -> bool:
    """Whether the written path is relative, stays where it is, and can be a file's on every system."""
    return not _fault_of_text(path)


def is_link(path: Path) -> bool:
    """Whether the entry itself is a symbolic link or, on Windows, a junction."""
    try:
        status = path.lstat()
    except OSError:
        return False
    attributes = getattr(status, "st_file_attributes", 0)
    reparse = getattr(stat, "FILE_ATTRIBUTE_REPARSE_POINT", 0x400)
    return stat.S_ISLNK(status.st_mode) or bool(attributes & reparse)


def list_folder(folder: Path) -> list[Path]:
    """Entries of a folder by name, without hidden ones; none where there is no folder."""
    return [folder / name for name in sorted(_names_in(folder)) if not name.startswith(".")]


def relative_path(root: Path, path: Path) -> str:
    """`path` as seen from the project's root, with `/`."""
    return path.relative_to(root).as_posix()


def read_bytes(path: Path, place: Place, *, limit: int) -> tuple[bytes | None, list[Finding]]:
    """The file's bytes, or None with a finding where it is larger than `limit` bytes or not readable."""
    try:
        if path.stat().st_size > limit:
            return None, [Finding("F018", place, details={"batas": Counted(limit // 1024, "kilobytes")})]
        return path.read_bytes(), []
    except OSError:
        return None, [Finding("F017", place)]


def read_text(path: Path, place: Place, *, limit: int) -> tuple[str | None, list[Finding]]:
    """The file as UTF-8 text (a BOM is dropped), or None with a finding."""
    data, findings = read_bytes(path, place, limit=limit)
    if data is None:
        return None, findings
    if b"\x00" in data:
        line = data[: data.index(b"\x00")].count(b"\n") + 1
        return None, [Finding("F010", replace(place, line=line))]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        details = {"penyandian": "UTF-8", "posisi": str(error.start)}
        return None, [Finding("F009", replace(place, line=line), details=details)]


def _fault_of_text(path: object) -> str:
    """Code of what is wrong with the written path, before any file is looked at; empty if nothing."""
    if not isinstance(path, str) or not path.strip():
        return "F007"
    if path.startswith(("/", "\\", "~")) or _DRIVE.match(path):
        return "F002"
    if _SCHEME.match(path):
        return "F004"
    parts = re.split(r"[/\\]", path)
    if ".." in parts:
        return "F003"
    unclean = any(part in ("", ".") or part[-1] in " ." or part[0] == " " for part in parts)
    if unclean or _UNPORTABLE.search(path) or unicodedata.normalize("NFC", path) != path:
        return "F007"
    return ""


def _names_in(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []
