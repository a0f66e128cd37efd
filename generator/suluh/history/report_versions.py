"""The history of reports: each change of what readers see, in words, as git tells it.

No earlier text is kept or shown: what a report said before it was corrected stays in git. Where a
tombstone once stood, history begins after it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import sha256

from suluh.clearing.classification import clear_report
from suluh.history.commits import Commits, open_commits
from suluh.history.difference_words import tell_report_changes
from suluh.history.editions import Completeness, Edition, History
from suluh.history.report_differences import compare_reports, report_content
from suluh.history.versions import Change, touched_places
from suluh.history.withdrawals import Withdrawals, read_withdrawals
from suluh.reading.paths import relative_path
from suluh.reading.report_files import REPORT_LIMIT, REPORTS_FOLDER, ReportFile, read_report
from suluh.vocabulary.reports import Report
from suluh.vocabulary.settings import Settings


def read_report_histories(
    settings: Settings, reports: Sequence[Report], commits: Commits | None = None
) -> dict[str, History]:
    """The history of each published report by name; one git answers for all of them."""
    if commits is None:
        with open_commits(settings.root, zone=settings.zone) as opened:
            return read_report_histories(settings, reports, opened)
    folder = relative_path(settings.root, settings.content_dir / REPORTS_FOLDER)
    withdrawals = read_withdrawals(settings, commits) if reports else None
    paths = {report.name: _paths_of(report, folder) for report in reports}
    line = commits.changes(folder) if withdrawals is not None else ()
    changes: dict[str, list[Change]] = {path: [] for some in paths.values() for path in some}
    for path, change in _still_standing(line, changes, withdrawals, folder):
        changes[path].append(change)
    places = [(change.commit, path) for path, some in changes.items() for change in some]
    texts = dict(zip(places, commits.read(places, REPORT_LIMIT), strict=True))
    return {
        report.name: _look_back(
            report,
            [
                (change, texts[change.commit, path])
                for path in paths[report.name]
                for change in changes[path]
                if texts[change.commit, path] is not None or path == report.path
            ],
            commits.completeness if withdrawals is not None else Completeness.NONE,
            settings.language,
        )
        for report in reports
    }


def _still_standing(
    line: Sequence[Change], paths: Collection[str], withdrawals: Withdrawals | None, folder: str
) -> Iterator[tuple[str, Change]]:
    """Each change of one of the paths since a tombstone stood there last, newest first."""
    if withdrawals is None:
        return
    newest = withdrawals.report_numbers(line, folder)
    for number, change in enumerate(line):
        for path in touched_places(change.paths, paths):
            if number <= newest.get(path, len(line)):
                yield path, change


def _paths_of(report: Report, folder: str) -> list[str]:
    """Where the report lies and, newest first, where it lay before it moved."""
    return [report.path, *(f"{folder}/{old}.md" for old in reversed(report.former_names))]


def _look_back(
    report: Report, states: Sequence[tuple[Change, bytes | None]], completeness: Completeness, language: str
) -> History:
    editions = tuple(_find_editions(report, states, language))[::-1]
    if not editions and completeness is Completeness.WHOLE:
        completeness = Completeness.NONE
    return History(completeness, editions, digest_report(report))


def _find_editions(
    report: Report, states: Iterable[tuple[Change, bytes | None]], language: str
) -> Iterator[Edition]:
    """Editions oldest first; a state that could not be read or was not public was never published."""
    before: Report | None = None
    for change, data in reversed(list(states)):
        past = _read_state(report, data)
        if past is None or (before is not None and report_content(before) == report_content(past)):
            continue
        text = tell_report_changes(compare_reports(before, past), language) if before is not None else ""
        version = change.version
        yield Edition(
            f"laporan/{report.name}/", version.date, digest_report(past), version.note(language), text=text
        )
        before = past


def _read_state(report: Report, data: bytes | None) -> Report | None:
    """The report as it was submitted then, if it was public."""
    if data is None:
        return None
    file = ReportFile(report.path, report.instansi, report.tahun, report.triwulan)
    past, _ = read_report(data.decode("utf-8-sig", errors="replace"), file)
    cleared = clear_report(past) if past is not None else None
    return cleared.report if cleared is not None else None


def digest_report(report: Report) -> str:
    """One digest of all that a report's readers see."""
    return sha256(json.dumps(report_content(report)).encode()).hexdigest()
