"""Who reported which quarter, how much of it, and when: the coverage of realisation reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from suluh.reading.deadlines import due_date, is_late
from suluh.vocabulary.measured import Quarter
from suluh.vocabulary.thread_book import ThreadBook
from suluh.vocabulary.threads import QUARTERS, Thread


class Told(StrEnum):
    """How an agency's report of a quarter stands."""

    TEPAT_WAKTU = "tepat waktu"
    TERLAMBAT = "terlambat"
    SEBAGIAN = "sebagian"
    BELUM_DILAPORKAN = "belum dilaporkan"
    BELUM_WAKTUNYA = "belum waktunya"
    TIDAK_BERLAKU = "tidak berlaku"


@dataclass(frozen=True, slots=True)
class Coverage:
    """One agency's quarter: `reported` of `due` sub kegiatan, and the last day one was handed in.

    Late rows make the whole late; a row without a date counts as in time. `handed_in` is empty where
    no row says when.
    """

    state: Told
    reported: int = 0
    due: int = 0
    handed_in: str = ""
    late: int = 0


def state_of(thread: Thread, quarter: int) -> Told:
    """How one sub kegiatan's report of a quarter stands: the one answer that pages, forms and files give.

    What was reported is so whether it was owed or not. Of the rest only what has a budget is waited for,
    and it is missing once its deadline is past.
    """
    if quarter in thread.reported:
        late = any(is_late(row) for row in thread.in_quarter(quarter))
        return Told.TERLAMBAT if late else Told.TEPAT_WAKTU
    if not thread.owes:
        return Told.TIDAK_BERLAKU
    return Told.BELUM_DILAPORKAN if quarter <= thread.due else Told.BELUM_WAKTUNYA


def list_quarters(book: ThreadBook) -> tuple[Quarter, ...]:
    """Quarters that are due or that anybody reported on, in years with a thread, ascending."""
    return tuple((year, quarter) for year in book.years for quarter in QUARTERS[: book.horizon(year)])


def cover_agencies(book: ThreadBook, quarters: Iterable[Quarter]) -> Mapping[str, Mapping[Quarter, Coverage]]:
    """For each agency with a thread every quarter, agencies in order of their slugs."""
    slugs = sorted({key.instansi for key in book.threads})
    wanted = tuple(quarters)
    return {slug: cover_agency(book, slug, wanted) for slug in slugs}


def cover_agency(book: ThreadBook, slug: str, quarters: Iterable[Quarter]) -> Mapping[Quarter, Coverage]:
    """Every quarter of one agency; of one without a thread none is waited for."""
    return {(year, number): _cover(book.select(year, slug), number) for year, number in quarters}


def _cover(threads: Iterable[Thread], quarter: int) -> Coverage:
    """The quarter of one agency. Only what has a budget is waited for, and nothing before its deadline."""
    owing = [thread for thread in threads if thread.owes]
    states = Counter(state_of(thread, quarter) for thread in owing)
    rows = [row for thread in owing if quarter in thread.reported for row in thread.in_quarter(quarter)]
    handed_in = max((text for row in rows if (text := row.text("tanggal_lapor"))), default="")
    late = states[Told.TERLAMBAT]
    return Coverage(_judge(states), states[Told.TEPAT_WAKTU] + late, len(owing), handed_in, late)


def _judge(states: Mapping[Told, int]) -> Told:
    """How an agency's quarter stands by how those of its sub kegiatan do that owe it."""
    reported = states[Told.TEPAT_WAKTU] + states[Told.TERLAMBAT]
    if states[Told.BELUM_WAKTUNYA]:
        return Told.BELUM_WAKTUNYA
    if states[Told.BELUM_DILAPORKAN]:
        return Told.SEBAGIAN if reported else Told.BELUM_DILAPORKAN
    if not reported:
        return Told.TIDAK_BERLAKU
    return Told.TERLAMBAT if states[Told.TERLAMBAT] else Told.TEPAT_WAKTU


def days_late(coverage: Coverage, quarter: Quarter) -> int:
    """Days between the deadline and the last row handed in; 0 for one in time or without a date."""
    try:
        handed_in = date.fromisoformat(coverage.handed_in)
    except ValueError:
        return 0
    return max(0, (handed_in - due_date(*quarter)).days)
