"""What the pages of threads show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.ladder_scale import Scale
from suluh.rendering.pages.shared.parts import Choice, Narrative, ProgressRow, Remark
from suluh.rendering.pages.shared.record_blocks import BlockHeading
from suluh.rendering.pages.thread.stops import Stop
from suluh.vocabulary.site import Link
from suluh.vocabulary.threads import Thread


@dataclass(frozen=True, slots=True)
class ThreadPage(PageContext):
    """What `thread.html` is filled in with."""

    template: ClassVar[str] = "thread.html"
    thread: Thread
    agency: Link
    status: tuple[str, str]
    sentence: FirstSentence
    as_of: str
    progress: list[ProgressRow]
    time: int
    time_words: str
    time_fact: str
    basis: list[str]
    outcome: ThreadResult | None
    stops: list[Stop]
    chart: Markup
    quarters: list[QuarterRow]
    narratives: Narratives
    strategies: list[Link]
    blocks_of_types: list[BlockHeading]
    matters: list[Remark]
    others: list[Choice]
    form: str
    budget_page: str


@dataclass(frozen=True, slots=True)
class FirstSentence:
    """What the page says first."""

    time: str
    physical: str
    money: str


@dataclass(frozen=True, slots=True)
class ThreadResult:
    """The year's result with its ladder."""

    percent: str
    undefined: str
    limit: str
    predicate: str
    over: bool
    unfunded: bool
    scale: Scale
    note: str
    regulation: str


@dataclass(frozen=True, slots=True)
class Narratives:
    """What an agency says of a quarter."""

    quarter: str
    items: list[Narrative]


@dataclass(frozen=True, slots=True)
class ThreadsPage(PageContext):
    """What `threads.html` is filled in with."""

    template: ClassVar[str] = "threads.html"
    years: list[ThreadsYear]
    count: str


@dataclass(frozen=True, slots=True)
class QuarterRow:
    """A quarter of a thread; `no_result` and `no_share` stand for what is not there."""

    name: str
    state: str
    physical: str
    physical_percent: str
    physical_state: str
    no_result: str
    no_share: str
    money: str
    money_percent: str
    chip: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class AgencyThreads:
    """An agency with so many threads."""

    slug: str
    name: str
    count: str


@dataclass(frozen=True, slots=True)
class ThreadsYear:
    """A year in the list of threads."""

    year: int
    items: list[AgencyThreads]
