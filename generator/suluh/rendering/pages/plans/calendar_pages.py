"""The release calendar: what is due next, what is overdue, and what came when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from suluh.measuring.release_calendar import Arrival, Due, Release, list_due
from suluh.publishing.calendar_file import ADDRESS, CalendarEvent
from suluh.reading.document_kinds import load_document_kinds
from suluh.rendering.environment import show_date
from suluh.rendering.page_context import PageContext
from suluh.rendering.page_words import N_
from suluh.rendering.pages.plans.official_documents import official_documents
from suluh.rendering.pages.plans.transparency import owing_agencies, transparency_years
from suluh.rendering.pages.shared.quarters import show_quarter
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.wanted_sections import section_is_wanted
from suluh.vocabulary.page_numbers import NumberColumn, PageNumbers
from suluh.vocabulary.site import Page

SOON = 90
"""Days that the page's first sentence looks ahead."""

_KINDS = {Release.LAPORAN: N_("Laporan"), Release.DOKUMEN: N_("Dokumen"), Release.DATASET: N_("Data")}
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
    NumberColumn("macam", "laporan, dokumen, atau dataset"),
    NumberColumn("nama", "Apa yang seharusnya terbit"),
    NumberColumn("keadaan_terbit", "Keadaan pada tanggal versi data"),
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
    soon: int
    days_ahead: int
    coming: list[CalendarGroup]
    overdue: list[CalendarRow]
    past: list[CalendarGroup]
    late: int
    file: str
    mark: str


@dataclass(frozen=True, slots=True)
class CalendarGroup:
    """Days of one month or year."""

    title: str
    rows: list[CalendarRow]


def list_releases(studio: Studio) -> tuple[Due, ...]:
    """Everything that is due, by day, as it stands on the day of the build."""
    return list_due(
        studio.threads,
        lambda year: load_document_kinds(year).values(),
        official_documents(studio),
        studio.catalog.datasets.values(),
        years=transparency_years(studio),
        agencies=owing_agencies(studio),
        today=studio.settings.build_time.date(),
    )


def calendar_events(studio: Studio) -> tuple[CalendarEvent, ...]:
    """The same as events of a calendar file; none where the site has no calendar."""
    found = []
    for one in list_releases(studio) if section_is_wanted(studio, "kalender") else ():
        mark = studio.say("[Data contoh] ") if one.simulated else ""
        found.append(
            CalendarEvent(
                key=one.key,
                day=one.day,
                summary=f"{mark}{name_release(studio, one)}",
                description=describe_arrival(studio, one),
                address=address_of(studio, one),
            )
        )
    return tuple(found)


def calendar_pages(studio: Studio) -> Iterable[Page]:
    """The one page of the calendar."""
    today = studio.settings.build_time.date()
    releases = cache(lambda: list_releases(studio))
    simulated = any(one.simulated for one in official_documents(studio)) or any(
        one.simulated for one in studio.threads.threads.values()
    )

    def context() -> CalendarPage:
        coming = [one for one in releases() if one.day >= today and one.arrival is not Arrival.ADA]
        overdue = [one for one in releases() if one.day < today and _is_open(one)]
        past = [one for one in releases() if one not in coming and one not in overdue]
        return CalendarPage(
            soon=sum((one.day - today).days <= SOON for one in coming),
            days_ahead=SOON,
            coming=_by_month(studio, coming),
            overdue=[_row(studio, one) for one in reversed(overdue)],
            past=_by_year(studio, past),
            late=sum(one.arrival is Arrival.TERLAMBAT for one in past),
            file=ADDRESS if releases() else "",
            mark="simulasi" if simulated else "",
        )

    yield studio.page(
        "kalender/",
        section="kalender",
        title=studio.say("Kalender terbit"),
        description=studio.say(
            "Kapan laporan, dokumen, dan data seharusnya terbit, dan mana yang terlambat."
        ),
        simulated=simulated,
        modified=today.isoformat(),
        context=context,
        numbers=lambda: _numbers(studio, releases()),
    )


def _is_open(one: Due) -> bool:
    """Whether it, or a part of it, is not there yet."""
    return one.arrival in (Arrival.BELUM, Arrival.SEBAGIAN)


def _by_month(studio: Studio, some: Iterable[Due]) -> list[CalendarGroup]:
    months: dict[str, list[CalendarRow]] = {}
    for one in some:
        month = show_date(one.day.isoformat()).split(maxsplit=1)[1]
        months.setdefault(month, []).append(_row(studio, one))
    return [CalendarGroup(title=month, rows=rows) for month, rows in months.items()]


def _by_year(studio: Studio, some: Sequence[Due]) -> list[CalendarGroup]:
    years: dict[int, list[CalendarRow]] = {}
    for one in reversed(some):
        years.setdefault(one.day.year, []).append(_row(studio, one))
    return [CalendarGroup(title=str(year), rows=rows) for year, rows in years.items()]


def _row(studio: Studio, one: Due) -> CalendarRow:
    return CalendarRow(
        day=one.day.isoformat(),
        name=name_release(studio, one),
        kind=studio.say(_KINDS[one.release]),
        address=address_of(studio, one),
        chip=(_CHIPS[one.arrival], describe_arrival(studio, one)),
    )


def name_release(studio: Studio, one: Due) -> str:
    """What is due, in words: a quarter's report, `Perda APBD 2025`, or a dataset's title."""
    if one.release is Release.LAPORAN:
        quarter = show_quarter(one.year, int(one.name))
        return studio.say("Laporan %(quarter)s, formulir E.81 dan E.60", quarter=quarter)
    if one.release is Release.DOKUMEN:
        kind = load_document_kinds(one.year)[one.name]
        return f"{studio.say(kind.title)} {one.year}"
    return studio.catalog.datasets[one.name].package.title


def address_of(studio: Studio, one: Due) -> str:
    """Where more is said about it, from the site's root."""
    if one.release is Release.LAPORAN:
        told = int(one.name) <= studio.threads.through.get(one.year, 0)
        return f"evaluasi/{one.year}/tw{one.name}/" if told else "kepatuhan/"
    return "rencana/dokumen/" if one.release is Release.DOKUMEN else f"data/{one.name}/"


def describe_arrival(studio: Studio, one: Due) -> str:
    """How it stands, in a few words with counts and days."""
    if one.arrival is Arrival.ADA:
        return studio.say("Ada, tepat waktu")
    if one.arrival is Arrival.TERLAMBAT:
        return studio.say("Ada, terlambat %(days)s hari", days=one.late)
    if one.arrival is Arrival.SEBAGIAN:
        return studio.say("%(count)s dari %(all)s instansi", count=one.there, all=one.all)
    if one.arrival is Arrival.BELUM:
        return studio.say("Belum ada, lewat %(days)s hari", days=one.late)
    if one.arrival is Arrival.CONTOH:
        return studio.say("Data contoh, tidak ditunggu")
    return studio.say("Belum waktunya")


def _numbers(studio: Studio, some: Sequence[Due]) -> PageNumbers:
    rows = tuple(
        (
            *(one.day.isoformat(), one.release.value, name_release(studio, one), one.arrival.value),
            *(one.there, one.all, one.late),
        )
        for one in some
    )
    return PageNumbers(_COLUMNS, rows)
