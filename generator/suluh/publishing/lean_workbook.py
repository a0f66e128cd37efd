"""A workbook in fewer bytes: a cell that follows its neighbour does not say where it stands.

Open XML lets a cell leave its place out: then it is the one right of the cell before it, or the first of its
row. The places are what packs worst in a sheet; without them it has little more than half of its bytes. Where
cells are passed over, the next one says its place. A number has the fifteen digits that it was written with,
not a sixteenth that the writer's rounding added.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from suluh.vocabulary.sheet_columns import column_letters, column_number

if TYPE_CHECKING:
    from xlsxwriter import Workbook

SHEETS = "xl/worksheets/sheet"
KEPT_IN_MEMORY = 16 * 1024 * 1024
CHUNK = 1024 * 1024

_ROW = re.compile(rb"<row [^>]*>.*?</row>", re.DOTALL)
_ROW_END = b"</row>"
_PLACE = re.compile(rb'<c r="([A-Z]{1,3})[0-9]+"')
_SIXTEEN_DIGITS = re.compile(rb"<v>(-?[0-9]*\.[0-9]{10,}(?:E[-+]?[0-9]+)?)</v>")


@contextmanager
def lean_workbook(stream: BinaryIO, options: dict[str, object]) -> Iterator[Workbook]:
    """A workbook to be filled in, which is written to `stream` when it is done; the same bytes each time."""
    from xlsxwriter import Workbook  # late: slow to import

    with SpooledTemporaryFile(max_size=KEPT_IN_MEMORY) as whole:
        book = Workbook(whole, options)
        yield book
        with _unpacked():
            book.close()
        _copy(cast(BinaryIO, whole), stream)


@contextmanager
def _unpacked() -> Iterator[None]:
    """Within it the writer leaves the parts as they are: they are packed once, when they are shortened."""
    from xlsxwriter import workbook

    names = vars(workbook)
    before = names["ZIP_DEFLATED"]
    names["ZIP_DEFLATED"] = ZIP_STORED
    try:
        yield
    finally:
        names["ZIP_DEFLATED"] = before


def _copy(whole: BinaryIO, stream: BinaryIO) -> None:
    """All parts of the workbook, in their order; those of its sheets shortened."""
    with ZipFile(whole) as source, ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=9) as target:
        for part in source.infolist():
            entry = ZipInfo(part.filename, part.date_time)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system, entry.external_attr = part.create_system, part.external_attr
            entry.file_size = part.file_size
            with source.open(part) as read, target.open(entry, "w") as write:
                if part.filename.startswith(SHEETS):
                    for piece in _shorten(cast(BinaryIO, read)):
                        write.write(piece)
                else:
                    shutil.copyfileobj(read, write)


def _shorten(sheet: BinaryIO) -> Iterator[bytes]:
    """A sheet's XML piece by piece, each of whole rows."""
    rest = b""
    while chunk := sheet.read(CHUNK):
        rows, end, rest = (rest + chunk).rpartition(_ROW_END)
        yield _ROW.sub(_shorten_row, rows + end)
    yield rest


def _shorten_row(row: re.Match[bytes]) -> bytes:
    """A row whose cells say their place only where cells are passed over."""
    text = _SIXTEEN_DIGITS.sub(_fifteen_digits, row[0])
    columns = _PLACE.findall(text)
    if columns == _first_columns(len(columns)):
        return _PLACE.sub(b"<c", text)
    due = b"A"

    def place(cell: re.Match[bytes]) -> bytes:
        nonlocal due
        follows, due = cell[1] == due, _column_after(cell[1])
        return b"<c" if follows else cell[0]

    return _PLACE.sub(place, text)


def _fifteen_digits(value: re.Match[bytes]) -> bytes:
    return b"<v>%s</v>" % f"{float(value[1]):.15G}".encode()


@cache
def _first_columns(count: int) -> list[bytes]:
    return [column_letters(number).encode() for number in range(1, count + 1)]


@cache
def _column_after(letters: bytes) -> bytes:
    return column_letters(column_number(letters.decode()) + 1).encode()
