"""The ledger: totals of the thread as facts, each reckoned once and named by its time and place.

Pages ask here and nowhere else for a sum, so that a fact is the same wherever it is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from suluh.measuring.outcomes import year_passed
from suluh.measuring.proposal_flow import ACCEPTED, ProposalFlow, estimated_cost
from suluh.measuring.report_coverage import QuarterCount, Told
from suluh.measuring.rollups import OF_THREADS, roll_up, roll_up_all
from suluh.measuring.shares import share_of
from suluh.vocabulary.facts import EVERYWHERE, NOW, Exact, Fact, FactMaker, in_quarter, in_year, within
from suluh.vocabulary.figures import State
from suluh.vocabulary.measured import Measured
from suluh.vocabulary.measures import Band, Rollup, Spread
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.thread_book import ThreadBook
from suluh.vocabulary.threads import Record, Thread

Scope = tuple[tuple[str, str], ...]
"""Dimensions of `rollups.DIMENSIONS` with their keys, the widest first; empty for all of the region."""

_NONE, _UNREPORTED, _NOT_HERE = State.TIDAK_TERSEDIA, State.BELUM_DILAPORKAN, State.TIDAK_BERLAKU


@dataclass(frozen=True, slots=True)
class Totals:
    """The facts of one roll-up, under its own names: budgets of the year, reports until the quarter's end."""

    rollup: Rollup
    of_year: FactMaker
    until: FactMaker

    @property
    def status(self) -> StatusData:
        """How final the data behind them is."""
        return self.of_year.status

    @property
    def threads(self) -> Fact:
        """How many sub kegiatan."""
        return self.of_year.make("sub_kegiatan", self.rollup.threads)

    @property
    def budgeted(self) -> Fact:
        """How many of them have a budget."""
        return self.of_year.make("sub_kegiatan_dianggarkan", self.rollup.budgeted)

    @property
    def pagu_indikatif(self) -> Fact:
        """Pagu indikatif of the plan."""
        return self.of_year.make("pagu_indikatif", self.rollup.pagu_indikatif, _NONE)

    @property
    def murni(self) -> Fact:
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
    def unbudgeted(self) -> Fact:
        """What of it was spent by sub kegiatan without a budget."""
        return self.until.make("realisasi_tanpa_pagu", self.rollup.unbudgeted, _UNREPORTED)

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
    def reports(self) -> Fact:
        """How many reports came in."""
        return self.until.make("laporan_masuk", self.rollup.reports)

    @property
    def due(self) -> Fact:
        """How many reports are waited for."""
        return self.until.make("laporan_ditunggu", self.rollup.due)

    def count(self, what: str, value: int) -> Fact:
        """How many of something that its threads have, by the name of the formula."""
        return self.of_year.make(what, value)

    def share_in(self, whole: Totals) -> Fact:
        """Its budget's share of another's, in per cent."""
        return self.of_year.make(
            "bagian_anggaran", share_of(self.rollup.budget, whole.rollup.budget), _NOT_HERE
        )

    @property
    def change(self) -> Fact:
        """What the budget in force is above the original one, or below it."""
        now, before = self.rollup.budget, self.rollup.murni
        grown = None if now is None or before is None else now - before
        return self.of_year.make("selisih_anggaran", grown, _NOT_HERE)


def all_threads(book: ThreadBook) -> Fact:
    """How many sub kegiatan there are in all years together."""
    return FactMaker(NOW).make("sub_kegiatan", len(book.threads))


def time_passed(year: int, quarter: int) -> Fact:
    """How much of a year has passed by the end of a quarter, in per cent."""
    return FactMaker(in_quarter(year, quarter)).make("waktu", year_passed(quarter))


@dataclass(frozen=True, slots=True)
class CoverageFacts:
    """What a share was counted from, as facts beside it."""

    share: Fact

    def _make(self, suffix: str, value: Exact | None) -> Fact:
        name = self.share.name
        maker = FactMaker(name.when, name.where, self.share.status)
        return maker.make(f"{name.what}_{suffix}", value, _NOT_HERE)

    @property
    def counted(self) -> Fact:
        """How many were counted."""
        return self._make("terhitung", self.measured.coverage.counted)

    @property
    def owed(self) -> Fact:
        """How many are waited for."""
        return self._make("ditunggu", self.measured.coverage.owed)

    @property
    def missing(self) -> Fact:
        """How many of them were not counted."""
        coverage = self.measured.coverage
        return self._make("belum_terhitung", coverage.owed - coverage.counted)

    @property
    def money(self) -> Fact:
        """The share of the budget behind what was counted."""
        return self._make("pagu_terhitung", self.measured.coverage.money)

    @property
    def complete(self) -> Fact:
        """The share of those alone that reported all, where they do not stand for the whole."""
        return self._make("yang_lengkap", self.measured.value)

    @property
    def measured(self) -> Measured:
        """The share itself. ValueError for a fact that is none."""
        if self.share.measured is None:
            raise ValueError(f"{self.share.name} has no coverage")
        return self.share.measured


@dataclass(frozen=True, slots=True)
class SpreadFacts:
    """How the percentages behind a mean lie, as facts beside it."""

    mean: Fact
    spread: Spread

    def _make(self, suffix: str, value: int, *scope: tuple[str, str]) -> Fact:
        name = self.mean.name
        maker = FactMaker(name.when, name.where, self.mean.status)
        return (maker.inside(*scope) if scope else maker).make(f"{name.what}_{suffix}", value)

    @property
    def below(self) -> Fact:
        """How many are less than what counts as the least."""
        return self._make("di_bawah", self.spread.below)

    @property
    def above(self) -> Fact:
        """How many are more than what counts as the most."""
        return self._make("di_atas", self.spread.above)

    def within(self, band: Band) -> Fact:
        """How many lie between two edges."""
        edges = "-".join("" if edge is None else str(edge) for edge in (band.least, band.limit))
        return self._make("sebaran", band.count, ("capaian", f"dari-{edges}"))


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """How the agencies reported a quarter, as facts."""

    counted: QuarterCount
    maker: FactMaker

    @property
    def waited(self) -> Fact:
        """From how many agencies a report is waited for."""
        return self.maker.make("instansi_ditunggu", len(self.counted.waited))

    @property
    def told(self) -> Fact:
        """How many of them reported anything."""
        return self.maker.make("instansi_melapor", len(self.counted.reported))

    def count(self, state: Told) -> Fact:
        """How many reported in that way."""
        return self.maker.make(_STATES[state], len(self.counted.states.get(state, ())))

    def left_out(self, reason: str, count: int) -> Fact:
        """From how many none is waited for, for a reason."""
        maker = FactMaker(self.maker.when, within(("keadaan", reason)), self.maker.status)
        return maker.make("instansi_tidak_ditunggu", count)


_STATES = {
    Told.TEPAT_WAKTU: "instansi_tepat_waktu",
    Told.TERLAMBAT: "instansi_terlambat",
    Told.SEBAGIAN: "instansi_sebagian",
    Told.BELUM_DILAPORKAN: "instansi_belum_melapor",
    Told.BELUM_WAKTUNYA: "instansi_belum_waktunya",
    Told.TIDAK_BERLAKU: "instansi_tidak_ditunggu",
}


def report_facts(book: ThreadBook, count: QuarterCount) -> ReportFacts:
    """How the agencies of the list reported a quarter."""
    year, quarter = count.quarter
    simulated = any(thread.simulated for thread in book.select(year))
    status = StatusData.SIMULASI if simulated else StatusData.SEMENTARA
    return ReportFacts(count, FactMaker(in_quarter(year, quarter), EVERYWHERE, status))


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


def totals_over(threads: Iterable[Thread], year: int, *scope: tuple[str, str], quarter: int = 0) -> Totals:
    """The totals of threads of a year that somebody else chose; the scope says by what, such as a goal."""
    some = tuple(threads)
    return _name(roll_up_all(some, through=quarter or None), some, year, quarter, tuple(scope))


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
