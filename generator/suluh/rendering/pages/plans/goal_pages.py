"""The goals of each five-year plan as a tree, with what serves them and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from suluh.measuring.fact_ledger import Totals, totals_over
from suluh.measuring.goal_rollups import group_by_goal
from suluh.measuring.rollups import roll_up_all
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.plans.official_documents import (
    DocumentItem,
    document_item,
    document_pages,
    official_documents,
)
from suluh.rendering.pages.plans.plan_years import plan_year_pages
from suluh.rendering.pages.plans.single_goal import KINDS, Served, ServedBy, goal_page, is_simulated, years_of
from suluh.rendering.pages.shared.coverage_words import absorbed_words
from suluh.rendering.pages.shared.parts import Choice, Remark
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.thread_numbers import rollup_numbers
from suluh.rendering.pages.shared.works import simulation_mark, spending_chart
from suluh.rendering.printed_facts import print_count, print_percent, print_short_rupiah
from suluh.vocabulary.documents import PlanDocument
from suluh.vocabulary.facts import NOW, Fact, FactMaker, in_year, within
from suluh.vocabulary.goals import MISI, SASARAN, Goal, GoalTree
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.page_numbers import NumberColumn, NumbersLater, PageNumbers
from suluh.vocabulary.site import Page
from suluh.vocabulary.threads import Thread, datasets_of

MAIN_DOCUMENTS = ("rpjpd", "rpjmd", "rkpd")


@dataclass(frozen=True, slots=True)
class PlanTree:
    """A five-year plan as a tree of goals."""

    root: Goal
    period: str
    year: int
    count: Mapping[str, str]
    served: str
    nodes: list[GoalNode]
    chart: str
    largest: str
    matters: list[Remark]


@dataclass(frozen=True, slots=True)
class GoalNode:
    """A goal with those below it."""

    id: str
    kind: str
    text: str
    agency: str
    address: str
    served: str
    budget: str
    absorption: str
    below: list[GoalNode]


@dataclass(frozen=True, slots=True)
class GoalsPage(PageContext):
    """What `goals.html` is filled in with."""

    template: ClassVar[str] = "goals.html"
    plans: list[PlanTree]
    years: list[Choice]
    documents: list[DocumentItem]
    mark: str


def goal_pages(studio: Studio) -> Iterable[Page]:
    """The tree of goals, a page for each sasaran, and the programmes of each year."""
    tree = studio.threads.goals
    served = cache(lambda year: group_by_goal(tree, studio.threads.select(year)))
    yield _index_page(studio, tree, served)
    for goal in tree.goals.values():
        if goal.jenis == SASARAN:
            yield goal_page(studio, tree, goal, served)
    yield from plan_year_pages(studio)
    yield from document_pages(studio)


def _index_page(studio: Studio, tree: GoalTree, served: ServedBy) -> Page:
    roots = sorted(tree.roots, key=lambda goal: (-goal.since, goal.id))

    def context() -> GoalsPage:
        return GoalsPage(
            plans=[_show_plan(studio, tree, root, served) for root in roots],
            years=[
                Choice(text=str(year), address=f"rencana/{year}/", current=False)
                for year in reversed(studio.threads.years)
            ],
            documents=[document_item(studio, main_document) for main_document in main_documents(studio)],
            mark="simulasi" if is_simulated(tree) else simulation_mark(studio.threads.threads.values()),
        )

    return studio.page(
        "rencana/",
        section="rencana",
        title=studio.say("Rencana"),
        description=studio.say(
            "Visi, misi, tujuan, dan sasaran daerah, dengan program dan belanja yang melayaninya."
        ),
        simulated=is_simulated(tree) or any(thread.simulated for thread in studio.threads.threads.values()),
        sources=datasets_of(studio.threads.threads.values()),
        modified=studio.settings.build_time.date().isoformat(),
        context=context,
        numbers=NumbersLater("per-tujuan", lambda: _tree_numbers(studio, tree, served)) if tree else None,
    )


def main_documents(studio: Studio) -> list[PlanDocument]:
    """The plans of the region itself that the section's first page leads to, newest first."""
    return [
        official_document
        for official_document in official_documents(studio)
        if official_document.kind in MAIN_DOCUMENTS and not official_document.agency
    ]


def _show_plan(studio: Studio, tree: GoalTree, root: Goal, served: ServedBy) -> PlanTree:
    years = years_of(studio, root)
    year = years[-1] if years else 0
    groups: Served = served(year) if year else {}
    inside = list(tree.walk(root))
    count = {
        kind: print_count(_count_goals(root, f"banyak_{kind}", inside, kind)) for kind in (MISI, SASARAN)
    }
    totals = {goal.id: totals_over(groups.get(goal.id, ()), year, ("tujuan", goal.id)) for goal in inside}
    misi = [goal for goal in inside if goal.jenis == MISI]
    return PlanTree(
        root=root,
        period=f"{root.since}–{root.until}",
        year=year,
        count=count,
        served=print_count(totals[root.id].threads) if totals[root.id].threads.value else "",
        nodes=[_show_node(studio, tree, goal, totals, [root.id]) for goal in tree.children(root)],
        chart=spending_chart(
            studio,
            [
                (studio.say("Misi %(code)s: %(mission)s", code=goal.id, mission=goal.uraian), totals[goal.id])
                for goal in misi
            ],
            studio.say("Belanja %(year)s menurut misi", year=str(year)),
            f"misi-{root.id.replace('.', '-')}",
        )
        if year
        else "",
        largest=_largest(studio, misi, totals, totals[root.id]),
        matters=_matters(studio, root, inside, groups, year),
    )


def _count_goals(root: Goal, what: str, inside: Iterable[Goal], kind: str) -> Fact:
    """How many goals of a kind the region's own plan has."""
    maker = FactMaker(NOW, within(("tujuan", root.id)), _status_of(root))
    return maker.make(what, sum(goal.jenis == kind and not goal.instansi for goal in inside))


def _status_of(root: Goal) -> StatusData:
    simulated = root.record is not None and root.record.source.simulated
    return StatusData.SIMULASI if simulated else StatusData.TETAP


def _largest(studio: Studio, misi: Sequence[Goal], totals: Mapping[str, Totals], whole: Totals) -> str:
    """Which misi gets most of the money, in a sentence; empty where none has any."""
    funded = [goal for goal in misi if totals[goal.id].rollup.budget]
    if not funded:
        return ""
    most = max(funded, key=lambda goal: (totals[goal.id].rollup.budget or 0, goal.id))
    return studio.say(
        "Misi %(code)s mendapat bagian terbesar: %(amount)s, %(share)s dari anggaran yang bersasaran.",
        code=most.id,
        amount=print_short_rupiah(totals[most.id].budget),
        share=print_percent(totals[most.id].share_in(whole)),
    )


def _show_node(
    studio: Studio, tree: GoalTree, goal: Goal, totals: Mapping[str, Totals], above: Sequence[str]
) -> GoalNode:
    """A goal with all below it; a circle is not followed."""
    whole = totals[goal.id]
    below = [child for child in tree.children(goal) if child.id not in above]
    return GoalNode(
        id=goal.id,
        kind=studio.say(KINDS.get(goal.jenis, goal.jenis)),
        text=goal.uraian,
        agency=studio.agency_short_name(goal.instansi) if goal.instansi else "",
        address=goal.address if goal.jenis == SASARAN else "",
        served=print_count(whole.threads, unlinked=True) if whole.threads.value else "",
        budget=print_short_rupiah(whole.budget, unlinked=True),
        absorption=absorbed_words(studio, whole.absorption),
        below=[_show_node(studio, tree, other_goal, totals, [*above, goal.id]) for other_goal in below],
    )


def _matters(studio: Studio, root: Goal, goals: Iterable[Goal], groups: Served, year: int) -> list[Remark]:
    """What does not fit between the goals and the year's plan."""
    if not year:
        return []
    found = []
    idle = [goal for goal in goals if goal.jenis == SASARAN and not groups.get(goal.id)]
    if idle:
        maker = FactMaker(in_year(year), within(("tujuan", root.id)), _status_of(root))
        found.append(
            Remark(
                judul=studio.say(
                    "%(count)s sasaran belum dilayani sub kegiatan apa pun tahun %(year)s",
                    count=print_count(maker.make("sasaran_tanpa_kegiatan", len(idle))),
                    year=str(year),
                ),
                isi="; ".join(f"{goal.id} {goal.uraian}" for goal in idle) + ".",
            )
        )
    loose = [thread for thread in groups.get("", ()) if thread.rencana]
    if loose:
        without = totals_over(loose, year, ("tujuan", "tanpa"))
        found.append(
            Remark(
                judul=studio.say(
                    "%(count)s sub kegiatan %(year)s tidak menyebut sasarannya",
                    count=print_count(without.threads),
                    year=str(year),
                ),
                isi=studio.say(
                    "Pagu indikatifnya %(amount)s, dan tidak dihitung pada sasaran mana pun.",
                    amount=print_short_rupiah(without.pagu_indikatif),
                )
                if without.pagu_indikatif.value is not None
                else "",
            )
        )
    return found


def _tree_numbers(studio: Studio, tree: GoalTree, served: ServedBy) -> PageNumbers:
    """Totals of every goal in the newest year of its plan."""
    rows = []
    threads: list[Thread] = []
    for goal in tree.goals.values():
        years = years_of(studio, goal)
        some = served(years[-1]).get(goal.id, ()) if years else ()
        threads += some
        rows.append((goal.id, goal.uraian, roll_up_all(some)))
    sources = sorted({goal.record.dataset for goal in tree.goals.values() if goal.record is not None})
    return rollup_numbers(
        NumberColumn("id_tujuan", "Kode visi, misi, tujuan, atau sasaran"),
        rows,
        more_datasets=tuple(sources),
    )
