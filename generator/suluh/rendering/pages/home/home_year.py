"""The newest year on the home page: money, proposals, results and reports at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from suluh.measuring.proposal_flow import ProposalFlow
from suluh.measuring.report_coverage import QuarterCount, Told
from suluh.measuring.rollups import roll_up_all
from suluh.measuring.shares import share_of
from suluh.measuring.year_overview import YearOverview, newest_overview
from suluh.reading.deadlines import due_date
from suluh.rendering.amounts import as_decimal, part_of_bar, say_time_passed, show_percent
from suluh.rendering.environment import show_date
from suluh.rendering.pages.shared.coverage_words import describe_money, show_measured
from suluh.rendering.pages.shared.parts import KeyFigure
from suluh.rendering.pages.shared.quarters import show_quarter
from suluh.rendering.pages.shared.report_words import count_newest, describe_aside, describe_count
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.wanted_sections import section_is_wanted
from suluh.vocabulary.figures import State
from suluh.vocabulary.threads import QUARTERS
from suluh.words.numbers import format_number, format_percent


@dataclass(frozen=True, slots=True)
class YearAtAGlance:
    """The newest year as `home.html` shows it."""

    year: int
    dataset: str
    figures: list[KeyFigure]
    flow: list[FlowStep]
    asked: str
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
    flow = now.whole_flow
    return YearAtAGlance(
        year=now.year,
        dataset=next((record.dataset for some in now.proposals.values() for record in some), ""),
        figures=_figures(studio, now),
        flow=_steps(studio, now, flow) if flow.asked else [],
        asked=format_number(Decimal(flow.asked)),
        planned=format_number(Decimal(flow.planned)),
        budgeted=format_number(Decimal(flow.budgeted)),
        done=format_number(Decimal(flow.done)),
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
        words = studio.say("Semua instansi yang ditunggu sudah melapor, %(count)s baru sebagian.", count=part)
    elif not count.silent:
        words = studio.say("Semua instansi yang ditunggu sudah melapor.")
    return Reporting(show_quarter(*count.quarter), count.silent, words, describe_aside(studio, count))


def _as_of(now: YearOverview) -> str:
    ends = ("01-01", "03-31", "06-30", "09-30", "12-31")
    return show_date(f"{now.year}-{ends[now.through]}")


def _figures(studio: Studio, now: YearOverview) -> list[KeyFigure]:
    flow = now.whole_flow
    whole = roll_up_all(now.threads)
    before, absorption, achievement = now.before, whole.absorption, whole.achievement
    earlier = roll_up_all(before.threads, through=absorption.quarter or QUARTERS[-1]) if before else None
    money, work = show_measured(studio, absorption), show_measured(studio, achievement, whole.spread)
    count = count_newest(studio)
    figures = [
        KeyFigure(
            label=studio.say("Belanja terserap"),
            address=f"anggaran/{now.year}/",
            number=money.text,
            state="" if money.text else State.BELUM_DILAPORKAN.value,
            bar=part_of_bar(absorption.shown),
            bar_kind="uang",
            time=money.time,
            sentence=f"{describe_money(studio, whole)} "
            + studio.say("Garis tegak: %(time)s.", time=say_time_passed(money.time))
            + f" {money.coverage}"
            if money.text
            else studio.say("Belanja tahun ini belum dilaporkan."),
            note=_compare(studio, now, earlier.absorption.shown if earlier else None),
        ),
        KeyFigure(
            label=studio.say("Capaian kinerja"),
            address=f"evaluasi/{now.year}/tw{now.through}/" if now.through else "evaluasi/",
            number=work.text,
            state="" if work.text else State.BELUM_DILAPORKAN.value,
            bar=part_of_bar(achievement.shown),
            sentence=studio.say("Rata-rata indikator terhadap target setahun.") + f" {work.coverage}",
            note=_compare(studio, now, earlier.achievement.shown if earlier else None),
        ),
        *([_reporting_figure(studio, count)] if count else []),
    ]
    if flow.asked:
        share = share_of(flow.budgeted, flow.asked)
        past = before.whole_flow if before else None
        figures.insert(
            1,
            KeyFigure(
                label=studio.say("Usulan warga dianggarkan"),
                address="usulan/",
                number=format_number(Decimal(flow.budgeted)),
                unit=studio.say("dari %(count)s", count=format_number(Decimal(flow.asked))),
                bar=part_of_bar(share),
                sentence=studio.say(
                    "%(share)s usulan %(year)s mendapat pagu.", share=show_percent(share), year=str(now.year)
                ),
                note=_compare(studio, now, share_of(past.budgeted, past.asked) if past else None),
            ),
        )
    return figures


def _reporting_figure(studio: Studio, count: QuarterCount) -> KeyFigure:
    """How many of those waited for reported the newest quarter due."""
    reported, waited = len(count.reported), len(count.waited)
    return KeyFigure(
        label=studio.say("Instansi sudah melapor"),
        address="kepatuhan/",
        number=str(reported),
        unit=studio.say("dari %(count)s", count=waited),
        bar=part_of_bar(share_of(reported, waited)),
        sentence=" ".join([describe_count(studio, count), *describe_aside(studio, count)]),
        note=studio.say("Batas lapor %(date)s.", date=show_date(due_date(*count.quarter))),
    )


def _compare(studio: Studio, now: YearOverview, before: Fraction | None) -> str:
    """The same figure a year ago, at the same quarter."""
    if before is None:
        return ""
    return studio.say("Tahun lalu %(percent)s.", percent=format_percent(as_decimal(before)))


def _steps(studio: Studio, now: YearOverview, flow: ProposalFlow) -> list[FlowStep]:
    """The stations of the flow with those that stayed behind at each."""
    say = studio.say
    stayed = [
        [
            (flow.postponed, say("ditunda")),
            (flow.refused, say("ditolak")),
            (flow.undecided, say("belum diputuskan")),
            (flow.accepted - flow.planned, say("diterima, belum direncanakan")),
        ],
        [(flow.planned - flow.budgeted, say("direncanakan, belum dianggarkan"))],
        [(flow.budgeted - flow.worked, say("dianggarkan, belum dilaporkan"))],
        [(flow.worked - flow.done, say("masih berjalan"))],
        [],
    ]
    names = (say("Diusulkan"), say("Direncanakan"), say("Dianggarkan"), say("Dikerjakan"), say("Selesai"))
    counts = (flow.asked, flow.planned, flow.budgeted, flow.worked, flow.done)
    return [
        FlowStep(
            name=name,
            count=format_number(Decimal(count)),
            share=part_of_bar(share_of(count, flow.asked)),
            percent=show_percent(share_of(count, flow.asked)) if number else "",
            stayed=[f"{format_number(Decimal(some))} {words}" for some, words in stayed[number] if some],
        )
        for number, (name, count) in enumerate(zip(names, counts, strict=True))
    ]
