"""Text outside of checked cells: signs nobody sees, letters made of two signs, words of two scripts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

from suluh.checking.cell_hygiene import describe_sign, find_invisible
from suluh.checking.mojibake import find_mojibake
from suluh.reading.submissions import Grid
from suluh.vocabulary.columns import ColumnarRows, places_of
from suluh.vocabulary.findings import Finding, Place, Severity

CELL_LIMIT = 32_767
"""What a spreadsheet's cell can hold; a longer text would be cut in the XLSX."""

PlaceOf = Callable[[int, int], Place]
"""Row index (-1 for the header) and column index → where that is in the file."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU")


def check_hygiene(grid: Grid, place_of: PlaceOf) -> list[Finding]:
    """Findings for the text of one grid; cells of declared columns have their own rules beside these."""
    findings: list[Finding] = []
    is_prose = not grid.header
    for at, name in enumerate(grid.header):
        sign = find_invisible(name)
        if sign:
            findings.append(Finding("T103", place_of(-1, at), details=dict(describe_sign(sign))))
    for index, column, cell in _iterate_odd(grid):
        if len(cell) > CELL_LIMIT and not is_prose:
            details = {"batas": str(CELL_LIMIT), "jumlah": str(len(cell))}
            findings.append(Finding("T102", place_of(index, column), details=details))
        if cell.isascii() and cell.isprintable():
            continue
        findings += _faults(cell, place_of(index, column), is_prose=is_prose)
    return findings


def _iterate_odd(grid: Grid) -> Iterator[tuple[int, int, str]]:
    """Cells that may have a fault: those of rows in plain ASCII within the limit have none."""
    if isinstance(grid.rows, ColumnarRows):
        yield from _iterate_odd_values(grid.rows, len(grid.header))
        return
    for index, row in enumerate(grid.rows):
        whole = "".join(row)
        if len(whole) > CELL_LIMIT or not (whole.isascii() and whole.isprintable()):
            yield from ((index, column, cell) for column, cell in enumerate(row) if cell)


def _iterate_odd_values(rows: ColumnarRows, width: int) -> Iterator[tuple[int, int, str]]:
    """The same by column: each distinct cell is looked at once."""
    found: list[tuple[int, int]] = []
    for at in range(width):
        column = rows.column_at(at)
        odd = {
            cell
            for cell in column.odd()
            if len(cell) > CELL_LIMIT
            or (not (cell.isascii() and cell.isprintable()) and any(_faults(cell, Place(), is_prose=False)))
        }
        found += ((index, at) for index in places_of(column, odd))
    found.sort()
    yield from ((index, at, rows[index][at]) for index, at in found)


def _faults(cell: str, place: Place, *, is_prose: bool) -> Iterator[Finding]:
    if is_prose:
        sign = find_invisible(cell)
        if sign:
            yield Finding("T103", place, details=dict(describe_sign(sign)))
        elif unicodedata.normalize("NFC", cell) != cell:
            yield Finding("T104", place, Severity.WARNING)
        elif not cell.isascii() and (part := find_mojibake(cell)) and not part.isascii():
            yield Finding("T035", place, details={"tanda": part})
    if cell.isascii():
        return
    word = next((word for word in _WORD.findall(cell) if _is_mixed(word)), "")
    if word:
        yield Finding("T101", place, Severity.WARNING, value=word)


def _is_mixed(word: str) -> bool:
    """Whether a word has letters of two scripts that look alike: `Bаubau` with a Cyrillic а."""
    if word.isascii():
        return False
    return len({script for sign in word if (script := _script_of(sign))}) > 1


@lru_cache(maxsize=4096)
def _script_of(sign: str) -> str:
    first = unicodedata.name(sign, "").split(" ", 1)[0]
    return first if first in _SCRIPTS else ""
