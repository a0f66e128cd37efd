"""Rows of blocks put below each other as a recipe says, each with the place that it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from suluh.reading.compared_totals import ReadNumber, compare_sum_columns, compare_totals, compare_tree
from suluh.reading.recipe_blocks import Block
from suluh.reading.recipe_columns import BlockPlan
from suluh.reading.recipe_rows import BlockRow, RowKind, read_rows_of
from suluh.reading.row_groups import RowGroups, read_row_groups
from suluh.vocabulary.ditto_marks import is_ditto
from suluh.vocabulary.header_names import read_column_numbers
from suluh.vocabulary.package import Table
from suluh.vocabulary.raw_sheet import CellKind, RawSheet
from suluh.vocabulary.reading_recipe import ReadingRecipe
from suluh.vocabulary.shaped_table import ComparedTotal, LeftColumn, LeftOut, Reason
from suluh.vocabulary.source_cells import SourceCells, SourceSection

_REASONS = {
    RowKind.NUMBERS: Reason.NUMBERS,
    RowKind.TOTAL: Reason.TOTAL,
    RowKind.PARENT: Reason.TOTAL,
    RowKind.NOTE: Reason.NOTE,
    RowKind.GROUP: Reason.GROUP,
    RowKind.EMPTY: Reason.EMPTY,
}


class RowWriter:
    """Puts the rows of blocks below each other; with `has_kinds` also what each cell is held as."""

    def __init__(
        self,
        recipe: ReadingRecipe,
        first: BlockPlan,
        read_number: ReadNumber,
        room: int | None,
        *,
        has_kinds: bool,
    ) -> None:
        self.recipe = recipe
        self.read_number = read_number
        self.room = room
        self.names = [name for _, name in first.kept]
        self.rows: list[tuple[str, ...]] = []
        self.kinds: list[str] = []
        self.lines: list[int] = []
        self.laid: list[int] = []
        self.sections: list[SourceSection] = []
        self.left_out: list[LeftOut] = []
        self.left_columns: list[LeftColumn] = []
        self.totals: list[ComparedTotal] = []
        self.matched: set[str] = set()
        self.unnumbered: list[tuple[Block, int]] = []
        self.is_full = False
        self.has_kinds = has_kinds
        self._first = first
        unpivot = recipe.unpivot
        self.added = (*((*unpivot.into, unpivot.measure) if unpivot else ()), *recipe.constants)
        self.before = tuple(
            name for name in (recipe.group_column, recipe.sheet_column, recipe.block_column) if name
        )
        self.header = (*self.names, *self.before, *self.added)

    def add(self, plan: BlockPlan) -> None:
        """The rows of a block; `is_full` once there are more cells than there is room for."""
        block = plan.block
        rows = list(read_rows_of(block, self.recipe))
        self.sections.append(self._section(plan))
        if self.recipe.number_row:
            self._note_numbering(block, rows)
        groups = read_row_groups(block, rows) if self.recipe.group_column else RowGroups()
        self._write(plan, rows, groups)
        self._compare(plan, rows, groups)
        for place in plan.left:
            filled = sum(
                1 for row in rows if row.kind is RowKind.DATA and block.cells(row.index)[place].strip()
            )
            column = block.first_column + place
            if filled or block.is_named[place]:
                self.left_columns.append(LeftColumn(block.sheet.name, column, block.names[place], filled))

    def _write(self, plan: BlockPlan, rows: Sequence[BlockRow], groups: RowGroups) -> None:
        block, sheet = plan.block, plan.block.sheet
        order = {name: place for place, name in plan.kept}
        places = [order[name] for name in self.names]
        offset = block.first_column - 1
        fill = [at for at, place in enumerate(places) if block.names[place] in self.recipe.fill_down]
        above: dict[int, tuple[str, str]] = {}
        spread = plan.spread
        constants = tuple(self.recipe.constants.values())
        unpivot = self.recipe.unpivot
        skip_empty = unpivot is not None and unpivot.skip_empty
        own = ""
        for row in rows:
            if row.kind is RowKind.TOTAL:
                self.matched.add(row.text)
            if row.kind is RowKind.GROUP or row.index in groups.headings or row.index in groups.ends:
                above = {}
            if row.kind is not RowKind.DATA:
                self._leave_out(block, row, _REASONS[row.kind])
                continue
            cells = block.cells(row.index)
            kept = [cells[place].strip() for place in places]
            if not any(kept) and not any(cells[place] for place, _ in spread):
                self._leave_out(block, row, Reason.EMPTY)
                continue
            letters = _letters(sheet, row.index, offset, places) if self.has_kinds else []
            if fill:
                _fill_down(kept, letters, fill, above)
            head = (*kept, *self._before(groups.names.get(row.index, ""), plan))
            kinds = "".join(letters).ljust(len(head), CellKind.TEXT) if letters else ""
            line = sheet.lines[row.index]
            if unpivot is None:
                self._put((*head, *constants), kinds, line, 0)
            for place, texts in spread:
                cell = cells[place]
                if cell or not skip_empty:
                    if self.has_kinds:
                        (letter,) = _letters(sheet, row.index, offset, (place,))
                        own = f"{kinds}{CellKind.TEXT * len(texts)}{letter}"
                    self._put((*head, *texts, cell, *constants), own, line, offset + place + 1)
            if self.is_full:
                return

    def _before(self, group: str, plan: BlockPlan) -> tuple[str, ...]:
        recipe, name = self.recipe, plan.block.sheet.name
        return (
            *((group,) if recipe.group_column else ()),
            *((recipe.sheet_values.get(name, name),) if recipe.sheet_column else ()),
            *((plan.block.value,) if recipe.block_column else ()),
        )

    def _put(self, cells: tuple[str, ...], kinds: str, line: int, column: int) -> None:
        self.rows.append(cells)
        self.lines.append(line)
        if self.has_kinds:
            self.kinds.append(kinds.ljust(len(cells), CellKind.TEXT))
        if column:
            self.laid.append(column)
        if self.room is not None and len(self.rows) * len(self.header) > self.room:
            self.is_full = True

    def _leave_out(self, block: Block, row: BlockRow, reason: Reason) -> None:
        cells = tuple(
            (block.first_column + place, text) for place, text in enumerate(block.cells(row.index)) if text
        )
        self.left_out.append(LeftOut(block.sheet.name, block.sheet.lines[row.index], reason, cells))

    def _note_numbering(self, block: Block, rows: Sequence[BlockRow]) -> None:
        if (
            rows
            and rows[0].kind is not RowKind.NUMBERS
            and not read_column_numbers(block.cells(rows[0].index))
        ):
            self.unnumbered.append((block, rows[0].index))

    def _compare(self, plan: BlockPlan, rows: Sequence[BlockRow], groups: RowGroups) -> None:
        measure = self.recipe.unpivot.measure if self.recipe.unpivot else ""
        names = dict(plan.kept) | {place: measure for place, _ in plan.spread}
        found = compare_totals(plan.block, rows, names, self.read_number, groups)
        shown = dict(enumerate(plan.block.names))
        first = plan.block.first_column
        self.totals += [replace(total, name=shown[total.column - first]) for total in found]
        self.totals += [
            replace(total, name=shown[total.column - first])
            for total in compare_tree(plan.block, rows, self.recipe, names, self.read_number)
        ]
        named = {plan.block.names[place]: name for place, name in names.items()}
        self.totals += compare_sum_columns(plan.block, rows, self.recipe.sum_columns, named, self.read_number)

    def _section(self, plan: BlockPlan) -> SourceSection:
        order = {name: plan.block.first_column + place for place, name in plan.kept}
        made = (0,) * (len(self.header) - len(self.names))
        return SourceSection(
            len(self.rows), plan.block.sheet.name, (*(order[name] for name in self.names), *made)
        )

    def table(self) -> Table:
        """All rows as a table that knows where its cells stand."""
        block, unpivot = self._first.block, self.recipe.unpivot
        start = len(self.names) + len(self.before)
        spread = frozenset(range(start, start + len(unpivot.into) + 1)) if unpivot else frozenset()
        return Table(
            header=self.header,
            rows=self.rows,
            lines=self.lines,
            header_line=block.last_header_line,
            sheet=block.sheet.name,
            first_column=block.first_column,
            source=SourceCells(tuple(self.sections), spread, self.laid if unpivot else ()),
        )


def _fill_down(
    cells: list[str], letters: list[str], places: Sequence[int], above: dict[int, tuple[str, str]]
) -> None:
    """Empty cells, and signs of ditto, at some places take what stood above, with its letter."""
    for at in places:
        if cells[at] and not is_ditto(cells[at]):
            above[at] = (cells[at], letters[at] if letters else "")
        elif at in above:
            cells[at] = above[at][0]
            if letters:
                letters[at] = above[at][1]


def _letters(sheet: RawSheet, index: int, offset: int, places: Sequence[int]) -> list[str]:
    """The kinds of cells of a row, by their places in a block."""
    if not sheet.kinds:
        return [CellKind.TEXT.value] * len(places)
    kinds = sheet.kinds[index]
    return [kinds[offset + place] for place in places]
