"""What the templates of procurement are filled in with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.parts import Choice, Download, Filter, KeyFigure, Row
from suluh.vocabulary.site import Link


@dataclass(frozen=True, slots=True)
class PackageRow:
    """A package in a list: what is bought, how, at what price, and how far it has come."""

    title: str
    address: str
    note: str
    right: str
    chip_kind: str
    chip_text: str
    method: str


@dataclass(frozen=True, slots=True)
class ProcurementsPage(PageContext):
    """What `procurements.html` is filled in with."""

    template: ClassVar[str] = "procurements.html"
    items: list[Row]
    year: int
    count: str
    ceiling: str
    contracted: str
    mark: str


@dataclass(frozen=True, slots=True)
class YearPage(PageContext):
    """What `procurements_of_year.html` is filled in with."""

    template: ClassVar[str] = "procurements_of_year.html"
    year: int
    count: str
    contracted: str
    saving: str
    stages: list[KeyFigure]
    chart: str
    agencies: list[Row]
    files: list[Download]
    choices: list[Choice]
    origin: str
    mark: str


@dataclass(frozen=True, slots=True)
class AgencyPage(PageContext):
    """What `procurements_of_agency.html` is filled in with."""

    template: ClassVar[str] = "procurements_of_agency.html"
    agency: Link
    count: str
    ceiling: str
    contracted: str
    saving: str
    items: list[PackageRow]
    filters: list[Filter]
    origin: str
    mark: str


@dataclass(frozen=True, slots=True)
class PackagesOfThread(PageContext):
    """What `procurements_of_thread.html` is filled in with."""

    template: ClassVar[str] = "procurements_of_thread.html"
    items: list[PackageRow]
