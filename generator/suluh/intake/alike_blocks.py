"""Tables alike, below each other or on several sheets, as one: with a column of what their names say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from suluh.intake.block_shape import BlockShape
from suluh.intake.column_facets import read_facets
from suluh.intake.doubts import Doubt
from suluh.intake.shape_words import begins_with
from suluh.intake.shapes import Evidence, Shape
from suluh.intake.title_facts import years_of
from suluh.intake.wide_tables import slug
from suluh.vocabulary.raw_sheet import RawSheet
from suluh.vocabulary.reading_recipe import ReadingRecipe
from suluh.words.saying import N_

ALL = "semua"


def join_blocks(
    sheet: RawSheet, blocks: Sequence[BlockShape], answers: Mapping[str, str]
) -> BlockShape | None:
    """Blocks below each other with one header, as one shape; None where they differ or nothing names them."""
    first = blocks[0]
    if not all(_is_like(first, block) for block in blocks[1:]):
        return None
    column, values = _name_apart([block.shape.title for block in blocks])
    column = answers.get("kolom_blok", column)
    ranges = [block.shape.cells for block in blocks]
    start = first.layout.header_lines[0]
    lines = tuple(line - start + 1 for line in first.layout.header_lines)
    recipe = replace(
        _merge([block.shape.recipe for block in blocks]),
        cells="",
        blocks=dict(zip(ranges, values, strict=True)),
        block_column=column or "bagian",
        header_lines=lines,
    )
    doubts = [*_all_doubts(blocks), *([] if column else [_ask_column("kolom_blok", values)])]
    told = N_("%(count)s tabel serupa (%(cells)s) dibaca sebagai satu; kolom %(column)s menyebut asalnya.")
    evidence = Evidence(
        "blok",
        told,
        {"count": str(len(blocks)), "cells": ", ".join(ranges[:6]), "column": recipe.block_column},
        sheet=sheet.name,
    )
    return _joined(blocks, recipe, evidence, doubts)


def join_sheets(
    sheets: Sequence[tuple[RawSheet, BlockShape]], answers: Mapping[str, str]
) -> tuple[BlockShape, tuple[str, ...]] | None:
    """The most sheets whose tables are alike, as one shape, with their names; None where no two are."""
    best: list[tuple[RawSheet, BlockShape]] = []
    for raw, block in sheets:
        group = [
            (other, entry) for other, entry in sheets if _is_like(block, entry) and _same_place(block, entry)
        ]
        del raw
        if len(group) > len(best):
            best = group
    if len(best) < 2 or any(block.shape.recipe.blocks for _, block in best):
        return None
    names = [raw.name for raw, _ in best]
    blocks = [block for _, block in best]
    column, values = _name_apart(names)
    if not column:
        by_title, stated = _name_apart([block.shape.title for block in blocks])
        column, values = (by_title, stated) if by_title else (column, values)
    column = answers.get("kolom_lembar", column)
    recipe = _merge([block.shape.recipe for block in blocks])
    taken = {name.casefold() for name in blocks[0].layout.names}
    wanted = column or "lembar"
    recipe = replace(recipe, sheets=tuple(names))
    doubts = list(_all_doubts(blocks))
    if wanted.casefold() not in taken:
        changed = {name: value for name, value in zip(names, values, strict=True) if name != value}
        recipe = replace(
            recipe,
            sheet_column=wanted,
            sheet_values=changed,
            constants={key: value for key, value in recipe.constants.items() if key != wanted},
        )
        doubts += [] if column else [_ask_column("kolom_lembar", values)]
    told = N_("%(count)s lembar serupa dibaca sebagai satu: %(names)s.")
    evidence = Evidence("lembar", told, {"count": str(len(names)), "names": ", ".join(names[:8])})
    return _joined(blocks, recipe, evidence, doubts), tuple(names)


def _joined(
    blocks: Sequence[BlockShape], recipe: ReadingRecipe, evidence: Evidence, doubts: Sequence[Doubt]
) -> BlockShape:
    shapes = [block.shape for block in blocks]
    shape = Shape(
        word=ALL,
        recipe=recipe,
        sheet=shapes[0].sheet,
        cells=", ".join(dict.fromkeys(shape.cells for shape in shapes)),
        title=shapes[0].title,
        rows=sum(shape.rows for shape in shapes),
        unit=shapes[0].unit if len({shape.unit for shape in shapes}) == 1 else "",
        evidence=(evidence, *(entry for shape in shapes for entry in shape.evidence)),
    )
    return BlockShape(shape, tuple(doubts), blocks[0].layout)


def _is_like(first: BlockShape, other: BlockShape) -> bool:
    """Whether two tables have one header, of as many lines, and are laid out by the same columns."""
    mine, theirs = first.layout, other.layout
    return (
        bool(mine.header)
        and [name.casefold() for name in mine.names] == [name.casefold() for name in theirs.names]
        and len(mine.header) == len(theirs.header)
        and (mine.number_row >= 0) == (theirs.number_row >= 0)
        and first.shape.recipe.unpivot == other.shape.recipe.unpivot
    )


def _same_place(first: BlockShape, other: BlockShape) -> bool:
    """Whether two tables stand on the same lines and columns of their sheets."""
    mine, theirs = first.layout, other.layout
    return mine.header_lines == theirs.header_lines and mine.region.first_column == theirs.region.first_column


def _merge(recipes: Sequence[ReadingRecipe]) -> ReadingRecipe:
    """The first recipe with the totals, notes and groups of all; constants that all share."""
    first = recipes[0]
    constants = {
        key: value
        for key, value in first.constants.items()
        if all(recipe.constants.get(key) == value for recipe in recipes)
    }
    return replace(
        first,
        totals=tuple(dict.fromkeys(text for recipe in recipes for text in recipe.totals)),
        notes=tuple(dict.fromkeys(text for recipe in recipes for text in recipe.notes)),
        fill_down=tuple(dict.fromkeys(name for recipe in recipes for name in recipe.fill_down)),
        group_column=next((recipe.group_column for recipe in recipes if recipe.group_column), ""),
        names={name: new for recipe in recipes for name, new in recipe.names.items()},
        constants=constants,
        cells=first.cells if all(recipe.cells == first.cells for recipe in recipes) else "",
        header_lines=next((recipe.header_lines for recipe in recipes if recipe.header_lines), ()),
    )


def _name_apart(texts: Sequence[str]) -> tuple[str, list[str]]:
    """What parts texts from each other, and the column that it belongs in: a year, a month, a region.

    Without a name for the column, the texts themselves.
    """
    years = [years_of(text) for text in texts]
    if all(len(set(found)) == 1 for found in years) and len({found[0] for found in years}) == len(texts):
        return "tahun", [found[0] for found in years]
    facets = [read_facets((text,)).values for text in texts]
    for kind in ("bulan", "triwulan", "semester", "jenis_kelamin", "jenjang"):
        values = [found.get(kind, "") for found in facets]
        if all(values) and len(set(values)) == len(values):
            return kind, values
    rests = _without_common(texts)
    levels = {begins_with("wilayah", text) for text in texts} | {
        begins_with("wilayah", text) for text in rests
    }
    known = {level for level in levels if level}
    if len(known) == 1 and all(rests):
        level = known.pop().strip(".")
        names = {"kec": "kecamatan", "kel": "kelurahan", "kab": "kabupaten", "prov": "provinsi"}
        cut = [text[len(begins_with("wilayah", text)) :].strip() or text for text in rests]
        return slug(names.get(level, level)), cut
    return "", list(rests) if all(rests) and len(set(rests)) == len(rests) else list(texts)


def _without_common(texts: Sequence[str]) -> list[str]:
    """The texts without the words that all begin and end with."""
    parts = [text.split() for text in texts]
    while all(len(words) > 1 for words in parts) and len({words[0].casefold() for words in parts}) == 1:
        parts = [words[1:] for words in parts]
    while all(len(words) > 1 for words in parts) and len({words[-1].casefold() for words in parts}) == 1:
        parts = [words[:-1] for words in parts]
    return [" ".join(words) for words in parts]


def _ask_column(key: str, values: Sequence[str]) -> Doubt:
    shown = ", ".join(f"“{value}”" for value in values[:4])
    return Doubt(
        key,
        N_("%(values)s membedakan tabel-tabel yang dijadikan satu. Apa nama kolomnya?"),
        {"values": shown},
        likely="bagian" if key == "kolom_blok" else "lembar",
    )


def _all_doubts(blocks: Sequence[BlockShape]) -> tuple[Doubt, ...]:
    return tuple({doubt.key: doubt for block in blocks for doubt in block.doubts}.values())
