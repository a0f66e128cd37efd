"""A page for every activity report, and the list of them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from suluh.history.editions import Completeness, History
from suluh.publishing.feeds import FEED_NAME
from suluh.publishing.structured_data import describe_report
from suluh.rendering.pages.histories import log_lines, tell_completeness
from suluh.rendering.pages.quarters import show_quarter
from suluh.rendering.pages.studio import Studio
from suluh.rendering.prose import first_sentence, render_prose
from suluh.vocabulary.reports import ClearedReport, Report
from suluh.vocabulary.site import Link, Page


def report_pages(studio: Studio) -> Iterable[Page]:
    """The list of reports, a list for each agency that reported, and a page for each report."""
    yield studio.page(
        "laporan/",
        "reports.html",
        section="laporan",
        title=studio.say("Laporan kegiatan"),
        description=studio.say(
            "Laporan kegiatan instansi %(name)s, tiap triwulan.", name=studio.home_region.full_name
        ),
        simulated=any(_is_simulated(one) for one in studio.catalog.reports),
        context_later=lambda: {"years": _by_year(studio)},
    )
    for slug in sorted({one.report.instansi for one in studio.catalog.reports}):
        yield _reports_of_agency(studio, slug)
    for cleared in studio.catalog.reports:
        yield _report_page(studio, cleared.report)


def _report_page(studio: Studio, report: Report) -> Page:
    agency = studio.agency_link(report.instansi)
    history = studio.report_histories.get(report.name, History(Completeness.NONE))
    return studio.page(
        f"laporan/{report.name}/",
        "report.html",
        section="laporan",
        title=report.judul,
        description=first_sentence(report.ringkasan),
        crumbs=(Link(studio.say("Laporan"), "laporan/"), Link(agency.text, f"laporan/{report.instansi}/")),
        simulated=report.status_data.value == "simulasi",
        modified=report.tanggal.isoformat(),
        structured_data=describe_report(report, agency.text, studio.settings),
        context_later=lambda: {
            "report": report,
            "quarter": show_quarter(report.tahun, report.triwulan),
            "agency": agency,
            "prose": render_prose(report.body),
            "regions": [(kode, studio.region_link(kode)) for kode in report.wilayah],
            "notes": list(tell_completeness(studio, history)),
            "editions": log_lines(studio, history),
            "feed": f"instansi/{report.instansi}/{FEED_NAME}",
            "activities": [(kode, studio.nomenclature.get(kode, "")) for kode in report.kegiatan],
        },
    )


def _reports_of_agency(studio: Studio, slug: str) -> Page:
    agency = studio.agency_link(slug)
    some = studio.reports_of(slug)
    return studio.page(
        f"laporan/{slug}/",
        "reports_of_agency.html",
        section="laporan",
        title=studio.say("Laporan %(name)s", name=agency.text),
        description=studio.say("%(count)s laporan kegiatan %(name)s.", count=len(some), name=agency.text),
        crumbs=(Link(studio.say("Laporan"), "laporan/"),),
        simulated=any(_is_simulated(one) for one in some),
        context={"agency": agency, "reports": some},
    )


def _is_simulated(cleared: ClearedReport) -> bool:
    return cleared.report.status_data.value == "simulasi"


def _by_year(studio: Studio) -> list[tuple[int, list[ClearedReport]]]:
    ordered = sorted(studio.catalog.reports, key=lambda one: -one.report.tahun)
    return [(year, list(some)) for year, some in groupby(ordered, key=lambda one: one.report.tahun)]
