"""Columns of amounts, by their names and cells; also those that have no or few figures yet."""

from __future__ import annotations

from collections.abc import Sequence

from suluh.intake.cell_signs import are_codes, is_number, is_year
from suluh.intake.column_facets import read_facets
from suluh.intake.header_lines import Layout
from suluh.intake.missing_marks import says_nothing
from suluh.intake.shape_words import begins_with


def measure_columns(layout: Layout, data: Sequence[int]) -> list[int]:
    """Columns of amounts: no codes, no numbers of rows, no times; also years that have no figure yet."""
    rows = layout.region.rows
    found = []
    for column in sorted({*layout.numbers, *_unfilled_columns(layout, data)}):
        levels = layout.levels[column] if layout.levels else ()
        name = " ".join(levels[-1].replace("_", " ").split()) if levels else ""
        if read_facets(levels).values:
            found.append(column)
            continue
        cells = [rows[index][column] for index in data[:100] if rows[index][column]]
        is_key = begins_with("kolom_kode", name) or begins_with("kolom_waktu", name)
        coded = bool(cells) and (are_codes(cells) or all(map(is_year, cells)))
        counted = (
            column == 0 and len(cells) > 1 and cells == [str(number + 1) for number in range(len(cells))]
        )
        if not is_key and not coded and not counted:
            found.append(column)
    return found


def _unfilled_columns(layout: Layout, data: Sequence[int]) -> list[int]:
    """Columns with few or no figures among the others': a year not counted yet, a month of `belum lapor`.

    Their names say when, who or of which kind, or stand under the heading of figures. Beside figures they
    have marks of missing ones alone.
    """
    heads = {layout.levels[column][:-1] for column in layout.numbers if len(layout.levels[column]) > 1}
    found = []
    for column, levels in enumerate(layout.levels):
        named = bool(read_facets(levels).values)
        if column in layout.numbers or not (named or levels[:-1] in heads):
            continue
        texts = {text for text in _texts(layout, data, column) if not says_nothing(text)}
        if not texts or (named and all(map(is_number, texts))):
            found.append(column)
    return found


def _texts(layout: Layout, data: Sequence[int], column: int) -> set[str]:
    """The distinct cells of a column."""
    rows = layout.region.rows
    return {rows[index][column] for index in data}


def is_mixed(
    layout: Layout, data: Sequence[int], column: int, varying: Sequence[str], *, merged: bool
) -> bool:
    """Whether a column of texts has a name that says what those of amounts say, and has figures too.

    Merged cells of it may as well be texts that stand for the figures of all their rows.
    """
    values = read_facets(layout.levels[column]).values
    if not all(kind in values for kind in varying):
        return False
    return merged or any(map(is_number, _texts(layout, data, column)))
