"""The blocks of cells that a recipe reads: of which sheets, with the header in which lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from suluh.reading.workbook_parts import COMPANION_SHEETS
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.header_names import name_columns, read_group_name, read_levels
from suluh.vocabulary.raw_sheet import RawSheet
from suluh.vocabulary.reading_recipe import ReadingRecipe
from suluh.vocabulary.shaped_table import LeftOut, Reason
from suluh.vocabulary.sheet_columns import column_number

LAST = 10**9
HEADER_SEARCH = 100
"""Lines in which a header that moved is looked for."""
MOST_SHOWN = 20
"""Names of columns that a finding lists."""
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6}):\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})?")


@dataclass(frozen=True, slots=True)
class CellRange:
    """Lines and columns from 1, both ends included."""

    first_line: int
    first_column: int
    last_line: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Block:
    """A table as it stands on a sheet: `header` and `body` are indices of the sheet's rows.

    `names` and `is_named` are of its columns, from `first_column` (from 1) on; a column without a text in the
    header is named after its letters. `value` is what the recipe says of the block; `first_group` the name of
    the first of its groups, where that stands above its header.
    """

    sheet: RawSheet
    area: CellRange
    header: tuple[int, ...]
    body: range
    names: tuple[str, ...]
    is_named: tuple[bool, ...]
    value: str = ""
    first_group: str = ""

    @property
    def first_column(self) -> int:
        """The column (from 1) in which it begins."""
        return self.area.first_column

    @property
    def last_header_line(self) -> int:
        """The line of the header's last row; 0 where it has none."""
        return self.sheet.lines[self.header[-1]] if self.header else 0

    def cells(self, index: int) -> Sequence[str]:
        """The cells of a row of the sheet that lie in the block."""
        return self.sheet.rows[index][self.first_column - 1 : self.area.last_column]


def read_range(text: str) -> CellRange | None:
    """The range that `A5:F30` or `A5:F` names; None where a text is none."""
    match = _RANGE.fullmatch(text.strip().upper())
    if match is None:
        return None
    first, last = column_number(match[1]), column_number(match[3])
    line, end = int(match[2]), int(match[4]) if match[4] else LAST
    return CellRange(line, first, end, last) if first <= last and line <= end else None


def choose_sheets(
    sheets: Sequence[RawSheet], recipe: ReadingRecipe, place: Place
) -> tuple[list[RawSheet], list[Finding]]:
    """The sheets that a recipe reads, in its order; D010 for one that is not there."""
    if not recipe.sheets:
        own = [sheet for sheet in sheets if not sheet.is_hidden and sheet.name not in COMPANION_SHEETS]
        return list((own or sheets)[:1]), []
    by_name = {sheet.name: sheet for sheet in reversed(sheets)}
    there = ", ".join(sheet.name for sheet in sheets)
    findings = [
        Finding("D010", place, details={"lembar": name, "ada": there})
        for name in recipe.sheets
        if name not in by_name
    ]
    return [by_name[name] for name in recipe.sheets if name in by_name], findings


def find_blocks(
    sheet: RawSheet, recipe: ReadingRecipe, expected: Collection[str], place: Place
) -> tuple[list[Block], list[Finding]]:
    """The blocks of a sheet; F038 for a range without cells, D012 where the header is not where it should be.

    `expected` are names by the header's text that the recipe and the description count on.
    """
    blocks: list[Block] = []
    findings: list[Finding] = []
    for text, value in _ranges_on(sheet, recipe).items():
        area = read_range(text) if text else CellRange(1, 1, LAST, max(sheet.width, 1))
        rows = _rows_in(sheet, area) if area else range(0)
        if area is None or not any(any(sheet.rows[index][area.first_column - 1 :]) for index in rows):
            details = {"rentang": text or "@whole_sheet", "lembar": sheet.name}
            findings.append(Finding("F038", place, details=details))
            continue
        area = replace(area, last_column=min(area.last_column, sheet.width))
        wanted = [line + (area.first_line - 1 if recipe.blocks else 0) for line in recipe.header_lines]
        block = make_block(sheet, area, rows, wanted, recipe)
        moved = _find_moved(block, rows, expected, recipe)
        if moved is not None:
            details = {
                "baris": _say_lines([sheet.lines[index] for index in block.header]) or str(wanted[:1]),
                "ada": _say_lines([sheet.lines[index] for index in moved.header]),
            }
            findings.append(Finding("D012", replace(place, line=moved.last_header_line), details=details))
            continue
        first_group = _first_group(block) if text and recipe.group_column else ""
        blocks.append(replace(block, value=value, first_group=first_group))
    return blocks, findings


def _ranges_on(sheet: RawSheet, recipe: ReadingRecipe) -> dict[str, str]:
    """The ranges of a sheet with what the recipe says of each; of those that name a sheet, its own."""
    if not recipe.blocks:
        return {recipe.cells: ""}
    parted = [(text.rpartition("!"), value) for text, value in recipe.blocks.items()]
    return {cells: value for (name, _, cells), value in parted if name in ("", sheet.name)}


def make_block(
    sheet: RawSheet, area: CellRange, rows: range, wanted: Sequence[int], recipe: ReadingRecipe
) -> Block:
    """The block of an area whose header stands in the lines `wanted`; in its first row where none are."""
    header: tuple[int, ...] = ()
    if recipe.has_header:
        lines = set(wanted)
        header = tuple(index for index in rows if sheet.lines[index] in lines) if lines else (rows[0],)
    body = range(header[-1] + 1 if header else rows.start, rows.stop)
    texts = [sheet.rows[index][area.first_column - 1 : area.last_column] for index in header]
    at = [sheet.lines[index] for index in header]
    width = area.last_column - area.first_column + 1
    levels = read_levels(texts, at, area.first_column, sheet.merged) if texts else ((),) * width
    names = name_columns(levels, area.first_column)
    return Block(sheet, area, header, body, names, tuple(bool(level) for level in levels))


def _first_group(block: Block) -> str:
    """The name that stands alone in the first line of a block's range, directly above its header."""
    above = block.header[0] - 1 if block.header else -1
    inside = above >= 0 and block.sheet.lines[above] == block.area.first_line
    return read_group_name(block.cells(above)) if inside else ""


def tell_outside(sheet: RawSheet, blocks: Sequence[Block]) -> list[LeftOut]:
    """The filled cells of a sheet that lie in no header and no body of its blocks."""
    if not blocks:
        return []
    left_out: list[LeftOut] = []
    first = min((block.header[0] if block.header else block.body.start) for block in blocks)
    whole = [block for block in blocks if len(block.names) == sheet.width]
    for index, row in enumerate(sheet.rows):
        if any(index in block.body or index in block.header for block in whole):
            continue
        spans = [
            (block.area.first_column, block.area.last_column)
            for block in blocks
            if index in block.body or index in block.header
        ]
        cells = tuple(
            (column, text)
            for column, text in enumerate(row, start=1)
            if text and not any(start <= column <= end for start, end in spans)
        )
        if cells:
            between = any(
                index < block.body.start and index >= block.header[0] for block in blocks if block.header
            )
            reason = Reason.TITLE if index < first or between else Reason.OUTSIDE
            left_out.append(LeftOut(sheet.name, sheet.lines[index], reason, cells))
    return left_out


def _rows_in(sheet: RawSheet, area: CellRange) -> range:
    """Indices of the rows whose lines lie in an area: lines ascend."""
    inside = [index for index, line in enumerate(sheet.lines) if area.first_line <= line <= area.last_line]
    return range(inside[0], inside[-1] + 1) if inside else range(0)


def _find_moved(block: Block, rows: range, expected: Collection[str], recipe: ReadingRecipe) -> Block | None:
    """The block as it is with its header elsewhere, where that has more of the expected names by far."""
    if not recipe.has_header or not expected:
        return None
    here = len(set(block.names) & set(expected))
    if here * 2 > len(set(expected)):
        return None
    best, most = None, max(here * 2, len(set(expected)) // 2)
    depth = max(len(recipe.header_lines), 1)
    for start in range(rows.start, min(rows.stop - depth + 1, rows.start + HEADER_SEARCH)):
        lines = [block.sheet.lines[start + step] for step in range(depth)]
        other = make_block(block.sheet, block.area, rows, lines, recipe)
        found = len(set(other.names) & set(expected))
        if found > most:
            best, most = other, found
    return best


def _say_lines(lines: Sequence[int]) -> str:
    return ", ".join(map(str, lines))
