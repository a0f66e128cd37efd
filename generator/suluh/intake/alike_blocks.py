"""Tables alike, below each other or on several sheets, as one: with a column of what their names say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from suluh.intake.block_header import block_range
from suluh.intake.block_shape import BlockShape
from suluh.intake.column_facets import read_facets
from suluh.intake.doubts import Doubt
from suluh.intake.shape_words import begins_with
from suluh.intake.shapes import Evidence, Shape
from suluh.intake.wide_tables import slug
from suluh.reading.title_times import MONTH, years_of
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
    titles = [block.shape.title for block in blocks]
    nearest = [block.layout.titles[-1][1] if block.layout.titles else "" for block in blocks]
    if all(nearest) and len(set(nearest)) == len(nearest):
        titles = nearest
    goes_on = len(set(titles)) == 1 or not any(titles[1:])
    column, values = _name_apart(titles)
    column = answers.get("kolom_blok", column)
    ranges = [block.shape.recipe.cells or block.shape.cells for block in blocks]
    start = first.layout.header_lines[0]
    lines = tuple(line - start + 1 for line in first.layout.header_lines)
    recipe = replace(
        _merge([block.shape.recipe for block in blocks]),
        cells="",
        blocks=dict.fromkeys(ranges, "") if goes_on else dict(zip(ranges, values, strict=True)),
        block_column="" if goes_on else column or "bagian",
        header_lines=lines,
    )
    doubts = [*_all_doubts(blocks), *([] if column or goes_on else [_ask_column("kolom_blok", values)])]
    told = (
        N_("Tabel bersambung dengan judul kolom yang diulang (%(cells)s) dibaca sebagai satu.")
        if goes_on
        else N_("%(count)s tabel serupa (%(cells)s) dibaca sebagai satu; kolom %(column)s menyebut asalnya.")
    )
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
    for _, block in sheets:
        group = [(other, entry) for other, entry in sheets if _is_like(block, entry)]
        if len(group) > len(best):
            best = group
    if len(best) < 2 or any(block.shape.recipe.blocks for _, block in best):
        return None
    names = [raw.name for raw, _ in best]
    blocks = [block for _, block in best]
    column, values = _stated_months(blocks) or _name_apart(names)
    if not column:
        by_title, stated = _name_apart([block.shape.title for block in blocks])
        column, values = (by_title, stated) if by_title else (column, values)
    column = answers.get("kolom_lembar", column)
    recipe = replace(_merge([block.shape.recipe for block in blocks]), sheets=tuple(names))
    doubts = list(_all_doubts(blocks))
    wanted = column or _above(blocks[0])
    recipe = _put_below(recipe, blocks, dict(zip(names, values, strict=True)), wanted)
    doubts += (
        []
        if column or not recipe.sheet_column + recipe.block_column
        else [_ask_column("kolom_lembar", values, wanted)]
    )
    told = N_("%(count)s lembar serupa dibaca sebagai satu: %(names)s.")
    evidence = Evidence("lembar", told, {"count": str(len(names)), "names": ", ".join(names[:8])})
    return _joined(blocks, recipe, evidence, doubts), tuple(names)


def _put_below(
    recipe: ReadingRecipe, blocks: Sequence[BlockShape], values: Mapping[str, str], wanted: str
) -> ReadingRecipe:
    """The recipe with a column that says of which sheet a row is, unless the rows say it themselves.

    Tables that stand on other lines of their sheets, or beside remarks that others have not, are named with
    their ranges.
    """
    taken = {name.casefold() for name in blocks[0].layout.names}
    column = "" if wanted.casefold() in taken else wanted
    constants = {key: value for key, value in recipe.constants.items() if key != column}
    bounds = {block.shape.recipe.cells for block in blocks if block.layout.region.beside}
    is_bounded = bool(bounds - {recipe.cells})
    if not is_bounded and all(_same_place(blocks[0], block) for block in blocks[1:]):
        changed = {name: value for name, value in values.items() if name != value} if column else {}
        return replace(recipe, sheet_column=column, sheet_values=changed, constants=constants)
    start = blocks[0].layout.header_lines[0]
    return replace(
        recipe,
        cells="",
        blocks={
            f"{name}!{block_range(block.layout, is_open=block.layout.region.is_last)}": value
            if column
            else ""
            for block, (name, value) in zip(blocks, values.items(), strict=True)
        },
        block_column=column,
        header_lines=tuple(line - start + 1 for line in blocks[0].layout.header_lines),
        constants=constants,
    )


def _above(block: BlockShape) -> str:
    """What sheets are likely to be, whose names say no kind: the level of regions above that of the rows."""
    names = {slug(name) for name in block.layout.names}
    levels = (("kecamatan", {"kelurahan", "desa", "kelurahan_desa", "desa_kelurahan"}),)
    return next((level for level, below in levels if names & below and level not in names), "lembar")


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
        and _spreads(first) == _spreads(other)
    )


def _spreads(block: BlockShape) -> tuple[str, ...]:
    unpivot = block.shape.recipe.unpivot
    return unpivot.columns if unpivot is not None else ()


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
        if all(recipe.constants.get(key, value) == value for recipe in recipes)
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
        cut = [text[len(begins_with("wilayah", text)) :].strip(" :.-") or text for text in rests]
        return slug(names.get(level, level)), cut
    return "", list(rests) if all(rests) and len(set(rests)) == len(rests) else list(texts)


def _stated_months(blocks: Sequence[BlockShape]) -> tuple[str, list[str]] | None:
    """The months with their years that the titles state of the tables, where each has another."""
    months = [block.shape.recipe.constants.get(MONTH, "") for block in blocks]
    return (MONTH, months) if all(months) and len(set(months)) == len(months) else None


def _without_common(texts: Sequence[str]) -> list[str]:
    """The texts without the words that all begin and end with."""
    parts = [text.split() for text in texts]
    while all(len(words) > 1 for words in parts) and len({words[0].casefold() for words in parts}) == 1:
        parts = [words[1:] for words in parts]
    while all(len(words) > 1 for words in parts) and len({words[-1].casefold() for words in parts}) == 1:
        parts = [words[:-1] for words in parts]
    return [" ".join(words) for words in parts]


def _ask_column(key: str, values: Sequence[str], likely: str = "bagian") -> Doubt:
    shown = ", ".join(f"“{value}”" for value in values[:4])
    return Doubt(
        key,
        N_("%(values)s membedakan tabel-tabel yang dijadikan satu. Apa nama kolomnya?"),
        {"values": shown},
        likely=likely,
    )


def _all_doubts(blocks: Sequence[BlockShape]) -> tuple[Doubt, ...]:
    return tuple({doubt.key: doubt for block in blocks for doubt in block.doubts}.values())
