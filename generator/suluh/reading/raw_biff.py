"""Workbooks of old Excel (`.xls`, BIFF 5 and 8) as raw sheets: the one door to xlrd."""

from __future__ import annotations

import io
from typing import Any

import xlrd
from xlrd.biffh import XLRDError
from xlrd.compdoc import CompDocError

from suluh.reading.cell_texts import DIGIT_LIMIT, date_text, number_text
from suluh.reading.number_formats import NumberLetters, name_forms
from suluh.reading.raw_cells import CELL_LIMIT, RawRow, TooManyCells, make_sheet, too_many_cells
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.raw_sheet import NUMBERS, CellKind, MergedCells, RawSheet


def read_raw_xls(data: bytes, place: Place) -> tuple[list[RawSheet], list[Finding]]:
    """Every sheet of an old workbook, hidden ones too; F201 where it is broken, F032 where it is none.

    Numbers and dates are written as those of an XLSX are. To be called in confinement.
    """
    try:
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), formatting_info=True)
        return [_read_sheet(book, sheet) for sheet in book.sheets()], []
    except TooManyCells:
        return [], [too_many_cells(place)]
    except CompDocError:
        return [], [Finding("F201", place)]
    except XLRDError as error:
        if "encrypt" in str(error).lower():
            details = {"isi": "@kind_locked", "saran": "@mend_locked"}
            return [], [Finding("F032", place, details=details)]
        if "Can't find workbook" in str(error):
            details = {"isi": "@kind_document", "saran": "@mend_document"}
            return [], [Finding("F032", place, details=details)]
        return [], [Finding("F201", place)]
    except Exception:  # xlrd raises whatever a broken record happens to cause
        return [], [Finding("F201", place)]


def _read_sheet(book: Any, sheet: Any) -> RawSheet:
    if sheet.nrows * max(sheet.ncols, 1) > CELL_LIMIT:
        raise TooManyCells
    formats = [_format_of(book, index) for index in range(len(book.xf_list))]
    percents = {index: _is_percent(code) for index, code in enumerate(formats)}
    letters = NumberLetters()
    shown = [letters.letter_of(name_forms(code)) for code in formats]
    rows: list[RawRow] = []
    for number in range(sheet.nrows):
        pairs = [_read_cell(book, cell, percents) for cell in sheet.row(number)]
        if any(text for text, _ in pairs):
            texts, kinds = [text for text, _ in pairs], "".join(kind for _, kind in pairs)
            forms = "".join(
                shown[cell.xf_index] if kind in NUMBERS else "."
                for cell, kind in zip(sheet.row(number), kinds, strict=True)
            )
            rows.append(RawRow(number + 1, texts, kinds, forms if forms.strip(".") else ""))
    hidden_lines = [number + 1 for number, info in sheet.rowinfo_map.items() if info.hidden]
    hidden_columns = [number + 1 for number, info in sheet.colinfo_map.items() if info.hidden]
    return make_sheet(
        sheet.name,
        rows,
        merged=tuple(
            MergedCells(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells
        ),
        hidden_lines=tuple(sorted(hidden_lines)),
        hidden_columns=tuple(sorted(hidden_columns)),
        is_hidden=sheet.visibility != 0,
        forms=letters.forms,
    )


def _read_cell(book: Any, cell: Any, percents: dict[int, bool]) -> tuple[str, CellKind]:
    kind, value = cell.ctype, cell.value
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) or value == "":
        return "", CellKind.EMPTY
    if kind == xlrd.XL_CELL_BOOLEAN:
        return ("true" if value else "false"), CellKind.TRUTH
    if kind == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(value, "#N/A")), CellKind.ERROR
    if kind == xlrd.XL_CELL_DATE:
        moment = xlrd.xldate.xldate_as_datetime(value, book.datemode)
        return date_text(moment.time() if 0 < value < 1 else moment), CellKind.DATE
    if kind == xlrd.XL_CELL_NUMBER:
        text, digits = number_text(value)
        if digits > DIGIT_LIMIT:
            return text, CellKind.LONG
        return text, CellKind.PERCENT if percents.get(cell.xf_index) else CellKind.NUMBER
    return str(value), CellKind.TEXT


def _format_of(book: Any, style: int) -> str:
    form = book.format_map.get(book.xf_list[style].format_key)
    return str(form.format_str if form else "")


def _is_percent(code: str) -> bool:
    parts = code.replace("\\%", "").split('"')[::2]
    return any("%" in part for part in parts)
