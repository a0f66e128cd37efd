"""Groups among a block's rows: names alone in a row above their members, or once beside the first of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from suluh.intake.cell_signs import is_number, is_year
from suluh.intake.header_lines import Layout
from suluh.intake.shape_words import begins_with, is_among, phrase, read_mark, tidy
from suluh.intake.stated_sums import is_rate, summable
from suluh.reading.title_times import years_of
from suluh.vocabulary.ditto_marks import is_ditto
from suluh.vocabulary.header_names import read_group_name

_HEADING = re.compile(r"\(?(?:[A-Z]|[IVX]+|[a-z](?=[.)]))[.)]?(?:\s|$)")
_LOOKED_AT = 6
_SHORT_NAME = 3


@dataclass(frozen=True, slots=True)
class GroupRows:
    """Rows (by index) that only name those below them, with the name. `sure` where more than blanks says so.

    `likely` says whether they are such, where it is not sure. `first` is the line above the header that names
    the rows before the first of them, with its text; 0 for none.
    """

    rows: tuple[tuple[int, str], ...] = ()
    sure: bool = True
    likely: bool = True
    first: tuple[int, str] = (0, "")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the groups, in their order."""
        stated = tuple(name for _, name in self.rows)
        return (self.first[1], *stated) if self.first[0] else stated


NO_GROUPS = GroupRows()


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

    A place without figures looks the same: groups begin with the first row, or below the name of the first
    above the header, or have headings' numbers, or their members are counted anew. All else is in doubt.
    """
    rows = layout.region.rows
    if layout.width < 2 or not (layout.numbers or layout.width > 3) or len(indices) < 2:
        return NO_GROUPS
    found = [
        (index, name)
        for index in indices
        if layout.width - rows[index].count("") <= 2
        and (name := read_group_name(rows[index]))
        and not any(_marks_total(cell, name) for cell in rows[index] if cell)
    ]
    heads = {index for index, _ in found}
    plain = [index for index in indices if index not in heads]
    if not found or len(plain) < len(found) or found[-1][0] == indices[-1]:
        return NO_GROUPS
    headed = all(_HEADING.match(name) for _, name in found)
    if sum(index + 1 in heads for index in heads) * 2 > len(found) or _goes_on_counting(
        layout, indices, heads
    ):
        return NO_GROUPS
    years = all(names_year(name) for _, name in found)
    if years and _are_years(layout, found[0][0], plain):
        return NO_GROUPS  # years without figures among others
    starts = found[0][0] == indices[0]
    anew = _counts_anew(layout, indices, heads)
    first = (0, "") if starts or headed else _name_above(layout, [name for _, name in found])
    if not starts and not headed and not first[0]:
        if not _stand_first(layout, [index for index, _ in found], plain):
            return NO_GROUPS
        likely = anew or years or _recurs(layout, indices, heads)
        return GroupRows(tuple(found), sure=False, likely=likely)
    wider = all(begins_with("wilayah", name) for _, name in found) and not any(
        begins_with("wilayah", cell) for index in plain[:50] for cell in rows[index][:2]
    )
    sure = (
        headed
        or wider
        or years
        or anew
        or _is_over_numbers(layout, found, plain)
        or _recurs(layout, indices, heads)
    )
    likely = len(found) > 1 and len(plain) >= 2 * len(found)
    return GroupRows(tuple(found), sure, likely=likely, first=first)


def _marks_total(cell: str, name: str) -> bool:
    """Whether a cell marks a total; one that only may is a name where it has a heading's number."""
    mark = read_mark(cell)
    return mark == "exact" or (mark != "" and _HEADING.match(name) is None)


def names_year(name: str) -> bool:
    """Whether a name is a year: `2024`, `Tahun 2024`."""
    words = name.split()
    return is_year(words[-1]) and (len(words) == 1 or (len(words) == 2 and begins_with("tahun", name) != ""))


def _are_years(layout: Layout, head: int, plain: Sequence[int]) -> bool:
    """Whether most rows have a year where a row with a year alone has it."""
    rows = layout.region.rows
    place = next(at for at, cell in enumerate(rows[head]) if cell)
    return sum(names_year(rows[index][place] or "-") for index in plain) * 2 >= len(plain)


def _stand_first(layout: Layout, heads: Sequence[int], plain: Sequence[int]) -> bool:
    """Whether the names stand in the first column of texts, and not right of it below what was said there."""
    rows = layout.region.rows
    labels = (
        at
        for at in range(layout.width)
        if sum(bool(rows[index][at]) and not is_number(rows[index][at]) for index in plain) * 2 >= len(plain)
    )
    label = next(labels, layout.width)
    return all(any(rows[index][: label + 1]) for index in heads)


def _name_above(layout: Layout, names: Sequence[str]) -> tuple[int, str]:
    """The line directly above the header, with its text, if that names the first rows as others are named.

    Both are years, or both begin with the same word of regions, or it is as short as they are.
    """
    if not layout.titles or not layout.header:
        return (0, "")
    line, text = layout.titles[-1]
    text = " ".join(text.split())
    if line != layout.above:
        return (0, "")
    if names_year(names[0]):
        return (line, text) if names_year(text) else (0, "")
    level = begins_with("wilayah", names[0])
    if level:
        return (line, text) if begins_with("wilayah", text) == level else (0, "")
    longest = max(len(name.split()) for name in names)
    is_short = len(text.split()) <= max(longest, _SHORT_NAME) and not begins_with("awal_judul", text)
    return (line, text) if is_short and not years_of(text) else (0, "")


def _counts_anew(layout: Layout, indices: Sequence[int], heads: set[int]) -> bool:
    """Whether the rows are numbered 1, 2, 3 in the first column, and begin with 1 again below each name."""
    rows = layout.region.rows
    expected = 1
    below = False
    for index in indices:
        if index in heads:
            expected, below = 1, True
            continue
        number = rows[index][0].rstrip(".")
        if not number.isdecimal() or int(number) != expected:
            return False
        expected += 1
        below = False
    return not below


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
    repeated = _repeated_down(layout, looked, merged)
    blank = _blank_down(layout, indices, [*merged, *(entry.column for entry in repeated)])
    return sorted((*found, *repeated, *blank), key=lambda entry: entry.column)


def _repeated_down(
    layout: Layout, looked: Sequence[Sequence[str]], merged: Sequence[int]
) -> list[FilledDown]:
    """Columns of texts with signs of ditto; in doubt where cells are empty too, which are not the same."""
    found = []
    for column in range(layout.width):
        cells = [row[column] for row in looked]
        if column in layout.numbers or column in merged or not any(map(is_ditto, cells)):
            continue
        if cells[0] and not is_ditto(cells[0]):
            found.append(FilledDown(column, sure="" not in cells, likely=True))
    return found


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
    numbered = 1 if _number_rows(columns[0]) else 0
    whole = next((place for place, cells in enumerate(columns) if place >= numbered and "" not in cells), 0)
    blank = [[not cell for cell in cells] for cells in columns[:whole]]
    counted = bool(blank) and _number_rows([cell for cell in columns[0] if cell])
    found = []
    for place in range(numbered, whole):
        cells = columns[place]
        named = [cell for cell in cells if cell]
        few = len(named) * 10 > len(cells) * 8
        goes_on = counted and blank[place] == blank[0] and blank.count(blank[0]) > 1
        if place in merged or not cells[0] or len(named) < 2 or (few and not goes_on):
            continue
        if any(is_among("kosong", cell) for cell in named) or len(set(named)) < len(named):
            continue
        sure = not few and _comes_again(cells, columns[whole])
        likely = len(named) * 2 <= len(cells) or goes_on
        found.append(FilledDown(place, sure, likely=likely))
    return found


def _number_rows(cells: Sequence[str]) -> bool:
    """Whether the cells count the rows: 1, 2, 3."""
    return [cell.rstrip(".") for cell in cells] == [str(number) for number in range(1, len(cells) + 1)]


def _comes_again(cells: Sequence[str], beside: Sequence[str]) -> bool:
    """Whether what stands beside the blanks comes again in another group, as kinds or years do."""
    seen: dict[str, str] = {}
    group = ""
    for cell, text in zip(cells, beside, strict=True):
        group = cell or group
        if seen.setdefault(tidy(text), group) != group:
            return True
    return False
