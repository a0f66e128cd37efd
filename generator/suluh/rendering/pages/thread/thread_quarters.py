"""The quarters of a thread: a line of result and money, a row for each, and what agencies wrote."""

from __future__ import annotations

from fractions import Fraction

from markupsafe import Markup

from suluh.measuring.outcomes import reckon_outcome
from suluh.measuring.report_coverage import state_of
from suluh.measuring.thread_facts import thread_facts
from suluh.rendering.chart_text import ChartText
from suluh.rendering.line_charts import Point, Series, draw_lines
from suluh.rendering.page_words import Speaker
from suluh.rendering.pages.shared.parts import Narrative
from suluh.rendering.pages.shared.quarters import name_quarter, show_quarter
from suluh.rendering.pages.shared.thread_words import absent_states, state_of_result
from suluh.rendering.pages.thread.stops import report_chip
from suluh.rendering.pages.thread.thread_contexts import (
    Narratives,
    QuarterRow,
)
from suluh.rendering.printed_facts import print_amount, print_percent, print_rupiah
from suluh.vocabulary.figures import State
from suluh.vocabulary.threads import QUARTERS, Record, Thread
from suluh.words.numbers import as_decimal, format_percent
from suluh.words.saying import N_

NARRATIVES = (
    ("faktor_pendorong", N_("Pendorong")),
    ("faktor_penghambat", N_("Penghambat")),
    ("tindak_lanjut_triwulan", N_("Tindak lanjut triwulan berikutnya")),
    ("tindak_lanjut_rkpd", N_("Tindak lanjut rencana tahun berikutnya")),
)


def chart(speaker: Speaker, thread: Thread) -> Markup:
    """Result and money by quarter in per cent of the year; what was not reported breaks the line."""
    quarters = QUARTERS[: thread.horizon]
    if len(quarters) < 2 or not thread.reported:
        return Markup()
    facts = thread_facts(thread)
    lines: dict[str, list[Point]] = {speaker.say("Fisik"): [], speaker.say("Uang"): []}
    for quarter in quarters:
        at = reckon_outcome(thread, quarter)
        reported = quarter in thread.reported
        for name, fact in zip(lines, (facts.physical(quarter), facts.absorbed(quarter)), strict=True):
            shown = as_decimal(Fraction(fact.value)) if reported and fact.value is not None else None
            waits = reported and at.limit is not None and fact.value is at.physical
            state = State.TIDAK_BERLAKU if waits else State.BELUM_DILAPORKAN
            lines[name].append(Point(name_quarter(quarter), shown, state, fact=fact))
    series = [Series(name, tuple(points)) for name, points in lines.items()]
    return draw_lines(
        [curve for curve in series if any(point.value is not None for point in curve.points)],
        ChartText(
            title=speaker.say("Hasil dan uang sampai tiap triwulan"),
            prefix="sampai",
            twin="triwulan",
            value_label=speaker.say("Persen dari setahun"),
            category_label=speaker.say("Triwulan"),
            unit="%",
            show=lambda value: format_percent(value),
        ),
    )


def quarter_rows(speaker: Speaker, thread: Thread) -> list[QuarterRow]:
    """The quarters of a thread in order, each with what was reported of it and how it stands."""
    rows: list[QuarterRow] = []
    facts, (no_result, no_share) = thread_facts(thread), absent_states(thread)
    for quarter in QUARTERS:
        records = thread.in_quarter(quarter)
        state = "" if quarter in thread.reported else state_of(thread, quarter).value
        at = reckon_outcome(thread, quarter)
        indicator = at.indicator
        value = indicator.quarters.get(quarter) if indicator else None
        rows.append(
            QuarterRow(
                name=name_quarter(quarter),
                state=state,
                physical=print_amount(facts.result_in(quarter, value), unlinked=True),
                physical_percent=print_percent(facts.physical(quarter), unlinked=True)
                if value is not None
                else "",
                physical_state=(state_of_result(at.achievement) if value is not None else "") or no_result,
                no_result=no_result,
                no_share=no_share,
                money=print_rupiah(facts.spent_in(quarter), unlinked=True),
                money_percent=print_percent(facts.absorbed(quarter), unlinked=True),
                chip=report_chip(speaker, thread, quarter) if records and not state else None,
            )
        )
    return rows


def narratives(speaker: Speaker, thread: Thread) -> Narratives:
    """What the agency says in the newest quarter that says anything."""
    for quarter in reversed(QUARTERS):
        told = [
            Narrative(label=speaker.say(label), texts=texts)
            for column, label in NARRATIVES
            if (texts := _texts(thread.in_quarter(quarter), column))
        ]
        if told:
            return Narratives(quarter=show_quarter(thread.key.tahun, quarter), items=told)
    return Narratives(quarter="", items=[])


def _texts(records: tuple[Record, ...], column: str) -> list[str]:
    return list(dict.fromkeys(text for record in records if (text := record.text(column))))
