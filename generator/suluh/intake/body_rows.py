"""What stands among a block's data: notes below them, rows that name a group, cells filled from above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from suluh.intake.cell_signs import is_number
from suluh.intake.derived_row import DerivedRow
from suluh.intake.derived_rows import find_derived_rows, summable_columns
from suluh.intake.group_totals import find_group_totals
from suluh.intake.grouped_rows import FilledDown, GroupRows, find_filled_down, find_group_rows
from suluh.intake.header_lines import Layout
from suluh.intake.shape_words import begins_with, is_place_and_day, read_mark
from suluh.intake.sheet_regions import is_statement
from suluh.intake.tree_rows import TreeRows, find_tree_rows

_MOST_SIGNATURES = 14


@dataclass(frozen=True, slots=True)
class Body:
    """The rows of a block, by index: `data` as they count, `notes` with their texts, `derived` and `groups`.

    `groups` are rows that only name those below them, with the name; `fill_down` columns whose empty cells
    take what stands above; `tree` rows of sums by their codes, which are among `data`. `asked_groups` and
    `asked_columns` are those that only blanks speak for: asked, and settled by `kelompok` and `isi_ke_bawah`.
    """

    data: tuple[int, ...]
    notes: tuple[tuple[int, str], ...] = ()
    derived: tuple[DerivedRow, ...] = ()
    groups: tuple[tuple[int, str], ...] = ()
    fill_down: tuple[int, ...] = ()
    tree: TreeRows | None = None
    asked_groups: GroupRows | None = None
    asked_columns: tuple[FilledDown, ...] = ()


def read_body(layout: Layout, answers: Mapping[str, str]) -> Body:
    """What a block's rows below the header are, as far as nothing else was answered."""
    indices = list(range(layout.start, layout.end))
    notes = _find_notes(layout)
    if notes:
        gone = {index for index, _ in notes}
        indices = [index for index in indices if index not in gone]
    groups = find_group_rows(layout, indices)
    answer = answers.get("kelompok", "")
    taken = groups.rows if (answer == "kelompok" or (not answer and (groups.sure or groups.likely))) else ()
    if taken:
        gone = {index for index, _ in taken}
        indices = [index for index in indices if index not in gone]
    looked = [layout.region.rows[index] for index in indices[:100]]
    heads = find_group_totals(layout, indices, summable_columns(layout, looked)) if not taken else []
    apart = {entry.index for entry in heads}
    derived = find_derived_rows(
        layout, [index for index in indices if index not in apart] if apart else indices
    )
    derived += heads
    if derived:
        gone = {entry.index for entry in derived}
        indices = [index for index in indices if index not in gone]
    tree = find_tree_rows(layout, indices) if not taken else None
    filled = find_filled_down(layout, indices)
    stated = answers.get("isi_ke_bawah", "")
    return Body(
        tuple(indices),
        tuple(notes),
        tuple(sorted(derived, key=lambda entry: entry.index)),
        taken,
        tuple(e.column for e in filled if e.sure or stated == "isi" or (not stated and e.likely)),
        tree,
        groups if groups.rows and not groups.sure and not answer else None,
        tuple(entry for entry in filled if not entry.sure and not stated),
    )


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
        found.append((index, cells[0]))
    signed = _find_signatures(layout)
    if len(signed) > len(found):
        return signed
    return found[::-1]


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
        above = range(max(layout.start, index - 20), index)
        filled = [at for at in range(layout.width) if all(region.rows[row][at] for row in above)]
        rest = range(index, layout.end)
        no_figures = not any(is_number(region.rows[row][at]) for row in rest for at in layout.numbers)
        if no_figures and all(any(not region.rows[row][at] for at in filled) for row in rest):
            return [(row, next(filter(None, region.rows[row]))) for row in rest if any(region.rows[row])]
    return []


def _is_note(cells: Sequence[str], layout: Layout, index: int) -> bool:
    first = cells[0]
    if read_mark(first):
        return False
    figures = any(is_number(layout.region.rows[index][column]) for column in layout.numbers)
    word = bool(begins_with("catatan", first)) or first.startswith("*")
    if len(cells) == 1:
        at_edge = layout.region.rows[index][0] == first or _is_merged_to(layout, index)
        return word or (
            at_edge
            and not is_number(first)
            and (layout.width > 2 or len(first) > 60)
            and bool(layout.numbers)
        )
    return not figures and len(cells) <= 3 and layout.width > len(cells) and (word or is_statement(cells))
