"""The scan for data of persons: every submitted file as text, whatever it claims to be.

A hit is told by a mask. What was found stays in `Evidence`, which never leaves checking: waivers are
compared with it, and `hide_personal` uses its places to mask what other rules would show.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from suluh.checking.identity_numbers import NIK_LENGTH
from suluh.checking.personal_patterns import (
    ADDRESS,
    NIP,
    Hit,
    find_personal,
    mask_text,
    mask_value,
)
from suluh.checking.personal_screen import CELL_END, ROW_END, find_doubtful
from suluh.checking.personal_values import find_hits_by_column
from suluh.checking.plain_text import plain_text
from suluh.checking.prose_tables import find_tables
from suluh.checking.table_evidence import TableView, judge_names, judge_table, view_table
from suluh.checking.text_hygiene import check_hygiene
from suluh.reading.csv_records import CsvRecord
from suluh.reading.photo_places import has_position
from suluh.reading.submissions import Grid, read_grids, text_grid
from suluh.reading.submitted_tables import COLUMN_LIMIT
from suluh.vocabulary.columns import ColumnarRows
from suluh.vocabulary.findings import MASK, Finding, Place, Severity
from suluh.vocabulary.package import Table
from suluh.vocabulary.sheet_columns import column_letters

ROWS_AT_ONCE = 2_000
MOST_HITS = 5_000
"""Told of one table: by then it is plain what it is."""
_LAST_NUMBER = re.compile(r"[0-9][0-9 .-]{0,60}$")
_FIRST_NUMBER = re.compile(r"[0-9 .-]{0,60}[0-9]")
_WARNINGS = (NIP, ADDRESS)
_OF_NOBODY = frozenset({"I016", "I020", "I021", "I022"})
"""Findings beside those of persons: a file that cannot be looked into, and waivers."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A finding and the text behind it, empty where the finding is about a whole column.

    With a `ground` nothing is told: the row says that a body holds the number, which may be published, or
    the cells of a column that they are something else than its name says.
    """

    finding: Finding
    text: str = field(default="", repr=False)
    ground: str = ""


def is_of_person(code: str) -> bool:
    """Whether a finding of that code is data of a person or tells who someone is; a new one is."""
    return code.startswith("I") and code not in _OF_NOBODY


def scan_file(
    path: str,
    data: bytes,
    dialect: Mapping[str, Any] | None = None,
    *,
    confine: bool = True,
    records: Sequence[CsvRecord] | None = None,
) -> list[Evidence]:
    """Everything personal in one file's name and content, and what is wrong with its text.

    `records` are all that a CSV holds, where it was read already.
    """
    evidence = list(scan_name(path))
    is_archive = data.startswith(b"PK")
    if has_position(data):
        evidence.append(Evidence(Finding("I015", Place(path))))
    grids, broken = read_grids(path, data, dialect, confine=confine, records=records)
    evidence += [Evidence(finding) for finding in broken]
    for grid in map(_without_wide_header, grids):
        evidence += _scan_grid(grid, is_text=bool(grid.header) or not is_archive)
    return evidence


def scan_large(path: str, header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[Evidence]:
    """The same of a CSV in good form, whose rows were read in pieces."""
    grid = Grid(path, header, rows, range(2, len(rows) + 2))
    return [*scan_name(path), *_scan_grid(_without_wide_header(grid), is_text=True)]


def _scan_grid(grid: Grid, *, is_text: bool) -> list[Evidence]:
    view = view_table(grid) if grid.header else None
    evidence = _scan_cells(grid, view)
    if view is None:
        evidence += _scan_line_ends(grid)
        for table in find_tables(grid):
            evidence += _scan_columns(table, view_table(table))
    else:
        evidence += _scan_columns(grid, view)
    if is_text:
        faults = check_hygiene(grid, lambda row, column: _place(grid, row, column))
        evidence += [Evidence(fault) for fault in faults]
    return evidence


def scan_laid_out(path: str, table: Table) -> list[Evidence]:
    """Everything personal in a table that a recipe laid out, at the places that other rules name."""
    grid = Grid(path, table.header, table.rows, table.lines, table.header_line)
    view = view_table(grid)
    return [*_scan_cells(grid, view), *_scan_columns(grid, view)]


def _without_wide_header(grid: Grid) -> Grid:
    """A table with more columns than any may have as mere text: its names would be tried one by one."""
    if len(grid.header) <= COLUMN_LIMIT:
        return grid
    texts = [";".join(row) for row in (grid.header, *grid.rows)]
    return text_grid(grid.path, texts, [grid.header_line, *grid.lines], grid.part)


def hide_personal(findings: Iterable[Finding], evidence: Iterable[Evidence]) -> list[Finding]:
    """The findings without anything personal in their values, details, columns and paths."""
    cells: set[tuple[str, int | None, str]] = set()
    columns: set[tuple[str, str]] = set()
    for sign in evidence:
        place = sign.finding.place
        if sign.finding.code == "I010" and not sign.ground:
            columns.add((place.path, place.field))
        elif sign.text:
            cells.add((place.path, place.row, place.field))
    hidden: list[Finding] = []
    for finding in findings:
        place = finding.place
        value = finding.value
        if value is not None and not finding.code.startswith("I"):
            private = (place.path, place.row, place.field) in cells or (place.path, place.field) in columns
            value = MASK if private and place.row else _masked(value)
        details = {
            key: _masked(value) if isinstance(value, str) else value for key, value in finding.details.items()
        }
        shown = replace(place, path=_masked(place.path), field=_masked(place.field))
        hidden.append(replace(finding, place=shown, value=value, details=details))
    return hidden


@lru_cache(maxsize=50_000)
def _masked(text: str) -> str:
    return mask_text(text)


def scan_name(path: str) -> Iterator[Evidence]:
    """Names of folders and of the file itself."""
    for part in path.split("/"):
        for hit in find_personal(plain_text(part)):
            yield _evidence(hit, Place(path))


def _scan_cells(grid: Grid, view: TableView | None) -> list[Evidence]:
    has_person = view is not None and view.has_private_names
    evidence: list[Evidence] = []
    addresses: dict[int, list[int]] = {}
    refused = 0
    for index, column, hit in _find_hits(grid, view.hints if view else {}):
        if hit.code == ADDRESS:
            addresses.setdefault(column, []).append(index)
            continue
        ground = view.holders.ground(hit, grid.rows[index], column) if view and index >= 0 else ""
        sign = _evidence(hit, _place(grid, index, column))
        evidence.append(_let_in(sign, ground) if ground else sign)
        refused += not ground
        if refused >= MOST_HITS:
            break
    for column, rows in addresses.items():
        # One finding for a column: a list of offices has hundreds of addresses, and all may be right.
        code = "I013" if has_person else ADDRESS
        severity = Severity.ERROR if has_person else Severity.WARNING
        place = _place(grid, rows[0], column)
        evidence.append(Evidence(Finding(code, place, severity, details={"jumlah": str(len(rows))})))
    return evidence


def _scan_line_ends(grid: Grid) -> Iterator[Evidence]:
    """Numbers that go on in the next line of a text: a paragraph is shown as one."""
    for index in range(len(grid.rows) - 1):
        line, after = grid.rows[index][0].rstrip(), grid.rows[index + 1][0].lstrip(" >\t")
        if not line[-1:].isdigit() or not after[:1].isdigit():
            continue
        if _is_whole(_LAST_NUMBER.search(line)) or _is_whole(_FIRST_NUMBER.match(after)):
            continue  # a number of its own, which does not go on
        ends = plain_text(line)
        for hit in find_personal(f"{ends} {plain_text(after)}"):
            if hit.start < len(ends) < hit.end:
                yield _evidence(hit, _place(grid, index, 0))


def _is_whole(number: re.Match[str] | None) -> bool:
    return number is not None and sum(map(str.isdigit, number.group())) >= NIK_LENGTH


def _find_hits(grid: Grid, hints: Mapping[int, frozenset[str]]) -> Iterator[tuple[int, int, Hit]]:
    """(row index, column, hit) over the grid; the header is row -1.

    Rows are joined and looked at as one text. Taken apart are cells in which something is suspect, and those
    of columns whose names tell something.
    """
    if isinstance(grid.rows, ColumnarRows):
        yield from find_hits_by_column(grid.header, grid.rows, hints)
        return
    rows = [grid.header, *grid.rows] if grid.header else grid.rows
    first = -1 if grid.header else 0
    for start in range(0, len(rows), ROWS_AT_ONCE):
        block = rows[start : start + ROWS_AT_ONCE]
        joined = ROW_END.join(map(CELL_END.join, block))
        if joined.count(ROW_END) != len(block) - 1 or joined.count(CELL_END) != sum(map(len, block)) - len(
            block
        ):
            block = [[cell.replace(ROW_END, " ").replace(CELL_END, " ") for cell in row] for row in block]
            joined = ROW_END.join(map(CELL_END.join, block))
        plain = plain_text(joined)
        doubtful: dict[int, set[str]] = {}
        for at, cell in find_doubtful(plain):
            doubtful.setdefault(at, set()).add(cell)
        hinted = {at for at, row in enumerate(block) if any(one < len(row) and row[one] for one in hints)}
        texts = plain.split(ROW_END) if doubtful or hinted else []
        for at in sorted(doubtful.keys() | hinted):
            told = doubtful.get(at, set())
            is_whole = texts[at] in told  # of one that cannot be screened nobody knows which cell it is
            for column, cell in enumerate(texts[at].split(CELL_END)):
                if column in hints or is_whole or cell in told:
                    for hit in find_personal(cell, hints.get(column, frozenset())):
                        yield first + start + at, column, hit


def _evidence(hit: Hit, place: Place) -> Evidence:
    severity = Severity.WARNING if hit.code in _WARNINGS else Severity.ERROR
    return Evidence(Finding(hit.code, place, severity, value=mask_value(hit.value)), hit.value)


def _scan_columns(grid: Grid, view: TableView) -> Iterator[Evidence]:
    def locate(column: int) -> Place:
        return _place(grid, -1, column)

    for finding, ground in judge_names(grid, view, locate):
        yield Evidence(finding, ground=ground)
    for finding, text in judge_table(grid, view, locate):
        yield Evidence(finding, text)


def _let_in(evidence: Evidence, ground: str) -> Evidence:
    return Evidence(replace(evidence.finding, severity=Severity.WARNING), evidence.text, ground)


def _place(grid: Grid, index: int, column: int) -> Place:
    """Where a cell is; row -1 is the header. What stands above a header has no row number."""
    line = grid.header_line if index < 0 else grid.lines[index] if grid.lines else 0
    if not grid.header:
        return Place(grid.path, line=line or None, field=grid.part)
    name = grid.header[column] if column < len(grid.header) else ""
    row = None if index >= 0 and line < grid.header_line else index + 1
    address = f"{column_letters(column + 1)}{line}" if grid.is_sheet else ""
    sheet = grid.part if grid.is_sheet else ""
    return Place(grid.path, row=row, line=line or None, cell=address, field=name, sheet=sheet)
