"""What an agency's page says of its plans: the sasaran that they serve, and its documents."""

from __future__ import annotations

from dataclasses import dataclass

from suluh.measuring.fact_ledger import totals_over
from suluh.measuring.goal_rollups import group_by_goal
from suluh.rendering.pages.plans.official_documents import DocumentItem, agency_documents
from suluh.rendering.pages.shared.parts import Row
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import simulation_mark
from suluh.rendering.printed_facts import join_words, print_count, print_short_rupiah
from suluh.vocabulary.goals import SASARAN


@dataclass(frozen=True, slots=True)
class AgencyPlans:
    """What `agency_plans.html` shows: the goals that an agency serves, and its documents."""

    goals: list[Row]
    documents: list[DocumentItem]
    mark: str


def agency_plans(studio: Studio, slug: str) -> AgencyPlans:
    """What `agency_plans.html` shows."""
    return AgencyPlans(
        goals=agency_goals(studio, slug),
        documents=agency_documents(studio, slug),
        mark=simulation_mark(studio.threads.select(instansi=slug)),
    )


def agency_goals(studio: Studio, slug: str) -> list[Row]:
    """The sasaran that an agency's newest plan serves, by code, with what is budgeted for each."""
    tree = studio.threads.goals
    years = [year for year in studio.threads.years if studio.threads.select(year, slug)]
    if not tree or not years:
        return []
    groups = group_by_goal(tree, studio.threads.select(years[-1], slug))
    found = []
    for key, threads in sorted(groups.items()):
        goal = tree.goals.get(key)
        if goal is None or goal.jenis != SASARAN:
            continue
        whole = totals_over(threads, years[-1], ("instansi", slug), ("tujuan", goal.id))
        count = studio.say(
            "%(count)s sub kegiatan %(year)s",
            count=print_count(whole.threads, unlinked=True),
            year=str(years[-1]),
        )
        found.append(
            Row(
                title=goal.uraian,
                address=goal.address,
                note=join_words(" · ", goal.id, count),
                right=print_short_rupiah(whole.budget, unlinked=True),
            )
        )
    return found
