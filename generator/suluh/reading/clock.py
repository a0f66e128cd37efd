"""The only place where the time is asked for. What a run is told is an `AsOf`, made once and handed down."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time
from pathlib import Path

from suluh.reading.git_answers import GitSilentError, ask_git
from suluh.vocabulary.as_of import AsOf, Zone
from suluh.vocabulary.findings import Finding, Severity

EPOCH = "SOURCE_DATE_EPOCH"
"""Seconds since 1970 that stand for now: https://reproducible-builds.org/specs/source-date-epoch/"""


def read_as_of(zone: Zone, *, day: date | None = None, fixed: date | None = None) -> AsOf:
    """The moment whose day judges what is due: the same for pages, checks and commands.

    It is `day` where one is chosen, else SOURCE_DATE_EPOCH, else the day that the settings name (`fixed`),
    else now: never the last commit, since a region that falls silent commits nothing any more.
    """
    if day is not None:
        return AsOf(datetime.combine(day, time(), zone.offset), zone)
    moment = _read_epoch(os.environ.get(EPOCH, ""))
    if moment is None and fixed is not None:
        return AsOf(datetime.combine(fixed, time(), zone.offset), zone)
    return AsOf(moment or read_moment(), zone)


def read_version_time(root: Path, zone: Zone) -> tuple[datetime, list[Finding]]:
    """When what is built was last changed, in a zone: SOURCE_DATE_EPOCH, else its last commit.

    So two builds of one commit bear the same stamps, whatever day it is, and whatever day
    is chosen to judge by. Without a commit it is the beginning of today. S025 where git is there and does not
    tell the last commit, so that today stands for it.
    """
    moment, findings = _read_epoch(os.environ.get(EPOCH, "")), []
    if moment is None:
        try:
            moment = _read_epoch(ask_git(root, ["log", "-1", "--format=%ct"]).strip())
        except GitSilentError as silent:
            if not silent.is_absence and _has_commits(root):
                findings.append(silent.finding("S025", severity=Severity.WARNING))
    if moment is None:
        today = zone.day_of(read_moment())
        moment = datetime.combine(today, time(), zone.offset)
    return zone.local(moment), findings


def read_today(zone: Zone) -> AsOf:
    """Now in a zone, or SOURCE_DATE_EPOCH: for what is entered on a day, whatever day the settings name."""
    return read_as_of(zone)


def read_moment() -> datetime:
    """The instant that it is, in UTC and to the second: for what really happens now, such as a release."""
    return datetime.now(UTC).replace(microsecond=0)


def _read_epoch(text: str) -> datetime | None:
    """Seconds since 1970 as an instant; None where it is none."""
    try:
        return datetime.fromtimestamp(int(text), UTC) if text.isascii() and text.isdecimal() else None
    except (ValueError, OverflowError, OSError):
        return None


def _has_commits(root: Path) -> bool:
    """Whether anything was committed; yes where git does not tell that either."""
    try:
        return bool(ask_git(root, ["rev-parse", "--verify", "--quiet", "HEAD"], nothing=1))
    except GitSilentError:
        return True
