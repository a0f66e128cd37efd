"""Tables as submitted: every cell text, every row with its line; one reader per format."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from suluh.reading.confined_files import read_workbook
from suluh.reading.csv_text import decode_csv
from suluh.reading.paths import confined_file, read_bytes
from suluh.vocabulary.findings import Finding, Place, Severity
from suluh.vocabulary.package import DataPackage, Resource, Table
from suluh.vocabulary.settings import Settings

FILE_LIMIT = 500 * 1024 * 1024
COLUMN_LIMIT = 2_000
"""More columns than anyone looks at: rules that compare columns with each other need an end."""
CELL_LIMIT = 128 * 1024


@dataclass(frozen=True, slots=True)
class CsvRecord:
    """One record of a CSV: its cells and the physical line (from 1) on which it begins."""

    cells: tuple[str, ...]
    line: int


def read_table(
    settings: Settings, package: DataPackage, resource: Resource
) -> tuple[Table | None, list[Finding]]:
    """All cells of a resource that has paths, or None with findings where its files cannot be trusted.

    Several files are one table and must have the same header. Ragged rows are findings and are
    left out; `numbers` then tells each row's number.
    """
    if resource.format in ("xlsx", "ods"):
        table, findings = read_workbook(settings, package, resource)
    else:
        table, findings = _read_csv_files(settings, package, resource)
    if table is not None and len(table.header) > COLUMN_LIMIT:
        place = Place(f"{package.folder}/{resource.paths[0]}", resource.name, line=table.header_line)
        details = {"jumlah": str(len(table.header)), "batas": str(COLUMN_LIMIT)}
        return None, [*findings, Finding("F304", place, details=details)]
    return table, findings


def _read_csv_files(
    settings: Settings, package: DataPackage, resource: Resource
) -> tuple[Table | None, list[Finding]]:
    tables: list[tuple[str, Table]] = []
    findings: list[Finding] = []
    for path in resource.paths:
        table, more = _read_csv_file(settings, package, resource, path)
        findings += more
        if table is not None:
            tables.append((f"{package.folder}/{path}", table))
    if len(tables) < len(resource.paths) or not tables:
        return None, findings
    table, more = _concatenate(tables, resource)
    return table, findings + more


def read_csv(text: str, dialect: Mapping[str, Any], place: Place) -> tuple[list[CsvRecord], list[Finding]]:
    """Records of a CSV text by its dialect, comments and blank lines left out; blank lines are warnings.

    A broken quotation is a finding that names the line on which it opens, and ends the reading.
    """
    records: list[CsvRecord] = []
    findings: list[Finding] = []
    last_blank = 0
    feeder = _LineFeeder(text, str(dialect.get("commentChar") or ""))
    try:
        reader = csv.reader(feeder, strict=True, **_csv_options(dialect))
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
        if any(len(cell) > CELL_LIMIT for cell in cells):
            # The csv module's own limit belongs to the whole process, and libraries lift it.
            findings.append(_too_long(feeder, place))
        elif cells:
            records.append(CsvRecord(tuple(cells), feeder.first_line))
        else:
            if feeder.first_line != last_blank + 1:  # a stretch of blank lines is one matter
                findings.append(Finding("T009", replace(place, line=feeder.first_line), Severity.WARNING))
            last_blank = feeder.first_line
    return records, _without_trailing_blank(findings, records)


def arrange_records(
    records: list[CsvRecord], resource: Resource, place: Place
) -> tuple[Table, list[Finding]]:
    """Records as a table: the header of the declared row, then rows of the header's width."""
    dialect = resource.dialect
    header_row = int(dialect["headerRows"][0]) if dialect.get("headerRows") else 1
    if dialect.get("header", True) is False:
        header = tuple(field.name for field in resource.schema.fields)
        header_line, body = 0, records
    else:
        # Header rows are counted in physical lines: what stands above is a preamble of any shape.
        at = next((number for number, one in enumerate(records) if one.line >= header_row), None)
        first = CsvRecord((), 1) if at is None else records[at]
        header, header_line = first.cells, first.line
        body = [] if at is None else records[at + 1 :]
    kept: list[CsvRecord] = []
    numbers: list[int] = []
    findings: list[Finding] = []
    for number, record in enumerate(body, start=1):
        if len(record.cells) == len(header):
            kept.append(record)
            numbers.append(number)
            continue
        details = {"jumlah": str(len(record.cells)), "kolom_judul": str(len(header))}
        findings.append(Finding("T008", replace(place, row=number, line=record.line), details=details))
    table = Table(
        header=header,
        rows=[record.cells for record in kept],
        lines=[record.line for record in kept],
        header_line=header_line,
        numbers=numbers if len(kept) < len(body) else (),
    )
    return table, findings


def _read_csv_file(
    settings: Settings, package: DataPackage, resource: Resource, path: str
) -> tuple[Table | None, list[Finding]]:
    named_at = Place(package.descriptor_path, resource.name, field="path")
    file, findings = confined_file(settings.root, package.folder, path, named_at)
    if file is None:
        return None, findings
    place = Place(f"{package.folder}/{path}", resource.name)
    data, findings = read_bytes(file, place, limit=FILE_LIMIT)
    if data is None:
        return None, findings
    text, findings = decode_csv(data, resource.encoding, place)
    if text is None:
        return None, findings
    records, more = read_csv(text, resource.dialect, place)
    findings += more
    if any(finding.severity is Severity.ERROR for finding in more):
        return None, findings
    table, more = arrange_records(records, resource, place)
    return table, findings + more


def _concatenate(tables: list[tuple[str, Table]], resource: Resource) -> tuple[Table, list[Finding]]:
    """Files of one resource below each other; a file with another header is a finding and left out."""
    first_path, first = tables[0]
    if len(tables) == 1:
        return first, []
    findings: list[Finding] = []
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    numbers: list[int] = []
    origins: list[tuple[int, str]] = []
    for path, table in tables:
        if table.header != first.header:
            details = {"judul": ", ".join(first.header), "berkas_pertama": first_path}
            place = Place(path, resource.name, row=0, line=table.header_line)
            findings.append(Finding("T006", place, details=details))
            continue
        origins.append((len(rows), path))
        rows += table.rows
        lines += table.lines
        numbers += table.numbers or range(1, len(table.rows) + 1)
    return replace(first, rows=rows, lines=lines, numbers=numbers, origins=tuple(origins)), findings


class _LineFeeder:
    """Gives the csv module one physical line at a time and knows where the current record began.

    Lines end at CR, LF or CRLF alone, never at the other separators that `str.splitlines` knows.
    A comment is a line at the start of a record: a `#` inside a quoted cell is data.
    """

    def __init__(self, text: str, comment: str) -> None:
        self._lines = iter(io.StringIO(text, newline=""))
        self._comment = comment
        self._at_start = True
        self.line = 0
        self.first_line = 0
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
            line = next(self._lines)
            self.line += 1
        if self._at_start:
            self.first_line = self.line
            self._at_start = False
        self.record.append(line)
        return line


def _csv_options(dialect: Mapping[str, Any]) -> dict[str, Any]:
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
    return Finding("F021", replace(place, line=feeder.first_line), details={"batas": str(CELL_LIMIT)})


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
