"""What changed in the last week: the same board as of two days, and what was handed in between them.

The state of a week ago is that of the same rows without those handed in later. A row that does not say when
it was handed in counts as there from the first, so what changed is never more than the rows say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, partial

from suluh.checking.thread_matters import find_matters
from suluh.measuring.boards import Board, Case
from suluh.measuring.report_coverage import list_quarters
from suluh.reading.deadlines import due_date, handed_in_on, is_late, last_due
from suluh.vocabulary.measured import Quarter
from suluh.vocabulary.thread_book import ThreadBook, gather_threads
from suluh.vocabulary.threads import QUARTERS, STANDARDS, Record, ThreadKey

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Delivery:
    """Reports of one agency about one quarter that came within the week: `reports`, of which `late`."""

    agency: str
    quarter: Quarter
    reports: int
    late: int


@dataclass(frozen=True)
class WeeklyReview:
    """The board of the newest reported quarter on `day`, and the same a week before."""

    book: ThreadBook
    day: date

    @property
    def since(self) -> date:
        """The day a week before; what was handed in on it belongs to the week before."""
        return self.day - WEEK

    @cached_property
    def before(self) -> ThreadBook:
        """The threads as they stood a week before."""
        return look_back(self.book, self.since)

    @cached_property
    def quarter(self) -> Quarter | None:
        """The newest quarter that is due or was reported on; None where there is none."""
        quarters = list_quarters(self.book)
        return quarters[-1] if quarters else None

    @cached_property
    def now(self) -> Board | None:
        """The board on the day."""
        return Board(self.book, self.quarter) if self.quarter else None

    @cached_property
    def then(self) -> Board | None:
        """The board of the same quarter a week before; None where the quarter was not yet told of."""
        if self.quarter is None or self.quarter not in list_quarters(self.before):
            return None
        return Board(self.before, self.quarter)

    @cached_property
    def new(self) -> frozenset[tuple[str, str]]:
        """Agency and flag of the cases that were none a week before."""
        return _names(self.now) - _names(self.then) if self.then else frozenset()

    @cached_property
    def gone(self) -> tuple[Case, ...]:
        """Cases of a week before that are none any more, as they stood."""
        if self.then is None:
            return ()
        today = _names(self.now)
        return tuple(case for case in self.then.cases if _name(case) not in today)

    @cached_property
    def deliveries(self) -> tuple[Delivery, ...]:
        """Reports handed in within the week, by agency, oldest quarter first."""
        found: dict[tuple[str, Quarter], dict[ThreadKey, bool]] = {}
        for key, record in _reports(self.book):
            if self.since < _handed_in(record) <= self.day:
                quarter = (key.tahun, record.whole("triwulan"))
                threads = found.setdefault((key.instansi, quarter), {})
                threads[key] = threads.get(key, False) or is_late(record)
        return tuple(
            Delivery(agency, quarter, len(threads), sum(threads.values()))
            for (agency, quarter), threads in sorted(found.items())
        )

    @property
    def delivered(self) -> int:
        """How many reports were handed in within the week."""
        return sum(delivery.reports for delivery in self.deliveries)

    @cached_property
    def deadlines_passed(self) -> tuple[Quarter, ...]:
        """Quarters whose deadline fell within the week: the report of the day itself is still in time."""
        return tuple(
            (year, number)
            for year, number in list_quarters(self.book)
            if self.book.duty.asks((year, number)) and self.since <= due_date(year, number) < self.day
        )

    def deadlines_ahead(self, within: timedelta) -> tuple[Quarter, ...]:
        """Quarters of years with a thread whose deadline is still to come, the day itself included."""
        return tuple(
            (year, number)
            for year in self.book.years
            for number in QUARTERS
            if self.book.duty.asks((year, number)) and self.day <= due_date(year, number) <= self.day + within
        )


def look_back(book: ThreadBook, day: date) -> ThreadBook:
    """The threads as they stood at the end of a day: without the reports that were handed in later."""
    records = (
        record
        for standard in STANDARDS
        for record in book.records(standard)
        if standard != "realisasi" or _handed_in(record) <= day
    )
    names = {key.kode: thread.name for key, thread in book.threads.items()}
    earlier = gather_threads(records, names, partial(last_due, day=day), book.duty)
    threads = {key: thread.with_matters(find_matters(thread)) for key, thread in earlier.threads.items()}
    return replace(book, threads=threads, loose=earlier.loose, through=earlier.through, due=earlier.due)


def _reports(book: ThreadBook) -> Iterator[tuple[ThreadKey, Record]]:
    for key, thread in book.threads.items():
        yield from ((key, record) for record in thread.realisasi)


def _handed_in(record: Record) -> date:
    """The day that a row says it was handed in; the first of all days where it does not."""
    return handed_in_on(record) or date.min


def _name(case: Case) -> tuple[str, str]:
    return case.agency, case.flagged.flag.value


def _names(board: Board | None) -> frozenset[tuple[str, str]]:
    return frozenset(map(_name, board.cases)) if board else frozenset()
