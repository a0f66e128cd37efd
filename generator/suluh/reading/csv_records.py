"""Records of a CSV text by its dialect, each with the physical line on which it begins."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from suluh.reading.csv_quotes import QuoteForm
from suluh.reading.rows_left_out import tell_left_out
from suluh.vocabulary.findings import Finding, Place, Severity

_LINE = re.compile(r"[^\r\n]*(?:\r\n|[\r\n])|[^\r\n]+")
"""A physical line with its end; `io.StringIO` would hold four bytes for every sign of the file."""
CELL_LIMIT = 128 * 1024
STRAY_LIMIT = 100
"""Records with a stray quotation mark that are told one by one: a file of other marks has them everywhere."""


@dataclass(frozen=True, slots=True)
class CsvRecord:
    """One record of a CSV: its cells and the physical line (from 1) on which it begins."""

    cells: tuple[str, ...]
    line: int


def read_csv(
    text: str, dialect: Mapping[str, Any], place: Place, *, room: int | None = None
) -> tuple[list[CsvRecord], list[Finding]]:
    """Records of a CSV text by its dialect, comments and blank lines left out, which warnings tell.

    Reading ends once there are more than `room` cells, with one record too many: whoever asks counts.

    A broken quotation is a finding that names the line on which it opens, and ends the reading. A mark that
    is neither around a whole cell nor doubled within such a one is a finding too.
    """
    records: list[CsvRecord] = []
    strays = held = 0
    form = QuoteForm(dialect)
    has_marks = bool(form.quote) and form.quote in text
    findings: list[Finding] = []
    last_blank = 0
    feeder = _LineFeeder(text, str(dialect.get("commentChar") or ""))
    try:
        reader = csv.reader(feeder, strict=True, **csv_options(dialect))
    except (csv.Error, ValueError, TypeError):  # characters that contradict each other
        shown = ", ".join(f"{key}: {value}" for key, value in dialect.items())
        return [], [Finding("P023", place, value=shown, details={"ada": "delimiter, quoteChar, escapeChar"})]
    while True:
        feeder.start_record()
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error:
            findings.append(_explain_break(feeder, dialect, place))
            break
        if sum(map(len, feeder.record)) > CELL_LIMIT and any(len(cell) > CELL_LIMIT for cell in cells):
            # The csv module's own limit belongs to the whole process, and libraries lift it.
            findings.append(_too_long(feeder, place))
        elif has_marks and (stray := form.find_stray(feeder.record)):
            strays += 1
            at = replace(place, line=feeder.first_line + stray.line)
            findings.append(Finding("F022", at, details={"nomor": str(stray.cell + 1)}))
            if strays == STRAY_LIMIT:
                findings.append(_tell_rest(feeder, strays, place))
                break
        elif cells:
            records.append(CsvRecord(tuple(cells), feeder.first_line))
            held += len(cells)
            if room is not None and held > room:
                break
        else:
            if feeder.first_line != last_blank + 1:  # a stretch of blank lines is one matter
                findings.append(Finding("T009", replace(place, line=feeder.first_line), Severity.WARNING))
            last_blank = feeder.first_line
    findings += tell_left_out(feeder.left_out, "@comment_rows", place)
    return records, _without_trailing_blank(findings, records)


class _LineFeeder:
    """Gives the csv module one physical line at a time and knows where the current record began.

    Lines end at CR, LF or CRLF alone, never at the other separators that `str.splitlines` knows.
    A comment is a line at the start of a record: a `#` inside a quoted cell is data.
    """

    def __init__(self, text: str, comment: str) -> None:
        self._lines = (match[0] for match in _LINE.finditer(text))
        self._comment = comment
        self._at_start = True
        self.line = 0
        self.first_line = 0
        self.left_out: list[int] = []
        self.record: list[str] = []

    def start_record(self) -> None:
        self._at_start = True
        self.record = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.line += 1
        while self._at_start and self._comment and line.startswith(self._comment):
            self.left_out.append(self.line)
            line = next(self._lines)
            self.line += 1
        if self._at_start:
            self.first_line = self.line
            self._at_start = False
        self.record.append(line)
        return line

    def count_rest(self) -> int:
        """How many lines are left; they are not read any more."""
        return sum(1 for _ in self._lines)


def csv_options(dialect: Mapping[str, Any]) -> dict[str, Any]:
    """The options of the csv module for a dialect of the descriptor."""
    quote = dialect.get("quoteChar", '"')
    options: dict[str, Any] = {
        "delimiter": dialect.get("delimiter", ","),
        "doublequote": dialect.get("doubleQuote", True),
        "escapechar": dialect.get("escapeChar") or None,
        "skipinitialspace": dialect.get("skipInitialSpace", False),
    }
    if quote:
        return {**options, "quotechar": quote}
    return {**options, "quoting": csv.QUOTE_NONE, "quotechar": None}


def _explain_break(feeder: _LineFeeder, dialect: Mapping[str, Any], place: Place) -> Finding:
    """Why the csv module gave up: a cell beyond the limit, or a quotation and the line it opens on."""
    opened = _find_open_quote(feeder.record, dialect)
    single = len(feeder.record) == 1 and len(feeder.record[0]) > CELL_LIMIT
    if opened is None or single:
        return _too_long(feeder, place)
    line = feeder.first_line + opened
    return Finding("F016", replace(place, line=line), details={"sampai": str(feeder.line)})


def _too_long(feeder: _LineFeeder, place: Place) -> Finding:
    return Finding("F021", replace(place, line=feeder.first_line), details={"batas": CELL_LIMIT})


def _tell_rest(feeder: _LineFeeder, told: int, place: Place) -> Finding:
    """That the lines below are not looked at before what was told is mended."""
    last, left = feeder.line, feeder.count_rest()
    return Finding("T031", replace(place, line=last), details={"banyak": str(told), "baris": str(left)})


def _find_open_quote(lines: list[str], dialect: Mapping[str, Any]) -> int | None:
    """Which line of a broken record (from 0) opens the quotation that is not properly closed."""
    quote, escape = dialect.get("quoteChar", '"'), dialect.get("escapeChar") or ""
    delimiter = dialect.get("delimiter", ",")
    if not quote:
        return None
    opened: int | None = None
    for number, line in enumerate(lines):
        position = 0
        while position < len(line):
            mark, after = line[position], line[position + 1 : position + 2]
            if escape and mark == escape:
                position += 2
                continue
            if mark == quote and opened is None:
                before = line[:position].rstrip(" ")
                if not before or before.endswith(delimiter):
                    opened = number
            elif mark == quote and after == quote and dialect.get("doubleQuote", True):
                position += 1
            elif mark == quote:
                if after not in (delimiter, "\r", "\n", ""):
                    return opened
                opened = None
            position += 1
    return opened


def _without_trailing_blank(findings: list[Finding], records: list[CsvRecord]) -> list[Finding]:
    """Blank lines at the very end hurt nobody: only those between records are worth a warning."""
    last = records[-1].line if records else 0
    return [
        finding
        for finding in findings
        if finding.code != "T009" or (finding.place.line is not None and finding.place.line < last)
    ]
