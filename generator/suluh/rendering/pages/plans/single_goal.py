"""One sasaran: where it stands in the tree, what serves it, its targets, and what came of it each year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from suluh.measuring.fact_ledger import Totals, totals_over
from suluh.measuring.rollups import roll_up_all
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.plans.goal_targets import (
    TargetLine,
    show_targets,
    target_matters,
    target_numbers,
    targets_of,
)
from suluh.rendering.pages.shared.coverage_words import (
    ShownShare,
    absence_of,
    absorbed_words,
    short_coverage,
    show_measured,
)
from suluh.rendering.pages.shared.parts import Remark, Row, WorkRow
from suluh.rendering.pages.shared.program_names import program_name
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.thread_numbers import rollup_numbers
from suluh.rendering.pages.shared.works import simulation_mark, work_items
from suluh.rendering.printed_facts import (
    join_words,
    print_count,
    print_rupiah,
    print_share,
    print_short_rupiah,
)
from suluh.vocabulary.codes import code_at
from suluh.vocabulary.goals import MISI, SASARAN, TUJUAN, VISI, Goal, GoalTree
from suluh.vocabulary.page_numbers import NumberColumn, NumbersLater, PageNumbers
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.threads import Thread, datasets_of
from suluh.words.saying import N_

KINDS = {VISI: N_("Visi"), MISI: N_("Misi"), TUJUAN: N_("Tujuan"), SASARAN: N_("Sasaran")}
WORKS_SHOWN = 12
MOST_WORKS = 60
"""Sub kegiatan on the page, of which `WORKS_SHOWN` are unfolded; a goal of all agencies has hundreds."""

Served = Mapping[str, Sequence[Thread]]
"""Threads by the id of every goal that they serve, those without one under the empty id."""

ServedBy = Callable[[int], Served]
"""The same for a year."""


@dataclass(frozen=True, slots=True)
class GoalPage(PageContext):
    """What `goal.html` is filled in with."""

    template: ClassVar[str] = "goal.html"
    goal: Goal
    above: list[GoalAbove]
    below: list[Goal]
    agency: Link | None
    period: str
    year: int
    served: str
    listed: str
    beyond: str
    agencies: str
    budget: str
    absorption: ShownShare
    years: list[GoalYear]
    programs: list[Row]
    works: list[WorkRow]
    shown: int
    matters: list[Remark]
    indicators: list[Link]
    targets: list[TargetLine]
    mark: str


@dataclass(frozen=True, slots=True)
class GoalYear:
    """A year of a goal in figures."""

    year: int
    count: str
    planned: str
    budget: str
    spent: str
    absorption: str
    counted: str
    achievement: str
    absorption_absence: str
    achievement_absence: str
    measured: str


@dataclass(frozen=True, slots=True)
class GoalAbove:
    """A goal above another, and what kind it is."""

    kind: str
    goal: Goal


def is_simulated(tree: GoalTree) -> bool:
    """Whether any goal is an invented example."""
    return any(goal.record is not None and goal.record.source.simulated for goal in tree.goals.values())


def years_of(studio: Studio, goal: Goal) -> list[int]:
    """The years of a goal's plan for which anything was planned, ascending."""
    return [year for year in studio.threads.years if goal.covers(year)]


def goal_page(studio: Studio, tree: GoalTree, goal: Goal, served: ServedBy) -> Page:
    """The page of one sasaran; everything on it is reckoned when it is written."""
    years = years_of(studio, goal)
    by_year = {year: served(year).get(goal.id, ()) for year in years}
    simulated = is_simulated(tree) or any(thread.simulated for some in by_year.values() for thread in some)
    return studio.page(
        goal.address,
        section="rencana",
        title=goal.uraian,
        description=studio.say(
            "Program, anggaran, belanja, dan capaian yang melayani sasaran %(code)s: %(goal)s.",
            code=goal.id,
            goal=goal.uraian,
        ),
        crumbs=(Link(studio.say("Rencana"), "rencana/"),),
        simulated=simulated,
        sources=datasets_of(thread for some in by_year.values() for thread in some),
        modified=studio.settings.build_time.date().isoformat(),
        context=lambda: _goal_context(studio, tree, goal, by_year),
        numbers=NumbersLater(
            "per-tahun",
            lambda: _goal_numbers(studio, goal, by_year),
            more=(NumbersLater("target-sasaran", lambda: target_numbers(studio, goal)),),
        ),
    )


def _goal_numbers(studio: Studio, goal: Goal, by_year: Mapping[int, Sequence[Thread]]) -> PageNumbers:
    """One row for each year of the plan, also those to come if they have a target."""
    years = {year for target in targets_of(studio, goal) for year in target.years}
    return rollup_numbers(
        NumberColumn("tahun", "Tahun anggaran"),
        [(str(year), goal.uraian, roll_up_all(by_year.get(year, ()))) for year in sorted({*by_year, *years})],
        more_datasets=(goal.record.dataset,) if goal.record is not None else (),
    )


def _goal_context(
    studio: Studio, tree: GoalTree, goal: Goal, by_year: Mapping[int, Sequence[Thread]]
) -> GoalPage:
    year = max((number for number, some in by_year.items() if some), default=max(by_year, default=0))
    threads = by_year.get(year, ())
    whole = totals_over(threads, year, ("tujuan", goal.id))
    return GoalPage(
        goal=goal,
        above=[
            GoalAbove(kind=studio.say(KINDS.get(other_goal.jenis, other_goal.jenis)), goal=other_goal)
            for other_goal in tree.chain(goal)[:-1]
        ],
        below=[
            other_goal
            for other_goal in tree.walk(goal)
            if other_goal.jenis == SASARAN and other_goal.id != goal.id
        ],
        agency=studio.agency_link(goal.instansi) if goal.instansi else None,
        period=f"{goal.since}–{goal.until}",
        year=year,
        served=print_count(whole.threads) if whole.threads.value else "",
        listed=print_count(whole.count("baris_ditampilkan", MOST_WORKS)) if len(threads) > MOST_WORKS else "",
        beyond=print_count(whole.threads) if len(threads) > MOST_WORKS else "",
        agencies=print_count(
            whole.count("instansi_terlibat", len({thread.key.instansi for thread in threads}))
        ),
        budget=print_short_rupiah(whole.budget),
        absorption=show_measured(studio, whole.absorption),
        years=[_year_row(studio, goal, number, some) for number, some in by_year.items()],
        programs=_programs(studio, goal, year, threads),
        works=work_items(studio, _largest(threads), name_agency=True),
        shown=WORKS_SHOWN,
        matters=[*_money_matters(studio, goal, year, threads), *target_matters(studio, goal)],
        indicators=_indicator_links(studio, goal),
        targets=show_targets(studio, goal),
        mark="simulasi" if is_simulated(tree) else simulation_mark(threads),
    )


def _money_matters(studio: Studio, goal: Goal, year: int, threads: Sequence[Thread]) -> list[Remark]:
    """Plans for the goal that have no budget yet, or that say nothing of what was done."""
    unfunded = [thread for thread in threads if thread.budget is None]
    silent = [thread for thread in threads if thread.budget is not None and thread.missing]
    found = []
    if unfunded:
        without = totals_over(unfunded, year, ("tujuan", goal.id), ("keadaan", "tanpa-anggaran"))
        title = studio.say(
            "%(count)s sub kegiatan %(year)s belum ada anggarannya",
            count=print_count(without.threads),
            year=str(year),
        )
        ceiling = print_short_rupiah(without.pagu_indikatif)
        words = studio.say("Pagu indikatifnya %(amount)s.", amount=ceiling) if ceiling else ""
        found.append(Remark(judul=title, isi=words))
    if silent:
        title = studio.say(
            "%(count)s sub kegiatan %(year)s punya triwulan yang belum dilaporkan",
            count=print_count(
                totals_over(silent, year, ("tujuan", goal.id), ("keadaan", "belum-lengkap")).threads
            ),
            year=str(year),
        )
        words = studio.say("Belanja dan capaian di halaman ini belum memuatnya.")
        found.append(Remark(judul=title, isi=words))
    return found


def _largest(threads: Sequence[Thread]) -> list[Thread]:
    """Those with the most money, as many as a page bears."""
    return sorted(threads, key=lambda thread: (-(thread.budget or 0), thread.key))[:MOST_WORKS]


def _year_row(studio: Studio, goal: Goal, year: int, threads: Sequence[Thread]) -> GoalYear:
    whole = totals_over(threads, year, ("tujuan", goal.id))
    return GoalYear(
        year=year,
        count=print_count(whole.threads, unlinked=True) if whole.threads.value else "",
        planned=print_rupiah(whole.pagu_indikatif, unlinked=True),
        budget=print_rupiah(whole.budget, unlinked=True),
        spent=print_rupiah(whole.spent, unlinked=True),
        absorption=print_share(whole.absorption, unlinked=True),
        counted=short_coverage(studio, whole.absorption),
        achievement=print_share(whole.achievement, unlinked=True),
        absorption_absence=absence_of(whole.absorption),
        achievement_absence=absence_of(whole.achievement),
        measured=short_coverage(studio, whole.achievement),
    )


def _programs(studio: Studio, goal: Goal, year: int, threads: Iterable[Thread]) -> list[Row]:
    """The programmes that serve the goal, each agency's own, largest budget first."""
    groups: dict[tuple[str, str], list[Thread]] = {}
    for thread in threads:
        groups.setdefault((code_at(thread.key.kode, "program"), thread.key.instansi), []).append(thread)
    totals = {
        (code, slug): totals_over(some, year, ("tujuan", goal.id), ("instansi", slug), ("program", code))
        for (code, slug), some in groups.items()
    }
    ordered = sorted(totals.items(), key=lambda item: (-(item[1].rollup.budget or 0), item[0]))
    return [_program_row(studio, code, slug, whole) for (code, slug), whole in ordered]


def _program_row(studio: Studio, code: str, slug: str, whole: Totals) -> Row:
    count = studio.say("%(count)s sub kegiatan", count=print_count(whole.threads, unlinked=True))
    return Row(
        title=program_name(studio, code),
        address="",
        note=join_words(
            " · ", studio.agency_short_name(slug), count, absorbed_words(studio, whole.absorption)
        ),
        right=print_short_rupiah(whole.budget, unlinked=True),
    )


def _indicator_links(studio: Studio, goal: Goal) -> list[Link]:
    """Indicators of the goal that have no five-year target; those that were defined lead to their pages."""
    names = {record.text("id_indikator"): record.text("nama") for record in studio.records("indikator")}
    shown = {target.name for target in targets_of(studio, goal)}
    return [
        Link(names.get(name, name), f"kinerja/{name}/" if name in names else "")
        for name in goal.indikator
        if name not in shown
    ]
