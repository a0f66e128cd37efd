"""A measured share as pages show it: its number or range, with what it was counted from in words."""

from __future__ import annotations

from dataclasses import dataclass

from suluh.measuring.fact_ledger import CoverageFacts, Totals, time_passed
from suluh.measuring.outcomes import year_passed
from suluh.rendering.amounts import (
    TIME_PASSED,
    YEAR_OVER,
    say_time_passed,
    short_rupiah,
    show_percent,
    show_share,
)
from suluh.rendering.pages.shared.quarters import name_quarter, show_quarter
from suluh.rendering.pages.shared.spreads import say_spread
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.printed_facts import (
    join_sentences,
    join_words,
    print_count,
    print_percent,
    print_share,
    print_short_rupiah,
    print_whole_percent,
)
from suluh.vocabulary.facts import Fact, FactMaker
from suluh.vocabulary.figures import State
from suluh.vocabulary.measured import ALL, Measured, Position
from suluh.vocabulary.measures import NO_SPREAD, Rollup, Spread
from suluh.words.numbers import as_decimal, format_number, format_percent
from suluh.words.saying import N_

UNITS = {"sub kegiatan": N_("sub kegiatan"), "indikator": N_("indikator")}
"""What coverage counts, by its word there."""


@dataclass(frozen=True, slots=True)
class ShownShare:
    """`text` is the number, or the range that it lies in; where it is empty `absence` is the state for it.

    `coverage` says what it was counted from. `percent` is there for a bar where one number stands for the
    whole; `time` is how much of the year had passed then, in per cent, and `passed` the same in words, or
    which quarter was the last reported, once later ones are due.
    """

    text: str
    absence: str
    coverage: str
    percent: float | None
    time: int
    is_complete: bool
    passed: str


def show_measured(studio: Studio, share: Fact | Measured, spread: Spread = NO_SPREAD) -> ShownShare:
    """A measured share for a page; of a mean also how many percentages it held at either end."""
    measured, fact = _take(share)
    time = year_passed(measured.quarter)
    passed = say_time_passed(time)
    if fact is not None and measured.coverage.through:
        passed = say_time(studio, time_passed(*measured.coverage.through))
    through = measured.coverage.through
    if through is not None and through[1] < studio.threads.due.get(through[0], 0):
        passed = studio.say("laporan terakhirnya %(quarter)s", quarter=show_quarter(*through))
    return ShownShare(
        text=show_share(measured) if fact is None else print_share(fact),
        absence=absence_of(measured),
        coverage=join_sentences(
            describe_coverage(studio, share), "" if fact is None else say_spread(studio, spread, fact)
        ),
        percent=None if measured.shown is None else float(as_decimal(measured.shown)),
        time=time,
        is_complete=measured.coverage.is_complete,
        passed=passed,
    )


def absence_of(share: Fact | Measured) -> str:
    """The state that stands for a share of which nothing is said: what nobody owes does not apply."""
    state = _take(share)[0].state
    return State.BELUM_DILAPORKAN.value if state is State.NILAI else state.value


def describe_money(studio: Studio, whole: Totals | Rollup) -> str:
    """What was spent and the budget: the one out of the other only where every report is there.

    What was spent without a budget is named apart, since the share beside it does not count it.
    """
    rollup = whole if isinstance(whole, Rollup) else whole.rollup
    if rollup.spent is None or rollup.budget is None:
        return ""
    spent, budget = short_rupiah(rollup.spent), short_rupiah(rollup.budget)
    if isinstance(whole, Totals):
        spent, budget = print_short_rupiah(whole.spent), print_short_rupiah(whole.budget)
    if rollup.unbudgeted:
        loose = short_rupiah(rollup.unbudgeted)
        if isinstance(whole, Totals):
            loose = print_short_rupiah(whole.unbudgeted)
        return studio.say(
            "%(spent)s sudah dilaporkan, di antaranya %(loose)s tanpa pagu; pagunya %(budget)s.",
            spent=spent,
            loose=loose,
            budget=budget,
        )
    if rollup.absorption.coverage.is_complete:
        return studio.say("%(spent)s dari %(budget)s.", spent=spent, budget=budget)
    return studio.say("%(spent)s sudah dilaporkan; pagunya %(budget)s.", spent=spent, budget=budget)


def say_time(studio: Studio, time: Fact) -> str:
    """How much of the budget year had passed, as a fact in words that can stand within a sentence."""
    if time.value is not None and time.value >= ALL:
        return studio.say(YEAR_OVER)
    return studio.say(TIME_PASSED, time=print_whole_percent(time))


def _take(share: Fact | Measured) -> tuple[Measured, Fact | None]:
    return (share, None) if isinstance(share, Measured) else (CoverageFacts(share).measured, share)


def describe_coverage(studio: Studio, share: Fact | Measured) -> str:
    """What a share was counted from, in sentences; empty where there is nothing to count."""
    measured, fact = _take(share)
    if not measured.coverage.owed or not measured.has_figure:
        return ""
    sentence = _describe(studio, share)
    if measured.shown is None and measured.value is not None:
        percent = (
            show_percent(measured.value) if fact is None else print_percent(CoverageFacts(fact).complete)
        )
        whole = studio.say("Yang laporannya lengkap mencapai %(percent)s.", percent=percent)
        return join_sentences(whole, sentence)
    return sentence


def _describe(studio: Studio, share: Fact | Measured) -> str:
    coverage = _take(share)[0].coverage
    quarter = show_quarter(*coverage.through) if coverage.through else ""
    unit = studio.say(UNITS.get(coverage.of, coverage.of), count=coverage.owed)
    counted, owed, money = _count(share)
    if coverage.is_complete:
        return studio.say(
            "Dihitung dari semua %(count)s %(unit)s, sampai %(quarter)s.",
            count=owed,
            unit=unit,
            quarter=quarter,
        )
    if not coverage.counted:
        return studio.say(
            "Dari %(count)s %(unit)s belum ada yang laporannya lengkap sampai %(quarter)s.",
            count=owed,
            unit=unit,
            quarter=quarter,
        )
    if coverage.money is None:
        return studio.say(
            "Dihitung dari %(counted)s dari %(owed)s %(unit)s, sampai %(quarter)s.",
            counted=counted,
            owed=owed,
            unit=unit,
            quarter=quarter,
        )
    return studio.say(
        "Dihitung dari %(counted)s dari %(owed)s %(unit)s, %(share)s pagu, sampai %(quarter)s.",
        counted=counted,
        owed=owed,
        unit=unit,
        share=money,
        quarter=quarter,
    )


def _count(share: Fact | Measured, *, unlinked: bool = False) -> tuple[str, str, str]:
    """How many were counted, how many are owed, and the share of the money behind the first."""
    measured, fact = _take(share)
    coverage = measured.coverage
    if fact is None:
        money = "" if coverage.money is None else format_percent(as_decimal(coverage.money))
        return format_number(coverage.counted), format_number(coverage.owed), money
    facts = CoverageFacts(fact)
    return (
        print_count(facts.counted, unlinked=unlinked),
        print_count(facts.owed, unlinked=unlinked),
        print_percent(facts.money, unlinked=unlinked),
    )


def absorbed_words(studio: Studio, share: Fact | Measured) -> str:
    """The share of the money that is spent, for a row of a list: `43,2 % terserap s.d. TW II (36 dari 37)`.

    How many were counted stands there where it was not all of them. Empty where nothing is said of it.
    """
    measured, fact = _take(share)
    if not measured.has_figure or not measured.quarter:
        return ""
    said = studio.say(
        "%(percent)s terserap s.d. %(quarter)s",
        percent=show_share(measured) if fact is None else print_share(fact, unlinked=True),
        quarter=name_quarter(measured.quarter),
    )
    if measured.coverage.is_complete:
        return said
    return studio.say("%(said)s (%(counted)s)", said=said, counted=short_coverage(studio, share))


def spending_words(studio: Studio, whole: Totals) -> str:
    """How much of a budget is spent, for a row of a list; missing only where there is one to spend."""
    if said := absorbed_words(studio, whole.absorption):
        return said
    if whole.rollup.budget is None:
        return studio.say("belum dianggarkan")
    if whole.rollup.absorption.state is State.TIDAK_BERLAKU:
        return ""
    return studio.say("belanja belum dilaporkan")


def short_coverage(studio: Studio, share: Fact | Measured) -> str:
    """`36 dari 37`, for a column of a table."""
    counted, owed, _ = _count(share, unlinked=True)
    return studio.say("%(counted)s dari %(owed)s", counted=counted, owed=owed)


def print_position(position: Position | None, share: Fact) -> str:
    """`3`, `2–5` where it is not sure, or nothing where too little was reported; `share` is what ranks it."""
    if position is None:
        return ""
    maker = FactMaker(share.name.when, share.name.where, share.status)
    ends = {"terbaik": position.best, "terburuk": position.worst}
    if position.is_sure:
        ends.pop("terburuk")
    places = [maker.inside(("ujung", end)).make("peringkat_serapan", place) for end, place in ends.items()]
    return join_words("–", *(print_count(place, unlinked=True) for place in places))
