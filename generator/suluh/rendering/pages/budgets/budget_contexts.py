"""What the pages of a year's budget show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.budgets.budget_items import BudgetItem
from suluh.rendering.pages.shared.coverage_words import ShownShare
from suluh.rendering.pages.shared.parts import Choice, KeyFigure, Row, WorkGroup
from suluh.vocabulary.site import Link


@dataclass(frozen=True, slots=True)
class BudgetsPage(PageContext):
    """What `budgets.html` is filled in with."""

    template: ClassVar[str] = "budgets.html"
    years: list[BudgetYear]
    mark: str


@dataclass(frozen=True, slots=True)
class BudgetYearPage(PageContext):
    """What `budget_of_year.html` is filled in with."""

    template: ClassVar[str] = "budget_of_year.html"
    documents_listed: bool
    year: int
    budget: str
    absorption: ShownShare
    figures: list[KeyFigure]
    chart: Markup
    agencies: list[Row]
    accounts: list[AccountLine]
    totals: list[Row]
    sources: list[tuple[str, str]]
    choices: list[Choice]
    views: list[Choice]
    mark: str


@dataclass(frozen=True, slots=True)
class AgencyBudgetPage(PageContext):
    """What `budget_of_agency.html` is filled in with."""

    template: ClassVar[str] = "budget_of_agency.html"
    agency: Link
    budget: str
    absorption: ShownShare
    figures: list[KeyFigure]
    programs: list[WorkGroup]
    accounts: list[AccountLine]
    budgets: list[BudgetItem]
    columns: str
    datasets: list[Link]
    totals: list[Row]
    choices: list[Choice]
    form: str
    mark: str


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account with its original budget and the one in force."""

    code: str
    name: str
    original: str
    now: str


@dataclass(frozen=True, slots=True)
class BudgetYear:
    """A year in the list of budgets."""

    year: int
    spending: str
    spending_in_row: str
    income: str
    spent: ShownShare
    spent_words: str
    threads: str
