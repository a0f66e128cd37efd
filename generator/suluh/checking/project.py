"""The whole project read and checked in one run: everything that is wrong, and everything that is right."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from suluh.checking.agency_lists import find_agencies, read_agencies, read_nomenclature
from suluh.checking.descriptor_metadata import check_names
from suluh.checking.disclosure_rules import check_report_exclusions
from suluh.checking.earlier_tables import EarlierTables, are_identical
from suluh.checking.file_names import check_file_names
from suluh.checking.fixed_clock import check_fixed_clock
from suluh.checking.former_names import check_former_names, check_former_reports
from suluh.checking.lookups import Lookups
from suluh.checking.other_regions import check_other_regions
from suluh.checking.outgoing_texts import check_outgoing
from suluh.checking.own_type_rules import check_own_types
from suluh.checking.package_tables import TableStore, check_package
from suluh.checking.page_conflicts import check_documents
from suluh.checking.page_lists import check_page_lists
from suluh.checking.personal_data import hide_personal
from suluh.checking.personal_files import ScannedTables, scan_project, without_told
from suluh.checking.producers import check_producers
from suluh.checking.record_tables import check_records
from suluh.checking.recoverable_columns import sought_beside
from suluh.checking.references import NOMENCLATURE_PACKAGE, References
from suluh.checking.repeated_rows import check_repeated_rows
from suluh.checking.report_forms import check_report_forms
from suluh.checking.report_references import check_prose, check_reports
from suluh.checking.reviewed_texts import list_reviewed, texts_of
from suluh.checking.sensitive_tables import check_sensitive_tables
from suluh.checking.shared_cells import check_shared_cells
from suluh.checking.sole_standards import check_sole_standards
from suluh.checking.thread_fit import check_threads
from suluh.checking.timeliness import check_timeliness
from suluh.checking.waivers import waive_findings
from suluh.checking.withholding import is_wrong, withheld_packages, withheld_reports
from suluh.reading.built_in_guides import load_guide_pictures, load_guides
from suluh.reading.confinement import begin_run
from suluh.reading.kept_answers import KeptAnswers
from suluh.reading.official_codes import Government
from suluh.reading.packages import REFERENCE_FOLDER, read_packages
from suluh.reading.paths import relative_path
from suluh.reading.region_list import load_former_codes, load_regions
from suluh.reading.report_files import read_reports
from suluh.reading.report_tombstones import read_report_tombstones
from suluh.reading.site_settings import SETTINGS_FILE
from suluh.reading.tombstones import read_tombstones
from suluh.reading.written_documents import read_documents
from suluh.vocabulary.catalog import Withheld
from suluh.vocabulary.disclosure import Tombstone
from suluh.vocabulary.findings import Finding, Place, Severity, count_errors, in_reading_order
from suluh.vocabulary.own_types import OwnTypes, with_own_types
from suluh.vocabulary.package import DataPackage, ValidPackage
from suluh.vocabulary.region import Regions
from suluh.vocabulary.reports import Instansi, Report, ReportTombstone
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Document, Picture
from suluh.vocabulary.thread_book import EarlierThreads

Progress = Callable[[str], None]
"""Is told the path of each dataset as its turn comes."""


@dataclass(frozen=True)
class Checked:
    """What a run found: findings in reading order, and what may be built on.

    `valid`, `reports` and `documents` hold only what has no error; `invalid` and
    `withheld_reports` say where the others lie. `paths` given to the run restrict `findings` and
    the counts, nothing else. `nomenclature` maps codes to names, public ones alone. `reviewed` are
    personal numbers and addresses that were let in knowingly, in the form of `comparable`. `gathered` are
    the threads as they were checked, `joined` as they were published last, for whoever makes the same again.
    """

    findings: tuple[Finding, ...]
    valid: tuple[ValidPackage, ...]
    invalid: tuple[Withheld, ...]
    agencies: Mapping[str, Instansi]
    agencies_package: str
    reports: tuple[Report, ...]
    withheld_reports: tuple[Withheld, ...]
    documents: tuple[Document, ...]
    regions: Regions
    pictures: tuple[Picture, ...] = ()
    nomenclature: Mapping[str, str] = field(default_factory=dict)
    tombstones: tuple[Tombstone, ...] = ()
    report_tombstones: tuple[ReportTombstone, ...] = ()
    reviewed: frozenset[str] = field(default=frozenset(), repr=False)
    own_types: OwnTypes = field(default_factory=dict, repr=False)
    gathered: EarlierThreads = field(default_factory=EarlierThreads, repr=False, compare=False)
    joined: EarlierThreads = field(default_factory=EarlierThreads, repr=False, compare=False)
    packages: int = 0
    resources: int = 0
    rows: int = 0

    @property
    def withheld(self) -> tuple[tuple[str, str], ...]:
        """(agency, path) of every dataset and report that has errors."""
        return tuple(
            (withheld.instansi, withheld.path) for withheld in (*self.invalid, *self.withheld_reports)
        )

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return count_errors(self.findings)

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return len(self.findings) - self.errors


@with_own_types
def check_project(
    settings: Settings,
    paths: Sequence[str | Path] = (),
    progress: Progress | None = None,
    kept: KeptAnswers | None = None,
    *,
    earlier: Checked | None = None,
) -> Checked:
    """Read and check everything; `paths` (files, folders) restrict what is told, never what is looked up.

    `kept` has answers of earlier runs, where these may be taken. Of an `earlier` check of this process what
    is the same is taken again.
    """
    begin_run()
    regions = load_regions()
    packages, findings, known = _read_packages(settings, earlier)
    by_name = {package.name: package for package in packages}
    scanned = ScannedTables(kept)
    store = TableStore(settings, by_name, hand_on=scanned.scan, earlier=known)
    references = References(regions, load_former_codes(), by_name, store.table_of, region=settings.wilayah)
    findings += _check_region(settings, regions) + check_own_types(settings.own_types)
    findings += check_names(packages) + check_file_names(settings) + check_sole_standards(packages)
    for package in packages:
        if progress is not None:
            progress(package.folder)
        findings += check_package(package, settings, store, references)
    with sought_beside(packages, store.tables_of, kept, again=earlier is not None) as recoverable:
        agencies_package = find_agencies(packages)
        agencies, more = read_agencies(agencies_package, store, settings)
        findings += more + _check_agency_folders(packages, agencies, settings)
        findings += check_producers(packages, agencies, regions, settings)
        findings += check_shared_cells(packages, store.tables_of)
        findings += check_sensitive_tables(packages, store.tables_of, settings)
        findings += check_threads(
            packages,
            store.tables_of,
            agencies,
            day=settings.as_of.day,
            government=Government.of_region(settings.wilayah),
            first_quarter=settings.first_quarter,
            earlier=known.gathered,
        )
        nomenclature = read_nomenclature(by_name.get(NOMENCLATURE_PACKAGE), store)
        lookups = Lookups(agencies, regions, nomenclature.known, settings=settings)
        findings += check_records(packages, store.tables_of, lookups)
        findings = check_repeated_rows(packages, store.tables_of, findings)
        reports, more = read_reports(settings)
        findings += more + check_reports(reports, agencies, references, nomenclature.known)
        findings += check_fixed_clock(packages, reports, agencies, settings) + check_report_forms(reports)
        findings += check_prose(reports) + check_report_exclusions(reports)
        findings += check_timeliness(packages, agencies, settings) + check_other_regions(
            packages, store.tables_of, reports, regions=regions, settings=settings
        )
        tombstones, more = read_tombstones(settings)
        findings += more + check_former_names(packages, tombstones)
        report_stones, more = read_report_tombstones(settings)
        findings += check_outgoing(packages, reports, (*tombstones, *report_stones), settings)
        findings += more + check_former_reports(reports, report_stones)
        documents, pictures, more = read_documents(settings)
        content = relative_path(settings.root, settings.content_dir)
        findings += (
            more + check_documents(documents, folder=content) + check_page_lists(documents, folder=content)
        )
        findings += recoverable()
    read = {
        f"{package.folder}/{path}"
        for package in packages
        for resource in package.resources
        if store.table_of(package, resource) is not None
        for path in resource.paths
    }
    laid_out = store.tables_laid_out()
    evidence = without_told(scan_project(settings, packages, read, scanned, laid_out), findings)
    findings = waive_findings(findings, evidence, settings)
    public = (table for package in packages for table in store.tables_of(package).values())
    reviewed = list_reviewed(evidence, findings, public, texts_of((settings.kontak, settings.ppid)))
    findings += store.check_sources(packages, findings)
    wrong = {finding.place.path for finding in findings if finding.severity is Severity.ERROR}
    valid = [package for package in packages if not is_wrong(package, wrong)]
    chosen = [_as_relative(path, settings.root) for path in paths]
    shown = [package for package in packages if _is_chosen(package.folder, chosen)]
    return Checked(
        findings=tuple(in_reading_order(hide_personal(_choose(findings, chosen), evidence))),
        valid=tuple(known.same_valid(ValidPackage(package, store.tables_of(package))) for package in valid),
        invalid=withheld_packages(wrong, settings),
        agencies=agencies,
        agencies_package=agencies_package.name if agencies_package else "",
        reports=tuple(report for report in reports if report.path not in wrong),
        withheld_reports=withheld_reports(wrong, content),
        documents=(
            *load_guides(settings, regions, documents),
            *(document for document in documents if f"{content}/{document.path}" not in wrong),
        ),
        regions=regions,
        pictures=(
            *load_guide_pictures(settings, pictures),
            *(picture for picture in pictures if f"{content}/{picture.path}" not in wrong),
        ),
        nomenclature=nomenclature.names,
        tombstones=tuple(tombstone for tombstone in tombstones if tombstone.path not in wrong),
        report_tombstones=tuple(
            report_tombstone for report_tombstone in report_stones if report_tombstone.path not in wrong
        ),
        reviewed=reviewed,
        own_types=settings.own_types,
        gathered=known.gathered,
        joined=known.joined,
        packages=len(shown),
        resources=sum(len(package.resources) for package in shown),
        rows=sum(len(table.rows) for package in shown for table in store.tables_of(package).values()),
    )


def _read_packages(
    settings: Settings, earlier: Checked | None
) -> tuple[list[DataPackage], list[Finding], EarlierTables]:
    """All packages, those that an earlier check by the same record types held as it did."""
    packages, findings = read_packages(settings)
    known = EarlierTables()
    if earlier is not None and are_identical(earlier.own_types, settings.own_types):
        known = EarlierTables(earlier.valid, earlier.gathered, earlier.joined)
    return [*map(known.same_package, packages)], findings, known


def with_findings(
    checked: Checked, further: Sequence[Finding], settings: Settings, paths: Sequence[str | Path] = ()
) -> Checked:
    """The same run with what was found elsewhere: what has an error there is no longer valid either."""
    if not further:
        return checked
    wrong = {finding.place.path for finding in further if finding.severity is Severity.ERROR}
    content = relative_path(settings.root, settings.content_dir)
    chosen = [_as_relative(path, settings.root) for path in paths]
    packages = {*checked.invalid, *withheld_packages(wrong, settings)}
    reports = {*checked.withheld_reports, *withheld_reports(wrong, content)}
    return replace(
        checked,
        findings=tuple(in_reading_order([*checked.findings, *_choose(further, chosen)])),
        valid=tuple(package for package in checked.valid if not is_wrong(package.package, wrong)),
        invalid=tuple(sorted(packages, key=lambda withheld: withheld.path)),
        reports=tuple(report for report in checked.reports if report.path not in wrong),
        withheld_reports=tuple(sorted(reports, key=lambda withheld: withheld.path)),
        documents=tuple(
            document for document in checked.documents if f"{content}/{document.path}" not in wrong
        ),
        pictures=tuple(picture for picture in checked.pictures if f"{content}/{picture.path}" not in wrong),
    )


def _check_region(settings: Settings, regions: Regions) -> list[Finding]:
    if settings.wilayah in regions:
        return []
    place = Place(SETTINGS_FILE, field="wilayah")
    return [Finding("U004", place, value=settings.wilayah)]


def _check_agency_folders(
    packages: Iterable[DataPackage], agencies: Collection[str], settings: Settings
) -> list[Finding]:
    """A finding for each folder of datasets whose name is no agency's slug."""
    if not agencies:
        return []  # told once, as a missing list
    datasets = relative_path(settings.root, settings.datasets_dir)
    folders = sorted({package.instansi for package in packages} - {REFERENCE_FOLDER} - set(agencies))
    details = {"ada": ", ".join(sorted(agencies))}
    return [Finding("P027", Place(f"{datasets}/{name}"), value=name, details=details) for name in folders]


def _as_relative(path: str | Path, root: Path) -> str:
    """A path as findings have it: from the root, with `/`; the root itself is empty."""
    whole = Path(path) if Path(path).is_absolute() else root / path
    relative = whole.resolve().relative_to(root.resolve()).as_posix()
    return "" if relative == "." else relative


def _is_chosen(path: str, chosen: Sequence[str]) -> bool:
    """Whether a folder lies in, or holds, one of the chosen paths; everything does where none is chosen."""
    return not chosen or any(
        name in ("", path) or path.startswith(f"{name}/") or name.startswith(f"{path}/") for name in chosen
    )


def _choose(findings: Iterable[Finding], chosen: Sequence[str]) -> list[Finding]:
    return [
        finding
        for finding in findings
        if not chosen
        or any(
            name in ("", finding.place.path) or finding.place.path.startswith(f"{name}/") for name in chosen
        )
    ]
