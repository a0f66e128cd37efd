"""What each row of a block is: a row of the table, a total, a note, a group's name, numbers of columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from suluh.reading.recipe_blocks import Block
from suluh.vocabulary.header_names import read_column_numbers, read_group_name
from suluh.vocabulary.reading_recipe import ReadingRecipe

_ANY_LETTER = re.compile(r"[^\W\d_]")


class RowKind(Enum):
    """What a row of a block is."""

    DATA = auto()
    EMPTY = auto()
    NUMBERS = auto()
    TOTAL = auto()
    NOTE = auto()
    GROUP = auto()


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
    totals = frozenset(map(tidy, recipe.totals)) - {""}
    bare_totals = "" in recipe.totals
    initials = frozenset(text[0] for text in totals)
    notes = tuple(map(tidy, recipe.notes))
    in_notes = False
    is_first = True
    for index in block.body:
        cells = block.cells(index)
        first = next((cell for cell in cells if cell), "")
        if not first:
            continue
        opening, is_first = is_first, False
        if opening and recipe.number_row and read_column_numbers(cells):
            yield BlockRow(index, RowKind.NUMBERS)
            continue
        if notes:
            alone = sum(map(bool, cells)) == 1
            in_notes = tidy(first).startswith(notes) or (in_notes and alone)
            if in_notes:
                yield BlockRow(index, RowKind.NOTE)
                continue
        total = _total_of(cells, totals, initials) if totals else ""
        if total or (bare_totals and is_bare(cells)):
            yield BlockRow(index, RowKind.TOTAL, total)
            continue
        group = read_group_name(cells) if recipe.group_column else ""
        yield BlockRow(index, RowKind.GROUP, group) if group else BlockRow(index, RowKind.DATA)


def is_bare(cells: Sequence[str]) -> bool:
    """Whether a row has figures and no text at all."""
    filled = [cell for cell in cells if cell.strip()]
    return any(cell.strip()[-1].isdecimal() for cell in filled) and not any(map(_ANY_LETTER.search, filled))


def _total_of(cells: Sequence[str], totals: frozenset[str], initials: frozenset[str]) -> str:
    """The cell by which a row is a total, tidied; empty where it is none."""
    for cell in cells:
        if cell and (cell[0].isspace() or cell[0].casefold()[:1] in initials):
            text = tidy(cell)
            if text in totals:
                return text
    return ""
