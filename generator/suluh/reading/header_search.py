"""Where a table's header stands and what parts its cells, found by the names that the schema declares.

A file with another delimiter or with lines above its header gives one finding that says so, instead of
every column missing, every column unknown, and every row too narrow.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from suluh.vocabulary.cells import read_number
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.package import Field, Resource

LINES_LOOKED_AT = 100
_HEAD = 256 * 1024
DELIMITERS = {",": "@comma", ";": "@semicolon", "\t": "@tab", "|": "@bar"}
_Line = tuple[int, Sequence[str]]


def find_misfit(text: str, resource: Resource, place: Place) -> Finding | None:
    """What keeps a CSV text from being the declared table as a whole; None where its header fits.

    F023 for another delimiter, F024 for a header on another line, F025 for none at all, F031 where each
    line is quoted as a whole.
    """
    names = [field.name for field in resource.schema.fields]
    dialect = resource.dialect
    stated = str(dialect.get("delimiter", ","))
    head = text[:_HEAD]
    lines = _read_head(head, stated, dialect)
    row = header_row_of(dialect)
    here = next((cells for line, cells in lines if line >= row), ())
    if len(names) < 2 or is_close(here, names):
        return None
    if len(here) == 1 and stated in here[0] and is_close(here[0].split(stated), names):
        return Finding("F031", replace(place, line=row))
    has_header = dialect.get("header", True) is not False
    if has_header and (line := find_header(lines, names)):
        return tell_header_line(line, row, place)
    for other in DELIMITERS:
        if other == stated or other not in head:
            continue
        candidates = _read_head(head, other, dialect)
        line = find_header(candidates, names) if has_header else 0
        if line or _parts_evenly(candidates, here, row, len(names)):
            return _tell_delimiter(other, stated, dialect, line, place)
    if has_header and len(here) == len(names) and _is_content(here, resource):
        return Finding("F025", replace(place, line=row), details={"kolom_ada": ", ".join(names)})
    return None


def find_header(lines: Iterable[_Line], names: Sequence[str]) -> int:
    """The line (from 1) whose cells are most of the names, the best of the first ones; 0 for none."""
    wanted = {_tidy(name) for name in names}
    best, found = 0, 0
    for line, cells in lines:
        score = len(wanted & {_tidy(cell) for cell in cells})
        if score > best and score * 2 > len(wanted):
            best, found = score, line
    return found


def tell_header_line(line: int, stated: int, place: Place) -> Finding:
    """F024: the header stands on `line`, while the descriptor has it on `stated`."""
    return Finding("F024", replace(place, line=line), details={"letak": str(line), "tertulis": str(stated)})


def is_close(cells: Sequence[str], names: Sequence[str]) -> bool:
    """Whether at least half of the names are there: what differs is then told column by column."""
    wanted = {_tidy(name) for name in names}
    return len(wanted & {_tidy(cell) for cell in cells}) * 2 >= len(wanted)


def _tidy(name: str) -> str:
    return "_".join(name.strip("\ufeff \t\u00a0").casefold().split())


def header_row_of(dialect: Mapping[str, Any]) -> int:
    """The line on which the header stands by a dialect that was read, from 1."""
    return int(dialect["headerRows"][0]) if dialect.get("headerRows") else 1


def _read_head(head: str, delimiter: str, dialect: Mapping[str, Any]) -> list[_Line]:
    """The first records with the line on which each begins; as far as they can be read at all."""
    quote = dialect.get("quoteChar", '"') or ""
    options: dict[str, Any] = {"quotechar": quote} if quote else {"quoting": csv.QUOTE_NONE}
    comment = str(dialect.get("commentChar") or "")
    found: list[_Line] = []
    try:
        reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter, **options)
        before = 0
        for cells in reader:
            if cells and not (comment and cells[0].startswith(comment)):
                found.append((before + 1, cells))
            before = reader.line_num
            if len(found) == LINES_LOOKED_AT:
                break
    except (csv.Error, TypeError, ValueError):
        return found
    return found


def _parts_evenly(lines: Sequence[_Line], here: Sequence[str], row: int, width: int) -> bool:
    """Whether a delimiter gives every line the declared width, where the stated one parts nothing."""
    below = [cells for line, cells in lines if line >= row]
    return len(here) == 1 and len(below) > 1 and all(len(cells) == width for cells in below[:20])


def _tell_delimiter(other: str, stated: str, dialect: Mapping[str, Any], line: int, place: Place) -> Finding:
    written = "\\t" if other == "\t" else other
    rows = f", headerRows: [{line}]" if line > 1 else ""
    named = DELIMITERS.get(stated, stated)
    details = {
        "dipakai": DELIMITERS[other],
        "tertulis": named if "delimiter" in dialect else f"{named}_unstated",
        "tulis": f'dialect: {{delimiter: "{written}"{rows}}}',
    }
    return Finding("F023", replace(place, line=line or 1), details=details)


def _is_content(cells: Sequence[str], resource: Resource) -> bool:
    """Whether the line that should be the header is a row: every number, year and date of it can be read."""
    told = [reads_as(field, cell) for field, cell in zip(resource.schema.fields, cells, strict=True) if cell]
    known = [entry for entry in told if entry is not None]
    return bool(known) and all(known)


def reads_as(field: Field, cell: str) -> bool | None:
    """Whether a cell is of its field's type; None for a type that takes any text."""
    if field.is_number:
        return read_number(field, cell) is not None
    form = {"year": r"[0-9]{4}", "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "yearmonth": r"[0-9]{4}-[0-9]{2}"}
    return re.fullmatch(form[field.type], cell.strip()) is not None if field.type in form else None
