"""Totals of an office's table beside the sums of their parts, exactly."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from suluh.reading.recipe_blocks import Block
from suluh.reading.recipe_rows import BlockRow, RowKind, find_tree, tidy
from suluh.reading.row_groups import RowGroups
from suluh.reading.standard_list import load_standard_file
from suluh.vocabulary.reading_recipe import ReadingRecipe
from suluh.vocabulary.shaped_table import ComparedTotal

ReadNumber = Callable[[str, str], Decimal | None]
"""The number that a cell of a column (by its name in the table) stands for; None where it is none."""

NOTHING = frozenset(("", "-", "–", "—", "...", "…"))
"""Texts of a part that add nothing."""
MOST_TOLD = 100
_PLAIN = re.compile(r"[+-]?[0-9]{1,40}(?:\.[0-9]{1,40})?", re.ASCII)


def read_plain_number(_: str, text: str) -> Decimal | None:
    """A number as workbooks and canonical CSV have it."""
    stripped = text.strip()
    return Decimal(stripped) if _PLAIN.fullmatch(stripped) else None


@cache
def _shares() -> frozenset[str]:
    """Names of rows that are a share or a change, and no sum of those above them."""
    return frozenset(tidy(str(word)) for word in load_standard_file("words/bentuk-tabel")["baris_bagian"])


@dataclass(slots=True)
class _Sum:
    """A running sum of numbers, with the least and the greatest of them."""

    value: Decimal = Decimal(0)
    count: int = 0
    least: Decimal | None = None
    most: Decimal | None = None

    def add(self, number: Decimal) -> None:
        self.value += number
        self.count += 1
        self.least = number if self.least is None or number < self.least else self.least
        self.most = number if self.most is None or number > self.most else self.most

    def holds(self, number: Decimal) -> bool:
        """Whether a number lies between the least and the greatest, as a mean does."""
        return self.least is not None and self.most is not None and self.least <= number <= self.most


@dataclass(slots=True)
class _Column:
    """A column that has totals: the parts since the last total, and all."""

    since: _Sum = field(default_factory=_Sum)
    whole: _Sum = field(default_factory=_Sum)
    waiting: list[tuple[int, Decimal, Decimal, int]] = field(default_factory=list)
    """Totals above their parts: the row, its number, and what was read before it, with how many rows."""
    ends: list[tuple[Decimal, int]] = field(default_factory=list)
    """What was read before each total so far, with how many rows: where groups end."""
    starts: dict[Decimal, int] = field(default_factory=lambda: {Decimal(0): 0})
    """Sums of all rows above each total so far, with how many they are: where groups begin."""

    def parts_of(self, number: Decimal) -> _Sum:
        """The rows that a total below them is of: those since where a group began, if it is their sum."""
        begun = self.starts.get(self.whole.value - number)
        if begun is not None and begun < self.whole.count:
            return _Sum(number, self.whole.count - begun)
        return self.since if self.since.count else self.whole

    def parts_below(self, number: Decimal, before: Decimal, rows: int) -> _Sum:
        """The rows that a total above is of: those to where a group ends, if it is their sum; else all."""
        ends = (*self.ends, (self.whole.value, self.whole.count))
        end = next((count for value, count in ends if count > rows and value - before == number), 0)
        return _Sum(number, end - rows) if end else self.whole


def compare_totals(
    block: Block,
    rows: Sequence[BlockRow],
    names: Mapping[int, str],
    read_number: ReadNumber,
    groups: RowGroups,
) -> list[ComparedTotal]:
    """Each stated total of a block's rows of totals beside its parts.

    `names` are the columns to compare, by their place in the block, with their names in the table. A total
    stands below its parts, or above them where the first one has no row above it or names its parts. What
    fits the rows since the last total, or all rows, is a total of those; rows that a group ends with are no
    part of it. A column with parts that are no numbers is not compared.
    """
    totals = [row for row in rows if row.kind is RowKind.TOTAL]
    if not totals:
        return []
    stated_at = {
        place: name
        for place, name in names.items()
        if any(read_number(name, block.cells(row.index)[place]) is not None for row in totals)
    }
    on_top = totals[0].index in groups.headings or (
        next((row.kind for row in rows if row.kind in (RowKind.TOTAL, RowKind.DATA)), None) is RowKind.TOTAL
    )
    compared: list[ComparedTotal] = []
    for place, name in stated_at.items():
        compared += _compare_column(block, rows, (place, name), read_number, groups.ends if on_top else None)
    return sorted(compared, key=lambda total: (total.line, total.column))


def _compare_column(
    block: Block,
    rows: Sequence[BlockRow],
    column: tuple[int, str],
    read_number: ReadNumber,
    ends: frozenset[int] | None,
) -> list[ComparedTotal]:
    """A column's totals; `ends` are the rows that a group ends with where totals stand above their parts."""
    place, name = column
    sums = _Column()
    compared: list[ComparedTotal] = []
    for row in rows:
        is_end = ends is not None and row.index in ends
        if is_end:
            compared += _settle(sums, block, column, is_end=False)
            sums.ends.append((sums.whole.value, sums.whole.count))
            sums.since = _Sum()
        if row.kind not in (RowKind.DATA, RowKind.TOTAL):
            continue
        text = block.cells(row.index)[place]
        number = None if row.text in _shares() else read_number(name, text)
        if row.kind is RowKind.DATA:
            if number is None and text.strip() not in NOTHING:
                return []
            if number is not None:
                sums.whole.add(number)
                if not is_end:
                    sums.since.add(number)
            continue
        if ends is not None:
            compared += _settle(sums, block, column, is_end=False)
            if number is not None:
                sums.waiting.append((row.index, number, sums.whole.value, sums.whole.count))
            sums.ends.append((sums.whole.value, sums.whole.count))
        elif number is not None and sums.whole.count:
            compared.append(_make(block, column, (row.index, number), sums.parts_of(number)))
        sums.starts.setdefault(sums.whole.value, sums.whole.count)
        sums.since = _Sum()
    return compared + _settle(sums, block, column, is_end=True)


def _settle(sums: _Column, block: Block, column: tuple[int, str], *, is_end: bool) -> list[ComparedTotal]:
    """Totals above their parts, once those were read: the last one has the rows since."""
    compared: list[ComparedTotal] = []
    if sums.since.count and sums.waiting:
        index, number, *_ = sums.waiting.pop()
        compared.append(_make(block, column, (index, number), sums.since))
    if is_end and sums.whole.count:
        compared += [
            _make(block, column, (index, number), sums.parts_below(number, before, rows))
            for index, number, before, rows in sums.waiting
        ]
    return compared


def _make(block: Block, column: tuple[int, str], total: tuple[int, Decimal], parts: _Sum) -> ComparedTotal:
    place, name = column
    index, stated = total
    return ComparedTotal(
        sheet=block.sheet.name,
        line=block.sheet.lines[index],
        column=block.first_column + place,
        name=name,
        stated=stated,
        summed=parts.value,
        parts=parts.count,
        may_be_mean=parts.count > 1 and parts.holds(stated),
    )


def compare_tree(
    block: Block,
    rows: Sequence[BlockRow],
    recipe: ReadingRecipe,
    names: Mapping[int, str],
    read_number: ReadNumber,
) -> list[ComparedTotal]:
    """Each row of sums by its code beside the rows whose codes go on from it, nearest ones alone.

    Columns are compared in which most are sums at all.
    """
    above = find_tree(block, rows, recipe) if recipe.tree_column else {}
    if not above:
        return []
    compared: list[ComparedTotal] = []
    for place, name in names.items():
        sums: dict[int, _Sum] = {}
        for index, parent in above.items():
            number = read_number(name, block.cells(index)[place])
            if number is not None:
                sums.setdefault(parent, _Sum()).add(number)
        own = [
            _make(block, (place, name), (parent, stated), parts)
            for parent, parts in sums.items()
            if (stated := read_number(name, block.cells(parent)[place])) is not None
        ]
        if sum(total.fits for total in own) * 2 > len(own):
            compared += own
    return sorted(compared, key=lambda total: (total.line, total.column))


def compare_sum_columns(
    block: Block,
    rows: Sequence[BlockRow],
    sums: Mapping[str, tuple[str, ...]],
    named: Mapping[str, str],
    read_number: ReadNumber,
) -> list[ComparedTotal]:
    """Cells of columns that add up others and do not: by column of sums the parts, by the header's names.

    `named` has the name in the table of each column, by which its numbers are read.
    """
    places = {name: place for place, name in enumerate(block.names)}
    compared: list[ComparedTotal] = []
    for name, parts in sums.items():
        if name not in places or any(part not in places for part in parts):
            continue
        for row in rows:
            if row.kind is not RowKind.DATA or len(compared) == MOST_TOLD:
                continue
            cells = block.cells(row.index)
            stated = read_number(named.get(name, name), cells[places[name]])
            numbers = [(cells[places[part]], named.get(part, part)) for part in parts]
            summed = _add_up(numbers, read_number)
            if stated is not None and summed is not None and stated != summed:
                line = block.sheet.lines[row.index]
                at = block.first_column + places[name]
                compared.append(ComparedTotal(block.sheet.name, line, at, name, stated, summed, len(parts)))
    return compared


def _add_up(cells: Sequence[tuple[str, str]], read_number: ReadNumber) -> Decimal | None:
    """The sum of cells, each with the name of its column; None where one is no number, or all are empty."""
    summed, count = Decimal(0), 0
    for text, name in cells:
        if text.strip() in NOTHING:
            continue
        number = read_number(name, text)
        if number is None:
            return None
        summed += number
        count += 1
    return summed if count else None
