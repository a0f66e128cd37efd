"""What the dashboard shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.evaluation.coverage_pages import CoverageCell
from suluh.rendering.pages.shared.coverage_words import ShownShare
from suluh.rendering.pages.shared.parts import Choice, KeyFigure
from suluh.vocabulary.site import Link


@dataclass(frozen=True, slots=True)
class EmptyDashboardPage(PageContext):
    """The dashboard while no quarter was reported."""

    template: ClassVar[str] = "empty_dashboard.html"


@dataclass(frozen=True, slots=True)
class DashboardPage(PageContext):
    """What `dashboard.html` is filled in with."""

    template: ClassVar[str] = "dashboard.html"
    as_of: str
    silence: list[str]
    quarter: str
    time: int
    absorption: ShownShare
    achievement: ShownShare
    flagged: str
    silent: str
    figures: list[KeyFigure]
    cases: list[CaseCard]
    more_count: str
    more: list[CaseCard]
    notes: list[Attention]
    weekly: str
    swarm: Markup
    left_out: str
    rows: list[DashboardRow]
    shown: list[str]
    choices: list[Choice]
    years: list[Choice]
    rules: Mapping[str, str]
    time_words: str
    agencies: str
    evaluation: str
    mark: str


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A flag on one agency: why it is raised, in a sentence with its rule, and what is at stake."""

    agency: str
    address: str
    title: str
    reason: str
    at_stake: str
    is_new: bool
    threads: list[Link]


@dataclass(frozen=True, slots=True)
class Attention:
    """A kind of thing to look at, and how often it is there."""

    title: str
    note: str
    right: str
    threads: list[Link]
    agencies: list[Link]
    weight: int


@dataclass(frozen=True, slots=True)
class DashboardRow:
    """An agency on the dashboard."""

    name: str
    address: str
    flags: list[str]
    cells: list[CoverageCell]
    budget: str
    absorption: str
    counted: str
    position: str
    percent: float | None
    achievement: str
    predicate: str
    absorption_absence: str
    achievement_absence: str
