"""Strategies that run through many agencies, as the region tags its plans: who serves them, with how much."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from suluh.measuring.fact_ledger import totals_of, totals_over
from suluh.measuring.rollups import group_by_agency, roll_up_all
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.budgets.budget_view_contexts import BudgetPartPage
from suluh.rendering.pages.shared.coverage_words import absence_of, short_coverage, show_measured
from suluh.rendering.pages.shared.parts import WorkGroup
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.thread_numbers import rollup_numbers, sub_activity_numbers
from suluh.rendering.pages.shared.works import simulation_mark, spending_chart, summary_figures, work_items
from suluh.rendering.printed_facts import print_count, print_percent, print_share, print_short_rupiah
from suluh.vocabulary.page_numbers import NumberColumn, NumbersLater
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.thread_book import ThreadBook
from suluh.vocabulary.threads import Thread, datasets_of

STRATEGIES = "kinerja/strategi/"
_NOT_IN_ADDRESS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class StrategiesPage(PageContext):
    """What `strategies.html` is filled in with."""

    template: ClassVar[str] = "strategies.html"
    tagged: str
    count: str
    share: str
    chart: Markup
    rows: list[StrategyRow]
    mark: str


@dataclass(frozen=True, slots=True)
class StrategyRow:
    """A strategy with what serves it."""

    name: str
    address: str
    agencies: str
    threads: str
    budget: str
    share: str
    absorption: str
    absorption_absence: str
    counted: str
    achievement: str
    achievement_absence: str


def tags_of(thread: Thread) -> tuple[str, ...]:
    """The strategies that a thread's plan names, each once, as first written."""
    found: dict[str, str] = {}
    for record in thread.rencana:
        for tag in record.text("strategi").split(";"):
            if tag.strip():
                found.setdefault(tag.strip().casefold(), tag.strip())
    return tuple(found.values())


@remembered
def strategy_year(book: ThreadBook) -> int:
    """The newest year whose plans name any strategy; 0 without one."""
    plans = book.records("rencana")
    return max((plan.whole("tahun") for plan in plans if plan.text("strategi")), default=0)


def tag_address(tag: str) -> str:
    """Where a strategy is shown, from the site's root."""
    return f"{STRATEGIES}{_NOT_IN_ADDRESS.sub('-', tag.casefold()).strip('-')}/"


def strategy_pages(studio: Studio) -> Iterable[Page]:
    """The coverage table and a page for each strategy of the newest year, where plans name any."""
    year = strategy_year(studio.threads)
    if not year:
        return
    groups: dict[str, list[Thread]] = {}
    names: dict[str, str] = {}
    for thread in studio.threads.select(year):
        for tag in tags_of(thread):
            address = tag_address(tag)
            names.setdefault(address, tag)
            groups.setdefault(address, []).append(thread)
    yield _list_page(studio, year, groups, names)
    for address, threads in sorted(groups.items()):
        yield _strategy_page(studio, year, address, names[address], threads)


def _list_page(studio: Studio, year: int, groups: dict[str, list[Thread]], names: dict[str, str]) -> Page:
    threads = studio.threads.select(year)

    def context() -> StrategiesPage:
        whole = totals_of(studio.threads, year)
        tagged = [thread for thread in threads if tags_of(thread)]
        totals = {address: totals_over(some, year, ("strategi", address)) for address, some in groups.items()}
        with_strategy = totals_over(tagged, year, ("strategi", "semua"))
        return StrategiesPage(
            tagged=print_count(with_strategy.threads),
            count=print_count(whole.threads),
            share=print_percent(with_strategy.share_in(whole)),
            chart=spending_chart(
                studio,
                [(names[address], part) for address, part in totals.items()],
                studio.say("Belanja tiap strategi terhadap pagunya"),
                "strategi",
            ),
            rows=[
                StrategyRow(
                    name=names[address],
                    address=address,
                    agencies=print_count(
                        part.count(
                            "instansi_terlibat", len({thread.key.instansi for thread in groups[address]})
                        ),
                        unlinked=True,
                    ),
                    threads=print_count(part.threads, unlinked=True),
                    budget=print_short_rupiah(part.budget, unlinked=True),
                    share=print_percent(part.share_in(whole), unlinked=True),
                    absorption=print_share(part.absorption, unlinked=True),
                    absorption_absence=absence_of(part.absorption),
                    counted=short_coverage(studio, part.absorption),
                    achievement=print_share(part.achievement, unlinked=True),
                    achievement_absence=absence_of(part.achievement),
                )
                for address, part in sorted(totals.items())
            ],
            mark=simulation_mark(threads),
        )

    return studio.page(
        STRATEGIES,
        section="kinerja",
        title=studio.say("Strategi %(year)s", year=str(year)),
        description=studio.say("Berapa sub kegiatan dan belanja melayani tiap strategi lintas instansi."),
        crumbs=(Link(studio.say("Kinerja"), "kinerja/"),),
        simulated=any(thread.simulated for thread in threads),
        sources=datasets_of(threads),
        modified=studio.settings.build_time.date().isoformat(),
        context=context,
        numbers=NumbersLater(
            "per-strategi",
            lambda: rollup_numbers(
                NumberColumn("alamat", "Alamat halaman strategi"),
                [(address, names[address], roll_up_all(some)) for address, some in sorted(groups.items())],
            ),
        ),
    )


def _strategy_page(studio: Studio, year: int, address: str, name: str, threads: Sequence[Thread]) -> Page:
    def context() -> BudgetPartPage:
        whole = totals_over(threads, year, ("strategi", address))
        return BudgetPartPage(
            current=name,
            region=None,
            budget=print_short_rupiah(whole.budget),
            absorption=show_measured(studio, whole.absorption),
            figures=summary_figures(studio, whole),
            rule=studio.say("Satu sub kegiatan dapat melayani beberapa strategi."),
            groups=[
                WorkGroup(
                    name=studio.agency_link(slug).text,
                    code="",
                    budget=print_short_rupiah(
                        totals_over(some, year, ("strategi", address), ("instansi", slug)).budget
                    ),
                    items=work_items(studio, some),
                )
                for slug, some in sorted(group_by_agency(threads).items())
            ],
            mark=simulation_mark(threads),
        )

    return studio.page(
        address,
        section="kinerja",
        title=studio.say("Strategi %(name)s %(year)s", name=name, year=str(year)),
        description=studio.say("Sub kegiatan, belanja, dan kemajuan untuk %(name)s.", name=name),
        crumbs=(Link(studio.say("Kinerja"), "kinerja/"), Link(studio.say("Strategi"), STRATEGIES)),
        simulated=any(thread.simulated for thread in threads),
        sources=datasets_of(threads),
        modified=studio.settings.build_time.date().isoformat(),
        context=context,
        numbers=NumbersLater.of("per-sub-kegiatan", sub_activity_numbers, tuple(threads)),
    )
