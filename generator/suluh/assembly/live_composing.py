"""The site of a live preview: checked and composed after a change, its pages made when they are asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from suluh.assembly.assembling import write_documents
from suluh.assembly.build_progress import SILENT, Progress
from suluh.assembly.document_styles import copy_theme
from suluh.assembly.engine import Engine, render_staged
from suluh.assembly.filled_pages import read_frames
from suluh.assembly.foresight import lay_at_sources, list_foreseen
from suluh.assembly.live_site import LiveSite
from suluh.assembly.policy import build_policy
from suluh.assembly.sources import Sources
from suluh.assembly.staging import stage_site
from suluh.assembly.swap import check_replaceable, fresh_folder, swap_in
from suluh.assembly.theme_files import is_light
from suluh.assembly.turns import cannot_write, take_turn
from suluh.checking.project import Checked, with_findings
from suluh.history.gaps import remark_gaps
from suluh.pipeline import make_site
from suluh.publishing.artifacts import measured_later
from suluh.publishing.whole_check import check_whole, is_stopped
from suluh.rendering.environment import make_environment
from suluh.vocabulary.findings import Finding, has_errors, in_reading_order
from suluh.vocabulary.own_types import with_own_types
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Site


@dataclass(frozen=True, slots=True)
class Composed:
    """A site to be shown, None where errors stop it, with all findings and what was checked for it."""

    findings: tuple[Finding, ...]
    site: LiveSite | None = None
    checked: Checked | None = None


@with_own_types
def compose_live(
    settings: Settings, engine: Engine, progress: Progress = SILENT, earlier: Checked | None = None
) -> Composed:
    """Check the project and compose its site without what has errors.

    Of an `earlier` check of the same project what is the same is taken again.

    What a build would find later is looked for where the site cannot be composed for it; else that is for
    `foresee_live`, once the site is shown.
    """
    with take_turn(settings, progress) as refused:
        if refused is not None:
            return Composed((refused,))
        checked = check_whole(settings, earlier=earlier)
        composed = _compose(settings, checked, engine)
        if composed.site is None and not is_stopped(settings, checked):
            foreseen = with_findings(checked, list_foreseen(settings, checked), settings)
            composed = _compose(settings, foreseen, engine)
        return composed


def foresee_live(settings: Settings, composed: Composed) -> list[Finding]:
    """What would stop a build of the site, beside what is told already."""
    return list_foreseen(settings, composed.checked) if composed.checked is not None else []


@with_own_types
def compose_foreseen(
    settings: Settings,
    composed: Composed,
    foreseen: list[Finding],
    engine: Engine,
    progress: Progress = SILENT,
) -> Composed:
    """The site without what was foreseen to stop its build; the same one where nothing does."""
    if composed.checked is None or not has_errors(foreseen):
        told = (*composed.findings, *(finding for finding in foreseen if finding not in composed.findings))
        return replace(composed, findings=tuple(in_reading_order(told)))
    with take_turn(settings, progress) as refused:
        if refused is not None:
            return Composed((refused,))
        return _compose(settings, with_findings(composed.checked, foreseen, settings), engine)


def _compose(settings: Settings, checked: Checked, engine: Engine) -> Composed:
    if is_stopped(settings, checked):
        return Composed(checked.findings, checked=checked)
    make_environment(settings.language).auto_reload = True  # a template may be edited while it is shown
    with measured_later():
        site, checked = make_site(settings, checked, prune=False)
    try:
        shown, found = _set_up(site, settings, engine) if site is not None else (None, [])
    except OSError as fault:
        shown, found = None, [cannot_write(settings, fault)]
    laid = lay_at_sources(found, Sources(settings, checked))
    findings = in_reading_order([*checked.findings, *laid, *remark_gaps(settings.root)])
    return Composed(tuple(findings), shown, checked)


def _set_up(site: Site, settings: Settings, engine: Engine) -> tuple[LiveSite | None, list[Finding]]:
    """The site in its frames, with the theme's files and the hand-written pages in the preview's folder."""
    settings = replace(settings, site_dir=settings.site_dir.resolve())
    refused = check_replaceable(settings.site_dir, settings.root)
    staged, clashes = (None, refused) if refused else stage_site(site, settings, engine.name)
    if staged is None:
        return None, clashes
    built, said = render_staged(engine, staged.folder)
    if has_errors(said):
        return None, said
    filled, wrong = read_frames(site, settings, staged=staged, built=built, make_policy=build_policy)
    if filled is None:
        return None, wrong
    with fresh_folder(settings.site_dir) as fresh:
        copy_theme(built, fresh, whole=not is_light(settings))
        told = write_documents(site, settings, staged=staged, built=built, target=fresh, policy=filled.whole)
        swap_in(fresh, settings.site_dir)
    return LiveSite(site, filled, settings.site_dir), [*said, *told]
