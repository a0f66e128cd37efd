"""XLSX as submitted: the declared sheet as text cells, exact and short, behind limits on the zip."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from suluh.reading.cell_forms import FormTally, Where, forms_of_text
from suluh.reading.cell_texts import DIGIT_LIMIT, date_text, day_text, is_number, number_text, unescape_text
from suluh.reading.header_search import find_header, header_row_of, is_close, tell_header_line
from suluh.reading.number_formats import NumberFormats
from suluh.reading.paths import confined_file
from suluh.reading.percent_cells import PercentTally
from suluh.reading.rows_left_out import tell_hidden_header, tell_rows_above
from suluh.reading.workbook_parts import (
    COMPANION_SHEETS,
    SheetMarks,
    WorkbookSource,
    as_transitional,
    check_container,
    note_marks,
    scan_sheet,
)
from suluh.vocabulary.findings import MASK, Finding, Place, Severity, has_errors
from suluh.vocabulary.package import DataPackage, Field, Klasifikasi, Resource, Table
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.sheet_columns import column_letters

ROW_LIMIT = 1_048_576


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that has something in it: its sheet row number and its cells from column A."""

    line: int
    cells: tuple[Any, ...]


def read_workbook(
    settings: Settings, package: DataPackage, resource: Resource
) -> tuple[Table | None, list[Finding]]:
    """The declared sheet as a table of text, or None with findings; `lines` are sheet rows.

    Numbers become their shortest exact text in the field's decimal sign, days by its pattern or ISO, booleans
    `true` and `false`. Formulas without a stored value, error cells, numbers in text columns and
    numbers beyond 15 digits are findings by cell.
    """
    named_at = Place(package.descriptor_path, resource.name, field="path")
    path = resource.paths[0] if resource.paths else ""
    file, findings = confined_file(settings.root, package.folder, path, named_at)
    if file is None:
        return None, findings
    place = Place(f"{package.folder}/{path}", resource.name)
    findings = check_container(file, place)
    if has_errors(findings):
        return None, findings
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            table, more = _read_sheet(file, resource, place)
    except Exception:  # openpyxl raises whatever a broken part happens to cause
        return None, [*findings, Finding("F201", place)]
    return table, findings + more


def _read_sheet(file: Path, resource: Resource, place: Place) -> tuple[Table | None, list[Finding]]:
    workbook = open_workbook(file)
    try:
        sheet = choose_sheet(workbook.worksheets, resource.dialect)
        names = ", ".join(worksheet_like.title for worksheet_like in workbook.worksheets)
        if sheet is None:
            return None, [Finding("F203", place, details={"ada": names})]
        findings = [
            Finding("F208", place, Severity.WARNING, details={"isi": "@hidden_sheet"})
            for worksheet_like in workbook.worksheets
            if worksheet_like.sheet_state != "visible"
        ]
        sheet.reset_dimensions()
        marks = scan_sheet(file, sheet_part(sheet), header_row_of(resource.dialect))
        findings += note_marks(marks, place)
        rows = list(filled_rows(sheet))
        misfit = find_misplaced_header(rows, resource, place)
        if misfit is not None:
            # Titles above the header are merged as a rule: they are nobody's data then.
            return None, [*(finding for finding in findings if finding.code != "F211"), misfit]
        table, more = arrange_rows(rows, resource, marks, place)
        return replace(table, sheet=sheet.title), findings + more
    finally:
        workbook.close()


def open_workbook(file: WorkbookSource) -> Any:
    """The workbook for reading values alone, of what `check_container` has passed; to be closed."""
    reader = _ExcelReader(as_transitional(file), read_only=True, data_only=True)
    reader.read()
    return reader.wb


class _ExcelReader(ExcelReader):
    """The library's reader, which loses what tells an escaped `_x000D_` from one that is written so."""

    def read_strings(self) -> None:
        """The shared texts as they are written, with all their escapes."""
        part = self.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]
        if part is None:
            return
        with self.archive.open(part.PartName[1:]) as source:
            for _, node in iterparse(source):
                if node.tag == f"{{{SHEET_MAIN_NS}}}si":
                    text: Any = Text.from_tree(node)
                    self.shared_strings.append(text.content)
                    node.clear()


def sheet_part(sheet: Any) -> str:
    """The part of the zip that holds a sheet, as `xl/worksheets/sheet1.xml`."""
    return str(sheet._worksheet_path.lstrip("/"))


def choose_sheet(sheets: list[Any], dialect: Mapping[str, Any]) -> Any:
    """The declared sheet, the only one with data where none is declared, or None."""
    wanted = dialect.get("sheet", dialect.get("sheetName", dialect.get("sheetNumber")))
    if wanted is None:
        # What a template brings along besides the sheet to fill in is known by its name.
        own = [sheet for sheet in sheets if sheet.title not in COMPANION_SHEETS] or sheets
        return own[0] if len(own) == 1 else None
    if isinstance(wanted, int):
        return sheets[wanted - 1] if wanted <= len(sheets) else None
    return next((sheet for sheet in sheets if sheet.title == wanted), None)


def filled_rows(sheet: Any) -> Iterator[SheetRow]:
    """Rows of a sheet that have something in them, their texts without escapes."""
    for number, row in enumerate(sheet.iter_rows(min_row=1, min_col=1), start=1):
        if any(_is_filled(cell) for cell in row):
            for cell in row:
                if isinstance(cell.value, str) and "_x" in cell.value:
                    cell._value = unescape_text(cell.value)
            yield SheetRow(number, tuple(row))


def _is_filled(cell: Any) -> bool:
    return cell.value is not None and cell.value != ""


def arrange_rows(
    rows: list[SheetRow], resource: Resource, marks: SheetMarks, place: Place
) -> tuple[Table, list[Finding]]:
    """Rows of a sheet as a table of text: the header of the declared row, then rows of its width."""
    dialect = resource.dialect
    header_row = header_row_of(dialect)
    below = [row for row in rows if row.line >= header_row]
    told: list[Finding] = []
    if dialect.get("header", True) is False:
        names = tuple(field.name for field in resource.schema.fields)
        header_line, first, body = 0, 1, below
        if below:
            denied = [cell.value for cell in below[0].cells if _is_filled(cell)]
            told = tell_hidden_header(denied, names, replace(place, line=below[0].line))
    else:
        top = below[0] if below else SheetRow(header_row, ())
        filled = [number for number, cell in enumerate(top.cells, start=1) if _is_filled(cell)]
        first = filled[0] if filled else 1
        last = filled[-1] if filled else 0
        titles = [cell.value for cell in top.cells[first - 1 : last]]
        names = tuple("" if title is None else str(title) for title in titles)
        header_line, body = top.line, below[1:]
        above = ((row.line, row.cells) for row in rows if row.line < top.line)
        told = tell_rows_above(above, len(names), place)
    converter = _CellConverter(resource, names, first, marks, place)
    kept: list[tuple[int, tuple[str, ...]]] = []
    numbers: list[int] = []
    findings = [*told, *_note_gaps(header_line, body, place)]
    for number, row in enumerate(body, start=1):
        cells, more = converter.convert_row(number, row)
        findings += more
        if cells is not None:
            kept.append((row.line, cells))
            numbers.append(number)
    findings += converter.percents.tell(converter.fields, place)
    findings += converter.forms.tell(converter.fields, converter.locate)
    table = Table(
        header=names,
        rows=[cells for _, cells in kept],
        lines=[line for line, _ in kept],
        header_line=header_line,
        first_column=first,
        numbers=numbers if len(kept) < len(body) else (),
    )
    return table, findings


def find_misplaced_header(rows: Sequence[SheetRow], resource: Resource, place: Place) -> Finding | None:
    """F024 where the sheet row that should be the header is not it and another one of the first is."""
    names = [field.name for field in resource.schema.fields]
    row = header_row_of(resource.dialect)
    if len(names) < 2 or resource.dialect.get("header", True) is False:
        return None
    lines = [
        (sheet_row.line, [str(cell.value) for cell in sheet_row.cells if _is_filled(cell)])
        for sheet_row in rows[:100]
    ]
    here = next((cells for line, cells in lines if line >= row), [])
    line = 0 if is_close(here, names) else find_header(lines, names)
    return tell_header_line(line, row, place) if line else None


def _note_gaps(header_line: int, body: list[SheetRow], place: Place) -> list[Finding]:
    """A warning for each stretch of empty rows between rows of data."""
    before = [header_line, *(row.line for row in body)]
    return [
        Finding("T009", replace(place, line=line + 1), Severity.WARNING)
        for line, after in pairwise(before)
        if after > line + 1 and line > 0
    ]


class _CellConverter:
    """Turns the cells of a row into text by the fields of their columns."""

    def __init__(
        self, resource: Resource, names: tuple[str, ...], first: int, marks: SheetMarks, place: Place
    ) -> None:
        self.names = names
        self.fields = [resource.schema.field_named(name) for name in names]
        self.public = resource.klasifikasi is Klasifikasi.PUBLIK
        self.first = first
        self.marks = marks
        self.place = place
        self.percents = PercentTally()
        self.forms = FormTally()
        self.formats = NumberFormats()

    def convert_row(self, number: int, row: SheetRow) -> tuple[tuple[str, ...] | None, list[Finding]]:
        """Text cells as wide as the header, or None where the row reaches beyond it."""
        width = len(self.names)
        inside = row.cells[self.first - 1 : self.first - 1 + width]
        outside = [*row.cells[: self.first - 1], *row.cells[self.first - 1 + width :]]
        stray = [cell for cell in outside if _is_filled(cell)]
        if stray:
            details = {"jumlah": str(width + len(stray)), "kolom_judul": str(width)}
            place = replace(self.place, row=number, line=row.line, cell=str(stray[0].coordinate))
            return None, [Finding("T008", place, details=details)]
        cells: list[str] = []
        findings: list[Finding] = []
        for index in range(width):
            value = inside[index] if index < len(inside) else None
            column = self.fields[index]
            text, code = self._convert(value, column, index, row.line)
            if value is not None and not code and column and _is_filled(value):
                where = (number, row.line, str(value.coordinate), text)
                self.forms.note(index, self._forms_of(value), where)
                if column.is_number and is_number(value.value):
                    self.percents.note(index, value, where)
            cells.append(text)
            if code:
                findings.append(self._finding(code, text, index, number, row.line))
        return tuple(cells), findings

    def locate(self, where: Where, name: str) -> Place:
        """The place of a cell in a column of that name."""
        row, line, address, _ = where
        return replace(self.place, row=row, line=line, cell=address, field=name)

    def _forms_of(self, cell: Any) -> tuple[str, ...]:
        """How the sheet shows a filled cell; nothing is the same in every form."""
        value = cell.value
        if isinstance(value, str):
            return forms_of_text(value)
        if is_number(value):
            return self.formats.forms_of(cell) if value != 0 else ()
        return ("date",) if isinstance(value, dt.date) else ()

    def _convert(self, cell: Any, field: Field | None, index: int, line: int) -> tuple[str, str]:
        """Text of a cell and the code of what is wrong with it, empty if nothing is."""
        address = f"{column_letters(self.first + index)}{line}"
        if address in self.marks.formulas_without_value:
            return "", "F204"
        if cell is None or cell.value is None:
            return "", ""
        value = cell.value
        if cell.data_type == "e":
            return str(value), "F205"
        if isinstance(value, bool):
            return ("true" if value else "false"), ""
        if isinstance(value, (int, float)):
            text, digits = number_text(value)
            if digits > DIGIT_LIMIT:
                return text, "F210"
            if field is not None and field.type == "string":
                return text, "F209"
            mark = field.decimal_char if field is not None and field.is_number else "."
            return text.replace(".", mark), ""
        if field is not None and field.type == "date":
            return day_text(value, field.format), ""
        return date_text(value), ""

    def _finding(self, code: str, text: str, index: int, number: int, line: int) -> Finding:
        field = self.fields[index]
        public = field.klasifikasi is Klasifikasi.PUBLIK if field else self.public
        place = replace(
            self.place,
            row=number,
            line=line,
            cell=f"{column_letters(self.first + index)}{line}",
            field=self.names[index],
        )
        return Finding(code, place, value=text if public else MASK)
