"""What the finished site is, byte for byte: `manifest.json` for programs, `SHA256SUMS` for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from pathlib import Path
from typing import Any

from suluh.assembly.swap import MARKER
from suluh.history.versions import Commit
from suluh.vocabulary.settings import Settings

MANIFEST = "manifest.json"
CHECKSUMS = "SHA256SUMS"
SIGNATURE = "manifest.json.sig"
UNLISTED = frozenset((MANIFEST, SIGNATURE, CHECKSUMS, MARKER))
"""Files that the manifest cannot hold or that no visitor gets."""
FORMAT = 1


@dataclass(frozen=True, slots=True, order=True)
class ListedFile:
    """A file of the site: its path from the root, its size in bytes and its SHA-256 in hex.

    `members` are the SHA-256 of what an archive holds, so that a file is known within one too.
    """

    path: str
    size: int
    sha256: str
    members: tuple[str, ...] = ()


def write_manifest(
    folder: Path,
    files: Iterable[ListedFile],
    settings: Settings,
    commit: Commit | None,
    datasets: Iterable[Mapping[str, Any]] = (),
) -> None:
    """Write both lists into a finished folder: the same bytes whenever the same site is built.

    The manifest holds the digest of the other list and of each dataset's own, so one signature covers all.
    What git did not tell of the commit is null there: unknown, neither clean nor changed.
    """
    listed = sorted(file for file in files if file.path not in UNLISTED)
    sums = "".join(f"{listed_file.sha256}  {listed_file.path}\n" for listed_file in listed).encode()
    digests = {listed_file.path: listed_file.sha256 for listed_file in listed}
    content: dict[str, Any] = {
        "format": FORMAT,
        "situs": settings.site_url,
        "waktu": settings.build_time.astimezone(UTC).isoformat(),
        "daftar_sha256": sha256(sums).hexdigest(),
        "dataset": [{**dataset, "sha256": digests.get(dataset["daftar"], "")} for dataset in datasets],
        "berkas": [_describe(listed_file) for listed_file in listed],
    }
    if settings.hosting:
        content["hosting"] = settings.hosting
    if commit is not None:
        content["commit"] = commit.name or None
        content["commit_utuh"] = commit.clean
    (folder / MANIFEST).write_bytes(canonical_json(content))
    (folder / CHECKSUMS).write_bytes(sums)


def _describe(file: ListedFile) -> dict[str, Any]:
    described: dict[str, Any] = {"path": file.path, "bytes": file.size, "sha256": file.sha256}
    return {**described, "isi_sha256": list(file.members)} if file.members else described


def canonical_json(content: Mapping[str, Any]) -> bytes:
    """JSON with sorted keys, a file a line so that a change is easily seen, and one line feed at the end."""
    lines = [f" {json.dumps(key)}: {_lay_out(content[key])}" for key in sorted(content)]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _lay_out(value: object) -> str:
    if not isinstance(value, list):
        return _compact(value)
    return "[\n" + ",\n".join(f"  {_compact(entry)}" for entry in value) + "\n ]"


def read_manifest(content: bytes) -> tuple[ListedFile, ...] | None:
    """The files that a manifest lists, by path; None where it is none."""
    try:
        entries = json.loads(content)["berkas"]
        listed = [
            ListedFile(
                entry["path"], entry["bytes"], entry["sha256"], tuple(map(str, entry.get("isi_sha256", ())))
            )
            for entry in entries
        ]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return tuple(sorted(listed)) if all(map(_is_sound, listed)) else None


def read_digest(manifest: bytes) -> str:
    """The SHA-256 that a sound manifest tells of the list of checksums; empty in old ones."""
    digest = json.loads(manifest).get("daftar_sha256", "")
    return digest if isinstance(digest, str) else ""


def read_hosting(manifest: bytes) -> str:
    """The host that the site was built for, as a manifest of any origin says; empty where it says none."""
    try:
        hosting = json.loads(manifest).get("hosting", "")
    except (ValueError, AttributeError, RecursionError):
        return ""
    return hosting if isinstance(hosting, str) else ""


def _is_sound(file: ListedFile) -> bool:
    """Whether an entry names a file below the root: a manifest may come from anywhere."""
    if not isinstance(file.path, str) or not isinstance(file.size, int) or not isinstance(file.sha256, str):
        return False
    parts = file.path.replace("\\", "/").split("/")
    return bool(file.path) and ".." not in parts and "" not in parts and ":" not in file.path


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
