"""ODS as submitted: the declared sheet as text cells, by the rules that hold for XLSX.

The file is a zip of XML, read as a stream with limits on rows and cells: a repeated cell or row
counts as often as it is repeated, and empty ones at the ends count for nothing.
"""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from suluh.reading.paths import confined_file
from suluh.reading.workbook_parts import SheetMarks, check_container, note_marks
from suluh.reading.workbooks import (
    SheetRow,
    arrange_rows,
    choose_sheet,
    column_letters,
    find_misplaced_header,
)
from suluh.vocabulary.findings import Counted, Finding, Place, Severity, has_errors
from suluh.vocabulary.package import DataPackage, Resource, Table
from suluh.vocabulary.settings import Settings

CONTENT = "content.xml"
ROW_LIMIT = 1_048_576
COLUMN_LIMIT = 16_384
CELL_LIMIT = 5_000_000
_STANDARD = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_NAMES = {
    "office": ("value-type", "value", "date-value", "boolean-value", "time-value"),
    "table": (
        *("name", "style-name", "display", "visibility"),
        *("number-columns-repeated", "number-rows-repeated"),
        *("number-columns-spanned", "number-rows-spanned"),
    ),
    "text": ("c",),
}
_KEYS = {name: f"{{{_STANDARD.format(space)}}}{name}" for space, names in _NAMES.items() for name in names}
_STYLE_NAME = f"{{{_STANDARD.format('style')}}}name"
_CELLS = ("table-cell", "covered-table-cell")
_NUMBERS = ("float", "percentage", "currency")


class TooLarge(ValueError):
    """More rows or cells than may be read."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell as the rows of a workbook have it: value, kind (`e` for an error), address."""

    value: Any
    data_type: str
    coordinate: str


@dataclass(slots=True)
class _Sheet:
    """What the first look at a document tells of a sheet."""

    title: str
    style: str
    comments: bool = False


@dataclass(slots=True)
class _Document:
    sheets: list[_Sheet] = field(default_factory=list)
    hidden_styles: set[str] = field(default_factory=set)


def read_opendocument(
    settings: Settings, package: DataPackage, resource: Resource
) -> tuple[Table | None, list[Finding]]:
    """The declared sheet as a table of text, or None with findings; `lines` are sheet rows."""
    named_at = Place(package.descriptor_path, resource.name, field="path")
    path = resource.paths[0] if resource.paths else ""
    file, findings = confined_file(settings.root, package.folder, path, named_at)
    if file is None:
        return None, findings
    place = Place(f"{package.folder}/{path}", resource.name)
    findings = check_container(file, place, CONTENT)
    if has_errors(findings):
        return None, findings
    try:
        table, more = _read_sheet(file, resource, place)
    except TooLarge:
        return None, [*findings, Finding("F202", place, details={"batas": Counted(CELL_LIMIT, "cells")})]
    except (ElementTree.ParseError, ValueError, KeyError, OverflowError):
        return None, [*findings, Finding("F201", place)]
    return table, findings + more


def _read_sheet(file: Path, resource: Resource, place: Place) -> tuple[Table | None, list[Finding]]:
    document = _look_over(file)
    sheet = choose_sheet(document.sheets, resource.dialect)
    if sheet is None:
        names = ", ".join(sheet.title for sheet in document.sheets)
        return None, [Finding("F203", place, details={"ada": names})]
    findings = [
        Finding("F208", place, Severity.WARNING, details={"isi": "@hidden_sheet"})
        for sheet in document.sheets
        if sheet.style in document.hidden_styles
    ]
    if any(sheet.comments for sheet in document.sheets):
        findings.append(Finding("F208", place, Severity.WARNING, details={"isi": "@comments"}))
    header_row = int(resource.dialect["headerRows"][0]) if resource.dialect.get("headerRows") else 1
    marks = SheetMarks()
    rows = list(_read_rows(file, document.sheets.index(sheet), marks, header_row))
    findings += note_marks(marks, place)
    misfit = find_misplaced_header(rows, resource, place)
    if misfit is not None:
        return None, [*(finding for finding in findings if finding.code != "F211"), misfit]
    table, more = arrange_rows(rows, resource, marks, place)
    return replace(table, sheet=sheet.title), findings + more


def _look_over(file: Path) -> _Document:
    document = _Document()
    style = ""
    for event, element in _events(file):
        kind = _kind(element)
        if event == "start":
            if kind == "style":
                style = element.get(_STYLE_NAME) or ""
            elif kind == "table-properties" and _attribute(element, "display") == "false":
                document.hidden_styles.add(style)
            elif kind == "table":
                document.sheets.append(_Sheet(_attribute(element, "name"), _attribute(element, "style-name")))
            elif kind == "annotation" and document.sheets:
                document.sheets[-1].comments = True
        elif kind in ("table-row", "table"):
            element.clear()
    return document


def _read_rows(file: Path, number: int, marks: SheetMarks, header_row: int) -> Iterator[SheetRow]:
    """Rows of the sheet with that number (from 0) that have something in them."""
    line = cells = 0
    at = -1
    for event, element in _events(file):
        kind = _kind(element)
        if event == "start":
            at += kind == "table"
            continue
        if at == number and kind == "table-column":
            marks.hidden_columns |= _attribute(element, "visibility") in ("collapse", "filter")
        if kind != "table-row":
            continue
        if at == number:
            repeated = _count(element, "number-rows-repeated")
            values = _row_values(element, line + 1, marks, header_row)
            if any(value is not None and value != "" for value, _ in values):
                if _attribute(element, "visibility") in ("collapse", "filter"):
                    marks.hidden_rows.append(line + 1)
                cells += len(values) * repeated
                if line + repeated > ROW_LIMIT or cells > CELL_LIMIT:
                    raise TooLarge
                for step in range(repeated):
                    yield _make_row(line + step + 1, values)
            line += repeated
        element.clear()


def _make_row(line: int, values: list[tuple[Any, str]]) -> SheetRow:
    return SheetRow(
        line,
        tuple(
            _Cell(value, kind, f"{column_letters(number)}{line}")
            for number, (value, kind) in enumerate(values, start=1)
        ),
    )


def _row_values(
    row: ElementTree.Element, line: int, marks: SheetMarks, header_row: int
) -> list[tuple[Any, str]]:
    """Value and kind of each cell up to the last that has something in it."""
    values: list[tuple[Any, str]] = []
    empty = 0
    for element in row:
        if _kind(element) not in _CELLS:
            continue
        repeated = _count(element, "number-columns-repeated")
        value, kind = _read_cell(element)
        at = len(values) + empty + 1
        _note_merged(element, at, line, marks, header_row)
        if value is None or value == "":
            empty += repeated
            continue
        if at + repeated - 1 > COLUMN_LIMIT:
            raise TooLarge
        values += [(None, "n")] * empty + [(value, kind)] * repeated
        empty = 0
    return values


def _note_merged(
    element: ElementTree.Element, column: int, line: int, marks: SheetMarks, header_row: int
) -> None:
    """Merged ranges that reach the header or the rows below it."""
    wide, high = _count(element, "number-columns-spanned"), _count(element, "number-rows-spanned")
    last = line + high - 1
    if (wide > 1 or high > 1) and last >= header_row:
        start, end = f"{column_letters(column)}{line}", f"{column_letters(column + wide - 1)}{last}"
        marks.merged.append(f"{start}:{end}")


def _read_cell(element: ElementTree.Element) -> tuple[Any, str]:
    kind = _attribute(element, "value-type")
    stated = element.get("{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type")
    if stated == "error":
        return _text_of(element) or "#N/A", "e"
    if kind in _NUMBERS:
        number = float(_attribute(element, "value"))
        whole = number.is_integer() and abs(number) < 10**15
        return (int(number) if whole else number), "p" if kind == "percentage" else "n"
    if kind == "date":
        return _read_date(_attribute(element, "date-value")), "d"
    if kind == "boolean":
        return _attribute(element, "boolean-value") == "true", "b"
    if kind == "time":
        return _attribute(element, "time-value"), "s"
    return (_text_of(element) or None), "s"


def _read_date(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def _text_of(cell: ElementTree.Element) -> str:
    """The paragraphs of a cell, a line each; not those of its comment."""
    return "\n".join(_flat(element) for element in cell if _kind(element) == "p")


def _flat(element: ElementTree.Element) -> str:
    parts = [element.text or ""]
    for child in element:
        kind = _kind(child)
        if kind == "s":
            parts.append(" " * min(_count(child, "c"), 1000))
        elif kind in ("tab", "line-break"):
            parts.append("\t" if kind == "tab" else "\n")
        elif kind != "annotation":
            parts.append(_flat(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _events(file: Path) -> Iterator[tuple[str, ElementTree.Element]]:
    with zipfile.ZipFile(file) as archive, archive.open(CONTENT) as stream:
        # check_container has refused every part that declares entities.
        yield from ElementTree.iterparse(stream, events=("start", "end"))  # noqa: S314


def _kind(element: ElementTree.Element) -> str:
    tag: str = element.tag
    return tag[tag.rfind("}") + 1 :]


def _attribute(element: ElementTree.Element, name: str) -> str:
    """An attribute of the standard by its name without its namespace; empty where there is none."""
    return element.get(_KEYS[name]) or ""


def _count(element: ElementTree.Element, name: str) -> int:
    text = element.get(_KEYS[name])
    if text is None:
        return 1
    return max(int(text), 1) if text.isdecimal() and len(text) < 12 else 1
