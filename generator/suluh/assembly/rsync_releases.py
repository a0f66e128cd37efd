"""The same releases on another machine, written by the program rsync: the site first, then one link.

rsync replaces a link by a rename, so the change of `current` is one step there too.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from suluh.assembly.releases import CURRENT, KEPT, LOG, RELEASES, name_release, read_log, write_log
from suluh.vocabulary.findings import Finding, Place

MODES = "--chmod=D755,F644"
_TARGET = re.compile(r"rsync://[^\s/]+/\S+|(?:[A-Za-z0-9._-]+@)?[A-Za-z0-9][A-Za-z0-9._-]+:[^\s:]\S*")
_MISSING = 23
"""rsync's exit code where what it was asked for is not there."""


class _Failed(Exception):
    """Carries rsync's own words out; never leaves this module."""


def is_rsync_target(target: str) -> bool:
    """Whether a target is `host:folder`, `user@host:folder` or `rsync://…`; a drive letter is no host."""
    return _TARGET.fullmatch(target) is not None


def deploy_by_rsync(site: Path, target: str, now: datetime, *, keep: int = KEPT) -> tuple[str, list[Finding]]:
    """Show the built site from a folder that rsync reaches; the name of the release, empty with findings."""
    name, findings = name_release(site, now)
    if not name:
        return "", findings
    base = target.rstrip("/")
    try:
        with TemporaryDirectory(prefix="suluh-") as desk:
            log = _fetch_log(base, Path(desk))
            if log and log[-1].rpartition("-")[2] == name.rpartition("-")[2]:
                return log[-1], findings
            _push_folders(base, Path(desk))
            shared = [f"--link-dest=../{log[-1]}"] if log else []
            # Two builds may differ in a file of one size and one second, so contents are compared.
            _run(["-rlt", "--checksum", MODES, *shared, "--", f"{site}/", f"{base}/{RELEASES}/{name}/"])
            kept = [*log, name][-keep:]
            _push_current(base, Path(desk), kept)
            _remove_releases(base, Path(desk), [one for one in log if one not in kept])
    except (_Failed, OSError) as fault:
        return "", [Finding("W007", Place("rsync"), details={"pesan": str(fault)})]
    return name, findings


def roll_back_by_rsync(target: str) -> tuple[str, list[Finding]]:
    """Show again what was shown before; its name, empty with findings."""
    base = target.rstrip("/")
    try:
        with TemporaryDirectory(prefix="suluh-") as desk:
            log = _fetch_log(base, Path(desk))[:-1]
            if not log:
                return "", [Finding("W006", Place("rsync"))]
            _run(["--list-only", "--", f"{base}/{RELEASES}/{log[-1]}/manifest.json"])
            _push_current(base, Path(desk), log)
    except (_Failed, OSError) as fault:
        return "", [Finding("W007", Place("rsync"), details={"pesan": str(fault)})]
    return log[-1], []


def _fetch_log(base: str, desk: Path) -> list[str]:
    there = desk / "ada"
    there.mkdir()
    _run(["--ignore-times", "--", f"{base}/{LOG}", f"{there}/"], may_be_missing=True)
    return read_log(there / LOG)


def _push_folders(base: str, desk: Path) -> None:
    """Make the target and its folder of releases where they are not there yet."""
    (desk / "folder" / RELEASES).mkdir(parents=True)
    _run(["-r", MODES, "--", f"{desk / 'folder'}/", f"{base}/"])


def _push_current(base: str, desk: Path, log: Sequence[str]) -> None:
    """The link first, then the list: the list may be behind, never ahead."""
    sent = desk / "kini"
    sent.mkdir()
    (sent / CURRENT).symlink_to(f"{RELEASES}/{log[-1]}", target_is_directory=True)
    _run(["-l", "--", f"{sent / CURRENT}", f"{base}/"])
    write_log(sent / LOG, log)
    _run(["--ignore-times", MODES, "--", f"{sent / LOG}", f"{base}/"])


def _remove_releases(base: str, desk: Path, names: Sequence[str]) -> None:
    """Remove releases by sending an empty folder that rsync makes theirs equal to."""
    if not names:
        return
    empty = desk / "kosong"
    empty.mkdir()
    chosen = [f"--include=/{name}/***" for name in names]
    _run(["-r", "--delete", *chosen, "--exclude=*", "--", f"{empty}/", f"{base}/{RELEASES}/"])


def _run(arguments: Sequence[str], *, may_be_missing: bool = False) -> None:
    program = shutil.which("rsync")
    if program is None:
        raise _Failed("rsync tidak terpasang")
    done = subprocess.run([program, *arguments], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode and not (may_be_missing and done.returncode == _MISSING):
        lines = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise _Failed(lines[0] if lines else f"rsync {done.returncode}")
