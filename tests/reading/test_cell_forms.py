"""How sheets show their cells: money, thousands, dates beside texts; what is told of it, and what is not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest

from builders import make_field
from suluh.reading.cell_forms import FormTally, forms_of_text
from suluh.reading.cell_texts import is_number
from suluh.reading.number_formats import MONEY, NumberFormats, read_number_format
from suluh.vocabulary.findings import Place, Severity

DAY = dt.datetime(2025, 3, 5)


@dataclass(frozen=True)
class Cell:
    """A cell as a sheet gives it; `_style_id` stands for its format, as openpyxl numbers them."""

    value: Any
    number_format: str = "General"
    data_type: str = "n"

    @property
    def _style_id(self) -> int:
        return hash(self.number_format)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("General", ("", False)),
        ("#,##0", ("", False)),
        ("#,##0.00", ("", False)),
        ("0.0%", ("", False)),
        ("[$Rp-421]\\ #,##0", ("rp", False)),
        ('"Rp" #,##0;[Red]-"Rp" #,##0', ("rp", False)),
        ('_("Rp"* #,##0_);_("Rp"* \\(#,##0\\);_("Rp"* "-"_);_(@_)', ("rp", False)),
        ("[$$-409]#,##0.00", ("$", False)),
        ("$#,##0", ("$", False)),
        ("[$-421]d mmmm yyyy", ("", False)),
        ('#,##0 "terpakai"', ("", False)),
        ("#,##0,", ("", True)),
        ('#,##0.0,,"juta"', ("", True)),
        ("[$Rp-421] #,##0,,", ("rp", True)),
        ('0 "a, b"', ("", False)),
        ("[>=1000000]#,##0", ("", False)),
    ],
)
def test_a_format_says_currency_and_scale(code: str, expected: tuple[str, bool]) -> None:
    assert read_number_format(code) == expected


def forms_of(cell: Cell) -> tuple[str, ...]:
    if isinstance(cell.value, str):
        return forms_of_text(cell.value)
    if is_number(cell.value):
        return NumberFormats().forms_of(cell) if cell.value else ()
    return ("date",)


def tell(kind: str, *cells: Cell, **more: Any) -> list[str]:
    tally = FormTally()
    for number, cell in enumerate(cells, start=1):
        tally.note(0, forms_of(cell), (number, number + 1, f"A{number + 1}", str(cell.value)))
    found = tally.tell([make_field("x", type=kind, **more)], lambda where, _: Place("x.xlsx", cell=where[2]))
    assert all(one.severity is Severity.WARNING for one in found)
    return [f"{one.code} {one.place.cell}" for one in found]


RUPIAH = "[$Rp-421] #,##0"


@pytest.mark.parametrize(
    ("kind", "cells", "told"),
    [
        ("string", (Cell(DAY), Cell("13/03/2025")), ["W029 A3"]),
        ("string", (Cell("5 Maret 2025"), Cell(DAY.date())), ["W029 A2"]),
        ("string", (Cell(DAY), Cell("2025-03-13")), []),
        ("string", (Cell("12/03/2025"), Cell("13/03/2025")), []),
        ("string", (Cell(DAY), Cell("belum")), []),
        ("number", (Cell(1, RUPIAH), Cell(2), Cell(3)), ["W030 A2"]),
        ("number", (Cell(1, RUPIAH), Cell(2, RUPIAH), Cell(3)), ["W030 A4"]),
        ("number", (Cell(1, RUPIAH), Cell(2, "[$$-409]#,##0")), ["W030 A3"]),
        ("number", (Cell(1, RUPIAH), Cell(0), Cell("-")), []),
        ("number", (Cell(1, data_type=MONEY), Cell(2)), ["W030 A2"]),
        ("integer", (Cell(1_500_000, "#,##0,"), Cell(2_000_000, "#,##0,")), ["W031 A2"]),
        ("number", (Cell("1.500"), Cell(2300)), ["W033 A2"]),
        ("number", (Cell("1.500"), Cell("2.300")), []),
        ("number", (Cell("1.5"), Cell(2300)), []),
        ("string", (Cell(1, RUPIAH), Cell(2)), []),
    ],
)
def test_what_stands_beside_another_form_is_told(kind: str, cells: tuple[Cell, ...], told: list[str]) -> None:
    assert tell(kind, *cells) == told


def test_a_column_that_states_its_signs_is_read_by_them() -> None:
    assert tell("number", Cell("1.500"), Cell(2300), descriptor={"groupChar": "."}) == []
