"""What the finished site is, byte for byte: `manifest.json` for programs, `SHA256SUMS` for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

from suluh.assembly.swap import MARKER
from suluh.history.versions import Commit
from suluh.vocabulary.settings import Settings

MANIFEST = "manifest.json"
CHECKSUMS = "SHA256SUMS"
UNLISTED = frozenset((MANIFEST, CHECKSUMS, MARKER))
"""Files that the manifest cannot hold or that no visitor gets."""
FORMAT = 1


@dataclass(frozen=True, slots=True, order=True)
class ListedFile:
    """A file of the site: its path from the root, its size in bytes and its SHA-256 in hex."""

    path: str
    size: int
    sha256: str


def write_manifest(
    folder: Path, files: Iterable[ListedFile], settings: Settings, commit: Commit | None
) -> None:
    """Write both lists into a finished folder: the same bytes whenever the same site is built."""
    listed = sorted(one for one in files if one.path not in UNLISTED)
    content: dict[str, Any] = {
        "format": FORMAT,
        "situs": settings.site_url,
        "waktu": settings.build_time.astimezone(UTC).isoformat(),
        "berkas": [{"path": one.path, "bytes": one.size, "sha256": one.sha256} for one in listed],
    }
    if commit is not None:
        content["commit"] = commit.name
        content["commit_utuh"] = commit.clean
    (folder / MANIFEST).write_bytes(canonical_json(content))
    lines = "".join(f"{one.sha256}  {one.path}\n" for one in listed)
    (folder / CHECKSUMS).write_bytes(lines.encode())


def canonical_json(content: Mapping[str, Any]) -> bytes:
    """JSON with sorted keys, a file a line so that a change is easily seen, and one line feed at the end."""
    head = {key: value for key, value in content.items() if key != "berkas"}
    lines = [f" {json.dumps(key)}: {_compact(head[key])}" for key in sorted(head)]
    entries = ",\n".join(f"  {_compact(entry)}" for entry in content["berkas"])
    lines.insert(0, f' "berkas": [\n{entries}\n ]')
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def read_manifest(content: bytes) -> tuple[ListedFile, ...] | None:
    """The files that a manifest lists, by path; None where it is none."""
    try:
        entries = json.loads(content)["berkas"]
        listed = [ListedFile(entry["path"], entry["bytes"], entry["sha256"]) for entry in entries]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return tuple(sorted(listed)) if all(map(_is_sound, listed)) else None


def _is_sound(file: ListedFile) -> bool:
    """Whether an entry names a file below the root: a manifest may come from anywhere."""
    if not isinstance(file.path, str) or not isinstance(file.size, int) or not isinstance(file.sha256, str):
        return False
    parts = file.path.replace("\\", "/").split("/")
    return bool(file.path) and ".." not in parts and "" not in parts and ":" not in file.path


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
