"""The group that each row of a block belongs to, by the names above it and by how it is numbered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from suluh.reading.recipe_blocks import Block
from suluh.reading.recipe_rows import BlockRow, RowKind
from suluh.vocabulary.header_names import read_heading
from suluh.vocabulary.numbering_levels import numbering_of, read_numbering_levels

SEPARATOR = " / "
"""Between the names of groups that lie within each other."""


@dataclass(frozen=True, slots=True)
class RowGroups:
    """The group's name by row of data (its index in the sheet), and the rows at which a group begins.

    `headings` are rows of sums that name their parts below them; `ends` rows that the parts of such a one end
    before: names that stand alone, and rows of data that are numbered as it is (`II Retribusi` below the
    parts of `I Pajak`).
    """

    names: Mapping[int, str] = field(default_factory=dict)
    headings: frozenset[int] = frozenset()
    ends: frozenset[int] = frozenset()


def read_row_groups(block: Block, rows: Sequence[BlockRow]) -> RowGroups:
    """The groups of a block's rows, by names that stand alone and by rows of sums with a number.

    A group within another has the names of both. A row of data that is numbered as a group is belongs to the
    group around that one; if there is none, it is a group of its own.
    """
    counted = [row for row in rows if row.kind in (RowKind.DATA, RowKind.TOTAL, RowKind.GROUP)]
    levels = read_numbering_levels([numbering_of(block.cells(row.index)) for row in counted])
    named = [_name_of(block, row) for row in counted]
    levels = _with_depths(counted, levels)
    named_at = [level for name, level in zip(named, levels, strict=True) if name and level >= 0]
    names: dict[int, str] = {}
    headings: list[int] = []
    ends: list[int] = []
    around: list[tuple[int, str]] = [(-1, block.first_group)] if block.first_group else []
    is_within = False
    for row, name, level in zip(counted, named, levels, strict=True):
        if name:
            ends += [row.index] if row.kind is RowKind.GROUP and is_within else []
            is_within = row.kind is RowKind.TOTAL
            around = [*_outside(around, level), (level, name)]
            headings += [row.index] if row.kind is RowKind.TOTAL else []
        if row.kind is not RowKind.DATA:
            continue
        own = ""
        if level in named_at and level <= max((each for each, _ in around), default=named_at[0]):
            around = _outside(around, level)
            ends.append(row.index)
            own = read_heading(block.cells(row.index))
        names[row.index] = SEPARATOR.join(text for _, text in around) or own
    return RowGroups(names, frozenset(headings), frozenset(ends))


def _with_depths(rows: Sequence[BlockRow], levels: Sequence[int]) -> list[int]:
    """The levels, with names without a number that follow each other directly each below the one before it.

    The last of them is -1, as one that stands by itself, the one before it -2. Names that begin with the same
    word are of one kind, and none lies within another: `Kecamatan Bungi` without rows, `Kecamatan Wolio`.
    """
    depths = list(levels)
    least: dict[str, int] = {}
    for at in range(len(rows) - 1, -1, -1):
        if rows[at].kind is not RowKind.GROUP or levels[at] >= 0:
            continue
        after = at + 1 < len(rows) and rows[at + 1].kind is RowKind.GROUP and levels[at + 1] < 0
        if after and _kind_of(rows[at]) == _kind_of(rows[at + 1]):
            depths[at] = depths[at + 1]
        elif after:
            depths[at] = depths[at + 1] - 1
        least[_kind_of(rows[at])] = min(depths[at], least.get(_kind_of(rows[at]), -1))
    return [
        least[_kind_of(row)] if row.kind is RowKind.GROUP and depth < 0 else depth
        for row, depth in zip(rows, depths, strict=True)
    ]


def _kind_of(row: BlockRow) -> str:
    """The first word of a group's name."""
    return row.text.split()[0].casefold()


def _name_of(block: Block, row: BlockRow) -> str:
    """The name that a row gives to those below it; empty for rows of data, and for totals of the whole."""
    if row.kind is RowKind.TOTAL:
        return read_heading(block.cells(row.index))
    return row.text if row.kind is RowKind.GROUP else ""


def _outside(around: Sequence[tuple[int, str]], level: int) -> list[tuple[int, str]]:
    """The groups that one of a level lies in; none for a name without a number, which has all others."""
    return [entry for entry in around if entry[0] < level]
