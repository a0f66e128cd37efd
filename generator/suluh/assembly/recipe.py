"""The single entry of a build: from settings to a site in place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from suluh.assembly.build_progress import SILENT, Progress
from suluh.assembly.earlier_outputs import keep_earlier_files, open_earlier_files
from suluh.assembly.earlier_pages import beside_earlier_pages, keep_earlier_pages, open_earlier_pages
from suluh.assembly.engine import Engine
from suluh.assembly.foresight import lay_at_sources, prepare_site
from suluh.assembly.publication import publish_in_turn
from suluh.assembly.sources import Sources
from suluh.assembly.turns import PATIENCE, Publication, take_turn
from suluh.checking.project import Checked, with_findings
from suluh.history.gaps import remark_gaps
from suluh.pipeline import make_site
from suluh.publishing.earlier_files import EarlierFiles, beside_earlier
from suluh.reading.region_list import load_regions
from suluh.vocabulary.findings import Finding, Place, Severity, in_reading_order
from suluh.vocabulary.own_types import with_own_types
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Site

ROUNDS = 4
"""Builds that are tried with `keep_going`: each leaves out what stopped the one before."""

_OURS = ("H001", "E", "S001", "S003", "S004", "S005", "S006", "S007", "S009", "S021")
"""Faults that are our own where no submission caused them; the others are the machine's."""


@with_own_types
def publish_site(
    settings: Settings, engine: Engine, progress: Progress = SILENT, *, patience: float = PATIENCE
) -> tuple[Publication, Checked]:
    """Check, build and publish the project of `settings`; what was checked comes along.

    Errors in the data stop it before anything is written. With `settings.keep_going` each is laid at
    one submission, which alone is withheld, also where only the finished site shows it. S020 says that
    a fault is nobody's but ours.

    One build of a project runs at a time, from the first look at its cache to the site in place; another
    one waits for `patience` seconds and says so.
    """
    with take_turn(settings, progress, patience) as refused:
        if refused is not None:
            return Publication((refused,)), _nothing_checked(refused)
        return build_in_turn(settings, engine, progress)


def _nothing_checked(finding: Finding) -> Checked:
    """What is known where the build had no turn."""
    return Checked((finding,), (), (), {}, "", (), (), (), load_regions())


def build_in_turn(settings: Settings, engine: Engine, progress: Progress) -> tuple[Publication, Checked]:
    """The same for who has the turn already, within the site's own types.

    Files and pages of the site in place that rest on the same are taken over.
    """
    earlier, pages = open_earlier_files(settings), open_earlier_pages(settings)
    with beside_earlier(earlier), beside_earlier_pages(pages):
        site, checked, published = _try_rounds(settings, engine, progress, earlier)
    if published.site_dir is not None and site is not None:
        keep_earlier_files(settings, earlier, site.artifacts)
        keep_earlier_pages(settings, pages)
    remarks = remark_gaps(settings.root) if published.site_dir is not None else []
    findings = in_reading_order([*checked.findings, *published.findings, *remarks])
    withheld = len(checked.invalid) + len(checked.withheld_reports)
    return replace(published, findings=tuple(findings), withheld=withheld), checked


def _try_rounds(
    settings: Settings, engine: Engine, progress: Progress, earlier: EarlierFiles
) -> tuple[Site | None, Checked, Publication]:
    """The last site that was tried, what was checked for it, and what became of it."""
    site, checked = prepare_site(settings, progress)
    progress.tell(len(earlier.keys), earlier.taken_over)
    published = Publication(())
    for _ in range(ROUNDS if settings.keep_going else 1):
        if site is None:
            break
        published = publish_in_turn(site, settings, engine, progress)
        if published.site_dir is not None:
            break
        sources = Sources(settings, checked)
        laid = list(lay_at_sources(published.findings, sources))
        caused = [
            finding
            for finding in laid
            if finding.severity is Severity.ERROR and sources.is_submission(finding.place.path)
        ]
        published = replace(published, findings=(*laid, *_own_faults(laid, caused)))
        if not caused or not settings.keep_going:
            break
        checked = with_findings(checked, caused, settings)
        site, checked = make_site(settings, checked)
        published = replace(published, findings=())
    return site, checked, published


def _own_faults(laid: Iterable[Finding], caused: list[Finding]) -> list[Finding]:
    """S020 where there is an error of the build that is laid at no submission."""
    if caused:
        return []
    ours = [
        finding for finding in laid if finding.severity is Severity.ERROR and finding.code.startswith(_OURS)
    ]
    return [Finding("S020", Place(), details={"kode": ours[0].code})] if ours else []
