"""A template as XLSX: one sheet to fill in, a visible sheet of codes, and how to go about it.

Cells are typed so that codes stay text, notes are input messages rather than comments, nothing is
hidden, and the bytes are the same each time: the filled file passes the rules of `suluh check`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

from suluh.publishing.machine_values import clean_number, fits_spreadsheet, is_plain_number
from suluh.publishing.sheet_colours import EXAMPLE
from suluh.publishing.template_columns import Choice, TemplateColumn, describe_column
from suluh.publishing.workbook import FIRST_DATE, MAX_SHEET_NAME, OPTIONS
from suluh.reading.cell_texts import is_number
from suluh.reading.workbook_parts import CODE_SHEET, GUIDE_SHEET

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FILLABLE_ROWS = 5_000
# A fixed date: a template changes when its columns do, not when it is made.
MADE = datetime(2025, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_WIDE = 60
MOST_KEPT = 128
_KEPT: dict[bytes, bytes] = {}
"""Templates by the digest of all that they are made of, the one asked for last at the end."""


@dataclass(frozen=True, slots=True)
class _Formats:
    header: Format
    example: Format
    text: Format
    wrapped: Format
    by_type: dict[str, Format]
    examples: dict[str, Format]


def write_template(
    stream: BinaryIO, *, title: str, sheet_name: str, columns: Sequence[TemplateColumn], guide: Sequence[str]
) -> None:
    """The template for these columns; `guide` are the lines of its sheet `petunjuk`.

    A site has dozens that change with no build of a preview: what was made of the same is given again.
    """
    stated = sha256(repr((title, sheet_name, tuple(columns), tuple(guide))).encode()).digest()
    content = _KEPT.pop(stated, None)
    if content is None:
        content = _make_book(title, sheet_name, columns, guide)
        if len(_KEPT) >= MOST_KEPT:
            del _KEPT[next(iter(_KEPT))]
    _KEPT[stated] = content
    stream.write(content)


def _make_book(title: str, sheet_name: str, columns: Sequence[TemplateColumn], guide: Sequence[str]) -> bytes:
    stream = BytesIO()
    from xlsxwriter import Workbook  # late: slow to import

    book = Workbook(stream, {**OPTIONS, "constant_memory": False, "in_memory": True})
    book.set_properties({"title": title, "created": MADE})
    formats = _make_formats(book)
    data = book.add_worksheet(sheet_name[:MAX_SHEET_NAME])
    codes = book.add_worksheet(CODE_SHEET)
    lists = _write_codes(codes, columns, formats)
    _write_data(data, columns, lists, formats)
    _write_guide(book.add_worksheet(GUIDE_SHEET), [title, *guide], columns, formats)
    book.close()
    return stream.getvalue()


def _make_formats(book: Workbook) -> _Formats:
    patterns = {"integer": "0", "year": "0", "number": "0.##########", "date": "yyyy-mm-dd"}
    return _Formats(
        header=book.add_format({"bold": True, "num_format": "@", "bottom": 1, "valign": "top"}),
        example=book.add_format({"num_format": "@", "bg_color": EXAMPLE, "italic": True}),
        text=book.add_format({"num_format": "@"}),
        wrapped=book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        by_type={kind: book.add_format({"num_format": text}) for kind, text in patterns.items()},
        examples={
            kind: book.add_format({"num_format": text, "bg_color": EXAMPLE, "italic": True})
            for kind, text in patterns.items()
        },
    )


def _write_data(
    sheet: Worksheet, columns: Sequence[TemplateColumn], lists: dict[int, str], formats: _Formats
) -> None:
    sheet.freeze_panes(1, 0)
    for index, column in enumerate(columns):
        field = column.field
        width = min(max(len(field.name) + 3, len(column.example) + 2, 10), 32)
        sheet.set_column(index, index, width, formats.by_type.get(field.type, formats.text))
        sheet.write_string(0, index, field.name, formats.header)
        _write_example(sheet, index, column, formats)
        sheet.data_validation(1, index, FILLABLE_ROWS, index, _make_rule(column, lists.get(index, "")))
    if columns:
        last = len(columns) - 1
        sheet.ignore_errors({"number_stored_as_text": _range_of(last)})


def _range_of(last_column: int) -> str:
    from xlsxwriter.utility import xl_range

    return str(xl_range(1, 0, FILLABLE_ROWS, last_column))


def _write_example(sheet: Worksheet, index: int, column: TemplateColumn, formats: _Formats) -> None:
    text, field = column.example, column.field
    form = formats.examples.get(field.type, formats.example)
    number = clean_number(field, text) if field.is_number else text if field.type == "year" else None
    if number is not None and index and is_plain_number(number) and fits_spreadsheet(number):
        sheet.write_number(1, index, float(number), form)
    elif field.type == "date" and index and text >= FIRST_DATE and (day := _as_date(text)):
        sheet.write_datetime(1, index, day, form)
    elif text:
        sheet.write_string(1, index, text, formats.example)
    else:
        sheet.write_blank(1, index, None, form)


def _as_date(text: str) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(text), datetime.min.time())
    except ValueError:
        return None


def _make_rule(column: TemplateColumn, source: str) -> dict[str, Any]:
    """The validation of a column's cells: it warns only, since the check has the last word."""
    field = column.field
    rule: dict[str, Any] = {
        "validate": "any",
        "input_title": (field.title or field.name)[:32],
        "input_message": _shorten(describe_column(column), 255),
    }
    told = {
        "error_title": "Periksa isi sel",
        "error_message": _shorten(describe_column(column), 255),
        "error_type": "warning",
    }
    if source:
        return {**rule, **told, "validate": "list", "source": source}
    if field.type == "integer":
        return {**rule, **told, "validate": "integer", **_bounds(column)}
    if field.type == "number":
        return {**rule, **told, "validate": "decimal", **_bounds(column)}
    if field.type == "year":
        bounds = {"criteria": "between", "minimum": 1900, "maximum": 2200}
        return {**rule, **told, "validate": "integer", **bounds}
    return rule


def _bounds(column: TemplateColumn) -> dict[str, Any]:
    low = column.field.constraints.get("minimum")
    high = column.field.constraints.get("maximum")
    return {
        "criteria": "between",
        "minimum": low if is_number(low) else -999_999_999_999_999,
        "maximum": high if is_number(high) else 999_999_999_999_999,
    }


def _shorten(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def _write_codes(sheet: Worksheet, columns: Sequence[TemplateColumn], formats: _Formats) -> dict[int, str]:
    """Each list of choices once, two columns wide; by column of the template, where its list stands."""
    from xlsxwriter.utility import xl_range_abs

    sheet.freeze_panes(1, 0)
    placed: dict[tuple[Choice, ...], int] = {}
    lists: dict[int, str] = {}
    for index, column in enumerate(columns):
        if not column.choices:
            continue
        at = placed.get(column.choices)
        if at is None:
            at = placed[column.choices] = 2 * len(placed)
            _write_choices(sheet, at, column, formats)
        lists[index] = f"={CODE_SHEET}!{xl_range_abs(1, at, len(column.choices), at)}"
    if not placed:
        sheet.write_string(0, 0, "Tidak ada kolom yang isinya dipilih dari daftar.", formats.text)
    return lists


def _write_choices(sheet: Worksheet, at: int, column: TemplateColumn, formats: _Formats) -> None:
    named = any(choice.name for choice in column.choices)
    sheet.write_string(0, at, column.field.name, formats.header)
    sheet.write_string(0, at + 1, "nama" if named else "", formats.header)
    longest = max(len(choice.value) for choice in column.choices)
    sheet.set_column(at, at, min(max(longest + 2, len(column.field.name) + 2), 30), formats.text)
    sheet.set_column(at + 1, at + 1, 36 if named else 3, formats.text)
    for row, choice in enumerate(column.choices, start=1):
        sheet.write_string(row, at, choice.value, formats.text)
        if choice.name:
            sheet.write_string(row, at + 1, choice.name, formats.text)


def _write_guide(
    sheet: Worksheet, lines: Sequence[str], columns: Sequence[TemplateColumn], formats: _Formats
) -> None:
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, _WIDE)
    row = 0
    for number, line in enumerate(lines):
        sheet.write_string(row, 0, "Templat" if number == 0 else str(number), formats.header)
        sheet.write_string(row, 1, line, formats.wrapped)
        row += 1
    row += 1
    for text, at in (("kolom", 0), ("isi", 1)):
        sheet.write_string(row, at, text, formats.header)
    for column in columns:
        row += 1
        sheet.write_string(row, 0, column.field.name, formats.text)
        sheet.write_string(row, 1, describe_column(column), formats.wrapped)
