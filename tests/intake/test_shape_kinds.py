"""Kinds of sheets by hand: each comes back as the table that is in it, and nothing is left out untold."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from suluh.intake.shape_search import propose_shapes
from suluh.intake.shapes import Shapes
from suluh.reading.applied_recipe import apply_recipe
from suluh.vocabulary.raw_sheet import MergedCells, RawSheet


def _sheet(text: str, name: str = "", merged: tuple[MergedCells, ...] = ()) -> RawSheet:
    """A sheet of lines, cells parted by `|`; empty lines are left out, as readers do."""
    lines = [[cell.strip() for cell in line.strip("\n").split("|")] for line in text.strip("\n").split("\n")]
    width = max(map(len, lines))
    kept = [
        (number, [*cells, *[""] * (width - len(cells))])
        for number, cells in enumerate(lines, 1)
        if any(cells)
    ]
    return RawSheet(name, [cells for _, cells in kept], [number for number, _ in kept], merged)


def _rows(*sheets: RawSheet, answers: dict[str, str] | None = None) -> list[tuple[str, ...]]:
    """The table that the likely recipe reads: header, then rows."""
    shapes = propose_shapes(sheets, answers)
    assert shapes.likely is not None
    shaped = apply_recipe(sheets, shapes.likely.recipe)
    assert shaped.table is not None, shaped.findings
    assert not shaped.findings
    return [tuple(shaped.table.header), *map(tuple, shaped.table.rows)]


def _doubts(*sheets: RawSheet) -> list[str]:
    return [doubt.key for doubt in propose_shapes(sheets).doubts]


def _said(shapes: Shapes, *, warnings: bool = False) -> str:
    told = [*(entry for shape in shapes.shapes[:1] for entry in shape.evidence), *shapes.passed_over]
    return "\n".join(entry.text % entry.values for entry in told if entry.is_warning or not warnings)


def _table(text: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in text.strip("\n").split("\n")]


KINDS = yaml.safe_load((Path(__file__).parent / "shape_kinds.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_comes_back_as_the_table_that_is_in_it(kind: str) -> None:
    assert _rows(_sheet(KINDS[kind]["sheet"])) == _table(KINDS[kind]["table"])
