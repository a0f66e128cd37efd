"""The leader's chart: how much of its budget each agency has spent, against the time that has passed."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from suluh.measuring.boards import Board
from suluh.measuring.fact_ledger import time_passed
from suluh.measuring.outcomes import year_passed
from suluh.rendering.amounts import say_time_passed, show_share
from suluh.rendering.chart_text import ChartText
from suluh.rendering.page_figures import format_rupiah
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.printed_facts import join_sentences, mark_drawn, print_count, print_share
from suluh.rendering.swarm_charts import Dot, Mark, draw_swarm
from suluh.vocabulary.facts import FactMaker, in_quarter
from suluh.words.numbers import as_decimal


def draw_absorption(studio: Studio, board: Board) -> Markup:
    """Where agencies stand against the time that has passed; those without enough reports are not drawn."""
    facts = board.facts_of_agencies
    dots = [
        Dot(
            studio.agency_short_name(slug),
            as_decimal(rollup.absorption.shown),
            rollup.budget,
            studio.say(
                "%(percent)s dari %(budget)s",
                percent=show_share(rollup.absorption),
                budget=format_rupiah(rollup.budget),
            ),
            (facts[slug].absorption, facts[slug].budget),
        )
        for slug, rollup in board.agencies.items()
        if rollup.absorption.shown is not None and rollup.budget
    ]
    time, whole = Decimal(year_passed(board.quarter[1])), board.whole.absorption
    words = say_time_passed(int(time))
    marks = [Mark(time, words, "waktu", mark_drawn(time_passed(*board.quarter)))]
    if whole.shown is not None:
        mean = studio.say("semua %(percent)s", percent=show_share(whole))
        marks.append(Mark(as_decimal(whole.shown), mean, "rata", mark_drawn(board.facts.absorption)))
    return draw_swarm(
        dots,
        marks,
        ChartText(
            title=studio.say("Pagu yang terserap tiap instansi, dalam persen"),
            description=_reading(studio, board) if dots else "",
            prefix="serapan",
            value_label=studio.say("Terserap"),
            comparison_label=studio.say("Pagu"),
            category_label=studio.say("Instansi"),
            money=True,
            show=lambda value: format_rupiah(value),
        ),
    )


def _reading(studio: Studio, board: Board) -> str:
    """The result in sentences: how many lag behind the time for certain, and who most where that is sure."""
    behind = board.behind_time
    maker = FactMaker(in_quarter(*board.quarter), status=board.facts.status)
    said = studio.say(
        "%(count)s dari %(all)s instansi menyerap kurang dari bagian waktu yang telah lewat.",
        count=print_count(
            maker.make("instansi_tertinggal", sum(lags is True for lags in behind.values())), unlinked=True
        ),
        all=print_count(maker.make("instansi_dianggarkan", len(behind)), unlinked=True),
    )
    unsure = sum(lags is None for lags in behind.values())
    if unsure:
        number = print_count(maker.make("instansi_belum_pasti", unsure), unlinked=True)
        words = studio.say("Dari %(count)s belum pasti, karena laporannya kurang.", count=number)
        said = join_sentences(said, words)
    slug = board.lowest
    if slug is None:
        return said
    lowest = studio.say(
        "Paling rendah %(name)s, %(percent)s.",
        name=studio.agency_short_name(slug),
        percent=print_share(board.facts_of_agencies[slug].absorption, unlinked=True),
    )
    return join_sentences(said, lowest)
