"""Rows that are put at once are the same bytes as cells that the writer of workbooks writes one by one."""

from __future__ import annotations

import io
from datetime import datetime

import pytest

from suluh.publishing.lean_workbook import lean_workbook
from suluh.publishing.ready_rows import Cell, put_row, ready_sheet
from suluh.publishing.workbook import write_text_cell

TEXTS = ["teks", "", "<r>a</r>", " di tepi ", "a\nb", "a & b < c", "_x0041_", "\x07", "=1+1", "x" * 20_000]
NUMBERS: list[float] = [
    0.0,
    1.0,
    -2.5,
    83.3333,
    0.1,
    1.00000000000005e-7,
    123456789012345.0,
    1e300,
    True,
    False,
]
EVERYTHING: list[str | float] = [*TEXTS, *NUMBERS]


def test_rows_that_are_put_at_once_are_those_of_single_cells() -> None:
    def make(at_once: bool) -> bytes:
        stream = io.BytesIO()
        with lean_workbook(stream, {"constant_memory": False, "in_memory": True}) as book:
            book.set_properties({"created": datetime(2026, 1, 1)})
            sheet, form, other = (
                book.add_worksheet("satu", ready_sheet() if at_once else None),
                book.add_format(),
                book.add_format({"bold": True}),
            )
            sheet.write_string(0, 1, "judul", form)
            for row in range(1, 30):
                chosen = EVERYTHING[row % 5 :: 1 + row % 3]
                cells: list[Cell] = [
                    (value, other if place % 2 else form) for place, value in enumerate(chosen)
                ]
                if at_once:
                    put_row(
                        sheet, row, [cell if place != row % 4 else None for place, cell in enumerate(cells)]
                    )
                    continue
                for place, (value, style) in enumerate(cells):
                    assert style is not None
                    if place == row % 4:
                        continue
                    if isinstance(value, str) and value:
                        write_text_cell(sheet, (row, place), value, style)
                    elif isinstance(value, str):
                        sheet.write_blank(row, place, None, style)
                    elif isinstance(value, bool):
                        sheet.write_boolean(row, place, value, style)
                    else:
                        sheet.write_number(row, place, value, style)
        return stream.getvalue()

    assert make(True) == make(False)


def test_a_row_beyond_the_edge_of_a_sheet_is_refused() -> None:
    with lean_workbook(io.BytesIO(), {}) as book:
        book.set_properties({"created": datetime(2026, 1, 1)})
        sheet, form = book.add_worksheet("satu", ready_sheet()), book.add_format()
        with pytest.raises(ValueError, match="not written"):
            put_row(sheet, 0, [("a", form)] * 16_385)
