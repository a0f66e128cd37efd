"""A marked copy of a submitted sheet: wrong cells coloured, with what to do beside them.

The copy is written anew from the cells as they were read, each at its own address, so it carries
no macro, comment or hidden sheet of the original. It is for reading; the original is to be mended.
"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from suluh.checking.explanations import describe, example_of, show_text
from suluh.checking.reporting.finding_words import short_place
from suluh.checking.reporting.report import CheckReport
from suluh.checking.reporting.sheets import Sheet
from suluh.publishing.sheet_colours import ON_WRONG, STRONG, WRONG
from suluh.publishing.workbook import MAX_CELL, MAX_SHEET_NAME, OPTIONS
from suluh.vocabulary.findings import Finding
from suluh.words.saying import N_, say_in

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

NOTE_HEADER = N_("YANG HARUS DIPERBAIKI")
LIST_SHEET = N_("temuan")
LIST_HEADER = (
    *(N_("sel"), N_("kode"), N_("temuan"), N_("ditemukan"), N_("yang benar"), N_("yang harus dilakukan")),
)
_SIGNS = str.maketrans(dict.fromkeys("[]:*?/\\'", "-"))


def write_marked_copy(sheet: Sheet, report: CheckReport) -> bytes:
    """The sheet with its findings as XLSX; values of columns that are not public are masked."""
    findings = [finding for finding in report.findings if finding.place.path == sheet.path]
    stream = BytesIO()
    from xlsxwriter import Workbook  # late: slow to import

    book = Workbook(stream, {**OPTIONS, "constant_memory": False, "in_memory": True})
    page = book.add_worksheet((sheet.table.sheet or sheet.resource.name).translate(_SIGNS)[:MAX_SHEET_NAME])
    marks = _marks(sheet, findings)
    _write_cells(book, page, sheet, marks)
    _write_notes(book, page, sheet, findings, report.language)
    _write_list(book, findings, report.language)
    book.close()
    return stream.getvalue()


def _marks(sheet: Sheet, findings: list[Finding]) -> set[tuple[int, int]]:
    """Row and column indices of the cells that a finding names."""
    located = (sheet.locate(finding.place) for finding in findings)
    return {place for place in located if place is not None}


def _write_cells(book: Workbook, page: Worksheet, sheet: Sheet, marks: set[tuple[int, int]]) -> None:
    table, first = sheet.table, sheet.table.first_column - 1
    bold = book.add_format({"bold": True, "num_format": "@"})
    text = book.add_format({"num_format": "@"})
    wrong = book.add_format({"num_format": "@", "bg_color": WRONG, "font_color": ON_WRONG, "border": 2})
    top = max(table.header_line - 1, 0)
    for index, name in enumerate(table.header):
        page.write_string(top, first + index, name[:MAX_CELL], bold)
    for number, row in enumerate(table.rows):
        for index, cell in enumerate(sheet.shown(row)):
            form = wrong if (number, index) in marks else text
            if cell or form is wrong:
                page.write_string(table.lines[number] - 1, first + index, cell[:MAX_CELL], form)
    page.freeze_panes(top + 1, 0)
    page.set_column(first, first + len(table.header) - 1, 18)


def _write_notes(
    book: Workbook, page: Worksheet, sheet: Sheet, findings: list[Finding], language: str
) -> None:
    """What to do, in the column after the last, on the line of the wrong cell."""
    column = sheet.table.first_column - 1 + len(sheet.table.header)
    strong = book.add_format({"bold": True, "bg_color": STRONG})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    page.write_string(max(sheet.table.header_line - 1, 0), column, say_in(language, NOTE_HEADER), strong)
    page.set_column(column, column, 70)
    notes: dict[int, list[str]] = {}
    for finding in findings:
        if finding.place.sheet not in ("", sheet.table.sheet):
            continue  # another sheet of the workbook: it is in the list alone
        if finding.place.line is not None or finding.place.cell:
            says = describe(finding, language)
            notes.setdefault(_line_of(finding), []).append(
                f"{finding.place.cell or show_text(finding.place.field)}: {says.message} {says.hint}"
            )
    for line, texts in sorted(notes.items()):
        page.write_string(line - 1, column, "\n".join(texts)[:MAX_CELL], wrapped)


def _write_list(book: Workbook, findings: list[Finding], language: str) -> None:
    page = book.add_worksheet(say_in(language, LIST_SHEET))
    strong = book.add_format({"bold": True})
    for index, name in enumerate(LIST_HEADER):
        page.write_string(0, index, say_in(language, name), strong)
    for number, finding in enumerate(findings, start=1):
        says = describe(finding, language)
        place = short_place(replace(finding.place, field=""), language)
        row = (
            place,
            finding.code,
            says.message,
            finding.value or "",
            example_of(finding, language),
            says.hint,
        )
        for index, text in enumerate(row):
            page.write_string(number, index, text[:MAX_CELL])
    page.set_column(2, len(LIST_HEADER) - 1, 40)


def _line_of(finding: Finding) -> int:
    digits = "".join(sign for sign in finding.place.cell if sign.isdigit())
    return finding.place.line or int(digits or 1)
