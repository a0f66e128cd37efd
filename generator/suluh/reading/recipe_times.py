"""A recipe that fills in a time, held against the titles of the file: last year's is not this year's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from suluh.reading.recipe_blocks import Block
from suluh.reading.title_times import YEAR, differing_times, join_times, name_times, read_time
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.reading_recipe import ReadingRecipe


@dataclass(frozen=True, slots=True)
class _Filled:
    """A column that a recipe fills in with one text for all rows of a block, and the key that says so."""

    key: str
    column: str
    text: str


def tell_other_times(blocks: Sequence[Block], recipe: ReadingRecipe, place: Place) -> list[Finding]:
    """D015 for each text of a recipe that names a year, quarter or month which the titles above do not.

    Titles that name none of its kind say nothing against it; nor do those that name it among others.
    """
    findings: dict[tuple[str, str], Finding] = {}
    for block, titles in _titles_of(blocks):
        named = join_times(list(titles.values()))
        for filled in _filled_in(block, recipe):
            for kind in differing_times(read_time(filled.column, filled.text), named):
                line = next(line for line, text in reversed(list(titles.items())) if kind in name_times(text))
                details = {
                    "kunci": filled.key,
                    "kolom": filled.column,
                    "tertulis": filled.text,
                    "menyebut": _say_times(kind, named[kind]),
                }
                at = replace(place, line=line)
                findings.setdefault((filled.key, filled.text), Finding("D015", at, details=details))
    return list(findings.values())


def _say_times(kind: str, numbers: Iterable[int]) -> str:
    """Times as they may be told of any file: `2025`, `triwulan 2`."""
    word = "" if kind == YEAR else f"{kind} "
    return ", ".join(f"{word}{number}" for number in sorted(numbers))


def _filled_in(block: Block, recipe: ReadingRecipe) -> Iterator[_Filled]:
    for column, text in recipe.constants.items():
        yield _Filled("tetap", column, text)
    if recipe.block_column and block.value:
        yield _Filled("blok", recipe.block_column, block.value)
    if recipe.sheet_column:
        name = block.sheet.name
        key = "isi_lembar" if name in recipe.sheet_values else "kolom_lembar"
        yield _Filled(key, recipe.sheet_column, recipe.sheet_values.get(name, name))


def _titles_of(blocks: Sequence[Block]) -> Iterator[tuple[Block, Mapping[int, str]]]:
    """Each block with the texts above it, by line: all above a sheet's first, else those that touch."""
    seen: set[str] = set()
    for block in blocks:
        first = block.header[0] if block.header else block.body.start
        rows = range(first - 1, -1, -1)
        titles: dict[int, str] = {}
        is_first = block.sheet.name not in seen
        seen.add(block.sheet.name)
        for index in rows:
            cells = [cell for cell in block.sheet.rows[index] if cell]
            apart = block.sheet.lines[index] + 1 < block.sheet.lines[min(index + 1, first)]
            if not is_first and (apart or not cells):
                break
            if cells:
                titles[block.sheet.lines[index]] = " ".join(cells)
        yield block, dict(sorted(titles.items()))
