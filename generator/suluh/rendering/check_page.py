"""The report of a check as one page that stands alone: no script, no other file, nothing fetched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from suluh.checking.explanations import show_text
from suluh.checking.reporting.report import CheckReport, FileReport, Group, Occurrence
from suluh.checking.reporting.sheets import Cutout, SheetReader, cut_out
from suluh.rendering.environment import make_environment
from suluh.rendering.page_context import PageContext
from suluh.vocabulary.findings import Severity
from suluh.vocabulary.settings import Settings

LIST_LIMIT = 500
"""Rows of the whole list at the page's end; the CSV has all."""


@dataclass(frozen=True, slots=True)
class WrongCells:
    """A group of findings with the part of the sheet around its first one, where it can be shown."""

    group: Group
    cutout: Cutout | None


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file of the report: errors with their cut-outs, and what is only remarked."""

    path: str
    name: str
    sheet: str
    errors: int
    warnings: int
    groups: list[WrongCells]
    remarks: list[Group]


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A line of the list at the end."""

    file: str
    group: Group
    occurrence: Occurrence


@dataclass(frozen=True, slots=True)
class CheckPage(PageContext):
    """What `check_report.html` is filled in with."""

    template: ClassVar[str] = "check_report.html"
    report: CheckReport
    site_name: str
    date: date | None
    files: list[CheckedFile]
    all: list[ReportLine]
    left: int
    paths: str


def write_check_page(report: CheckReport, settings: Settings | None) -> str:
    """The page. With settings, wrong cells are shown in their sheet, values that are not public masked."""
    sheets = SheetReader(settings) if settings is not None else None
    lines = [
        ReportLine(show_text(file.name), group, occurrence)
        for file in report.files
        for group in file.groups
        for occurrence in group.shown
    ][:LIST_LIMIT]
    folders = {show_text(file.path.rpartition("/")[0]) for file in report.files}
    page = CheckPage(
        report=report,
        site_name=settings.site_name if settings else "Suluh",
        date=settings.build_time.date() if settings else None,
        files=[_show_file(file, sheets) for file in report.files],
        all=lines,
        left=max(0, len(report.findings) - len(lines)),
        paths=" ".join(sorted(folders - {""})[:1]),
    )
    return make_environment(report.language).get_template(page.template).render(**page.names())


def _show_file(file: FileReport, sheets: SheetReader | None) -> CheckedFile:
    sheet = sheets.sheet_of(file.path) if sheets else None
    return CheckedFile(
        path=show_text(file.path),
        name=show_text(file.name),
        sheet=show_text(sheet.table.sheet) if sheet else "",
        errors=file.errors,
        warnings=file.warnings,
        groups=[
            WrongCells(group, cut_out(sheet, group.shown[0].finding.place) if sheet else None)
            for group in file.groups
            if group.severity is Severity.ERROR
        ],
        remarks=[group for group in file.groups if group.severity is Severity.WARNING],
    )
