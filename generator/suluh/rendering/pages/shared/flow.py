"""A thread as pages show it: its stops and their line, its state in a word, its progress against time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from suluh.measuring.formulas import measure_indicator
from suluh.reading.deadlines import due_date, is_late
from suluh.reading.ladders import ladder_in_force
from suluh.rendering.environment import show_date
from suluh.rendering.numbers import format_number, format_percent, format_rupiah, round_half_up
from suluh.rendering.pages.shared.quarters import ROMAN
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.words import N_
from suluh.vocabulary.gathering import key_of
from suluh.vocabulary.goals import MISI
from suluh.vocabulary.indicators import Indicator, indicators_of
from suluh.vocabulary.measures import Achievement, Ladder
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.site import Link
from suluh.vocabulary.threads import QUARTERS, Record, Station, StationState, Thread, total

MONTHS = (N_("Januari–Maret"), N_("April–Juni"), N_("Juli–September"), N_("Oktober–Desember"))
TIME_PASSED = {
    0: N_("Tahun ini belum ada triwulan yang dilaporkan."),
    1: N_("Seperempat tahun telah lewat."),
    2: N_("Separuh tahun telah lewat."),
    3: N_("Tiga perempat tahun telah lewat."),
    4: N_("Tahun ini telah lewat."),
}
FULL = 100
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


def show_percent(value: Fraction | None) -> str:
    """A percentage with one decimal, raw above 100; empty for none."""
    return "" if value is None else format_percent(as_decimal(value))


def as_decimal(value: Fraction | Decimal) -> Decimal:
    """An exact number as Decimal to 28 digits, for showing alone."""
    return value if isinstance(value, Decimal) else Decimal(value.numerator) / Decimal(value.denominator)


def show_amount(value: Fraction | Decimal | None) -> str:
    """A measured value with at most two decimals; empty for none."""
    if value is None:
        return ""
    rounded = round_half_up(as_decimal(value), 2)
    text = format(rounded, "f")
    return format_number(Decimal(text.rstrip("0").rstrip(".")) if "." in text else rounded)


def short_rupiah(value: Decimal | None) -> str:
    """Rupiah in words, rounded; empty for none."""
    return "" if value is None else format_rupiah(value, short=True)


def share_of(part: Decimal | None, whole: Decimal | None) -> Fraction | None:
    """A part of a whole in per cent, exact; None where either is unknown or the whole is 0."""
    return None if part is None or not whole else Fraction(part) / Fraction(whole) * 100


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a thread has come to: its first planned indicator measured, and its share of money spent."""

    indicator: Indicator | None
    achievement: Achievement | None
    absorption: Fraction | None
    ladder: Ladder | None

    @property
    def physical(self) -> Fraction | None:
        """The result in per cent of the year's target, raw."""
        return self.achievement.percent if self.achievement else None


def reckon_outcome(thread: Thread, through: int = QUARTERS[-1]) -> Outcome:
    """The thread's outcome by the end of quarter `through`; reckoned once, since many pages ask."""
    return _reckon(thread, through)


@remembered
def _reckon(thread: Thread, through: int) -> Outcome:
    ladder = ladder_in_force(thread.key.tahun)
    planned = next((one for one in indicators_of(thread) if one.plan), None)
    return Outcome(
        indicator=planned,
        achievement=measure_indicator(planned, ladder, through=through) if planned else None,
        absorption=share_of(thread.spent_until(through), thread.budget),
        ladder=ladder,
    )


def thread_of(studio: Studio, record: Record) -> Thread | None:
    """The thread that took a proposal up."""
    key = key_of(record)
    return studio.threads.threads.get(key) if key else None


def thread_status(studio: Studio, thread: Thread) -> tuple[str, str]:
    """The kind and word of the chip that tells how a thread stands."""
    if thread.budget is None:
        return "netral", studio.say("Belum dianggarkan")
    if not thread.reported:
        waiting = thread.through == 0
        kind, word = (
            ("dianggarkan", N_("Dianggarkan, belum mulai")) if waiting else ("belum", N_("Belum dilaporkan"))
        )
        return kind, studio.say(word)
    if thread.through in thread.missing:
        return "belum", studio.say("Belum dilaporkan")
    physical = reckon_outcome(thread).physical
    if physical is not None and physical >= 100:
        return "selesai", studio.say("Selesai")
    if not thread.spent and not physical:
        return "dianggarkan", studio.say("Dianggarkan, belum mulai")
    if thread.through == QUARTERS[-1]:
        return "netral", studio.say("Selesai sebagian")
    return "berjalan", studio.say("Berjalan")


def proposal_status(studio: Studio, record: Record, thread: Thread | None) -> tuple[str, str]:
    """The kind and word of a proposal's chip: the decision, or once accepted how the work stands."""
    outcome = record.text("hasil")
    if outcome == "diakomodasi":
        return thread_status(studio, thread) if thread else ("selesai", studio.say("Diterima"))
    words = {
        "ditunda": ("ditunda", N_("Ditunda")),
        "ditolak": ("ditolak", N_("Ditolak")),
        "belum_diputus": ("waktunya", N_("Belum diputus")),
    }
    kind, word = words.get(outcome, ("netral", outcome))
    return kind, studio.say(word)


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
        elif state is StationState.BELUM_DILAPORKAN and thread.through and thread.budget is not None:
            dots.append("miss")
        else:
            dots.append("off")
    if thread.usulan == ():
        dots[0] = "off"
    if not (thread.through == QUARTERS[-1] and dots[4] == "on"):
        dots[4] = "off" if dots[4] == "on" else dots[4]
        last = max((place for place, kind in enumerate(dots) if kind == "on"), default=-1)
        if last >= 0:
            dots[last] = "now"
    return dots


def progress_rows(studio: Studio, outcome: Outcome, thread: Thread) -> list[dict[str, Any]]:
    """Physical result and money as rows of progress against time."""
    unreported = "belum dilaporkan"
    rows = [("fisik", N_("Fisik"), outcome.physical), ("uang", N_("Uang"), outcome.absorption)]
    if outcome.achievement and outcome.achievement.arah == "turun":
        rows[0] = ("fisik", N_("Capaian"), outcome.physical)
    return [
        {
            "kind": kind,
            "label": studio.say(label),
            "percent": None if value is None else float(value),
            "number": show_percent(value),
            "state": unreported if thread.budget is not None else "tidak berlaku",
        }
        for kind, label, value in rows
    ]


def ladder_scale(studio: Studio, ladder: Ladder, percent: Fraction | None, predicate: str) -> dict[str, Any]:
    """The ladder in force drawn to scale, with the step and place of a value."""
    least, most = ladder.scale
    limits = [least, *(limit for limit, _ in reversed(ladder.steps)), most]
    names = [ladder.lowest, *(name for _, name in reversed(ladder.steps))]
    kinds = ["terlambat", "terlambat", "ditunda", "selesai", "selesai"]
    steps = [
        {
            "start": _along(start, ladder),
            "end": _along(end, ladder),
            "limit": show_amount(start),
            "label": name,
            "active": bool(predicate) and name == predicate,
            "kind": kinds[min(place, len(kinds) - 1)],
        }
        for place, (start, end, name) in enumerate(zip(limits, limits[1:], names, strict=False))
    ]
    words = studio.say("Jenjang %(regulation)s", regulation=ladder.regulation)
    if percent is not None:
        words += (
            f": {show_percent(percent) if most == FULL else show_amount(percent)} {studio.say(predicate)}"
        )
    at = None if percent is None else _along(max(least, min(percent, most)), ladder)
    return {"steps": steps, "at": at, "words": words}


def _along(value: Fraction, ladder: Ladder) -> float:
    """Where a value lies on the ladder's scale, in per cent of its length."""
    least, most = ladder.scale
    return round(float((value - least) * FULL / (most - least)), 1)


def make_stops(studio: Studio, thread: Thread) -> list[Stop]:
    """The thread's stops from proposal to the year's result, the last one reached marked as now."""
    amounts = _amounts(thread)
    most = max((one for one in amounts.values() if one), default=Decimal(0))
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
    asked = total(thread.usulan, "perkiraan_biaya")
    spent = {2 + quarter: thread.spent_until(quarter) for quarter in QUARTERS}
    return {0: asked, 1: thread.pagu_indikatif, 2: thread.budget, **spent}


def _asked(studio: Studio, thread: Thread) -> Stop:
    name, date = studio.say("Usulan"), studio.say("untuk %(year)s", year=thread.key.tahun)
    if not thread.usulan:
        return Stop(name, "", "none", studio.say("Tidak ada usulan warga yang menunjuk sub kegiatan ini."))
    places = Counter(one.text("kode_wilayah") for one in thread.usulan)
    links = []
    for kode, count in sorted(places.items())[:REGIONS_NAMED]:
        region = studio.regions.get(kode)
        address = f"usulan/{thread.key.tahun}/{kode}/" if studio.region_address(kode) else ""
        links.append(Link(f"{region.nama if region else kode} ({count})", address))
    left = len(places) - len(links)
    if left > 0:
        links.append(Link(studio.say("dan %(count)s wilayah lain", count=left)))
    return Stop(
        name,
        date,
        "passed",
        studio.say("Warga %(count)s wilayah mengusulkannya:", count=len(places)),
        tuple(links),
        ((studio.say("Diminta"), short_rupiah(total(thread.usulan, "perkiraan_biaya"))),),
        ("selesai", studio.say("%(count)s usulan diterima", count=len(thread.usulan))),
    )


def _planned(studio: Studio, thread: Thread) -> Stop:
    name = studio.say("Rencana")
    if not thread.rencana:
        return Stop(name, "", "none", studio.say("Tidak ada dalam rencana tahun ini."))
    words, links = _goal_words(studio, thread)
    first = thread.rencana[0]
    figures = []
    if first.number("target") is not None:
        target = f"{show_amount(first.number('target'))} {first.text('satuan')}"
        figures.append((studio.say("Dijanjikan"), target))
    if thread.pagu_indikatif is not None:
        figures.append((studio.say("Pagu indikatif"), short_rupiah(thread.pagu_indikatif)))
    return Stop(name, f"RKPD {thread.key.tahun}", "passed", words, links, tuple(figures))


def _goal_words(studio: Studio, thread: Thread) -> tuple[str, tuple[Link, ...]]:
    """The sasaran that the plan names and the misi above it, where the tree of goals has them."""
    named = next((text for one in thread.rencana if (text := one.text("sasaran"))), "")
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
    sources = sorted({text for one in thread.anggaran if (text := one.text("sumber_dana"))})
    words = ""
    if thread.murni is not None and thread.murni != thread.budget:
        words = studio.say(
            "Dari %(before)s menjadi %(now)s.",
            before=short_rupiah(thread.murni),
            now=short_rupiah(thread.budget),
        )
    if sources:
        told = studio.say("Sumber dana: %(sources)s.", sources=", ".join(sources))
        words = f"{words} {told}".strip()
    figures = ((studio.say("Pagu sekarang"), short_rupiah(thread.budget)),)
    return Stop(name, f"APBD {thread.key.tahun}", "passed", words, (), figures)


def _quarter(studio: Studio, thread: Thread, quarter: int) -> Stop:
    name = studio.say("Triwulan %(number)s", number=ROMAN[quarter - 1])
    date = f"{studio.say(MONTHS[quarter - 1])} {thread.key.tahun}"
    due = show_date(due_date(thread.key.tahun, quarter))
    if quarter > thread.through:
        chip = ("waktunya", studio.say("Belum waktunya"))
        return Stop(name, date, "todo", studio.say("Batas lapor %(date)s.", date=due), (), (), chip)
    if quarter not in thread.reported and thread.budget is None:
        words = studio.say("Tanpa anggaran tidak ada laporan yang ditunggu.")
        return Stop(name, date, "none", words, (), (), ("netral", studio.say("Tidak berlaku")))
    if quarter not in thread.reported:
        chip = ("belum", studio.say("Belum dilaporkan"))
        return Stop(name, date, "missing", studio.say("Batas lapornya %(date)s.", date=due), (), (), chip)
    figures = []
    physical = reckon_outcome(thread, quarter).physical
    if physical is not None:
        figures.append((studio.say("Fisik s.d. triwulan ini"), show_percent(physical)))
    if thread.spent_until(quarter) is not None:
        figures.append((studio.say("Uang s.d. triwulan ini"), short_rupiah(thread.spent_until(quarter))))
    return Stop(
        name, date, "passed", "", (), tuple(figures), report_chip(studio, thread.in_quarter(quarter), quarter)
    )


def report_chip(studio: Studio, records: Sequence[Record], quarter: int) -> tuple[str, str] | None:
    """Whether a quarter's report came in time; None where it says no date."""
    dates = sorted(text for one in records if (text := one.text("tanggal_lapor")))
    if not dates:
        return None
    if any(is_late(one) for one in records):
        days = (date.fromisoformat(dates[-1]) - due_date(records[0].whole("tahun"), quarter)).days
        return "terlambat", studio.say("Terlambat %(days)s hari", days=days)
    return "selesai", studio.say("Tepat waktu")


def _result(studio: Studio, thread: Thread) -> Stop:
    outcome = reckon_outcome(thread)
    achievement, over = outcome.achievement, thread.through == QUARTERS[-1]
    name = studio.say("Hasil setahun")
    if not over or not thread.reported or achievement is None:
        state = "todo" if not over else ("missing" if thread.budget is not None else "none")
        chip = ("waktunya", studio.say("Belum waktunya")) if not over else None
        words = studio.say("Hasil setahun dibandingkan dengan yang dijanjikan.")
        return Stop(name, str(thread.key.tahun), state, words, (), (), chip)
    words = describe_result(studio, achievement)
    figures = (
        ((studio.say("Capaian"), show_percent(achievement.percent)),)
        if achievement.percent is not None
        else ()
    )
    chip = None
    if achievement.percent is None and achievement.undefined:
        chip = ("netral", achievement.undefined.value.capitalize())
    elif achievement.predicate:
        chip = (predicate_kind(achievement), studio.say(achievement.predicate))
    return Stop(name, str(thread.key.tahun), "passed", words, (), figures, chip)


def describe_result(studio: Studio, achievement: Achievement) -> str:
    """`1.080 dari target 2.400 meter.`"""
    if achievement.actual is None or achievement.target is None:
        return studio.say("Hasilnya belum dilaporkan.")
    return studio.say(
        "%(actual)s dari target %(target)s %(unit)s.",
        actual=show_amount(achievement.actual),
        target=show_amount(achievement.target),
        unit=achievement.satuan,
    )


def predicate_kind(achievement: Achievement) -> str:
    """The chip of a predicate: its step on the ladder, beside its word."""
    percent = achievement.percent or Fraction(0)
    return "selesai" if percent >= 76 else ("ditunda" if percent >= 66 else "terlambat")
