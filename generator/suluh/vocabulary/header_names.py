"""Names of columns out of a header of one or several lines, and rows that name a group."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from suluh.vocabulary.numbering_levels import begins_with_number
from suluh.vocabulary.raw_sheet import MergedCells
from suluh.vocabulary.sheet_columns import column_letters

LEVEL_SEPARATOR = " | "
"""Between the texts of a header of several lines in a column's name."""
_NUMBERING = re.compile(r"\(?(?:[A-Za-z]|[IVXLivxl]+|\d+)(?:\.\d+)*[.)]?")
_COLUMNS_FOR_A_GAP = 4
"""So many numbered columns make one that is lacking believable."""
_COLUMN_NUMBER = re.compile(
    r"[(\[]?\s*([0-9]{1,3}|[a-zA-Z])\s*"
    r"(?:[)\].]?|\s*=[-+*/x:%()\[\]0-9a-zA-Z. ]+|\s*\([-+*/x:%0-9 ]+\))\s*[)\]]?"
    r"|[-–—/<{|]+\s*([0-9]{1,3}|[a-zA-Z])\s*[-–—/>}|]+"
)
_FIGURE = re.compile(r"[-+(]?[\d.,\s]*\d[\d.,\s]*%?\)?|[-–—.…]+")
_YEAR = re.compile(r"(?:19|20)\d\d")


def read_levels(
    rows: Sequence[Sequence[str]],
    lines: Sequence[int],
    first_column: int = 1,
    merged: Sequence[MergedCells] = (),
) -> tuple[tuple[str, ...], ...]:
    """The header's texts over each column, top to bottom, blanks and line breaks made one blank.

    `rows` are the header's lines as cells, `lines` their numbers in the sheet. Merged cells have their text
    over all their columns. Where an upper line has no merged cells, a text goes on to the right over empty
    cells, as long as a lower line names those columns and the text's own. A text that a column has twice
    stands once.
    """
    grid = [[" ".join(cell.split()) for cell in row] for row in rows]
    width = max(map(len, grid), default=0)
    for row in grid:
        row += [""] * (width - len(row))
    for depth, line in enumerate(lines):
        spans = _spans(merged, line, first_column, width)
        for first, last in spans:
            for column in range(first + 1, last + 1):
                grid[depth][column] = grid[depth][column] or grid[depth][first]
        if not spans:
            _go_on(grid, depth)
    return tuple(tuple(dict.fromkeys(row[column] for row in grid if row[column])) for column in range(width))


def name_columns(levels: Sequence[Sequence[str]], first_column: int = 1) -> tuple[str, ...]:
    """A name for each column, no two alike: levels joined, `kolom_C` for none, ` (2)` behind a second."""
    names = [
        LEVEL_SEPARATOR.join(texts) or f"kolom_{column_letters(first_column + place)}"
        for place, texts in enumerate(levels)
    ]
    seen: Counter[str] = Counter()
    taken = set(names)
    for place, name in enumerate(names):
        seen[name] += 1
        if seen[name] > 1:
            number = seen[name]
            while f"{name} ({number})" in taken:
                number += 1
            names[place] = f"{name} ({number})"
            taken.add(names[place])
    return tuple(names)


def read_group_name(cells: Sequence[str]) -> str:
    """The name that a row gives to those below it; empty where it is a row of the table.

    Such a row holds a text alone, or a numbering and beside it a text: `A`, `Urusan Wajib`. A year that
    stands alone in one of the first two columns is such a text too.
    """
    filled = [place for place, cell in enumerate(cells) if cell.strip()]
    if not filled or len(filled) > 2 or len(cells) < 2:
        return ""
    name = " ".join(cells[filled[-1]].split())
    if _FIGURE.fullmatch(name):
        return name if len(filled) == 1 and filled[0] < 2 and _YEAR.fullmatch(name) else ""
    if len(filled) == 1:
        return name
    number = cells[filled[0]].strip()
    beside = filled[1] == filled[0] + 1 and len(cells) > 2
    return f"{number} {name}" if beside and _NUMBERING.fullmatch(number) else ""


def read_heading(cells: Sequence[str]) -> str:
    """The name that a row of sums gives to its parts below: a numbering and the text beside it; or none.

    Both may stand in the first cell, before a figure: `A. Belanja Pegawai`.
    """
    if len(cells) > 1 and begins_with_number(cells[0]) and _FIGURE.fullmatch(cells[1].strip()):
        return " ".join(cells[0].split())
    if len(cells) < 3 or not _NUMBERING.fullmatch(cells[0].strip()) or _FIGURE.fullmatch(cells[1].strip()):
        return ""
    return " ".join(f"{cells[0]} {cells[1]}".split()) if cells[1].strip() else ""


def read_column_numbers(cells: Sequence[str]) -> list[int]:
    """The numbers of a row that only numbers the columns; empty where it holds anything else.

    `(1)`, `[2]`, `-3-`, `4.`, `d`, or `5=3+4` where a column is worked out of others; each one higher than
    the last. Numbers may lack of a few columns that were taken out of the table, where all are figures or all
    letters and the first column has the first.
    """
    numbers: list[int] = []
    kinds: set[bool] = set()
    for cell in cells:
        text = cell.strip()
        if not text:
            continue
        match = _COLUMN_NUMBER.fullmatch(text)
        if match is None:
            return []
        rank = (match.group(1) or match.group(2)).lower()
        kinds.add(rank.isdecimal())
        numbers.append(int(rank) if rank.isdecimal() else ord(rank) - ord("a") + 1)
    rising = all(after > before for before, after in pairwise(numbers))
    lacking = numbers[-1] - numbers[0] + 1 - len(numbers) if numbers else 0
    room = len(numbers) // _COLUMNS_FOR_A_GAP if len(kinds) == 1 and numbers[0] == 1 else 0
    return numbers if len(numbers) > 1 and rising and lacking <= room else []


def _spans(merged: Sequence[MergedCells], line: int, first_column: int, width: int) -> list[tuple[int, int]]:
    """Columns (from 0) that merged cells of a line go over, of those that begin in it."""
    return [
        (area.first_column - first_column, min(width - 1, area.last_column - first_column))
        for area in merged
        if area.first_line == line
        and area.last_column > area.first_column
        and 0 <= area.first_column - first_column < width
    ]


def _go_on(grid: list[list[str]], depth: int) -> None:
    """Texts of an upper line go on to the right over columns that only lower lines name."""
    current = ""
    for column, text in enumerate(grid[depth]):
        below = any(row[column] for row in grid[depth + 1 :])
        if text:
            current = text if below else ""
        elif below and current:
            grid[depth][column] = current
        elif not below:
            current = ""
