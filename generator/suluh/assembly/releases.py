"""Releases of a site in a folder that a web server shows: each whole, one of them current.

```text
TARGET/releases/20260102T030405Z-1a2b3c4d/   a whole site each
TARGET/current                               what the web server shows
TARGET/releases.txt                          what was shown, oldest first
```

Where folders can be linked, `current` is a link that one rename replaces. Elsewhere (Windows) it is
a copy of its release, made beside it and put in place by the same exchange of names as a build.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from suluh.assembly.manifest import MANIFEST
from suluh.assembly.swap import MARKER, fresh_folder, hold_lock, swap_in
from suluh.assembly.verification import verify_folder
from suluh.vocabulary.findings import Finding, Place, has_errors
from suluh.vocabulary.system_faults import name_fault

RELEASES = "releases"
CURRENT = "current"
LOG = "releases.txt"
KEPT = 5
PATIENCE_SECONDS = 60.0
_NAME = re.compile(r"[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}")
_HASH_LENGTH = 8


def deploy_site(
    site: Path, target: Path, now: datetime, *, keep: int = KEPT, link: bool = os.name != "nt"
) -> tuple[str, list[Finding]]:
    """Show the built site `site` from the folder `target`; the release's name, empty with findings.

    The site must be what its manifest says. Whatever fails, what was shown before is still shown.
    """
    name, findings = name_release(site, now)
    if not name:
        return "", findings
    if target.resolve().is_relative_to(site.resolve()):
        return "", [Finding("W005", Place(target.name))]
    try:
        target.mkdir(parents=True, exist_ok=True)
        with hold_lock(target / ".suluh-kunci", PATIENCE_SECONDS) as held:
            if not held or not _is_ours(target):
                return "", [Finding("W005", Place(target.name))]
            log = read_shown(target)
            if log and log[-1].endswith(name[-_HASH_LENGTH:]):
                return log[-1], findings
            _copy_release(site, target / RELEASES, name)
            _show(target, name, link)
            kept = [*log, name][-keep:]
            write_log(target / LOG, kept)
            _remove_releases(target / RELEASES, kept)
    except OSError as fault:
        return "", [Finding("W008", Place(target.name), details={"pesan": name_fault(fault)})]
    return name, findings


def roll_back(target: Path, *, link: bool = os.name != "nt") -> tuple[str, list[Finding]]:
    """Show again what was shown before the current release; its name, empty with findings."""
    if not (target / LOG).is_file():
        return "", [Finding("W006", Place(target.name))]
    try:
        with hold_lock(target / ".suluh-kunci", PATIENCE_SECONDS) as held:
            if not held or not _is_ours(target):
                return "", [Finding("W005", Place(target.name))]
            log = [name for name in read_shown(target)[:-1] if (target / RELEASES / name).is_dir()]
            if not log:
                return "", [Finding("W006", Place(target.name))]
            _show(target, log[-1], link)
            write_log(target / LOG, log)
    except OSError as fault:
        return "", [Finding("W008", Place(target.name), details={"pesan": name_fault(fault)})]
    return log[-1], []


def name_release(site: Path, now: datetime) -> tuple[str, list[Finding]]:
    """The name of a release of this site: its time and what it holds. Empty where it is not as built."""
    _, findings = verify_folder(site)
    if has_errors(findings):
        return "", findings
    digest = sha256((site / MANIFEST).read_bytes()).hexdigest()
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{digest[:_HASH_LENGTH]}", findings


def is_release(name: str) -> bool:
    """Whether a folder's name is that of a release."""
    return _NAME.fullmatch(name) is not None


def read_log(path: Path) -> list[str]:
    """Names of the releases that were shown, oldest first; lines that name none are left out."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return [line for line in lines if _NAME.fullmatch(line)]


def write_log(path: Path, names: Sequence[str]) -> None:
    """Replace the list of releases in one step."""
    fresh = path.with_name(f".{path.name}.baru")
    fresh.write_text("".join(f"{name}\n" for name in names), encoding="utf-8", newline="\n")
    fresh.replace(path)


def _is_ours(target: Path) -> bool:
    """Whether `current` is nothing yet, a link to a release, or a copy of one."""
    current = target / CURRENT
    if current.is_symlink():
        return _linked_name(current) != ""
    return not current.exists() or (current / MARKER).is_file()


def read_shown(target: Path) -> list[str]:
    """The list of releases, and last the one that is shown: a run may have died before it was listed."""
    log = read_log(target / LOG)
    current = target / CURRENT
    name = _linked_name(current) if current.is_symlink() else ""
    if not name or (log and log[-1] == name):
        return log
    return [*log[: log.index(name)], name] if name in log else [*log, name]


def _linked_name(current: Path) -> str:
    folder, _, name = current.readlink().as_posix().rpartition("/")
    return name if folder == RELEASES and _NAME.fullmatch(name) else ""


def _copy_release(site: Path, releases: Path, name: str) -> None:
    """The site as a release; a folder under its final name is whole."""
    fresh = releases / f".{name}"
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(site, fresh)
    if (releases / name).exists():
        shutil.rmtree(releases / name)
    fresh.rename(releases / name)


def _show(target: Path, name: str, link: bool) -> None:
    current = target / CURRENT
    if link and (current.is_symlink() or not current.exists()):
        fresh = target / f".{CURRENT}.baru"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(f"{RELEASES}/{name}", target_is_directory=True)
        fresh.replace(current)
        return
    with fresh_folder(current) as copy:
        shutil.copytree(target / RELEASES / name, copy, dirs_exist_ok=True)
        swap_in(copy, current)


def _remove_releases(releases: Path, kept: Sequence[str]) -> None:
    """Remove releases that are no longer kept, and what a dead run left; nothing with another name."""
    for path in sorted(releases.iterdir()):
        if _NAME.fullmatch(path.name.removeprefix(".")) and path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)
