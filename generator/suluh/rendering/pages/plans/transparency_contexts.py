"""What the pages of budget transparency show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.plans.official_documents import DocumentItem
from suluh.rendering.pages.shared.parts import Choice
from suluh.vocabulary.site import Link


@dataclass(frozen=True, slots=True)
class DocumentCell:
    """The state of one document of one year."""

    kind: str
    words: str
    date: str
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class DocumentCounts:
    """How many of a year's documents are there; empty where none stands so, but for those that are there."""

    all: str
    there: str
    part: str
    missing: str
    later: str


@dataclass(frozen=True, slots=True)
class OwedDocument:
    """A document that is owed for a year."""

    id: str
    title: str
    chip: tuple[str, str]
    due: str
    basis: str
    documents: list[DocumentItem]
    count: str
    missing: list[Link]
    whole: bool


@dataclass(frozen=True, slots=True)
class TransparencyPage(PageContext):
    """What `transparency.html` is filled in with."""

    template: ClassVar[str] = "transparency.html"
    documents_listed: bool
    years: list[YearHead]
    rows: list[DocumentRow]
    year: int
    counts: DocumentCounts | None
    rule: str
    day: str
    mark: str


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document with a cell for each year."""

    name: str
    cells: list[DocumentCell]


@dataclass(frozen=True, slots=True)
class TransparencyYearPage(PageContext):
    """What `transparency_of_year.html` is filled in with."""

    template: ClassVar[str] = "transparency_of_year.html"
    year: int
    items: list[OwedDocument]
    counts: DocumentCounts | None
    rule: str
    choices: list[Choice]
    day: str
    mark: str


@dataclass(frozen=True, slots=True)
class YearHead:
    """A year at the head of the matrix."""

    year: int
    address: str
