"""What the templates of complaints are filled in with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.parts import Choice, Remark, Row
from suluh.vocabulary.site import Link


@dataclass(frozen=True, slots=True)
class FlowWords:
    """What came in, was finished, was finished in time, and is left."""

    incoming: str
    finished: str
    within: str
    left: str


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency's year; `median` is the lowest to the highest that its quarters state."""

    agency: Link
    flow: FlowWords
    median: str


@dataclass(frozen=True, slots=True)
class YearOfAgency(PageContext):
    """What the page of an agency tells of its newest year."""

    template: ClassVar[str] = "complaints_of_agency.html"
    year: int
    flow: FlowWords
    address: str


@dataclass(frozen=True, slots=True)
class ComplaintsPage(PageContext):
    """What `complaints.html` is filled in with."""

    template: ClassVar[str] = "complaints.html"
    through: str
    flow: FlowWords
    years: list[Row]
    basis: str
    deadlines: list[tuple[str, str]]
    mark: str


@dataclass(frozen=True, slots=True)
class YearPage(PageContext):
    """What `complaints_of_year.html` is filled in with."""

    template: ClassVar[str] = "complaints_of_year.html"
    year: int
    through: str
    flow: FlowWords
    lines: str
    agencies: list[AgencyRow]
    channels: str
    kinds: list[tuple[str, FlowWords]]
    silent: list[Link]
    silent_count: str
    choices: list[Choice]
    matters: list[Remark]
    origin: str
    mark: str
