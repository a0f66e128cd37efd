"""Where a block's header stands, how many lines it has, and where its data begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from suluh.intake.cell_signs import is_date, is_nothing, is_number, is_year
from suluh.intake.row_signs import (
    heads_by_numbers,
    is_statement,
    numbers_columns,
    starts_with_values,
)
from suluh.intake.shape_words import begins_with, read_mark, tidy
from suluh.intake.sheet_region import Region
from suluh.intake.sheet_regions import number_columns
from suluh.vocabulary.header_names import name_columns, read_group_name, read_levels

_HEADER_LIMIT = 5
_FEWEST_COUNTED = 4
_LOOKED_AT = 15
_NAME_LENGTH = 45
_LEVEL_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Layout:
    """A block understood: indices of its header's rows, its number row (-1 for none), its data `start..end`.

    `titles` and `notes` are the texts around it with their lines. `levels[column]` are the header's texts
    over a column, top to bottom, as far as they say something. `numbers` are columns that hold numbers.
    `doubtful` are lines above a whole header that may be part of it, and that nothing was answered about;
    `nearest` those of them that are most like it. `short_header` says that one name lacks, and nothing was
    answered about it; `stated_names` are the names of a block that is laid out without its header.
    """

    region: Region
    titles: tuple[tuple[int, str], ...]
    notes: tuple[tuple[int, str], ...]
    header: tuple[int, ...]
    number_row: int
    start: int
    end: int
    levels: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    doubtful: tuple[int, ...] = ()
    nearest: tuple[int, ...] = ()
    short_header: bool = False
    stated_names: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """How many columns it has."""
        return self.region.width

    @property
    def names(self) -> tuple[str, ...]:
        """Names of its columns, as a recipe has them."""
        return name_columns(self.levels, self.region.first_column)

    @property
    def header_lines(self) -> tuple[int, ...]:
        """The header's lines in the sheet."""
        return tuple(self.region.lines[row] for row in self.header)

    @property
    def above(self) -> int:
        """The filled line of the sheet directly above its header; 0 where none is near."""
        first = self.header[0] if self.header else self.start
        if first > 0:
            return self.region.lines[first - 1]
        return self.titles[-1][0] if self.titles and self.region.titles else 0

    def line(self, index: int) -> int:
        """The line of one of its rows in the sheet."""
        return self.region.lines[index]


def find_layout(region: Region) -> Layout:
    """How a block is laid out; a block of texts alone has its header in its first full row."""
    count = len(region.rows)
    lead = _first_full_row(region)
    numbers = number_columns(region, range(lead, count))
    data, number_row = _first_data_row(region, lead, numbers)
    bottom = _header_bottom(region, lead, data, number_row, numbers=numbers)
    if bottom < lead:
        return lay_out_without_header(region, lead, numbers)
    top = _header_top(region, lead, bottom, numbers)
    header = tuple(range(top, bottom + 1))
    number_row = number_row if number_row > bottom else -1
    start = max(number_row, bottom) + 1
    titles = (*region.titles, *region.texts(range(top)))
    levels = read_levels(
        [region.rows[row] for row in header],
        [region.lines[row] for row in header],
        region.first_column,
        region.merged,
    )
    found = Layout(region, titles, region.notes, header, number_row, start, count, levels, tuple(numbers))
    return _without_edges(found, top)


def _without_edges(layout: Layout, top: int) -> Layout:
    """The layout without columns at its edges that only texts above its header are in."""
    region, width = layout.region, layout.width
    used = [any(region.rows[row][column] for row in range(top, layout.end)) for column in range(width)]
    if not any(used) or (used[0] and used[-1]):
        return layout
    first, last = used.index(True), width - 1 - used[::-1].index(True)
    rows = [row[first : last + 1] for row in region.rows]
    return replace(
        layout,
        region=replace(region, rows=rows, first_column=region.first_column + first),
        levels=layout.levels[first : last + 1],
        numbers=tuple(column - first for column in layout.numbers if first <= column <= last),
    )


def lay_out_without_header(region: Region, lead: int, numbers: Sequence[int]) -> Layout:
    """A block without a header whose data begin in row `lead`; what is above is its title."""
    titles = (*region.titles, *region.texts(range(lead)))
    levels: tuple[tuple[str, ...], ...] = tuple(() for _ in range(region.width))
    count = len(region.rows)
    return Layout(region, titles, region.notes, (), -1, lead, count, levels, tuple(numbers))


def _first_full_row(region: Region) -> int:
    """The first row that is no title: more than one cell, unless the block has one column."""
    if region.width == 1:
        return 0
    for index in range(len(region.rows)):
        cells = [cell for cell in region.rows[index] if cell]
        if len(cells) > 1 and not is_statement(cells) and not _spans_all(region, index):
            return index
    return 0


def _spans_all(region: Region, index: int) -> bool:
    line = region.lines[index]
    return any(
        area.first_line <= line <= area.last_line
        and area.last_column - area.first_column + 1 >= region.width > 1
        for area in region.merged
    )


def _first_data_row(region: Region, lead: int, numbers: Sequence[int]) -> tuple[int, int]:
    """The first row of data and the row that numbers the columns; the block's end, and -1, for none."""
    number_row = -1
    count = len(region.rows)
    if region.width == 1:
        return (0 if is_number(region.rows[0][0]) and not is_year(region.rows[0][0]) else 1), number_row
    for index in range(lead, min(count, lead + _LOOKED_AT)):
        if number_row < 0 and index > lead and numbers_columns(region, index, numbers):
            number_row = index
            continue
        heads = index > lead and (_in_header_area(region, lead, index) or _counts_under(region, index))
        textual = not numbers and index > lead and not heads
        if textual or (not (heads and numbers) and _is_data(region, index, numbers, first=index == lead)):
            return index, number_row
    if not numbers and count - lead == 1:
        return count, number_row
    return (count, number_row) if not numbers or count - lead <= _LOOKED_AT else (lead + 1, number_row)


def _counts_under(region: Region, index: int) -> bool:
    """Whether a row only counts columns that one heading above is over: the days of a month."""
    row, above = region.rows[index], region.rows[index - 1]
    places = [column for column, cell in enumerate(row) if cell]
    counted = [row[column] for column in places]
    return (
        len(places) >= _FEWEST_COUNTED
        and counted == [str(number) for number in range(1, len(counted) + 1)]
        and places == list(range(places[0], places[-1] + 1))
        and bool(above[places[0]])
        and not any(above[column] for column in places[1:])
    )


def _in_header_area(region: Region, lead: int, index: int) -> bool:
    """Whether merged cells join the row with the header above it, in a block of texts alone."""
    line, top = region.lines[index], region.lines[lead]
    joined = [area for area in region.merged if area.first_line <= top and area.last_line >= line]
    spread = [
        area
        for area in region.merged
        if area.first_line == area.last_line == top and area.last_column > area.first_column
    ]
    return bool(joined and spread) and line - top < _HEADER_LIMIT


def _is_data(region: Region, index: int, numbers: Sequence[int], *, first: bool) -> bool:
    """Whether numbers stand where the block has numbers, and they are no years that head columns."""
    row = region.rows[index]
    if not numbers:
        return first and starts_with_values(region)
    figures = [row[column] for column in numbers if row[column] and read_mark(row[column]) != "exact"]
    real = [cell for cell in figures if is_number(cell) or is_date(cell)]
    if not real or sum(is_number(cell) or is_date(cell) or is_nothing(cell) for cell in figures) * 2 <= len(
        figures
    ):
        return False
    return not heads_by_numbers(region, [column for column in numbers if row[column]], index)


def _header_bottom(region: Region, lead: int, data: int, number_row: int, *, numbers: Sequence[int]) -> int:
    """The header's last row, at or below `lead`; above it for no header.

    A row belongs to it that has texts where the block has numbers, or that gives names which are missing
    or double so far; what else stands there is data without figures.
    """
    if data == lead:
        return lead - 1
    bottom = lead
    for index in range(lead + 1, data):
        if index == number_row or region.filled(index) < min(2, region.width):
            continue
        row = region.rows[index]
        texts = [column for column in numbers if row[column] and not is_nothing(row[column])]
        worded = any(not is_number(row[column]) for column in texts) or heads_by_numbers(region, texts, index)
        incomplete = _missing(region, range(lead, bottom + 1), index) | _double_names(
            region, range(lead, bottom + 1)
        )
        if not incomplete and (read_group_name(row) or _has_amount(row, texts)):
            break
        if (
            not worded
            and not any(row[column] for column in incomplete)
            and not _in_header_area(region, lead, index)
        ):
            break
        bottom = index
    return bottom


def _has_amount(row: Sequence[str], columns: Sequence[int]) -> bool:
    """Whether a row has a number that is no year beside a text, where the block has numbers."""
    numbers = [is_number(row[column]) for column in columns]
    return not all(numbers) and any(is_number(row[column]) and not is_year(row[column]) for column in columns)


def _header_top(region: Region, lead: int, bottom: int, numbers: Sequence[int]) -> int:
    """The header's first row: as far up as rows make its names whole, or part it into groups."""
    top = bottom
    for index in range(bottom - 1, max(-1, bottom - _HEADER_LIMIT), -1):
        if region.lines[index + 1] - region.lines[index] > 1 and region.filled(index) == 1:
            break
        if not _heads(region, index, top, bottom, numbers=numbers):
            if not _reaches(region, index, bottom):
                break
            continue
        top = index
    return top


def _reaches(region: Region, index: int, bottom: int) -> bool:
    """Whether a name is still missing that a row further above has."""
    missing = _missing(region, range(index + 1, bottom + 1), bottom)
    above = range(max(0, bottom - _HEADER_LIMIT + 1), index)
    return any(region.rows[row][column] and region.filled(row) > 1 for row in above for column in missing)


def _heads(region: Region, index: int, top: int, bottom: int, *, numbers: Sequence[int]) -> bool:
    cells = [(column, cell) for column, cell in enumerate(region.rows[index]) if cell]
    if _spans_all(region, index) or any(len(cell) > _LEVEL_LENGTH for _, cell in cells):
        return False
    missing = _missing(region, range(top, bottom + 1), bottom)
    fills = [column for column, _ in cells if column in missing]
    if len(cells) > 1:
        texts = [cell for _, cell in cells]
        return not is_statement(texts) and not any(cell.endswith(":") for cell in texts)
    column, text = cells[0]
    merged = _is_merged(region, index, column)
    if fills:
        return merged or not _is_title(text) or column > 0
    double = _double_names(region, range(top, bottom + 1))
    if column > 0:
        return (
            merged
            or (bool(double) and len(text) <= _NAME_LENGTH)
            or (bool(missing) and _reaches(region, index, bottom))
            or (0 in missing and index > 0 and bool(region.rows[index - 1][0]))
        )
    return False


def _is_title(text: str) -> bool:
    return (
        len(text) > _NAME_LENGTH
        or bool(begins_with("awal_judul", text))
        or bool(re.search(r"(?i)\b(tahun|menurut|per|bulan)\b.*\d{4}|\bmenurut\b", text))
    )


def _is_merged(region: Region, index: int, column: int) -> bool:
    line, place = region.lines[index], region.first_column + column
    return any(
        area.first_line <= line <= area.last_line and area.first_column <= place <= area.last_column
        for area in region.merged
    )


def _missing(region: Region, header: Sequence[int], bottom: int) -> set[int]:
    """Columns with data below and no name in these rows."""
    below = range(bottom + 1, min(len(region.rows), bottom + 60))
    return {
        column
        for column in range(region.width)
        if not any(region.rows[row][column] for row in header)
        and any(region.rows[row][column] for row in below)
    }


def _double_names(region: Region, header: Sequence[int]) -> set[int]:
    """Columns whose name in these rows is that of another."""
    names = [tuple(tidy(region.rows[row][column]) for row in header) for column in range(region.width)]
    return {column for column, name in enumerate(names) if any(name) and names.count(name) > 1}
