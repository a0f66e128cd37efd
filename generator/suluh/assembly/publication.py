"""From a `Site` to a site in place: stage, render, assemble beside, check, swap."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from suluh.assembly.assembling import MakePolicy, assemble_site
from suluh.assembly.build_progress import ENGINE, SILENT, STAGING, SWAP, Progress
from suluh.assembly.engine import Engine, render_staged
from suluh.assembly.policy import build_policy
from suluh.assembly.staging import Staged, stage_site
from suluh.assembly.swap import Holder, check_replaceable, fresh_folder, hold_lock, read_holder, swap_in
from suluh.reading.kept_files import ignore_itself
from suluh.vocabulary.findings import Finding, Place, has_errors
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Site
from suluh.vocabulary.system_faults import name_fault

PATIENCE = 1800.0
"""Seconds to wait for another build of the same project before giving up: longer than any build takes."""

LOCK = "kunci"
"""The file in the cache folder that whoever builds holds: cache, stage and site are for one at a time."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What became of a build: `site_dir` is where the new site lies, None if the old one stays."""

    findings: tuple[Finding, ...]
    site_dir: Path | None = None
    pages: int = 0
    files: int = 0


def publish(
    site: Site, settings: Settings, engine: Engine, *, progress: Progress = SILENT, patience: float = PATIENCE
) -> Publication:
    """Publish a site into `settings.site_dir`. The last good site stays unless all went well."""
    with take_turn(settings, progress, patience) as refused:
        return Publication((refused,)) if refused else publish_in_turn(site, settings, engine, progress)


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


def publish_in_turn(site: Site, settings: Settings, engine: Engine, progress: Progress) -> Publication:
    """The same for who has the turn already."""
    settings = replace(settings, site_dir=settings.site_dir.resolve())
    refused = check_replaceable(settings.site_dir, settings.root)
    if refused:
        return Publication(tuple(refused))
    try:
        progress.stage(STAGING)
        staged, findings = stage_site(site, settings, engine.name)
        if staged is None:
            return Publication(tuple(findings))
        progress.stage(ENGINE)
        built, said = render_staged(engine, staged.folder)
        if has_errors(said):
            return Publication(tuple(said))
        finished = finish(site, settings, staged=staged, built=built, progress=progress)
    except OSError as fault:
        return Publication((cannot_write(settings, fault),))
    return Publication((*said, *finished.findings), finished.site_dir, finished.pages, finished.files)


def finish(
    site: Site,
    settings: Settings,
    *,
    staged: Staged,
    built: Path,
    progress: Progress = SILENT,
    make_policy: MakePolicy = build_policy,
) -> Publication:
    """Assemble beside the site and swap the result in, unless there is an error."""
    with fresh_folder(settings.site_dir) as fresh:
        findings = assemble_site(
            site,
            settings,
            staged=staged,
            built=built,
            target=fresh,
            progress=progress,
            make_policy=make_policy,
        )
        if has_errors(findings):
            return Publication(tuple(findings))
        progress.stage(SWAP)
        swap_in(fresh, settings.site_dir)
    pages = len(site.pages) + len(site.documents)
    return Publication(tuple(findings), settings.site_dir, pages, len(site.artifacts))


def cannot_write(settings: Settings, fault: OSError) -> Finding:
    """S013: the disk is full, a folder may not be written, or the like."""
    return Finding("S013", Place(settings.site_dir.name), details={"pesan": name_fault(fault)})
