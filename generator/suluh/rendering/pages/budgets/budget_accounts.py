"""A year's whole budget by account: income, spending and financing, unfolded level by level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar

from markupsafe import Markup

from suluh.measuring.accounts import (
    AccountSum,
    budget_rows,
    net_financing,
    sum_accounts,
)
from suluh.measuring.shares import share_of
from suluh.measuring.thread_facts import account_facts
from suluh.reading.account_names import ChartOfAccounts, load_accounts
from suluh.rendering.chart_text import ChartText
from suluh.rendering.charts import bar_of, draw_bars
from suluh.rendering.page_context import PageContext
from suluh.rendering.page_figures import format_rupiah
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.printed_facts import print_percent, print_rupiah, print_short_rupiah
from suluh.vocabulary.figures import State
from suluh.vocabulary.page_numbers import NumberColumn, NumbersLater, PageNumbers, datasets_behind
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.threads import Record

_COLUMNS = (
    NumberColumn("kode_rekening", "Kode rekening"),
    NumberColumn("nama_rekening", "Nama rekening"),
    NumberColumn("tingkat", "Tingkat kode, 1 sampai 6"),
    NumberColumn("murni", "Anggaran murni", "rupiah"),
    NumberColumn("berlaku", "Anggaran yang berlaku", "rupiah"),
    NumberColumn("bagian", "Bagian dari akunnya", "persen"),
)
_PERCENT = 100
NET = "Pembiayaan neto (penerimaan dikurangi pengeluaran)"


@dataclass(frozen=True, slots=True)
class AccountsPage(PageContext):
    """What `budget_accounts.html` is filled in with."""

    template: ClassVar[str] = "budget_accounts.html"
    year: int
    trunk: list[Branch]
    income: str
    spending: str
    charts: list[tuple[Branch, Markup]]
    mark: str


@dataclass(slots=True)
class Branch:
    """An account with those below it; `share` is its part of the account above all of them, in per cent."""

    sum: AccountSum
    year: int
    name: str
    share: Fraction | None
    level: int
    below: list[Branch] = field(default_factory=list)

    @property
    def exact(self) -> str:
        """The amount in force, whole."""
        return print_rupiah(account_facts(self.year).budget(self.sum), unlinked=True)

    @property
    def percent(self) -> str:
        """Its share as people read it."""
        return print_percent(account_facts(self.year).share(self.sum, self.share), unlinked=True)


def account_tree(records: Sequence[Record]) -> list[Branch]:
    """The accounts of level 1 with all below them, in order of their codes."""
    if not records:
        return []
    year = records[0].whole("tahun")
    chart = load_accounts(year)
    trunk: list[Branch] = []
    known: dict[str, Branch] = {}
    for level in range(1, chart.levels + 1):
        for code, account_sum in sum_accounts(records, level).items():
            if code in known:
                continue
            root = known.get(code.partition(".")[0])
            share = share_of(account_sum.budget, root.sum.budget) if root else Fraction(_PERCENT)
            if code.startswith(chart.financing):
                # What comes in and what goes out are parts of nothing together.
                share = None
                account_sum = net_financing(records, year) if code == chart.financing else account_sum
            name = _name(chart, code) or account_sum.name
            branch = Branch(account_sum, year, name, share, code.count(".") + 1)
            known[code] = branch
            above = known.get(code.rpartition(".")[0])
            (above.below if above else trunk).append(branch)
    return trunk


def _name(chart: ChartOfAccounts, code: str) -> str:
    return NET if code == chart.financing else chart.names.get(code, "")


def account_page(studio: Studio, year: int) -> Page:
    """The page of one year's accounts."""
    records = budget_rows(studio.threads).get(year, ())
    simulated = any(record.source.simulated for record in records)

    def context() -> AccountsPage:
        trunk = account_tree(records)
        chart = load_accounts(year)
        facts = account_facts(year)
        amounts = {branch.sum.code: print_short_rupiah(facts.budget(branch.sum)) for branch in trunk}
        return AccountsPage(
            year=year,
            trunk=trunk,
            income=amounts.get(chart.income, ""),
            spending=amounts.get(chart.spending, ""),
            charts=[(branch, _chart(studio, branch)) for branch in trunk if branch.below],
            mark="simulasi" if simulated else "",
        )

    return studio.page(
        f"anggaran/{year}/rekening/",
        section="anggaran",
        title=studio.say("Rekening anggaran %(year)s", year=str(year)),
        description=studio.say(
            "Pendapatan, belanja, dan pembiayaan %(year)s dari akun sampai rekening.", year=str(year)
        ),
        crumbs=(Link(studio.say("Anggaran"), "anggaran/"), Link(str(year), f"anggaran/{year}/")),
        sources=datasets_behind(records),
        modified=studio.settings.build_time.date().isoformat(),
        context=context,
        numbers=NumbersLater.of("rekening", _numbers, records),
    )


def _chart(studio: Studio, account: Branch) -> Markup:
    """The groups of one account beside each other."""
    facts = account_facts(account.year)
    return draw_bars(
        [
            bar_of(studio.say(branch.name) or branch.sum.code, facts.budget(branch.sum))
            for branch in account.below
        ],
        ChartText(
            title=studio.say(account.name),
            prefix=f"akun-{account.sum.code}",
            value_label=studio.say("Anggaran yang berlaku"),
            category_label=studio.say("Kelompok"),
            unit="rupiah",
            money=True,
            show=lambda value: format_rupiah(value, short=True),
        ),
    )


def _walk(branches: Sequence[Branch]) -> Iterator[Branch]:
    for branch in branches:
        yield branch
        yield from _walk(branch.below)


def _numbers(records: Sequence[Record]) -> PageNumbers:
    absent = State.TIDAK_TERSEDIA
    branches = tuple(_walk(account_tree(records)))
    rows = tuple(
        (
            branch.sum.code,
            branch.name,
            branch.level,
            absent if branch.sum.murni is None else branch.sum.murni,
            absent if branch.sum.budget is None else branch.sum.budget,
            absent if branch.share is None else branch.share,
        )
        for branch in branches
    )
    return PageNumbers(_COLUMNS, rows, tuple(branch.sum.datasets for branch in branches))
