"""Who has not handed in the last quarter that is due, of each kind of report; and how long all are silent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from suluh.measuring.report_coverage import Coverage, LeftOut, cover_agencies
from suluh.reading.deadlines import days_allowed, due_date, newest_due, quarters_due
from suluh.vocabulary.measured import Quarter
from suluh.vocabulary.reporting_duty import EVERY_QUARTER, ReportingDuty
from suluh.vocabulary.reports import Instansi
from suluh.vocabulary.thread_book import ThreadBook

HandedIn = Mapping[str, frozenset[Quarter]]
"""The quarters of each agency's narrative reports, by its slug."""


class ReportKind(StrEnum):
    """What agencies owe each quarter; documents are owed by the year and have their own list."""

    REALISASI = "realisasi triwulan"
    LAPORAN = "laporan kegiatan"


@dataclass(frozen=True, slots=True)
class Late:
    """An agency whose report of a quarter is missing or not whole.

    `last` is the last quarter that it reported, None for none; `reported` of `due` sub kegiatan came.
    """

    agency: Instansi
    last: Quarter | None
    reported: int = 0
    due: int = 0


@dataclass(frozen=True, slots=True)
class Aside:
    """An agency from which nothing is waited for, and why."""

    agency: Instansi
    reason: LeftOut


@dataclass(frozen=True, slots=True)
class Lateness:
    """The last quarter that is due, its deadline, and who is late. `simulated`: it is about examples."""

    kind: ReportKind
    quarter: Quarter
    due: date
    late: tuple[Late, ...]
    expected: int
    aside: tuple[Aside, ...] = ()
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class Silence:
    """Quarters past their deadline that nobody reported, after the `last` one that anybody did."""

    kind: ReportKind
    last: Quarter | None
    missing: tuple[Quarter, ...]
    day: date

    @property
    def due(self) -> date:
        """The deadline of the first of them."""
        return due_date(*self.missing[0])

    @property
    def days(self) -> int:
        """How many days that deadline is past."""
        return (self.day - self.due).days

    @property
    def is_long(self) -> bool:
        """Whether it is more than one quarter."""
        return len(self.missing) > 1


def find_late(
    agencies: Iterable[Instansi],
    handed_in: HandedIn,
    day: date,
    *,
    duty: ReportingDuty = EVERY_QUARTER,
    days: int | None = None,
    simulated: bool = False,
) -> Lateness:
    """Who lacks the narrative report of the last quarter due; every agency of the region's own owes one.

    `days` after a quarter's last day its report is due; None for what the standards say.
    """
    quarter = newest_due(day, days)
    own = _own(agencies)
    owing = [agency for agency in own if duty.owes(agency.slug, quarter)]
    aside = tuple(Aside(agency, LeftOut.DI_LUAR_MASA) for agency in own if agency not in owing)
    late = tuple(
        Late(agency, max(handed_in.get(agency.slug, ()), default=None))
        for agency in owing
        if quarter not in handed_in.get(agency.slug, ())
    )
    kind, due = ReportKind.LAPORAN, _deadline(quarter, days)
    return Lateness(kind, quarter, due, late, len(owing), aside, simulated=simulated)


def find_late_realisation(
    agencies: Iterable[Instansi], book: ThreadBook, day: date, *, days: int | None = None
) -> Lateness:
    """Who lacks realisation of the last quarter due, or a part of it; no budget, nothing owed."""
    quarter = newest_due(day, days)
    own = {agency.slug: agency for agency in _own(agencies)}
    covered = cover_agencies(book, [quarter], own)
    cells = {slug: covered[slug][quarter] for slug in own}
    return Lateness(
        ReportKind.REALISASI,
        quarter,
        _deadline(quarter, days),
        tuple(_late(book, own[slug], cell) for slug, cell in cells.items() if cell.reported < cell.due),
        sum(cell.due > 0 for cell in cells.values()),
        tuple(Aside(own[slug], cell.left_out) for slug, cell in cells.items() if cell.left_out is not None),
        any(thread.simulated for thread in book.select(quarter[0])),
    )


def find_silence(book: ThreadBook, handed_in: HandedIn, day: date) -> tuple[Silence, ...]:
    """Each kind of report that nobody handed in for the last quarters due; none that nobody ever owed.

    Realisation is owed from the first year with a budget on, narrative reports from the first that came; both
    from the quarter on that the site states as its first, where it states one.
    """
    stated = book.duty.first
    told = sorted({quarter for some in handed_in.values() for quarter in some})
    reported = sorted((year, quarter) for year, quarter in book.through.items() if quarter)
    found = []
    if book.due:
        first = max((min(book.due), 1), stated or (0, 0))
        found.append(_silence(ReportKind.REALISASI, reported[-1] if reported else None, first, day))
    if told or stated:
        last = told[-1] if told else None
        found.append(_silence(ReportKind.LAPORAN, last, stated or told[0], day))
    return tuple(silence for silence in found if silence.missing)


def _silence(kind: ReportKind, last: Quarter | None, first: Quarter, day: date) -> Silence:
    due = quarters_due(first, day)
    return Silence(kind, last, tuple(quarter for quarter in due if last is None or quarter > last), day)


def _own(agencies: Iterable[Instansi]) -> list[Instansi]:
    return sorted((agency for agency in agencies if not agency.is_supplier), key=lambda agency: agency.slug)


def _late(book: ThreadBook, agency: Instansi, cell: Coverage) -> Late:
    quarters = [
        (thread.key.tahun, thread.reported[-1])
        for thread in book.select(instansi=agency.slug)
        if thread.reported
    ]
    return Late(agency, max(quarters, default=None), cell.reported, cell.due)


def _deadline(quarter: Quarter, days: int | None) -> date:
    due = due_date(*quarter)
    return due if days is None else due + timedelta(days=days - days_allowed(quarter[0]))
