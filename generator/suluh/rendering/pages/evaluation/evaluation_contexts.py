"""What the pages of evaluations show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.coverage_words import ShownShare
from suluh.rendering.pages.shared.ladder_scale import Scale
from suluh.rendering.pages.shared.parts import Choice, Download, KeyFigure, Narrative, Row
from suluh.vocabulary.evaluation_forms import Evaluation
from suluh.vocabulary.site import Link


@dataclass(frozen=True, slots=True)
class AgencyResult:
    """An agency in the list of a quarter."""

    name: str
    address: str
    achievement: str
    measured: str
    achievement_absence: str
    absorption: str
    absorption_absence: str
    counted: str
    budget: str
    reports: str


@dataclass(frozen=True, slots=True)
class EvaluationPage(PageContext):
    """What `evaluation.html` is filled in with."""

    template: ClassVar[str] = "evaluation.html"
    form: Evaluation
    agency: Link
    label: str
    as_of: str
    time: str
    mean: ShownShare
    predicate: str
    spread: Markup
    scale: Scale | None
    absorption: ShownShare
    figures: list[KeyFigure]
    choices: list[Choice]
    rows: list[FormRow]
    quarter: int
    renstra: str
    files: list[Download]
    narratives: list[Narrative]
    mark: str


@dataclass(frozen=True, slots=True)
class FormQuarter:
    """A quarter's cell: performance and rupiah, the state where there is neither, and whether it is now."""

    k: str
    rp: str
    state: str
    now: bool


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a form: each pair with performance above and rupiah in millions below.

    `fact` is when and where its facts are.
    """

    level: str
    fact: str
    name: str
    code: str
    address: str
    indicator: str
    target_renstra: FormPair
    before: FormPair
    target: FormPair
    quarters: list[FormQuarter]
    actual: FormPair
    percent: FormPair
    since: FormPair
    renstra: FormPair
    predicate: str
    undefined: str
    limit: str
    notes: list[str]


@dataclass(frozen=True, slots=True)
class FormPair:
    """Performance and rupiah of one cell."""

    k: str
    rp: str


@dataclass(frozen=True, slots=True)
class EvaluationsPage(PageContext):
    """What `evaluations.html` is filled in with."""

    template: ClassVar[str] = "evaluations.html"
    years: list[EvaluationYear]
    mark: str


@dataclass(frozen=True, slots=True)
class EvaluationQuarterPage(PageContext):
    """What `evaluation_of_quarter.html` is filled in with."""

    template: ClassVar[str] = "evaluation_of_quarter.html"
    label: str
    time: str
    absorption: ShownShare
    reports: str
    rows: list[AgencyResult]
    form: Evaluation
    spread: Markup
    spread_words: str
    form_rows: list[FormRow]
    files: list[Download]
    choices: list[Choice]
    as_of: str
    mark: str


@dataclass(frozen=True, slots=True)
class EvaluationYear:
    """A year in the list of evaluations."""

    year: int
    items: list[Row]
