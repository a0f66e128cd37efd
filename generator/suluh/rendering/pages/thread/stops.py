"""The large thread: its stops from proposal to the year's result, and the line between them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from suluh.measuring.fact_sources import cell_fact
from suluh.measuring.outcomes import days_late, reckon_outcome
from suluh.measuring.proposal_flow import estimated_cost
from suluh.measuring.reach import money_until
from suluh.measuring.report_coverage import Told, state_of
from suluh.measuring.thread_facts import thread_facts
from suluh.reading.deadlines import due_date
from suluh.rendering.environment import show_date
from suluh.rendering.page_words import Speaker
from suluh.rendering.pages.shared.ladder_scale import grade_kind
from suluh.rendering.pages.shared.thread_words import describe_result
from suluh.rendering.pages.thread.thread_room import ThreadRoom
from suluh.rendering.printed_facts import (
    join_sentences,
    join_words,
    print_amount,
    print_apart,
    print_count,
    print_percent,
    print_short_rupiah,
)
from suluh.vocabulary.facts import FactMaker, in_year, within
from suluh.vocabulary.quarters import ROMAN
from suluh.vocabulary.site import Link
from suluh.vocabulary.threads import QUARTERS, Thread
from suluh.words.saying import N_

MONTHS = (N_("Januari–Maret"), N_("April–Juni"), N_("Juli–September"), N_("Oktober–Desember"))
WIDEST = 15
"""Pixels of the line where most rupiah flow."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop on the large thread. `state` is passed, now, todo, missing or none; `width` 1 to 15 pixels."""

    name: str
    date: str
    state: str
    words: str = ""
    links: tuple[Link, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    chip: tuple[str, str] | None = None
    width: int = 1


def _scope(thread: Thread) -> tuple[tuple[str, str], ...]:
    return ("instansi", thread.key.instansi), ("sub_kegiatan", thread.key.kode)


def make_stops(room: ThreadRoom) -> list[Stop]:
    """The thread's stops from proposal to the year's result, the last one reached marked as now."""
    thread = room.thread
    amounts = _amounts(thread)
    most = max((entry for entry in amounts.values() if entry), default=Decimal(0))
    stops = [_asked(room), _planned(room), _budgeted(room, thread)]
    stops += [_quarter(room, thread, quarter) for quarter in QUARTERS]
    stops.append(_result(room, thread))
    passed = [place for place, stop in enumerate(stops) if stop.state == "passed"]
    now = passed[-1] if passed else -1
    finished = []
    for place, stop in enumerate(stops):
        amount = amounts.get(place)
        width = 1 + round((WIDEST - 1) * float(amount / most)) if amount and most else 1
        state = "now" if place == now else stop.state
        finished.append(
            Stop(stop.name, stop.date, state, stop.words, stop.links, stop.figures, stop.chip, width)
        )
    return finished


def _amounts(thread: Thread) -> dict[int, Decimal | None]:
    """Rupiah that leaves each stop."""
    asked = estimated_cost(thread.usulan)
    spent = {2 + quarter: thread.spent_until(quarter) for quarter in QUARTERS}
    return {0: asked, 1: thread.pagu_indikatif, 2: thread.budget, **spent}


def _asked(room: ThreadRoom) -> Stop:
    thread = room.thread
    name, date = room.say("Usulan"), room.say("untuk %(year)s", year=str(thread.key.tahun))
    if not thread.usulan:
        return Stop(name, "", "none", room.say("Tidak ada usulan warga yang menunjuk sub kegiatan ini."))
    facts = thread_facts(thread)
    links = []
    for region in room.regions:
        taken = FactMaker(in_year(thread.key.tahun), within(*_scope(thread), ("wilayah", region.kode)))
        number = print_count(taken.make("diterima", region.count), unlinked=True)
        links.append(Link(room.say("%(name)s (%(count)s)", name=region.name, count=number), region.address))
    left = room.asking - len(links)
    left = room.asking - len(links)
    if left > 0:
        more = print_count(facts.count("wilayah_pengusul_lain", left), unlinked=True)
        links.append(Link(room.say("dan %(count)s wilayah lain", count=more)))
    return Stop(
        name,
        date,
        "passed",
        room.say(
            "Warga %(count)s wilayah mengusulkannya:",
            count=print_count(facts.count("wilayah_pengusul", room.asking)),
        ),
        tuple(links),
        ((room.say("Diminta"), print_short_rupiah(facts.asked_cost)),),
        ("selesai", room.say("%(count)s usulan diterima", count=print_count(facts.asked))),
    )


def _planned(room: ThreadRoom) -> Stop:
    thread = room.thread
    name = room.say("Rencana")
    if not thread.rencana:
        return Stop(name, "", "none", room.say("Tidak ada dalam rencana tahun ini."))
    words, links = _goal_words(room)
    first = thread.rencana[0]
    figures = []
    if first.number("target") is not None:
        target = join_words(" ", print_amount(cell_fact(first, "target")), first.text("satuan"))
        figures.append((room.say("Dijanjikan"), target))
    if thread.pagu_indikatif is not None:
        ceiling = print_short_rupiah(thread_facts(thread).pagu_indikatif)
        figures.append((room.say("Pagu indikatif"), ceiling))
    return Stop(name, f"RKPD {thread.key.tahun}", "passed", words, links, tuple(figures))


def _goal_words(room: ThreadRoom) -> tuple[str, tuple[Link, ...]]:
    """The sasaran that the plan names and the misi above it, where the tree of goals has them."""
    goal = room.serves
    if goal is None:
        return "", ()
    if goal.link is None:
        return room.say("Menuju sasaran: %(goal)s.", goal=goal.words[:1].lower() + goal.words[1:]), ()
    links = [goal.link]
    if goal.misi is not None:
        code, mission, address = goal.misi
        links.append(Link(room.say("misi %(code)s: %(mission)s", code=code, mission=mission), address))
    return room.say("Menuju sasaran:"), tuple(links)


def _budgeted(speaker: Speaker, thread: Thread) -> Stop:
    name = speaker.say("Anggaran")
    if thread.budget is None:
        return Stop(name, "", "none", speaker.say("Belum ada anggarannya."))
    facts = thread_facts(thread)
    sources = sorted({text for record in thread.anggaran if (text := record.text("sumber_dana"))})
    words = ""
    before, now = print_apart(facts.murni, facts.budget)
    if thread.murni is not None and thread.murni != thread.budget:
        words = speaker.say(
            "Dari %(before)s menjadi %(now)s.",
            before=before,
            now=now,
        )
    if sources:
        said = speaker.say("Sumber dana: %(sources)s.", sources=", ".join(sources))
        words = join_sentences(words, said)
    figures = ((speaker.say("Pagu sekarang"), print_short_rupiah(facts.budget)),)
    return Stop(name, f"APBD {thread.key.tahun}", "passed", words, (), figures)


def _quarter(speaker: Speaker, thread: Thread, quarter: int) -> Stop:
    name = speaker.say("Triwulan %(number)s", number=ROMAN[quarter - 1])
    date = f"{speaker.say(MONTHS[quarter - 1])} {thread.key.tahun}"
    due = show_date(due_date(thread.key.tahun, quarter))
    state = state_of(thread, quarter)
    if state is Told.TIDAK_BERLAKU:
        words = speaker.say("Tanpa anggaran tidak ada realisasi yang ditunggu.")
        if thread.owes:
            words = speaker.say("Triwulan ini di luar masa lapor instansinya di situs ini.")
        return Stop(name, date, "none", words, (), (), ("netral", speaker.say("Tidak berlaku")))
    if state is Told.BELUM_WAKTUNYA:
        chip = ("waktunya", speaker.say("Belum waktunya"))
        return Stop(name, date, "todo", speaker.say("Batas lapor %(date)s.", date=due), (), (), chip)
    if state is Told.BELUM_DILAPORKAN:
        chip = ("belum", speaker.say("Belum dilaporkan"))
        return Stop(name, date, "missing", speaker.say("Batas lapornya %(date)s.", date=due), (), (), chip)
    figures, facts = [], thread_facts(thread)
    outcome = reckon_outcome(thread, quarter)
    if outcome.physical is not None:
        figures.append((speaker.say("Fisik"), print_percent(facts.physical(quarter), unlinked=True)))
    elif outcome.limit is not None and outcome.achievement is not None:
        words = describe_result(speaker, outcome.achievement, thread, quarter=quarter)
        figures.append((speaker.say("Hasil"), words))
    if money_until(thread) >= quarter:
        figures.append((speaker.say("Uang"), print_short_rupiah(facts.spent_until(quarter), unlinked=True)))
    elif thread.spent_in(quarter) is not None:
        spent = print_short_rupiah(facts.spent_in(quarter), unlinked=True)
        figures.append((speaker.say("Uang triwulan ini"), spent))
    return Stop(name, date, "passed", "", (), tuple(figures), report_chip(speaker, thread, quarter))


def report_chip(speaker: Speaker, thread: Thread, quarter: int) -> tuple[str, str] | None:
    """Whether a quarter's report came in time; None where it says no date."""
    late = days_late(thread.in_quarter(quarter), quarter)
    if late is None:
        return None
    if late:
        return "terlambat", speaker.say(
            "Terlambat %(days)s hari", days=print_count(thread_facts(thread).days_late(quarter, late))
        )
    return "selesai", speaker.say("Tepat waktu")


def _result(speaker: Speaker, thread: Thread) -> Stop:
    outcome = reckon_outcome(thread)
    achievement, over = outcome.achievement, thread.horizon == QUARTERS[-1]
    name = speaker.say("Hasil setahun")
    if achievement is None or achievement.through < QUARTERS[-1]:
        if state_of(thread, QUARTERS[-1]) is Told.TIDAK_BERLAKU:
            words = speaker.say("Tanpa anggaran tidak ada realisasi yang ditunggu.")
            not_owed = ("netral", speaker.say("Tidak berlaku"))
            return Stop(name, str(thread.key.tahun), "none", words, (), (), not_owed)
        state = "todo" if not over else ("missing" if thread.budget is not None else "none")
        open_still = ("waktunya", speaker.say("Belum waktunya")) if not over else None
        words = speaker.say("Hasil setahun dibandingkan dengan yang dijanjikan.")
        return Stop(name, str(thread.key.tahun), state, words, (), (), open_still)
    words = describe_result(speaker, achievement, thread)
    figures = (
        ((speaker.say("Capaian"), print_percent(thread_facts(thread).physical(), unlinked=True)),)
        if achievement.percent is not None
        else ()
    )
    chip = None
    if achievement.percent is None and achievement.undefined:
        chip = ("netral", achievement.undefined.value.capitalize())
    elif achievement.predicate:
        chip = (grade_kind(outcome.ladder, achievement.predicate), speaker.say(achievement.predicate))
    return Stop(name, str(thread.key.tahun), "passed", words, (), figures, chip)
