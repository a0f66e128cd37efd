"""XLSX and ODS as raw sheets: all cells of all sheets as texts, with what each is held as."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

from suluh.reading.cell_texts import DIGIT_LIMIT, date_text, is_number, number_text
from suluh.reading.number_formats import NumberFormats, NumberLetters
from suluh.reading.opendocument import CONTENT, TooLarge, look_over, read_rows
from suluh.reading.percent_cells import PercentTally
from suluh.reading.raw_cells import CELL_LIMIT, RawRow, TooManyCells, make_sheet, too_many_cells
from suluh.reading.workbook_parts import SheetMarks, check_container, scan_sheet
from suluh.reading.workbooks import SheetRow, filled_rows, open_workbook, sheet_part
from suluh.vocabulary.findings import Finding, Place, has_errors
from suluh.vocabulary.raw_sheet import NUMBERS, CellKind, MergedCells, RawSheet
from suluh.vocabulary.sheet_columns import column_letters, column_number

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})")


def read_raw_xlsx(data: bytes, place: Place) -> tuple[list[RawSheet], list[Finding]]:
    """Every worksheet of an XLSX, hidden ones too, by the rules of `reading.workbooks`."""
    source = io.BytesIO(data)
    findings = check_container(source, place)
    if has_errors(findings):
        return [], findings
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read_worksheets(source), findings
    except (TooLarge, TooManyCells):
        return [], [*findings, too_many_cells(place)]
    except Exception:  # openpyxl raises whatever a broken part happens to cause
        return [], [*findings, Finding("F201", place)]


def read_raw_ods(data: bytes, place: Place) -> tuple[list[RawSheet], list[Finding]]:
    """Every sheet of an ODS, hidden ones too, by the rules of `reading.opendocument`."""
    source = io.BytesIO(data)
    findings = check_container(source, place, CONTENT)
    if has_errors(findings):
        return [], findings
    try:
        outline = look_over(source)
        marks = {number: SheetMarks() for number in range(len(outline.sheets))}
        rows: dict[int, list[RawRow]] = {number: [] for number in marks}
        shown = _Shown()
        for number, row in read_rows(source, marks, 1):
            rows[number].append(_raw_row(row, shown, frozenset()))
        sheets = [
            _finish(
                sheet.title,
                rows[number],
                marks[number],
                shown,
                is_hidden=sheet.style in outline.hidden_styles,
            )
            for number, sheet in enumerate(outline.sheets)
        ]
        return sheets, findings
    except (TooLarge, TooManyCells):
        return [], [*findings, too_many_cells(place)]
    except (ElementTree.ParseError, ValueError, KeyError, OverflowError):
        return [], [*findings, Finding("F201", place)]


def _read_worksheets(source: io.BytesIO) -> list[RawSheet]:
    workbook = open_workbook(source)
    sheets: list[RawSheet] = []
    cells = 0
    shown = _Shown()
    try:
        for worksheet in workbook.worksheets:
            worksheet.reset_dimensions()
            marks = scan_sheet(source, sheet_part(worksheet))
            if marks.disordered:
                raise ValueError("rows stand in no order")
            rows: list[RawRow] = []
            unknown = frozenset(marks.formulas_without_value)
            for row in filled_rows(worksheet):
                rows.append(_raw_row(row, shown, unknown))
                cells += len(rows[-1].cells)
                if cells > CELL_LIMIT:
                    raise TooLarge
            hidden = worksheet.sheet_state != "visible"
            sheets.append(_finish(worksheet.title, rows, marks, shown, is_hidden=hidden))
        return sheets
    finally:
        workbook.close()


@dataclass(slots=True)
class _Shown:
    """How a workbook shows its numbers: what is percent, and the letters of other forms."""

    percents: PercentTally = field(default_factory=PercentTally)
    formats: NumberFormats = field(default_factory=NumberFormats)
    letters: NumberLetters = field(default_factory=NumberLetters)


def _finish(title: str, rows: list[RawRow], marks: SheetMarks, shown: _Shown, *, is_hidden: bool) -> RawSheet:
    return make_sheet(
        title,
        rows,
        merged=tuple(_ranges(marks.merged)),
        hidden_lines=tuple(marks.hidden_rows),
        hidden_columns=tuple(sorted(marks.hidden_columns)),
        is_hidden=is_hidden,
        forms=shown.letters.forms,
    )


def _raw_row(row: SheetRow, shown: _Shown, unknown: frozenset[str]) -> RawRow:
    pairs = [_read_cell(cell, shown.percents) for cell in row.cells]
    forms = "".join(
        shown.letters.letter_of(shown.formats.forms_of(cell)) if kind in NUMBERS else "."
        for cell, (_, kind) in zip(row.cells, pairs, strict=True)
    )
    if unknown:
        for index, (text, _) in enumerate(pairs):
            if not text and f"{column_letters(index + 1)}{row.line}" in unknown:
                pairs[index] = ("", CellKind.FORMULA)
    kinds = "".join(kind for _, kind in pairs)
    return RawRow(row.line, [text for text, _ in pairs], kinds, forms if forms.strip(".") else "")


def _read_cell(cell: Any, percents: PercentTally) -> tuple[str, CellKind]:
    """Text and kind of a cell, as the declared reader has them."""
    value = cell.value
    if value is None or value == "":
        return "", CellKind.EMPTY
    if cell.data_type == "e":
        return str(value), CellKind.ERROR
    if isinstance(value, bool):
        return ("true" if value else "false"), CellKind.TRUTH
    if is_number(value):
        text, digits = number_text(value)
        if digits > DIGIT_LIMIT:
            return text, CellKind.LONG
        return text, CellKind.PERCENT if percents.is_percent(cell) else CellKind.NUMBER
    return date_text(value), CellKind.TEXT if isinstance(value, str) else CellKind.DATE


def _ranges(references: Iterable[str]) -> Iterable[MergedCells]:
    for reference in references:
        match = _REFERENCE.fullmatch(reference)
        if match:
            yield MergedCells(int(match[2]), column_number(match[1]), int(match[4]), column_number(match[3]))
