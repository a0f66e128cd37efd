"""A recipe of reading applied to raw sheets: the table, and all that is not in it with the reason.

Pure: values in, values out. What a cell means (a number, a date) is for the schema to say; here texts are
only put where they belong.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from suluh.reading.compared_totals import ReadNumber, read_plain_number
from suluh.reading.finished_table import finish_table
from suluh.reading.laid_out_rows import RowWriter
from suluh.reading.recipe_blocks import Block, choose_sheets, find_blocks, tell_outside
from suluh.reading.recipe_columns import expected_headers, named_columns, plan_block
from suluh.reading.recipe_misfits import (
    tell_lacking,
    tell_made_columns,
    tell_new_columns,
    tell_unlike,
    tell_unmatched,
)
from suluh.reading.recipe_times import tell_other_times
from suluh.vocabulary.findings import Place
from suluh.vocabulary.raw_sheet import RawSheet
from suluh.vocabulary.reading_recipe import ReadingRecipe
from suluh.vocabulary.shaped_table import Shaped, UnsettledPlace


def apply_recipe(
    sheets: Sequence[RawSheet],
    recipe: ReadingRecipe,
    *,
    place: Place | None = None,
    expected: Collection[str] = (),
    read_number: ReadNumber = read_plain_number,
    room: int | None = None,
) -> Shaped:
    """The sheets as one table, row by row from the top, columns laid below each other from the left.

    Its columns are those that are kept, in their order, then those that the recipe makes: group, sheet,
    block, what the levels say, the measure, constants. `place` names the file in findings. `expected` are
    names of columns that the description counts on, by which a header that moved is found. `read_number`
    gives the number of a cell for comparing totals. With more cells than `room` there is no table.
    """
    at = place or Place()
    chosen, findings = choose_sheets(sheets, recipe, at)
    wanted = {*named_columns(recipe), *expected_headers(expected, recipe)}
    blocks: list[Block] = []
    for sheet in chosen:
        found, more = find_blocks(sheet, recipe, wanted, at)
        blocks += found
        findings += more
    left_sheets = tuple(sheet.name for sheet in sheets if sheet not in chosen and sheet.rows)
    if findings or not blocks:
        return Shaped(None, findings=tuple(findings), left_sheets=left_sheets)
    findings += tell_lacking(blocks, recipe, at)
    if findings:
        return Shaped(None, findings=tuple(findings), left_sheets=left_sheets)
    plans = [plan_block(block, recipe) for block in blocks]
    findings += tell_unlike(plans, at)
    findings += tell_new_columns(plans, recipe, expected, at)
    if findings:
        return Shaped(None, findings=tuple(findings), left_sheets=left_sheets)
    has_kinds = any(sheet.kinds for sheet in chosen)
    writer = RowWriter(recipe, plans[0], read_number, room, has_kinds=has_kinds)
    for plan in plans:
        writer.add(plan)
        if writer.is_full:
            return Shaped(None, left_sheets=left_sheets, too_large=True)
    outside = [left for sheet in chosen for left in tell_outside(sheet, _blocks_of(sheet, blocks))]
    findings += [*tell_unmatched(writer, recipe, at), *tell_made_columns(writer.header, recipe, at)]
    findings += tell_other_times(blocks, recipe, at)
    finished = finish_table(writer.table(), recipe, read_number)
    return Shaped(
        table=finished.table,
        kinds=finished.take_kinds(writer.kinds),
        left_out=(*outside, *writer.left_out, *finished.left_out),
        left_columns=tuple(writer.left_columns),
        left_sheets=left_sheets,
        totals=tuple(writer.totals),
        unsettled=tuple(
            UnsettledPlace(row, missed.text, missed.found.codes) for row, missed in finished.missed.items()
        ),
        skipped=finished.skipped,
        findings=tuple(findings),
    )


def _blocks_of(sheet: RawSheet, blocks: Sequence[Block]) -> list[Block]:
    return [block for block in blocks if block.sheet is sheet]
