"""The goals of each five-year plan as a tree, with what serves them and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from suluh.measuring.goal_rollups import group_by_goal
from suluh.measuring.rollups import roll_up_all
from suluh.rendering.numbers import format_rupiah
from suluh.rendering.pages.flow import short_rupiah, show_percent
from suluh.rendering.pages.goal_targets import add_targets, show_targets, targets_of
from suluh.rendering.pages.official_documents import document_item, document_pages
from suluh.rendering.pages.plan_years import plan_year_pages
from suluh.rendering.pages.programs import program_name
from suluh.rendering.pages.studio import Studio
from suluh.rendering.pages.thread_numbers import datasets_of, rollup_numbers
from suluh.rendering.pages.works import simulation_mark, spending_chart, work_items
from suluh.rendering.words import N_
from suluh.vocabulary.codes import code_at
from suluh.vocabulary.documents import PlanDocument
from suluh.vocabulary.goals import MISI, SASARAN, TUJUAN, VISI, Goal, GoalTree
from suluh.vocabulary.measures import Rollup
from suluh.vocabulary.page_numbers import NumberColumn, PageNumbers
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.threads import Thread

KINDS = {VISI: N_("Visi"), MISI: N_("Misi"), TUJUAN: N_("Tujuan"), SASARAN: N_("Sasaran")}
WORKS_SHOWN = 12
MAIN_DOCUMENTS = ("rpjpd", "rpjmd", "rkpd")

Served = Mapping[str, Sequence[Thread]]
"""Threads by the id of every goal that they serve, those without one under the empty id."""


def goal_pages(studio: Studio) -> Iterable[Page]:
    """The tree of goals, a page for each sasaran, and the programmes of each year."""
    tree = studio.threads.goals
    served = cache(lambda year: group_by_goal(tree, studio.threads.select(year)))
    yield _index_page(studio, tree, served)
    for goal in tree.goals.values():
        if goal.jenis == SASARAN:
            yield _goal_page(studio, tree, goal, served)
    yield from plan_year_pages(studio)
    yield from document_pages(studio)


def is_simulated(tree: GoalTree) -> bool:
    """Whether any goal is an invented example."""
    return any(one.record is not None and one.record.source.simulated for one in tree.goals.values())


def years_of(studio: Studio, goal: Goal) -> list[int]:
    """The years of a goal's plan for which anything was planned, ascending."""
    return [year for year in studio.threads.years if goal.covers(year)]


def _index_page(studio: Studio, tree: GoalTree, served: Any) -> Page:
    roots = sorted(tree.roots, key=lambda one: (-one.since, one.id))

    def context() -> dict[str, Any]:
        return {
            "plans": [_show_plan(studio, tree, root, served) for root in roots],
            "years": [
                {"text": str(year), "address": f"rencana/{year}/", "current": False}
                for year in reversed(studio.threads.years)
            ],
            "documents": [document_item(studio, one) for one in main_documents(studio)],
            "mark": "simulasi" if is_simulated(tree) else simulation_mark(studio.threads.threads.values()),
        }

    return studio.page(
        "rencana/",
        "goals.html",
        section="rencana",
        title=studio.say("Rencana"),
        description=studio.say(
            "Visi, misi, tujuan, dan sasaran daerah, dengan program dan belanja yang melayaninya."
        ),
        simulated=is_simulated(tree) or any(one.simulated for one in studio.threads.threads.values()),
        modified=studio.settings.build_time.date().isoformat(),
        context_later=context,
        **({"numbers": lambda: _tree_numbers(studio, tree, served)} if tree else {}),
    )


def main_documents(studio: Studio) -> list[PlanDocument]:
    """The plans of the region itself that the section's first page leads to, newest first."""
    return [one for one in studio.official_documents if one.kind in MAIN_DOCUMENTS and not one.agency]


def _show_plan(studio: Studio, tree: GoalTree, root: Goal, served: Any) -> dict[str, Any]:
    years = years_of(studio, root)
    year = years[-1] if years else 0
    groups: Served = served(year) if year else {}
    inside = list(tree.walk(root))
    count = {kind: sum(one.jenis == kind and not one.instansi for one in inside) for kind in KINDS}
    totals = {one.id: roll_up_all(groups.get(one.id, ())) for one in inside}
    misi = [one for one in inside if one.jenis == MISI]
    return {
        "root": root,
        "period": f"{root.since}–{root.until}",
        "year": year,
        "count": count,
        "served": totals[root.id].threads,
        "nodes": [_show_node(studio, tree, one, totals, [root.id]) for one in tree.children(root)],
        "chart": spending_chart(
            studio,
            [(f"{studio.say('Misi')} {one.id}: {one.uraian}", totals[one.id]) for one in misi],
            studio.say("Belanja %(year)s menurut misi", year=year),
            f"misi-{root.id.replace('.', '-')}",
        )
        if year
        else "",
        "matters": _matters(studio, inside, groups, year),
    }


def _show_node(
    studio: Studio, tree: GoalTree, goal: Goal, totals: Mapping[str, Rollup], above: Sequence[str]
) -> dict[str, Any]:
    """A goal with all below it; a circle is not followed."""
    whole = totals[goal.id]
    below = [one for one in tree.children(goal) if one.id not in above]
    return {
        "id": goal.id,
        "kind": studio.say(KINDS.get(goal.jenis, goal.jenis)),
        "text": goal.uraian,
        "agency": studio.agency_short_name(goal.instansi) if goal.instansi else "",
        "address": goal.address if goal.jenis == SASARAN else "",
        "served": whole.threads,
        "budget": short_rupiah(whole.budget),
        "absorption": show_percent(whole.absorption),
        "below": [_show_node(studio, tree, one, totals, [*above, goal.id]) for one in below],
    }


def _matters(studio: Studio, goals: Iterable[Goal], groups: Served, year: int) -> list[dict[str, str]]:
    """What does not fit between the goals and the year's plan."""
    if not year:
        return []
    found = []
    idle = [one for one in goals if one.jenis == SASARAN and not groups.get(one.id)]
    if idle:
        found.append(
            {
                "judul": studio.say(
                    "%(count)s sasaran belum dilayani sub kegiatan apa pun tahun %(year)s",
                    count=len(idle),
                    year=year,
                ),
                "isi": "; ".join(f"{one.id} {one.uraian}" for one in idle) + ".",
            }
        )
    loose = [one for one in groups.get("", ()) if one.rencana]
    if loose:
        ceiling = roll_up_all(loose).pagu_indikatif
        found.append(
            {
                "judul": studio.say(
                    "%(count)s sub kegiatan %(year)s tidak menyebut sasarannya",
                    count=len(loose),
                    year=year,
                ),
                "isi": studio.say(
                    "Pagu indikatifnya %(amount)s, dan tidak dihitung pada sasaran mana pun.",
                    amount=short_rupiah(ceiling),
                )
                if ceiling is not None
                else "",
            }
        )
    return found


def _tree_numbers(studio: Studio, tree: GoalTree, served: Any) -> PageNumbers:
    """Totals of every goal in the newest year of its plan."""
    rows = []
    threads: list[Thread] = []
    for goal in tree.goals.values():
        years = years_of(studio, goal)
        some = served(years[-1]).get(goal.id, ()) if years else ()
        threads += some
        rows.append((goal.id, goal.uraian, roll_up_all(some)))
    sources = {one.record.dataset for one in tree.goals.values() if one.record is not None}
    return rollup_numbers(
        NumberColumn("id_tujuan", "Kode visi, misi, tujuan, atau sasaran"),
        rows,
        (*sorted(sources), *datasets_of(threads)),
    )


def _goal_page(studio: Studio, tree: GoalTree, goal: Goal, served: Any) -> Page:
    years = years_of(studio, goal)
    by_year = {year: served(year).get(goal.id, ()) for year in years}
    simulated = is_simulated(tree) or any(one.simulated for some in by_year.values() for one in some)
    return studio.page(
        goal.address,
        "goal.html",
        section="rencana",
        title=goal.uraian,
        description=studio.say(
            "Program, anggaran, belanja, dan capaian yang melayani sasaran %(code)s: %(goal)s.",
            code=goal.id,
            goal=goal.uraian,
        ),
        crumbs=(Link(studio.say("Rencana"), "rencana/"),),
        simulated=simulated,
        modified=studio.settings.build_time.date().isoformat(),
        context_later=lambda: _goal_context(studio, tree, goal, by_year),
        numbers=lambda: _goal_numbers(studio, goal, by_year),
    )


def _goal_numbers(studio: Studio, goal: Goal, by_year: Mapping[int, Sequence[Thread]]) -> PageNumbers:
    """One row for each year of the plan, also those to come if they have a target."""
    years = {year for one in targets_of(studio, goal) for year in one.years}
    totals = rollup_numbers(
        NumberColumn("tahun", "Tahun anggaran"),
        [(str(year), goal.uraian, roll_up_all(by_year.get(year, ()))) for year in sorted({*by_year, *years})],
        datasets_of(one for some in by_year.values() for one in some),
    )
    return add_targets(studio, goal, totals)


def _goal_context(
    studio: Studio, tree: GoalTree, goal: Goal, by_year: Mapping[int, Sequence[Thread]]
) -> dict[str, Any]:
    year = max((one for one, some in by_year.items() if some), default=max(by_year, default=0))
    threads = by_year.get(year, ())
    through = studio.threads.through.get(year, 0)
    whole = roll_up_all(threads)
    return {
        "goal": goal,
        "above": [
            {"kind": studio.say(KINDS.get(one.jenis, one.jenis)), "goal": one}
            for one in tree.chain(goal)[:-1]
        ],
        "below": [one for one in tree.walk(goal) if one.jenis == SASARAN and one.id != goal.id],
        "agency": studio.agency_link(goal.instansi) if goal.instansi else None,
        "period": f"{goal.since}–{goal.until}",
        "year": year,
        "whole": whole,
        "agencies": len({one.key.instansi for one in threads}),
        "budget": short_rupiah(whole.budget),
        "absorption": show_percent(whole.absorption),
        "time": through * 25,
        "years": [_year_row(studio, one, some) for one, some in by_year.items()],
        "programs": _programs(studio, threads),
        "works": work_items(studio, threads, name_agency=True),
        "shown": WORKS_SHOWN,
        "indicators": _indicator_links(studio, goal),
        "targets": show_targets(studio, goal),
        "mark": "simulasi" if is_simulated(tree) else simulation_mark(threads),
    }


def _year_row(studio: Studio, year: int, threads: Sequence[Thread]) -> dict[str, Any]:
    whole = roll_up_all(threads)
    return {
        "year": year,
        "count": whole.threads,
        "planned": _rupiah(whole.pagu_indikatif),
        "budget": _rupiah(whole.budget),
        "spent": _rupiah(whole.spent),
        "absorption": show_percent(whole.absorption),
        "achievement": show_percent(whole.achievement),
        "measured": f"{whole.measured}/{whole.indicators}",
    }


def _rupiah(value: Any) -> str:
    return "" if value is None else format_rupiah(value)


def _programs(studio: Studio, threads: Iterable[Thread]) -> list[dict[str, str]]:
    """The programmes that serve the goal, each agency's own, largest budget first."""
    groups: dict[tuple[str, str], list[Thread]] = {}
    for thread in threads:
        groups.setdefault((code_at(thread.key.kode, "program"), thread.key.instansi), []).append(thread)
    totals = {key: roll_up_all(some) for key, some in groups.items()}
    ordered = sorted(totals.items(), key=lambda item: (-(item[1].budget or 0), item[0]))
    return [_program_row(studio, code, slug, one) for (code, slug), one in ordered]


def _program_row(studio: Studio, code: str, slug: str, one: Rollup) -> dict[str, str]:
    count = studio.say("%(count)s sub kegiatan", count=one.threads)
    absorbed = studio.say("%(percent)s terserap", percent=show_percent(one.absorption))
    parts = (studio.agency_short_name(slug), count, absorbed if one.absorption is not None else "")
    return {
        "title": program_name(studio, code),
        "address": "",
        "note": " · ".join(part for part in parts if part),
        "right": short_rupiah(one.budget),
    }


def _indicator_links(studio: Studio, goal: Goal) -> list[Link]:
    """Indicators of the goal that have no five-year target; those that were defined lead to their pages."""
    names = {one.text("id_indikator"): one.text("nama") for one in studio.records("indikator")}
    shown = {one.name for one in targets_of(studio, goal)}
    return [
        Link(names.get(one, one), f"kinerja/{one}/" if one in names else "")
        for one in goal.indikator
        if one not in shown
    ]
