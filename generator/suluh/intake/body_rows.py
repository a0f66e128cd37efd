"""What stands among a block's data: notes below them, rows that name a group, cells filled from above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from suluh.intake.cell_signs import is_number
from suluh.intake.derived_rows import DerivedRow, find_derived_rows
from suluh.intake.header_lines import Layout
from suluh.intake.shape_words import begins_with, is_among, read_mark
from suluh.intake.sheet_regions import is_statement
from suluh.vocabulary.header_names import read_group_name


@dataclass(frozen=True, slots=True)
class Body:
    """The rows of a block, by index: `data` as they count, `notes` with their texts, `derived` and `groups`.

    `groups` are rows that only name those below them, with the name; `fill_down` columns whose empty cells
    take what stands above, `merged_down` those of them where merged cells say so.
    """

    data: tuple[int, ...]
    notes: tuple[tuple[int, str], ...] = ()
    derived: tuple[DerivedRow, ...] = ()
    groups: tuple[tuple[int, str], ...] = ()
    fill_down: tuple[int, ...] = ()
    merged_down: tuple[int, ...] = ()


def read_body(layout: Layout) -> Body:
    """What a block's rows below the header are."""
    indices = list(range(layout.start, layout.end))
    notes = _find_notes(layout)
    if notes:
        gone = {index for index, _ in notes}
        indices = [index for index in indices if index not in gone]
    groups = _find_groups(layout, indices)
    if groups:
        gone = {index for index, _ in groups}
        indices = [index for index in indices if index not in gone]
    derived = find_derived_rows(layout, indices)
    if derived:
        gone = {entry.index for entry in derived}
        indices = [index for index in indices if index not in gone]
    merged_down = _merged_down(layout)
    fill_down = tuple(sorted({*merged_down, *_blank_down(layout, indices)}))
    return Body(tuple(indices), tuple(notes), tuple(derived), tuple(groups), fill_down, merged_down)


def _find_notes(layout: Layout) -> list[tuple[int, str]]:
    """Rows at the end that hold a note, and none of the table's figures."""
    region = layout.region
    found: list[tuple[int, str]] = []
    if layout.width < 2:
        return found
    for index in range(layout.end - 1, layout.start - 1, -1):
        cells = [cell for cell in region.rows[index] if cell]
        if not _is_note(cells, layout, index):
            break
        found.append((index, " ".join(cells)))
    return found[::-1]


def _is_note(cells: Sequence[str], layout: Layout, index: int) -> bool:
    first = cells[0]
    if read_mark(first):
        return False
    figures = any(is_number(layout.region.rows[index][column]) for column in layout.numbers)
    word = bool(begins_with("catatan", first)) or first.startswith("*")
    if len(cells) == 1:
        return word or (
            not is_number(first) and (layout.width > 2 or len(first) > 60) and bool(layout.numbers)
        )
    return not figures and len(cells) <= 3 and layout.width > len(cells) and (word or is_statement(cells))


def _find_groups(layout: Layout, indices: Sequence[int]) -> list[tuple[int, str]]:
    """Rows with a name alone, or a numbering and a name, that members follow."""
    rows = layout.region.rows
    width = layout.width
    if width < 2 or not (layout.numbers or width > 3):
        return []
    found: list[tuple[int, str]] = []
    for index in indices:
        row = rows[index]
        if width - row.count("") > 2:
            continue
        name = read_group_name(row)
        if name and not any(read_mark(cell) for cell in row if cell):
            found.append((index, name))
    members = len(indices) - len(found)
    if not found or members < len(found) or found[-1][0] == indices[-1]:
        return []
    heads = {index for index, _ in found}
    lonely = sum(index + 1 in heads for index in heads)
    return found if lonely * 2 <= len(found) else []


def _merged_down(layout: Layout) -> tuple[int, ...]:
    """Columns with cells of the data merged over several rows."""
    region = layout.region
    lines = region.lines
    if not region.merged or layout.start >= layout.end:
        return ()
    first, last = lines[layout.start], lines[layout.end - 1]
    return tuple(
        sorted(
            {
                area.first_column - region.first_column
                for area in region.merged
                if first <= area.first_line <= last
                and area.last_line > area.first_line
                and 0 <= area.first_column - region.first_column < layout.width
            }
        )
    )


def _blank_down(layout: Layout, indices: Sequence[int]) -> list[int]:
    """Columns at the left whose empty cells stand for what is above: groups, each named once."""
    rows = layout.region.rows
    if len(indices) < 3:
        return []
    columns = [[rows[index][column] for index in indices] for column in range(min(layout.width, 6))]
    whole = next((place for place, cells in enumerate(columns) if "" not in cells), None)
    if not whole:
        return []
    found = []
    for place in range(whole):
        cells = columns[place]
        named = [cell for cell in cells if cell]
        if not cells[0] or len(named) < 2 or len(named) * 10 > len(cells) * 8:
            continue
        if any(is_among("kosong", cell) for cell in named) or len(set(named)) < len(named):
            continue
        found.append(place)
    return found
