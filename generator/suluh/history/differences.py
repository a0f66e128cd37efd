"""Two revisions of the project compared as data: what readers gain, lose, and must know.

Both states are read and cleared, not checked: only what is public in both is compared value by
value, so a difference never shows what a page would not.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

from suluh.checking.agency_lists import find_agencies, read_agencies
from suluh.history.closed_by_change import clear_before, closes_beside, find_closing, hush, tell_closed
from suluh.history.closed_differences import find_given_away
from suluh.history.commits import open_commits
from suluh.history.comparison import (
    TABLE_GONE,
    DatasetDifference,
    Differences,
    ReportDifference,
    SchemaChange,
    TableDifference,
)
from suluh.history.judgement import judge_datasets, judge_former_names, judge_reports
from suluh.history.looking_back import Between, look_between
from suluh.history.overlaps import Fork, find_overlaps
from suluh.history.report_differences import compare_reports, report_content
from suluh.history.revisions import Revision, find_fork, share_past
from suluh.history.snapshots import Snapshot, changed_names, clear_dataset, open_revision
from suluh.history.table_differences import State, compare_tables
from suluh.reading.deadlines import due_date
from suluh.reading.git_answers import GitSilentError, ask_git
from suluh.reading.report_tombstones import is_report_withdrawn
from suluh.reading.site_settings import SETTINGS_FILE
from suluh.vocabulary.findings import Finding, Place, in_reading_order
from suluh.vocabulary.own_types import understanding
from suluh.vocabulary.package import ClearedPackage, DataPackage
from suluh.vocabulary.reports import Report, duty_of, name_report

NOT_THERE = "belum_ada"
"""State of a report that fell due and is not there: by the days of the two revisions, whoever made them."""


def compare_revisions(root: Path, base: Revision, head: Revision) -> Differences:
    """`head` against `base`; a head without a commit is the working folder `root` itself.

    V021 in the place of all differences where git does not answer: an unknown past has none.
    """
    try:
        return _compare(root, base, head)
    except GitSilentError as silent:
        return Differences(base, head, findings=(silent.finding("V021", Place(SETTINGS_FILE)),))


def _compare(root: Path, base: Revision, head: Revision) -> Differences:
    with ExitStack() as stack:
        first, wrong = stack.enter_context(open_revision(root, base))
        second, also = stack.enter_context(open_revision(root, head))
        if first is None or second is None:
            return Differences(base, head, findings=(*wrong, *also))
        own_head = ["rev-parse", "--verify", "--quiet", "HEAD"]
        commit = head.commit or ask_git(root, own_head, nothing=1).strip()
        if commit and not share_past(root, base.commit, commit):
            unknown = Finding("V018", Place(SETTINGS_FILE), value=base.label)
            return Differences(base, head, findings=(unknown,))
        fork, own = find_fork(root, base.commit, commit) if commit else ("", "")
        commits = stack.enter_context(
            open_commits(root, commit, fork or base.commit, zone=second.settings.zone)
        )
        between = stack.enter_context(look_between(second, commits))
        if not fork:
            return compare_snapshots(first, second, None, between)
        start, _ = stack.enter_context(open_revision(root, Revision("", fork, "")))
        merged = own != commit
        submitted = second
        if merged:
            submitted_there, _ = stack.enter_context(open_revision(root, Revision("", own, "")))
            submitted = submitted_there or second
        return compare_snapshots(first, second, Fork(start, submitted, merged) if start else None, between)


def compare_snapshots(
    base: Snapshot, head: Snapshot, fork: Fork | None = None, between: Between | None = None
) -> Differences:
    """Datasets by name, then reports; one dataset's tables are in memory at a time.

    Without `between`, the law over the commits from base to head, no value of the base is shown.

    Where the two parted, what only the base changed since is no part of the head's doing and left out.
    Rows of a site's own types are told apart by the key that the head states, else by that of the base.
    """
    with understanding({**base.settings.own_types, **head.settings.own_types}):
        return _compare_snapshots(base, head, fork, between)


def _compare_snapshots(
    base: Snapshot, head: Snapshot, fork: Fork | None, between: Between | None
) -> Differences:
    findings: list[Finding] = list(between.shortened) if between is not None else []
    datasets: list[DatasetDifference] = []
    hidden = 0
    changed = changed_names(base, head)
    reports = _compare_reports(base, head)
    elsewhere = 0
    if fork is not None:
        mine = changed_names(fork.start, fork.submitted)
        findings += find_overlaps(base, fork, mine & changed_names(fork.start, base))
        if not fork.merged:
            own_reports = {report_difference.name for report_difference in _compare_reports(fork.start, head)}
            kept = [
                report_difference
                for report_difference in reports
                if report_difference.name in own_reports or report_difference.state == NOT_THERE
            ]
            elsewhere = len(changed - mine) + len(reports) - len(kept)
            changed, reports = changed & mine, kept
    moved = _find_moved(base.packages, head.packages)
    led_on: set[str] = set()
    for name in sorted(changed, key=lambda text: (text in moved.values(), text)):
        if name in led_on:
            continue  # told with the dataset that has its place
        before = moved.get(name, name)
        first, wrong = clear_dataset(base, before)
        second, also = clear_dataset(head, name)
        findings += also if before in base.packages or not wrong else []
        if wrong or also:
            continue
        if first is None and second is None:
            hidden += 1
            continue
        difference = _compare_lawfully((base, head), first, second, between)
        if first and name != before:
            led_on.add(before)
        if difference is not None:
            datasets.append(difference)
            findings += find_given_away(base, head, name)
    named = _match_renamed(sorted(datasets, key=lambda dataset_difference: dataset_difference.name))
    findings += judge_datasets(named, base.packages, head.packages, head.settings)
    findings += judge_former_names(base.packages, head.packages, head.settings)
    findings += judge_reports(reports, base.reports, head.reports, head.settings)
    return Differences(
        base=base.revision,
        head=head.revision,
        datasets=tuple(named),
        reports=tuple(reports),
        findings=tuple(in_reading_order(findings)),
        hidden=hidden,
        elsewhere=elsewhere,
    )


def _find_moved(
    before: Container[str], after: Mapping[str, DataPackage] | Mapping[str, Report]
) -> dict[str, str]:
    """Datasets or reports that are new under their name, with the former one whose address leads to them."""
    return {
        name: old
        for name, entry in after.items()
        if name not in before
        for old in reversed(entry.former_names)
        if old in before and old not in after
    }


def _compare_lawfully(
    sides: tuple[Snapshot, Snapshot],
    first: ClearedPackage | None,
    second: ClearedPackage | None,
    between: Between | None,
) -> DatasetDifference | None:
    """The difference of a dataset, the state before cleared by the rules of the state after."""
    if first is not None and second is None:
        folder = first.package.folder
        openly = between is not None and between.law.left_openly(folder, between.start)
        closed = not openly or closes_beside(*sides, first.package)
        return tell_closed(first.package) if closed else _compare_packages(first, None)
    if first is None or second is None:
        return _compare_packages(first, second)
    closing = find_closing(*sides, first.package.name, second.package.name)
    narrowed = clear_before(first, second, closing)
    found = _compare_packages(narrowed, second)
    if narrowed is None and found is not None:
        found = replace(found, state="berubah")
    known = between is not None and narrowed is not None and between.lets_out(narrowed, second)
    if found is not None and (closing.secretive or closing.adds_closed or not known):
        found = replace(found, tables=tuple(hush(table_difference) for table_difference in found.tables))
    return found


def _compare_packages(
    first: ClearedPackage | None, second: ClearedPackage | None
) -> DatasetDifference | None:
    whole = second or first
    if whole is None:
        return None
    package = whole.package
    rows = sum(len(table.rows) for table in whole.tables.values())
    tables: tuple[TableDifference, ...] = ()
    state = "berubah" if first and second else "baru" if second else "hilang"
    former = first.package.name if first and second and first.package.name != package.name else ""
    if first and second:
        tables = tuple(compare_cleared(first, second))
        about = (first.package.title, first.package.description)
        if former:
            state = "dialihkan"
        elif all(table_difference.same for table_difference in tables) and about == (
            package.title,
            package.description,
        ):
            return None
    return DatasetDifference(package.name, package.title, package.instansi, state, tables, rows, former)


def compare_cleared(first: ClearedPackage, second: ClearedPackage) -> Iterator[TableDifference]:
    """The differences of each table, by name; a table that is new or gone is one of no rows in the other."""
    before = {
        resource.name: State(resource, first.tables[resource.name]) for resource in first.package.resources
    }
    after = {
        resource.name: State(resource, second.tables[resource.name]) for resource in second.package.resources
    }
    if len(before) == len(after) == 1:
        yield compare_tables(next(iter(before.values())), next(iter(after.values())))
        return
    renamed = _match_tables(before, after)
    for name in [*after, *(text for text in before if text not in after and text not in renamed.values())]:
        former = renamed.get(name, name)
        state, other = before.get(former), after.get(name)
        if state is not None and other is not None:
            found = compare_tables(state, other)
            named = () if former == name else (SchemaChange("nama_tabel", "", former, name, breaking=True),)
            yield replace(found, schema=(*named, *found.schema))
        elif state is not None:
            gone = (SchemaChange(TABLE_GONE, "", name, "", breaking=True),)
            rows = len(state.table.rows)
            yield TableDifference(name, (), rows, 0, removed=rows, schema=gone)
        elif other is not None:
            new = (SchemaChange("tabel_baru", "", "", name),)
            rows = len(other.table.rows)
            yield TableDifference(name, (), 0, rows, added=rows, schema=new)


def _match_tables(before: Mapping[str, State], after: Mapping[str, State]) -> dict[str, str]:
    """Tables that are new, with the one of the same columns that is gone: they were given another name."""
    gone = {name: set(state.table.header) for name, state in before.items() if name not in after}
    found: dict[str, str] = {}
    for name, state in after.items():
        same = [old for old, header in gone.items() if header == set(state.table.header)]
        if name not in before and same:
            found[name] = same[0]
            del gone[same[0]]
    return found


def _match_renamed(datasets: Sequence[DatasetDifference]) -> list[DatasetDifference]:
    """A new dataset with the title or the rows of one that is gone names it as its former self."""
    gone = [dataset_difference for dataset_difference in datasets if dataset_difference.state == "hilang"]
    named = []
    for dataset_difference in datasets:
        former = next(
            (
                some
                for some in gone
                if dataset_difference.state == "baru" and some.title == dataset_difference.title
            ),
            None,
        )
        named.append(
            DatasetDifference(
                dataset_difference.name,
                dataset_difference.title,
                dataset_difference.instansi,
                "ganti_nama",
                dataset_difference.tables,
                dataset_difference.rows,
                former.name,
            )
            if former
            else dataset_difference
        )
    return named


def _compare_reports(base: Snapshot, head: Snapshot) -> list[ReportDifference]:
    found = []
    moved = _find_moved(base.reports, head.reports)
    for name in sorted({*base.reports, *head.reports} - set(moved.values())):
        old, new = base.reports.get(name), head.reports.get(name)
        if new is not None and name in moved:
            changes = compare_reports(base.reports[moved[name]], new)
            found.append(ReportDifference(name, new.judul, "dialihkan", changes))
        elif old is None and new is not None:
            late = new.tanggal > due_date(new.tahun, new.triwulan)
            found.append(ReportDifference(name, new.judul, "terlambat" if late else "baru"))
        elif old is not None and new is None:
            found.append(ReportDifference(name, "", "hilang"))  # it may be closed or withdrawn
        elif old is not None and new is not None and report_content(old) != report_content(new):
            found.append(ReportDifference(name, new.judul, "berubah", compare_reports(old, new)))
    return found + list(_newly_due(base, head))


def _newly_due(base: Snapshot, head: Snapshot) -> Iterator[ReportDifference]:
    """Quarters that fell due between the two revisions and whose report an agency that reports lacks."""
    if not base.revision.date or not head.revision.date:
        return
    since, until = (date.fromisoformat(snapshot.revision.date) for snapshot in (base, head))
    agencies, _ = read_agencies(find_agencies(head.packages.values()), head.store(), head.settings)
    duty = duty_of(agencies.values(), head.settings.first_quarter)
    renamed = {
        old.partition("/")[0]: report.instansi
        for report in head.reports.values()
        for old in report.former_names
    }
    for agency in sorted({renamed.get(report.instansi, report.instansi) for report in base.reports.values()}):
        for year in range(since.year - 1, until.year + 1):
            for quarter in (1, 2, 3, 4):
                name = name_report(agency, year, quarter)
                if not since <= due_date(year, quarter) < until or name in head.reports:
                    continue
                if not duty.owes(agency, (year, quarter)):
                    continue
                if not is_report_withdrawn(head.settings, name):
                    yield ReportDifference(name, "", NOT_THERE)
