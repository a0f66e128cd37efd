"""Rows of a lean workbook that are put at once, their cells ready to be written.

All forms have some two million cells. The writer of workbooks looks at each three times: where it is put,
what it is, and how it is said. Here that is known when a row is put, and said as `lean_workbook` shortens it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple, Protocol, TextIO, cast

from suluh.publishing.workbook import write_text_cell
from suluh.vocabulary.sheet_columns import column_letters

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_PLACE = re.compile(r'<c r="[A-Z]{1,3}[0-9]+"')
_SIXTEEN_DIGITS = re.compile(r"-?[0-9]*\.[0-9]{10,}(?:E[-+]?[0-9]+)?")
_NUMBER = re.compile(rf"<v>({_SIXTEEN_DIGITS.pattern})</v>")
_SURE_LENGTH = 16_000
"""Signs of a text that a cell holds, whatever they are."""

Cell = tuple[str | float, "Format | None"]
"""A text, a number or a truth, and how it looks."""


class _Strings(Protocol):
    """The texts that the cells of all sheets share."""

    def _get_shared_string_index(self, string: str) -> int: ...


class _Ready(NamedTuple):
    """A cell that says how it is written, after its place and its style."""

    content: str
    format: Format | None


def put_row(sheet: Worksheet, row: int, cells: Sequence[Cell | None]) -> None:
    """What is in a row of a `ready_sheet` held in memory, from its first column on; None puts nothing.

    The same as a call of the writer for each, and much faster. An empty text is a blank with a format; no
    column or row has a format of its own. ValueError beyond the edge of a sheet.
    """
    filled = [column for column, cell in enumerate(cells) if cell is not None]
    if sheet.constant_memory or any(
        sheet._check_dimensions(row, column) for column in (*filled[:1], *filled[-1:])
    ):
        raise ValueError(f"row {row} of {len(cells)} cells was not written")
    line, number_of = sheet.table[row], cast(_Strings, sheet.str_table)._get_shared_string_index
    for column, cell in enumerate(cells):
        if cell is None:
            continue
        value, form = cell
        if isinstance(value, bool):
            line[column] = _Ready(f' t="b"><v>{value:d}</v></c>', form)
        elif not isinstance(value, str):
            line[column] = _Ready(f"><v>{_figures(value)}</v></c>", form)
        elif not value:
            line[column] = _Ready("/>", form)
        elif form is not None and (len(value) > _SURE_LENGTH or value.startswith("<r>")):
            write_text_cell(sheet, (row, column), value, form)
        else:
            line[column] = _Ready(f' t="s"><v>{number_of(value)}</v></c>', form)


@cache
def ready_sheet() -> type[Worksheet]:
    """The kind of sheet whose rows may be put at once; every cell stands in it as a lean workbook has it."""
    from xlsxwriter.worksheet import Worksheet  # late: slow to import

    class LeanSheet(Worksheet):
        """A sheet that knows which cell is due, and writes ready and plain cells by itself."""

        def __init__(self) -> None:
            super().__init__()
            self.fh: TextIO  # type: ignore[assignment]
            self._due = (-1, 0)
            self._styles: dict[int, str] = {}

        def _write_cell(self, row: int, col: int, cell: _Ready) -> None:
            follows = self._due == (row, col) or col == 0
            self._due = (row, col + 1)
            if cell.__class__ is not _Ready:
                self._write_by_writer(row, col, cell, follows=follows)
                return
            content, form = cell
            style = self._styles.get(id(form))
            if style is None:
                style = self._styles[id(form)] = _style_of(form)
            place = "" if follows else f' r="{column_letters(col + 1)}{row + 1}"'
            self.fh.write(f"<c{place}{style}{content}")

        def _write_by_writer(self, row: int, col: int, cell: object, *, follows: bool) -> None:
            target, piece = self.fh, StringIO()
            self.fh = piece
            super()._write_cell(row, col, cell)
            self.fh, written = target, _NUMBER.sub(_fifteen_digits, piece.getvalue())
            self.fh.write(_PLACE.sub("<c", written, count=1) if follows else written)

    return LeanSheet


def _style_of(form: Format | None) -> str:
    return "" if form is None else f' s="{form._get_xf_index()}"'  # type: ignore[no-untyped-call]


def _figures(number: float) -> str:
    """A number as the writer has it, in fifteen digits where that made sixteen of them."""
    text = f"{number:.16G}"
    return f"{float(text):.15G}" if len(text) > 11 and _SIXTEEN_DIGITS.fullmatch(text) else text


def _fifteen_digits(value: re.Match[str]) -> str:
    return f"<v>{_figures(float(value[1]))}</v>"
