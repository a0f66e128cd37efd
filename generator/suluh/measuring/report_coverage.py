"""Who reported which quarter, how much of it, and when: the coverage of realisation reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from suluh.reading.deadlines import days_after, is_late
from suluh.vocabulary.measured import Quarter
from suluh.vocabulary.remembering import remembered
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


class LeftOut(StrEnum):
    """Why nothing is waited for from an agency in a year."""

    TANPA_RENCANA = "belum ada rencana dan anggarannya"
    TANPA_ANGGARAN = "ada rencananya, belum ada anggarannya"
    DI_LUAR_MASA = "di luar masa lapornya"


@dataclass(frozen=True, slots=True)
class Coverage:
    """One agency's quarter: `reported` of `due` sub kegiatan, and the last day one was handed in.

    Late rows make the whole late; a row without a date counts as in time. `handed_in` is empty where
    no row says when; `left_out` says why where nothing is due.
    """

    state: Told
    reported: int = 0
    due: int = 0
    handed_in: str = ""
    late: int = 0
    left_out: LeftOut | None = None


@dataclass(frozen=True, slots=True)
class QuarterCount:
    """How the agencies of the list reported one quarter: each of them stands in one state, or is left out."""

    quarter: Quarter
    states: Mapping[Told, tuple[str, ...]]
    left_out: Mapping[LeftOut, tuple[str, ...]]

    @property
    def waited(self) -> tuple[str, ...]:
        """Agencies with a budget in the year, from which a report is waited for."""
        return tuple(slug for state, some in self.states.items() for slug in some)

    @property
    def reported(self) -> tuple[str, ...]:
        """Those of them that reported anything."""
        states = (Told.TEPAT_WAKTU, Told.TERLAMBAT, Told.SEBAGIAN)
        return tuple(slug for state in states for slug in self.states.get(state, ()))

    @property
    def silent(self) -> tuple[str, ...]:
        """Those whose report is missing, past its deadline."""
        return self.states.get(Told.BELUM_DILAPORKAN, ())

    @property
    def aside(self) -> tuple[str, ...]:
        """Those from which nothing is waited for."""
        return tuple(slug for some in self.left_out.values() for slug in some)


@remembered
def state_of(thread: Thread, quarter: int) -> Told:
    """How one sub kegiatan's report of a quarter stands: the one answer that pages, forms and files give.

    What was reported is so whether it was owed or not. Of the rest only what has a budget is waited for,
    of quarters that its agency owes, and it is missing once its deadline is past.
    """
    if quarter in thread.reported:
        late = any(is_late(row) for row in thread.in_quarter(quarter))
        return Told.TERLAMBAT if late else Told.TEPAT_WAKTU
    if not thread.owes or quarter not in thread.obliged:
        return Told.TIDAK_BERLAKU
    return Told.BELUM_DILAPORKAN if quarter <= thread.due else Told.BELUM_WAKTUNYA


def list_quarters(book: ThreadBook) -> tuple[Quarter, ...]:
    """Quarters that are due or that anybody reported on, in years with a thread, ascending."""
    return tuple((year, quarter) for year in book.years for quarter in QUARTERS[: book.horizon(year)])


def newest_quarter_due(book: ThreadBook) -> Quarter | None:
    """The last quarter that anybody owes and whose deadline is past; before the first, what came early."""
    due = [(year, quarter) for year, quarter in book.due.items() if quarter]
    early = [(year, quarter) for year, quarter in book.through.items() if quarter]
    return max(due or early, default=None)


def count_quarter(book: ThreadBook, quarter: Quarter, listed: Iterable[str] = ()) -> QuarterCount:
    """All agencies with a thread, and those of the list that have none, by how they reported a quarter."""
    states: dict[Told, tuple[str, ...]] = {}
    left_out: dict[LeftOut, tuple[str, ...]] = {}
    for slug, cells in cover_agencies(book, [quarter], listed).items():
        cell = cells[quarter]
        if cell.left_out is None:
            states[cell.state] = (*states.get(cell.state, ()), slug)
        else:
            left_out[cell.left_out] = (*left_out.get(cell.left_out, ()), slug)
    return QuarterCount(quarter, states, left_out)


def cover_agencies(
    book: ThreadBook, quarters: Iterable[Quarter], listed: Iterable[str] = ()
) -> Mapping[str, Mapping[Quarter, Coverage]]:
    """Every quarter for each agency with a thread or of the list, in order of their slugs."""
    slugs = sorted({key.instansi for key in book.threads} | set(listed))
    wanted = tuple(quarters)
    return {slug: cover_agency(book, slug, wanted) for slug in slugs}


def cover_agency(book: ThreadBook, slug: str, quarters: Iterable[Quarter]) -> Mapping[Quarter, Coverage]:
    """Every quarter of one agency; of one without a thread none is waited for."""
    return {(year, number): _cover(book.select(year, slug), number) for year, number in quarters}


def _cover(threads: Iterable[Thread], quarter: int) -> Coverage:
    """The quarter of one agency. Only what has a budget is waited for, and nothing before its deadline."""
    some = tuple(threads)
    owing = [thread for thread in some if thread.owes]
    if not owing:
        planned = any(thread.rencana for thread in some)
        reason = LeftOut.TANPA_ANGGARAN if planned else LeftOut.TANPA_RENCANA
        return Coverage(Told.TIDAK_BERLAKU, left_out=reason)
    owing = [thread for thread in owing if thread.awaits(quarter)]
    if not owing:
        return Coverage(Told.TIDAK_BERLAKU, left_out=LeftOut.DI_LUAR_MASA)
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
    return days_after(coverage.handed_in, quarter)
