"""Which files of a site are Suluh's own, and how they differ from those of the Suluh that is installed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from suluh.publishing.starter.forge_files import OWNERS_FILES, find_forge, write_forge_files
from suluh.publishing.starter.site_plan import (
    REQUIREMENTS,
    TEMPLATES_FOLDER,
    write_empty_tables,
    write_requirements,
)
from suluh.reading.paths import is_link

_PIN = re.compile(r"(uses: [\w./-]+)@(.*)")
_VERSION = re.compile(r"\bv(\d+(?:\.\d+)*)\s*$")
"""The version of a pinned action: what it is pinned to, or the remark behind a commit."""
_NAMES_SULUH = re.compile(r"^suluh==", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file as it is (None where it is not there) and as it would be; `path` from the site's root."""

    path: str
    old: str | None
    new: str

    def show(self) -> str:
        """What would change, as a unified diff."""
        before = "" if self.old is None else self.old
        lines = unified_diff(
            before.splitlines(keepends=True),
            self.new.splitlines(keepends=True),
            "/dev/null" if self.old is None else self.path,
            self.path,
        )
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def is_begun_here(root: Path) -> bool:
    """Whether a site takes Suluh from its `requirements.txt`, as those that `suluh init` begins do."""
    return _NAMES_SULUH.search(_read(root / REQUIREMENTS) or "") is not None


def find_outdated(root: Path, owners: str = "") -> list[OwnFile]:
    """Own files that are not as they would be now. `owners` is what CODEOWNERS is to say, or empty.

    A kind of file that the site does without stays away: no `templat/`, no CODEOWNERS, no workflows.
    Links are never followed nor written. Other versions of actions alone are no difference, and one that the
    site has newer stays.
    """
    found = []
    for path, text in _now(root, owners):
        old = _read(root / path)
        found.append(OwnFile(path, old, text if old is None else _with_newer_pins(text, old)))
    return [
        file
        for file in found
        if _without_pins(file.old) != _without_pins(file.new) and not _leads_away(root, file.path)
    ]


def _without_pins(text: str | None) -> str | None:
    """A workflow without the versions of its actions: on GitHub, Dependabot raises these in between."""
    return None if text is None else _PIN.sub(r"\1", text)


def _with_newer_pins(new: str, old: str) -> str:
    """The new text with the versions of actions that are newer in the old one."""
    kept = {match[1]: match[2] for match in _PIN.finditer(old)}

    def pin(match: re.Match[str]) -> str:
        stated = kept.get(match[1], "")
        return f"{match[1]}@{stated}" if _version_of(stated) > _version_of(match[2]) else match[0]

    return _PIN.sub(pin, new)


def _version_of(pin: str) -> tuple[int, ...]:
    """The parts of a pin's version, none where it says none."""
    found = _VERSION.search(pin)
    return tuple(map(int, found[1].split("."))) if found else ()


def choose_files(files: Collection[OwnFile], names: Collection[str]) -> list[OwnFile]:
    """Those of the named files and folders; all where none is named."""
    return [
        file
        for file in files
        if not names or any(file.path == name or file.path.startswith(f"{name}/") for name in names)
    ]


def _now(root: Path, owners: str) -> Iterator[tuple[str, str]]:
    forge = find_forge(root)
    yield from write_forge_files(forge).items() if forge else ()
    yield (REQUIREMENTS, write_requirements())
    if (root / TEMPLATES_FOLDER).is_dir():
        yield from write_empty_tables().items()
    path = OWNERS_FILES.get(forge, "")
    if owners and path and (root / path).is_file():
        yield (path, owners)


def _leads_away(root: Path, path: str) -> bool:
    parts = path.split("/")
    return any(is_link(root / "/".join(parts[: count + 1])) for count in range(len(parts)))


def _read(path: Path) -> str | None:
    """A file's text whatever the machine's line ends are, or None."""
    if not path.is_file():
        return None
    return path.read_text(encoding="utf-8", errors="replace")
