"""What the pages of agencies show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.agencies.agency_plans import AgencyPlans
from suluh.rendering.pages.evaluation.coverage_pages import CoverageCell
from suluh.rendering.pages.regions.four_steps import AgencySteps
from suluh.rendering.pages.shared.record_blocks import BlockHeading
from suluh.vocabulary.catalog import Dataset, Withheld
from suluh.vocabulary.reports import ClearedReport, Instansi
from suluh.vocabulary.site import Link


@dataclass(frozen=True, slots=True)
class ReportingCount:
    """How many agencies reported a quarter, of those from which a report is waited for."""

    quarter: str
    reported: str
    waited: str
    aside: list[str]


@dataclass(frozen=True, slots=True)
class AgencySummary:
    """An agency in the list of all; `state` is what stands beside one that sent nothing."""

    slug: str
    agency: Instansi
    sent: bool
    state: str
    datasets: str
    reports: str
    cells: list[ReportCell]
    works: str
    quarters: list[CoverageCell]


@dataclass(frozen=True, slots=True)
class AgenciesPage(PageContext):
    """What `agencies.html` is filled in with."""

    template: ClassVar[str] = "agencies.html"
    drawn_anew: ClassVar[bool] = True
    start: str
    groups: list[AgencyGroup]
    local: str
    told: str
    reporting: ReportingCount | None


@dataclass(frozen=True, slots=True)
class ReportCell:
    """A quarter and whether its written report came."""

    label: str
    address: str
    reported: bool


@dataclass(frozen=True, slots=True)
class AgencyPage(PageContext):
    """What `agency.html` is filled in with."""

    template: ClassVar[str] = "agency.html"
    drawn_anew: ClassVar[bool] = True
    start: str
    silent_state: str
    agency: Instansi
    kind: str
    central: bool
    datasets: list[Dataset]
    rows: list[str]
    dataset_count: str
    report_count: str
    reports: list[ClearedReport]
    withheld: list[Withheld]
    cells: list[ReportCell]
    region: Link | None
    steps_of: AgencySteps | None
    plans: AgencyPlans
    blocks_of_types: list[BlockHeading]
    quarters: list[CoverageCell]
    sources: list[Dataset]


@dataclass(frozen=True, slots=True)
class AgencyGroup:
    """Agencies of one kind."""

    title: str
    kind: str
    count: str
    items: list[AgencySummary]
