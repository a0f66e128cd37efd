"""The report of a check as one page that stands alone: no script, no other file, nothing fetched."""

from __future__ import annotations

from typing import Any

from suluh.checking.explanations import show_text
from suluh.checking.reporting.report import CheckReport, FileReport, Group
from suluh.checking.reporting.sheets import SheetReader, cut_out
from suluh.rendering.environment import make_environment
from suluh.vocabulary.findings import Severity
from suluh.vocabulary.settings import Settings

LIST_LIMIT = 500
"""Rows of the whole list at the page's end; the CSV has all."""


def write_check_page(report: CheckReport, settings: Settings | None) -> str:
    """The page. With settings, wrong cells are shown in their sheet, values that are not public masked."""
    sheets = SheetReader(settings) if settings is not None else None
    context: dict[str, Any] = {
        "report": report,
        "site_name": settings.site_name if settings else "Suluh",
        "date": settings.build_time.date() if settings else None,
        "files": [_show_file(one, sheets) for one in report.files],
        "all": [_show_line(group, one, file) for file, group, one in _all_shown(report)],
        "left": max(0, len(report.findings) - len(_all_shown(report))),
        "paths": " ".join(
            sorted({show_text(one.path.rpartition("/")[0]) for one in report.files} - {""})[:1]
        ),
    }
    return make_environment(report.language).get_template("check_report.html").render(**context)


def _show_file(file: FileReport, sheets: SheetReader | None) -> dict[str, Any]:
    sheet = sheets.sheet_of(file.path) if sheets else None
    return {
        "path": show_text(file.path),
        "name": show_text(file.name),
        "sheet": show_text(sheet.table.sheet) if sheet else "",
        "errors": file.errors,
        "warnings": file.warnings,
        "groups": [
            {"group": group, "cutout": cut_out(sheet, group.shown[0].finding.place) if sheet else None}
            for group in file.groups
            if group.severity is Severity.ERROR
        ],
        "remarks": [group for group in file.groups if group.severity is Severity.WARNING],
    }


def _all_shown(report: CheckReport) -> list[tuple[FileReport, Group, Any]]:
    found = [(file, group, one) for file in report.files for group in file.groups for one in group.shown]
    return found[:LIST_LIMIT]


def _show_line(group: Group, one: object, file: FileReport) -> dict[str, Any]:
    return {"file": show_text(file.name), "group": group, "one": one}
