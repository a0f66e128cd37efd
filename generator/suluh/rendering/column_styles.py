"""The looks of a table's columns, said once by the table: `n3` has numbers in its third column.

`w3` has a third column that is for wide screens alone.

A cell that says it itself costs more than most numbers in it.
"""

from __future__ import annotations

MOST_COLUMNS = 24
"""Of a table that says it; the cells of a wider one say it themselves."""


def name_column(place: int, numeric: object, wide: object) -> list[str]:
    """The classes of a table for its column at `place`, from 1; none where its cells say so themselves."""
    if place > MOST_COLUMNS:
        return []
    return [f"{kind}{place}" for kind, wanted in (("n", numeric), ("w", wide)) if wanted]


def write_column_styles() -> str:
    """The rules for all columns that tables name."""
    numbers, wide, notes = (
        ",".join(f".{kind}{place} td:nth-child({place}){within}" for place in range(1, MOST_COLUMNS + 1))
        for kind, within in (("n", ""), ("w", ""), ("n", " .s-note"))
    )
    return (
        f"{numbers}{{text-align:right;white-space:nowrap}}\n"
        f"@media (max-width:44.9em){{{numbers}{{white-space:normal}}}}\n"
        f"@media (max-width:47.99em){{{wide}{{display:none}}{notes}{{display:block}}}}\n"
        f"@media print{{{wide}{{display:table-cell}}}}\n"
    )
