"""The last steps of a recipe, on the table that was laid out: forms, places, and which rows stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from suluh.reading.compared_totals import ReadNumber, read_plain_number
from suluh.reading.place_codes import Placed, RowPlace, add_place_codes
from suluh.reading.rewritten_cells import rewrite_cell
from suluh.reading.settled_rows import Settled, add_up_rows, skip_rows
from suluh.vocabulary.package import Table
from suluh.vocabulary.raw_sheet import CellKind
from suluh.vocabulary.reading_recipe import ReadingRecipe
from suluh.vocabulary.shaped_table import LeftOut, SkippedRows


@dataclass(frozen=True, slots=True)
class Finished:
    """The table as the recipe makes it, by row index the places that were not found, and what went.

    `kept` has for each row its index in the table that was laid out.
    """

    table: Table
    kept: Sequence[int]
    missed: Mapping[int, RowPlace] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    skipped: tuple[SkippedRows, ...] = ()

    def take_kinds(self, kinds: Sequence[str]) -> Sequence[str]:
        """The kinds of cells of the laid out rows for this table, whose new columns hold texts."""
        width = len(self.table.header)
        return [kinds[index].ljust(width, CellKind.TEXT.value) for index in self.kept] if kinds else kinds


def finish_table(
    table: Table, recipe: ReadingRecipe, read_number: ReadNumber = read_plain_number
) -> Finished:
    """The table with the steps of the recipe followed that come after laying out; cells know their source."""
    formed = _replace_texts(_rewrite(_copy_columns(table, recipe), recipe), recipe)
    stayed = skip_rows(formed, recipe, read_number) if recipe.skipped else _settle_all(formed)
    placed = _place(stayed.table, recipe)
    if not (recipe.added_up or recipe.once):
        return Finished(placed.table, stayed.kept, placed.missed, stayed.left, stayed.skipped)
    added = add_up_rows(placed.table, recipe, read_number)
    missed = {at: placed.missed[row] for at, row in enumerate(added.kept) if row in placed.missed}
    kept = [stayed.kept[row] for row in added.kept]
    return Finished(added.table, kept, missed, (*stayed.left, *added.left), stayed.skipped)


def _settle_all(table: Table) -> Settled:
    return Settled(table, range(len(table.rows)))


def _place(table: Table, recipe: ReadingRecipe) -> Placed:
    if recipe.places is None:
        return Placed(table)
    placed = add_place_codes(table, recipe.places)
    if len(placed.table.header) == len(table.header) or table.source is None:
        return placed
    kept = [*range(len(table.header)), -1]
    source = table.source.take_columns(kept)
    return replace(placed, table=replace(placed.table, source=source))


def _copy_columns(table: Table, recipe: ReadingRecipe) -> Table:
    copies = {
        new: old for new, old in recipe.copies.items() if old in table.header and new not in table.header
    }
    if not copies:
        return table
    places = [*range(len(table.header)), *(table.header.index(old) for old in copies.values())]
    return replace(
        table,
        header=(*table.header, *copies),
        rows=[tuple([row[at] for at in places]) for row in table.rows],
        source=table.source.take_columns(places) if table.source is not None else None,
    )


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


def _replace_texts(table: Table, recipe: ReadingRecipe) -> Table:
    """Cells whose text has another that stands for it, each column by its own list."""
    lists = {at: texts for at, name in enumerate(table.header) if (texts := recipe.replaced.get(name))}
    if not lists:
        return table
    rows = []
    for row in table.rows:
        cells = list(row)
        for at, texts in lists.items():
            cells[at] = texts.get(cells[at].strip(), cells[at])
        rows.append(tuple(cells))
    return replace(table, rows=rows)
