"""The same table as a CSV for Excel with Indonesian settings, in a ZIP: a copy to open, nothing else.

Byte order mark, semicolon, decimal comma, dates as day/month/year. What Excel would take for a number or
a date although it is none (codes with leading zeros, 74.71, 1-2, numbers beyond 15 digits) stands as
`="74.71"`, the one form of a CSV that Excel, LibreOffice and Google Sheets keep as text. No program should
read this file: the canonical CSV beside it has the values.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from functools import partial
from itertools import islice
from typing import BinaryIO

from suluh.publishing.archive import write_members
from suluh.publishing.canonical_table import make_reader, outgoing_table
from suluh.publishing.machine_values import fits_spreadsheet, is_plain_number
from suluh.vocabulary.columns import ROWS_AT_ONCE, write_cells
from suluh.vocabulary.download_format import Format, Layout, Outgoing, Room
from suluh.vocabulary.formula_signs import as_text
from suluh.vocabulary.package import Field
from suluh.vocabulary.site import Artifact
from suluh.words.saying import N_

DOUBLE = '"'
BYTE_ORDER_MARK = "\ufeff"
FIRST_YEAR = 1900
"""Excel knows no dates before."""
MOST_ROWS = 1_048_575
"""Rows below a header that Excel opens; of more it would show a part as if it was all."""
LITERAL_LIMIT = 200
"""Excel takes no more than 255 signs between the marks."""

_SIGNS = re.compile(r"(?:Rp\.?|IDR|[$\u20ac])?[ ]*[-+(]?[0-9.,][-+0-9.,/:%()eE ]*", re.IGNORECASE)
_MONTHS = "jan|feb|mar|apr|mei|may|jun|jul|agu|agt|ags|aug|sep|okt|oct|nov|nop|des|dec"
_DATE_WORDS = re.compile(
    rf"(?:[0-9]{{1,4}}[-/., ]*)?(?:{_MONTHS})[a-z]*[-/., ]*[0-9]{{0,4}}(?:[-/., ]+[0-9]{{1,4}})?",
    re.IGNORECASE,
)
_HOURS = re.compile(r"[0-9]{1,2}(?:[.:][0-9]{1,2}){0,2} ?[ap]m?", re.IGNORECASE)
_LOGIC = ("true", "false", "benar", "salah")
_PLAIN = re.compile(r"[^\"\r\n\t;]*")


def write_excel_csv(stream: BinaryIO, outgoing: Outgoing) -> None:
    """The table in its order, a line for each row, whatever stands in a cell kept on one."""
    table = outgoing_table(outgoing)
    writers = [make_excel_text(field) for field in table.fields]
    stream.write(BYTE_ORDER_MARK.encode())
    header = ";".join(f'"{protect(name).replace(DOUBLE, DOUBLE * 2)}"' for name in table.header)
    # Between quotation marks no header is ever taken for SYLK, whatever it begins with.
    stream.write(f"{header}\r\n".encode())
    rows = write_cells(table.rows, writers)
    while block := [*islice(rows, ROWS_AT_ONCE)]:
        stream.write(write_lines(block))


def write_packed(stream: BinaryIO, outgoing: Outgoing) -> None:
    """The same file in a ZIP: it repeats the canonical one, and packed it has a tenth of the bytes."""
    name = f"{outgoing.resource or outgoing.dataset.name}.csv"
    write_members(stream, {name: Artifact(name, partial(write_excel_csv, outgoing=outgoing))})


def write_lines(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows of texts that are written for Excel already, parted by semicolons."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def make_excel_text(field: Field) -> Callable[[str], str]:
    """How a canonical cell of a column is written for Excel."""
    if field.is_number or field.type == "year":
        return _write_number
    read = make_reader(field)

    def write_value(text: str) -> str:
        value = read(text)
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, (date, time)):
            return _write_moment(value)
        return protect(text)

    return write_value


def _write_number(text: str) -> str:
    if not text or (is_plain_number(text) and fits_spreadsheet(text)):
        return text.replace(".", ",")
    return protect(text)


def _write_moment(value: date | time) -> str:
    if isinstance(value, (datetime, time)) and (value.tzinfo is not None or value.microsecond):
        return protect(value.isoformat())
    if isinstance(value, time):
        return f"{value:%H:%M:%S}"
    if value.year < FIRST_YEAR:
        return protect(value.isoformat())
    return f"{value:%d/%m/%Y %H:%M:%S}" if isinstance(value, datetime) else f"{value:%d/%m/%Y}"


def protect(text: str) -> str:
    """A text as Excel shows it and as nothing else: `="007"` where it would make a number or a date of it."""
    plain = text.strip()
    if len(text) > LITERAL_LIMIT or not _PLAIN.fullmatch(text):
        return as_text(text)
    looks = _SIGNS.fullmatch(plain) and any(sign.isdigit() for sign in plain)
    if looks or _DATE_WORDS.fullmatch(plain) or _HOURS.fullmatch(plain) or plain.casefold() in _LOGIC:
        return f'="{text}"'
    return as_text(text)


FORMAT = Format(
    name="CSV (Excel)",
    media_type="application/zip",
    suffix=".zip",
    folder="excel",
    layout=Layout.PACKED,
    note=N_('dalam ZIP; titik koma, koma desimal; kode dijaga sebagai teks: ="007"'),
    sentence="salinan untuk Excel berbahasa Indonesia: titik koma, koma desimal, tanggal hari/bulan/tahun",
    writer=write_packed,
    per_table=True,
    room=Room(rows=MOST_ROWS),
)
