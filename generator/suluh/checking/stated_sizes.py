"""Are the files as long as the descriptor says, and the very ones that it gives the hash of?"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from suluh.reading.paths import confined_file
from suluh.reading.safe_yaml import line_of
from suluh.reading.submitted_tables import LARGE_LIMIT
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.package import DataPackage, Resource
from suluh.vocabulary.settings import Settings

ALGORITHMS = {"md5": 32, "sha1": 40, "sha224": 56, "sha256": 64, "sha384": 96, "sha512": 128}
"""Algorithms by name, with the hexadecimal digits of what they give."""

_CHUNK = 1024 * 1024
_HASH = re.compile(r"(?:([A-Za-z0-9-]+):)?([0-9A-Fa-f]+)")


@dataclass(frozen=True, slots=True)
class _Stated:
    """One statement: under which key, what, and by which algorithm; no algorithm for a length."""

    key: str
    value: Any
    line: int | None
    algorithm: str = ""


def check_stated_sizes(package: DataPackage, resource: Resource, settings: Settings) -> list[Finding]:
    """Findings for each `bytes` and `hash` that does not hold of the resource's files, taken together."""
    stated = list(_list_stated(resource.descriptor))
    if not stated:
        return []
    place = Place(package.descriptor_path, resource.name)
    findings: list[Finding] = []
    known: list[tuple[_Stated, str, int | str]] = []
    for other_stated in stated:
        read = _read_length(other_stated) if not other_stated.algorithm else _read_hash(other_stated)
        if read is None:
            details = {"kunci": other_stated.key, "ada": ", ".join(ALGORITHMS)}
            findings.append(Finding("P041", _at(place, other_stated), details=details))
        else:
            known.append((other_stated, *read))
    files = [confined_file(settings.root, package.folder, path, place)[0] for path in resource.paths]
    whole = [path for path in files if path is not None and path.is_file()]
    if not whole or len(whole) < len(files) or sum(path.stat().st_size for path in whole) > LARGE_LIMIT:
        return findings  # told by whoever reads the table
    length, hashes = _measure(whole, {algorithm for _, algorithm, _ in known if algorithm})
    for other_stated, algorithm, value in known:
        details = {"kunci": other_stated.key, "ada": str(length), "tertulis": str(value), "cara": algorithm}
        if not algorithm and value != length:
            findings.append(Finding("P039", _at(place, other_stated), details=details))
        elif algorithm and value != hashes[algorithm]:
            findings.append(Finding("P040", _at(place, other_stated), details=details | {"tertulis": ""}))
    return findings


def _list_stated(raw: Mapping[str, Any]) -> Iterator[_Stated]:
    usual = raw.get("hashing", "md5")
    usual = usual if isinstance(usual, str) and usual else "?"
    stats = raw.get("stats")
    for owner, prefix in ((raw, ""), (stats if isinstance(stats, dict) else {}, "stats.")):
        for key, algorithm in (("bytes", ""), ("hash", usual), ("md5", "md5"), ("sha256", "sha256")):
            stands = key in owner and owner[key] is not None and (prefix or key in ("bytes", "hash"))
            if stands and owner[key] != "":
                yield _Stated(f"{prefix}{key}", owner[key], line_of(owner, key), algorithm)


def _read_length(stated: _Stated) -> tuple[str, int] | None:
    value = stated.value
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value[:20])
    return ("", value) if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _read_hash(stated: _Stated) -> tuple[str, str] | None:
    """The algorithm and the digits; None where it is none of those known, or the digits are not its own."""
    match = _HASH.fullmatch(str(stated.value)) if isinstance(stated.value, (str, int)) else None
    if match is None:
        return None
    algorithm = (match[1] or stated.algorithm).lower().replace("-", "")
    return (algorithm, match[2].lower()) if ALGORITHMS.get(algorithm) == len(match[2]) else None


def _measure(files: list[Path], algorithms: set[str]) -> tuple[int, dict[str, str]]:
    hashers = {name: hashlib.new(name, usedforsecurity=False) for name in sorted(algorithms)}
    length = 0
    for path in files:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                length += len(chunk)
                for hasher in hashers.values():
                    hasher.update(chunk)
    return length, {name: hasher.hexdigest() for name, hasher in hashers.items()}


def _at(place: Place, stated: _Stated) -> Place:
    return Place(place.path, place.resource, line=stated.line, field=stated.key)
