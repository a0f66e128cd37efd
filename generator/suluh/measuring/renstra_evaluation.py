"""Table T-C.29: how far an agency's five-year plan (Renstra) has come, seen from its next yearly plan.

With the running year n-1, the columns are the years up to n-3, the year n-2 that is over, and n-1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from suluh.measuring.evaluation import carry_over
from suluh.measuring.formulas import reckon
from suluh.reading.formula_list import find_formula
from suluh.vocabulary.codes import code_at
from suluh.vocabulary.indicators import Indicator, indicators_of
from suluh.vocabulary.thread_book import ThreadBook
from suluh.vocabulary.threads import Thread

Amount = Decimal | Fraction | None


@dataclass(frozen=True, slots=True)
class RenstraRow:
    """A row of the table; programs and kegiatan are headings without numbers.

    `before` is the result up to n-3, `last` the year n-2, `now` the running year; results of several
    years are put together as the indicator says. None is what there is not, never 0.
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
    since: Amount = None
    percent: Amount = None


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
        earlier = book.earlier(thread)
        rows += [_row(thread, indicator, earlier) for indicator in indicators_of(thread) if indicator.plan]
    return tuple(rows)


def _row(thread: Thread, indicator: Indicator, earlier: Sequence[Thread]) -> RenstraRow:
    year, renstra = thread.key.tahun, indicator.target_renstra
    formula = find_formula(indicator.rumus, year)
    same = _same_plan(indicator, earlier)
    past = [value for pair in same if pair[0] < year - 1 and (value := pair[1].until()) is not None]
    last = next((indicator for at, indicator in same if at == year - 1), None)
    last_result = last.until() if last else None
    now = indicator.until()
    since = carry_over(
        [share for share in (*past, last_result, now) if share is not None], indicator.agregasi
    )
    return RenstraRow(
        level="sub_kegiatan",
        code=thread.key.kode,
        name=thread.name,
        indikator=indicator.name,
        satuan=indicator.satuan,
        target_renstra=renstra,
        before=carry_over(past, indicator.agregasi),
        last_target=last.target if last else None,
        last_result=last_result,
        last_percent=_percent_of(last, last_result) if last else None,
        target=indicator.target,
        since=since if renstra is not None else None,
        percent=reckon(formula, renstra, since)[0] if renstra is not None else None,
    )


def _percent_of(indicator: Indicator, result: Fraction | None) -> Fraction | None:
    """A year's result in per cent of its own target, by the formula of that year."""
    formula = find_formula(indicator.rumus, indicator.year)
    return reckon(formula, indicator.target, result)[0]


def _same_plan(indicator: Indicator, earlier: Iterable[Thread]) -> list[tuple[int, Indicator]]:
    """The same indicator in earlier years whose plan states the same five-year target."""
    if indicator.target_renstra is None:
        return []
    return [
        (thread.key.tahun, other_indicator)
        for thread in earlier
        for other_indicator in indicators_of(thread)
        if other_indicator.key == indicator.key and other_indicator.target_renstra == indicator.target_renstra
    ]
