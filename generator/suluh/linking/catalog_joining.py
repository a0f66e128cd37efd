"""What belongs together: datasets, agencies, reports, and the regions that they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from suluh.linking.records_by_type import gather_records
from suluh.linking.thread_joining import join_threads
from suluh.reading.official_codes import Government
from suluh.reading.standard_definitions import define_standard
from suluh.vocabulary.catalog import Catalog, Dataset, Withheld
from suluh.vocabulary.columns import index_cells
from suluh.vocabulary.disclosure import ExcludedItem, Tombstone
from suluh.vocabulary.measured import Quarter
from suluh.vocabulary.own_types import own_types
from suluh.vocabulary.package import Resource
from suluh.vocabulary.reports import ClearedReport, Instansi, Report, ReportTombstone, duty_of
from suluh.vocabulary.standards import Role
from suluh.vocabulary.thread_book import EarlierThreads


def join_catalog(  # noqa: PLR0913 - the one place where all that a site is about comes together
    datasets: Iterable[Dataset],
    *,
    agencies: Mapping[str, Instansi],
    agencies_simulated: bool,
    reports: Iterable[ClearedReport],
    withheld: Sequence[Withheld],
    day: date,
    government: Government = Government.KABUPATEN_KOTA,
    first_quarter: Quarter | None = None,
    references: Iterable[Dataset] = (),
    names: Mapping[str, str] | None = None,
    excluded: Sequence[ExcludedItem] = (),
    tombstones: Iterable[Tombstone] = (),
    report_tombstones: Iterable[ReportTombstone] = (),
    handed_in: Iterable[Report | ReportTombstone] = (),
    earlier: EarlierThreads | None = None,
) -> Catalog:
    """The catalogue with its indices and threads; datasets by title, reports newest first.

    `day` is the as-of day, `first_quarter` the first that reports are asked for; `names` are those of the
    nomenclature by code, `government` says whose list of it holds.
    `handed_in` are all narrative reports that came, `reports` those that may be shown. Of `earlier` threads
    those that are the same are taken again.
    """
    by_name = {
        dataset.name: dataset
        for dataset in sorted(datasets, key=lambda dataset: (dataset.package.title, dataset.name))
    }
    newest_first = sorted(reports, key=_report_order)
    stones = tuple(report_tombstones)
    duty = duty_of(agencies.values(), first_quarter)
    return Catalog(
        datasets=by_name,
        agencies=dict(sorted(agencies.items(), key=lambda item: (item[1].nama, item[0]))),
        reports=newest_first,
        references={dataset.name: dataset for dataset in references},
        agencies_simulated=agencies_simulated,
        rows_of_region=_index_rows(by_name.values()),
        reports_of_region=_index_reports(newest_first),
        withheld=tuple(withheld),
        threads=join_threads(
            by_name.values(), names, day=day, duty=duty, government=government, earlier=earlier
        ),
        records=gather_records(by_name.values()),
        excluded=tuple(excluded),
        tombstones=tuple(
            sorted(tombstones, key=lambda tombstone: (tombstone.date, tombstone.name), reverse=True)
        ),
        report_tombstones=stones,
        nomenclature=names or {},
        handed_in=quarters_of((*(cleared.report for cleared in newest_first), *stones, *handed_in)),
    )


def quarters_of(reports: Iterable[Report | ReportTombstone]) -> dict[str, frozenset[tuple[int, int]]]:
    """The quarters that each agency handed a narrative report in for, by its slug."""
    found: dict[str, set[tuple[int, int]]] = {}
    for report in reports:
        found.setdefault(report.instansi, set()).add((report.tahun, report.triwulan))
    return {slug: frozenset(found[slug]) for slug in sorted(found)}


def _report_order(cleared: ClearedReport) -> tuple[int, int, int, str]:
    report = cleared.report
    return (-report.tanggal.toordinal(), -report.tahun, -report.triwulan, report.instansi)


def _index_rows(datasets: Iterable[Dataset]) -> dict[str, dict[str, Sequence[int]]]:
    index: dict[str, dict[str, Sequence[int]]] = {}
    for dataset in datasets:
        resource, table = dataset.main
        column = resource.schema.region_field or _own_region_column(resource)
        if column not in table.header:
            continue
        for kode, found in index_cells(table.column(column)).items():
            if kode:
                index.setdefault(kode, {})[dataset.name] = found
    return index


def _own_region_column(resource: Resource) -> str:
    """The column of regions that a site's own type states, whether or not the descriptor repeats it."""
    if resource.standar not in own_types():
        return ""
    place = define_standard(resource.standar).of_role(Role.PLACE)
    return place[0].name if place else ""


def _index_reports(reports: Iterable[ClearedReport]) -> dict[str, list[ClearedReport]]:
    index: dict[str, list[ClearedReport]] = {}
    for cleared in reports:
        for kode in cleared.report.wilayah:
            index.setdefault(kode, []).append(cleared)
    return index
