"""From a `Site` to a site in place: stage, render, assemble beside, check, swap."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from suluh.assembly.assembling import assemble_site
from suluh.assembly.build_progress import ENGINE, SILENT, STAGING, SWAP, Progress
from suluh.assembly.engine import Engine, render_staged
from suluh.assembly.filled_pages import MakePolicy
from suluh.assembly.policy import build_policy
from suluh.assembly.staging import Staged, stage_site
from suluh.assembly.swap import check_replaceable, fresh_folder, swap_in
from suluh.assembly.turns import PATIENCE, Publication, cannot_write, take_turn
from suluh.vocabulary.findings import has_errors
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Site


def publish(
    site: Site, settings: Settings, engine: Engine, *, progress: Progress = SILENT, patience: float = PATIENCE
) -> Publication:
    """Publish a site into `settings.site_dir`. The last good site stays unless all went well."""
    with take_turn(settings, progress, patience) as refused:
        return Publication((refused,)) if refused else publish_in_turn(site, settings, engine, progress)


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
