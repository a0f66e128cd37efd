"""A page for every agency, also for those that submitted nothing: it says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from suluh.measuring.fact_ledger import report_facts, totals_of
from suluh.measuring.report_coverage import cover_agency, list_quarters
from suluh.measuring.report_quarters import last_quarters
from suluh.measuring.rollups import roll_up
from suluh.publishing.structured_data import describe_agency
from suluh.reading.deadlines import newest_due
from suluh.rendering.pages.agencies.agency_contexts import (
    AgenciesPage,
    AgencyGroup,
    AgencyPage,
    AgencySummary,
    ReportCell,
    ReportingCount,
)
from suluh.rendering.pages.agencies.agency_plans import agency_plans
from suluh.rendering.pages.evaluation.coverage_pages import CoverageCell, describe_cell, print_words
from suluh.rendering.pages.regions.four_steps import agency_steps
from suluh.rendering.pages.shared.coverage_words import absorbed_words
from suluh.rendering.pages.shared.place_numbers import yearly_numbers
from suluh.rendering.pages.shared.quarters import show_quarter
from suluh.rendering.pages.shared.record_blocks import agencies_of_examples, blocks_of
from suluh.rendering.pages.shared.report_words import (
    count_newest,
    describe_aside,
    describe_start,
    state_of_silent,
)
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.thread_numbers import rollup_numbers
from suluh.rendering.printed_facts import join_words, print_count
from suluh.vocabulary.facts import NOW, FactMaker, within
from suluh.vocabulary.page_numbers import NumberColumn, NumbersLater, PageNumbers
from suluh.vocabulary.record_types import Subject
from suluh.vocabulary.reports import Instansi
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.threads import Thread, datasets_of
from suluh.words.saying import N_

KINDS = (
    ("sekretariat", N_("Sekretariat")),
    ("inspektorat", N_("Inspektorat")),
    ("badan", N_("Badan")),
    ("dinas", N_("Dinas")),
    ("rumah-sakit", N_("Rumah sakit")),
    ("kecamatan", N_("Kecamatan")),
    ("kelurahan", N_("Kelurahan")),
    ("lainnya", N_("Lainnya")),
    ("pusat", N_("Pemasok data dari pusat")),
)
CELLS = 6
"""How many quarters the row of report cells shows."""


def agency_pages(studio: Studio) -> Iterable[Page]:
    """The list of agencies and a page for each."""
    yield _agency_list(studio)
    for slug, agency in studio.catalog.agencies.items():
        yield _agency_page(studio, slug, agency)


def report_cells(studio: Studio, slug: str) -> list[ReportCell]:
    """For each of the last quarters that was owed: the report's address and title, or that there is none."""
    by_quarter = {
        (report.report.tahun, report.report.triwulan): report.report for report in studio.reports_of(slug)
    }
    cells: list[ReportCell] = []
    handed_in = studio.catalog.handed_in.get(slug, frozenset())
    first = min((quarter for some in studio.catalog.handed_in.values() for quarter in some), default=(0, 0))
    quarters = last_quarters(newest_due(studio.settings.as_of.day), CELLS)
    for quarter in (some for some in quarters if some >= first):
        if quarter not in handed_in and not studio.threads.duty.owes(slug, quarter):
            continue
        report = by_quarter.get(quarter)
        cells.append(
            ReportCell(
                label=show_quarter(*quarter),
                address=f"laporan/{report.name}/" if report else "",
                reported=quarter in handed_in,
            )
        )
    return cells


def quarter_cells(studio: Studio, slug: str) -> list[CoverageCell]:
    """How the last quarters of an agency's realisation were reported, as in the coverage matrix."""
    quarters = list_quarters(studio.threads)[-CELLS:]
    return [
        replace(
            describe_cell(studio, quarter, cell),
            address=f"evaluasi/{quarter[0]}/tw{quarter[1]}/{slug}/" if cell.reported else "",
            printed=print_words(studio, slug, quarter, cell),
        )
        for quarter, cell in cover_agency(studio.threads, slug, quarters).items()
    ]


def _agency_page(studio: Studio, slug: str, agency: Instansi) -> Page:
    datasets = studio.datasets_of(slug)
    reports = studio.reports_of(slug)
    withheld = [withheld for withheld in studio.catalog.withheld if withheld.instansi == slug]
    central = agency.is_supplier
    works = studio.threads.select(instansi=slug)
    maker = FactMaker(NOW, within(("instansi", slug)))
    return studio.page(
        f"instansi/{slug}/",
        section="instansi",
        title=agency.nama,
        description=studio.say(
            "Data dan laporan kegiatan %(name)s: %(datasets)s dataset, %(reports)s laporan kegiatan.",
            name=agency.nama,
            datasets=len(datasets),
            reports=len(reports),
        ),
        crumbs=(Link(studio.say("Instansi"), "instansi/"),),
        simulated=_is_simulated(studio, slug),
        sources=(*(dataset.name for dataset in datasets), *datasets_of(works)),
        modified=max((report.report.tanggal.isoformat() for report in reports), default=""),
        structured_data=lambda: describe_agency(agency, studio.settings),
        context=lambda: AgencyPage(
            start=describe_start(studio),
            silent_state=state_of_silent(studio, slug),
            agency=agency,
            kind=studio.say(dict(KINDS).get(agency.jenis, agency.jenis)),
            central=central,
            datasets=datasets,
            rows=[
                print_count(
                    maker.inside(("dataset", dataset.name)).make("banyak_baris", len(dataset.main[1].rows)),
                    unlinked=True,
                )
                for dataset in datasets
            ],
            dataset_count=print_count(maker.make("banyak_dataset", len(datasets))),
            report_count=print_count(maker.make("banyak_laporan", len(reports))),
            reports=reports,
            withheld=withheld,
            cells=[] if central or works else report_cells(studio, slug),
            region=studio.region_link(agency.kode_wilayah) if agency.kode_wilayah else None,
            steps_of=agency_steps(studio, slug),
            plans=agency_plans(studio, slug),
            blocks_of_types=blocks_of(studio, Subject.AGENCY, slug),
            quarters=quarter_cells(studio, slug) if works else [],
            sources=[studio.catalog.datasets[name] for name in datasets_of(works)],
        ),
        numbers=NumbersLater("per-tahun", lambda: yearly_numbers(studio, slug)) if works else None,
    )


def _is_simulated(studio: Studio, slug: str) -> bool:
    """Whether anything on the page of an agency is an example: its own row, its works, its types' rows."""
    if studio.catalog.agencies_simulated or slug in agencies_of_examples(studio):
        return True
    return any(thread.simulated for thread in studio.threads.select(instansi=slug))


def _newest(studio: Studio) -> tuple[Thread, ...]:
    """All threads of the newest year."""
    years = studio.threads.years
    return studio.threads.select(years[-1]) if years else ()


def _list_numbers(studio: Studio) -> PageNumbers:
    """The newest year of each agency that has one."""
    threads = _newest(studio)
    named = [
        (slug, studio.agency_link(slug).text, rollup) for slug, rollup in roll_up(threads, "instansi").items()
    ]
    return rollup_numbers(NumberColumn("instansi", "Alamat pendek instansi"), named)


def _agency_list(studio: Studio) -> Page:
    def group_agencies() -> AgenciesPage:
        groups = []
        for kind, title in KINDS:
            some = [
                (slug, agency) for slug, agency in studio.catalog.agencies.items() if agency.jenis == kind
            ]
            if some:
                groups.append(
                    AgencyGroup(
                        title=studio.say(title),
                        kind=kind,
                        count=print_count(
                            FactMaker(NOW, within(("jenis", kind))).make("banyak_instansi", len(some))
                        ),
                        items=[_summary(studio, *pair) for pair in some],
                    )
                )
        local = studio.catalog.own_agencies
        told = [slug for slug in local if studio.datasets_of(slug) or studio.reports_of(slug)]
        return AgenciesPage(
            start=describe_start(studio),
            groups=groups,
            local=print_count(FactMaker(NOW).make("banyak_instansi", len(local))),
            told=print_count(FactMaker(NOW).make("banyak_instansi_mengirim", len(told))),
            reporting=_count_reporting(studio),
        )

    return studio.page(
        "instansi/",
        section="instansi",
        title=studio.say("Instansi"),
        description=studio.say(
            "Semua instansi di %(name)s: siapa sudah mengirim data dan laporan.",
            name=studio.home_region.full_name,
        ),
        simulated=studio.catalog.agencies_simulated or any(thread.simulated for thread in _newest(studio)),
        sources=datasets_of(_newest(studio)),
        context=group_agencies,
        numbers=NumbersLater("per-instansi", lambda: _list_numbers(studio)) if studio.threads.years else None,
    )


def _count_reporting(studio: Studio) -> ReportingCount | None:
    """Who of those waited for reported the newest quarter due; None where nobody owes realisation."""
    count = count_newest(studio)
    if count is None:
        return None
    facts = report_facts(studio.threads, count)
    return ReportingCount(
        quarter=show_quarter(*count.quarter),
        reported=print_count(facts.told),
        waited=print_count(facts.waited),
        aside=describe_aside(studio, count),
    )


def _newest_year(studio: Studio, slug: str) -> str:
    """An agency's newest year in a few words; empty where it has no sub kegiatan."""
    years = [year for year in studio.threads.years if studio.threads.select(year, slug)]
    if not years:
        return ""
    whole = totals_of(studio.threads, years[-1], ("instansi", slug))
    words = studio.say(
        "%(count)s sub kegiatan %(year)s",
        count=print_count(whole.threads, unlinked=True),
        year=str(years[-1]),
    )
    return join_words(", ", words, absorbed_words(studio, whole.absorption))


def _summary(studio: Studio, slug: str, agency: Instansi) -> AgencySummary:
    works = _newest_year(studio, slug)
    maker = FactMaker(NOW, within(("instansi", slug)))
    return AgencySummary(
        slug=slug,
        agency=agency,
        sent=bool(studio.datasets_of(slug) or studio.reports_of(slug)),
        state="" if agency.is_supplier else state_of_silent(studio, slug),
        datasets=print_count(maker.make("banyak_dataset", len(studio.datasets_of(slug))), unlinked=True),
        reports=print_count(maker.make("banyak_laporan", len(studio.reports_of(slug))), unlinked=True),
        cells=[] if agency.is_supplier or works else report_cells(studio, slug),
        works=works,
        quarters=quarter_cells(studio, slug) if works else [],
    )
