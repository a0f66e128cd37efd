"""Table T-C.29: how far an agency's five-year plan (Renstra) has come, seen from its next yearly plan.

With the running year n-1, the columns are the years up to n-3, the year n-2 that is over, and n-1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from suluh.measuring.formulas import measure_indicator
from suluh.measuring.plan_notes import PlanNote, list_notes
from suluh.measuring.plan_results import result_before, result_since, weigh_plan
from suluh.vocabulary.codes import code_at
from suluh.vocabulary.indicators import Indicator, indicators_of
from suluh.vocabulary.measures import Undefined
from suluh.vocabulary.plan_history import same_plan, trace_indicator
from suluh.vocabulary.thread_book import ThreadBook
from suluh.vocabulary.threads import QUARTERS, Thread, add_exactly

Amount = Decimal | Fraction | None


@dataclass(frozen=True, slots=True)
class RenstraRow:
    """A row of the table; programs and kegiatan are headings without numbers.

    `before` is the result up to n-3 (column 5), `last` the year n-2, `target` that of the running year.
    `estimate` is what the form asks for in column 10, 5 + 7 + 9: what came and what is to come this year,
    and `percent` its share of the five-year target. `since` is what was reported so far, with its share.
    Results of several years are put together as the indicator says. None is what there is not, never 0;
    `undefined` says why there is no percentage, `notes` what a reader must know of the years before.
    """

    level: str
    code: str
    name: str
    indikator: str = ""
    satuan: str = ""
    target_renstra: Amount = None
    before: Amount = None
    last_target: Amount = None
    last_result: Amount = None
    last_percent: Amount = None
    target: Amount = None
    estimate: Amount = None
    percent: Amount = None
    since: Amount = None
    since_percent: Amount = None
    undefined: Undefined | None = None
    notes: tuple[PlanNote, ...] = ()


def evaluate_renstra(
    book: ThreadBook, instansi: str, *, tahun: int, names: Mapping[str, str] | None = None
) -> tuple[RenstraRow, ...]:
    """The table of one agency with `tahun` as its running year."""
    rows: list[RenstraRow] = []
    seen: set[str] = set()
    for thread in sorted(book.select(tahun, instansi), key=lambda thread: thread.key.kode):
        for level in ("program", "kegiatan"):
            code = code_at(thread.key.kode, level)
            if code not in seen:
                seen.add(code)
                rows.append(RenstraRow(level, code, (names or {}).get(code, code)))
        rows += [_row(book, thread, indicator) for indicator in indicators_of(thread) if indicator.plan]
    return tuple(rows)


def _row(book: ThreadBook, thread: Thread, indicator: Indicator) -> RenstraRow:
    year, renstra = thread.key.tahun, indicator.target_renstra
    history = trace_indicator(book, thread.key, indicator.key)
    last = _last_year(book, thread, indicator) if year - 1 not in history.other_unit else []
    now, how = indicator.until(), indicator.agregasi
    since = result_since(history, how, now)
    estimate = None if indicator.target is None else result_since(history, how, indicator.target)
    whole = len(indicator.quarters) == len(QUARTERS)
    forecast = weigh_plan(indicator, history, estimate, complete=True)
    return RenstraRow(
        level="sub_kegiatan",
        code=thread.key.kode,
        name=thread.name,
        indikator=indicator.name,
        satuan=indicator.satuan,
        target_renstra=renstra,
        before=result_before(history, how, until=year - 2),
        last_target=_common([other.target for other in last], how),
        last_result=history.results.get(year - 1) if history.has_target else None,
        last_percent=measure_indicator(last[0]).percent if len(last) == 1 else None,
        target=indicator.target,
        estimate=estimate,
        percent=forecast.percent,
        undefined=forecast.undefined if history.has_target else None,
        since=since,
        since_percent=weigh_plan(indicator, history, since, complete=whole).percent,
        notes=tuple(list_notes(history, None, forecast.limit)),
    )


def _last_year(book: ThreadBook, thread: Thread, indicator: Indicator) -> list[Indicator]:
    """The indicator in the year before, where it is of the same plan; several where agencies became one."""
    if not trace_indicator(book, thread.key, indicator.key).has_target:
        return []
    before = (other for other in same_plan(book, thread) if other.key.tahun == thread.key.tahun - 1)
    return [some for other in before for some in indicators_of(other) if some.key == indicator.key]


def _common(targets: Sequence[Decimal | None], agregasi: str) -> Decimal | None:
    """One target of several: counts add up, of all else only a common one is sure."""
    stated = [target for target in targets if target is not None]
    if agregasi == "jumlah":
        return add_exactly(stated)
    return stated[0] if len(set(stated)) == 1 else None
