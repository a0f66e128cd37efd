"""What a row near a header is: names that are numbers, a first row of values, numbers of columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from suluh.intake.cell_signs import is_code, is_date, is_number, is_year, sample_indices
from suluh.intake.sheet_region import Region
from suluh.vocabulary.header_names import read_column_numbers

_STATED = re.compile(r"[^\W\d_][^:]*:\s*\S.*")
_NOTE_CELLS = 3


def is_statement(cells: Sequence[str]) -> bool:
    """Whether the cells of a row state one thing of the whole table: `Satuan :`, `jiwa`."""
    if len(cells) > _NOTE_CELLS:
        return False
    return cells[0].endswith(":") or cells[1].startswith(":") or all(map(_STATED.fullmatch, cells))


def heads_by_numbers(region: Region, columns: Sequence[int], index: int) -> bool:
    """Whether the numbers of a row are names of columns: years over amounts, or 1, 2, 3 beside a text."""
    row = region.rows[index]
    real = [row[column] for column in columns if is_number(row[column]) or is_date(row[column])]
    if not real:
        return False
    count = len(region.rows)
    lower = [region.rows[place] for place in sample_indices(count // 2, count, 60)]
    under = [
        row[column] for row in lower for column in columns if is_number(row[column]) or is_date(row[column])
    ]
    labelled = any(cell and not is_number(cell) for cell in row)
    named = any(
        region.rows[above][column] and region.filled(above) > 1
        for above in range(index)
        for column in columns[-1:]
    )
    if labelled and named:
        return False  # a row of the table whose amounts look like years
    if all(map(is_year, real)) and (len(real) > 1 or len(columns) == 1) and not all(map(is_year, under)):
        return True
    if all(map(is_date, real)) and len(real) > 1 and not all(map(is_date, under)):
        return True
    steps = [int(cell) for cell in real if cell.isdecimal()]
    return (
        labelled
        and len(steps) == len(real) >= 4
        and steps == list(range(steps[0], steps[0] + len(steps)))
        and steps[0] in (0, 1)
        and any(int(cell) not in steps for cell in under if cell.isdecimal())
    )


def starts_with_values(region: Region) -> bool:
    """Whether the first row of a block without numbers is data: codes or days, or values that recur."""
    count = len(region.rows)
    if count < 2:
        return False
    recurring = 0
    for column in range(region.width):
        first, below = region.rows[0][column], [cell for cell in region.column(column, 1) if cell]
        if not first or not below:
            continue
        for sign in (is_code, is_date):
            if sign(first) and sum(map(sign, below)) * 10 >= len(below) * 9:
                return True
        distinct = len(set(below))
        recurring += len(below) > 4 and distinct * 2 <= len(below) and first in below
    return recurring > 0


def numbers_columns(region: Region, index: int, numbers: Sequence[int]) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), 1 2 3, a b c, or 5=(3+4)."""
    row = region.rows[index]
    ranks = read_column_numbers(row)
    if not ranks or ranks[0] not in (0, 1) or len(ranks) * 2 <= region.width:
        return False
    below = region.rows[index + 1] if index + 1 < len(region.rows) else ()
    if any(map(_goes_on_by_letter, row, below)):
        return False
    if any(not cell[0].isalnum() for cell in row if cell):
        return True
    return any(is_number(cell) != (column in numbers) for column, cell in enumerate(row) if cell) or (
        len(ranks) > 4 and bool(below) and below[0] == row[0]
    )


def _goes_on_by_letter(cell: str, below: str) -> bool:
    """Whether rows are counted by letters: B below A."""
    return len(cell) == len(below) == 1 and cell.isalpha() and ord(below) == ord(cell) + 1
