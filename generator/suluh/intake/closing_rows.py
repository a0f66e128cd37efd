"""Rows at the end of a block that hold no figure: notes, signatures, or rows that nobody counted yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from suluh.intake.cell_signs import is_date, is_nothing, is_number
from suluh.intake.header_lines import Layout
from suluh.intake.row_signs import is_statement
from suluh.intake.shape_words import begins_with, is_place_and_day, read_mark

_MOST_SIGNATURES = 14
_MOST_ASKED = 6
_LOOKED_AT = 20
_LONG, _MOST_WORDS = 60, 6


@dataclass(frozen=True, slots=True)
class ClosingRows:
    """Rows (by index) that are notes, each with its first text, and the first of them that is in doubt.

    `asked_from` is -1 where all are sure: else the rows from there on are notes or rows without figures, and
    `likely` says whether they are notes.
    """

    notes: tuple[tuple[int, str], ...] = ()
    asked_from: int = -1
    likely: bool = True


def find_closing_rows(layout: Layout) -> ClosingRows:
    """The notes at the end of a block; none in a block of one column.

    A row that begins with a word of notes, is merged over its columns, or reads like a sentence is one for
    sure; so is whatever follows a place and a day.
    """
    if layout.width < 2:
        return ClosingRows()
    signed = _find_signatures(layout)
    found = _without_figures(layout)
    if len(signed) >= len(found):
        return ClosingRows(tuple(signed))
    sure = [index for index, _ in found if _is_sure(layout, index)]
    unsure = [index for index, _ in found if index not in sure]
    if not unsure or not layout.numbers:
        return ClosingRows(tuple(found))
    if len(unsure) > _MOST_ASKED:
        return ClosingRows(tuple(entry for entry in found if entry[0] > unsure[-1]))
    alike = _are_like_labels(layout, unsure) or _share_texts(layout, unsure)
    return ClosingRows(tuple(found), unsure[0], likely=not alike)


def _without_figures(layout: Layout) -> list[tuple[int, str]]:
    """The rows at the end that may be notes: none of the table's figures, and not all of its labels."""
    found: list[tuple[int, str]] = []
    for index in range(layout.end - 1, layout.start - 1, -1):
        cells = [cell for cell in layout.region.rows[index] if cell]
        if not cells or read_mark(cells[0]) or not (_is_note(cells, layout, index) or _lacks(layout, index)):
            break
        found.append((index, cells[0]))
    return found[::-1]


def _lacks(layout: Layout, index: int) -> bool:
    """Whether a row has texts, if any, where all rows above have figures, or lacks a label that they have."""
    row = layout.region.rows[index]
    if not layout.numbers:
        return False
    near = [layout.region.rows[at] for at in range(max(layout.start, index - _LOOKED_AT), index)]
    above = [other for other in near if any(_is_figure(other[at]) for at in layout.numbers)]
    if len(above) < 2 or len(near) - len(above) > _MOST_ASKED:
        return False
    inside = [row[at] for at in layout.numbers if row[at]]
    if any(_is_figure(cell) or is_nothing(cell) for cell in inside):
        return False
    if any(row == layout.region.rows[at] for at in layout.header):
        return False  # the header again, of which others tell
    labels = [at for at in range(layout.width) if at not in layout.numbers and all(o[at] for o in above)]
    if any(not row[at] for at in labels):
        return True
    counted = [at for at in layout.numbers if all(_is_figure(other[at]) for other in above)]
    # One word for all of its figures says that they are missing: `belum`, `belum`.
    is_marked = len(inside) == len(layout.numbers) and len(set(inside)) == 1
    return not is_marked and any(row[at] for at in counted)


def _is_figure(cell: str) -> bool:
    return is_number(cell) or is_date(cell)


def _is_sure(layout: Layout, index: int) -> bool:
    """Whether more than blanks says that a row is a note."""
    row = layout.region.rows[index]
    cells = [cell for cell in row if cell]
    first = cells[0]
    return (
        bool(begins_with("catatan", first))
        or first.startswith("*")
        or len(first) > _LONG
        or len(first.split()) > _MOST_WORDS
        or _is_merged_to(layout, index)
        or (len(cells) > 1 and is_statement(cells))
        or (0 in layout.numbers and bool(row[0]) and _counts(layout, index))
    )


def _counts(layout: Layout, index: int) -> bool:
    """Whether the first column numbers the rows above."""
    above = layout.region.rows[max(layout.start, index - _LOOKED_AT)][0]
    return above.rstrip(".").isdecimal()


def _are_like_labels(layout: Layout, rows: Sequence[int]) -> bool:
    """Whether the rows hold one short text each, where the rows above have their names."""
    region = layout.region
    place = next((at for at in range(layout.width) if at not in layout.numbers), 0)
    above = range(max(layout.start, rows[0] - _LOOKED_AT), rows[0])
    longest = max((len(region.rows[at][place].split()) for at in above), default=0)
    return all(
        region.filled(index) == 1
        and bool(region.rows[index][place])
        and len(region.rows[index][place].split()) <= longest
        for index in rows
    )


def _share_texts(layout: Layout, rows: Sequence[int]) -> bool:
    """Whether each of the rows has a text that a row above has in the same column, as kinds are."""
    region = layout.region
    above = range(max(layout.start, rows[0] - _LOOKED_AT), rows[0])
    labels = [at for at in range(layout.width) if at not in layout.numbers]
    seen = {at: {region.rows[row][at] for row in above} - {""} for at in labels}
    return all(any(region.rows[index][at] in seen[at] for at in labels) for index in rows)


def _is_merged_to(layout: Layout, index: int) -> bool:
    """Whether cells of the row are shown as one, so that its text is about more than its column."""
    line = layout.line(index)
    return any(
        area.first_line <= line <= area.last_line and area.last_column > area.first_column
        for area in layout.region.merged
    )


def _find_signatures(layout: Layout) -> list[tuple[int, str]]:
    """The rows at the end from a place and a day, or a word of signers, on: none of them has a figure.

    Each leaves a column empty that all rows above fill, so that rows of a table are none.
    """
    region = layout.region
    start = max(layout.start + 1, layout.end - _MOST_SIGNATURES)
    for index in range(start, layout.end):
        cells = [cell for cell in region.rows[index] if cell]
        if not any(is_place_and_day(cell) or begins_with("penanda_tangan", cell) for cell in cells):
            continue
        above = range(max(layout.start, index - _LOOKED_AT), index)
        filled = [at for at in range(layout.width) if all(region.rows[row][at] for row in above)]
        rest = range(index, layout.end)
        no_figures = not any(is_number(region.rows[row][at]) for row in rest for at in layout.numbers)
        if no_figures and all(any(not region.rows[row][at] for at in filled) for row in rest):
            return [(row, next(filter(None, region.rows[row]))) for row in rest if any(region.rows[row])]
    return []


def _is_note(cells: Sequence[str], layout: Layout, index: int) -> bool:
    first = cells[0]
    figures = any(is_number(layout.region.rows[index][column]) for column in layout.numbers)
    word = bool(begins_with("catatan", first)) or first.startswith("*")
    if len(cells) == 1:
        at_edge = layout.region.rows[index][0] == first or _is_merged_to(layout, index)
        return word or (
            at_edge
            and not is_number(first)
            and (layout.width > 2 or len(first) > _LONG)
            and bool(layout.numbers)
        )
    return not figures and len(cells) <= 3 and layout.width > len(cells) and (word or is_statement(cells))
