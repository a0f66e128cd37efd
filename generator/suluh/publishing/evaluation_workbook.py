"""Forms E.81 and E.60 as XLSX, laid out as on paper: titles over pairs, the form's numbers below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from itertools import groupby

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from suluh.publishing.cells import fits_spreadsheet
from suluh.publishing.evaluation_table import E81, ROMAN, Form, Value, list_footer, plain
from suluh.publishing.metadata import SIMULATION_MARK, SIMULATION_SENTENCE
from suluh.publishing.workbook import MARK_COLOR, OPTIONS, write_text_cell
from suluh.vocabulary.evaluation import Evaluation
from suluh.vocabulary.settings import Settings

PAPER = "Bentuk formulir %s, Permendagri 86 Tahun 2017. K: kinerja, Rp: rupiah. Sel kosong: tidak ada nilai."
_WIDTHS = {"no": 5, "sasaran": 28, "kode": 20, "program_kegiatan": 44, "indikator": 36, "keterangan": 36}
_LEVEL = next(index for index, one in enumerate(E81.columns) if one.name == "tingkat")
_QUARTER_ENDS = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}


@dataclass(frozen=True, slots=True)
class _Formats:
    title: Format
    head: Format
    text: Format
    strong: Format
    number: Format
    strong_number: Format
    decimal: Format


def make_evaluation_workbook(
    evaluation: Evaluation, form: Form, whose: str, settings: Settings, rows: Sequence[Sequence[Value]]
) -> bytes:
    """The form as a workbook of one sheet, the same bytes each time."""
    stream = BytesIO()
    book = Workbook(stream, {**OPTIONS, "constant_memory": False, "in_memory": True})
    title = f"{form.title}: {whose}, triwulan {ROMAN[evaluation.triwulan - 1]} {evaluation.tahun}"
    book.set_properties(_describe(evaluation, settings, title))
    formats = _make_formats(book)
    sheet = book.add_worksheet(form.number)
    _set_up(sheet, evaluation, form)
    top = _write_titles(sheet, _title_lines(evaluation, title, form), formats)
    top = _write_header(sheet, top, form, formats)
    for number, row in enumerate(rows):
        _write_row(sheet, top + number, row, formats)
    _write_footer(sheet, top + len(rows) + 1, list_footer(evaluation, form), formats)
    book.close()
    return stream.getvalue()


def _describe(evaluation: Evaluation, settings: Settings, title: str) -> dict[str, object]:
    # The quarter's last day, so that an unchanged evaluation stays the same file.
    created = datetime(evaluation.tahun, *_QUARTER_ENDS[evaluation.triwulan])  # noqa: DTZ001 (Excel has no zone)
    return {
        "title": f"{SIMULATION_MARK}: {title}" if evaluation.simulated else title,
        "company": settings.site_name,
        "category": SIMULATION_MARK if evaluation.simulated else "",
        "created": created,
    }


def _make_formats(book: Workbook) -> _Formats:
    cell = {"valign": "top", "border": 1, "border_color": "#B0B0B0"}
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


def _set_up(sheet: Worksheet, evaluation: Evaluation, form: Form) -> None:
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(1, 0)
    for index, column in enumerate(form.columns):
        sheet.set_column(index, index, _WIDTHS.get(column.name, 16))
    if evaluation.simulated:
        sheet.set_tab_color(MARK_COLOR)
        sheet.set_header(f"&C&B{SIMULATION_MARK}")


def _title_lines(evaluation: Evaluation, title: str, form: Form) -> Iterator[str]:
    if evaluation.simulated:
        yield f"{SIMULATION_MARK}. {SIMULATION_SENTENCE}"
    yield title
    yield PAPER % form.number


def _write_titles(sheet: Worksheet, lines: Iterator[str], formats: _Formats) -> int:
    """The lines above the form; returns the row of its header."""
    row = 0
    for line in lines:
        write_text_cell(sheet, (row, 0), line, formats.title)
        row += 1
    return row + 1


def _write_header(sheet: Worksheet, top: int, form: Form, formats: _Formats) -> int:
    """Titles, K and Rp, the form's numbers; returns the first row below, where the sheet is frozen."""
    index = 0
    for (title, number), group in groupby(form.columns, key=lambda one: (one.title, one.number)):
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
    sheet.freeze_panes(top + 3, _LEVEL)
    sheet.repeat_rows(top, top + 2)
    return top + 3


def _write_row(sheet: Worksheet, number: int, row: Sequence[Value], formats: _Formats) -> None:
    leaf = row[_LEVEL] == "sub kegiatan"
    for index, value in enumerate(row):
        if isinstance(value, Decimal) and fits_spreadsheet(plain(value)):
            whole = value == value.to_integral_value()
            form = (formats.number if whole else formats.decimal) if leaf else formats.strong_number
            sheet.write_number(number, index, float(value), form)
        else:
            text = plain(value) if isinstance(value, Decimal) else value
            form = formats.text if leaf else formats.strong
            if text:
                write_text_cell(sheet, (number, index), text, form)
            else:
                sheet.write_blank(number, index, None, form)


def _write_footer(sheet: Worksheet, top: int, footer: Sequence[tuple[str, str]], formats: _Formats) -> None:
    for number, (name, text) in enumerate(footer):
        write_text_cell(sheet, (top + number, 0), name, formats.title)
        sheet.write_string(top + number, _LEVEL + 1, text or "belum dilaporkan")
