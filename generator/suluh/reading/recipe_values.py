"""The last steps of a recipe, cell by cell: forms of cells written plainly, codes for names of places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from suluh.reading.place_codes import Placed, add_place_codes
from suluh.reading.rewritten_cells import rewrite_cell
from suluh.vocabulary.package import Table
from suluh.vocabulary.reading_recipe import ReadingRecipe


def settle_values(table: Table, recipe: ReadingRecipe) -> Placed:
    """The table with the cells of `bentuk` in plain form and the column of codes that `tempat` makes."""
    table = rewrite_columns(table, recipe.rewritten)
    if recipe.places is None:
        return Placed(table)
    placed = add_place_codes(table, recipe.places)
    if table.source is None or placed.table.header == table.header:
        return placed
    source = table.source.take_columns((*range(len(table.header)), -1))
    return replace(placed, table=replace(placed.table, source=source))


def rewrite_columns(table: Table, forms: Mapping[str, str]) -> Table:
    """The table with the cells of some columns as the plain texts that their forms stand for."""
    at = {place: forms[name] for place, name in enumerate(table.header) if name in forms}
    if not at:
        return table
    plain: dict[tuple[int, str], str] = {}

    def write(place: int, cell: str) -> str:
        key = place, cell
        if key not in plain:
            plain[key] = rewrite_cell(at[place], cell)
        return plain[key]

    rows = [
        tuple([write(place, cell) if place in at else cell for place, cell in enumerate(row)])
        for row in table.rows
    ]
    return replace(table, rows=rows)
