"""Forms E.81 and E.60 as XLSX, laid out as on paper: titles over pairs, the form's numbers below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING

from suluh.publishing.evaluation_table import Column, Form, Value, list_footer, plain
from suluh.publishing.file_metadata import SIMULATION_SENTENCE
from suluh.publishing.lean_workbook import lean_workbook
from suluh.publishing.machine_values import fits_spreadsheet
from suluh.publishing.print_layout import A3, PrintedColumns, set_up_pages
from suluh.publishing.ready_rows import Cell, put_row, ready_sheet
from suluh.publishing.sheet_colours import EDGE, MARK
from suluh.publishing.workbook import OPTIONS, write_text_cell
from suluh.reading.citations import find_bases
from suluh.reading.deadlines import quarter_end
from suluh.vocabulary.evaluation_forms import Evaluation
from suluh.vocabulary.package import SIMULATION_MARK
from suluh.vocabulary.quarters import ROMAN

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

PAPER = "Bentuk formulir %s, %s. K: kinerja, Rp: rupiah. Sel kosong: tidak ada nilai."
Rows = Sequence[Sequence[Value]]
_WIDTHS = {"no": 5, "sasaran": 28, "kode": 20, "program_kegiatan": 44, "indikator": 36, "keterangan": 36}
_WIDTHS |= {"tingkat": 13, "satuan": 12}
_PARTS = {"K": 12, "Rp": 18}
"""Widths of the columns of a pair: of the achievement, and of the money."""


@dataclass(frozen=True, slots=True)
class _Formats:
    title: Format
    head: Format
    text: Format
    strong: Format
    number: Format
    strong_number: Format
    decimal: Format


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form to be laid out: its columns, the lines above and below it, and the day it speaks of.

    `created` is the last day of its period, so that an unchanged form stays the same file.
    """

    number: str
    title: str
    columns: Sequence[Column]
    created: date
    simulated: bool
    footer: Sequence[tuple[str, str]] = ()
    name: str = ""


def make_evaluation_sheet(evaluation: Evaluation, form: Form, whose: str) -> Sheet:
    """Form E.81 or E.60 of one quarter, whose name the sheet bears."""
    quarter = ROMAN[evaluation.triwulan - 1]
    title = f"{form.title}: {whose}, triwulan {quarter} {evaluation.tahun}"
    created = quarter_end(evaluation.tahun, evaluation.triwulan)
    footer, name = list_footer(evaluation, form), f"{form.number} TW {quarter}"
    return Sheet(form.number, title, form.columns, created, evaluation.simulated, footer, name)


def make_form_workbook(sheets: Sequence[tuple[Sheet, Rows]], company: str) -> bytes:
    """Any form of the regulation with its rows, a sheet for each period; the last one is shown first."""
    last = sheets[-1][0]
    stream = BytesIO()
    with lean_workbook(stream, {**OPTIONS, "constant_memory": False, "in_memory": True}) as book:
        book.set_properties(
            {
                "title": f"{SIMULATION_MARK}: {last.title}" if last.simulated else last.title,
                "company": company,
                "category": SIMULATION_MARK if last.simulated else "",
                "created": datetime.combine(last.created, time()),
            }
        )
        formats = _make_formats(book)
        for form, rows in sheets:
            _write_sheet(book.add_worksheet(form.name or form.number, ready_sheet()), form, rows, formats)
        shown = book.worksheets()[-1]
        shown.activate()
    return stream.getvalue()


def _write_sheet(sheet: Worksheet, form: Sheet, rows: Sequence[Sequence[Value]], formats: _Formats) -> None:
    """The column `tingkat` tells rows of work from those that group them."""
    _set_up(sheet, form)
    top = _write_titles(sheet, _title_lines(form), formats)
    level = next(index for index, column in enumerate(form.columns) if column.name == "tingkat")
    _lay_out_pages(sheet, form, (top, top + 2))
    top = _write_header(sheet, top, form.columns, formats, level)
    for number, row in enumerate(rows):
        _write_row(sheet, top + number, row, formats, leaf=row[level] == "sub kegiatan")
    for number, (name, text) in enumerate(form.footer):
        write_text_cell(sheet, (top + len(rows) + 1 + number, 0), name, formats.title)
        sheet.write_string(top + len(rows) + 1 + number, level + 1, text or "belum dilaporkan")


def _make_formats(book: Workbook) -> _Formats:
    cell = {"valign": "top", "border": 1, "border_color": EDGE}
    strong = {**cell, "bold": True}
    return _Formats(
        title=book.add_format({"bold": True, "num_format": "@"}),
        head=book.add_format({**strong, "text_wrap": True, "align": "center", "num_format": "@"}),
        text=book.add_format({**cell, "text_wrap": True, "num_format": "@"}),
        strong=book.add_format({**strong, "text_wrap": True, "num_format": "@"}),
        number=book.add_format({**cell, "num_format": "#,##0"}),
        strong_number=book.add_format({**strong, "num_format": "#,##0.##"}),
        decimal=book.add_format({**cell, "num_format": "#,##0.00##"}),
    )


def _set_up(sheet: Worksheet, form: Sheet) -> None:
    for index, width in enumerate(map(_width_of, form.columns)):
        sheet.set_column(index, index, width)
    if form.simulated:
        sheet.set_tab_color(MARK)
        sheet.set_header(f"&C&B{SIMULATION_MARK}")


def _width_of(column: Column) -> int:
    return _WIDTHS.get(column.name, _PARTS.get(column.part, 16))


def _lay_out_pages(sheet: Worksheet, form: Sheet, titles: tuple[int, int]) -> None:
    """On A3, lying; on each page the code and the name of what a row is about, and no pair torn apart."""
    names = [column.name for column in form.columns]
    last = names.index("program_kegiatan") if "program_kegiatan" in names else names.index("tingkat")
    first = names.index("kode") if "kode" in names else last
    columns = PrintedColumns(
        [_width_of(column) for column in form.columns],
        (min(first, last), last),
        [(column.title, column.number) for column in form.columns],
    )
    set_up_pages(sheet, columns, paper=A3, titles=titles)


def _title_lines(form: Sheet) -> Iterator[str]:
    if form.simulated:
        yield f"{SIMULATION_MARK}. {SIMULATION_SENTENCE}"
    yield form.title
    bases = ", ".join(str(basis) for basis in find_bases("evaluasi", form.created.year))
    yield PAPER % (form.number, bases)


def _write_titles(sheet: Worksheet, lines: Iterator[str], formats: _Formats) -> int:
    """The lines above the form; returns the row of its header."""
    row = 0
    for line in lines:
        write_text_cell(sheet, (row, 0), line, formats.title)
        row += 1
    return row + 1


def _write_header(
    sheet: Worksheet, top: int, all_columns: Sequence[Column], formats: _Formats, frozen: int
) -> int:
    """Titles, K and Rp, the form's numbers; returns the first row below, where the sheet is frozen."""
    index = 0
    for (title, number), group in groupby(
        all_columns, key=lambda all_column: (all_column.title, all_column.number)
    ):
        columns = list(group)
        last = index + len(columns) - 1
        if len(columns) > 1:
            sheet.merge_range(top, index, top, last, title, formats.head)
        else:
            sheet.merge_range(top, index, top + 1, index, title, formats.head)
        for offset, column in enumerate(columns):
            if column.part:
                write_text_cell(sheet, (top + 1, index + offset), column.part, formats.head)
            sheet.write_string(top + 2, index + offset, number, formats.head)
        index = last + 1
    sheet.freeze_panes(top + 3, frozen)
    return top + 3


def _write_row(sheet: Worksheet, number: int, row: Sequence[Value], formats: _Formats, *, leaf: bool) -> None:
    words = formats.text if leaf else formats.strong
    cells: list[Cell] = []
    for value in row:
        text = plain(value) if isinstance(value, Decimal) else value
        if isinstance(value, Decimal) and fits_spreadsheet(text):
            fine = formats.decimal if "." in text else formats.number
            cells.append((float(value), fine if leaf else formats.strong_number))
        else:
            cells.append((text, words))
    put_row(sheet, number, cells)
