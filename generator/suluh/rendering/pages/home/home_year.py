"""The newest year on the home page: money, proposals, results and reports at a glance."""

from __future__ import annotations

from dataclasses import dataclass

from suluh.measuring.fact_ledger import FlowFacts, Totals, flow_facts, report_facts, totals_of
from suluh.measuring.report_coverage import QuarterCount, Told
from suluh.measuring.shares import share_of
from suluh.measuring.year_overview import YearOverview, newest_overview
from suluh.reading.deadlines import due_date, quarter_end
from suluh.rendering.amounts import part_of_bar
from suluh.rendering.environment import show_date
from suluh.rendering.pages.shared.coverage_words import describe_money, show_measured
from suluh.rendering.pages.shared.parts import KeyFigure
from suluh.rendering.pages.shared.quarters import show_quarter
from suluh.rendering.pages.shared.report_words import (
    count_newest,
    describe_aside,
    describe_count,
    describe_start,
)
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.wanted_sections import section_is_wanted
from suluh.rendering.printed_facts import join_sentences, print_count, print_percent
from suluh.vocabulary.facts import Fact
from suluh.vocabulary.figures import State
from suluh.vocabulary.threads import QUARTERS
from suluh.words.saying import N_


@dataclass(frozen=True, slots=True)
class YearAtAGlance:
    """The newest year as `home.html` shows it."""

    year: int
    dataset: str
    figures: list[KeyFigure]
    flow: list[FlowStep]
    asked: str
    asked_in_link: str
    planned: str
    budgeted: str
    done: str
    as_of: str
    reporting: Reporting | None
    mark: str


@dataclass(frozen=True, slots=True)
class Reporting:
    """Who reported the newest quarter due: those whose report is missing, and a sentence on the others."""

    quarter: str
    silent: tuple[str, ...]
    words: str
    aside: list[str]


@dataclass(frozen=True, slots=True)
class FlowStep:
    """A station of the flow of proposals, with those that stayed behind."""

    name: str
    count: str
    share: float | None
    percent: str
    stayed: list[str]


def newest_year(studio: Studio) -> YearOverview | None:
    """The newest year that anybody reported on, else the newest with a thread.

    None where nothing but proposals was submitted: there is no money or work to tell of.
    """
    return newest_overview(studio.threads) if section_is_wanted(studio, "dasbor") else None


def describe_year(studio: Studio, now: YearOverview) -> YearAtAGlance:
    """What the home page's template needs of the year."""
    flow = _flow(now)
    return YearAtAGlance(
        year=now.year,
        dataset=next((record.dataset for some in now.proposals.values() for record in some), ""),
        figures=_figures(studio, now),
        flow=_steps(studio, flow) if flow.flow.asked else [],
        asked=print_count(flow.count("diminta")),
        asked_in_link=print_count(flow.count("diminta"), unlinked=True),
        planned=print_count(flow.count("direncanakan")),
        budgeted=print_count(flow.count("dianggarkan")),
        done=print_count(flow.count("selesai")),
        as_of=_as_of(now),
        reporting=_reporting(studio),
        mark="simulasi" if now.simulated else "",
    )


def _reporting(studio: Studio) -> Reporting | None:
    count = count_newest(studio)
    if count is None:
        return None
    words, part = "", len(count.states.get(Told.SEBAGIAN, ()))
    if not count.waited:
        words = studio.say("Tidak ada instansi yang ditunggu.")
    elif not count.silent and part:
        words = studio.say(
            "Semua instansi yang ditunggu sudah melapor, %(count)s baru sebagian.",
            count=print_count(report_facts(studio.threads, count).count(Told.SEBAGIAN)),
        )
    elif not count.silent:
        words = studio.say("Semua instansi yang ditunggu sudah melapor.")
    return Reporting(show_quarter(*count.quarter), count.silent, words, describe_aside(studio, count))


def _flow(now: YearOverview) -> FlowFacts:
    records = [record for some in now.proposals.values() for record in some]
    return flow_facts(now.whole_flow, records, now.year, simulated=now.simulated)


def _as_of(now: YearOverview) -> str:
    """The last day of the quarter told of; empty before any."""
    return show_date(quarter_end(now.year, now.through)) if now.through else ""


def _figures(studio: Studio, now: YearOverview) -> list[KeyFigure]:
    flow, whole = _flow(now), totals_of(now.book, now.year)
    before, absorption, achievement = now.before, whole.absorption, whole.achievement
    quarter = whole.rollup.absorption.quarter or QUARTERS[-1]
    earlier = totals_of(now.book, before.year, quarter=quarter) if before else None
    count = count_newest(studio)
    money, work = show_measured(studio, absorption), show_measured(studio, achievement, whole.rollup.spread)
    figures = [
        KeyFigure(
            label=studio.say("Belanja terserap"),
            address=f"anggaran/{now.year}/",
            number=money.text,
            state="" if money.text else _absence_of(studio, money.absence),
            bar=part_of_bar(whole.rollup.absorption.shown),
            bar_kind="uang",
            time=money.time,
            sentence=join_sentences(
                describe_money(studio, whole),
                studio.say("Garis tegak: %(time)s.", time=money.passed),
                money.coverage,
            )
            if money.text
            else _without_spending(studio, whole),
            note=_compare(studio, earlier.absorption if earlier else None),
        ),
        KeyFigure(
            label=studio.say("Capaian kinerja"),
            address=f"evaluasi/{now.year}/tw{now.through}/" if now.through else "evaluasi/",
            number=work.text,
            state="" if work.text else _absence_of(studio, work.absence),
            bar=part_of_bar(whole.rollup.achievement.shown),
            sentence=join_sentences(
                studio.say("Rata-rata indikator terhadap target setahun."), work.coverage
            ),
            note=_compare(studio, earlier.achievement if earlier else None),
        ),
        *([_reporting_figure(studio, count)] if count else []),
    ]
    if flow.flow.asked:
        share = flow.share("dianggarkan")
        past = _flow(before).share("dianggarkan") if before else None
        figures.insert(
            1,
            KeyFigure(
                label=studio.say("Usulan warga dianggarkan"),
                address="usulan/",
                number=print_count(flow.count("dianggarkan")),
                unit=studio.say("dari %(count)s", count=print_count(flow.count("diminta"))),
                bar=part_of_bar(share_of(flow.flow.budgeted, flow.flow.asked)),
                sentence=studio.say(
                    "%(share)s usulan %(year)s mendapat pagu.", share=print_percent(share), year=str(now.year)
                ),
                note=_compare(studio, past),
            ),
        )
    return figures


def _without_spending(studio: Studio, whole: Totals) -> str:
    """Why no share of the budget is told: nothing is reported, or there is no budget to spend."""
    if whole.rollup.absorption.state is State.TIDAK_BERLAKU:
        return "" if whole.rollup.budget is not None else studio.say("Belum ada anggarannya.")
    return join_sentences(studio.say("Belanja tahun ini belum dilaporkan."), describe_start(studio))


def _absence_of(studio: Studio, state: str) -> str:
    """What stands for a figure that is not there: before the first deadline of a site nothing is missing."""
    is_early = state == State.BELUM_DILAPORKAN.value and describe_start(studio)
    return Told.BELUM_WAKTUNYA.value if is_early else state


def _reporting_figure(studio: Studio, count: QuarterCount) -> KeyFigure:
    """How many of those waited for reported the newest quarter due."""
    reported, waited = len(count.reported), len(count.waited)
    facts = report_facts(studio.threads, count)
    return KeyFigure(
        label=studio.say("Instansi sudah melapor"),
        address="kepatuhan/",
        number=print_count(facts.told),
        unit=studio.say("dari %(count)s", count=print_count(facts.waited)),
        bar=part_of_bar(share_of(reported, waited)),
        sentence=join_sentences(describe_count(studio, count), *describe_aside(studio, count)),
        note=studio.say("Batas lapor %(date)s.", date=show_date(due_date(*count.quarter))),
    )


def _compare(studio: Studio, before: Fact | None) -> str:
    """The same figure a year ago, at the same quarter, where it may stand for the whole."""
    if before is None or before.shown is None:
        return ""
    return studio.say("Tahun lalu %(percent)s.", percent=print_percent(before))


_STATIONS: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    (
        "diminta",
        N_("Diusulkan"),
        (
            ("ditunda", N_("%(count)s ditunda")),
            ("ditolak", N_("%(count)s ditolak")),
            ("belum_diputuskan", N_("%(count)s belum diputuskan")),
            ("belum_direncanakan", N_("%(count)s diterima, belum direncanakan")),
        ),
    ),
    (
        "direncanakan",
        N_("Direncanakan"),
        (("belum_dianggarkan", N_("%(count)s direncanakan, belum dianggarkan")),),
    ),
    (
        "dianggarkan",
        N_("Dianggarkan"),
        (("belum_dikerjakan", N_("%(count)s dianggarkan, belum dilaporkan")),),
    ),
    ("dikerjakan", N_("Dikerjakan"), (("masih_berjalan", N_("%(count)s belum dilaporkan selesai")),)),
    ("selesai", N_("Selesai"), ()),
)
"""Each station of the flow: its fact, its name, and those that stayed behind at it."""


def _steps(studio: Studio, flow: FlowFacts) -> list[FlowStep]:
    """The stations of the flow with those that stayed behind at each."""
    found: list[FlowStep] = []
    for what, name, behind in _STATIONS:
        stayed = [(flow.count(kind), words) for kind, words in behind]
        count = flow.count(what)
        found.append(
            FlowStep(
                name=studio.say(name),
                count=print_count(count),
                share=part_of_bar(share_of(int(count.value or 0), flow.flow.asked)),
                percent=print_percent(flow.share(what)) if found else "",
                stayed=[studio.say(words, count=print_count(fact)) for fact, words in stayed if fact.value],
            )
        )
    return found
