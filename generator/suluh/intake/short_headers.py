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


def settle_short_header(layout: Layout, answers: Mapping[str, str], *, by_blanks: bool = False) -> Layout:
    """The layout with its names from the second column on, where it was answered or is likely so.

    Statistical programs write tables so: rows have names, which have none themselves. `by_blanks` says that
    blanks part the cells, as those programs have it.
    """
    is_settled = bool(layout.numbers) or HEADER_LINE in answers  # else text_headers asks
    if not is_settled or not is_short_header(layout):
        return layout
    answer = answers.get(SHORT_HEADER, _likely(layout, by_blanks=by_blanks))
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


def _likely(layout: Layout, *, by_blanks: bool) -> str:
    """The second column where the first numbers the rows from 1 on, and its name is none for that.

    Neither where the first holds texts: the name over it may well be theirs, and the last one missing. A
    program's table parted by blanks has those of its rows there, no two alike.
    """
    rows = layout.region.rows
    cells = [rows[index][0] for index in sample_indices(layout.start, layout.end)]
    first = describe_header(rows[layout.header[0]][0])
    if first.is_code or first.is_row_number or first.is_weak_code:
        return ""
    named = cells[:2] == ["1", "2"] or (by_blanks and not any(map(is_number, cells)))
    return SECOND if named and len(set(cells)) == len(cells) else ""
