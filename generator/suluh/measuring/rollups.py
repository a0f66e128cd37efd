"""Roll-ups: threads and their rows added up by agency, code, region, fund source and year.

Every amount goes to exactly one key of a dimension, so that the parts always add up to the whole,
to the last rupiah. An amount whose row does not say goes to the empty key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from suluh.measuring.formulas import mean_percent, measure_indicator
from suluh.vocabulary.codes import LEVELS, code_at
from suluh.vocabulary.indicators import indicators_of
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

    threads: set[ThreadKey] = field(default_factory=set)
    pagu: list[Decimal | None] = field(default_factory=list)
    murni: list[Decimal | None] = field(default_factory=list)
    budget: list[Decimal | None] = field(default_factory=list)
    spent: list[Decimal | None] = field(default_factory=list)
    percents: list[Fraction | None] = field(default_factory=list)
    due: int = 0
    reports: int = 0

    def put(self, record: Record, through: int) -> None:
        """Take the amounts of one row; quarters after `through` are left out."""
        if record.standard == "rencana":
            self.pagu.append(record.number("pagu_indikatif"))
        elif record.standard == "anggaran":
            self.murni.append(record.number("murni"))
            self.budget.append(budget_in_force(record))
        elif record.standard == "realisasi" and record.whole("triwulan") <= through:
            self.spent.append(record.number("realisasi_keuangan"))

    def close(self, dimension: str, key: str) -> Rollup:
        """The totals."""
        return Rollup(
            dimension=dimension,
            key=key,
            threads=len(self.threads),
            pagu_indikatif=add_exactly(self.pagu),
            murni=add_exactly(self.murni),
            budget=add_exactly(self.budget),
            spent=add_exactly(self.spent),
            achievement=mean_percent(self.percents),
            indicators=len(self.percents),
            measured=sum(percent is not None for percent in self.percents),
            due=self.due,
            reports=self.reports,
        )


def roll_up(
    threads: Iterable[Thread], dimension: str, *, through: int = QUARTERS[-1]
) -> Mapping[str, Rollup]:
    """Totals by the keys of one of `DIMENSIONS`, in order of the keys; KeyError for another dimension.

    Only quarters up to and with `through` count. In a dimension of rows a thread counts under each
    key that one of its rows has, its indicators under each place or source of the plan, and no
    reports are counted.
    """
    heaps: dict[str, _Heap] = {}
    if dimension in OF_THREADS:
        key_of = OF_THREADS[dimension]
        for thread in threads:
            _put_thread(heaps.setdefault(key_of(thread), _Heap()), thread, through)
    else:
        column = OF_ROWS[dimension]
        for thread in threads:
            _put_rows(heaps, thread, column, through)
    return {key: heaps[key].close(dimension, key) for key in sorted(heaps)}


def roll_up_all(threads: Iterable[Thread], *, through: int = QUARTERS[-1]) -> Rollup:
    """The totals of all the threads together."""
    heap = _Heap()
    for thread in threads:
        _put_thread(heap, thread, through)
    return heap.close("", "")


def group_by_agency(threads: Iterable[Thread]) -> dict[str, list[Thread]]:
    """The threads by their agency's slug, in the order that they come in."""
    found: dict[str, list[Thread]] = {}
    for thread in threads:
        found.setdefault(thread.key.instansi, []).append(thread)
    return found


def _put_thread(heap: _Heap, thread: Thread, through: int) -> None:
    heap.threads.add(thread.key)
    heap.pagu.append(thread.pagu_indikatif)
    heap.murni.append(thread.murni)
    heap.budget.append(thread.budget)
    heap.spent.append(thread.spent_until(through))
    heap.percents += _percents(thread, through)
    if thread.rencana or thread.anggaran:
        due = min(thread.through, through)
        heap.due += due
        heap.reports += sum(quarter <= due for quarter in thread.reported)


def _put_rows(heaps: dict[str, _Heap], thread: Thread, column: str, through: int) -> None:
    for record in _money_rows(thread):
        heap = heaps.setdefault(record.text(column), _Heap())
        heap.threads.add(thread.key)
        heap.put(record, through)
    for indicator in indicators_of(thread):
        percent = measure_indicator(indicator, through=through).percent
        for key in {record.text(column) for record in indicator.plan}:
            heaps.setdefault(key, _Heap()).percents.append(percent)


def _money_rows(thread: Thread) -> Iterator[Record]:
    yield from thread.rencana
    yield from thread.anggaran
    yield from thread.realisasi


@remembered
def _percents(thread: Thread, through: int) -> tuple[Fraction | None, ...]:
    """What came of each planned indicator; None for those without a percentage."""
    planned = (indicator for indicator in indicators_of(thread) if indicator.plan)
    return tuple(measure_indicator(indicator, through=through).percent for indicator in planned)
