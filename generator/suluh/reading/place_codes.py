"""The step of a recipe that makes a column of region codes out of columns that name regions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from suluh.reading.place_names import LEVELS, NOWHERE, PlaceFinder, PlaceFound, read_region_code
from suluh.reading.region_list import load_regions
from suluh.vocabulary.package import Table
from suluh.vocabulary.reading_recipe import PlaceColumns

ANY_LEVEL = "wilayah"
"""Word of a column whose cells name regions of whatever level."""


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where a row lies: the code, or the text that stood in the way and what it may mean."""

    code: str
    text: str = ""
    found: PlaceFound = NOWHERE


@dataclass(frozen=True, slots=True)
class Placed:
    """A table with its new column, and by row index the places that were not found."""

    table: Table
    missed: Mapping[int, RowPlace] = field(default_factory=dict)


def add_place_codes(table: Table, places: PlaceColumns) -> Placed:
    """The table with the column `places.into` behind its others; a cell is empty where no region is certain.

    Columns that the table has not are as if empty; a column of that name that is there already stays alone.
    """
    if places.into in table.header:
        return Placed(table)
    at = [table.header.index(name) for name in places.columns if name in table.header]
    names = tuple(name for name in places.columns if name in table.header)
    kept = replace(places, columns={name: places.columns[name] for name in names})
    found: dict[tuple[str, ...], RowPlace] = {}
    rows: list[tuple[str, ...]] = []
    missed: dict[int, RowPlace] = {}
    for index, row in enumerate(table.rows):
        texts = tuple(row[place] for place in at)
        place = found.get(texts)
        if place is None:
            place = found[texts] = find_row_place(texts, kept)
        rows.append((*row, place.code))
        if place.text:
            missed[index] = place
    return Placed(replace(table, header=(*table.header, places.into), rows=rows), missed)


def find_row_place(texts: Sequence[str], places: PlaceColumns, *, seek_near: bool = True) -> RowPlace:
    """Where a row of those texts lies, by the columns of `places` from the largest region down.

    Names that are only like a region's are told, unless nobody wants to know them (`seek_near`).
    """
    finder = _finder()
    parent, code = places.within, ""
    order = sorted(
        zip(texts, places.columns.values(), strict=True), key=lambda pair: min(level_numbers(pair[1]))
    )
    for text, words in order:
        if not text.strip():
            continue
        found = _find(text, level_numbers(words), parent, places, finder, seek_near=seek_near)
        if found is None:
            continue  # a person said that this text names no region
        if not found.code:
            return RowPlace("", text.strip(), found)
        code = found.code
        if not places.within.startswith(f"{code}."):
            parent = code
    return RowPlace(code)


def _find(
    text: str,
    levels: Sequence[int],
    parent: str,
    places: PlaceColumns,
    finder: PlaceFinder,
    *,
    seek_near: bool,
) -> PlaceFound | None:
    tidy = text.strip()
    meant = places.meanings.get(tidy)
    if meant is not None:
        return PlaceFound("jawaban", (meant,)) if meant else None
    if tidy[0].isdecimal() and (code := read_region_code(tidy, finder.regions, parent, levels)):
        inside = not places.within or code == places.within or _share_line(code, places.within)
        return PlaceFound("kode", (code,)) if inside else NOWHERE
    depth = parent.count(".") + 1 if parent else 0
    best = NOWHERE
    below = [level for level in levels if level > depth]
    if below:
        best = finder.find(tidy, below, parent, seek_near=seek_near)
        if best.code:
            return best
    # Regions that hold the parent, and the parent itself: their names stand in columns of larger regions.
    for level in (level for level in levels if level <= depth):
        above = ".".join(parent.split(".")[:level])
        if (match := finder.find(tidy, (level,), above, seek_near=seek_near)).code:
            return match
        if level <= 2 and not places.within:
            match = finder.find(tidy, (level,), "", seek_near=seek_near)
            return match if match.code or not best.codes else best
    return best


def _share_line(code: str, within: str) -> bool:
    """Whether one of the regions lies in the other."""
    return code.startswith(f"{within}.") or within.startswith(f"{code}.")


def level_numbers(words: Iterable[str]) -> tuple[int, ...]:
    """The numbers of levels by their words, all of them for `wilayah`."""
    found = [LEVELS.index(word) + 1 for word in words if word in LEVELS]
    return tuple(found) or (1, 2, 3, 4)


@lru_cache(maxsize=1)
def _finder() -> PlaceFinder:
    return PlaceFinder(load_regions())
