"""A page for every activity report, the list of them, and tombstones of those that were withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from markupsafe import Markup

from suluh.history.editions import Completeness, History
from suluh.publishing.feeds import FEED_NAME
from suluh.publishing.structured_data import describe_report
from suluh.rendering.environment import show_date
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.data.histories import LogLine, log_lines, tell_completeness
from suluh.rendering.pages.shared.quarters import show_quarter
from suluh.rendering.pages.shared.report_words import describe_start
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.printed_facts import print_count
from suluh.rendering.prose import first_sentence, render_prose
from suluh.vocabulary.facts import NOW, FactMaker
from suluh.vocabulary.reports import ClearedReport, Report, ReportTombstone
from suluh.vocabulary.site import Link, Page


@dataclass(frozen=True, slots=True)
class AgencyReportsPage(PageContext):
    """What `reports_of_agency.html` is filled in with."""

    template: ClassVar[str] = "reports_of_agency.html"
    agency: Link
    reports: list[ClearedReport]
    withdrawn: list[tuple[str, ReportTombstone]]


@dataclass(frozen=True, slots=True)
class ReportTombstonePage(PageContext):
    """What `report_tombstone.html` is filled in with."""

    template: ClassVar[str] = "report_tombstone.html"
    stone: ReportTombstone
    agency: Link


@dataclass(frozen=True, slots=True)
class ReportPage(PageContext):
    """What `report.html` is filled in with."""

    template: ClassVar[str] = "report.html"
    report: Report
    quarter: str
    agency: Link
    prose: Markup
    regions: list[tuple[str, Link]]
    notes: list[str]
    editions: Sequence[LogLine]
    feed: str
    activities: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ReportsPage(PageContext):
    """What `reports.html` is filled in with."""

    template: ClassVar[str] = "reports.html"
    drawn_anew: ClassVar[bool] = True
    start: str
    years: list[tuple[int, list[ClearedReport]]]
    count: str


def report_pages(studio: Studio) -> Iterable[Page]:
    """The list of reports, a list for each agency that reported, a page for each report or its tombstone."""
    yield studio.page(
        "laporan/",
        section="laporan",
        title=studio.say("Laporan kegiatan"),
        description=studio.say(
            "Laporan kegiatan instansi %(name)s, tiap triwulan.", name=studio.home_region.full_name
        ),
        simulated=any(_is_simulated(report) for report in studio.catalog.reports),
        context=lambda: ReportsPage(
            start=describe_start(studio),
            years=_by_year(studio),
            count=print_count(FactMaker(NOW).make("banyak_laporan", len(studio.catalog.reports))),
        ),
    )
    stones = studio.catalog.report_tombstones
    told = {report.report.instansi for report in studio.catalog.reports}
    for slug in sorted(told | {stone.instansi for stone in stones}):
        yield _reports_of_agency(studio, slug)
    for cleared in studio.catalog.reports:
        yield _report_page(studio, cleared.report)
    for stone in stones:
        yield _tombstone_page(studio, stone)


def _report_page(studio: Studio, report: Report) -> Page:
    agency = studio.agency_link(report.instansi)
    history = studio.report_histories.get(report.name, History(Completeness.NONE))
    return studio.page(
        f"laporan/{report.name}/",
        section="laporan",
        title=report.judul,
        description=first_sentence(report.ringkasan),
        crumbs=(Link(studio.say("Laporan"), "laporan/"), Link(agency.text, f"laporan/{report.instansi}/")),
        simulated=report.status_data.value == "simulasi",
        modified=report.tanggal.isoformat(),
        structured_data=lambda: describe_report(report, agency.text, studio.settings),
        context=lambda: ReportPage(
            report=report,
            quarter=show_quarter(report.tahun, report.triwulan),
            agency=agency,
            prose=render_prose(report.body),
            regions=[(kode, studio.region_link(kode)) for kode in report.wilayah],
            notes=list(tell_completeness(studio, history)),
            editions=log_lines(studio, history),
            feed=f"instansi/{report.instansi}/{FEED_NAME}",
            activities=[(kode, studio.nomenclature.get(kode, "")) for kode in report.kegiatan],
        ),
    )


def _reports_of_agency(studio: Studio, slug: str) -> Page:
    agency = studio.agency_link(slug)
    some = studio.reports_of(slug)
    return studio.page(
        f"laporan/{slug}/",
        section="laporan",
        title=studio.say("Laporan %(name)s", name=agency.text),
        description=studio.say("%(count)s laporan kegiatan %(name)s.", count=len(some), name=agency.text),
        crumbs=(Link(studio.say("Laporan"), "laporan/"),),
        simulated=any(_is_simulated(report) for report in some),
        context=lambda: AgencyReportsPage(
            agency=agency, reports=some, withdrawn=_withdrawn_from(studio, slug)
        ),
    )


def withdrawn_title(studio: Studio, stone: ReportTombstone) -> str:
    """What a withdrawn report is called: its agency and quarter, since its own title is gone."""
    agency = studio.agency_link(stone.instansi).text
    return f"{studio.say('Laporan %(name)s', name=agency)}, {show_quarter(stone.tahun, stone.triwulan)}"


def _withdrawn_from(studio: Studio, slug: str) -> list[tuple[str, ReportTombstone]]:
    some = [
        report_tombstone
        for report_tombstone in studio.catalog.report_tombstones
        if report_tombstone.instansi == slug
    ]
    return [
        (withdrawn_title(studio, report_tombstone), report_tombstone) for report_tombstone in reversed(some)
    ]


def _tombstone_page(studio: Studio, stone: ReportTombstone) -> Page:
    agency = studio.agency_link(stone.instansi)
    return studio.page(
        f"laporan/{stone.name}/",
        section="laporan",
        title=withdrawn_title(studio, stone),
        description=studio.say("Laporan ini ditarik pada %(date)s.", date=show_date(stone.date)),
        crumbs=(Link(studio.say("Laporan"), "laporan/"), Link(agency.text, f"laporan/{stone.instansi}/")),
        modified=stone.date.isoformat(),
        indexed=False,
        context=lambda: ReportTombstonePage(stone=stone, agency=agency),
    )


def _is_simulated(cleared: ClearedReport) -> bool:
    return cleared.report.status_data.value == "simulasi"


def _by_year(studio: Studio) -> list[tuple[int, list[ClearedReport]]]:
    ordered = sorted(studio.catalog.reports, key=lambda report: -report.report.tahun)
    return [(year, list(some)) for year, some in groupby(ordered, key=lambda report: report.report.tahun)]
