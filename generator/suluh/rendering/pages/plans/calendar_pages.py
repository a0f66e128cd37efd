"""The release calendar: what is due next, what is overdue, and what came when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from markupsafe import Markup

from suluh.measuring.due_facts import DueFacts
from suluh.measuring.release_calendar import Arrival, Due, Release, list_due, list_narratives
from suluh.publishing.calendar_file import ADDRESS, CalendarEvent
from suluh.reading.document_kinds import load_document_kinds
from suluh.rendering.environment import show_date
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.plans.official_documents import official_documents
from suluh.rendering.pages.plans.transparency import owing_agencies, transparency_years
from suluh.rendering.pages.shared.quarters import show_quarter
from suluh.rendering.pages.shared.report_words import describe_day
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.wanted_sections import section_is_wanted
from suluh.rendering.printed_facts import print_count
from suluh.vocabulary.documents import name_sources
from suluh.vocabulary.facts import NOW, FactMaker, in_year
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.page_numbers import NumberColumn, NumbersLater, PageNumbers
from suluh.vocabulary.site import Page
from suluh.vocabulary.threads import datasets_of
from suluh.words.saying import N_

SOON = 90
"""Days that the page's first sentence looks ahead."""

_KINDS = {
    Release.REALISASI: N_("Realisasi triwulan"),
    Release.LAPORAN: N_("Laporan kegiatan"),
    Release.DOKUMEN: N_("Dokumen wajib"),
    Release.DATASET: N_("Data"),
}
_CHIPS = {
    Arrival.ADA: "selesai",
    Arrival.TERLAMBAT: "terlambat",
    Arrival.SEBAGIAN: "ditunda",
    Arrival.BELUM: "belum",
    Arrival.NANTI: "waktunya",
    Arrival.CONTOH: "netral",
}
_COLUMNS = (
    NumberColumn("batas", "Hari terakhir seharusnya ada"),
    NumberColumn("macam", "realisasi triwulan, laporan kegiatan, dokumen, atau dataset"),
    NumberColumn("nama", "Apa yang seharusnya terbit"),
    NumberColumn("keadaan_terbit", "Keadaan pada hari halaman ini"),
    NumberColumn("ada", "Banyaknya yang sudah menyerahkan"),
    NumberColumn("seharusnya", "Banyaknya yang wajib menyerahkan"),
    NumberColumn("terlambat", "Paling lama terlambat", "hari"),
)


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A day on which something is due or came."""

    day: str
    name: str
    kind: str
    address: str
    chip: tuple[str, str]


@dataclass(frozen=True, slots=True)
class CalendarPage(PageContext):
    """What `calendar.html` is filled in with."""

    template: ClassVar[str] = "calendar.html"
    soon: str
    days_ahead: int
    lacking: str
    coming: list[CalendarGroup]
    overdue: list[CalendarRow]
    past: list[CalendarGroup]
    late: str
    file: str
    day: str
    mark: str


@dataclass(frozen=True, slots=True)
class CalendarGroup:
    """Days of one month or year."""

    title: str
    rows: list[CalendarRow]
    count: str = ""


def list_releases(studio: Studio) -> tuple[Due, ...]:
    """Everything that is due, by day, as it stands on the day of the build."""
    years = transparency_years(studio)
    due = list_due(
        studio.threads,
        lambda year: load_document_kinds(year).values(),
        official_documents(studio),
        studio.catalog.datasets.values(),
        years=years,
        agencies=owing_agencies(studio),
        today=studio.settings.as_of.day,
    )
    reports = list_narratives(
        studio.catalog.handed_in,
        studio.catalog.own_agencies,
        years,
        duty=studio.threads.duty,
        today=studio.settings.as_of.day,
        simulated=studio.catalog.agencies_simulated
        or any(report.report.status_data is StatusData.SIMULASI for report in studio.catalog.reports),
    )
    return tuple(sorted((*due, *reports), key=lambda due: (due.day, due.release, due.name)))


def calendar_events(studio: Studio) -> tuple[CalendarEvent, ...]:
    """The same as events of a calendar file; none where the site has no calendar."""
    found = []
    for due in list_releases(studio) if section_is_wanted(studio, "kalender") else ():
        mark = studio.say("[Data contoh] ") if due.simulated else ""
        found.append(
            CalendarEvent(
                key=due.key,
                day=due.day,
                summary=f"{mark}{name_release(studio, due)}",
                description=describe_arrival(studio, due),
                address=address_of(studio, due),
            )
        )
    return tuple(found)


def calendar_pages(studio: Studio) -> Iterable[Page]:
    """The one page of the calendar."""
    today = studio.settings.as_of.day
    releases = cache(lambda: list_releases(studio))
    simulated = any(official_document.simulated for official_document in official_documents(studio)) or any(
        thread.simulated for thread in studio.threads.threads.values()
    )

    def context() -> CalendarPage:
        coming = [due for due in releases() if due.day >= today and due.arrival is not Arrival.ADA]
        overdue = [due for due in releases() if due.day < today and _is_open(due)]
        past = [due for due in releases() if due not in coming and due not in overdue]
        maker = FactMaker(NOW, status=StatusData.SIMULASI if simulated else StatusData.SEMENTARA)
        soon = sum((due.day - today).days <= SOON for due in coming)
        late = sum(due.arrival is Arrival.TERLAMBAT for due in past)
        return CalendarPage(
            soon=print_count(maker.make("terbitan_segera", soon)),
            days_ahead=SOON,
            coming=_by_month(studio, coming),
            overdue=[_row(studio, due) for due in reversed(overdue)],
            past=_by_year(studio, past),
            lacking=print_count(maker.make("terbitan_lewat", len(overdue))),
            late=print_count(maker.make("terbitan_terlambat", late)),
            file=ADDRESS if releases() else "",
            day=describe_day(studio),
            mark="simulasi" if simulated else "",
        )

    yield studio.page(
        "kalender/",
        section="kalender",
        title=studio.say("Kalender terbit"),
        description=studio.say(
            "Kapan realisasi triwulan, laporan kegiatan, dokumen wajib, dan data seharusnya terbit, dan mana "
            "yang terlambat."
        ),
        simulated=simulated,
        sources=(
            *name_sources(official_documents(studio)),
            *datasets_of(studio.threads.threads.values()),
            *studio.catalog.datasets,
        ),
        modified=today.isoformat(),
        context=context,
        numbers=NumbersLater("kalender", lambda: _numbers(studio, releases())),
    )


def _is_open(due: Due) -> bool:
    """Whether it, or a part of it, is not there yet."""
    return due.arrival in (Arrival.BELUM, Arrival.SEBAGIAN)


def _by_month(studio: Studio, some: Iterable[Due]) -> list[CalendarGroup]:
    months: dict[str, list[CalendarRow]] = {}
    for due in some:
        month = show_date(due.day.isoformat()).split(maxsplit=1)[1]
        months.setdefault(month, []).append(_row(studio, due))
    return [CalendarGroup(title=month, rows=rows) for month, rows in months.items()]


def _by_year(studio: Studio, some: Sequence[Due]) -> list[CalendarGroup]:
    years: dict[int, list[CalendarRow]] = {}
    for due in reversed(some):
        years.setdefault(due.day.year, []).append(_row(studio, due))
    return [
        CalendarGroup(str(year), rows, _count_days(year, rows, simulated=any(due.simulated for due in some)))
        for year, rows in years.items()
    ]


def _count_days(year: int, rows: Sequence[CalendarRow], *, simulated: bool) -> str:
    maker = FactMaker(in_year(year), status=StatusData.SIMULASI if simulated else StatusData.SEMENTARA)
    return print_count(maker.make("terbitan_selesai", len(rows)), unlinked=True)


def _row(studio: Studio, due: Due) -> CalendarRow:
    return CalendarRow(
        day=due.day.isoformat(),
        name=name_release(studio, due),
        kind=studio.say(_KINDS[due.release]),
        address=address_of(studio, due),
        chip=(_CHIPS[due.arrival], print_arrival(studio, due)),
    )


def name_release(studio: Studio, due: Due) -> str:
    """What is due, in words: a quarter's report, `Perda APBD 2025`, or a dataset's title."""
    if due.release is Release.REALISASI:
        quarter = show_quarter(due.year, int(due.name))
        return studio.say(
            "Realisasi %(quarter)s, formulir %(renja)s dan %(rkpd)s",
            quarter=quarter,
            renja=studio.form_number("renja", due.year),
            rkpd=studio.form_number("rkpd", due.year),
        )
    if due.release is Release.LAPORAN:
        return studio.say("Laporan kegiatan %(quarter)s", quarter=show_quarter(due.year, int(due.name)))
    if due.release is Release.DOKUMEN:
        kind = load_document_kinds(due.year)[due.name]
        return f"{studio.say(kind.title)} {due.year}"
    return studio.catalog.datasets[due.name].package.title


def address_of(studio: Studio, due: Due) -> str:
    """Where more is said about it, from the site's root."""
    if due.release is Release.REALISASI:
        has_page = int(due.name) <= studio.threads.horizon(due.year)
        return f"evaluasi/{due.year}/tw{due.name}/" if has_page else "kepatuhan/"
    if due.release is Release.LAPORAN:
        return "laporan/"
    return "rencana/dokumen/" if due.release is Release.DOKUMEN else f"data/{due.name}/"


def describe_arrival(studio: Studio, due: Due) -> str:
    """How it stands, in a few plain words with counts and days."""
    return Markup(print_arrival(studio, due)).striptags()  # noqa: S704  (escaped where it was printed)


def print_arrival(studio: Studio, due: Due) -> str:
    """How it stands, in a few words whose counts and days are facts."""
    facts = DueFacts(due)
    if due.arrival is Arrival.ADA:
        return studio.say("Ada, tepat waktu")
    if due.arrival is Arrival.TERLAMBAT:
        return studio.say("Ada, terlambat %(days)s hari", days=print_count(facts.late, unlinked=True))
    if due.arrival is Arrival.SEBAGIAN:
        there, everyone = (print_count(fact, unlinked=True) for fact in (facts.there, facts.all))
        return studio.say("%(count)s dari %(all)s instansi", count=there, all=everyone)
    if due.arrival is Arrival.BELUM:
        return studio.say("Belum ada, lewat %(days)s hari", days=print_count(facts.overdue, unlinked=True))
    if due.arrival is Arrival.CONTOH:
        return studio.say("Data contoh, tidak ditunggu")
    return studio.say("Belum waktunya")


def _numbers(studio: Studio, some: Sequence[Due]) -> PageNumbers:
    rows = tuple(
        (
            *(due.day.isoformat(), due.release.value, name_release(studio, due), due.arrival.value),
            *(due.there, due.all, due.late),
        )
        for due in some
    )
    return PageNumbers(_COLUMNS, rows, tuple(due.sources for due in some))
