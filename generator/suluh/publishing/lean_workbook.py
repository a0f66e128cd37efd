"""A workbook in fewer bytes: a cell that follows its neighbour does not say where it stands.

Open XML lets a cell leave its place out: then it is the one right of the cell before it, or the first of its
row. The places are what packs worst in a sheet; without them it has little more than half of its bytes. Where
cells are passed over, the next one says its place. A number has the fifteen digits that it was written with,
not a sixteenth that the writer's rounding added.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from io import StringIO
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, BinaryIO, Protocol, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from suluh.vocabulary.columns import MOST_WRITTEN, Row
from suluh.vocabulary.sheet_columns import column_letters, column_number

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

SHEETS = "xl/worksheets/sheet"
KEPT_IN_MEMORY = 16 * 1024 * 1024
FEW_CELLS = 200_000
"""Of a workbook whose parts are held in memory: some ten files less that are made, read and removed."""
CHUNK = 1024 * 1024

_PACKED = (1980, 1, 31, 0, 0, 0)
_UNIX, _PRIVATE_FILE = 3, 0o100600
"""What the archive says of each part, on every system and whether it went through a file or not."""
_ROW = re.compile(rb"<row [^>]*>.*?</row>", re.DOTALL)
_ROW_END = b"</row>"
_PLACE = re.compile(rb'<c r="([A-Z]{1,3})[0-9]+"')
_SIXTEEN_DIGITS = re.compile(rb"<v>(-?[0-9]*\.[0-9]{10,}(?:E[-+]?[0-9]+)?)</v>")


@contextmanager
def lean_workbook(
    stream: BinaryIO, options: dict[str, object], *, is_small: bool = False
) -> Iterator[Workbook]:
    """A workbook to be filled in, which is written to `stream` when it is done; the same bytes each time.

    Of one that `is_small` no part goes through a file; the bytes are the same.
    Whoever fills it in says when it was `created`: else ValueError, since it would be another each second.
    """
    from xlsxwriter import Workbook  # late: slow to import

    with SpooledTemporaryFile(max_size=KEPT_IN_MEMORY) as whole:
        book = Workbook(whole, options)
        if is_small:
            book.worksheet_class = _sheet_in_memory()
        yield book
        if not isinstance(book.doc_properties.get("created"), datetime):
            raise ValueError("a workbook does not say when it was created")
        book.in_memory = book.in_memory or is_small
        with _unpacked():
            book.close()
        _copy(cast(BinaryIO, whole), stream)


def are_small(tables: Iterable[Sequence[Row]]) -> bool:
    """Whether a workbook of these rows may be held in memory: few cells, and few signs in them."""
    tables = list(tables)
    if sum(len(rows) * len(rows[0]) for rows in tables if rows) > FEW_CELLS:
        return False
    return sum(len(cell) for rows in tables for row in rows for cell in row) <= KEPT_IN_MEMORY


def write_rows(sheet: Worksheet, rows: Sequence[Row], columns: Sequence[CellWriter]) -> None:
    """Rows below the header, the same bytes as if each cell was written by itself; of each column a writer.

    The writer of workbooks says each distinct cell of a column once; after that its text is known.
    """
    if not rows:
        return
    cells = [_Cells(sheet, at, column) for at, column in enumerate(columns)]
    sheet._write_single_row(1)  # the header, which waits
    waiting, last = cast(IO[str], sheet.row_data_fh), 0
    for number, row in enumerate(islice(rows, len(rows) - 1), start=1):
        sheet.previous_row = number
        said = [known[text] for known, text in zip(cells, row, strict=False)]
        if "" in said:
            said = [*_with_places(said, number)]
        if said:
            last = number
            waiting.write(f'<row r="{number + 1}"><c{"<c".join(said)}</row>')
    if last:
        vars(sheet)["dim_rowmax"] = last
    for known, text in zip(cells, rows[-1], strict=False):
        # The last row is left to the writer: it waits for the end of the book, as its order of forms has it.
        known.column.put(sheet, (len(rows), known.at), text)


def _with_places(said: Sequence[str], number: int) -> Iterator[str]:
    """The cells of a row that has empty ones: whatever follows one says where it stands."""
    before = 0
    for column, text in enumerate(said, start=1):
        if text:
            place = "" if before == column - 1 else f' r="{column_letters(column)}{number + 1}"'
            yield place + text
            before = column


class CellWriter(Protocol):
    """How the cells of a column are written."""

    def put(self, sheet: Worksheet, place: tuple[int, int], text: str) -> None:
        """Write a cell at a row and a column, from 0; nothing where it is empty."""

    def number_form(self, text: str) -> str:
        """By which form of numbers the cell is shown; empty where it is no number."""


class _Cells(dict[str, str]):
    """The XML of a column's cells by their texts, without beginning and place; empty for an empty cell."""

    def __init__(self, sheet: Worksheet, at: int, column: CellWriter) -> None:
        super().__init__()
        self.at, self.column = at, column
        self._sheet = sheet
        self._numbers: dict[str, str] = {}

    def __missing__(self, text: str) -> str:
        if len(self) >= MOST_WRITTEN:
            self.clear()
        form = self.column.number_form(text)
        begun = self._numbers.get(form) if form else None
        if begun is not None:
            said = f"{begun}<v>{float(text):.16G}</v></c>"
        else:
            said = self._ask(text)
            if form:
                self._numbers[form] = said.partition("<v>")[0]
        self[text] = said
        return said

    def _ask(self, text: str) -> str:
        """What the writer of workbooks makes of the cell, in the row that it is about to write."""
        sheet = self._sheet
        row = sheet.previous_row
        self.column.put(sheet, (row, self.at), text)
        cell = sheet.table.pop(row, {}).get(self.at)
        if cell is None:
            return ""
        parts, said = vars(sheet), StringIO()
        stream, parts["fh"] = parts["fh"], said
        try:
            sheet._write_cell(row, self.at, cell)
        finally:
            parts["fh"] = stream
        return said.getvalue().removeprefix(f'<c r="{column_letters(self.at + 1)}{row + 1}"')


@cache
def _sheet_in_memory() -> type[Worksheet]:
    from xlsxwriter.worksheet import Worksheet  # late: slow to import

    class SheetInMemory(Worksheet):
        """Keeps its rows in memory where others have a file, in the mode that writes row by row."""

        def _initialize(self, init_data: dict[str, object]) -> None:
            in_rows = bool(init_data["constant_memory"])
            super()._initialize({**init_data, "constant_memory": False})
            if in_rows:
                rows = StringIO()
                vars(self).update(constant_memory=True, row_data_fh=rows, fh=rows)

        def _write_optimized_sheet_data(self) -> None:
            if self.dim_rowmin is None:
                self._xml_empty_tag("sheetData")
                return
            self._xml_start_tag("sheetData")
            with cast(StringIO, self.row_data_fh) as rows:
                self.fh.write(rows.getvalue())
            self._xml_end_tag("sheetData")

    return SheetInMemory


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
            entry = ZipInfo(part.filename, _PACKED)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system, entry.external_attr = _UNIX, _PRIVATE_FILE << 16
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
        rows += end
        is_lean = not _PLACE.search(rows) and not _SIXTEEN_DIGITS.search(rows)
        yield rows if is_lean else _ROW.sub(_shorten_row, rows)
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
