"""A year's budget by source of funds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from suluh.measuring.fact_ledger import Totals, totals_by, totals_of
from suluh.measuring.rollups import group_by_agency
from suluh.rendering.pages.budgets.budget_view_contexts import (
    BudgetSourcesPage,
    FundSource,
)
from suluh.rendering.pages.shared.parts import Row
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.thread_numbers import rollup_numbers
from suluh.rendering.pages.shared.works import (
    simulation_mark,
    year_choices,
)
from suluh.rendering.printed_facts import print_percent, print_rupiah, print_short_rupiah
from suluh.vocabulary.page_numbers import NumberColumn, NumbersLater
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.threads import Thread, datasets_of


def source_page(studio: Studio, year: int, threads: Sequence[Thread]) -> Page:
    """Where the money comes from. Spending is told by sub kegiatan, never by source, so it is not here."""

    def sources() -> list[tuple[str, Totals]]:
        return [
            (name, part)
            for name, part in totals_by(studio.threads, year, "sumber_dana").items()
            if part.budget.value is not None
        ]

    def agencies() -> Mapping[str, list[Row]]:
        found: dict[str, list[tuple[Totals, str]]] = {}
        for slug in group_by_agency(threads):
            for name, part in totals_by(studio.threads, year, "sumber_dana", ("instansi", slug)).items():
                if part.budget.value is not None:
                    found.setdefault(name, []).append((part, slug))
        return {
            name: [
                Row(
                    title=studio.agency_link(slug).text,
                    address=f"anggaran/{year}/{slug}/",
                    right=print_short_rupiah(part.budget, unlinked=True),
                )
                for part, slug in sorted(some, key=lambda pair: (-(pair[0].rollup.budget or 0), pair[1]))
            ]
            for name, some in found.items()
        }

    def context() -> BudgetSourcesPage:
        whole, named = totals_of(studio.threads, year), agencies()
        rows = [
            FundSource(
                name=name or studio.say("tidak disebut"),
                exact=print_rupiah(part.budget, unlinked=True),
                share=print_percent(part.share_in(whole), unlinked=True),
                agencies=named.get(name, []),
            )
            for name, part in sorted(sources(), key=lambda pair: (-(pair[1].rollup.budget or 0), pair[0]))
        ]
        return BudgetSourcesPage(
            year=year,
            budget=print_short_rupiah(whole.budget),
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
        numbers=NumbersLater(
            "per-sumber-dana",
            lambda: rollup_numbers(
                NumberColumn("sumber_dana", "Sumber dana"),
                [(name, name or "tidak disebut", part.rollup) for name, part in sources()],
                with_reports=False,
            ),
        ),
    )
