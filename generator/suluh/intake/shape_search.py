"""How an office's sheets are read: blocks, headers, totals, notes, columns, each by what the cells show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from suluh.intake.alike_blocks import join_blocks, join_sheets
from suluh.intake.block_shape import BlockShape, shape_block
from suluh.intake.doubts import Choice, Doubt
from suluh.intake.header_lines import Layout, find_layout
from suluh.intake.numbered_header import settle_numbered_header
from suluh.intake.repeated_headers import split_at_headers
from suluh.intake.shape_sentences import shorten
from suluh.intake.shape_words import begins_with
from suluh.intake.shapes import Evidence, Shape, Shapes
from suluh.intake.sheet_region import Region
from suluh.intake.sheet_regions import find_regions, lay_out_cells
from suluh.intake.short_headers import settle_short_header
from suluh.intake.side_notes import without_side_notes
from suluh.intake.text_headers import settle_text_header
from suluh.intake.upper_lines import settle_upper_lines
from suluh.vocabulary.raw_sheet import RawSheet
from suluh.vocabulary.sheet_columns import column_letters
from suluh.words.saying import N_

ALL = "semua"
_LARGEST = 3
_MOST_ASKED = 3


@dataclass(frozen=True, slots=True)
class _Sheet:
    raw: RawSheet
    blocks: tuple[BlockShape, ...]
    joined: BlockShape | None = None
    beside: tuple[Evidence, ...] = ()

    @property
    def main(self) -> BlockShape | None:
        """What the sheet is read as if nothing is said."""
        return self.joined or max(self.blocks, key=_size, default=None)

    @property
    def rows(self) -> int:
        return self.main.shape.rows if self.main is not None else 0


def propose_shapes(sheets: Sequence[RawSheet], answers: Mapping[str, str] | None = None) -> Shapes:
    """Ways to read the sheets, the likely one first, with evidence and doubts.

    `answers` are words by the keys of doubts, of an earlier call or given beforehand: what they settle is
    asked no more. The first shape is what a single yes takes.
    """
    given = answers or {}
    read = [_read_sheet(sheet, given) for sheet in sheets]
    tables, passed_over = _tables(read)
    if not tables:
        return Shapes((), (), tuple(passed_over))
    if len(tables) > 1:
        shapes, doubts, more = _choose_sheet(tables, given)
    else:
        shapes, doubts, more = _choose_block(tables[0], given)
        if tables[0] is not read[0]:
            shapes = [_on_sheet(shape, shape.sheet, word=shape.word) for shape in shapes]
    return Shapes(tuple(shapes), tuple(doubts), (*passed_over, *more))


def _read_sheet(sheet: RawSheet, answers: Mapping[str, str]) -> _Sheet:
    whole = lay_out_cells(sheet)
    regions = find_regions(without_side_notes(whole, answers)) if whole is not None else []
    found = [settle_numbered_header(find_layout(region), answers) for region in regions]
    layouts = [
        settle_short_header(
            settle_upper_lines(settle_text_header(part, answers), answers),
            answers,
            by_blanks=sheet.delimiter == " ",
        )
        for whole in found
        for part in split_at_headers(whole)
    ]
    tables = [layout for layout in layouts if _is_table(layout.region)] or layouts[:1]
    blocks = tuple(shape_block(sheet, layout, answers, alone=len(layouts) == 1) for layout in tables)
    beside = tuple(_tell_beside(sheet, layout) for layout in layouts if layout not in tables)
    return _Sheet(sheet, blocks, join_blocks(sheet, blocks, answers) if len(blocks) > 1 else None, beside)


def _tell_beside(sheet: RawSheet, layout: Layout) -> Evidence:
    """Cells beside the tables that are none."""
    region = layout.region
    texts = [cell for row in region.rows[:4] for cell in row if cell]
    first, last = region.first_column, region.first_column + region.width - 1
    cells = f"{column_letters(first)}{region.lines[0]}:{column_letters(last)}{region.lines[-1]}"
    values = {"cells": cells, "text": shorten(", ".join(texts))}
    text = N_("Sel di %(cells)s (%(text)s) bukan bagian tabel dan tidak ikut dibaca.")
    return Evidence("blok", text, values, sheet=sheet.name, lines=tuple(layout.region.lines))


def _is_table(region: Region) -> bool:
    return len(region.rows) > 1 and region.width > 1


def _size(block: BlockShape) -> tuple[int, int]:
    return (min(block.shape.rows, 1), block.shape.rows * block.layout.width)


def _tables(read: Sequence[_Sheet]) -> tuple[list[_Sheet], list[Evidence]]:
    """The sheets that hold a table, and why the others do not; a lone sheet is one whatever it holds."""
    filled = [sheet for sheet in read if sheet.main is not None]
    if len(filled) <= 1:
        return filled, [_pass_over(sheet) for sheet in read if sheet.main is None and len(read) > 1]
    tables = [sheet for sheet in filled if _holds_table(sheet)]
    shown = [sheet for sheet in tables if not sheet.raw.is_hidden] or tables
    named = [sheet for sheet in shown if not begins_with("lembar_lain", sheet.raw.name)] or shown
    kept = named or filled[:1]
    return kept, [_pass_over(sheet) for sheet in read if sheet not in kept]


def _holds_table(sheet: _Sheet) -> bool:
    main = sheet.main
    return main is not None and main.shape.rows > 0 and main.layout.width > 1 and bool(main.layout.header)


def _pass_over(sheet: _Sheet) -> Evidence:
    values = {"sheet": sheet.raw.name}
    main = sheet.main
    if main is None:
        text = N_("Lembar “%(sheet)s” kosong dan tidak dibaca.")
    elif main.layout.width < 2:
        text = N_("Lembar “%(sheet)s” tidak berisi tabel dan tidak dibaca.")
    elif sheet.raw.is_hidden:
        text = N_("Lembar “%(sheet)s” tersembunyi dan tidak dibaca.")
    elif main.shape.rows == 0:
        text = N_("Lembar “%(sheet)s” belum berisi baris data dan tidak dibaca.")
    elif not _holds_table(sheet):
        text = N_("Lembar “%(sheet)s” tidak berisi tabel dan tidak dibaca.")
    else:
        text = N_("Lembar “%(sheet)s” tampaknya keterangan, bukan data, dan tidak dibaca.")
    return Evidence("lembar", text, values, sheet=sheet.raw.name)


def _choose_block(
    sheet: _Sheet, answers: Mapping[str, str]
) -> tuple[list[Shape], list[Doubt], list[Evidence]]:
    """The sheet's blocks, the one that is answered or likely first."""
    blocks = list(sheet.blocks)
    if len(blocks) == 1:
        return [blocks[0].shape], list(blocks[0].doubts), list(sheet.beside)
    offered = [
        *([sheet.joined] if sheet.joined is not None else []),
        *sorted(blocks, key=_size, reverse=True),
    ]
    answer = answers.get("tabel", "")
    chosen = next((block for block in offered if block.shape.word == answer), offered[0])
    doubts = list(chosen.doubts)
    goes_on = chosen is sheet.joined and not chosen.shape.recipe.block_column
    if not goes_on and not any(block.shape.word == answer for block in offered):
        doubts.insert(0, _ask_block(offered))
    rest = [block for block in offered if block is not chosen]
    others = (
        [] if chosen is sheet.joined else [_tell_block(block) for block in rest if block is not sheet.joined]
    )
    warnings = [entry for block in rest for entry in block.shape.evidence if entry.is_warning]
    return (
        [chosen.shape, *(block.shape for block in rest)],
        doubts,
        [*others, *sheet.beside, *_unless_said(warnings, chosen)],
    )


def _unless_said(warnings: Sequence[Evidence], chosen: BlockShape) -> list[Evidence]:
    return [entry for entry in warnings if entry not in chosen.shape.evidence]


def _ask_block(offered: Sequence[BlockShape]) -> Doubt:
    ranges = [block for block in offered if block.shape.word != ALL]
    return Doubt(
        "tabel",
        N_("Lembar ini berisi %(count)s tabel. Mana yang dibaca?"),
        {"count": str(len(ranges))},
        tuple(_choice(block) for block in offered),
        likely=offered[0].shape.word,
    )


def _choice(block: BlockShape) -> Choice:
    shape = block.shape
    names = ", ".join(block.layout.names)
    values = {
        "cells": shape.cells,
        "title": shorten(shape.title),
        "rows": str(shape.rows),
        "names": shorten(names),
    }
    if shape.word == ALL:
        return Choice(ALL, N_("Semuanya menjadi satu data: %(rows)s baris"), values)
    if shape.title:
        return Choice(shape.word, N_("%(cells)s, “%(title)s”: %(rows)s baris, kolom %(names)s"), values)
    return Choice(shape.word, N_("%(cells)s: %(rows)s baris, kolom %(names)s"), values)


def _tell_block(block: BlockShape) -> Evidence:
    shape = block.shape
    values = {"cells": shape.cells, "rows": str(shape.rows), "names": shorten(", ".join(block.layout.names))}
    text = N_("Tabel di %(cells)s (%(rows)s baris, kolom %(names)s) tidak ikut dibaca.")
    return Evidence("blok", text, values, sheet=shape.sheet, lines=block.layout.header_lines)


def _choose_sheet(
    tables: Sequence[_Sheet], answers: Mapping[str, str]
) -> tuple[list[Shape], list[Doubt], list[Evidence]]:
    """The sheets with tables: as one where they are alike, else each for itself."""
    joined = join_sheets([(sheet.raw, main) for sheet in tables if (main := sheet.main) is not None], answers)
    named = {sheet.raw.name: sheet for sheet in tables}
    answer = answers.get("lembar", "")
    if answer in named:
        shapes, doubts, told = _choose_block(named[answer], answers)
        return [_on_sheet(shape, answer) for shape in shapes], doubts, told
    if joined is None:
        ordered = sorted(tables, key=lambda sheet: (-_size_of(sheet), list(named).index(sheet.raw.name)))
        first, second = _size_of(ordered[0]), _size_of(ordered[1])
        likely = ordered[0].raw.name if first >= _LARGEST * second else ""
        shapes = [
            _on_sheet(main.shape, sheet.raw.name) for sheet in ordered if (main := sheet.main) is not None
        ]
        main_doubts = list(ordered[0].main.doubts) if ordered[0].main is not None and likely else []
        return shapes, [_ask_sheet(ordered, likely), *main_doubts], []
    block, member_names = joined
    others = [sheet for sheet in tables if sheet.raw.name not in member_names]
    shapes = [block.shape, *(_on_sheet(s.main.shape, s.raw.name) for s in tables if s.main is not None)]
    told = [
        Evidence(
            "lembar",
            N_("Lembar “%(sheet)s” bertabel lain dan tidak ikut dibaca."),
            {"sheet": sheet.raw.name},
            sheet=sheet.raw.name,
        )
        for sheet in others
    ]
    doubts = list(block.doubts)
    if answer != ALL:
        doubts.insert(0, _ask_sheet(tables, ALL, count=len(member_names)))
    if len(doubts) + len(answers) > _MOST_ASKED:
        # A name that may be changed later is the least of several questions.
        doubts = [doubt for doubt in doubts if doubt.key != "kolom_lembar"]
    return shapes, doubts, told


def _size_of(sheet: _Sheet) -> int:
    return _size(sheet.main)[1] if sheet.main is not None else 0


def _on_sheet(shape: Shape, name: str, *, word: str = "") -> Shape:
    return replace(shape, word=word or name, recipe=replace(shape.recipe, sheets=(name,)))


def _ask_sheet(sheets: Sequence[_Sheet], likely: str, *, count: int = 0) -> Doubt:
    choices = [
        Choice(
            sheet.raw.name,
            N_("Lembar “%(sheet)s” saja: %(rows)s baris, kolom %(names)s"),
            {
                "sheet": sheet.raw.name,
                "rows": str(sheet.rows),
                "names": shorten(", ".join(sheet.main.layout.names) if sheet.main is not None else ""),
            },
        )
        for sheet in sheets
    ]
    if count:
        choices.insert(
            0, Choice(ALL, N_("Semua %(count)s lembar yang serupa menjadi satu data"), {"count": str(count)})
        )
    return Doubt(
        "lembar",
        N_("Berkas ini berisi %(count)s lembar bertabel. Mana yang dibaca?"),
        {"count": str(len(sheets))},
        tuple(choices),
        likely=likely,
    )
