"""Excel's XML of 2003, which systems still hand out under the name of an `.xls`, as raw sheets."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime
from xml.etree import ElementTree

from suluh.reading.cell_texts import DIGIT_LIMIT, date_text, number_text
from suluh.reading.raw_cells import CELL_LIMIT, RawRow, TooManyCells, make_sheet, too_many_cells
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.raw_sheet import CellKind, MergedCells, RawSheet

_SHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
_LINE_LIMIT = 1_048_576
_COLUMN_LIMIT = 16_384


def read_raw_sheet_xml(data: bytes, place: Place) -> tuple[list[RawSheet], list[Finding]]:
    """Every worksheet; F206 where the XML declares entities, F201 where it is broken. For confinement."""
    if _DECLARATION.search(data.replace(b"\x00", b"")):
        return [], [Finding("F206", place)]
    try:
        sheets = [
            _read_sheet(element)
            for _, element in ElementTree.iterparse(io.BytesIO(data))  # noqa: S314 - no declarations
            if element.tag == f"{_SHEET}Worksheet"
        ]
    except TooManyCells:
        return [], [too_many_cells(place)]
    except (ElementTree.ParseError, ValueError, LookupError):
        return [], [Finding("F201", place)]
    return sheets, []


def _read_sheet(element: ElementTree.Element) -> RawSheet:
    rows: list[RawRow] = []
    merged: list[MergedCells] = []
    hidden: list[int] = []
    line = cells = 0
    for row in element.iterfind(f"{_SHEET}Table/{_SHEET}Row"):
        line = _number(row, "Index", line + 1, _LINE_LIMIT)
        if row.get(f"{_SHEET}Hidden") == "1":
            hidden.append(line)
        pairs = list(_read_row(row, line, merged))
        cells += len(pairs)
        if cells > CELL_LIMIT:
            raise TooManyCells
        if any(text for text, _ in pairs):
            rows.append(RawRow(line, [text for text, _ in pairs], "".join(kind for _, kind in pairs)))
        line += _number(row, "Span", 0, _LINE_LIMIT)
    columns = frozenset(_hidden_columns(element))
    is_hidden = any(
        (found.text or "").startswith("SheetH") for found in element.iter() if _is_visibility(found)
    )
    name = element.get(f"{_SHEET}Name") or ""
    return make_sheet(
        name,
        rows,
        merged=tuple(merged),
        hidden_lines=tuple(hidden),
        hidden_columns=tuple(sorted(columns)),
        is_hidden=is_hidden,
    )


def _is_visibility(element: ElementTree.Element) -> bool:
    return isinstance(element.tag, str) and element.tag.endswith("}Visible")


def _hidden_columns(element: ElementTree.Element) -> Iterator[int]:
    column = 0
    for stated in element.iterfind(f"{_SHEET}Table/{_SHEET}Column"):
        column = _number(stated, "Index", column + 1, _COLUMN_LIMIT)
        span = _number(stated, "Span", 0, _COLUMN_LIMIT - 1)
        if stated.get(f"{_SHEET}Hidden") == "1":
            yield from range(column, min(column + span, _COLUMN_LIMIT) + 1)
        column += span


def _read_row(
    row: ElementTree.Element, line: int, merged: list[MergedCells]
) -> Iterator[tuple[str, CellKind]]:
    column = 0
    for cell in row.iterfind(f"{_SHEET}Cell"):
        at = _number(cell, "Index", column + 1, _COLUMN_LIMIT)
        for _ in range(at - column - 1):
            yield "", CellKind.EMPTY
        yield _read_cell(cell)
        across, down = (_number(cell, key, 0, _COLUMN_LIMIT) for key in ("MergeAcross", "MergeDown"))
        if across or down:
            merged.append(MergedCells(line, at, line + down, at + across))
        for _ in range(across):
            yield "", CellKind.EMPTY
        column = at + across


def _read_cell(cell: ElementTree.Element) -> tuple[str, CellKind]:
    data = cell.find(f"{_SHEET}Data")
    text = "".join(data.itertext()) if data is not None else ""
    if data is None or text == "":
        return "", CellKind.FORMULA if cell.get(f"{_SHEET}Formula") else CellKind.EMPTY
    kind = data.get(f"{_SHEET}Type")
    if kind == "Number":
        shown, digits = number_text(float(text))
        return shown, CellKind.LONG if digits > DIGIT_LIMIT else CellKind.NUMBER
    if kind == "DateTime":
        return date_text(datetime.fromisoformat(text)), CellKind.DATE
    if kind == "Boolean":
        return ("true" if text == "1" else "false"), CellKind.TRUTH
    return text, CellKind.ERROR if kind == "Error" else CellKind.TEXT


def _number(element: ElementTree.Element, key: str, usual: int, most: int) -> int:
    """A count or a place; the usual one where none is stated. Raises ValueError for more than `most`."""
    stated = element.get(f"{_SHEET}{key}")
    number = usual if stated is None else int(stated)
    if not 0 <= number <= most:
        raise ValueError(key)
    return number
