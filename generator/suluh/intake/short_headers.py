"""A header with one name less than rows have cells: which column it leaves without a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from suluh.intake.cell_signs import is_number, sample_indices
from suluh.intake.doubts import Choice, Doubt
from suluh.intake.header_lines import Layout, lay_out_without_header
from suluh.intake.header_words import describe_header
from suluh.intake.text_headers import HEADER_LINE
from suluh.words.saying import N_

SHORT_HEADER = "judul_kurang"
SECOND, FIRST = "kedua", "pertama"
ROW_NAMES = "uraian"


def settle_short_header(layout: Layout, answers: Mapping[str, str]) -> Layout:
    """The layout with its names from the second column on, where it was answered or is likely so.

    Statistical programs write tables so: rows have names, which have none themselves.
    """
    is_settled = bool(layout.numbers) or HEADER_LINE in answers  # else text_headers asks
    if not is_settled or not is_short_header(layout):
        return layout
    answer = answers.get(SHORT_HEADER, _likely(layout))
    names = tuple(" ".join(levels) for levels in layout.levels if levels)
    if answer == SECOND:
        bare = lay_out_without_header(layout.region, layout.start, layout.numbers)
        layout = replace(bare, titles=layout.titles, stated_names=(ROW_NAMES, *names))
    return layout if SHORT_HEADER in answers else replace(layout, short_header=True)


def ask_short_header(layout: Layout) -> Doubt:
    """Which column has no name: the first, whose cells name the rows, or the last."""
    rows = layout.region.rows
    first = rows[layout.start]
    values = {"first": first[0], "last": first[-1]}
    return Doubt(
        SHORT_HEADER,
        N_("Judul kolom kurang satu nama. Kolom mana yang tanpa nama?"),
        values,
        (
            Choice(SECOND, N_("Yang pertama (“%(first)s”, …), yang menamai baris"), values),
            Choice(FIRST, N_("Yang terakhir (“%(last)s”, …)"), values),
        ),
        likely=SECOND if layout.stated_names else "",
    )


def is_short_header(layout: Layout) -> bool:
    """Whether one line names all columns but the last, which no row leaves empty."""
    if len(layout.header) != 1 or layout.width < 2 or layout.end - layout.start < 2:
        return False
    row = layout.region.rows[layout.header[0]]
    last = layout.width - 1
    return not row[last] and all(row[:last]) and all(layout.region.column(last, layout.start, layout.end))


def _likely(layout: Layout) -> str:
    """The second column where the first names rows: texts, or numbers from 1 on, no two alike.

    Not where the first name is one for them (a place, a code, a running number), or where the last column
    alone has texts: that one may well be remarks.
    """
    rows = layout.region.rows
    looked = sample_indices(layout.start, layout.end)
    cells = [rows[index][0] for index in looked]
    first = describe_header(rows[layout.header[0]][0])
    if first.levels or first.is_code or first.is_row_number or first.is_weak_code:
        return ""
    counts = cells[:2] == ["1", "2"]
    named = not any(map(is_number, cells)) and any(is_number(rows[index][-1]) for index in looked)
    return SECOND if (counts or named) and len(set(cells)) == len(cells) else ""
