"""The last steps of a recipe, on the table that was laid out: forms of cells rewritten, places found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from suluh.reading.place_codes import Placed, add_place_codes
from suluh.reading.rewritten_cells import rewrite_cell
from suluh.vocabulary.package import Table
from suluh.vocabulary.raw_sheet import CellKind
from suluh.vocabulary.reading_recipe import ReadingRecipe


def finish_table(table: Table, recipe: ReadingRecipe) -> Placed:
    """The table with `rewritten` and `places` of the recipe followed, and the places that were not found.

    The source of each cell stays known.
    """
    rewritten = _rewrite(table, recipe)
    if recipe.places is None:
        return Placed(rewritten)
    placed = add_place_codes(rewritten, recipe.places)
    if len(placed.table.header) == len(table.header) or table.source is None:
        return placed
    kept = [*range(len(table.header)), -1]
    source = table.source.take_columns(kept)
    return replace(placed, table=replace(placed.table, source=source))


def finish_kinds(kinds: Sequence[str], table: Table) -> Sequence[str]:
    """The kinds of cells for a table whose recipe may have put a column behind the others."""
    width = len(table.header)
    return [row.ljust(width, CellKind.TEXT.value) for row in kinds] if kinds else kinds


def _rewrite(table: Table, recipe: ReadingRecipe) -> Table:
    forms = {at: form for at, name in enumerate(table.header) if (form := recipe.rewritten.get(name, ""))}
    if not forms:
        return table
    plain = cache(rewrite_cell)  # columns repeat their texts, and some forms are slow to read
    rows = []
    for row in table.rows:
        cells = list(row)
        for at, form in forms.items():
            cells[at] = plain(form, cells[at])
        rows.append(tuple(cells))
    return replace(table, rows=rows)
