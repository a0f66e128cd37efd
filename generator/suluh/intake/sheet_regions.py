"""Blocks of cells on a sheet: what stands together between empty lines and columns, with what is above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from suluh.intake.cell_signs import is_date, is_nothing, is_number, is_year, sample_indices, share_of_numbers
from suluh.intake.row_signs import is_statement
from suluh.intake.shape_words import begins_with, read_mark, tidy
from suluh.intake.sheet_region import Region, crop
from suluh.intake.side_by_side import split_columns
from suluh.reading.recipe_rows import is_drawn_line
from suluh.vocabulary.raw_sheet import RawSheet

_HALF = 0.5
_CLOSING = 6


def lay_out_cells(sheet: RawSheet) -> Region | None:
    """All cells of a sheet without blanks at their edges; None for a sheet without a filled cell."""
    rows = [tuple(cell.strip() for cell in row) for row in sheet.rows]
    width = sheet.width
    rows = [row if len(row) == width else (*row, *[""] * (width - len(row))) for row in rows]
    empty = ("",) * width
    bare = [empty if is_drawn_line(row) else row for row in rows]
    return crop(Region(bare, sheet.lines, 1, tuple(sheet.merged)))


def find_regions(whole: Region) -> list[Region]:
    """The blocks of a sheet's cells, top to bottom, then left to right."""
    return [found for part in split_columns(whole) for found in _cut(part)]


def _cut(part: Region) -> list[Region]:
    regions: list[Region] = []
    for stacked in _split_rows(part):
        beside = list(split_columns(stacked))
        if len(beside) == 1:
            regions.append(stacked)
            continue
        for piece in beside:
            regions += _split_rows(piece)
    return [replace(region, is_last=index == len(regions) - 1) for index, region in enumerate(regions)]


def _split_rows(part: Region) -> list[Region]:
    """Regions below each other: bands between empty lines, joined where one goes on in the next."""
    bands = list(_bands(part))
    wide = [any(part.filled(index) > 1 for index in band) for band in bands]
    if not any(wide):
        return [part]
    regions, shared = _join_bands(part, bands, wide)
    return [regions[0], *(replace(region, shared=shared) for region in regions[1:])] if regions else []


def _join_bands(
    part: Region, bands: Sequence[Sequence[int]], wide: Sequence[bool]
) -> tuple[list[Region], tuple[tuple[int, str], ...]]:
    """The regions that bands make, and the texts above the first that are about all of them."""
    regions: list[Region] = []
    current: list[int] = []
    waiting: list[int] = []
    titles: list[tuple[int, str]] = []
    shared: tuple[tuple[int, str], ...] = ()
    for number, band in enumerate(bands):
        if current and _continues(part, current, band, is_wide=wide[number]):
            current += [*waiting, *band]
            waiting = []
            continue
        if not wide[number] or _is_about(part, band):
            if current and _are_notes(part, band, later=any(wide[number + 1 :])):
                regions, current = _close(part, regions, current, titles, band), []
                titles = []
            else:
                if not current and not regions and not shared:
                    shared = tuple(part.texts(waiting))
                waiting += band
            continue
        if current and _is_closing(part, current, band):
            regions, current = _close(part, regions, current, titles, [*waiting, *band]), []
            titles = []
        else:
            if current:
                regions = _close(part, regions, current, titles, [])
            elif not regions and not shared and part.filled(band[0]) == 1:
                shared = tuple(part.texts(waiting))
            current = list(band)
            titles = part.texts(waiting)
        waiting = []
    if current:
        regions = _close(part, regions, current, titles, waiting)
    elif waiting and regions:
        regions[-1] = replace(regions[-1], notes=(*regions[-1].notes, *_first_texts(part, waiting)))
    return regions, shared


def _close(
    part: Region,
    regions: list[Region],
    current: Sequence[int],
    titles: Sequence[tuple[int, str]],
    below: Sequence[int],
) -> list[Region]:
    rows = [part.rows[index] for index in current]
    lines = [part.lines[index] for index in current]
    merged = tuple(area for area in part.merged if lines[0] <= area.first_line <= lines[-1])
    whole = replace(
        part,
        rows=rows,
        lines=lines,
        merged=merged,
        titles=tuple(titles),
        notes=tuple(_first_texts(part, below)),
    )
    cropped = crop(whole)
    return [*regions, cropped] if cropped is not None else regions


def _bands(part: Region) -> Iterator[list[int]]:
    """Indices of rows that stand together without an empty line between."""
    band: list[int] = []
    width = part.width
    before = 0
    for index, row in enumerate(part.rows):
        empty = row.count("") == width
        if band and (empty or part.lines[index] > before + 1):
            yield band
            band = []
        if not empty:
            band.append(index)
            before = part.lines[index]
    if band:
        yield band


def _continues(part: Region, current: Sequence[int], band: Sequence[int], *, is_wide: bool) -> bool:
    """Whether a band is more of the rows before it, or their totals."""
    if all(_is_total(part, index) for index in band):
        return True
    return is_wide and not _is_about(part, band) and _goes_on(part, current, band)


def _is_total(part: Region, index: int) -> bool:
    """Whether the row begins with the word of a total, whose figures may be missing."""
    return read_mark(next(filter(None, part.rows[index]))) == "exact"


def _first_texts(part: Region, indices: Sequence[int]) -> list[tuple[int, str]]:
    """The first text of each row, by which a note is known again."""
    return [(part.lines[index], next(filter(None, part.rows[index]))) for index in indices]


def _is_about(part: Region, band: Sequence[int]) -> bool:
    """Whether the band only states things of the table, as `Provinsi : Sulawesi Tenggara`."""
    return len(band) <= 8 and all(
        part.filled(index) == 1 or is_statement([cell for cell in part.rows[index] if cell]) for index in band
    )


def _are_notes(part: Region, band: Sequence[int], *, later: bool) -> bool:
    first = next(cell for cell in part.rows[band[0]] if cell)
    return not later or bool(begins_with("catatan", first)) or first.startswith("*")


def _is_closing(part: Region, current: Sequence[int], band: Sequence[int]) -> bool:
    """Whether a band below a table of figures is no table: place and day, offices and names that sign."""
    if len(band) > 12 or any(is_number(cell) for index in band for cell in part.rows[index]):
        return False
    figures = any(is_number(cell) for index in current[-3:] for cell in part.rows[index])
    return figures and max(part.filled(index) for index in band) <= 2


def _goes_on(part: Region, current: Sequence[int], band: Sequence[int]) -> bool:
    """Whether a band has the columns of the rows before it, and no header of its own."""
    numbers = number_columns(part, current)
    lead = next((index for index in band if part.filled(index) > 1), band[0])
    first = part.rows[lead]
    used = {column for index in current for column, cell in enumerate(part.rows[index]) if cell}
    here = {column for column, cell in enumerate(first) if cell}
    body = {column for index in band[-20:] for column, cell in enumerate(part.rows[index]) if cell}
    headed = {
        tidy(cell) for index in current[:5] for cell in part.rows[index] if cell and not is_number(cell)
    }
    again = [cell for cell in first if cell and tidy(cell) in headed]
    if not numbers:
        # Nothing but texts so far: a header above its rows, or a table of texts that has a gap.
        return bool(body & used) and not (len(current) > 1 and len(again) * 2 > len(here))
    if len(again) * 2 > len(here) and len(here) > 1:
        return False
    figures = [first[column] for column in numbers if first[column]]
    if not figures:
        return here <= used and lead != band[0] and False
    if sum(is_number(cell) or is_nothing(cell) for cell in figures) * 2 <= len(figures):
        return False
    if all(is_year(cell) for cell in figures) and not _are_years(part, current, numbers):
        return False
    return here <= used


def _are_years(part: Region, current: Sequence[int], numbers: Sequence[int]) -> bool:
    last = [part.rows[current[-1]][column] for column in numbers]
    return all(is_year(cell) for cell in last if cell)


def number_columns(part: Region, indices: Sequence[int]) -> list[int]:
    """Columns that hold numbers in the lower half of the rows, not counting rows of texts at their end.

    Nor do rows count there that a year names: the whole in earlier years, below rows of places.
    """
    end, least = len(indices), max(len(indices) // 2, len(indices) - _CLOSING)
    while end > least and (not _has_figures(part, indices[end - 1]) or _is_of_year(part, indices[end - 1])):
        end -= 1
    figured = indices[:end] if end and _has_figures(part, indices[end - 1]) else indices
    lower = figured[len(figured) // 2 :]
    looked = [lower[position] for position in sample_indices(0, len(lower))]
    rows = [part.rows[index] for index in looked]
    return [column for column in range(part.width) if share_of_numbers(row[column] for row in rows) >= _HALF]


def _is_of_year(part: Region, index: int) -> bool:
    return is_year(next(filter(None, part.rows[index]), ""))


def _has_figures(part: Region, index: int) -> bool:
    return any(cell and (is_number(cell) or is_date(cell)) for cell in part.rows[index])
