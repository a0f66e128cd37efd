"""The large thread: its stops from proposal to the year's result, and the line between them."""

from __future__ import annotations

from collections import Counter
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
from suluh.rendering.pages.shared.ladder_scale import grade_kind
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.thread_words import describe_result
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
from suluh.vocabulary.goals import MISI
from suluh.vocabulary.quarters import ROMAN
from suluh.vocabulary.site import Link
from suluh.vocabulary.threads import QUARTERS, Thread
from suluh.words.saying import N_

MONTHS = (N_("Januari–Maret"), N_("April–Juni"), N_("Juli–September"), N_("Oktober–Desember"))
WIDEST = 15
"""Pixels of the line where most rupiah flow."""

REGIONS_NAMED = 6


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


def make_stops(studio: Studio, thread: Thread) -> list[Stop]:
    """The thread's stops from proposal to the year's result, the last one reached marked as now."""
    amounts = _amounts(thread)
    most = max((entry for entry in amounts.values() if entry), default=Decimal(0))
    stops = [_asked(studio, thread), _planned(studio, thread), _budgeted(studio, thread)]
    stops += [_quarter(studio, thread, quarter) for quarter in QUARTERS]
    stops.append(_result(studio, thread))
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


def _asked(studio: Studio, thread: Thread) -> Stop:
    name, date = studio.say("Usulan"), studio.say("untuk %(year)s", year=str(thread.key.tahun))
    if not thread.usulan:
        return Stop(name, "", "none", studio.say("Tidak ada usulan warga yang menunjuk sub kegiatan ini."))
    facts = thread_facts(thread)
    places = Counter(record.text("kode_wilayah") for record in thread.usulan)
    links = []
    for kode, count in sorted(places.items())[:REGIONS_NAMED]:
        region = studio.regions.get(kode)
        address = f"usulan/{thread.key.tahun}/{kode}/" if studio.region_address(kode) else ""
        name_of_region = region.nama if region else kode
        taken = FactMaker(in_year(thread.key.tahun), within(*_scope(thread), ("wilayah", kode)))
        number = print_count(taken.make("diterima", count), unlinked=True)
        links.append(Link(studio.say("%(name)s (%(count)s)", name=name_of_region, count=number), address))
    left = len(places) - len(links)
    if left > 0:
        more = print_count(facts.count("wilayah_pengusul_lain", left), unlinked=True)
        links.append(Link(studio.say("dan %(count)s wilayah lain", count=more)))
    return Stop(
        name,
        date,
        "passed",
        studio.say(
            "Warga %(count)s wilayah mengusulkannya:",
            count=print_count(facts.count("wilayah_pengusul", len(places))),
        ),
        tuple(links),
        ((studio.say("Diminta"), print_short_rupiah(facts.asked_cost)),),
        ("selesai", studio.say("%(count)s usulan diterima", count=print_count(facts.asked))),
    )


def _planned(studio: Studio, thread: Thread) -> Stop:
    name = studio.say("Rencana")
    if not thread.rencana:
        return Stop(name, "", "none", studio.say("Tidak ada dalam rencana tahun ini."))
    words, links = _goal_words(studio, thread)
    first = thread.rencana[0]
    figures = []
    if first.number("target") is not None:
        target = join_words(" ", print_amount(cell_fact(first, "target")), first.text("satuan"))
        figures.append((studio.say("Dijanjikan"), target))
    if thread.pagu_indikatif is not None:
        ceiling = print_short_rupiah(thread_facts(thread).pagu_indikatif)
        figures.append((studio.say("Pagu indikatif"), ceiling))
    return Stop(name, f"RKPD {thread.key.tahun}", "passed", words, links, tuple(figures))


def _goal_words(studio: Studio, thread: Thread) -> tuple[str, tuple[Link, ...]]:
    """The sasaran that the plan names and the misi above it, where the tree of goals has them."""
    named = next((text for record in thread.rencana if (text := record.text("sasaran"))), "")
    tree = studio.threads.goals
    goal = tree.find(named, thread.key.tahun) if named else None
    if goal is None:
        words = studio.say("Menuju sasaran: %(goal)s.", goal=named[:1].lower() + named[1:]) if named else ""
        return words, ()
    links = [Link(goal.uraian, goal.address)]
    misi = tree.above(goal, MISI)
    if misi is not None:
        words = studio.say("misi %(code)s: %(mission)s", code=misi.id, mission=misi.uraian)
        links.append(Link(words, misi.address))
    return studio.say("Menuju sasaran:"), tuple(links)


def _budgeted(studio: Studio, thread: Thread) -> Stop:
    name = studio.say("Anggaran")
    if thread.budget is None:
        return Stop(name, "", "none", studio.say("Belum ada anggarannya."))
    facts = thread_facts(thread)
    sources = sorted({text for record in thread.anggaran if (text := record.text("sumber_dana"))})
    words = ""
    before, now = print_apart(facts.murni, facts.budget)
    if thread.murni is not None and thread.murni != thread.budget:
        words = studio.say(
            "Dari %(before)s menjadi %(now)s.",
            before=before,
            now=now,
        )
    if sources:
        said = studio.say("Sumber dana: %(sources)s.", sources=", ".join(sources))
        words = join_sentences(words, said)
    figures = ((studio.say("Pagu sekarang"), print_short_rupiah(facts.budget)),)
    return Stop(name, f"APBD {thread.key.tahun}", "passed", words, (), figures)


def _quarter(studio: Studio, thread: Thread, quarter: int) -> Stop:
    name = studio.say("Triwulan %(number)s", number=ROMAN[quarter - 1])
    date = f"{studio.say(MONTHS[quarter - 1])} {thread.key.tahun}"
    due = show_date(due_date(thread.key.tahun, quarter))
    state = state_of(thread, quarter)
    if state is Told.TIDAK_BERLAKU:
        words = studio.say("Tanpa anggaran tidak ada realisasi yang ditunggu.")
        if thread.owes:
            words = studio.say("Triwulan ini di luar masa lapor instansinya di situs ini.")
        return Stop(name, date, "none", words, (), (), ("netral", studio.say("Tidak berlaku")))
    if state is Told.BELUM_WAKTUNYA:
        chip = ("waktunya", studio.say("Belum waktunya"))
        return Stop(name, date, "todo", studio.say("Batas lapor %(date)s.", date=due), (), (), chip)
    if state is Told.BELUM_DILAPORKAN:
        chip = ("belum", studio.say("Belum dilaporkan"))
        return Stop(name, date, "missing", studio.say("Batas lapornya %(date)s.", date=due), (), (), chip)
    figures, facts = [], thread_facts(thread)
    outcome = reckon_outcome(thread, quarter)
    if outcome.physical is not None:
        figures.append((studio.say("Fisik"), print_percent(facts.physical(quarter), unlinked=True)))
    elif outcome.limit is not None and outcome.achievement is not None:
        words = describe_result(studio, outcome.achievement, thread, quarter=quarter)
        figures.append((studio.say("Hasil"), words))
    if money_until(thread) >= quarter:
        figures.append((studio.say("Uang"), print_short_rupiah(facts.spent_until(quarter), unlinked=True)))
    elif thread.spent_in(quarter) is not None:
        spent = print_short_rupiah(facts.spent_in(quarter), unlinked=True)
        figures.append((studio.say("Uang triwulan ini"), spent))
    return Stop(name, date, "passed", "", (), tuple(figures), report_chip(studio, thread, quarter))


def report_chip(studio: Studio, thread: Thread, quarter: int) -> tuple[str, str] | None:
    """Whether a quarter's report came in time; None where it says no date."""
    late = days_late(thread.in_quarter(quarter), quarter)
    if late is None:
        return None
    if late:
        return "terlambat", studio.say(
            "Terlambat %(days)s hari", days=print_count(thread_facts(thread).days_late(quarter, late))
        )
    return "selesai", studio.say("Tepat waktu")


def _result(studio: Studio, thread: Thread) -> Stop:
    outcome = reckon_outcome(thread)
    achievement, over = outcome.achievement, thread.horizon == QUARTERS[-1]
    name = studio.say("Hasil setahun")
    if achievement is None or achievement.through < QUARTERS[-1]:
        if state_of(thread, QUARTERS[-1]) is Told.TIDAK_BERLAKU:
            words = studio.say("Tanpa anggaran tidak ada realisasi yang ditunggu.")
            not_owed = ("netral", studio.say("Tidak berlaku"))
            return Stop(name, str(thread.key.tahun), "none", words, (), (), not_owed)
        state = "todo" if not over else ("missing" if thread.budget is not None else "none")
        open_still = ("waktunya", studio.say("Belum waktunya")) if not over else None
        words = studio.say("Hasil setahun dibandingkan dengan yang dijanjikan.")
        return Stop(name, str(thread.key.tahun), state, words, (), (), open_still)
    words = describe_result(studio, achievement, thread)
    figures = (
        ((studio.say("Capaian"), print_percent(thread_facts(thread).physical(), unlinked=True)),)
        if achievement.percent is not None
        else ()
    )
    chip = None
    if achievement.percent is None and achievement.undefined:
        chip = ("netral", achievement.undefined.value.capitalize())
    elif achievement.predicate:
        chip = (grade_kind(outcome.ladder, achievement.predicate), studio.say(achievement.predicate))
    return Stop(name, str(thread.key.tahun), "passed", words, (), figures, chip)
