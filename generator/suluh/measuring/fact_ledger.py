"""The ledger: totals of the thread as facts, each reckoned once and named by its time and place.

Pages ask here and nowhere else for a sum, so that a fact is the same wherever it is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from suluh.measuring.outcomes import year_passed
from suluh.measuring.proposal_flow import ACCEPTED, ProposalFlow, estimated_cost
from suluh.measuring.rollups import OF_THREADS, roll_up, roll_up_all
from suluh.measuring.shares import share_of
from suluh.vocabulary.facts import EVERYWHERE, Fact, FactMaker, in_quarter, in_year, within
from suluh.vocabulary.figures import State
from suluh.vocabulary.measures import Rollup
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.thread_book import ThreadBook
from suluh.vocabulary.threads import Record, Thread

Scope = tuple[tuple[str, str], ...]
"""Dimensions of `rollups.DIMENSIONS` with their keys, the widest first; empty for all of the region."""

_NONE, _UNREPORTED, _NOT_HERE = State.TIDAK_TERSEDIA, State.BELUM_DILAPORKAN, State.TIDAK_BERLAKU


@dataclass(frozen=True, slots=True)
class Totals:
    """The facts of one roll-up: budgets of the year, what was reported until the end of the quarter."""

    rollup: Rollup
    of_year: FactMaker
    until: FactMaker

    @property
    def sub_kegiatan(self) -> Fact:
        """How many sub kegiatan."""
        return self.of_year.make("sub_kegiatan", self.rollup.threads)

    @property
    def ceiling(self) -> Fact:
        """Pagu indikatif of the plan."""
        return self.of_year.make("pagu_indikatif", self.rollup.pagu_indikatif, _NONE)

    @property
    def original(self) -> Fact:
        """The budget as first adopted."""
        return self.of_year.make("anggaran_murni", self.rollup.murni, _NONE)

    @property
    def budget(self) -> Fact:
        """The budget in force."""
        return self.of_year.make("anggaran", self.rollup.budget, _NONE)

    @property
    def spent(self) -> Fact:
        """What was reported as spent."""
        return self.until.make("realisasi", self.rollup.spent, _UNREPORTED)

    @property
    def absorption(self) -> Fact:
        """Spent of the budget in per cent."""
        return self.until.measure("penyerapan", self.rollup.absorption)

    @property
    def achievement(self) -> Fact:
        """The mean of the indicators' achievement."""
        return self.until.measure("capaian", self.rollup.achievement)

    @property
    def indicators(self) -> Fact:
        """How many indicators the plan has."""
        return self.of_year.make("indikator", self.rollup.indicators)

    @property
    def measured(self) -> Fact:
        """How many of them have an achievement."""
        counted = self.rollup.achievement.coverage
        return self.until.make("indikator_terukur", counted.counted)

    @property
    def reports(self) -> Fact:
        """How many reports came in."""
        return self.until.make("laporan_masuk", self.rollup.reports)

    @property
    def due(self) -> Fact:
        """How many reports are waited for."""
        return self.until.make("laporan_ditunggu", self.rollup.due)

    def share_in(self, whole: Totals) -> Fact:
        """Its budget's share of another's, in per cent."""
        return self.of_year.make(
            "bagian_anggaran", share_of(self.rollup.budget, whole.rollup.budget), _NOT_HERE
        )

    def time(self, quarter: int) -> Fact:
        """How much of the year has passed by the end of a quarter."""
        return FactMaker(in_quarter(int(self.of_year.when), quarter)).make("waktu", year_passed(quarter))


def totals_of(book: ThreadBook, year: int, *scope: tuple[str, str], quarter: int = 0) -> Totals:
    """The totals of what the scope names, of a year as far as it was reported or until a quarter's end."""
    if not scope:
        return _whole(book, year, quarter)
    *outer, (dimension, key) = scope
    found = _parts(book, year, quarter, dimension, tuple(outer)).get(key)
    return found or _name(roll_up_all(()), (), year, quarter, tuple(scope))


def totals_by(
    book: ThreadBook, year: int, dimension: str, *scope: tuple[str, str], quarter: int = 0
) -> Mapping[str, Totals]:
    """The totals by the keys of one dimension within a scope, in order of the keys."""
    return _parts(book, year, quarter, dimension, tuple(scope))


@remembered
def _whole(book: ThreadBook, year: int, quarter: int) -> Totals:
    threads = book.select(year)
    return _name(roll_up_all(threads, through=quarter or None), threads, year, quarter, ())


@remembered
def _parts(book: ThreadBook, year: int, quarter: int, dimension: str, scope: Scope) -> Mapping[str, Totals]:
    threads = threads_within(book, year, scope)
    found = roll_up(threads, dimension, through=quarter or None)
    return {
        key: _name(rollup, threads, year, quarter, (*scope, (dimension, key)))
        for key, rollup in found.items()
    }


def threads_within(book: ThreadBook, year: int, scope: Scope) -> Sequence[Thread]:
    """The threads of a year that have the keys of a scope. KeyError for a dimension that threads have not."""
    keys = dict(scope)
    threads = book.select(year, keys.pop("instansi", None))
    tests = [(OF_THREADS[dimension], key) for dimension, key in keys.items()]
    return [thread for thread in threads if all(key_of(thread) == key for key_of, key in tests)]


def _name(rollup: Rollup, threads: Sequence[Thread], year: int, quarter: int, scope: Scope) -> Totals:
    simulated = any(thread.simulated for thread in threads)
    status = StatusData.SIMULASI if simulated else StatusData.SEMENTARA
    where = within(*scope)
    of_year = FactMaker(in_year(year), where, status)
    return Totals(
        rollup, of_year, FactMaker(in_quarter(year, quarter), where, status) if quarter else of_year
    )


@dataclass(frozen=True, slots=True)
class FlowFacts:
    """What became of the proposals of one year and place, as facts."""

    flow: ProposalFlow
    records: tuple[Record, ...]
    maker: FactMaker

    @property
    def cost(self) -> Fact:
        """What those who asked think that all of it costs."""
        return self.maker.make("perkiraan_biaya", estimated_cost(self.records), _NONE)

    @property
    def accepted_cost(self) -> Fact:
        """The same of what was accepted."""
        accepted = (record for record in self.records if record.text("hasil") == ACCEPTED)
        return self.maker.make("perkiraan_biaya_diterima", estimated_cost(accepted), _NONE)

    def count(self, what: str) -> Fact:
        """How many came to a station or stayed behind it, by the name of the formula. KeyError for none."""
        return self.maker.make(what, _COUNTS[what](self.flow))

    def share(self, what: str) -> Fact:
        """The same in per cent of all proposals."""
        return self.maker.make(
            f"bagian_{what}", share_of(_COUNTS[what](self.flow), self.flow.asked), _NOT_HERE
        )


_COUNTS: Mapping[str, Callable[[ProposalFlow], int]] = {
    "diminta": lambda flow: flow.asked,
    "diterima": lambda flow: flow.accepted,
    "direncanakan": lambda flow: flow.planned,
    "dianggarkan": lambda flow: flow.budgeted,
    "dikerjakan": lambda flow: flow.worked,
    "selesai": lambda flow: flow.done,
    "ditunda": lambda flow: flow.postponed,
    "ditolak": lambda flow: flow.refused,
    "belum_diputuskan": lambda flow: flow.undecided,
    "belum_direncanakan": lambda flow: flow.accepted - flow.planned,
    "belum_dianggarkan": lambda flow: flow.planned - flow.budgeted,
    "belum_dikerjakan": lambda flow: flow.budgeted - flow.worked,
    "masih_berjalan": lambda flow: flow.worked - flow.done,
}


def flow_facts(
    flow: ProposalFlow, records: Iterable[Record], year: int, where: str = EVERYWHERE, *, simulated: bool
) -> FlowFacts:
    """The facts of the flow of some proposals; `where` is the region that made them, or everywhere."""
    status = StatusData.SIMULASI if simulated else StatusData.SEMENTARA
    return FlowFacts(flow, tuple(records), FactMaker(in_year(year), where, status))
