"""Rows of a file that its dialect leaves out: nobody would miss them, so they are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from suluh.vocabulary.findings import Finding, Place, Severity


def tell_left_out(lines: Sequence[int], reason: str, place: Place) -> list[Finding]:
    """T029 with the number of rows left out and the first of their lines; nothing where there are none."""
    if not lines:
        return []
    details = {"jumlah": str(len(lines)), "sebab": reason}
    return [Finding("T029", replace(place, line=lines[0]), Severity.WARNING, details=details)]


def tell_rows_above(rows: Iterable[tuple[int, Sequence[object]]], width: int, place: Place) -> list[Finding]:
    """T029 for rows above the declared header that are filled as rows of the table are, not as titles."""
    full = [
        line
        for line, cells in rows
        if width > 1 and len(cells) >= width and sum(_is_filled(cell) for cell in cells) >= width
    ]
    return tell_left_out(full, "@above_header", place)


def tell_hidden_header(first: Sequence[object], names: Sequence[str], place: Place) -> list[Finding]:
    """P042 at `place` where there should be no header, and the first row holds the columns' names."""
    texts = [str(cell).strip().casefold() for cell in first]
    return [Finding("P042", place)] if texts and texts == [name.strip().casefold() for name in names] else []


def _is_filled(cell: object) -> bool:
    return cell is not None and bool(str(getattr(cell, "value", cell) or "").strip())
