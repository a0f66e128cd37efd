"""Everything that was submitted, as text: each file of the project as grids of cells or lines.

Nothing is trusted or rejected here. What `reading.submitted_tables` refuses is still looked at, because a
number that may not be public is in the file whether or not the file is a good table.
"""

from __future__ import annotations

import csv
import io
import os
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from suluh.reading.binary_text import BINARY_STARTS, OLD_OFFICE_START, ZIP_START, list_texts, why_opaque
from suluh.reading.confinement import read_confined
from suluh.reading.csv_records import CsvRecord
from suluh.reading.csv_text import decode_anything, sniff_delimiter
from suluh.reading.paths import is_link
from suluh.reading.photo_places import is_film
from suluh.reading.raw_sheets import read_raw_sheets
from suluh.reading.workbook_text import Sheet, read_workbook_text
from suluh.vocabulary.findings import Finding, Place

SCAN_LIMIT = 500 * 1024 * 1024
WORKBOOK_LIMIT = 64 * 1024 * 1024
_ZIP_END, _ZIP_TAIL = b"PK\x05\x06", 66_000
"""A zip is one by its end: other content may stand before it, and its readers do not mind."""
_TABLES = (".csv", ".tsv", ".tab")
_LINE_LIMIT = 20_000
_RTF = re.compile(r"\\[a-z]+-?[0-9]* ?|[{}]")


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells of one table, or lines of a text as rows of one cell (then `header` is empty).

    `lines[i]` is the physical line of `rows[i]`; `number_from` the data row number of the first
    row, where rows are numbered; `part` names a sheet, or what else of a workbook the text is.
    """

    path: str
    header: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    lines: Sequence[int]
    header_line: int = 1
    part: str = ""
    is_sheet: bool = False


def list_submissions(root: Path, folders: Sequence[Path]) -> list[Path]:
    """Every regular file below the folders, hidden ones too, in order; links are not followed."""
    files: list[Path] = []
    for folder in folders:
        if folder.is_dir() and not is_link(folder):
            files += _walk(folder)
    return files


def read_grids(
    path: str,
    data: bytes,
    dialect: Mapping[str, Any] | None = None,
    *,
    confine: bool = True,
    records: Sequence[CsvRecord] | None = None,
) -> tuple[list[Grid], list[Finding]]:
    """The file's text. `dialect` is the declared one of a CSV; without it the delimiter is the likeliest.

    Workbooks are opened in confinement (unless this is there already): F301 to F303 where one hangs,
    swells or breaks its reader. `records` are all that a CSV holds, where it was read already. I015 where
    a photo in one tells its place; I016 for what is left unseen.
    """
    grids: list[Grid] = []
    if not data.startswith(ZIP_START):
        reason = why_opaque(data)
        findings = [_tell_unseen(path, "", reason)] if reason else []
        grids = [*_read_plain(path, data, dialect or {}, records), *_read_old_workbook(path, data, confine)]
        if _ZIP_END not in data[-_ZIP_TAIL:]:
            return grids, findings
    if len(data) > WORKBOOK_LIMIT:
        return grids, [_tell_unseen(path, "", "@large")]
    if confine:
        packed = b64encode(data).decode("ascii")
        answer, findings = read_confined(f"{__name__}:answer_workbook_text", packed, Place(path))
        sheets = [Sheet(**entry) for entry in answer or ()]
    else:
        sheets, findings = read_workbook_text(data), []
    findings += [Finding("I015", Place(path, field=sheet.name)) for sheet in sheets if sheet.tells_place]
    findings += [_tell_unseen(path, sheet.name, sheet.unseen) for sheet in sheets if sheet.unseen]
    return [*grids, *(_sheet_grid(path, sheet) for sheet in sheets if not sheet.unseen)], findings


def _tell_unseen(path: str, part: str, reason: str) -> Finding:
    return Finding("I016", Place(path, field=part), details={"sebab": f"@unseen_{reason[1:]}"})


def answer_workbook_text(packed: str) -> list[dict[str, Any]]:
    """In confinement: the texts of a workbook as JSON."""
    return [asdict(sheet) for sheet in read_workbook_text(b64decode(packed))]


def _read_plain(
    path: str, data: bytes, dialect: Mapping[str, Any], records: Sequence[CsvRecord] | None = None
) -> list[Grid]:
    if data.startswith(BINARY_STARTS) or is_film(data):
        runs = list_texts(data)
        return [text_grid(path, runs, lines=[0] * len(runs))]
    if records is not None and path.lower().endswith(_TABLES) and not data.startswith(b"{\\rtf"):
        rows, lines = [record.cells for record in records], [record.line for record in records]
        return [_arrange_grid(path, rows, lines, dialect)]
    text = decode_anything(data)
    if data.startswith(b"{\\rtf"):
        text = _RTF.sub("", text)
    if path.lower().endswith(_TABLES):
        grid = _csv_grid(path, text, dialect)
        if grid is not None:
            return [grid]
    return [text_grid(path, re.split(r"\r\n|\r|\n", text))]


def _read_old_workbook(path: str, data: bytes, confine: bool) -> list[Grid]:
    """The cells of an `.xls` beside its runs of text, for its numbers are no text; none of a broken one."""
    if not data.startswith(OLD_OFFICE_START) or len(data) > WORKBOOK_LIMIT:
        return []
    if confine:
        sheets, _ = read_raw_sheets(path, data)
    else:
        from suluh.reading.raw_biff import read_raw_xls  # this process is the confined one

        sheets, _ = read_raw_xls(data, Place(path))
    return [
        _sheet_grid(
            path, Sheet(sheet.name, [list(row) for row in sheet.rows], list(sheet.lines), is_table=True)
        )
        for sheet in sheets
    ]


def _walk(folder: Path) -> list[Path]:
    """Regular files in order, however deep; a folder that cannot be listed counts as a file like that."""
    files: list[Path] = []
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if is_link(path):
            continue
        if not path.is_dir():
            files += [path] if path.is_file() else []
            continue
        try:
            waiting += [path / name for name in sorted(os.listdir(path), reverse=True)]
        except OSError:
            files.append(path)
    return files


def _csv_grid(path: str, text: str, dialect: Mapping[str, Any]) -> Grid | None:
    """The records of a CSV, or None where its quotation is broken: it is then read line by line."""
    stated = dialect.get("delimiter")
    delimiter = stated if isinstance(stated, str) and len(stated) == 1 else sniff_delimiter(text)
    rows: list[list[str]] = []
    lines: list[int] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    before = 0
    try:
        for row in reader:
            if row:
                rows.append(row)
                lines.append(before + 1)
            before = reader.line_num
    except csv.Error:
        return None
    return _arrange_grid(path, rows, lines, dialect)


def _arrange_grid(
    path: str, rows: Sequence[Sequence[str]], lines: Sequence[int], dialect: Mapping[str, Any]
) -> Grid:
    if not rows:
        return Grid(path, (), [], [])
    stated_row = dialect.get("headerRows")
    wanted = stated_row[0] if isinstance(stated_row, list) and stated_row else 1
    at = next((index for index, line in enumerate(lines) if line >= wanted), 0)
    # What stands above the header is text too: it comes last, so that rows keep their numbers.
    body, places = [*rows[at + 1 :], *rows[:at]], [*lines[at + 1 :], *lines[:at]]
    return Grid(path, tuple(rows[at]), body, places, lines[at])


def text_grid(path: str, texts: Sequence[str], lines: Sequence[int] = (), part: str = "") -> Grid:
    """Lines as rows of one cell; an overlong one is cut with an overlap wider than any number."""
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    for index, text in enumerate(texts):
        line = lines[index] if lines else index + 1
        for start in range(0, max(len(text), 1), _LINE_LIMIT):
            rows.append((text[max(start - 80, 0) : start + _LINE_LIMIT],))
            numbers.append(line)
    return Grid(path, (), rows, numbers, part=part)


def _sheet_grid(path: str, sheet: Sheet) -> Grid:
    if not sheet.is_table or not sheet.rows:
        return text_grid(path, [" ".join(row) for row in sheet.rows], [0] * len(sheet.rows), sheet.name)
    # The header is the first row of two or more filled cells: what stands above it is a title.
    filled = (index for index, row in enumerate(sheet.rows) if sum(map(bool, row)) > 1)
    at = next(filled, 0)
    body = [*sheet.rows[at + 1 :], *sheet.rows[:at]]
    lines = [*sheet.lines[at + 1 :], *sheet.lines[:at]]
    return Grid(path, tuple(sheet.rows[at]), body, lines, sheet.lines[at], sheet.name, is_sheet=True)
