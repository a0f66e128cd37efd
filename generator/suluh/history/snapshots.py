"""A revision of the project as it can be read: packages, public reports, and tables when asked for."""

from __future__ import annotations

import filecmp
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from suluh.checking.package_tables import TableStore
from suluh.clearing.classification import clear_package, clear_report
from suluh.history.derivation_sources import list_sources
from suluh.history.revisions import Revision, laid_out, list_blobs
from suluh.history.standings import stand
from suluh.reading.packages import read_packages
from suluh.reading.report_files import read_reports
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.findings import Finding, Place
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


@contextmanager
def open_revision(root: Path, revision: Revision) -> Iterator[tuple[Snapshot | None, list[Finding]]]:
    """A revision laid out and read; V007 where its settings cannot be."""
    if not revision.commit:
        yield _read_snapshot(root, revision)
        return
    with laid_out(root, list_blobs(root, revision.commit)) as folder:
        yield _read_snapshot(folder, revision)


def _read_snapshot(root: Path, revision: Revision) -> tuple[Snapshot | None, list[Finding]]:
    settings, findings = read_settings(root)
    if settings is None:
        codes = ", ".join(sorted({finding.code for finding in findings}))
        return None, [Finding("V007", Place("mkdocs.yml"), value=revision.name, details={"kode": codes})]
    packages, _ = read_packages(settings)
    cleared = [report for report in map(clear_report, read_reports(settings)[0]) if report is not None]
    reports = {report.report.name: report.report for report in cleared}
    return Snapshot(revision, settings, {package.name: package for package in packages}, reports), []


def changed_names(base: Snapshot, head: Snapshot) -> set[str]:
    """Datasets whose files differ, and those derived from them, however far."""
    changed = {
        name
        for name in {*base.packages, *head.packages}
        if not _same_folder(base.packages.get(name), head.packages.get(name), base, head)
    }
    sources = {
        package.name: set(list_sources(package))
        for snapshot in (base, head)
        for package in snapshot.packages.values()
    }
    while True:
        further = {name for name, found in sources.items() if found & changed} - changed
        if not further:
            return changed
        changed |= further


def _same_folder(
    package: DataPackage | None, other: DataPackage | None, base: Snapshot, head: Snapshot
) -> bool:
    if package is None or other is None or package.instansi != other.instansi:
        return False
    first, second = base.settings.root / package.folder, head.settings.root / other.folder
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


def clear_dataset(snapshot: Snapshot, name: str) -> tuple[ClearedPackage | None, list[Finding]]:
    """The dataset as it may be published, None where it may not or is not there; V008 if unreadable."""
    package = snapshot.packages.get(name)
    if package is None or not stand(package).understood:
        return None, []
    tables = snapshot.store().tables_of(package)
    if len(tables) < len(package.resources) or not package.resources:
        return None, [Finding("V008", Place(package.descriptor_path), value=name)]
    return clear_package(ValidPackage(package, tables)), []
