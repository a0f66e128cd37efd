"""The same releases on another machine, written by the program rsync: the site first, then one link.

rsync replaces a link by a rename, so the change of `current` is one step there too. It cannot hold a
lock, so a run leaves a note with its own mark and goes on only if that note is the one that stands there.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory

from suluh.assembly.releases import (
    CURRENT,
    KEPT,
    LOG,
    RELEASES,
    is_release,
    name_release,
    read_shown,
    write_log,
)
from suluh.reading.called_programs import find_program
from suluh.vocabulary.findings import Finding, Place

MODES = "--chmod=D755,F644"
_TARGET = re.compile(r"rsync://[^\s/]+/\S+|(?:[A-Za-z0-9._-]+@)?[A-Za-z0-9][A-Za-z0-9._-]+:[^\s:]\S*")
NOTE = "sedang-diterbitkan.txt"
PATIENCE_SECONDS = 3600
"""A note that is older than this was left by a run that died."""
_SILENT_SECONDS = 300
"""Without a byte from the other side, after which rsync itself gives up."""
_LONGEST_SECONDS = 6 * 3600
"""Of one transfer."""
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
            _push_folders(base, Path(desk))
            with _alone(base, Path(desk)):
                log = _fetch_shown(base, Path(desk))
                if log and log[-1].rpartition("-")[2] == name.rpartition("-")[2]:
                    return log[-1], findings
                shared = [f"--link-dest=../{log[-1]}"] if log else []
                # Two builds may differ in a file of one size and one second, so contents are compared.
                _run(["-rlt", "--checksum", MODES, *shared, "--", f"{site}/", f"{base}/{RELEASES}/{name}/"])
                kept = [*log, name][-keep:]
                _push_current(base, Path(desk), kept)
                _remove_releases(
                    base,
                    Path(desk),
                    [list_release for list_release in _list_releases(base) if list_release not in kept],
                )
    except (_Failed, OSError) as fault:
        return "", [Finding("W007", Place("rsync"), details={"pesan": str(fault)})]
    return name, findings


def roll_back_by_rsync(target: str) -> tuple[str, list[Finding]]:
    """Show again what was shown before; its name, empty with findings."""
    base = target.rstrip("/")
    try:
        with TemporaryDirectory(prefix="suluh-") as desk:
            if not _fetch_shown(base, Path(desk)):
                return "", [Finding("W006", Place("rsync"))]
            with _alone(base, Path(desk)):
                there = _list_releases(base)
                log = [name for name in _fetch_shown(base, Path(desk))[:-1] if name in there]
                if not log:
                    return "", [Finding("W006", Place("rsync"))]
                _run(["--list-only", "--", f"{base}/{RELEASES}/{log[-1]}/manifest.json"])
                _push_current(base, Path(desk), log)
    except (_Failed, OSError) as fault:
        return "", [Finding("W007", Place("rsync"), details={"pesan": str(fault)})]
    return log[-1], []


@contextmanager
def _alone(base: str, desk: Path) -> Iterator[None]:
    """Only while no other run is under way: of two notes sent at once, one stands."""
    ours, theirs = desk / NOTE, desk / "dibaca.txt"
    mark = token_hex(16)
    ours.write_text(f"{mark} {int(time.time())}\n", encoding="ascii")
    _run(["--ignore-existing", MODES, "--", str(ours), f"{base}/"])
    _run(["--ignore-times", "--", f"{base}/{NOTE}", str(theirs)])
    found, _, since = theirs.read_text(encoding="utf-8", errors="replace").strip().partition(" ")
    if found != mark:
        if not since.isdecimal() or time.time() - int(since) < PATIENCE_SECONDS:
            raise _Failed(
                f"penerbitan lain sedang berjalan ({NOTE} di server); tunggu, atau hapus berkas itu"
            )
        _run(["--ignore-times", MODES, "--", str(ours), f"{base}/"])
    try:
        yield
    finally:
        _remove(base, desk, [f"--include=/{NOTE}"])


def _fetch_shown(base: str, desk: Path) -> list[str]:
    """The list of releases, and last the one that is shown."""
    there = desk / "ada"
    shutil.rmtree(there, ignore_errors=True)
    there.mkdir()
    _run(["--ignore-times", "--", f"{base}/{LOG}", f"{there}/"], may_be_missing=True)
    _run(["-l", "--", f"{base}/{CURRENT}", f"{there}/"], may_be_missing=True)
    return read_shown(there)


def _list_releases(base: str) -> list[str]:
    """Every release that lies there, listed or left by a run that died."""
    lines = _run(["--list-only", "--", f"{base}/{RELEASES}/"]).splitlines()
    return [name for name in (line.rpartition(" ")[2] for line in lines) if is_release(name)]


def _push_folders(base: str, desk: Path) -> None:
    """Make the target and its folder of releases where they are not there yet."""
    (desk / "folder" / RELEASES).mkdir(parents=True, exist_ok=True)
    _run(["-r", MODES, "--", f"{desk / 'folder'}/", f"{base}/"])


def _push_current(base: str, desk: Path, log: Sequence[str]) -> None:
    """The link first, then the list: the list may be behind, never ahead."""
    sent = desk / "kini"
    shutil.rmtree(sent, ignore_errors=True)
    sent.mkdir()
    (sent / CURRENT).symlink_to(f"{RELEASES}/{log[-1]}", target_is_directory=True)
    _run(["-l", "--", f"{sent / CURRENT}", f"{base}/"])
    write_log(sent / LOG, log)
    _run(["--ignore-times", MODES, "--", f"{sent / LOG}", f"{base}/"])


def _remove_releases(base: str, desk: Path, names: Sequence[str]) -> None:
    if names:
        _remove(f"{base}/{RELEASES}", desk, [f"--include=/{name}/***" for name in names])


def _remove(folder: str, desk: Path, chosen: Sequence[str]) -> None:
    """Remove what is chosen by sending an empty folder that rsync makes theirs equal to."""
    empty = desk / "kosong"
    empty.mkdir(exist_ok=True)
    _run(["-r", "--delete", *chosen, "--exclude=*", "--", f"{empty}/", f"{folder}/"])


def _run(arguments: Sequence[str], *, may_be_missing: bool = False) -> str:
    """What rsync said."""
    program = find_program("rsync")
    if program is None:
        raise _Failed("rsync tidak terpasang")
    try:
        done = subprocess.run(
            [program, f"--timeout={_SILENT_SECONDS}", *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_LONGEST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _Failed(f"rsync tidak selesai dalam {_LONGEST_SECONDS // 3600} jam") from None
    if done.returncode and not (may_be_missing and done.returncode == _MISSING):
        lines = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise _Failed(lines[0] if lines else f"rsync {done.returncode}")
    return done.stdout.decode("utf-8", errors="replace")
