"""Two revisions of the project compared as data: what readers gain, lose, and must know.

Both states are read and cleared, not checked: only what is public in both is compared value by
value, so a difference never shows what a page would not.
"""

from __future__ import annotations

import filecmp
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from suluh.checking.tables import TableStore
from suluh.clearing.classification import clear_package, clear_report
from suluh.history.comparison import DatasetDifference, Differences, ReportDifference, TableDifference
from suluh.history.judgement import judge_datasets, judge_reports
from suluh.history.revisions import Revision, laid_out
from suluh.history.table_differences import State, compare_tables
from suluh.reading.deadlines import due_date
from suluh.reading.derived_tables import read_recipe
from suluh.reading.packages import read_packages
from suluh.reading.reports import read_reports
from suluh.reading.settings import read_settings
from suluh.vocabulary.findings import Finding, Place, Severity, in_reading_order
from suluh.vocabulary.package import ClearedPackage, DataPackage, ValidPackage
from suluh.vocabulary.reports import Report
from suluh.vocabulary.settings import Settings


@dataclass(frozen=True)
class Snapshot:
    """A state of the project as it can be read: its packages by name and its public reports."""

    revision: Revision
    settings: Settings
    packages: Mapping[str, DataPackage]
    reports: Mapping[str, Report]

    def store(self) -> TableStore:
        """A fresh reader of tables, so that a dataset's tables can be let go after it."""
        return TableStore(self.settings, self.packages)


def compare_revisions(root: Path, base: Revision, head: Revision) -> Differences:
    """`head` against `base`; a head without a commit is the working folder `root` itself."""
    with open_revision(root, base) as (first, wrong), open_revision(root, head) as (second, also):
        if first is None or second is None:
            return Differences(base, head, findings=(*wrong, *also))
        return compare_snapshots(first, second)


@contextmanager
def open_revision(root: Path, revision: Revision) -> Iterator[tuple[Snapshot | None, list[Finding]]]:
    """A revision laid out and read; V007 where its settings cannot be."""
    if not revision.commit:
        yield _read_snapshot(root, revision)
        return
    with laid_out(root, revision.commit) as folder:
        yield _read_snapshot(folder, revision)


def _read_snapshot(root: Path, revision: Revision) -> tuple[Snapshot | None, list[Finding]]:
    settings, findings = read_settings(root)
    if settings is None:
        codes = ", ".join(sorted({one.code for one in findings}))
        return None, [Finding("V007", Place("mkdocs.yml"), value=revision.name, details={"kode": codes})]
    packages, _ = read_packages(settings)
    cleared = [one for one in map(clear_report, read_reports(settings)[0]) if one is not None]
    reports = {one.report.name: one.report for one in cleared}
    return Snapshot(revision, settings, {one.name: one for one in packages}, reports), []


def compare_snapshots(base: Snapshot, head: Snapshot) -> Differences:
    """Datasets by name, then reports; one dataset's tables are in memory at a time."""
    findings: list[Finding] = []
    datasets: list[DatasetDifference] = []
    hidden = 0
    changed = _changed_names(base, head)
    for name in sorted(changed):
        first, wrong = _clear(base, name)
        second, also = _clear(head, name)
        findings += also if name in base.packages or not wrong else []
        if wrong or also:
            continue
        if first is None and second is None:
            hidden += 1
            continue
        difference = _compare_packages(first, second)
        if difference is not None:
            datasets.append(difference)
    named = _match_renamed(datasets)
    reports = _compare_reports(base, head)
    findings += judge_datasets(named, base.packages, head.packages, head.settings)
    findings += judge_reports(reports, base.reports)
    return Differences(
        base=base.revision,
        head=head.revision,
        datasets=tuple(named),
        reports=tuple(reports),
        findings=tuple(in_reading_order(findings)),
        hidden=hidden,
    )


def _changed_names(base: Snapshot, head: Snapshot) -> set[str]:
    """Datasets whose files differ, and those derived from them, however far."""
    changed = {
        name
        for name in {*base.packages, *head.packages}
        if not _same_folder(base.packages.get(name), head.packages.get(name), base, head)
    }
    sources = {
        package.name: set(_sources_of(package)) for one in (base, head) for package in one.packages.values()
    }
    while True:
        further = {name for name, found in sources.items() if found & changed} - changed
        if not further:
            return changed
        changed |= further


def _sources_of(package: DataPackage) -> Iterable[str]:
    for resource in package.resources:
        recipe = read_recipe(resource, package.descriptor_path)[0] if resource.turunan is not None else None
        yield from recipe.sources if recipe is not None else ()


def _same_folder(one: DataPackage | None, other: DataPackage | None, base: Snapshot, head: Snapshot) -> bool:
    if one is None or other is None or one.instansi != other.instansi:
        return False
    first, second = base.settings.root / one.folder, head.settings.root / other.folder
    names = _files_in(first)
    if names != _files_in(second):
        return False
    return not any(filecmp.cmpfiles(first, second, names, shallow=False)[1:])


def _files_in(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink() and not path.name.startswith(".")
    )


def _clear(snapshot: Snapshot, name: str) -> tuple[ClearedPackage | None, list[Finding]]:
    """The dataset as it may be published, None where it may not or is not there; V008 if unreadable."""
    package = snapshot.packages.get(name)
    if package is None:
        return None, []
    tables = snapshot.store().tables_of(package)
    if len(tables) < len(package.resources) or not package.resources:
        return None, [Finding("V008", Place(package.descriptor_path), Severity.WARNING, value=name)]
    return clear_package(ValidPackage(package, tables)), []


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
    if first and second:
        tables = tuple(compare_cleared(first, second))
        about = (first.package.title, first.package.description)
        if all(one.same for one in tables) and about == (package.title, package.description):
            return None
    return DatasetDifference(package.name, package.title, package.instansi, state, tables, rows)


def compare_cleared(first: ClearedPackage, second: ClearedPackage) -> Iterator[TableDifference]:
    """The differences of each table, by name; a table that is new or gone is one of no rows in the other."""
    before = {one.name: State(one, first.tables[one.name]) for one in first.package.resources}
    after = {one.name: State(one, second.tables[one.name]) for one in second.package.resources}
    if len(before) == len(after) == 1:
        yield compare_tables(next(iter(before.values())), next(iter(after.values())))
        return
    for name in [*after, *(one for one in before if one not in after)]:
        one, other = before.get(name), after.get(name)
        if one is not None and other is not None:
            yield compare_tables(one, other)
        else:
            yield TableDifference(
                name,
                (),
                len(one.table.rows) if one else 0,
                len(other.table.rows) if other else 0,
                added=len(other.table.rows) if other else 0,
                removed=len(one.table.rows) if one else 0,
            )


def _match_renamed(datasets: Sequence[DatasetDifference]) -> list[DatasetDifference]:
    """A new dataset with the title or the rows of one that is gone names it as its former self."""
    gone = [one for one in datasets if one.state == "hilang"]
    named = []
    for one in datasets:
        former = next((some for some in gone if one.state == "baru" and some.title == one.title), None)
        named.append(
            DatasetDifference(
                one.name, one.title, one.instansi, "ganti_nama", one.tables, one.rows, former.name
            )
            if former
            else one
        )
    return named


def _compare_reports(base: Snapshot, head: Snapshot) -> list[ReportDifference]:
    found = []
    for name in sorted({*base.reports, *head.reports}):
        old, new = base.reports.get(name), head.reports.get(name)
        if old is None and new is not None:
            late = new.tanggal > due_date(new.tahun, new.triwulan)
            found.append(ReportDifference(name, new.judul, "terlambat" if late else "baru"))
        elif old is not None and new is None:
            found.append(ReportDifference(name, old.judul, "hilang"))
        elif old is not None and new is not None and _content_of(old) != _content_of(new):
            found.append(ReportDifference(name, new.judul, "berubah"))
    return found + list(_newly_due(base, head))


def _content_of(report: Report) -> tuple[object, ...]:
    return (report.judul, report.tanggal, report.ringkasan, report.wilayah, report.kegiatan, report.body)


def _newly_due(base: Snapshot, head: Snapshot) -> Iterator[ReportDifference]:
    """Quarters that fell due between the two revisions and whose report an agency that reports lacks."""
    if not base.revision.date or not head.revision.date:
        return
    since, until = (date.fromisoformat(one.revision.date) for one in (base, head))
    for agency in sorted({report.instansi for report in base.reports.values()}):
        for year in range(since.year - 1, until.year + 1):
            for quarter in (1, 2, 3, 4):
                name = f"{agency}/{year}-tw{quarter}"
                if since <= due_date(year, quarter) < until and name not in head.reports:
                    yield ReportDifference(name, "", "belum_ada")
