"""What pages of budgets share: key figures, bars of spending, and threads as rows with their progress."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from markupsafe import Markup

from suluh.measuring.fact_ledger import Totals
from suluh.measuring.outcomes import reckon_outcome, year_passed
from suluh.measuring.thread_facts import thread_facts
from suluh.rendering.amounts import show_share
from suluh.rendering.chart_text import ChartText
from suluh.rendering.charts import Bar, by_size, draw_bars
from suluh.rendering.page_figures import format_rupiah
from suluh.rendering.pages.shared.coverage_words import ShownShare, short_coverage, show_measured
from suluh.rendering.pages.shared.parts import Choice, KeyFigure, WorkRow
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.thread_words import progress_rows, thread_status
from suluh.rendering.printed_facts import (
    join_sentences,
    join_words,
    print_apart,
    print_count,
    print_share,
    print_short_rupiah,
)
from suluh.vocabulary.figures import State
from suluh.vocabulary.threads import Record, Thread


def simulation_mark(some: Iterable[Thread | Record]) -> str:
    """`simulasi` where any thread or row is an example, else empty."""
    return "simulasi" if any(entry.simulated for entry in some) else ""


def year_choices(studio: Studio, current: int, address: str, *, slug: str = "") -> list[Choice]:
    """Years to choose from, with `slug` those that this agency works in; `address` has `%s` for the year."""
    return [
        Choice(text=str(year), address=address % year, current=year == current)
        for year in studio.threads.years
        if not slug or studio.threads.select(year, slug)
    ]


def summary_figures(studio: Studio, whole: Totals) -> list[KeyFigure]:
    """Budget, spending and promise as key figures; what nobody stated says so."""
    shown = show_measured(studio, whole.absorption)
    changed = ""
    now = print_short_rupiah(whole.budget)
    if whole.change.value:
        before, now = print_apart(whole.murni, whole.budget)
        changed = studio.say("Semula %(amount)s.", amount=before)
    return [
        _figure(
            studio.say("Direncanakan"),
            print_short_rupiah(whole.pagu_indikatif),
            studio.say("Pagu indikatif"),
        ),
        _figure(
            studio.say("Dianggarkan"),
            now if whole.change.value else print_short_rupiah(whole.budget),
            changed,
        ),
        _figure(studio.say("Dibelanjakan"), print_short_rupiah(whole.spent), _spent_words(studio, shown)),
        _figure(
            studio.say("Realisasi masuk"),
            print_count(whole.reports) if whole.due.value else "",
            studio.say("dari %(due)s realisasi triwulan yang sudah waktunya.", due=print_count(whole.due)),
        ),
    ]


def _spent_words(studio: Studio, shown: ShownShare) -> str:
    if not shown.text:
        return ""
    said = studio.say("%(percent)s pagu; %(time)s.", percent=shown.text, time=shown.passed)
    return join_sentences(said, shown.coverage)


def _figure(label: str, number: str, sentence: str) -> KeyFigure:
    state = "" if number else State.BELUM_DILAPORKAN.value
    return KeyFigure(label=label, number=number, state=state, sentence=sentence, bar=None)


def spending_chart(studio: Studio, totals: Sequence[tuple[str, Totals]], title: str, prefix: str) -> Markup:
    """Bars of spending against budget, largest budget first.

    Where too much is not reported there is no bar of spending, but the range of its share in words.
    """
    bars = [
        _spending_bar(studio, name, whole)
        for name, whole in totals
        if whole.rollup.budget is not None or whole.rollup.spent is not None
    ]
    return draw_bars(
        by_size(bars),
        ChartText(
            title=title,
            prefix=prefix,
            value_label=studio.say("Dibelanjakan"),
            comparison_label=studio.say("Pagu"),
            category_label=studio.say("Bagian"),
            unit="rupiah",
            money=True,
            show=lambda value: format_rupiah(value, short=True),
        ),
    )


def _spending_bar(studio: Studio, name: str, whole: Totals) -> Bar:
    rollup = whole.rollup
    measured = rollup.absorption
    if rollup.budget is None:
        return Bar(name, rollup.spent, facts=(whole.spent,))
    words = show_share(measured)
    printed = print_share(whole.absorption, unlinked=True)
    if words and not measured.coverage.is_complete:
        words = f"{words} ({short_coverage(studio, measured)})"
        said = short_coverage(studio, whole.absorption)
        printed = join_words("", printed, " (", said, ")")
    is_told = measured.shown is not None or measured.state is State.TIDAK_BERLAKU
    partly = ""
    if not is_told and rollup.spent is not None:
        spent = print_short_rupiah(whole.spent, unlinked=True)
        partly = studio.say("baru sebagian dilaporkan: %(spent)s", spent=spent)
    return Bar(
        name,
        rollup.spent if is_told else None,
        rollup.budget,
        words=words,
        instead=partly,
        facts=(whole.spent if is_told else None, whole.budget),
        printed=printed,
    )


def work_items(studio: Studio, threads: Iterable[Thread], *, name_agency: bool = False) -> list[WorkRow]:
    """Threads as rows with their progress, largest budget first."""
    ordered = sorted(threads, key=lambda thread: (-(thread.budget or Decimal(0)), thread.key))
    items = []
    for thread in ordered:
        status = thread_status(studio, thread)[1]
        budget = print_short_rupiah(thread_facts(thread).budget, unlinked=True)
        agency = studio.agency_short_name(thread.key.instansi) if name_agency else ""
        items.append(
            WorkRow(
                title=thread.name,
                address=thread.address,
                note=join_words(" · ", agency, status, budget),
                time=year_passed(max(thread.reported, default=0)),
                bars=progress_rows(studio, reckon_outcome(thread), thread),
            )
        )
    return items
