"""Who spends how much on what, from which source: from the whole budget down to one sub kegiatan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial

from suluh.measuring.accounts import budget_rows, sum_accounts
from suluh.measuring.fact_ledger import Totals, totals_by, totals_of
from suluh.measuring.rollups import roll_up
from suluh.measuring.thread_facts import account_facts
from suluh.reading.account_names import load_accounts
from suluh.rendering.pages.budgets.budget_accounts import account_page
from suluh.rendering.pages.budgets.budget_contexts import (
    AccountLine,
    AgencyBudgetPage,
    BudgetsPage,
    BudgetYear,
    BudgetYearPage,
)
from suluh.rendering.pages.budgets.budget_items import account_columns, budget_items
from suluh.rendering.pages.budgets.budget_totals import stated_totals, tell_totals
from suluh.rendering.pages.budgets.budget_views import view_links, view_pages
from suluh.rendering.pages.plans.official_documents import official_documents
from suluh.rendering.pages.shared.coverage_words import absorbed_words, show_measured, spending_words
from suluh.rendering.pages.shared.parts import Choice, Row, WorkGroup
from suluh.rendering.pages.shared.place_numbers import yearly_numbers
from suluh.rendering.pages.shared.program_names import program_name
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.thread_numbers import rollup_numbers, sub_activity_numbers
from suluh.rendering.pages.shared.works import (
    simulation_mark,
    spending_chart,
    summary_figures,
    work_items,
    year_choices,
)
from suluh.rendering.printed_facts import join_words, print_count, print_rupiah, print_short_rupiah
from suluh.vocabulary.codes import code_at
from suluh.vocabulary.page_numbers import NumberColumn, NumbersLater
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.stated_totals import StatedTotal
from suluh.vocabulary.threads import Record, Thread, datasets_of

TotalsLater = Callable[[], Sequence[StatedTotal]]


def budget_pages(studio: Studio) -> Iterable[Page]:
    """The way in, a page for each year, and one for each agency in it, with all of its budgets."""
    yield _index_page(studio)
    totals = cache(partial(stated_totals, studio))
    for year in studio.threads.years:
        yield _year_page(studio, year, totals)
        yield account_page(studio, year)
        yield from view_pages(studio, year)
        for slug in dict.fromkeys(thread.key.instansi for thread in studio.threads.select(year)):
            yield _agency_page(studio, year, slug, totals)


def _rows_of_year(studio: Studio, year: int) -> Sequence[Record]:
    return budget_rows(studio.threads).get(year, ())


def _index_page(studio: Studio) -> Page:
    book = studio.threads

    def context() -> BudgetsPage:
        years = []
        for year in reversed(book.years):
            whole = totals_of(book, year)
            accounts = sum_accounts(_rows_of_year(studio, year), 1)
            income = accounts.get(load_accounts(year).income)
            years.append(
                BudgetYear(
                    year=year,
                    spending=print_short_rupiah(whole.budget),
                    spending_in_row=print_short_rupiah(whole.budget, unlinked=True),
                    income=print_short_rupiah(account_facts(year).budget(income), unlinked=True),
                    spent=show_measured(studio, whole.absorption),
                    spent_words=absorbed_words(studio, whole.absorption),
                    threads=print_count(whole.budgeted),
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
        numbers=NumbersLater("per-tahun", lambda: yearly_numbers(studio)),
    )


def account_table(records: Sequence[Record], year: int, *scope: tuple[str, str]) -> list[AccountLine]:
    """Account groups with their original and present sums."""
    names, facts = load_accounts(year if records else None).names, account_facts(year, *scope)
    rows = []
    for code, account_sum in sum_accounts(records, 2).items():
        rows.append(
            AccountLine(
                code=code,
                name=names.get(code) or account_sum.name or code,
                original=print_rupiah(facts.original(account_sum), unlinked=True),
                now=print_rupiah(facts.budget(account_sum), unlinked=True),
            )
        )
    return rows


def _year_page(studio: Studio, year: int, totals: TotalsLater) -> Page:
    book = studio.threads
    threads = book.select(year)

    def context() -> BudgetYearPage:
        whole = totals_of(book, year)
        agencies = totals_by(book, year, "instansi")
        named = [(studio.agency_short_name(slug), totals) for slug, totals in agencies.items()]
        sources = totals_by(book, year, "sumber_dana")
        return BudgetYearPage(
            documents_listed=bool(official_documents(studio)),
            year=year,
            budget=print_short_rupiah(whole.budget),
            absorption=show_measured(studio, whole.absorption),
            figures=summary_figures(studio, whole),
            chart=spending_chart(
                studio, named, studio.say("Belanja tiap instansi terhadap pagunya"), "instansi"
            ),
            agencies=[_agency_row(studio, year, slug, some) for slug, some in agencies.items()],
            accounts=account_table(_rows_of_year(studio, year), year),
            totals=tell_totals(studio, totals(), year),
            sources=[
                (
                    name or studio.say("tidak disebut"),
                    print_rupiah(totals.budget, unlinked=True),
                )
                for name, totals in sources.items()
                if totals.budget.value is not None
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
        numbers=NumbersLater(
            "per-instansi",
            lambda: rollup_numbers(
                NumberColumn("instansi", "Alamat pendek instansi"),
                [
                    (slug, studio.agency_link(slug).text, rollup)
                    for slug, rollup in roll_up(threads, "instansi").items()
                ],
            ),
        ),
    )


def _agency_row(studio: Studio, year: int, slug: str, whole: Totals) -> Row:
    return Row(
        title=studio.agency_link(slug).text,
        address=f"anggaran/{year}/{slug}/",
        note=join_words(
            ", ",
            studio.say("%(count)s sub kegiatan", count=print_count(whole.budgeted, unlinked=True)),
            spending_words(studio, whole),
        ),
        right=print_short_rupiah(whole.budget, unlinked=True),
    )


def _agency_page(studio: Studio, year: int, slug: str, totals: TotalsLater) -> Page:
    book = studio.threads
    agency = studio.agency_link(slug)
    threads = book.select(year, slug)

    def context() -> AgencyBudgetPage:
        through = book.through.get(year, 0)
        whole = totals_of(book, year, ("instansi", slug))
        in_programs = totals_by(book, year, "program", ("instansi", slug))
        programs: dict[str, list[Thread]] = {}
        for thread in threads:
            programs.setdefault(code_at(thread.key.kode, "program"), []).append(thread)
        rows = [record for record in _rows_of_year(studio, year) if record.text("instansi") == slug]
        columns = account_columns(rows)
        return AgencyBudgetPage(
            agency=agency,
            budget=print_short_rupiah(whole.budget),
            absorption=show_measured(studio, whole.absorption),
            figures=summary_figures(studio, whole),
            programs=[
                WorkGroup(
                    code=code,
                    name=program_name(studio, code),
                    budget=print_short_rupiah(in_programs[code].budget),
                    items=work_items(studio, inside),
                )
                for code, inside in programs.items()
            ],
            accounts=account_table(rows, year, ("instansi", slug)),
            budgets=budget_items(studio, year, slug, columns),
            columns=columns,
            datasets=[
                Link(studio.catalog.datasets[name].package.title, f"data/{name}/")
                for name in dict.fromkeys(row.dataset for row in rows)
            ],
            totals=tell_totals(studio, totals(), year, slug),
            choices=year_choices(studio, year, f"anggaran/%s/{slug}/", slug=slug),
            form=f"evaluasi/{year}/tw{through}/{slug}/" if through else "",
            mark=simulation_mark(threads),
        )

    return studio.page(
        f"anggaran/{year}/{slug}/",
        section="anggaran",
        named_only=True,  # the pages of the agency and of its works have the same words
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
        numbers=NumbersLater.of("per-sub-kegiatan", sub_activity_numbers, tuple(threads)),
    )
