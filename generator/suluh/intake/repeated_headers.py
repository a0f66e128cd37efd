"""Tables that follow each other without an empty line: a second header within the rows of a block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from suluh.intake.cell_signs import is_nothing, is_number, is_year
from suluh.intake.header_lines import Layout, find_layout


def split_at_headers(layout: Layout) -> Iterator[Layout]:
    """The block, or the blocks that it is made of where further headers stand among its rows."""
    place = _next_header(layout)
    if place < 0:
        yield layout
        return
    region = layout.region
    first = place
    while first - 1 > layout.start and region.filled(first - 1) == 1:
        first -= 1
    upper = replace(region, rows=region.rows[:first], lines=region.lines[:first], is_last=False, notes=())
    yield replace(layout, region=upper, end=first, notes=())
    lower = replace(region, rows=region.rows[first:], lines=region.lines[first:], titles=())
    yield from split_at_headers(find_layout(lower))


def _next_header(layout: Layout) -> int:
    """The row of the next header: the header's own texts again, or texts over all columns of numbers."""
    rows = layout.region.rows
    if not layout.header or layout.start + 1 >= layout.end:
        return -1
    heads = {rows[index] for index in layout.header if layout.region.filled(index) > 1}
    numbers = layout.numbers[:3]
    if not numbers:
        return next((index for index in range(layout.start + 1, layout.end) if rows[index] in heads), -1)
    probe = numbers[0] if not rows[layout.start][0] or len(numbers) == 1 else numbers[-1]
    for index in range(layout.start + 1, layout.end - 1):
        cell = rows[index][probe]
        if (cell.isdecimal() and len(cell) != 4) or not cell:
            continue
        row = rows[index]
        if row in heads or (not is_number(cell) and _heads_anew(layout, index)):
            return index
    return -1


def _heads_anew(layout: Layout, index: int) -> bool:
    """Whether a row has texts wherever the block has numbers, and numbers follow below it.

    One text for all of them says that they are missing: `belum lapor`, `belum lapor`.
    """
    rows = layout.region.rows
    cells = [rows[index][column] for column in layout.numbers if rows[index][column]]
    if (
        len(cells) < 2
        or len(set(cells)) == 1
        or any((is_number(cell) and not is_year(cell)) or is_nothing(cell) for cell in cells)
    ):
        return False
    below = [rows[index + 1][column] for column in layout.numbers if rows[index + 1][column]]
    return len(below) > 1 and all(is_number(cell) or is_nothing(cell) for cell in below)
