"""Cells of tables as pages show them: numbers in the page's style, states in words."""

from __future__ import annotations

from dataclasses import dataclass

from suluh.rendering.page_figures import format_rupiah
from suluh.vocabulary.cells import Cell
from suluh.vocabulary.figures import State
from suluh.vocabulary.package import Field
from suluh.words.numbers import format_number


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell ready for a page: `text` to print, `state` to mark, `numeric` to align."""

    text: str
    state: State
    numeric: bool


def show_cell(cell: Cell, field: Field) -> Shown:
    """Numbers exact with Indonesian separators, rupiah with its sign, years and codes untouched."""
    if cell.state is not State.NILAI:
        return Shown(cell.state.value, cell.state, field.is_number)
    if cell.value is None or field.name.startswith("tahun"):
        return Shown(cell.text.strip(), State.NILAI, field.is_number)
    if is_money(field.satuan):
        return Shown(format_rupiah(cell.value), State.NILAI, True)
    return Shown(format_number(cell.value), State.NILAI, True)


def is_money(unit: str) -> bool:
    """Whether a unit is rupiah."""
    return unit.casefold() in ("rupiah", "rp")
