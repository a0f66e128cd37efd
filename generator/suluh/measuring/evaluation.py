"""Forms E.81 and E.60 of Permendagri 86/2017: an agency's yearly plan (Renja) and the region's (RKPD).

What may not be added up (percentages, indices) is not; programs and kegiatan have money alone. A form is
filled once for a book, for its files and for its pages, and a sub kegiatan's rows once for both forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from suluh.measuring.absorption import measure_absorption, share_spent
from suluh.measuring.formulas import measure_indicator
from suluh.measuring.mean_achievement import measure_mean
from suluh.measuring.plan_results import result_before, result_since, weigh_plan
from suluh.measuring.shares import share_of
from suluh.reading.ladders import judge, ladder_in_force
from suluh.vocabulary.codes import code_at
from suluh.vocabulary.evaluation_forms import Amount, Evaluation, EvaluationRow, Pair
from suluh.vocabulary.indicators import Indicator, indicators_of
from suluh.vocabulary.measured import Measured
from suluh.vocabulary.measures import Achievement, Limit
from suluh.vocabulary.plan_history import PlanHistory, trace_indicator, trace_money
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.thread_book import ThreadBook
from suluh.vocabulary.threads import QUARTERS, Thread, ThreadKey, add_exactly

NARRATIVES = ("faktor_pendorong", "faktor_penghambat", "tindak_lanjut_triwulan", "tindak_lanjut_rkpd")


def list_evaluations(book: ThreadBook) -> tuple[tuple[int, int, str], ...]:
    """(year, quarter, agency) of every form that can be made: up to the last quarter due or reported."""
    agencies = sorted({(key.tahun, key.instansi) for key in book.threads})
    return tuple(
        (year, quarter, slug) for year, slug in agencies for quarter in range(1, book.horizon(year) + 1)
    )


def evaluate_agency(
    book: ThreadBook, instansi: str, *, tahun: int, triwulan: int, names: Mapping[str, str] | None = None
) -> Evaluation:
    """Form E.81 of the agency for the year's quarter; `names` gives programs and kegiatan their names."""
    return _fill(book, _Form(tahun, triwulan, instansi), _Names(names or {}))


def evaluate_region(
    book: ThreadBook, *, tahun: int, triwulan: int, names: Mapping[str, str] | None = None
) -> Evaluation:
    """Form E.60 of all agencies together, from the field of government down."""
    return _fill(book, _Form(tahun, triwulan), _Names(names or {}))


@dataclass(frozen=True, slots=True)
class _Form:
    """Which form it is; the region's has no agency."""

    tahun: int
    triwulan: int
    instansi: str = ""

    @property
    def levels(self) -> tuple[str, ...]:
        """By what its rows are grouped."""
        return ("program", "kegiatan") if self.instansi else ("urusan", "bidang", "program", "kegiatan")


@dataclass(frozen=True, slots=True, eq=False)
class _Names:
    """Names of codes, the same only where they are the very same mapping."""

    names: Mapping[str, str]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Names) and other.names is self.names

    def __hash__(self) -> int:
        return id(self.names)


@remembered
def _fill(book: ThreadBook, form: _Form, names: _Names) -> Evaluation:
    threads = book.select(form.tahun, form.instansi or None)
    return _Filling(book, form.tahun, form.triwulan, names.names).fill(threads, form.levels, form.instansi)


@remembered
def is_budgeted(book: ThreadBook, year: int) -> bool:
    """Whether the year has a budget: what is planned counts as the target only until there is one.

    So the sums of a form are those of the budget, and its share that was spent is the one told elsewhere.
    """
    return any(thread.budget is not None for thread in book.select(year))


@dataclass(frozen=True, slots=True)
class _Filling:
    """What the rows of one form have in common."""

    book: ThreadBook
    tahun: int
    triwulan: int
    names: Mapping[str, str]

    def fill(self, threads: Sequence[Thread], levels: Sequence[str], instansi: str) -> Evaluation:
        """The form of these threads, grouped by the levels of their codes."""
        ladder = ladder_in_force(self.tahun)
        tops, rows = self._nest(threads, levels)
        mean = measure_mean(threads, {self.tahun: self.triwulan})
        return Evaluation(
            tahun=self.tahun,
            triwulan=self.triwulan,
            instansi=instansi,
            rows=tuple(rows),
            total=_sum_rows("jumlah", ("", ""), tops, self._measure_money(threads)),
            mean=mean.measured,
            spread=mean.spread,
            predicate=mean.measured.sure(partial(judge, ladder)) or "",
            ladder=ladder,
            narratives=_collect_narratives(threads, self.triwulan),
            simulated=any(thread.simulated for thread in threads),
        )

    def _nest(
        self, threads: Sequence[Thread], levels: Sequence[str]
    ) -> tuple[list[EvaluationRow], list[EvaluationRow]]:
        """The rows of the first level, and all rows below one another in the form's order."""
        if not levels:
            ordered = sorted(threads, key=lambda thread: (thread.key.kode, thread.key.instansi))
            own = [row for thread in ordered for row in _rows_of(self.book, thread.key, self.triwulan)]
            return own, own
        tops: list[EvaluationRow] = []
        rows: list[EvaluationRow] = []
        for code, inside in _group(threads, levels[0]):
            parts, below = self._nest(inside, levels[1:])
            money = self._measure_money(inside)
            tops.append(_sum_rows(levels[0], (code, self.names.get(code, code)), parts, money))
            rows += [tops[-1], *below]
        return tops, rows

    def _measure_money(self, threads: Sequence[Thread]) -> Measured:
        """The share of their target that some threads have spent until the form's quarter."""
        planned = not is_budgeted(self.book, self.tahun)
        return measure_absorption(threads, {self.tahun: self.triwulan}, planned=planned)


@remembered
def _rows_of(book: ThreadBook, key: ThreadKey, quarter: int) -> tuple[EvaluationRow, ...]:
    """A sub kegiatan's rows: one for each planned indicator, its money in the first."""
    thread, ladder, budgeted = book.threads[key], ladder_in_force(key.tahun), is_budgeted(book, key.tahun)
    money = _reckon_money(book, thread, quarter, budgeted=budgeted)
    planned = [indicator for indicator in indicators_of(thread) if indicator.plan]
    if not planned:
        return (_make_row(thread, book, quarter, results=_NOTHING, money=money),)
    rows = []
    for number, indicator in enumerate(planned):
        came = measure_indicator(indicator, ladder, through=quarter)
        history = trace_indicator(book, key, indicator.key)
        results = _reckon_results(indicator, came, history, quarter)
        amount = _NOTHING if number else money
        rows.append(_make_row(thread, book, quarter, results=results, money=amount, came=came))
    return tuple(rows)


def _group(threads: Sequence[Thread], level: str) -> Iterator[tuple[str, list[Thread]]]:
    groups: dict[str, list[Thread]] = {}
    for thread in threads:
        groups.setdefault(code_at(thread.key.kode, level), []).append(thread)
    for code in sorted(groups):
        yield code, groups[code]


def _make_row(
    thread: Thread,
    book: ThreadBook,
    quarter: int,
    *,
    results: _Side,
    money: _Side,
    came: Achievement | None = None,
) -> EvaluationRow:
    goal = next((text for record in thread.rencana if (text := record.text("sasaran"))), "")
    return EvaluationRow(
        level="sub_kegiatan",
        code=thread.key.kode,
        name=thread.name,
        sasaran=book.goals.words(goal, thread.key.tahun) if goal else "",
        indikator=came.indikator if came else "",
        satuan=came.satuan if came else "",
        predicate=came.predicate if came else "",
        undefined=came.undefined if came else None,
        limit=came.limit if came else None,
        history=results.history,
        money_history=money.history,
        plan_limit=results.plan_limit,
        missing=tuple(number for number in thread.missing if number <= quarter),
        unfunded=money is not _NOTHING and bool(thread.rencana) and money.target is None,
        instansi=thread.key.instansi,
        target_renstra=Pair(results.target_renstra, money.target_renstra),
        before=Pair(results.before, money.before),
        target=Pair(results.target, money.target),
        quarters=tuple(map(Pair, results.quarters, money.quarters)),
        actual=Pair(results.actual, money.actual),
        since=Pair(results.since, money.since),
        renstra_percent=Pair(results.renstra_percent, money.renstra_percent),
        renja_percent=Pair(results.renja_percent, money.renja_percent),
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a row's pairs."""

    target_renstra: Amount = None
    before: Amount = None
    target: Amount = None
    quarters: tuple[Amount, ...] = (None,) * len(QUARTERS)
    actual: Amount = None
    since: Amount = None
    renstra_percent: Amount = None
    renja_percent: Amount = None
    history: PlanHistory | None = None
    plan_limit: Limit | None = None


_NOTHING = _Side()


def _reckon_money(book: ThreadBook, thread: Thread, quarter: int, *, budgeted: bool) -> _Side:
    """The sub kegiatan's rupiah. Years before count where they are of the same five-year plan."""
    renstra, history = thread.pagu_renstra, trace_money(book, thread.key)
    before = history.spent if history.has_target else None
    target = thread.budget if budgeted else thread.pagu_indikatif
    actual = thread.spent_until(quarter)
    since = add_exactly((before, actual)) if history.has_target else None
    return _Side(
        target_renstra=renstra,
        before=before,
        target=target,
        quarters=tuple(thread.spent_in(number) if number <= quarter else None for number in QUARTERS),
        actual=actual,
        since=since,
        renstra_percent=share_of(since, renstra),
        renja_percent=share_spent(thread, quarter, planned=not budgeted),
        history=history,
    )


def _reckon_results(indicator: Indicator, came: Achievement, history: PlanHistory, quarter: int) -> _Side:
    """The indicator's values, `history` being those of the Renstra's earlier years."""
    renstra, actual = indicator.target_renstra, came.actual
    before = result_before(history, indicator.agregasi)
    since = result_since(history, indicator.agregasi, actual)
    complete = came.through == QUARTERS[-1] == len(indicator.quarters)
    weighed = weigh_plan(indicator, history, since, complete=complete)
    return _Side(
        target_renstra=renstra,
        before=before,
        target=indicator.target,
        quarters=tuple(indicator.quarters.get(number) if number <= quarter else None for number in QUARTERS),
        actual=actual,
        since=since,
        renstra_percent=weighed.percent,
        renja_percent=came.percent,
        history=history,
        plan_limit=weighed.limit,
    )


def _sum_rows(
    level: str, named: tuple[str, str], rows: Sequence[EvaluationRow], money: Measured
) -> EvaluationRow:
    """The money of some rows added up; results of different indicators are not.

    The share that is spent stands there only where all is reported that it is made of.
    """
    renstra, target = _sum_rupiah(row.target_renstra for row in rows), _sum_rupiah(row.target for row in rows)
    actual, since = _sum_rupiah(row.actual for row in rows), _sum_rupiah(row.since for row in rows)
    quarters = tuple(Pair(rp=_sum_rupiah(row.quarters[number - 1] for row in rows)) for number in QUARTERS)
    return EvaluationRow(
        level=level,
        code=named[0],
        name=named[1],
        target_renstra=Pair(rp=renstra),
        before=Pair(rp=_sum_rupiah(row.before for row in rows)),
        target=Pair(rp=target),
        quarters=quarters,
        actual=Pair(rp=actual),
        since=Pair(rp=since),
        renstra_percent=Pair(rp=share_of(since, renstra)),
        renja_percent=Pair(rp=money.value if money.coverage.is_complete else None),
        money=money,
    )


def _sum_rupiah(pairs: Iterable[Pair]) -> Decimal | None:
    return add_exactly(pair.rp if isinstance(pair.rp, Decimal) else None for pair in pairs)


def _collect_narratives(threads: Sequence[Thread], quarter: int) -> dict[str, tuple[str, ...]]:
    """The texts of the quarter's reports by column, each once, in order."""
    found: dict[str, dict[str, None]] = {column: {} for column in NARRATIVES}
    for thread in threads:
        for record in thread.in_quarter(quarter):
            for column in NARRATIVES:
                text = record.text(column)
                if text:
                    found[column][text] = None
    return {column: tuple(texts) for column, texts in found.items()}
