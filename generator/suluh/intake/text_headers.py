"""Which line is the header of a table of texts whose first line leaves columns without a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from suluh.intake.doubts import Choice, Doubt
from suluh.intake.header_lines import Layout
from suluh.words.saying import N_

HEADER_LINE = "baris_judul"
_LOOKED_AT = 4
_SHOWN = 60


def settle_text_header(layout: Layout, answers: Mapping[str, str]) -> Layout:
    """The layout with the line as its header that was answered; as it is where nothing was."""
    index = _fuller_line(layout)
    if index < 0 or answers.get(HEADER_LINE) != str(layout.line(index)):
        return layout
    region = layout.region
    said = region.texts(range(layout.header[0], index))
    levels = tuple((" ".join(cell.split()),) if cell else () for cell in region.rows[index])
    titles = tuple(sorted((*layout.titles, *said)))
    return replace(layout, titles=titles, header=(index,), start=index + 1, levels=levels)


def ask_text_header(layout: Layout, answers: Mapping[str, str]) -> list[Doubt]:
    """The doubt about the header's line; none where the first line names all columns, or it was answered."""
    index = _fuller_line(layout)
    if index < 0 or HEADER_LINE in answers:
        return []
    lines = (layout.header[0], index)
    return [
        Doubt(
            HEADER_LINE,
            N_("Baris %(line)s tidak menamai semua kolom. Di baris mana judul kolom?"),
            {"line": str(layout.line(lines[0]))},
            tuple(_choice(layout, row) for row in lines),
        )
    ]


def _choice(layout: Layout, row: int) -> Choice:
    text = ", ".join(cell for cell in layout.region.rows[row] if cell)
    values = {"line": str(layout.line(row)), "text": text[:_SHOWN]}
    return Choice(str(layout.line(row)), N_("Baris %(line)s: %(text)s"), values)


def _fuller_line(layout: Layout) -> int:
    """The first line below the header that fills all columns, where the header leaves one out; else -1."""
    region = layout.region
    if layout.numbers or len(layout.header) != 1 or layout.width < 2:
        return -1
    first = layout.header[0]
    if region.filled(first) == layout.width:
        return -1
    end = min(layout.end - 1, first + 1 + _LOOKED_AT)
    return next((row for row in range(first + 1, end) if region.filled(row) == layout.width), -1)
