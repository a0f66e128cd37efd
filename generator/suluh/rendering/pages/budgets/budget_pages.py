"""Who spends how much on what, from which source: from the whole budget down to one sub kegiatan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial

from suluh.measuring.accounts import budget_rows, sum_accounts
from suluh.measuring.rollups import roll_up, roll_up_all
from suluh.reading.account_names import load_accounts
from suluh.rendering.amounts import short_rupiah
from suluh.rendering.page_figures import format_rupiah
from suluh.rendering.pages.budgets.budget_accounts import account_page
from suluh.rendering.pages.budgets.budget_contexts import (
    AccountLine,
    AgencyBudgetPage,
    BudgetsPage,
    BudgetYear,
    BudgetYearPage,
)
from suluh.rendering.pages.budgets.budget_items import budget_item_page, sum_wholes
from suluh.rendering.pages.budgets.budget_totals import stated_totals, tell_totals
from suluh.rendering.pages.budgets.budget_views import view_links, view_pages
from suluh.rendering.pages.plans.official_documents import official_documents
from suluh.rendering.pages.shared.coverage_words import absorbed_words, show_measured
from suluh.rendering.pages.shared.parts import Choice, Row, WorkGroup
from suluh.rendering.pages.shared.place_numbers import yearly_numbers
from suluh.rendering.pages.shared.program_names import program_name
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.thread_numbers import datasets_of, rollup_numbers
from suluh.rendering.pages.shared.works import (
    simulation_mark,
    spending_chart,
    summary_figures,
    work_items,
    year_choices,
)
from suluh.vocabulary.codes import code_at
from suluh.vocabulary.measures import Rollup
from suluh.vocabulary.page_numbers import NumberColumn
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.stated_totals import StatedTotal
from suluh.vocabulary.threads import Record, Thread

TotalsLater = Callable[[], Sequence[StatedTotal]]


def budget_pages(studio: Studio) -> Iterable[Page]:
    """The way in, a page for each year, one for each agency in it, and one for each of its budgets."""
    yield _index_page(studio)
    totals = cache(partial(stated_totals, studio))
    for year in studio.threads.years:
        yield _year_page(studio, year, totals)
        yield account_page(studio, year)
        yield from view_pages(studio, year)
        for slug in dict.fromkeys(thread.key.instansi for thread in studio.threads.select(year)):
            yield _agency_page(studio, year, slug, totals)
            wholes = cache(partial(sum_wholes, studio, year, slug))
            for thread in studio.threads.select(year, slug):
                if thread.anggaran:
                    yield budget_item_page(studio, thread, wholes)


def _rows_of_year(studio: Studio, year: int) -> Sequence[Record]:
    return budget_rows(studio.threads).get(year, ())


def _index_page(studio: Studio) -> Page:
    book = studio.threads

    def context() -> BudgetsPage:
        years = []
        for year in reversed(book.years):
            whole = roll_up_all(book.select(year))
            accounts = sum_accounts(_rows_of_year(studio, year), 1)
            income = accounts.get(load_accounts(year).income)
            years.append(
                BudgetYear(
                    year=year,
                    spending=short_rupiah(whole.budget),
                    income=short_rupiah(income.budget if income else None),
                    spent=show_measured(studio, whole.absorption),
                    spent_words=absorbed_words(studio, whole.absorption),
                    threads=whole.budgeted,
                )
            )
        return BudgetsPage(years=years, mark=simulation_mark(book.threads.values()))

    return studio.page(
        "anggaran/",
        section="anggaran",
        title=studio.say("Anggaran"),
        description=studio.say(
            "Siapa membelanjakan berapa untuk apa, menurut tahun, instansi, dan rekening."
        ),
        simulated=any(thread.simulated for thread in book.threads.values()),
        sources=datasets_of(book.threads.values()),
        context=context,
        numbers=lambda: yearly_numbers(studio),
    )


def account_table(records: Sequence[Record]) -> list[AccountLine]:
    """Account groups with their original and present sums."""
    names = load_accounts(records[0].whole("tahun") if records else None).names
    rows = []
    for code, account_sum in sum_accounts(records, 2).items():
        rows.append(
            AccountLine(
                code=code,
                name=names.get(code) or account_sum.name or code,
                original="" if account_sum.murni is None else format_rupiah(account_sum.murni),
                now="" if account_sum.budget is None else format_rupiah(account_sum.budget),
            )
        )
    return rows


def _year_page(studio: Studio, year: int, totals: TotalsLater) -> Page:
    book = studio.threads
    threads = book.select(year)

    def context() -> BudgetYearPage:
        whole = roll_up_all(threads)
        agencies = roll_up(threads, "instansi")
        named = [(studio.agency_short_name(slug), rollup) for slug, rollup in agencies.items()]
        sources = roll_up(threads, "sumber_dana")
        return BudgetYearPage(
            documents_listed=bool(official_documents(studio)),
            year=year,
            budget=short_rupiah(whole.budget),
            absorption=show_measured(studio, whole.absorption),
            figures=summary_figures(studio, whole),
            chart=spending_chart(
                studio, named, studio.say("Belanja tiap instansi terhadap pagunya"), "instansi"
            ),
            agencies=[_agency_row(studio, year, slug, rollup) for slug, rollup in agencies.items()],
            accounts=account_table(_rows_of_year(studio, year)),
            totals=tell_totals(studio, totals(), year),
            sources=[
                (
                    name or studio.say("tidak disebut"),
                    "" if rollup.budget is None else format_rupiah(rollup.budget),
                )
                for name, rollup in sources.items()
                if rollup.budget is not None
            ],
            choices=year_choices(studio, year, "anggaran/%s/"),
            views=[
                Choice(text=studio.say(title), address=address, current=False)
                for title, address in view_links(year)
            ],
            mark=simulation_mark(threads),
        )

    return studio.page(
        f"anggaran/{year}/",
        section="anggaran",
        title=studio.say("Anggaran %(year)s", year=str(year)),
        description=studio.say(
            "Pagu dan belanja %(year)s menurut instansi, kelompok rekening, dan sumber dana.", year=str(year)
        ),
        crumbs=(Link(studio.say("Anggaran"), "anggaran/"),),
        simulated=any(thread.simulated for thread in threads),
        sources=datasets_of(threads),
        modified=studio.settings.build_time.date().isoformat(),
        context=context,
        numbers=lambda: rollup_numbers(
            NumberColumn("instansi", "Alamat pendek instansi"),
            [
                (slug, studio.agency_link(slug).text, rollup)
                for slug, rollup in roll_up(threads, "instansi").items()
            ],
        ),
    )


def _agency_row(studio: Studio, year: int, slug: str, rollup: Rollup) -> Row:
    return Row(
        title=studio.agency_link(slug).text,
        address=f"anggaran/{year}/{slug}/",
        note=", ".join(
            (
                studio.say("%(count)s sub kegiatan", count=rollup.budgeted),
                absorbed_words(studio, rollup.absorption) or studio.say("belanja belum dilaporkan"),
            )
        ),
        right=short_rupiah(rollup.budget),
    )


def _agency_page(studio: Studio, year: int, slug: str, totals: TotalsLater) -> Page:
    book = studio.threads
    agency = studio.agency_link(slug)
    threads = book.select(year, slug)

    def context() -> AgencyBudgetPage:
        through = book.through.get(year, 0)
        whole = roll_up_all(threads)
        programs: dict[str, list[Thread]] = {}
        for thread in threads:
            programs.setdefault(code_at(thread.key.kode, "program"), []).append(thread)
        rows = [record for record in _rows_of_year(studio, year) if record.text("instansi") == slug]
        return AgencyBudgetPage(
            agency=agency,
            budget=short_rupiah(whole.budget),
            absorption=show_measured(studio, whole.absorption),
            figures=summary_figures(studio, whole),
            programs=[
                WorkGroup(
                    code=code,
                    name=program_name(studio, code),
                    budget=short_rupiah(roll_up_all(inside).budget),
                    items=work_items(studio, inside),
                )
                for code, inside in programs.items()
            ],
            accounts=account_table(rows),
            totals=tell_totals(studio, totals(), year, slug),
            choices=year_choices(studio, year, f"anggaran/%s/{slug}/"),
            form=f"evaluasi/{year}/tw{through}/{slug}/" if through else "",
            mark=simulation_mark(threads),
        )

    return studio.page(
        f"anggaran/{year}/{slug}/",
        section="anggaran",
        title=studio.say("Anggaran %(agency)s %(year)s", agency=agency.text, year=str(year)),
        description=studio.say(
            "Pagu, belanja, dan kemajuan tiap sub kegiatan %(agency)s tahun %(year)s.",
            agency=agency.text,
            year=str(year),
        ),
        crumbs=(Link(studio.say("Anggaran"), "anggaran/"), Link(str(year), f"anggaran/{year}/")),
        simulated=any(thread.simulated for thread in threads),
        sources=datasets_of(threads),
        modified=studio.settings.build_time.date().isoformat(),
        context=context,
        numbers=lambda: rollup_numbers(
            NumberColumn("kode_sub_kegiatan", "Kode sub kegiatan"),
            [(thread.key.kode, thread.name, roll_up_all([thread])) for thread in threads],
        ),
    )
