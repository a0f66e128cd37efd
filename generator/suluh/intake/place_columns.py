"""Which columns name the region of a row, and what a recipe must know to make codes of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from suluh.intake.column_readings import ColumnReading, OddText, find_odd
from suluh.intake.doubts import Choice, Doubt
from suluh.intake.header_words import HeaderWords, describe_header
from suluh.intake.joined_lists import BY_CODE, BY_OTHER_CODE, CodeLists
from suluh.reading.place_codes import ANY_LEVEL, RowPlace, find_row_place, level_numbers
from suluh.reading.place_names import split_kind
from suluh.vocabulary.package import Table
from suluh.vocabulary.reading_recipe import PlaceColumns
from suluh.words.saying import N_

NOWHERE_WORD = "bukan-wilayah"
_HALF, _MOSTLY = 0.5, 0.8
_WORTH = {"ganda": 0.9, "mirip": 0.4}
"""What a name of several regions, or one that is only like another, is worth beside one that is found."""
_MOST_DOUBTS = 20
_SAMPLED = 400
_REGENCY = 5
"""Signs of the code of a city or regency: 74.72."""
INTO, OTHER_INTO = "kode_wilayah", "kode_wilayah_baris"


@dataclass(frozen=True, slots=True)
class PlacesRead:
    """The recipe's part for places, how many rows they are found for, and what must be asked."""

    places: PlaceColumns | None = None
    matched: int = 0
    rows: int = 0
    missed: tuple[OddText, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def read_places(
    table: Table, readings: Sequence[ColumnReading], lists: CodeLists, answers: Mapping[str, str]
) -> PlacesRead:
    """Columns of names, or of codes written otherwise, that tell each row's region.

    There are none where a column of codes tells it. What is only like a name, or is the name of several
    regions, is asked.
    """
    if not table.rows or any(_is_join(reading) for reading in readings):
        return PlacesRead()
    columns = _choose(table, readings, lists)
    if not columns:
        return PlacesRead()
    best = max(
        (_try(table, columns, within) for within in dict.fromkeys((lists.home, lists.home[:2], ""))),
        key=lambda tried: tried[1],
    )
    places, share = best
    if share < _HALF or (share < _MOSTLY and not _lie_together(table, places, lists.home)):
        return PlacesRead()
    meanings = _answered(answers)
    return _settle(table, replace(places, meanings=meanings), lists)


def _is_join(reading: ColumnReading) -> bool:
    """Whether a column of codes tells rows' regions already."""
    joined = reading.joined
    return (
        joined is not None
        and joined.name == "wilayah"
        and joined.way == BY_CODE
        and (not reading.constant or joined.filled == 1)
    )


def _choose(
    table: Table, readings: Sequence[ColumnReading], lists: CodeLists
) -> Mapping[str, tuple[str, ...]]:
    """For each level the column that tells it best, by header; then columns of names of deeper regions."""
    chosen: dict[str, tuple[str, ...]] = {}
    taken: dict[tuple[str, ...], tuple[int, str]] = {}
    for reading in readings:
        words = describe_header(reading.name)
        if not _may_name(reading, words):
            continue
        levels = words.levels or ((ANY_LEVEL,) if reading.joined is not None else ())
        if levels == (ANY_LEVEL,) and reading.joined is None:
            levels = _levels_by_cells(table, reading, lists)
        levels = tuple(level for level in levels if level != ANY_LEVEL) or levels
        if not levels:
            continue
        rank = _preference(reading, words)
        if levels not in taken or rank < taken[levels][0]:
            taken[levels] = (rank, reading.name)
    for levels, (_, name) in taken.items():
        chosen[name] = levels
    deepest = max((max(level_numbers(levels)) for levels in chosen.values()), default=0)
    for reading in readings:
        if reading.name in chosen or reading.type != "string" or reading.role not in ("teks", "kategori"):
            continue
        if reading.distinct > 1 and (levels := _levels_by_cells(table, reading, lists, deepest)):
            chosen[reading.name] = levels
            deepest = max(level_numbers(levels))
    return chosen


def _may_name(reading: ColumnReading, words: HeaderWords) -> bool:
    joined = reading.joined
    if joined is not None:
        return joined.name == "wilayah" and joined.way == BY_OTHER_CODE
    return reading.type == "string" and not words.is_code and not words.is_measure and bool(words.levels)


def _preference(reading: ColumnReading, words: HeaderWords) -> int:
    """Codes before names, the ministry's own before those of BPS."""
    by_code = reading.joined is not None
    return (0 if by_code else 2) + (3 if words.is_bps else 0) - (1 if words.is_kemendagri else 0)


def _levels_by_cells(
    table: Table, reading: ColumnReading, lists: CodeLists, above: int = 0
) -> tuple[str, ...]:
    """The level at which nearly all cells are names of regions, the site's own before others."""
    cells = [cell for cell in Counter(table.column(reading.name)) if cell.strip()][:_SAMPLED]
    own = [level for level in ("kecamatan", "desa_kelurahan") if lists.home]
    for level in (*own, "kabupaten_kota", "provinsi"):
        if max(level_numbers((level,))) <= above:
            continue
        if level == "kabupaten_kota" and sum(bool(split_kind(cell)[0]) for cell in cells) < _HALF * len(
            cells
        ):
            continue
        within = lists.home if level in own else ""
        places = PlaceColumns({reading.name: (level,)}, within=within)
        found = sum(bool(find_row_place((cell,), places, seek_near=False).code) for cell in cells)
        if found >= _MOSTLY * len(cells):
            return (level,)
    return ()


def _try(table: Table, columns: Mapping[str, tuple[str, ...]], within: str) -> tuple[PlaceColumns, float]:
    """The share of rows whose region is found among all that lies in `within`."""
    places = PlaceColumns(columns, within=within)
    at = [table.header.index(name) for name in columns]
    tuples = Counter(tuple(row[place] for place in at) for row in table.rows)
    sample = tuples.most_common(_SAMPLED)
    tried = sum(count for _, count in sample)
    found, left = 0.0, []
    for texts, count in sample:
        place = find_row_place(texts, places, seek_near=False)
        worth = 1 if place.code else _WORTH.get(place.found.way, 0)
        found += count * worth
        left += [] if worth else [(texts, count)]
    if found + _WORTH["mirip"] * sum(count for _, count in left) < _HALF * tried:
        return places, 0.0  # whatever the others are like, too few are names of regions
    for texts, count in left:
        found += count * _WORTH.get(find_row_place(texts, places).found.way, 0)
    return places, found / tried if tried else 0.0


def _lie_together(table: Table, places: PlaceColumns, home: str) -> bool:
    """Whether the regions that are found lie in the site's own, or those below a regency all in one.

    Else half of the names are those of villages here and there by chance, as names of groups are.
    """
    if not home or places.within == home:
        return True
    at = [table.header.index(name) for name in places.columns]
    rows = list(dict.fromkeys(tuple(row[place] for place in at) for row in table.rows))[:_SAMPLED]
    codes = {find_row_place(texts, places, seek_near=False).code for texts in rows} - {""}
    return len({code[:_REGENCY] for code in codes if len(code) > _REGENCY}) <= 1


def _answered(answers: Mapping[str, str]) -> dict[str, str]:
    return {
        key.removeprefix("tempat:"): "" if answer == NOWHERE_WORD else answer
        for key, answer in answers.items()
        if key.startswith("tempat:")
    }


def _settle(table: Table, places: PlaceColumns, lists: CodeLists) -> PlacesRead:
    """All rows, with their doubts."""
    into = INTO if INTO not in table.header else OTHER_INTO
    places = replace(places, into=into)
    at = [table.header.index(name) for name in places.columns]
    tuples = Counter(tuple(row[place] for place in at) for row in table.rows)
    missed: dict[str, RowPlace] = {}
    matched = 0
    for texts, count in tuples.items():
        place = find_row_place(texts, places)
        matched += count * bool(place.code)
        if place.text:
            missed.setdefault(place.text, place)
    cells = [cell.strip() for row in table.rows for cell in _texts_of(row, at, missed)]
    odd = find_odd(table, cells, frozenset(missed))
    doubts = tuple(_ask(place, lists) for entry in odd if (place := missed[entry.text]).found.codes)[
        :_MOST_DOUBTS
    ]
    return PlacesRead(places, matched, len(table.rows), odd, doubts)


def _texts_of(row: Sequence[str], at: Sequence[int], missed: Mapping[str, RowPlace]) -> tuple[str]:
    """The text of a row that is among those missed, or nothing."""
    return (next((row[place] for place in at if row[place].strip() in missed), ""),)


def _ask(place: RowPlace, lists: CodeLists) -> Doubt:
    several = place.found.way == "ganda"
    text = (
        N_("Ada beberapa wilayah bernama %(sample)s. Yang mana?")
        if several
        else N_("“%(sample)s” tidak ada di daftar wilayah. Yang dimaksud?")
    )
    choices = tuple(
        Choice(code, "%(name)s", {"name": _full_path(code, lists)}) for code in place.found.codes[:6]
    )
    none = Choice(NOWHERE_WORD, N_("bukan nama wilayah"))
    likely = place.found.codes[0] if not several and len(place.found.codes) == 1 else ""
    examples = ((place.text, _full_path(likely, lists)),) if likely else ()
    return Doubt(f"tempat:{place.text}", text, {"sample": place.text}, (*choices, none), likely, examples)


def _full_path(code: str, lists: CodeLists) -> str:
    """A region's name with those that it lies in: `Wolio, Kota Bau Bau`."""
    region = lists.regions[code]
    above = [other.nama for other in reversed(lists.regions.ancestors(code))]
    return f"{', '.join([region.full_name, *above])} ({code})"
