"""What of a difference needs a decision: addresses that vanish, data that shrinks, periods rewritten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from suluh.history.comparison import CLOSED, TABLE_GONE, DatasetDifference, ReportDifference, TableDifference
from suluh.history.table_differences import comparison_rules
from suluh.reading.report_tombstones import is_report_withdrawn, read_report_tombstones
from suluh.reading.tombstones import is_withdrawn, read_tombstones
from suluh.vocabulary.findings import Detail, Finding, Place, Severity
from suluh.vocabulary.package import DataPackage, Klasifikasi
from suluh.vocabulary.reports import Report
from suluh.vocabulary.settings import Settings

CONFIRMATION = "konfirmasi_susut"
"""Key of a descriptor: the number of rows that remain, which confirms one shrinking and no later one."""


def judge_datasets(
    datasets: Sequence[DatasetDifference],
    before: Mapping[str, DataPackage],
    after: Mapping[str, DataPackage],
    settings: Settings,
) -> Iterator[Finding]:
    """Findings about datasets.

    V001 gone, V012 renamed and gone, V003 empty, V004 smaller, V005 breaking, V006 rewritten.
    """
    new_names = {
        dataset_difference.former_name: dataset_difference.name
        for dataset_difference in datasets
        if dataset_difference.former_name
    }
    for dataset_difference in datasets:
        if dataset_difference.state in ("hilang", CLOSED):
            yield from _judge_gone(
                dataset_difference,
                before[dataset_difference.name],
                new_names.get(dataset_difference.name, ""),
                settings,
            )
        elif dataset_difference.state in ("berubah", "dialihkan"):
            for table in dataset_difference.tables:
                yield from _judge_table(dataset_difference, table, after[dataset_difference.name])


def _judge_gone(
    dataset_difference: DatasetDifference, package: DataPackage, new_name: str, settings: Settings
) -> Iterator[Finding]:
    """V001, or V012 where it has another name now, unless a tombstone in its folder keeps the address."""
    if is_withdrawn(settings.root / package.folder):
        return
    details = {"alamat": f"/data/{dataset_difference.name}/"}
    if new_name:
        details |= {"baru": new_name, "daftar": ", ".join((dataset_difference.name, *package.former_names))}
    code = "V012" if new_name else "V001"
    yield Finding(code, Place(package.descriptor_path), value=dataset_difference.name, details=details)


def judge_former_names(
    before: Mapping[str, DataPackage], after: Mapping[str, DataPackage], settings: Settings
) -> Iterator[Finding]:
    """V001 for each former name whose address led on and would lead nowhere."""
    kept = {*after, *(old for package in after.values() for old in package.former_names)}
    lost = [
        (package, old)
        for package in before.values()
        if package.klasifikasi is Klasifikasi.PUBLIK
        for old in package.former_names
        if old not in kept
    ]
    stones = read_tombstones(settings)[0] if lost else []
    kept |= {old for stone in stones for old in (stone.name, *stone.former_names)}
    for package, old in lost:
        if old not in kept:
            yield Finding(
                "V001", Place(package.descriptor_path), value=old, details={"alamat": f"/data/{old}/"}
            )


def _judge_table(
    dataset_difference: DatasetDifference, table: TableDifference, package: DataPackage
) -> Iterator[Finding]:
    place = Place(package.descriptor_path, table.resource)
    counts: dict[str, Detail] = {"sebelum": table.rows_before, "sesudah": table.rows_after}
    limit = int(comparison_rules()["batas_susut_persen"])
    removed = any(change.kind == TABLE_GONE for change in table.schema)
    if removed:
        pass  # told as a change of layout: its address vanishes, and nothing was saved by mistake
    elif table.rows_before and not table.rows_after:
        yield Finding("V003", place, value=dataset_difference.name, details=counts)
    elif (table.rows_before - table.rows_after) * 100 >= limit * table.rows_before > 0:
        confirmed = str(package.descriptor.get(CONFIRMATION)) == str(table.rows_after)
        if not confirmed and not _is_derived(package, table.resource):
            yield Finding("V004", place, value=dataset_difference.name, details={**counts, "batas": limit})
    breaking = [change for change in table.schema if change.breaking]
    if breaking:
        columns = ", ".join(sorted({change.column or change.kind.replace("_", " ") for change in breaking}))
        yield Finding(
            "V005", place, Severity.WARNING, value=dataset_difference.name, details={"daftar": columns}
        )
    if table.retroactive:
        periods = ", ".join(table.retroactive)
        total = sum(table.retroactive.values())
        yield Finding(
            "V006",
            place,
            Severity.WARNING,
            value=dataset_difference.name,
            details={"jumlah": total, "periode": periods},
        )


def _is_derived(package: DataPackage, name: str) -> bool:
    """Whether a table follows from others, whose own shrinking is told."""
    return any(resource.name == name and resource.turunan is not None for resource in package.resources)


def judge_reports(
    reports: Iterable[ReportDifference],
    before: Mapping[str, Report],
    after: Mapping[str, Report],
    settings: Settings,
) -> Iterator[Finding]:
    """V002 for each address of a report, present or former, that would vanish without a tombstone."""
    for report_difference in reports:
        if report_difference.state == "hilang" and not is_report_withdrawn(settings, report_difference.name):
            yield _vanishing(before[report_difference.name], report_difference.name)
    kept = {*after, *(old for report in after.values() for old in report.former_names)}
    lost = [(report, old) for report in before.values() for old in report.former_names if old not in kept]
    stones = read_report_tombstones(settings)[0] if lost else []
    kept |= {old for stone in stones for old in (stone.name, *stone.former_names)}
    yield from (_vanishing(report, old) for report, old in lost if old not in kept)


def _vanishing(report: Report, name: str) -> Finding:
    return Finding("V002", Place(report.path), value=name, details={"alamat": f"/laporan/{name}/"})
