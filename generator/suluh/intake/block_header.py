"""The header and the range of a block in a recipe: names of columns, empty ones, a row of numbers."""

from __future__ import annotations

from collections.abc import Mapping

from suluh.intake.body_rows import Body
from suluh.intake.doubts import Doubt
from suluh.intake.header_lines import Layout
from suluh.intake.numbered_header import NUMBERED, ask_numbered_header, numbers_in_header
from suluh.intake.shape_doubts import UNNAMED, ask_all_unnamed, ask_names, ask_unnamed
from suluh.intake.shape_sentences import tell_beside, tell_empty_columns, tell_header, tell_names
from suluh.intake.shapes import Evidence
from suluh.intake.short_headers import ask_short_header
from suluh.intake.side_notes import ask_side_notes, asks_side_notes
from suluh.intake.text_headers import ask_text_header
from suluh.intake.upper_lines import ask_upper_lines
from suluh.vocabulary.raw_sheet import RawSheet
from suluh.vocabulary.reading_recipe import ReadingRecipe
from suluh.vocabulary.sheet_columns import column_letters


def block_range(layout: Layout, *, is_open: bool, last: int = -1, first_line: int = 0) -> str:
    """The range of a block from its header on: `A5:E12`, or `A5:E` to the end of the sheet.

    `last` is the index of its last row, where that is not the block's; `first_line` a line above its header
    that is of it.
    """
    region = layout.region
    first = layout.header[0] if layout.header else layout.start
    lines = region.lines
    left = column_letters(region.first_column)
    right = column_letters(region.first_column + region.width - 1)
    end = "" if is_open else str(lines[max(last if last >= 0 else layout.end - 1, first)])
    return f"{left}{first_line or lines[first]}:{right}{end}"


def shape_header(
    sheet: RawSheet, layout: Layout, body: Body, answers: Mapping[str, str], *, alone: bool
) -> tuple[ReadingRecipe, list[Evidence], list[Doubt]]:
    """The recipe's header and range."""
    region = layout.region
    names: dict[str, str] = {}
    doubts: list[Doubt] = []
    evidence = tell_header(layout)
    empty = [column for column in range(layout.width) if _is_empty(layout, body, column)]
    if empty:
        names |= {layout.names[column]: "" for column in empty}
        evidence.append(tell_empty_columns([region.first_column + column for column in empty]))
    if not layout.header:
        answered = answers.get("nama_kolom", "").replace(";", ",").split(",")
        stated = list(layout.stated_names) or [part.strip() for part in answered]
        used = [column for column in range(layout.width) if column not in empty]
        names |= {
            layout.names[column]: stated[place]
            if place < len(stated) and stated[place]
            else layout.names[column]
            for place, column in enumerate(used)
        }
        if not answers.get("nama_kolom") and not layout.stated_names:
            doubts.append(ask_names(layout, body, used))
    else:
        given, doubts = _name_unnamed(layout, body, answers)
        names |= given
        if numbers_in_header(layout) and NUMBERED not in answers:
            doubts = [ask_numbered_header(layout)]  # which settles whether anything has a name
        doubts = ask_text_header(layout, answers) or doubts
        if layout.doubtful:
            doubts.insert(0, ask_upper_lines(layout))
    if region.beside:
        evidence.append(tell_beside(layout))
    if asks_side_notes(layout, answers):
        doubts.insert(0, ask_side_notes(layout))
    if layout.short_header:
        doubts = [ask_short_header(layout)]
    raw = _raw_names(sheet, layout)
    evidence += tell_names(layout, raw) if layout.header else []
    covers = region.first_column == 1 and region.first_column + region.width - 1 >= sheet.width
    changed = layout.header and (raw != layout.names or len(layout.header) > 1)
    moved = not _is_first_line(sheet, layout)
    cells = "" if alone and covers and layout.header else block_range(layout, is_open=region.is_last)
    if not layout.header and alone and covers and not moved:
        cells = ""
    return (
        ReadingRecipe(
            cells=cells,
            header_lines=layout.header_lines if changed or moved or cells or names else (),
            has_header=bool(layout.header),
            names=names,
            number_row=layout.number_row >= 0,
        ),
        evidence,
        doubts,
    )


def _name_unnamed(
    layout: Layout, body: Body, answers: Mapping[str, str]
) -> tuple[dict[str, str], list[Doubt]]:
    """Names of the columns without any, and the doubt about them: one, however many they are."""
    columns = [
        column
        for column in range(layout.width)
        if not layout.levels[column] and not _is_empty(layout, body, column)
    ]
    asked = [ask_unnamed(layout, body, column) for column in columns]
    together = [part.strip() for part in answers.get(UNNAMED, "").split(",")]
    names: dict[str, str] = {}
    left: list[Doubt] = []
    for place, (column, doubt) in enumerate(zip(columns, asked, strict=True)):
        stated = together[place] if place < len(together) and len(columns) > 1 else ""
        answer = answers.get(doubt.key, "") or stated
        names[layout.names[column]] = answer or doubt.likely
        left += [] if answer else [doubt]
    # One answer is dealt out over all of them, so all are asked for.
    return names, [ask_all_unnamed(asked)] if len(left) > 1 else left


def _is_first_line(sheet: RawSheet, layout: Layout) -> bool:
    first = sheet.lines[0] if sheet.lines else 1
    if not layout.header:
        return layout.line(layout.start) == first if layout.start < layout.end else True
    return layout.header_lines == (first,) and first == 1


def _raw_names(sheet: RawSheet, layout: Layout) -> tuple[str, ...]:
    """The header's cells as they stand, of its last line."""
    if not layout.header:
        return ()
    place = list(sheet.lines).index(layout.header_lines[-1])
    first = layout.region.first_column - 1
    row = list(sheet.rows[place]) + [""] * layout.width
    return tuple(row[first : first + layout.width])


def _is_empty(layout: Layout, body: Body, column: int) -> bool:
    if layout.levels and layout.levels[column]:
        return False
    rows = layout.region.rows
    return not any(rows[index][column] for index in (*body.data, *(e.index for e in body.derived)))
