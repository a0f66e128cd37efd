"""A year's budget by source of funds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from suluh.measuring.rollups import group_by_agency, roll_up, roll_up_all
from suluh.measuring.shares import share_of
from suluh.rendering.amounts import short_rupiah, show_percent
from suluh.rendering.page_figures import format_rupiah
from suluh.rendering.pages.budgets.budget_view_contexts import (
    BudgetSourcesPage,
    FundSource,
)
from suluh.rendering.pages.shared.parts import Row
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.thread_numbers import datasets_of, rollup_numbers
from suluh.rendering.pages.shared.works import (
    simulation_mark,
    year_choices,
)
from suluh.vocabulary.measures import Rollup
from suluh.vocabulary.page_numbers import NumberColumn
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.threads import Thread


def source_page(studio: Studio, year: int, threads: Sequence[Thread]) -> Page:
    """Where the money comes from. Spending is told by sub kegiatan, never by source, so it is not here."""

    def sources() -> list[tuple[str, Rollup]]:
        return [
            (name, rollup)
            for name, rollup in roll_up(threads, "sumber_dana").items()
            if rollup.budget is not None
        ]

    def agencies() -> Mapping[str, list[Row]]:
        found: dict[str, list[tuple[Rollup, str]]] = {}
        for slug, some in group_by_agency(threads).items():
            for name, rollup in roll_up(some, "sumber_dana").items():
                if rollup.budget is not None:
                    found.setdefault(name, []).append((rollup, slug))
        return {
            name: [
                Row(
                    title=studio.agency_link(slug).text,
                    address=f"anggaran/{year}/{slug}/",
                    right=short_rupiah(rollup.budget),
                )
                for rollup, slug in sorted(some, key=lambda pair: (-(pair[0].budget or 0), pair[1]))
            ]
            for name, some in found.items()
        }

    def context() -> BudgetSourcesPage:
        whole, named = roll_up_all(threads), agencies()
        rows = [
            FundSource(
                name=name or studio.say("tidak disebut"),
                exact=format_rupiah(rollup.budget),
                share=show_percent(share_of(rollup.budget, whole.budget)),
                agencies=named.get(name, []),
            )
            for name, rollup in sorted(sources(), key=lambda pair: (-(pair[1].budget or 0), pair[0]))
            if rollup.budget is not None
        ]
        return BudgetSourcesPage(
            year=year,
            budget=short_rupiah(whole.budget),
            sources=rows,
            choices=year_choices(studio, year, "anggaran/%s/sumber-dana/"),
            mark=simulation_mark(threads),
        )

    return studio.page(
        f"anggaran/{year}/sumber-dana/",
        section="anggaran",
        title=studio.say("Sumber dana belanja %(year)s", year=str(year)),
        description=studio.say(
            "Dari sumber apa belanja %(year)s dibiayai, dan instansi mana yang memakainya.", year=str(year)
        ),
        crumbs=(Link(studio.say("Anggaran"), "anggaran/"), Link(str(year), f"anggaran/{year}/")),
        simulated=any(thread.simulated for thread in threads),
        sources=datasets_of(threads),
        modified=studio.settings.build_time.date().isoformat(),
        context=context,
        numbers=lambda: rollup_numbers(
            NumberColumn("sumber_dana", "Sumber dana"),
            [(name, name or "tidak disebut", rollup) for name, rollup in sources()],
            with_reports=False,
        ),
    )
