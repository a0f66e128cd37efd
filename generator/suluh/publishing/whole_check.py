"""The check of a project together with its past: what `check` passes, a build does not refuse for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from suluh.checking.project import Checked, Progress, check_project, with_findings
from suluh.clearing.classification import clear_package
from suluh.history.derivation_sources import list_sources
from suluh.history.edition_cache import check_cache
from suluh.history.returned import judge_past
from suluh.publishing.csv_file import TABLE_FORMS
from suluh.reading.kept_answers import KeptAnswers
from suluh.vocabulary.findings import Finding, Place, has_errors
from suluh.vocabulary.own_types import OWN_TYPES_FOLDER, with_own_types
from suluh.vocabulary.package import DataPackage
from suluh.vocabulary.settings import Settings

UNKNOWN = ("S016", "V015", "V019", "V020")
"""Findings that forbid to publish anything: what was withdrawn, or what lies in the cache, is not known."""


@with_own_types
def check_whole(
    settings: Settings,
    paths: Sequence[str | Path] = (),
    progress: Progress | None = None,
    *,
    earlier: Checked | None = None,
) -> Checked:
    """`check_project`, and whatever was withdrawn and is there again; `paths` restrict what is told.

    What is kept between runs is looked at first: what a submission brought along is not taken for it.
    `earlier` is a check of the same project in this process, of which what is the same is taken again.
    """
    submitted = check_cache(settings)
    kept = KeptAnswers("jawaban", None if submitted else settings.cache_dir)
    checked = check_project(settings, paths, progress, kept, earlier=earlier)
    kept.keep()
    cleared = [package for package in map(clear_package, checked.valid) if package is not None]
    found = judge_past(settings, cleared, checked.reports, TABLE_FORMS)
    found += submitted + _find_dependent([package.package for package in checked.valid], found)
    return with_findings(checked, found, settings, paths)


def _find_dependent(packages: Sequence[DataPackage], findings: Sequence[Finding]) -> list[Finding]:
    """D007 for each dataset that rests on one that may not come back."""
    wrong = {
        package.name: package
        for package in packages
        if any(finding.place.path.startswith(f"{package.folder}/") for finding in findings)
    }
    found: dict[str, Finding] = {}
    while True:
        known = {*wrong, *found}
        for package in packages:
            sources = sorted({*list_sources(package)} & known)
            if sources and package.name not in known:
                place = Place(package.descriptor_path, field="turunan")
                found[package.name] = Finding("D007", place, details={"dataset": ", ".join(sources)})
        if known == {*wrong, *found}:
            return list(found.values())


def is_stopped(settings: Settings, checked: Checked) -> bool:
    """Whether what was found stops a build: errors, or with `keep_going` those of no submission alone."""
    grave = [finding for finding in checked.findings if not settings.keep_going or _is_of_settings(finding)]
    return has_errors(grave) or any(finding.code in UNKNOWN for finding in checked.findings)


def _is_of_settings(finding: Finding) -> bool:
    """Whether it is about the site's settings or a record type of its own, and so nobody's submission."""
    return finding.code.startswith("U") or finding.place.path.startswith(f"{OWN_TYPES_FOLDER}/")
