"""Whether a recipe reads the rows that a sheet was seen to have: neither fewer nor more."""

from __future__ import annotations

from suluh.intake.doubts import Choice, Doubt
from suluh.intake.shapes import Shape
from suluh.vocabulary.shaped_table import Shaped
from suluh.words.saying import N_

ROWS = "baris_dibaca"
RIGHT = "benar"


def ask_rows(shape: Shape, shaped: Shaped) -> Doubt | None:
    """What is asked where the recipe of a shape does not read as many rows as were seen; None where it does.

    Marks of totals and notes are words, and a word may be said elsewhere too.
    """
    unpivot = shape.recipe.unpivot
    seen = shape.rows * (len(unpivot.columns) if unpivot is not None else 1)
    read = len(shaped.table.rows) if shaped.table is not None else 0
    if read == seen or (unpivot is not None and unpivot.skip_empty):
        return None
    return Doubt(
        ROWS,
        N_("Dengan cara ini terbaca %(read)s baris, padahal %(seen)s tampak sebagai data. Sudah benar?"),
        {"read": str(read), "seen": str(seen)},
        (Choice(RIGHT, N_("Ya: dibaca seperti ditunjukkan")),),
    )
