"""The history of reports: each change of what readers see, in words, as git tells it.

No earlier text is kept or shown: what a report said before it was corrected stays in git.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from suluh.clearing.classification import clear_report
from suluh.history.difference_words import tell_report_changes
from suluh.history.editions import Completeness, Edition, History
from suluh.history.report_differences import compare_reports, report_content
from suluh.history.revisions import read_contents
from suluh.history.versions import Change, ask_git, read_changes, touched_places
from suluh.reading.paths import relative_path
from suluh.reading.reports import REPORT_LIMIT, REPORTS_FOLDER, ReportFile, read_report
from suluh.vocabulary.reports import Report
from suluh.vocabulary.settings import Settings


def read_report_histories(settings: Settings, reports: Sequence[Report]) -> dict[str, History]:
    """The history of each published report by name; one git answers for all of them."""
    shallow = ask_git(settings.root, ["rev-parse", "--is-shallow-repository"]).strip()
    completeness = {"false": Completeness.WHOLE, "true": Completeness.CUT}.get(shallow, Completeness.NONE)
    folder = relative_path(settings.root, settings.content_dir / REPORTS_FOLDER)
    paths = {one.name: _paths_of(one, folder) for one in reports}
    changes: dict[str, list[Change]] = {path: [] for some in paths.values() for path in some}
    if completeness is not Completeness.NONE and reports:
        for change in read_changes(settings.root, folder):
            for path in touched_places(change.paths, changes):
                changes[path].append(change)
    places = [(one.commit, path) for path, some in changes.items() for one in some]
    texts = dict(zip(places, read_contents(settings.root, places, REPORT_LIMIT), strict=True))
    return {
        one.name: _look_back(
            one,
            [
                (change, texts[change.commit, path])
                for path in paths[one.name]
                for change in changes[path]
                if texts[change.commit, path] is not None or path == one.path
            ],
            completeness,
            settings.language,
        )
        for one in reports
    }


def _paths_of(report: Report, folder: str) -> list[str]:
    """Where the report lies and, newest first, where it lay before it moved."""
    return [report.path, *(f"{folder}/{old}.md" for old in reversed(report.former_names))]


def _look_back(
    report: Report, states: Sequence[tuple[Change, bytes | None]], completeness: Completeness, language: str
) -> History:
    editions = tuple(_find_editions(report, states, language))[::-1]
    if not editions and completeness is Completeness.WHOLE:
        completeness = Completeness.NONE
    return History(completeness, editions, _digest(report))


def _find_editions(
    report: Report, states: Iterable[tuple[Change, bytes | None]], language: str
) -> Iterator[Edition]:
    """Editions oldest first; a state that could not be read or was not public was never published."""
    before: Report | None = None
    told = "id" if language not in ("id", "en") else language
    for change, data in reversed(list(states)):
        past = _read_state(report, data)
        if past is None or (before is not None and report_content(before) == report_content(past)):
            continue
        text = tell_report_changes(compare_reports(before, past), told) if before is not None else ""
        version = change.version
        yield Edition(f"laporan/{report.name}/", version.date, _digest(past), version.subject, text=text)
        before = past


def _read_state(report: Report, data: bytes | None) -> Report | None:
    """The report as it was submitted then, if it was public."""
    if data is None:
        return None
    file = ReportFile(report.path, report.instansi, report.tahun, report.triwulan)
    past, _ = read_report(data.decode("utf-8-sig", errors="replace"), file)
    cleared = clear_report(past) if past is not None else None
    return cleared.report if cleared is not None else None


def _digest(report: Report) -> str:
    return sha256(json.dumps(report_content(report)).encode()).hexdigest()
