"""What the public should know about a thread: where its stations do not fit together.

Each is a `Matter` with the code of the finding that tells the agency the same. Nothing is changed or
hidden on account of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from suluh.reading.deadlines import is_late
from suluh.vocabulary.indicators import Indicator, indicators_of
from suluh.vocabulary.plan_history import PlanHistory, trace_indicator, trace_money
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.thread_book import ThreadBook
from suluh.vocabulary.threads import Matter, Record, Thread, has_report
from suluh.words.numbers import as_decimal, round_half_up

ACCEPTED = "diakomodasi"


@remembered
def find_matters(thread: Thread) -> tuple[Matter, ...]:
    """The thread's matters, in the order of its stations."""
    return (
        *_about_plan(thread),
        *_about_proposals(thread),
        *_about_money(thread),
        *_about_results(thread),
        *_about_reports(thread),
    )


def find_revisions(book: ThreadBook, thread: Thread) -> Iterator[Matter]:
    """A matter for each target and amount of a Renstra that changes in the thread's year in mid-term."""
    if all(_wanted(other) == _wanted(thread) for other in book.earlier(thread)):
        return
    for indicator in indicators_of(thread):
        if indicator.plan:
            history = trace_indicator(book, thread.key, indicator.key)
            yield from _about_changes(thread, history, indicator.name, indicator.plan)
    if thread.rencana:
        yield from _about_changes(thread, trace_money(book, thread.key), "pagu", thread.rencana)


@remembered
def _wanted(thread: Thread) -> tuple[object, ...]:
    """What a thread's plan says of five years; where no earlier year says other things, nothing changed."""
    planned = (indicator for indicator in indicators_of(thread) if indicator.plan)
    targets = ((indicator.key, indicator.target_renstra, indicator.satuan) for indicator in planned)
    return (thread.pagu_renstra, *targets)


def _about_changes(
    thread: Thread, history: PlanHistory, name: str, records: tuple[Record, ...]
) -> Iterator[Matter]:
    """The changes of the thread's own year; a target that was dropped is a dash."""
    for change in history.changes:
        if change.year == thread.key.tahun:
            details: dict[str, str | int | Decimal | Fraction] = {
                "indikator": name,
                "sejak": change.year,
                "lama": change.before,
                "satuan_lama": change.unit_before or "rupiah",
                "baru": "–" if change.after is None else change.after,
                "satuan": change.unit_after or "rupiah",
            }
            yield Matter("A032", details, records)


def find_unlinked(records: tuple[Record, ...]) -> tuple[Matter, ...]:
    """A matter for each accepted proposal that names no sub kegiatan."""
    return tuple(
        Matter("A014", {"usulan": record.text("id_usulan")}, (record,))
        for record in records
        if _accepted(record)
    )


def _accepted(record: Record) -> bool:
    return record.standard == "usulan" and record.text("hasil") == ACCEPTED


def _about_plan(thread: Thread) -> Iterator[Matter]:
    if thread.rencana and thread.budget is None:
        yield Matter("A010", _money(pagu=thread.pagu_indikatif), thread.rencana)
    if thread.budget is not None and not thread.rencana:
        yield Matter("A011", _money(anggaran=thread.budget), thread.anggaran)


def _about_proposals(thread: Thread) -> Iterator[Matter]:
    accepted = tuple(record for record in thread.usulan if _accepted(record))
    if accepted and not thread.budget:
        yield Matter("A013", {"jumlah": len(accepted)}, accepted)


def _about_money(thread: Thread) -> Iterator[Matter]:
    budget, spent = thread.budget, thread.spent
    if budget and thread.owed and spent is None:
        yield Matter("A012", {**_money(anggaran=budget), "triwulan": thread.owed[-1]}, thread.anggaran)
    if spent and not budget:
        yield Matter("A015", _money(realisasi=spent), thread.realisasi)
    if spent is not None and budget and spent > budget:
        percent = Fraction(spent) / Fraction(budget) * 100
        details = {**_money(realisasi=spent, anggaran=budget), "persen": percent}
        yield Matter("A016", details, thread.realisasi)


def _about_results(thread: Thread) -> Iterator[Matter]:
    for indicator in indicators_of(thread):
        if not indicator.plan:
            if thread.rencana:
                yield Matter("A018", {"indikator": indicator.name}, indicator.reports)
            continue
        done = indicator.until()
        if done is not None and indicator.target and indicator.arah == "naik" and done > indicator.target:
            percent = done / Fraction(indicator.target) * 100
            details = _result_details(indicator, done, percent)
            yield Matter("A017", details, indicator.reports)
        if _falls(indicator):
            yield Matter("A019", {"indikator": indicator.name}, indicator.reports)


def _result_details(
    indicator: Indicator, done: Fraction, percent: Fraction
) -> dict[str, str | int | Decimal | Fraction]:
    """What a sentence about a result over its target needs; a mean is told to two places."""
    return {
        "indikator": indicator.name,
        "hasil": Decimal(done.numerator) if done.denominator == 1 else round_half_up(as_decimal(done), 2),
        "target": indicator.target or Decimal(0),
        "persen": percent,
    }


def _falls(indicator: Indicator) -> bool:
    """Whether a cumulative percentage gets smaller from one quarter to the next."""
    if indicator.agregasi != "akhir" or indicator.arah != "naik" or "%" not in indicator.satuan:
        return False
    values = [indicator.quarters[number] for number in sorted(indicator.quarters)]
    return any(later < earlier for earlier, later in pairwise(values))


def _about_reports(thread: Thread) -> Iterator[Matter]:
    promised = thread.rencana or thread.anggaran
    missing = thread.missing
    if promised and missing and thread.reported:
        yield Matter("A020", {"triwulan": _join(missing)}, promised)
    late = tuple(record for record in thread.realisasi if has_report(record) and is_late(record))
    if late:
        quarters = sorted({record.whole("triwulan") for record in late})
        yield Matter("A021", {"triwulan": _join(tuple(quarters))}, late)


def _money(**amounts: Decimal | None) -> dict[str, str | int | Decimal | Fraction]:
    return {name: amount for name, amount in amounts.items() if amount is not None}


def _join(quarters: tuple[int, ...]) -> str:
    return ", ".join(map(str, quarters))
