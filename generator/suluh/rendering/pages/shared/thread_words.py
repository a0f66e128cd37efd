"""What pages say of a thread and of a proposal: chips, dots, rows of progress, the result in a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from suluh.measuring.outcomes import Outcome, Standing, standing_of
from suluh.measuring.thread_facts import thread_facts
from suluh.rendering.amounts import show_amount
from suluh.rendering.page_words import Speaker
from suluh.rendering.pages.shared.parts import ProgressRow
from suluh.rendering.printed_facts import print_amount, print_percent
from suluh.vocabulary.measures import Achievement, Undefined
from suluh.vocabulary.threads import QUARTERS, Record, Station, StationState, Thread
from suluh.words.saying import N_

STANDINGS: Mapping[Standing, tuple[str, str]] = {
    Standing.UNFUNDED: ("netral", N_("Belum dianggarkan")),
    Standing.NOT_BEGUN: ("dianggarkan", N_("Dianggarkan, belum mulai")),
    Standing.UNREPORTED: ("belum", N_("Belum dilaporkan")),
    Standing.UNDER_WAY: ("berjalan", N_("Berjalan")),
    Standing.WITHIN_LIMIT: ("berjalan", N_("Dalam batas")),
    Standing.OVER_LIMIT: ("terlambat", N_("Batas terlampaui")),
    Standing.PARTLY_DONE: ("netral", N_("Selesai sebagian")),
    Standing.DONE: ("selesai", N_("Selesai")),
}
"""The kind and the words of the chip that tells how a thread stands."""


def thread_status(speaker: Speaker, thread: Thread) -> tuple[str, str]:
    """The kind and word of the chip that tells how a thread stands."""
    kind, words = STANDINGS[standing_of(thread)]
    return kind, speaker.say(words)


def proposal_status(speaker: Speaker, record: Record, thread: Thread | None) -> tuple[str, str]:
    """The kind and word of a proposal's chip: the decision, or once accepted how the work stands."""
    outcome = record.text("hasil")
    if outcome == "diakomodasi":
        return thread_status(speaker, thread) if thread else ("selesai", speaker.say("Diterima"))
    words = {
        "ditunda": ("ditunda", N_("Ditunda")),
        "ditolak": ("ditolak", N_("Ditolak")),
        "belum_diputus": ("waktunya", N_("Belum diputuskan")),
    }
    kind, word = words.get(outcome, ("netral", outcome))
    return kind, speaker.say(word)


def proposal_dots(record: Record, thread: Thread | None) -> list[str]:
    """Five dots of the small thread: on, now, miss, off; a square where it was held or refused."""
    outcome = record.text("hasil")
    if outcome != "diakomodasi":
        second = {"ditunda": "hold", "ditolak": "stop"}.get(outcome, "off")
        return ["now" if second == "off" else "on", second, "off", "off", "off"]
    return thread_dots(thread) if thread else ["on", "now", "off", "off", "off"]


def thread_dots(thread: Thread) -> list[str]:
    """The five dots of a thread, the last one reached lit."""
    dots = []
    for station in Station:
        state = thread.stations.get(station, StationState.TIDAK_ADA)
        if state in (StationState.ADA, StationState.SEBAGIAN):
            dots.append("on")
        elif state is StationState.BELUM_DILAPORKAN and thread.owed:
            dots.append("miss")
        else:
            dots.append("off")
    if thread.usulan == ():
        dots[0] = "off"
    if not (QUARTERS[-1] in thread.reported and dots[4] == "on"):
        dots[4] = "off" if dots[4] == "on" else dots[4]
        last = max((place for place, kind in enumerate(dots) if kind == "on"), default=-1)
        if last >= 0:
            dots[last] = "now"
    return dots


def progress_rows(speaker: Speaker, outcome: Outcome, thread: Thread) -> list[ProgressRow]:
    """Physical result and money as rows of progress against time."""
    result, share = absent_states(thread)
    states = {"fisik": state_of_result(outcome.achievement) or result, "uang": share}
    facts = thread_facts(thread)
    physical, money = facts.physical(), facts.absorbed()
    rows = [
        ("fisik", N_("Fisik"), outcome.physical, physical),
        ("uang", N_("Uang"), outcome.absorption, money),
    ]
    if outcome.achievement and outcome.achievement.arah == "turun":
        rows[0] = ("fisik", N_("Capaian"), outcome.physical, physical)
    return [
        ProgressRow(
            kind=kind,
            label=speaker.say(label),
            percent=None if value is None else float(value),
            number=print_percent(fact, unlinked=True),
            state=states[kind],
        )
        for kind, label, value, fact in rows
    ]


def absent_states(thread: Thread) -> tuple[str, str]:
    """What stands for a result, and for a share of the budget, that is not there.

    Missing is only what is owed: no result without a promise, no share of a budget of nothing.
    """
    missing = "belum dilaporkan" if thread.owes else "tidak berlaku"
    no_share = thread.budget == 0 and thread.spent is not None
    return (missing if thread.rencana else "tidak berlaku", "tidak berlaku" if no_share else missing)


def say_no_result(speaker: Speaker, thread: Thread, outcome: Outcome) -> str:
    """What is said of a result that has no percentage: not promised, not to be judged, or not there."""
    achievement = outcome.achievement
    if thread.budget is None and not thread.reported:
        return speaker.say("tidak ada hasil yang ditunggu")
    if not thread.rencana:
        return speaker.say("tidak ada target hasilnya")
    if achievement is None or achievement.actual is None:
        return speaker.say("hasil fisiknya belum dilaporkan")
    if achievement.undefined is Undefined.BELUM_DILAPORKAN:
        return speaker.say("hasil fisiknya belum lengkap dilaporkan")
    return speaker.say("capaian hasilnya tidak dapat dihitung")


def say_no_share(speaker: Speaker, thread: Thread) -> str:
    """What is said of money where no share of the budget is known."""
    if thread.budget is None:
        return speaker.say("belum ada anggarannya")
    if thread.spent is None:
        return speaker.say("belanjanya belum dilaporkan")
    if thread.budget == 0:
        return speaker.say("pagunya Rp0")
    return speaker.say("belanjanya belum lengkap dilaporkan")


def state_of_result(achievement: Achievement | None) -> str:
    """What stands for the percentage of a result that was reported and has none; empty where neither is so.

    `dalam batas` and `terlampaui` for a target of "at most", else `tidak berlaku`.
    """
    if achievement is None or achievement.percent is not None or achievement.actual is None:
        return ""
    if achievement.undefined is Undefined.BELUM_DILAPORKAN:
        return achievement.undefined.value
    return "tidak berlaku" if achievement.limit is None else achievement.limit.value


def describe_result(
    speaker: Speaker, achievement: Achievement, thread: Thread | None = None, *, quarter: int | None = None
) -> str:
    """What was done of what was promised: `1.080 dari target 2.400 meter.` is such a sentence.

    `quarter` is the one that the achievement is of, where it is not the thread's last.
    """
    if achievement.actual is None or achievement.target is None:
        return speaker.say("Hasilnya belum dilaporkan.")
    words = N_("%(actual)s dari target %(target)s %(unit)s.")
    if achievement.arah == "turun":
        words = N_("%(actual)s dari paling banyak %(target)s %(unit)s.")
    facts = thread_facts(thread) if thread else None
    return speaker.say(
        words,
        actual=print_amount(facts.result(quarter)) if facts else show_amount(achievement.actual),
        target=print_amount(facts.target()) if facts else show_amount(achievement.target),
        unit=achievement.satuan,
    )
