"""What would stop a build, foreseen by `check`: each fault laid at the submission that causes it.

The site is announced, which makes no download and draws no page, and looked at with the rules of the
build itself. Pages that are written by hand or hold an agency's prose are drawn and read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from suluh.assembly.build_progress import CHECKING, COMPOSING, FORESEEING, SILENT, Progress
from suluh.assembly.foreseen_pages import Foreseer
from suluh.assembly.foreseen_tables import foresee_tables
from suluh.assembly.navigation import check_navigation
from suluh.assembly.site_addresses import check_addresses
from suluh.assembly.sources import Sources
from suluh.assembly.staging import documents_in_the_way
from suluh.checking.personal_patterns import mask_text
from suluh.checking.project import Checked, with_findings
from suluh.pipeline import announce_site, make_site
from suluh.publishing.whole_check import UNKNOWN, check_whole, is_stopped
from suluh.reading.git_answers import GitSilentError
from suluh.reading.paths import relative_path
from suluh.record_types import load_brought_parts
from suluh.vocabulary.findings import Finding, Place, has_errors, in_reading_order
from suluh.vocabulary.own_types import with_own_types
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Site


def foresee(settings: Settings, checked: Checked, paths: Sequence[str | Path] = ()) -> Checked:
    """What was checked, with all that would stop its build; what causes that is withheld.

    `paths` restrict what is told, never what is looked at.
    """
    return with_findings(checked, list_foreseen(settings, checked), settings, paths)


@with_own_types
def prepare_site(settings: Settings, progress: Progress = SILENT) -> tuple[Site | None, Checked]:
    """The site of a project and what was checked and foreseen; none where errors stop it.

    With `settings.keep_going` every submission with an error is withheld and the others are there, and
    entries of the navigation that lead nowhere are left out; all else in `mkdocs.yml` still stops it.
    """
    progress.stage(CHECKING)
    checked = check_whole(settings)
    progress.tell(checked.resources, 0)
    if settings.wilayah not in checked.regions:
        return None, checked
    progress.stage(FORESEEING)
    foreseen = list_foreseen(settings, checked)
    checked = with_findings(checked, foreseen, settings)
    sources = Sources(settings, checked)
    alone = [
        finding
        for finding in foreseen
        if finding.code != "H008" and not sources.is_submission(finding.place.path)
    ]
    if is_stopped(settings, checked) or has_errors(alone):
        return None, checked
    progress.stage(COMPOSING)
    return make_site(settings, checked)


@with_own_types
def list_foreseen(settings: Settings, checked: Checked) -> list[Finding]:
    """Findings of the build by the submission that each comes of, in reading order."""
    if settings.wilayah not in checked.regions:
        return []
    load_brought_parts()
    try:
        site = announce_site(settings, checked)
    except GitSilentError as silent:
        if any(finding.code in UNKNOWN for finding in checked.findings):
            return []
        return [silent.finding("V020", Place(relative_path(settings.root, settings.datasets_dir)))]
    sources = Sources(settings, checked)
    clashes = [*check_addresses(site), *documents_in_the_way(site)]
    foreseer = Foreseer(settings, checked, site)
    found = [
        *lay_at_sources(clashes, sources),
        *check_navigation(site, settings),
        *foreseer.documents(),
        *foreseer.reports(),
        *foreseer.datasets(),
        *foreseer.settings(),
        *foresee_tables(settings, checked.valid),
    ]
    return in_reading_order(_mask(finding) for finding in found)


def lay_at_sources(findings: Iterable[Finding], sources: Sources) -> Iterator[Finding]:
    """Each finding at the submission behind the file that it names, or behind the other file of a clash.

    One that comes of no submission stays where it is.
    """
    for finding in findings:
        names = (finding.place.path, str(finding.details.get("lain", "")))
        found = next((path for name in names for path in sources.find(name)), None)
        yield finding if found is None else replace(finding, place=Place(found, line=None))


def _mask(finding: Finding) -> Finding:
    """A value may hold what nobody may read: it is told with its numbers covered."""
    return finding if finding.value is None else replace(finding, value=mask_text(finding.value))
