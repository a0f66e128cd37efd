"""Remarks in the column beside a table: `Catatan:` next to its title, and more of them next to its rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from suluh.intake.cell_signs import is_number
from suluh.intake.doubts import Choice, Doubt
from suluh.intake.header_lines import Layout
from suluh.intake.shape_words import begins_with
from suluh.intake.sheet_region import Region, crop
from suluh.words.saying import N_

SIDE = "kolom_catatan"
REMARKS, COLUMN = "catatan", "kolom"
_COUNTED = re.compile(r"(?:\d{1,2}|[a-z])[.)]\s+\S.*|\*.*")
_LOOKED_AT = 15
_SHOWN = 60


def without_side_notes(region: Region, answers: Mapping[str, str]) -> Region:
    """The cells of a sheet without a last column of remarks; all where it was answered to be a column.

    Such a column begins beside a title with a word of notes, holds no number, and has no name in the row that
    names all others: none, or one more remark.
    """
    place = region.width - 1
    if place < 2 or answers.get(SIDE) == COLUMN or not _holds_remarks(region, place):
        return region
    texts = tuple(
        (line, row[place]) for line, row in zip(region.lines, region.rows, strict=True) if row[place]
    )
    cut = crop(replace(region, rows=[row[:place] for row in region.rows]))
    return replace(cut, beside=texts) if cut is not None else region


def asks_side_notes(layout: Layout, answers: Mapping[str, str]) -> bool:
    """Whether some of the remarks stand beside the table itself, and nothing was answered about them."""
    first = layout.header_lines[:1] or (layout.line(layout.start),)
    return SIDE not in answers and any(line >= first[0] for line, _ in layout.region.beside)


def ask_side_notes(layout: Layout) -> Doubt:
    """Whether what stands beside the table is remarks; a column that is filled is not likely to be."""
    text = " / ".join(text for _, text in layout.region.beside)
    return Doubt(
        SIDE,
        N_("Kolom di tepi kanan berisi “%(text)s”. Apakah itu?"),
        {"text": text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"},
        (
            Choice(REMARKS, N_("Catatan: tidak ikut menjadi data")),
            Choice(COLUMN, N_("Kolom tabel")),
        ),
        likely=REMARKS if _are_few(layout) else "",
    )


def _are_few(layout: Layout) -> bool:
    """Whether no remark recurs beside the rows, and most rows have none or they are counted."""
    first = layout.line(layout.start) if layout.start < len(layout.region.lines) else 0
    texts = [text for line, text in layout.region.beside if first and line >= first]
    rows = len(layout.region.lines) - layout.start
    counted = all(_COUNTED.fullmatch(text) for text in texts)
    return len(set(texts)) == len(texts) and (counted or 2 * len(texts) <= rows)


def _holds_remarks(region: Region, place: int) -> bool:
    """Whether a column is such; the rows that are looked at are the first ones alone, but for numbers."""
    cells = region.column(place)
    head = region.rows[:_LOOKED_AT]
    first = next((at for at, row in enumerate(head) if row[place]), -1)
    if first < 0 or any(map(is_number, cells)) or not begins_with("catatan", head[first][place]):
        return False
    header = next((row for row in head if all(row[:place])), None)
    if header is None or header is head[first] or region.filled(first) > 2:
        return False
    return not header[place] or _COUNTED.fullmatch(header[place]) is not None
