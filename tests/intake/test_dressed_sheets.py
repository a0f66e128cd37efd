"""A clean table, dressed up as offices do, comes back as it was: by the proposed recipe, applied."""

from __future__ import annotations

import pytest
from dressed_sheets import Dressed, Office

from suluh.intake.shape_search import propose_shapes
from suluh.reading.applied_recipe import apply_recipe
from suluh.vocabulary.package import Table
from suluh.vocabulary.raw_sheet import RawSheet

SEEDS = range(60)


def _read(sheets: list[RawSheet]) -> Table:
    shapes = propose_shapes(sheets)
    assert shapes.likely is not None
    shaped = apply_recipe(sheets, shapes.likely.recipe)
    assert shaped.table is not None, (shaped.findings, shapes.likely.recipe)
    assert not shaped.findings, (shaped.findings, shapes.likely.recipe)
    return shaped.table


def _compare(dressed: Dressed, sheets: list[RawSheet] | None = None) -> None:
    table = _read(sheets or [dressed.sheet()])
    assert list(table.header) == dressed.header
    assert sorted(map(tuple, table.rows)) == sorted(dressed.table)


@pytest.mark.parametrize("seed", SEEDS)
def test_titles_numbers_totals_and_notes_are_left_out(seed: int) -> None:
    office = Office(seed)
    _compare(office.dress(*office.clean()))


@pytest.mark.parametrize("seed", SEEDS)
def test_columns_that_are_values_become_rows(seed: int) -> None:
    _compare(Office(seed).spread())


@pytest.mark.parametrize("seed", SEEDS)
def test_groups_become_a_column(seed: int) -> None:
    _compare(Office(seed).group())
