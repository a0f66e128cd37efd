"""ODS as submitted: the declared sheet as text cells, by the rules that hold for XLSX.

The file is a zip of XML, read as a stream with limits on rows and cells: a repeated cell or row
counts as often as it is repeated, and empty ones at the ends count for nothing.
"""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from suluh.reading.header_search import header_row_of
from suluh.reading.number_formats import MONEY
from suluh.reading.paths import confined_file
from suluh.reading.workbook_parts import (
    COLUMN_LIMIT,
    SheetMarks,
    WorkbookSource,
    check_container,
    note_marks,
)
from suluh.reading.workbooks import (
    SheetRow,
    arrange_rows,
    choose_sheet,
    find_misplaced_header,
)
from suluh.vocabulary.findings import Counted, Finding, Place, Severity, has_errors
from suluh.vocabulary.package import DataPackage, Resource, Table
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.sheet_columns import column_letters

CONTENT = "content.xml"
ROW_LIMIT = 1_048_576
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
_KINDS_OF_NUMBERS = {"percentage": "p", "currency": MONEY}


class TooLarge(ValueError):
    """More rows or cells than may be read."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell as the rows of a workbook have it: value, kind (`e` for an error), address."""

    value: Any
    data_type: str
    coordinate: str


@dataclass(slots=True)
class SheetOutline:
    """What the first look at a document tells of a sheet."""

    title: str
    style: str
    comments: bool = False


@dataclass(slots=True)
class DocumentOutline:
    """What the first look at a document tells: its sheets, and the styles that hide one."""

    sheets: list[SheetOutline] = field(default_factory=list)
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
    document = look_over(file)
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
    marks = SheetMarks()
    number = document.sheets.index(sheet)
    rows = [row for _, row in read_rows(file, {number: marks}, header_row_of(resource.dialect))]
    findings += note_marks(marks, place)
    misfit = find_misplaced_header(rows, resource, place)
    if misfit is not None:
        return None, [*(finding for finding in findings if finding.code != "F211"), misfit]
    table, more = arrange_rows(rows, resource, marks, place)
    return replace(table, sheet=sheet.title), findings + more


def look_over(file: WorkbookSource) -> DocumentOutline:
    """The sheets of a document, without their cells."""
    document = DocumentOutline()
    style = ""
    for event, element in read_events(file):
        kind = kind_of(element)
        if event == "start":
            if kind == "style":
                style = element.get(_STYLE_NAME) or ""
            elif kind == "table-properties" and attribute_of(element, "display") == "false":
                document.hidden_styles.add(style)
            elif kind == "table":
                document.sheets.append(
                    SheetOutline(attribute_of(element, "name"), attribute_of(element, "style-name"))
                )
            elif kind == "annotation" and document.sheets:
                document.sheets[-1].comments = True
        elif kind in ("table-row", "table"):
            element.clear()
    return document


def read_rows(
    file: WorkbookSource, marks: Mapping[int, SheetMarks], header_row: int
) -> Iterator[tuple[int, SheetRow]]:
    """Rows that have something in them, of the sheets in `marks` (numbers from 0), with the sheet's number.

    What a row or a column needs besides its values goes to the marks of its sheet.
    """
    line = column = cells = 0
    at = -1
    for event, element in read_events(file):
        kind = kind_of(element)
        if event == "start":
            if kind == "table":
                at, line, column = at + 1, 0, 0
            continue
        own = marks.get(at)
        if kind == "table-column" and own is not None:
            wide = count_of(element, "number-columns-repeated")
            if attribute_of(element, "visibility") in ("collapse", "filter"):
                own.hidden_columns |= set(range(column + 1, min(column + wide, COLUMN_LIMIT) + 1))
            column += wide
        if kind != "table-row":
            continue
        if own is not None:
            repeated = count_of(element, "number-rows-repeated")
            values = row_values(element, line + 1, own, header_row)
            if any(value is not None and value != "" for value, _ in values):
                if attribute_of(element, "visibility") in ("collapse", "filter"):
                    own.hidden_rows.append(line + 1)
                cells += len(values) * repeated
                if line + repeated > ROW_LIMIT or cells > CELL_LIMIT:
                    raise TooLarge
                for step in range(repeated):
                    yield at, _make_row(line + step + 1, values)
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


def row_values(
    row: ElementTree.Element, line: int, marks: SheetMarks, header_row: int
) -> list[tuple[Any, str]]:
    """Value and kind of each cell up to the last that has something in it."""
    values: list[tuple[Any, str]] = []
    empty = 0
    for element in row:
        if kind_of(element) not in _CELLS:
            continue
        repeated = count_of(element, "number-columns-repeated")
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
    wide, high = count_of(element, "number-columns-spanned"), count_of(element, "number-rows-spanned")
    last = line + high - 1
    if (wide > 1 or high > 1) and last >= header_row:
        start, end = f"{column_letters(column)}{line}", f"{column_letters(column + wide - 1)}{last}"
        marks.merged.append(f"{start}:{end}")


def _read_cell(element: ElementTree.Element) -> tuple[Any, str]:
    kind = attribute_of(element, "value-type")
    stated = element.get("{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type")
    if stated == "error":
        return _text_of(element) or "#N/A", "e"
    if kind in _NUMBERS:
        number = float(attribute_of(element, "value"))
        whole = number.is_integer() and abs(number) < 10**15
        return (int(number) if whole else number), _KINDS_OF_NUMBERS.get(kind, "n")
    if kind == "date":
        return _read_date(attribute_of(element, "date-value")), "d"
    if kind == "boolean":
        return attribute_of(element, "boolean-value") == "true", "b"
    if kind == "time":
        return attribute_of(element, "time-value"), "s"
    return (_text_of(element) or None), "s"


def _read_date(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def _text_of(cell: ElementTree.Element) -> str:
    """The paragraphs of a cell, a line each; not those of its comment."""
    return "\n".join(_flat(element) for element in cell if kind_of(element) == "p")


def _flat(element: ElementTree.Element) -> str:
    parts = [element.text or ""]
    for child in element:
        kind = kind_of(child)
        if kind == "s":
            parts.append(" " * min(count_of(child, "c"), 1000))
        elif kind in ("tab", "line-break"):
            parts.append("\t" if kind == "tab" else "\n")
        elif kind != "annotation":
            parts.append(_flat(child))
        parts.append(child.tail or "")
    return "".join(parts)


def read_events(file: WorkbookSource) -> Iterator[tuple[str, ElementTree.Element]]:
    """Elements of the content as they start and end. Raises ParseError on broken XML."""
    with zipfile.ZipFile(file) as archive, archive.open(CONTENT) as stream:
        # check_container has refused every part that declares entities.
        yield from ElementTree.iterparse(stream, events=("start", "end"))  # noqa: S314


def kind_of(element: ElementTree.Element) -> str:
    """The name of an element without its namespace."""
    tag: str = element.tag
    return tag[tag.rfind("}") + 1 :]


def attribute_of(element: ElementTree.Element, name: str) -> str:
    """An attribute of the standard by its name without its namespace; empty where there is none."""
    return element.get(_KEYS[name]) or ""


def count_of(element: ElementTree.Element, name: str) -> int:
    """An attribute that says how often or how wide; 1 where it says nothing."""
    text = element.get(_KEYS[name])
    if text is None:
        return 1
    return max(int(text), 1) if text.isdecimal() and len(text) < 12 else 1
