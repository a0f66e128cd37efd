"""One build of a project at a time, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from suluh.assembly.build_progress import SILENT, Progress
from suluh.assembly.swap import Holder, hold_lock, read_holder
from suluh.reading.kept_files import ignore_itself
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.system_faults import name_fault

PATIENCE = 1800.0
"""Seconds to wait for another build of the same project before giving up: longer than any build takes."""

LOCK = "kunci"
"""The file in the cache folder that whoever builds holds: cache, stage and site are for one at a time."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What became of a build: `site_dir` is where the site lies, None if an older one stays.

    `withheld` counts datasets and reports that errors kept out; `unchanged` says that the site was in place
    already, the same to the byte.
    """

    findings: tuple[Finding, ...]
    site_dir: Path | None = None
    pages: int = 0
    files: int = 0
    withheld: int = 0
    unchanged: bool = False


@contextmanager
def take_turn(
    settings: Settings, progress: Progress = SILENT, patience: float = PATIENCE
) -> Iterator[Finding | None]:
    """Be the only one who builds the project.

    Yields S012 where another does all the while, S013 where there is nothing to be held.
    """

    def tell(holder: Holder) -> None:
        progress.wait(holder.work, holder.process, holder.minutes)

    ignore_itself(settings.cache_dir)
    path = settings.cache_dir / LOCK
    with ExitStack() as turn:
        try:
            lock = hold_lock(path, patience, work=settings.site_dir.name, waiting=tell)
            held = turn.enter_context(lock)
        except OSError as fault:
            yield cannot_write(settings, fault)
            return
        yield None if held else _tell_busy(settings, read_holder(path))


def _tell_busy(settings: Settings, holder: Holder) -> Finding:
    details = {
        "folder": holder.work or "?",
        "proses": str(holder.process or "?"),
        "menit": str(holder.minutes),
    }
    return Finding("S012", Place(settings.site_dir.name), details=details)


def cannot_write(settings: Settings, fault: OSError) -> Finding:
    """S013: the disk is full, a folder may not be written, or the like."""
    return Finding("S013", Place(settings.site_dir.name), details={"pesan": name_fault(fault)})


def is_own_fault(findings: Iterable[Finding]) -> bool:
    """Whether a build was stopped by a fault that nobody's submission caused."""
    return any(finding.code == "S020" for finding in findings)
