"""A header that holds numbers: names of columns, a first row of data, or what is stated of the file."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from suluh.intake.cell_signs import is_date, is_number, is_year
from suluh.intake.doubts import Choice, Doubt
from suluh.intake.header_lines import Layout, lay_out_without_header
from suluh.words.saying import N_

NUMBERED = "judul_angka"
HEADER, DATA, STATEMENT = "judul", "data", "keterangan"
_FEWEST_STEPS = 3


def settle_numbered_header(layout: Layout, answers: Mapping[str, str]) -> Layout:
    """The layout as it was answered: its header's row among the data, or above them as a title."""
    answer = answers.get(NUMBERED, "")
    if answer not in (DATA, STATEMENT) or not numbers_in_header(layout):
        return layout
    first = layout.header[0] + (1 if answer == STATEMENT else 0)
    return lay_out_without_header(layout.region, first, layout.numbers)


def numbers_in_header(layout: Layout) -> tuple[str, ...]:
    """Names of columns that are numbers: neither years nor days, nor going up as groups of ages do."""
    if len(layout.header) != 1:
        return ()
    row = layout.region.rows[layout.header[0]]
    figures = [cell for cell in row if cell and is_number(cell)]
    if not figures or all(is_year(cell) or is_date(cell) for cell in figures):
        return ()
    whole = [int(cell) for cell in figures if cell.isdecimal()]
    rising = all(before < after for before, after in pairwise(whole))
    steps = len(whole) == len(figures) >= _FEWEST_STEPS and rising
    return () if steps else tuple(figures)


def ask_numbered_header(layout: Layout) -> Doubt:
    """What the row of numbers and texts above the data is."""
    figures = numbers_in_header(layout)
    rows = layout.end - layout.start
    counts = figures[0] == str(rows)
    values = {"line": str(layout.header_lines[0]), "numbers": ", ".join(figures[:3])}
    return Doubt(
        NUMBERED,
        N_("Baris %(line)s, di tempat judul kolom, berisi angka (%(numbers)s). Apakah itu judul?"),
        values,
        (
            Choice(HEADER, N_("Ya: %(numbers)s nama kolom"), values),
            Choice(DATA, N_("Bukan: baris data yang pertama, dan kolomnya tanpa judul")),
            Choice(STATEMENT, N_("Bukan: keterangan tentang berkas; ditinggalkan, dan kolomnya tanpa judul")),
        ),
        likely=STATEMENT if counts else "",
    )
