"""A year's budget seen three more ways: by bidang urusan, by place and by source of funds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from suluh.measuring.fact_ledger import Totals, totals_by, totals_of
from suluh.measuring.rollups import OF_THREADS
from suluh.rendering.pages.budgets.budget_sources import source_page
from suluh.rendering.pages.budgets.budget_view_contexts import (
    BudgetPartPage,
    BudgetViewPage,
)
from suluh.rendering.pages.shared.coverage_words import show_measured, spending_words
from suluh.rendering.pages.shared.parts import Row, WorkGroup
from suluh.rendering.pages.shared.program_names import field_name, program_name
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.thread_numbers import rollup_numbers, sub_activity_numbers
from suluh.rendering.pages.shared.works import (
    simulation_mark,
    spending_chart,
    summary_figures,
    work_items,
    year_choices,
)
from suluh.rendering.printed_facts import join_words, print_count, print_percent, print_short_rupiah
from suluh.vocabulary.page_numbers import NumberColumn, NumbersLater
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.threads import Thread, datasets_of
from suluh.words.saying import N_

Naming = Callable[[Studio, str], str]


@dataclass(frozen=True, slots=True)
class View:
    """A way to divide a year's budget: by `dimension`, each part's threads in groups of `within`."""

    folder: str
    dimension: str
    within: str
    title: str
    parts: str
    rule: str
    name: Naming
    name_group: Naming


def _name_region(studio: Studio, kode: str) -> str:
    return studio.region_link(kode).text if kode else studio.say("Di beberapa tempat, atau tidak disebut")


def _name_field(studio: Studio, code: str) -> str:
    return field_name(studio, code) if code else studio.say("tidak disebut")


def _name_program(studio: Studio, code: str) -> str:
    return program_name(studio, code)


def _name_agency(studio: Studio, slug: str) -> str:
    return studio.agency_link(slug).text


VIEWS = (
    View(
        "urusan",
        "bidang",
        "program",
        N_("Urusan pemerintahan"),
        N_("Belanja tiap bidang urusan"),
        N_("Bidang urusan menurut awal kode sub kegiatannya."),
        _name_field,
        _name_program,
    ),
    View(
        "wilayah",
        "wilayah",
        "instansi",
        N_("Tempat pelaksanaan"),
        N_("Belanja menurut tempatnya"),
        N_(
            "Tempat menurut rencananya. Sub kegiatan yang dilaksanakan di beberapa tempat dihitung sekali, "
            "di baris tersendiri, karena anggarannya tidak dibagi menurut tempat."
        ),
        _name_region,
        _name_agency,
    ),
)


def view_links(year: int) -> tuple[tuple[str, str], ...]:
    """Title and address of each way to see a year's budget."""
    views = tuple((view.title, f"anggaran/{year}/{view.folder}/") for view in VIEWS)
    sources = (N_("Sumber dana"), f"anggaran/{year}/sumber-dana/")
    return (*views, sources, (N_("Rekening"), f"anggaran/{year}/rekening/"))


def view_pages(studio: Studio, year: int) -> Iterator[Page]:
    """The pages of all views of one year, and of each part of them."""
    threads = studio.threads.select(year)
    for view in VIEWS:
        parts = cache(partial(totals_by, studio.threads, year, view.dimension))
        yield _view_page(studio, year, view, parts)
        inside: dict[str, list[Thread]] = {}
        for thread in threads:
            inside.setdefault(OF_THREADS[view.dimension](thread), []).append(thread)
        for key, some in sorted(inside.items()):
            if key:
                yield _part_page(studio, year, view, key, some)
    yield source_page(studio, year, threads)


def _crumbs(studio: Studio, year: int, *more: Link) -> tuple[Link, ...]:
    return (Link(studio.say("Anggaran"), "anggaran/"), Link(str(year), f"anggaran/{year}/"), *more)


def _part_row(studio: Studio, whole: Totals, title: str, address: str) -> Row:
    """A part in a list: how much of it is spent, and its budget."""
    several = whole.budgeted if whole.budgeted.value else whole.threads
    count = studio.say("%(count)s sub kegiatan", count=print_count(several, unlinked=True))
    said = spending_words(studio, whole)
    return Row(
        title=title,
        address=address,
        note=join_words(", ", count, said),
        right=print_short_rupiah(whole.budget, unlinked=True),
    )


def _view_page(studio: Studio, year: int, view: View, parts: Callable[[], Mapping[str, Totals]]) -> Page:
    threads = studio.threads.select(year)
    address = f"anggaran/{year}/{view.folder}/"
    title = studio.say("%(view)s dalam anggaran %(year)s", view=studio.say(view.title), year=str(year))

    def context() -> BudgetViewPage:
        named = [(view.name(studio, key), part) for key, part in parts().items()]
        largest = max(
            (item for item in named if item[1].rollup.budget),
            key=lambda item: item[1].rollup.budget or 0,
            default=None,
        )
        whole = totals_of(studio.threads, year)
        return BudgetViewPage(
            year=year,
            current=studio.say(view.title),
            heading=studio.say(view.parts),
            rule=studio.say(view.rule),
            largest=largest[0] if largest else "",
            share=print_percent(largest[1].share_in(whole)) if largest else "",
            budget=print_short_rupiah(whole.budget),
            chart=spending_chart(studio, named, studio.say(view.parts), view.folder),
            rows=[
                _part_row(studio, part, view.name(studio, key), f"{address}{key}/" if key else "")
                for key, part in sorted(parts().items(), key=lambda pair: (not pair[0], pair[0]))
            ],
            choices=year_choices(studio, year, f"anggaran/%s/{view.folder}/"),
            mark=simulation_mark(threads),
        )

    return studio.page(
        address,
        section="anggaran",
        title=title,
        description=studio.say(view.rule),
        crumbs=_crumbs(studio, year),
        simulated=any(thread.simulated for thread in threads),
        sources=datasets_of(threads),
        modified=studio.settings.build_time.date().isoformat(),
        context=context,
        numbers=NumbersLater(
            f"per-{view.dimension}",
            lambda: rollup_numbers(
                NumberColumn(f"kode_{view.dimension}", studio.say(view.title)),
                [(key, view.name(studio, key), part.rollup) for key, part in parts().items()],
            ),
        ),
    )


def _part_page(studio: Studio, year: int, view: View, key: str, threads: list[Thread]) -> Page:
    name = view.name(studio, key)
    above = f"anggaran/{year}/{view.folder}/"

    def groups() -> Iterable[WorkGroup]:
        found: dict[str, list[Thread]] = {}
        for thread in threads:
            found.setdefault(OF_THREADS[view.within](thread), []).append(thread)
        inside = totals_by(studio.threads, year, view.within, (view.dimension, key))
        for code, some in sorted(found.items()):
            yield WorkGroup(
                name=view.name_group(studio, code),
                code=code if view.within == "program" else "",
                budget=print_short_rupiah(inside[code].budget),
                items=work_items(studio, some, name_agency=view.within != "instansi"),
            )

    def context() -> BudgetPartPage:
        whole = totals_of(studio.threads, year, (view.dimension, key))
        return BudgetPartPage(
            current=name,
            region=studio.region_link(key) if view.dimension == "wilayah" else None,
            budget=print_short_rupiah(whole.budget),
            absorption=show_measured(studio, whole.absorption),
            figures=summary_figures(studio, whole),
            rule=studio.say(view.rule),
            groups=list(groups()),
            mark=simulation_mark(threads),
        )

    return studio.page(
        f"{above}{key}/",
        section="anggaran",
        named_only=True,  # the pages of its works have the same words
        title=studio.say("%(name)s dalam anggaran %(year)s", name=name, year=str(year)),
        description=studio.say(
            "Pagu, belanja, dan kemajuan tiap sub kegiatan %(name)s tahun %(year)s.",
            name=name,
            year=str(year),
        ),
        crumbs=_crumbs(studio, year, Link(studio.say(view.title), above)),
        simulated=any(thread.simulated for thread in threads),
        sources=datasets_of(threads),
        modified=studio.settings.build_time.date().isoformat(),
        context=context,
        numbers=NumbersLater.of("per-sub-kegiatan", sub_activity_numbers, tuple(threads)),
    )
