"""What the pages of the budget by place, source and field of government show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.coverage_words import ShownShare
from suluh.rendering.pages.shared.parts import Choice, KeyFigure, Row, WorkGroup
from suluh.vocabulary.site import Link


@dataclass(frozen=True, slots=True)
class BudgetViewPage(PageContext):
    """What `budget_view.html` is filled in with."""

    template: ClassVar[str] = "budget_view.html"
    year: int
    current: str
    heading: str
    rule: str
    largest: str
    share: str
    budget: str
    chart: Markup
    rows: list[Row]
    choices: list[Choice]
    mark: str


@dataclass(frozen=True, slots=True)
class BudgetPartPage(PageContext):
    """What `budget_part.html` is filled in with."""

    template: ClassVar[str] = "budget_part.html"
    current: str
    region: Link | None
    budget: str
    absorption: ShownShare
    figures: list[KeyFigure]
    rule: str
    groups: list[WorkGroup]
    mark: str


@dataclass(frozen=True, slots=True)
class BudgetSourcesPage(PageContext):
    """What `budget_sources.html` is filled in with."""

    template: ClassVar[str] = "budget_sources.html"
    year: int
    budget: str
    sources: list[FundSource]
    choices: list[Choice]
    mark: str


@dataclass(frozen=True, slots=True)
class FundSource:
    """A source of money with the agencies that it pays for."""

    name: str
    exact: str
    share: str
    agencies: list[Row]
