"""What each row of a block is: a row of the table, a total, a note, a group's name, numbers of columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from suluh.reading.recipe_blocks import Block
from suluh.vocabulary.code_trees import find_parents, read_codes
from suluh.vocabulary.header_names import read_column_numbers, read_group_name, read_heading
from suluh.vocabulary.numbering_levels import numbering_of, read_numbering_levels
from suluh.vocabulary.reading_recipe import ReadingRecipe

_ANY_LETTER = re.compile(r"[^\W\d_]")
_FIGURE_SIGNS = re.compile(r"(?i)rp|[-+()%.,\s]")
_MOST_DIGITS = 15
_LINE, _SHORT_LINE = "=-_*~─—", 4


class RowKind(Enum):
    """What a row of a block is."""

    DATA = auto()
    EMPTY = auto()
    NUMBERS = auto()
    TOTAL = auto()
    NOTE = auto()
    GROUP = auto()
    PARENT = auto()
    """The sum of the rows whose codes go on from its own."""


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A row of a block by its index in the sheet; `text` is the total's own text, or the group's name."""

    index: int
    kind: RowKind
    text: str = ""


def tidy(text: str) -> str:
    """A text as it is compared: without regard to capitals, blanks and what ends it."""
    return " ".join(text.split()).strip(" :.").casefold()


def read_rows_of(block: Block, recipe: ReadingRecipe) -> Iterator[BlockRow]:
    """Every row of the block's body that has anything in it."""
    found = _read_rows(block, recipe)
    if recipe.group_column and recipe.totals:
        found = _with_members(block, list(found))
    if not recipe.tree_column:
        yield from found
        return
    rows = list(found)
    parents = {row.index for row in rows} & set(find_tree(block, rows, recipe).values())
    for row in rows:
        yield BlockRow(row.index, RowKind.PARENT) if row.index in parents else row


def _with_members(block: Block, rows: Sequence[BlockRow]) -> Iterator[BlockRow]:
    """The rows, where a numbered name marks a total only if rows numbered below it follow."""
    counted = (RowKind.DATA, RowKind.TOTAL, RowKind.GROUP)
    numbers = [numbering_of(block.cells(row.index)) if row.kind in counted else "" for row in rows]
    levels = read_numbering_levels(numbers)
    below = -1
    heads: set[int] = set()
    for row, level in zip(reversed(rows), reversed(levels), strict=True):
        if level >= 0:
            heads |= {row.index} if level < below else set()
            below = level
    for row in rows:
        is_named = row.kind is RowKind.TOTAL and row.text == tidy(read_heading(block.cells(row.index)))
        yield BlockRow(row.index, RowKind.DATA) if is_named and row.index not in heads else row


def find_tree(block: Block, rows: Sequence[BlockRow], recipe: ReadingRecipe) -> dict[int, int]:
    """By rows (their index) the row whose code theirs goes on from; rows without such a one are not in it."""
    if recipe.tree_column not in block.names:
        return {}
    place = block.names.index(recipe.tree_column)
    counted = [row.index for row in rows if row.kind in (RowKind.DATA, RowKind.PARENT)]
    above = find_parents(read_codes([block.cells(index) for index in counted], place))
    return {index: counted[parent] for index, parent in zip(counted, above, strict=True) if parent >= 0}


def _read_rows(block: Block, recipe: ReadingRecipe) -> Iterator[BlockRow]:
    totals = frozenset(map(tidy, recipe.totals)) - {""}
    bare_totals = "" in recipe.totals
    initials = frozenset(text[0] for text in totals)
    notes = tuple(map(tidy, recipe.notes))
    starts = frozenset(text[:1] for text in notes)
    in_notes = False
    is_first = True
    for index in block.body:
        cells = block.cells(index)
        first = next((cell for cell in cells if cell), "")
        if not first:
            continue
        if is_drawn_line(cells):
            yield BlockRow(index, RowKind.EMPTY)
            continue
        opening, is_first = is_first, False
        if opening and recipe.number_row and read_column_numbers(cells):
            yield BlockRow(index, RowKind.NUMBERS)
            continue
        if notes:
            may_begin = first[0].isspace() or first[0].casefold()[:1] in starts or "" in starts
            begins = may_begin and tidy(first).startswith(notes)
            in_notes = begins or (in_notes and goes_on_as_note(cells))
            if in_notes:
                yield BlockRow(index, RowKind.NOTE)
                continue
        total = _total_of(cells, totals, initials) if totals else ""
        if total or (bare_totals and is_bare(cells)):
            yield BlockRow(index, RowKind.TOTAL, total)
            continue
        group = read_group_name(cells) if recipe.group_column else ""
        yield BlockRow(index, RowKind.GROUP, group) if group else BlockRow(index, RowKind.DATA)


def goes_on_as_note(cells: Sequence[str]) -> bool:
    """Whether a row below a note is one too: a text alone, or texts that leave columns empty."""
    filled = [cell for cell in cells if cell]
    return len(filled) == 1 or (len(filled) < len(cells) and not any(map(is_figure, filled)))


def is_figure(cell: str) -> bool:
    """Whether a cell holds a number and no long identifier, as that of an official."""
    return _FIGURE_SIGNS.sub("", cell).isdecimal() and not is_identifier(cell)


def is_identifier(cell: str) -> bool:
    """Whether a cell holds more digits than any amount, and nothing else."""
    digits = _FIGURE_SIGNS.sub("", cell)
    return digits.isdecimal() and len(digits) > _MOST_DIGITS


def is_drawn_line(cells: Sequence[str]) -> bool:
    """Whether a row draws a line: `==========`, and nothing else."""
    filled = [cell for cell in cells if cell and not cell.isspace()]
    return bool(filled) and all(
        len(cell) > _SHORT_LINE and cell.strip()[:1] in _LINE and not cell.strip().strip(_LINE)
        for cell in filled
    )


def is_bare(cells: Sequence[str]) -> bool:
    """Whether a row has figures and no text at all."""
    filled = [cell for cell in cells if cell.strip()]
    return any(cell.strip()[-1].isdecimal() for cell in filled) and not any(map(_ANY_LETTER.search, filled))


def _total_of(cells: Sequence[str], totals: frozenset[str], initials: frozenset[str]) -> str:
    """The cell by which a row is a total, or its number and name, tidied; empty where it is none."""
    for cell in cells:
        if cell and (cell[0].isspace() or cell[0].casefold()[:1] in initials):
            text = tidy(cell)
            if text in totals:
                return text
    heading = tidy(read_heading(cells)) if cells[0].casefold()[:1] in initials else ""
    return heading if heading in totals else ""
