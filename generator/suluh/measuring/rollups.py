"""Roll-ups: threads and their rows added up by agency, code, region, fund source and year.

Every amount goes to exactly one key of a dimension, so that the parts always add up to the whole,
to the last rupiah. An amount whose row does not say goes to the empty key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from suluh.measuring.absorption import measure_absorption, unmeasured
from suluh.measuring.mean_achievement import (
    MeanAchievement,
    Promise,
    mean_of,
    measure_mean,
    promises_of_indicator,
)
from suluh.measuring.reach import Reach, find_reach, newest_quarter, owing_reports
from suluh.vocabulary.codes import LEVELS, code_at
from suluh.vocabulary.indicators import indicators_of
from suluh.vocabulary.measured import Measured
from suluh.vocabulary.measures import Rollup
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.threads import (
    QUARTERS,
    Record,
    Thread,
    ThreadKey,
    add_exactly,
    budget_in_force,
)

KeyOf = Callable[[Thread], str]


def planned_as(thread: Thread, column: str) -> str:
    """What all of the plan's rows say in a column, such as their region; empty where they differ."""
    said = {record.text(column) for record in thread.rencana}
    return said.pop() if len(said) == 1 else ""


OF_THREADS: Mapping[str, KeyOf] = {
    "tahun": lambda thread: str(thread.key.tahun),
    "instansi": lambda thread: thread.key.instansi,
    **{level: (lambda thread, level=level: code_at(thread.key.kode, level)) for level in LEVELS},  # type: ignore[misc]
    "wilayah": lambda thread: planned_as(thread, "kode_wilayah"),
    "sasaran": lambda thread: planned_as(thread, "sasaran"),
}
"""Dimensions in which a thread as a whole has one key. Budgets and spending name no place and no
sasaran of their own: they go where the plan says, and to the empty key where it names several."""

OF_ROWS: Mapping[str, str] = {"sumber_dana": "sumber_dana"}
"""Dimensions of single rows, and the column that says it."""

DIMENSIONS = (*OF_THREADS, *OF_ROWS)


@dataclass(slots=True)
class _Heap:
    """What is gathered under one key before it is added up."""

    threads: dict[ThreadKey, Thread] = field(default_factory=dict)
    pagu: list[Decimal | None] = field(default_factory=list)
    murni: list[Decimal | None] = field(default_factory=list)
    budget: list[Decimal | None] = field(default_factory=list)
    spent: list[Decimal | None] = field(default_factory=list)
    unbudgeted: list[Decimal | None] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    indicators: int = 0
    due: int = 0
    reports: int = 0
    datasets: set[str] = field(default_factory=set)

    def put(self, record: Record, through: int) -> None:
        """Take the amounts of one row; quarters after `through` are left out."""
        if record.standard == "rencana":
            self.pagu.append(record.number("pagu_indikatif"))
        elif record.standard == "anggaran":
            self.murni.append(record.number("murni"))
            self.budget.append(budget_in_force(record))
        elif record.standard == "realisasi" and record.whole("triwulan") <= through:
            self.spent.append(record.number("realisasi_keuangan"))
        self.datasets.add(record.dataset)

    def close(
        self, dimension: str, key: str, *, absorption: Measured, achievement: MeanAchievement
    ) -> Rollup:
        """The totals."""
        return Rollup(
            dimension=dimension,
            key=key,
            threads=len(self.threads),
            budgeted=sum(thread.budget is not None for thread in self.threads.values()),
            pagu_indikatif=add_exactly(self.pagu),
            murni=add_exactly(self.murni),
            budget=add_exactly(self.budget),
            spent=add_exactly(self.spent),
            unbudgeted=add_exactly(self.unbudgeted),
            absorption=absorption,
            achievement=achievement.measured,
            indicators=self.indicators,
            due=self.due,
            reports=self.reports,
            datasets=tuple(sorted(self.datasets)),
            spread=achievement.spread,
        )


def roll_up(threads: Iterable[Thread], dimension: str, *, through: int | None = None) -> Mapping[str, Rollup]:
    """Totals by the keys of one of `DIMENSIONS`, in order of the keys; KeyError for another dimension.

    Only quarters up to and with `through` count; without it the shares of each key are those of the last
    quarter that its own threads reported on, and amounts those of the whole year. In a dimension of rows a
    thread counts under each key that one of its rows has, its indicators under each place or source of the
    plan, no reports are counted, and no share of the money: spending does not say it.
    """
    if dimension in OF_THREADS:
        key_of = OF_THREADS[dimension]
        groups: dict[str, list[Thread]] = {}
        for thread in threads:
            groups.setdefault(key_of(thread), []).append(thread)
        return {key: _total(groups[key], dimension, key, through) for key in sorted(groups)}
    return _total_rows(tuple(threads), dimension, through)


def roll_up_all(threads: Iterable[Thread], *, through: int | None = None) -> Rollup:
    """The totals of all the threads together."""
    return _total(tuple(threads), "", "", through)


def group_by_agency(threads: Iterable[Thread]) -> dict[str, list[Thread]]:
    """The threads by their agency's slug, in the order that they come in."""
    found: dict[str, list[Thread]] = {}
    for thread in threads:
        found.setdefault(thread.key.instansi, []).append(thread)
    return found


def reach_until(threads: Iterable[Thread], through: int | None) -> Reach:
    """How far the threads' figures are reckoned: to a quarter, or as far as they reported."""
    if through is None:
        return find_reach(threads)
    return {thread.key.tahun: through for thread in threads}


def _total(threads: Sequence[Thread], dimension: str, key: str, through: int | None) -> Rollup:
    heap = _Heap()
    for thread in threads:
        _put_thread(heap, thread, QUARTERS[-1] if through is None else through)
    reach = reach_until(threads, through)
    absorption, achievement = measure_absorption(threads, reach), measure_mean(threads, reach)
    return heap.close(dimension, key, absorption=absorption, achievement=achievement)


def _put_thread(heap: _Heap, thread: Thread, through: int) -> None:
    part = _part_of(thread, through)
    heap.threads[thread.key] = thread
    heap.datasets |= thread.datasets
    heap.pagu.append(part.pagu)
    heap.murni.append(part.murni)
    heap.budget.append(part.budget)
    heap.spent.append(part.spent)
    if part.budget is None:
        heap.unbudgeted.append(part.spent)
    heap.indicators += part.indicators
    heap.due += part.due
    heap.reports += part.reports


@dataclass(frozen=True, slots=True)
class _Part:
    """What a thread adds to any of its totals by the end of a quarter: looked up once for all of them."""

    pagu: Decimal | None
    murni: Decimal | None
    budget: Decimal | None
    spent: Decimal | None
    indicators: int
    due: int
    reports: int


@remembered
def _part_of(thread: Thread, through: int) -> _Part:
    awaited = [quarter for quarter in QUARTERS[: min(thread.due, through)] if thread.awaits(quarter)]
    return _Part(
        pagu=thread.pagu_indikatif,
        murni=thread.murni,
        budget=thread.budget,
        spent=thread.spent_until(through),
        indicators=sum(bool(indicator.plan) for indicator in indicators_of(thread)),
        due=len(awaited),
        reports=sum(quarter in awaited for quarter in thread.reported),
    )


def _total_rows(threads: Sequence[Thread], dimension: str, through: int | None) -> Mapping[str, Rollup]:
    column, reach = OF_ROWS[dimension], reach_until(threads, through)
    last = QUARTERS[-1] if through is None else through
    owing = frozenset(thread.key for thread in owing_reports(threads))
    heaps: dict[str, _Heap] = {}
    for thread in threads:
        for record in _money_rows(thread):
            heap = heaps.setdefault(record.text(column), _Heap())
            if record.standard != "realisasi" or column in record.source.columns:
                # A report that has no such column says nothing of where the thread belongs.
                heap.threads[thread.key] = thread
            heap.put(record, last)
        for indicator in indicators_of(thread):
            promises = promises_of_indicator(indicator, reach.get(thread.key.tahun, 0))
            for key in {record.text(column) for record in indicator.plan}:
                heap = heaps.setdefault(key, _Heap())
                heap.indicators += 1
                heap.promises += promises if thread.key in owing else ()
    newest, year = newest_quarter(reach, threads), max((thread.key.tahun for thread in threads), default=0)
    return {
        key: heaps[key].close(
            dimension,
            key,
            absorption=unmeasured(len(heaps[key].threads)),
            achievement=mean_of(heaps[key].promises, newest, year=year),
        )
        for key in sorted(heaps)
    }


def _money_rows(thread: Thread) -> Iterator[Record]:
    yield from thread.rencana
    yield from thread.anggaran
    yield from thread.realisasi
