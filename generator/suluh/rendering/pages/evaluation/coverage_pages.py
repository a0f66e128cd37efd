"""Who reported what, when: a matrix of agencies and quarters, with what is missing in plain sight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from suluh.measuring.fact_ledger import report_facts
from suluh.measuring.report_coverage import Coverage, Told, cover_agencies, days_late, list_quarters
from suluh.reading.deadlines import due_date, newest_due
from suluh.rendering.environment import show_date
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.quarters import show_quarter
from suluh.rendering.pages.shared.report_words import (
    count_newest,
    describe_aside,
    describe_day,
    describe_silence,
)
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.printed_facts import print_count
from suluh.vocabulary.facts import NOW, FactMaker, in_quarter, within
from suluh.vocabulary.figures import State
from suluh.vocabulary.measured import Quarter
from suluh.vocabulary.page_numbers import NumberColumn, NumbersLater, PageNumbers, Value
from suluh.vocabulary.quarters import ROMAN
from suluh.vocabulary.site import Page
from suluh.vocabulary.threads import datasets_of

KINDS = {
    Told.TEPAT_WAKTU: "tepat",
    Told.TERLAMBAT: "lambat",
    Told.SEBAGIAN: "sebagian",
    Told.BELUM_DILAPORKAN: "belum",
    Told.BELUM_WAKTUNYA: "nanti",
    Told.TIDAK_BERLAKU: "tidak",
}
"""The look of a cell by its state."""

PHONE_YEARS = 2
"""How many years fit a phone beside the agencies' names."""

_COLUMNS = (
    NumberColumn("instansi", "Alamat pendek instansi"),
    NumberColumn("nama", "Nama instansi"),
    NumberColumn("tahun", "Tahun anggaran"),
    NumberColumn("triwulan", "Triwulan"),
    NumberColumn("keadaan_laporan", "Keadaan realisasi triwulan"),
    NumberColumn("sub_kegiatan_melapor", "Sub kegiatan yang dilaporkan"),
    NumberColumn("sub_kegiatan_ditunggu", "Sub kegiatan yang ditunggu"),
    NumberColumn("tanggal_lapor", "Tanggal terakhir diserahkan"),
    NumberColumn("laporan_kegiatan", "Laporan kegiatan yang terbit di situs ini"),
)


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """How an agency reported a quarter: its look, and words with counts and date.

    `address` leads to the evaluation, `report` to the written report; empty where there is none.
    """

    kind: str
    words: str
    date: str
    label: str
    year: int
    address: str = ""
    report: str = ""
    printed: str = ""


@dataclass(frozen=True, slots=True)
class QuarterHead:
    """A quarter at the head of the matrix."""

    label: str
    year: int
    number: int
    roman: str


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """An agency with a cell for each quarter."""

    name: str
    full: str
    address: str
    cells: list[CoverageCell]


@dataclass(frozen=True, slots=True)
class CoveragePage(PageContext):
    """What `coverage.html` is filled in with."""

    template: ClassVar[str] = "coverage.html"
    quarters: list[QuarterHead]
    rows: list[CoverageRow]
    newest: str
    due: str
    shown_since: int
    counts: Mapping[str, str]
    total: str
    aside: list[str]
    reports: str
    silence: list[str]
    day: str
    mark: str


def coverage_pages(studio: Studio) -> Iterable[Page]:
    """The one page of the matrix."""
    quarters = list_quarters(studio.threads)
    threads = studio.threads.threads.values()

    def context() -> CoveragePage:
        covered = cover_agencies(studio.threads, quarters, studio.catalog.own_agencies)
        count = count_newest(studio)
        facts = report_facts(studio.threads, count) if count else None
        return CoveragePage(
            quarters=[_head(quarter) for quarter in quarters],
            rows=[_row(studio, slug, cells) for slug, cells in covered.items()],
            newest=show_quarter(*count.quarter) if count else "",
            due=show_date(due_date(*count.quarter)) if count else "",
            shown_since=quarters[-1][0] - PHONE_YEARS + 1 if quarters else 0,
            counts={KINDS[state]: print_count(facts.count(state)) for state in Told} if facts else {},
            total=print_count(facts.waited) if facts else "",
            aside=describe_aside(studio, count) if count else [],
            reports=_describe_reports(studio),
            silence=describe_silence(studio),
            day=describe_day(studio),
            mark="simulasi" if any(thread.simulated for thread in threads) else "",
        )

    yield studio.page(
        "kepatuhan/",
        section="kepatuhan",
        title=studio.say("Siapa melapor kapan"),
        description=studio.say(
            "Realisasi triwulan setiap instansi: tepat waktu, terlambat, sebagian, atau belum dilaporkan."
        ),
        simulated=any(thread.simulated for thread in threads),
        sources=datasets_of(threads),
        modified=studio.settings.as_of.day.isoformat(),
        context=context,
        numbers=NumbersLater("kepatuhan", lambda: _numbers(studio, quarters)),
    )


def describe_cell(studio: Studio, quarter: Quarter, cell: Coverage) -> CoverageCell:
    """A cell of the matrix: its look, and a sentence with counts and date."""
    words = studio.say(cell.state.value)
    if cell.reported and cell.reported < cell.due:
        words = studio.say(
            "sebagian, %(reported)s dari %(due)s sub kegiatan", reported=cell.reported, due=cell.due
        )
    late = days_late(cell, quarter)
    if cell.state is Told.TERLAMBAT and late:
        words = studio.say("terlambat %(days)s hari", days=late)
    if cell.state is Told.BELUM_DILAPORKAN:
        words = studio.say("batas %(date)s, belum dilaporkan", date=show_date(due_date(*quarter)))
    date = show_date(cell.handed_in) if cell.handed_in else ""
    return CoverageCell(KINDS[cell.state], words, date, show_quarter(*quarter), quarter[0])


def print_words(studio: Studio, slug: str, quarter: Quarter, cell: Coverage) -> str:
    """The same sentence with its counts as facts, where it is not the words of a drawing."""
    maker = FactMaker(in_quarter(*quarter), within(("instansi", slug)))
    late = days_late(cell, quarter)
    if cell.state is Told.TERLAMBAT and late:
        days = print_count(maker.make("hari_terlambat", late), unlinked=True)
        return studio.say("terlambat %(days)s hari", days=days)
    if cell.reported and cell.reported < cell.due and cell.state is not Told.BELUM_DILAPORKAN:
        return studio.say(
            "sebagian, %(reported)s dari %(due)s sub kegiatan",
            reported=print_count(maker.make("laporan_triwulan", cell.reported), unlinked=True),
            due=print_count(maker.make("laporan_triwulan_ditunggu", cell.due), unlinked=True),
        )
    return describe_cell(studio, quarter, cell).words


def _head(quarter: Quarter) -> QuarterHead:
    year, number = quarter
    return QuarterHead(label=show_quarter(year, number), year=year, number=number, roman=ROMAN[number - 1])


def _row(studio: Studio, slug: str, cells: Mapping[Quarter, Coverage]) -> CoverageRow:
    told = {
        (report.report.tahun, report.report.triwulan): report.report for report in studio.reports_of(slug)
    }
    shown = []
    for quarter, cell in cells.items():
        year, number = quarter
        told_here = told.get(quarter)
        shown.append(
            replace(
                describe_cell(studio, quarter, cell),
                address=f"evaluasi/{year}/tw{number}/{slug}/" if cell.reported else "",
                report=f"laporan/{told_here.name}/" if told_here else "",
            )
        )
    link = studio.agency_link(slug)
    return CoverageRow(
        name=studio.agency_short_name(slug),
        full=link.text,
        address=link.address,
        cells=shown,
    )


def _describe_reports(studio: Studio) -> str:
    """Who handed in the narrative report of the newest quarter due; empty where nobody ever did."""
    handed_in, quarter = studio.catalog.handed_in, newest_due(studio.settings.as_of.day)
    own = [slug for slug in studio.catalog.own_agencies if studio.threads.duty.owes(slug, quarter)]
    if not handed_in or not own:
        return ""
    handed = sum(quarter in handed_in.get(slug, ()) for slug in own)
    maker = FactMaker(in_quarter(*quarter))
    return studio.say(
        "Laporan kegiatan %(quarter)s: %(count)s dari %(total)s instansi sudah menyerahkannya.",
        quarter=show_quarter(*quarter),
        count=print_count(maker.make("laporan_kegiatan_masuk", handed)),
        total=print_count(FactMaker(NOW).make("banyak_instansi", len(own))),
    )


def _numbers(studio: Studio, quarters: tuple[Quarter, ...]) -> PageNumbers:
    rows: list[tuple[Value, ...]] = []
    sources = []
    for slug, cells in cover_agencies(studio.threads, quarters, studio.catalog.own_agencies).items():
        told = {
            (report.report.tahun, report.report.triwulan): report.report.name
            for report in studio.reports_of(slug)
        }
        for (year, number), cell in cells.items():
            name = studio.agency_link(slug).text
            date: Value = cell.handed_in or State.TIDAK_TERSEDIA
            report: Value = told.get((year, number)) or _without_report(studio, slug, (year, number))
            sources.append(datasets_of(studio.threads.select(year, slug)))
            rows.append((slug, name, year, number, cell.state.value, cell.reported, cell.due, date, report))
    return PageNumbers(_COLUMNS, tuple(rows), tuple(sources))


def _without_report(studio: Studio, slug: str, quarter: Quarter) -> Value:
    """What stands where an agency's narrative report of a quarter is not shown."""
    if quarter in studio.catalog.handed_in.get(slug, ()):
        return State.DIRAHASIAKAN
    is_owed = studio.threads.duty.owes(slug, quarter) and quarter <= newest_due(studio.settings.as_of.day)
    return State.BELUM_DILAPORKAN if is_owed else State.TIDAK_BERLAKU
