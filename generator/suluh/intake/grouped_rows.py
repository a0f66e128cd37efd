"""Groups among a block's rows: names alone in a row above their members, or once beside the first of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from suluh.intake.cell_signs import is_number
from suluh.intake.header_lines import Layout
from suluh.intake.shape_words import begins_with, is_among, phrase, read_mark, tidy
from suluh.intake.stated_sums import is_rate, summable
from suluh.vocabulary.header_names import read_group_name

_HEADING = re.compile(r"\(?(?:[A-Z]|[IVX]+|[a-z](?=[.)]))[.)]?(?:\s|$)")
_LOOKED_AT = 6


@dataclass(frozen=True, slots=True)
class GroupRows:
    """Rows (by index) that only name those below them, with the name. `sure` where more than blanks says so.

    `likely` says whether they are such, where it is not sure.
    """

    rows: tuple[tuple[int, str], ...] = ()
    sure: bool = True
    likely: bool = True


@dataclass(frozen=True, slots=True)
class FilledDown:
    """A column whose empty cells stand for what is above them, as far as it is sure or likely.

    `is_amount` says that it is an amount in merged cells, which would count once for each of their rows.
    """

    column: int
    sure: bool = True
    likely: bool = True
    is_amount: bool = False


def find_group_rows(layout: Layout, indices: Sequence[int]) -> GroupRows:
    """Rows with a name alone, or a numbering and a name, that members follow.

    A place without figures looks the same: groups begin with the first row, or have headings' numbers.
    """
    rows = layout.region.rows
    if layout.width < 2 or not (layout.numbers or layout.width > 3) or len(indices) < 2:
        return GroupRows()
    found = [
        (index, name)
        for index in indices
        if layout.width - rows[index].count("") <= 2
        and (name := read_group_name(rows[index]))
        and not any(read_mark(cell) for cell in rows[index] if cell)
    ]
    members = len(indices) - len(found)
    if not found or members < len(found) or found[-1][0] == indices[-1]:
        return GroupRows()
    heads = {index for index, _ in found}
    headed = all(_HEADING.match(name) for _, name in found)
    if sum(index + 1 in heads for index in heads) * 2 > len(found) or _goes_on_counting(
        layout, indices, heads
    ):
        return GroupRows()
    if not headed and found[0][0] != indices[0]:
        return GroupRows()
    plain = [index for index in indices if index not in heads]
    wider = all(begins_with("wilayah", name) for _, name in found) and not any(
        begins_with("wilayah", cell) for index in plain[:50] for cell in rows[index][:2]
    )
    sure = headed or wider or _is_over_numbers(layout, found, plain) or _recurs(layout, indices, heads)
    return GroupRows(tuple(found), sure, likely=len(found) > 1 and members >= 2 * len(found))


def _goes_on_counting(layout: Layout, indices: Sequence[int], heads: set[int]) -> bool:
    """Whether the rows without figures are numbered on among the others: 1, 2, 3."""
    rows = layout.region.rows
    numbers = [rows[index][0] for index in indices]
    return (
        any(rows[index][0].isdecimal() for index in heads)
        and all(number.isdecimal() for number in numbers)
        and [int(number) for number in numbers]
        == list(range(int(numbers[0]), int(numbers[0]) + len(numbers)))
    )


def _is_over_numbers(layout: Layout, found: Sequence[tuple[int, str]], plain: Sequence[int]) -> bool:
    """Whether the names stand where the others have their number."""
    rows = layout.region.rows
    return all(rows[index][0] and not rows[index][0].isdecimal() for index, _ in found) and all(
        rows[index][0].rstrip(".").isdecimal() for index in plain[:50]
    )


def _recurs(layout: Layout, indices: Sequence[int], heads: set[int]) -> bool:
    """Whether the same names of rows come again under another name."""
    seen: dict[str, int] = {}
    group = -1
    for index in indices:
        if index in heads:
            group = index
            continue
        label = next(
            (
                cell
                for place, cell in enumerate(layout.region.rows[index])
                if cell and place not in layout.numbers
            ),
            "",
        )
        if label and seen.setdefault(tidy(label), group) != group:
            return True
    return False


def find_filled_down(layout: Layout, indices: Sequence[int]) -> list[FilledDown]:
    """Columns whose empty cells stand for what is above: merged cells, or groups named once at the left."""
    merged = _merged_down(layout)
    looked = [layout.region.rows[index] for index in indices[:100]]
    found = [FilledDown(column, is_amount=_is_amount(layout, looked, column)) for column in merged]
    return sorted((*found, *_blank_down(layout, indices, merged)), key=lambda entry: entry.column)


def _merged_down(layout: Layout) -> list[int]:
    region = layout.region
    if not region.merged or layout.start >= layout.end:
        return []
    first, last = region.lines[layout.start], region.lines[layout.end - 1]
    places = {
        area.first_column - region.first_column
        for area in region.merged
        if first <= area.first_line <= last and area.last_line > area.first_line
    }
    return sorted(place for place in places if 0 <= place < layout.width)


def _is_amount(layout: Layout, looked: Sequence[Sequence[str]], column: int) -> bool:
    """Whether a column holds what can be added up: no numbers of rows, codes, years, rates or shares."""
    cells = [row[column] for row in looked if row[column]]
    name = " ".join(layout.levels[column][-1:]) if layout.levels else ""
    told = begins_with("kolom_kode", name) or begins_with("kolom_waktu", name)
    each = is_rate(name) or phrase("berlaku_tiap").search(name)
    counts = [int(cell) for cell in cells if cell.isdecimal()] == list(range(1, len(cells) + 1))
    amounts = bool(cells) and all(map(is_number, cells)) and summable(looked, column)
    return bool(amounts and not told and not each and not counts)


def _blank_down(layout: Layout, indices: Sequence[int], merged: Sequence[int]) -> list[FilledDown]:
    rows = layout.region.rows
    if len(indices) < 3:
        return []
    columns = [[rows[index][column] for index in indices] for column in range(min(layout.width, _LOOKED_AT))]
    whole = next((place for place, cells in enumerate(columns) if "" not in cells), None)
    if not whole:
        return []
    found = []
    for place in range(whole):
        cells = columns[place]
        named = [cell for cell in cells if cell]
        if place in merged or not cells[0] or len(named) < 2 or len(named) * 10 > len(cells) * 8:
            continue
        if any(is_among("kosong", cell) for cell in named) or len(set(named)) < len(named):
            continue
        sure = _comes_again(cells, columns[whole])
        found.append(FilledDown(place, sure, likely=len(named) * 2 <= len(cells)))
    return found


def _comes_again(cells: Sequence[str], beside: Sequence[str]) -> bool:
    """Whether what stands beside the blanks comes again in another group, as kinds or years do."""
    seen: dict[str, str] = {}
    group = ""
    for cell, text in zip(cells, beside, strict=True):
        group = cell or group
        if seen.setdefault(tidy(text), group) != group:
            return True
    return False
