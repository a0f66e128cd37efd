"""The dataset as XLSX, the form to open in a spreadsheet: codes stay codes, numbers are numbers.

A sheet for each table, then `kamus data` and `sumber dan lisensi`. A table with more rows than a sheet holds
has no workbook. Text cells are text whatever they look like: nothing becomes a formula, a link or a
number by itself. A number is a number cell where a spreadsheet keeps all of it (15 digits), a date is one
from 1900-03-01 on, `true` and `false` are what they are; all else is text. Each sheet can be printed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from suluh.publishing.canonical_table import canonical_resource, canonical_table
from suluh.publishing.dictionary import DICTIONARY_HEADER, describe_columns
from suluh.publishing.download_notes import describe_about
from suluh.publishing.file_metadata import (
    absolute,
    dataset_address,
    is_simulated,
    last_change,
    marked_title,
    name_license,
)
from suluh.publishing.lean_workbook import are_small, lean_workbook, write_rows
from suluh.publishing.machine_values import fits_spreadsheet, is_plain_number
from suluh.publishing.print_layout import A4, PrintedColumns, set_up_pages
from suluh.publishing.sheet_colours import MARK
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.download_format import Format, Layout, Outgoing, Room
from suluh.vocabulary.package import SIMULATION_MARK, Field, Table
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.sheet_columns import column_letters
from suluh.vocabulary.site import Artifact
from suluh.words.saying import N_

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format as CellFormat
    from xlsxwriter.worksheet import Worksheet

DICTIONARY_SHEET, ABOUT_SHEET = "kamus data", "sumber dan lisensi"

DICTIONARY_WIDTHS = (24, 24, 16, 28, 60, 16, 40, 32)

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_CELL = 32_767
MAX_SHEET_NAME = 31

FIRST_DATE = "1900-03-01"
"""Before it a spreadsheet counts a day that there never was."""
DATE_PATTERN = "yyyy-mm-dd"
TRUTHS = {"true": True, "false": False}
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)

TOO_LONG = "(teks lebih panjang dari yang muat di XLSX; lihat CSV)"
UNGROUPED_UNITS = frozenset(("", "-", "tahun", "tidak berlaku"))

OPTIONS: dict[str, object] = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


@dataclass(frozen=True, slots=True)
class _Formats:
    """Cell formats of one workbook; number formats are made as they are met."""

    book: Workbook
    header: CellFormat
    text: CellFormat
    heading: CellFormat
    wrapped: CellFormat
    numbers: dict[str, CellFormat]

    def number(self, pattern: str) -> CellFormat:
        if pattern not in self.numbers:
            self.numbers[pattern] = self.book.add_format({"num_format": pattern})
        return self.numbers[pattern]


def write_workbook(stream: BinaryIO, outgoing: Outgoing) -> None:
    """The dataset as a workbook, which states the checksums of its CSVs."""
    dataset, settings, files = outgoing.dataset, outgoing.settings, outgoing.files
    tables = [canonical_table(dataset.cleared, resource) for resource in dataset.package.resources]
    is_small = are_small(table.rows for table in tables)
    with lean_workbook(stream, OPTIONS, is_small=is_small) as book:
        book.set_properties(_describe_properties(dataset, settings))
        formats = _make_formats(book)
        taken = {DICTIONARY_SHEET, ABOUT_SHEET}
        for resource, table in zip(dataset.package.resources, tables, strict=True):
            columns = table.fields[:MAX_COLUMNS]
            sheet = book.add_worksheet(_name_sheet(resource.name, taken))
            _mark_sheet(sheet, dataset)
            _write_table(sheet, columns, table.rows, formats)
        _write_dictionary(book.add_worksheet(DICTIONARY_SHEET), dataset, formats)
        _write_about(book.add_worksheet(ABOUT_SHEET), dataset, settings, files=files, formats=formats)


def write_plain_workbook(stream: BinaryIO, title: str, table: Table, settings: Settings) -> None:
    """One table of texts as a workbook of one sheet."""
    properties = {
        "title": title,
        "company": settings.site_name,
        "created": settings.build_time.astimezone(UTC).replace(tzinfo=None, microsecond=0),
    }
    with lean_workbook(stream, OPTIONS, is_small=are_small([table.rows])) as book:
        book.set_properties(properties)
        formats = _make_formats(book)
        sheet = book.add_worksheet(_name_sheet(title, set()))
        columns = [Field(name) for name in table.header]
        _write_table(sheet, columns, table.rows, formats)


def _describe_properties(dataset: Dataset, settings: Settings) -> dict[str, Any]:
    package = dataset.package
    changed = last_change(dataset)
    # The data's own date where it has one, so that an unchanged dataset stays the same file.
    created = datetime.fromisoformat(changed) if changed else settings.build_time.astimezone(UTC)
    return {
        "title": marked_title(package),
        "subject": package.text("konsep"),
        "author": dataset.instansi.nama,
        "company": settings.site_name,
        "category": SIMULATION_MARK if is_simulated(package) else "",
        "comments": "\n".join(
            part for part in (name_license(package), absolute(settings, dataset_address(package))) if part
        ),
        "created": created.replace(tzinfo=None, microsecond=0),
    }


def _make_formats(book: Workbook) -> _Formats:
    # The text format "@" keeps a code or "=1+1" a text when someone edits the cell.
    return _Formats(
        book=book,
        header=book.add_format({"bold": True, "num_format": "@", "bottom": 1, "valign": "top"}),
        text=book.add_format({"num_format": "@"}),
        heading=book.add_format({"bold": True, "num_format": "@", "valign": "top"}),
        wrapped=book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        numbers={},
    )


def _name_sheet(wanted: str, taken: set[str]) -> str:
    """A sheet name of at most 31 characters that no other sheet of the workbook has."""
    base = "".join("-" if letter in "[]:*?/\\'" else letter for letter in wanted) or "tabel"
    name, count = base[:MAX_SHEET_NAME], 1
    while name.casefold() in taken or name.casefold() == "history":
        count += 1
        ending = f" ({count})"
        name = base[: MAX_SHEET_NAME - len(ending)] + ending
    taken.add(name.casefold())
    return name


def _mark_sheet(sheet: Worksheet, dataset: Dataset) -> None:
    if is_simulated(dataset.package):
        sheet.set_tab_color(MARK)
        sheet.set_header(f"&C&B{SIMULATION_MARK}")


def _write_table(
    sheet: Worksheet, columns: Sequence[Field], rows: Sequence[tuple[str, ...]], formats: _Formats
) -> None:
    _start_sheet(sheet, [field.name for field in columns], formats)
    widths = [_width_of(index, field, rows) for index, field in enumerate(columns)]
    for index, width in enumerate(widths):
        sheet.set_column(index, index, width)
    set_up_pages(sheet, PrintedColumns(widths), paper=A4, titles=(0, 0))
    if columns and rows:
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        # Codes are text on purpose: no green corner in every cell.
        sheet.ignore_errors({"number_stored_as_text": _name_range(len(rows), len(columns))})
    write_rows(sheet, rows, [_Column(field, formats) for field in columns])


def _width_of(index: int, field: Field, rows: Sequence[tuple[str, ...]]) -> int:
    longest = max((len(row[index]) for row in rows[:200]), default=0)
    return min(max(longest, len(field.name) + 3, 8), 48)


def _start_sheet(sheet: Worksheet, header: Sequence[str], formats: _Formats) -> None:
    if header:
        sheet.freeze_panes(1, 0)
    for index, name in enumerate(header):
        write_text_cell(sheet, (0, index), name, formats.header)


def _name_range(rows: int, columns: int) -> str:
    return f"A2:{column_letters(columns)}{rows + 1}"


@dataclass(frozen=True, slots=True)
class _Column:
    """How the cells of a column are written."""

    field: Field
    formats: _Formats

    def put(self, sheet: Worksheet, place: tuple[int, int], text: str) -> None:
        """Write a cell as its type has it."""
        kind, pattern = self.field.type, self.number_form(text)
        if pattern:
            sheet.write_number(*place, float(text), self.formats.number(pattern))
        elif kind == "boolean" and text in TRUTHS:
            sheet.write_boolean(*place, TRUTHS[text])
        elif kind == "date" and text >= FIRST_DATE and _ISO_DATE.fullmatch(text):
            sheet.write_datetime(*place, datetime.fromisoformat(text), self.formats.number(DATE_PATTERN))
        else:
            write_text_cell(sheet, place, text, self.formats.text)

    def number_form(self, text: str) -> str:
        """The pattern of a number that a spreadsheet keeps whole; empty for all else."""
        if self.field.is_number and is_plain_number(text) and fits_spreadsheet(text):
            return _choose_pattern(self.field, text)
        return ""


def _choose_pattern(field: Field, number: str) -> str:
    """Number format that shows the decimals as submitted, grouped where the column has a unit."""
    decimals = len(number.partition(".")[2])
    whole = "0" if field.satuan in UNGROUPED_UNITS else "#,##0"
    return f"{whole}.{'0' * decimals}" if decimals else whole


def write_text_cell(sheet: Worksheet, place: tuple[int, int], text: str, form: CellFormat) -> None:
    """Text as text. An empty text is an empty cell."""
    if not text:
        return
    if len(text) > MAX_CELL:
        text = TOO_LONG
    if text.startswith("<r>") and text.endswith("</r>"):
        # The writer takes such a text for ready-made markup; in pieces it is escaped.
        failure = sheet.write_rich_string(*place, text[:1], text[1:2], text[2:], form)
    else:
        failure = sheet.write_string(*place, text, form)
    if failure:
        raise ValueError(f"cell {place} was not written ({failure})")


def _write_dictionary(sheet: Worksheet, dataset: Dataset, formats: _Formats) -> None:
    _start_sheet(sheet, DICTIONARY_HEADER, formats)
    for index, width in enumerate(DICTIONARY_WIDTHS):
        sheet.set_column(index, index, width)
    set_up_pages(sheet, PrintedColumns(DICTIONARY_WIDTHS, (1, 1)), paper=A4, titles=(0, 0))
    resources = (canonical_resource(dataset.cleared, resource) for resource in dataset.package.resources)
    entries = (entry for resource in resources for entry in describe_columns(resource))
    for number, entry in enumerate(entries, start=1):
        for index, text in enumerate(entry):
            write_text_cell(sheet, (number, index), text, formats.wrapped)


def _write_about(
    sheet: Worksheet,
    dataset: Dataset,
    settings: Settings,
    *,
    files: Mapping[str, Artifact],
    formats: _Formats,
) -> None:
    _mark_sheet(sheet, dataset)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    set_up_pages(sheet, PrintedColumns((24, 100)), paper=A4, titles=(0, 0))
    for number, (name, text) in enumerate(describe_about(dataset, settings, files=files)):
        write_text_cell(sheet, (number, 0), name, formats.heading)
        write_text_cell(sheet, (number, 1), text, formats.wrapped)


FORMAT = Format(
    name="XLSX",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    suffix=".xlsx",
    layout=Layout.PACKED,
    note=N_("dengan kamus data"),
    sentence="data yang sama untuk lembar kerja, dengan kamus data",
    prominent=True,
    writer=write_workbook,
    dated=True,
    room=Room(rows=MAX_ROWS - 1),
)
