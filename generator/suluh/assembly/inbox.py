"""The walidata's desk: what waits, what it would change, whom it concerns, and what to do next with it.

Each submission is judged as it would be once merged, by the settings of the base and never by its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from suluh.assembly.foresight import foresee
from suluh.checking.agency_lists import load_agencies
from suluh.checking.personal_data import is_of_person
from suluh.history.comparison import DatasetDifference, Differences, Total
from suluh.history.differences import compare_revisions
from suluh.history.revisions import Revision, laid_out, list_blobs
from suluh.history.submission_scope import data_folders, find_scope
from suluh.history.submitted_merges import merged_submission
from suluh.history.versions import day_in
from suluh.history.waiting_branches import find_touched, has_commit
from suluh.publishing.whole_check import check_whole
from suluh.reading.git_answers import GitSilentError, ask_git
from suluh.reading.site_settings import SETTINGS_FILE, read_settings
from suluh.vocabulary.findings import Finding, Severity, count_errors, in_reading_order
from suluh.vocabulary.own_types import OWN_TYPES_FOLDER
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.waiting import Touched, Waiting, order_of

_Fault = tuple[str, str, str, str, str, str]

Tell = Callable[[Waiting], None]
"""Hears which submission is looked at now."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A submission with all that the walidata asks of it.

    `findings` are those that the base has not; `rivals` the labels of others that touch the same dataset or
    report; `conflicts` paths that git cannot merge by itself; `step` one of `NEXT_STEPS`.
    """

    waiting: Waiting
    step: str
    touched: Touched = field(default_factory=Touched)
    findings: tuple[Finding, ...] = ()
    conflicts: tuple[str, ...] = ()
    differences: Differences | None = None
    rivals: tuple[str, ...] = ()

    @property
    def errors(self) -> int:
        """Findings that keep it from being merged."""
        return count_errors(self.findings)

    @property
    def warnings(self) -> int:
        """Findings that someone should read."""
        return len(self.findings) - self.errors

    @property
    def rows(self) -> tuple[int, int, int]:
        """Rows that are new, changed and gone, over all its public tables."""
        tables = [table for entry in self.datasets for table in entry.tables]
        new = sum(entry.rows for entry in self.datasets if entry.state in ("baru", "ganti_nama"))
        gone = sum(entry.rows for entry in self.datasets if entry.state == "hilang")
        return (
            new + sum(table.added for table in tables),
            sum(table.changed for table in tables),
            gone + sum(table.removed for table in tables),
        )

    @property
    def datasets(self) -> tuple[DatasetDifference, ...]:
        """What differs in public datasets."""
        return self.differences.datasets if self.differences else ()

    @property
    def totals(self) -> tuple[tuple[DatasetDifference, Total], ...]:
        """Sums that it changes, with the dataset of each."""
        return tuple(
            (entry, total)
            for entry in self.datasets
            for table in entry.tables
            for total in table.totals
            if total.before != total.after
        )


@dataclass(frozen=True, slots=True)
class Inbox:
    """All that waits before `base`, in the order of what to do; `day` is the one that waiting is counted to.

    `agencies` has the names of agencies by their folders. `incomplete` says that the forge did not list all;
    `silence` why (a value of `forge_api.Silence`), and `wait` how many seconds it asks to be left alone.
    """

    base: Revision
    day: date
    entries: tuple[Judged, ...] = ()
    base_errors: int = 0
    agencies: Mapping[str, str] = field(default_factory=dict)
    incomplete: bool = False
    silence: str = ""
    wait: int = 0

    def days_of(self, waiting: Waiting) -> int | None:
        """For how many days it has waited; None where no one knows since when."""
        return (self.day - waiting.since).days if waiting.since else None

    def names_of(self, touched: Touched) -> list[str]:
        """Whom a submission concerns: names of agencies, or folders that the list does not have."""
        return [self.agencies.get(folder, folder) for folder in touched.agencies]


def judge_waiting(
    settings: Settings, base: Revision, waiting: Sequence[Waiting], day: date, tell: Tell = lambda _: None
) -> Inbox:
    """Judge each submission against `base`. Raises GitSilentError where git does not answer at all."""
    root = settings.root
    findings, agencies = _look_at_base(settings, base)
    known = Counter(_fault(finding) for finding in findings)
    errors = count_errors(findings)
    datasets, content = data_folders(root, base)
    entries: list[Judged] = []
    for entry in waiting:
        tell(entry)
        entries.append(_judge(settings, base, entry, known=known, folders=(datasets, content)))
    rivalled = [_with_rivals(entry, entries) for entry in entries]
    rivalled.sort(key=lambda entry: (*order_of(entry.step, entry.waiting.since), entry.waiting.number))
    return Inbox(base, day, tuple(rivalled), errors, agencies)


def _look_at_base(settings: Settings, base: Revision) -> tuple[list[Finding], dict[str, str]]:
    """What is wrong with the base itself, and the names of its agencies by folder."""
    with merged_submission(settings.root, base.commit, base.commit) as merged:
        findings = _check(merged.folder, merged.folder / SETTINGS_FILE, settings)
        own, _ = read_settings(merged.folder)
        listed = load_agencies(own or settings)[0].agencies
    return findings, {slug: agency.nama for slug, agency in listed.items()}


def _fault(finding: Finding) -> _Fault:
    """What is wrong, wherever its line has moved to."""
    place = finding.place
    details = repr(sorted(finding.details.items(), key=lambda entry: entry[0]))
    return finding.code, place.path, place.resource, place.field or "", finding.value or "", details


def _leave_out_known(findings: Sequence[Finding], known: Counter[_Fault]) -> list[Finding]:
    """Those that the base has not: as many of a kind as there are more of it."""
    left = Counter(known)
    new = []
    for finding in findings:
        fault = _fault(finding)
        if left[fault]:
            left[fault] -= 1
        else:
            new.append(finding)
    return new


def _check(folder: Path, settings_file: Path, settings: Settings) -> list[Finding]:
    """All that `suluh check` says of a folder by those settings, on the day of this run."""
    lent, findings = read_settings(folder, settings_file=settings_file, as_of=settings.as_of.day)
    if lent is None:
        return in_reading_order(findings)
    checked = foresee(lent, check_whole(lent))
    return in_reading_order([*findings, *checked.findings])


def _judge(
    settings: Settings,
    base: Revision,
    waiting: Waiting,
    *,
    known: Counter[_Fault],
    folders: tuple[str, str],
) -> Judged:
    root = settings.root
    if not has_commit(root, waiting.commit):
        return Judged(waiting, "ambil")
    moment = ask_git(root, ["show", "-s", "--format=%cI", waiting.commit]).strip()
    head = Revision(waiting.label, waiting.commit, day_in(settings.zone, moment))
    try:
        scope = find_scope(root, base, head)
        if scope is None:
            return Judged(waiting, "tidak-dapat-diperiksa")
        touched = find_touched(scope, folders)
        with (
            laid_out(root, list_blobs(root, base.commit, [SETTINGS_FILE, OWN_TYPES_FOLDER])) as lent,
            merged_submission(root, base.commit, waiting.commit) as merged,
        ):
            told = _check(merged.folder, lent / SETTINGS_FILE, settings)
        differences = compare_revisions(root, base, head)
    except GitSilentError:
        return Judged(waiting, "tidak-dapat-diperiksa")
    findings = in_reading_order([*_leave_out_known(told, known), *scope.findings()])
    judged = Judged(waiting, "", touched, tuple(findings), merged.conflicts, differences)
    return replace(judged, step=_next_step(judged, scope.kind))


def _next_step(judged: Judged, kind: str) -> str:
    own_errors = {finding.code for finding in judged.findings if finding.severity is Severity.ERROR} - {
        "W001"
    }
    steps = {
        "pribadi": any(map(is_of_person, own_errors)),
        "draf": judged.waiting.draft,
        "kosong": kind == "kosong",
        "pisahkan": kind == "campuran",
        "perkakas": kind == "perkakas",
        "perbarui": bool(judged.conflicts),
        "perbaiki": bool(own_errors),
        "putuskan": bool(judged.differences and judged.differences.errors),
    }
    return next((step for step, holds in steps.items() if holds), "gabungkan")


def _with_rivals(judged: Judged, entries: Iterable[Judged]) -> Judged:
    rivals = tuple(
        other.waiting.label
        for other in entries
        if other is not judged
        and other.step != "pribadi"  # which is never merged
        and judged.touched.shares_with(other.touched)
    )
    return replace(judged, rivals=rivals)
