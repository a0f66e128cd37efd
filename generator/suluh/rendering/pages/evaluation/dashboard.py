"""The leader's view: all agencies at one glance, what needs attention first, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import partial

from suluh.measuring.boards import Board
from suluh.measuring.fact_ledger import ReportFacts, report_facts, time_passed
from suluh.measuring.flag_facts import limit_fact
from suluh.measuring.flags import limits
from suluh.measuring.outcomes import year_passed
from suluh.measuring.report_coverage import (
    Coverage,
    Told,
    count_quarter,
    cover_agencies,
    list_quarters,
    newest_quarter_due,
)
from suluh.measuring.shares import share_of
from suluh.reading.deadlines import quarter_end
from suluh.reading.ladders import judge, ladder_in_force
from suluh.rendering.amounts import part_of_bar
from suluh.rendering.environment import show_date
from suluh.rendering.pages.evaluation.absorption_swarm import draw_absorption
from suluh.rendering.pages.evaluation.coverage_pages import describe_cell
from suluh.rendering.pages.evaluation.dashboard_contexts import (
    DashboardPage,
    DashboardRow,
    EmptyDashboardPage,
)
from suluh.rendering.pages.evaluation.flag_words import TITLES, describe_case, describe_notes
from suluh.rendering.pages.evaluation.weekly_page import ADDRESS as WEEKLY
from suluh.rendering.pages.evaluation.weekly_page import weekly_pages
from suluh.rendering.pages.shared.coverage_words import (
    absence_of,
    describe_money,
    print_position,
    say_time,
    short_coverage,
    show_measured,
)
from suluh.rendering.pages.shared.parts import Choice, KeyFigure
from suluh.rendering.pages.shared.quarters import name_quarter, show_quarter
from suluh.rendering.pages.shared.report_words import describe_silence
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.thread_numbers import rollup_numbers
from suluh.rendering.printed_facts import begin_sentence, print_count, print_share, print_short_rupiah
from suluh.vocabulary.figures import State
from suluh.vocabulary.measured import Quarter
from suluh.vocabulary.page_numbers import NumberColumn, NumbersLater, PageNumbers
from suluh.vocabulary.quarters import ROMAN
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.threads import datasets_of

SHOWN_QUARTERS = 6


def dashboard_pages(studio: Studio) -> Iterable[Page]:
    """A page for each quarter due or reported on; the newest one due stands at the section's root as well."""
    quarters = list_quarters(studio.threads)
    covered = cover_agencies(studio.threads, quarters)
    for quarter in quarters:
        yield _page(studio, quarter, quarters, covered, f"dasbor/{quarter[0]}/tw{quarter[1]}/")
    newest = newest_quarter_due(studio.threads)
    if newest is None:
        yield _empty_page(studio)
    else:
        yield _page(studio, newest, quarters, covered, "dasbor/")
        yield from weekly_pages(studio)


def _empty_page(studio: Studio) -> Page:
    return studio.page(
        "dasbor/",
        section="dasbor",
        title=studio.say("Dasbor pimpinan"),
        description=studio.say("Belum ada triwulan yang dilaporkan."),
        context=EmptyDashboardPage,
    )


def _page(
    studio: Studio,
    quarter: Quarter,
    quarters: Sequence[Quarter],
    covered: Mapping[str, Mapping[Quarter, Coverage]],
    address: str,
) -> Page:
    year, number = quarter
    board = Board(studio.threads, quarter)
    name = show_quarter(year, number)
    at_root = address == "dasbor/"
    return studio.page(
        address,
        section="dasbor",
        title=studio.say("Dasbor pimpinan") if at_root else studio.say("Dasbor %(quarter)s", quarter=name),
        description=studio.say(
            "Serapan, capaian, realisasi triwulan, dan hal yang perlu perhatian di semua instansi, "
            "%(quarter)s.",
            quarter=name,
        ),
        crumbs=() if at_root else (Link(studio.say("Dasbor"), "dasbor/"),),
        simulated=any(thread.simulated for thread in board.threads),
        sources=datasets_of(board.threads),
        modified=studio.settings.build_time.date().isoformat(),
        context=lambda: _context(studio, board, quarters, covered),
        numbers=NumbersLater("dasbor", lambda: _numbers(studio, board)),
    )


def _context(
    studio: Studio,
    board: Board,
    quarters: Sequence[Quarter],
    covered: Mapping[str, Mapping[Quarter, Coverage]],
) -> DashboardPage:
    year, number = board.quarter
    time = year_passed(number)
    counted = count_quarter(studio.threads, board.quarter, studio.catalog.own_agencies)
    reports = report_facts(studio.threads, counted)
    shown = quarters[: quarters.index(board.quarter) + 1][-SHOWN_QUARTERS:]
    flagged = sum(bool(some) for some in board.flags.values())
    leading = limits(year).get("terdepan", 0)
    return DashboardPage(
        silence=describe_silence(studio, with_days=False) if board.quarter == quarters[-1] else [],
        as_of=show_date(quarter_end(year, number)),
        quarter=show_quarter(year, number),
        time=time,
        absorption=show_measured(studio, board.facts.absorption),
        achievement=show_measured(studio, board.facts.achievement, board.whole.spread),
        flagged=print_count(reports.maker.make("instansi_perhatian", flagged)),
        silent=print_count(reports.count(Told.BELUM_DILAPORKAN)),
        figures=_figures(studio, board, reports),
        cases=[describe_case(studio, board, case) for case in board.cases[:leading]],
        more_count=print_count(
            reports.maker.make("bendera_lain", max(0, len(board.cases) - leading)), unlinked=True
        ),
        more=[describe_case(studio, board, case) for case in board.cases[leading:]],
        notes=describe_notes(studio, board),
        weekly=WEEKLY,
        swarm=draw_absorption(studio, board),
        left_out=_left_out(board, reports),
        rows=_rows(studio, board, covered, shown),
        shown=[show_quarter(*pair) for pair in shown],
        choices=[
            Choice(
                text=name_quarter(other),
                address=f"dasbor/{year}/tw{other}/",
                current=(year, other) == board.quarter,
            )
            for _, other in (quarter for quarter in quarters if quarter[0] == year)
        ],
        years=[
            Choice(
                text=str(other),
                address=f"dasbor/{other}/tw{max(n for y, n in quarters if y == other)}/",
                current=other == year,
            )
            for other in sorted({quarter[0] for quarter in quarters})
        ],
        rules={name: print_count(limit_fact(year, name)) for name in limits(year)},
        time_words=begin_sentence(say_time(studio, time_passed(year, number))),
        agencies=print_count(reports.maker.make("instansi_sub_kegiatan", len(board.agencies))),
        evaluation=f"evaluasi/{year}/tw{number}/",
        mark="simulasi" if any(thread.simulated for thread in board.threads) else "",
    )


def _left_out(board: Board, reports: ReportFacts) -> str:
    """How many agencies are not drawn, since too little of them is reported; empty for none."""
    shares = [rollup.absorption for rollup in board.agencies.values()]
    hidden = sum(share.shown is None and share.state is not State.TIDAK_BERLAKU for share in shares)
    return print_count(reports.maker.make("instansi_tidak_tampak", hidden)) if hidden else ""


def _figures(studio: Studio, board: Board, reports: ReportFacts) -> list[KeyFigure]:
    whole, number = board.facts, board.quarter[1]
    money, work = (
        show_measured(studio, whole.absorption),
        show_measured(studio, whole.achievement, board.whole.spread),
    )
    return [
        KeyFigure(
            label=studio.say("Pagu terserap"),
            number=money.text,
            state="" if money.text else money.absence,
            bar=part_of_bar(board.whole.absorption.shown),
            bar_kind="uang",
            time=year_passed(number),
            sentence=describe_money(studio, whole),
            note=money.coverage,
        ),
        KeyFigure(
            label=studio.say("Capaian kinerja"),
            number=work.text,
            state="" if work.text else work.absence,
            bar=part_of_bar(board.whole.achievement.shown),
            time=year_passed(number),
            sentence=studio.say("Rata-rata indikator terhadap target setahun."),
            note=work.coverage,
        ),
        KeyFigure(
            label=studio.say("Instansi melapor"),
            number=print_count(reports.told),
            unit=studio.say("dari %(count)s", count=print_count(reports.waited)),
            bar=part_of_bar(share_of(len(reports.counted.reported), len(reports.counted.waited))),
            sentence=studio.say(
                "%(good)s tepat waktu, %(late)s terlambat, %(part)s sebagian, %(none)s belum.",
                good=print_count(reports.count(Told.TEPAT_WAKTU)),
                late=print_count(reports.count(Told.TERLAMBAT)),
                part=print_count(reports.count(Told.SEBAGIAN)),
                none=print_count(reports.count(Told.BELUM_DILAPORKAN)),
            ),
        ),
        KeyFigure(
            label=studio.say("Realisasi sub kegiatan"),
            number=print_count(whole.reports),
            unit=studio.say("dari %(count)s", count=print_count(whole.due)),
            bar=part_of_bar(share_of(board.whole.reports, board.whole.due)),
            sentence=studio.say("Semua triwulan tahun ini yang sudah waktunya."),
        ),
    ]


def _rows(
    studio: Studio, board: Board, covered: Mapping[str, Mapping[Quarter, Coverage]], shown: Sequence[Quarter]
) -> list[DashboardRow]:
    """Agencies, those with most at stake first, then by how little of the money is spent."""
    year, number = board.quarter
    ladder = ladder_in_force(year)
    ordered = sorted(
        board.agencies.items(),
        key=lambda item: (
            -board.at_stake(item[0]),
            Fraction(-1) if item[1].absorption.shown is None else item[1].absorption.shown,
            item[0],
        ),
    )
    rows = []
    positions = board.positions
    for slug, whole in ordered:
        predicate, share, facts = "", whole.absorption.shown, board.facts_of_agencies[slug]
        if number == len(ROMAN):
            predicate = whole.achievement.sure(partial(judge, ladder)) or ""
        rows.append(
            DashboardRow(
                name=studio.agency_short_name(slug),
                address=f"evaluasi/{year}/tw{number}/{slug}/",
                flags=[studio.say(TITLES[flagged.flag]) for flagged in board.flags[slug]],
                cells=[describe_cell(studio, pair, covered[slug][pair]) for pair in shown],
                budget=print_short_rupiah(facts.budget, unlinked=True),
                absorption=print_share(facts.absorption, unlinked=True),
                counted=short_coverage(studio, facts.absorption),
                position=print_position(positions.get(slug), facts.absorption),
                percent=None if share is None else float(share),
                achievement=print_share(facts.achievement, unlinked=True),
                predicate=predicate,
                absorption_absence=absence_of(whole.absorption),
                achievement_absence=absence_of(whole.achievement),
            )
        )
    return rows


def _numbers(studio: Studio, board: Board) -> PageNumbers:
    named = [(slug, studio.agency_link(slug).text, rollup) for slug, rollup in board.agencies.items()]
    key = NumberColumn("instansi", "Alamat pendek instansi")
    base = rollup_numbers(key, named)
    flags = NumberColumn("bendera", "Hal yang perlu perhatian")
    rows = tuple(
        (*row, "; ".join(flagged.flag.value for flagged in board.flags[str(row[0])])) for row in base.rows
    )
    return PageNumbers((*base.columns, flags), rows, base.sources)
