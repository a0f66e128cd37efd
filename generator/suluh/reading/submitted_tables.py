"""Tables as submitted: every cell text, every row with its line; one reader per format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from suluh.reading.budget import Budget
from suluh.reading.confined_files import read_workbook
from suluh.reading.csv_records import CsvRecord, read_csv
from suluh.reading.csv_text import decode_csv, sniff_delimiter
from suluh.reading.header_search import find_misfit, header_row_of
from suluh.reading.paths import confined_file, read_bytes
from suluh.reading.recipe_tables import read_recipe_table
from suluh.reading.rows_left_out import tell_hidden_header, tell_rows_above
from suluh.reading.state_columns import fold_states
from suluh.vocabulary.columns import ColumnarRows
from suluh.vocabulary.findings import Finding, Place, has_errors
from suluh.vocabulary.limits import BY_COLUMNS
from suluh.vocabulary.package import DataPackage, Resource, Table
from suluh.vocabulary.settings import Settings

if TYPE_CHECKING:
    from suluh.reading.large_csv import LargeCsv

_USUAL = {"header": True, "quoteChar": '"', "doubleQuote": True, "skipInitialSpace": False}
"""What every reader of a CSV takes for granted."""
_TWO_MARKS = b"\xef\xbb\xbf\xef\xbb\xbf"
LARGE = 1024 * 1024
"""Bytes from which on a CSV is tried in pieces."""
FILE_LIMIT = 500 * 1024 * 1024
LARGE_LIMIT = 8 * 1024**3
"""Bytes of a CSV that is read in pieces: it is never in memory as a whole."""
COLUMN_LIMIT = 2_000
"""More columns than anyone looks at: rules that compare columns with each other need an end."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A CSV as it was read: its path from the root, its bytes, and its records.

    `whole` says that whoever reads the file plainly finds just these records in it: nothing was left out
    and nothing else can be meant. A `large` file was read in pieces: it has no bytes and records here.
    """

    path: str
    data: bytes
    records: list[CsvRecord]
    whole: bool
    large: LargeCsv | None = None


def read_table(
    settings: Settings,
    package: DataPackage,
    resource: Resource,
    budget: Budget | None = None,
    *,
    hand_on: Callable[[ReadFile], None] | None = None,
) -> tuple[Table | None, list[Finding]]:
    """All cells of a resource that has paths, or None with findings where its files cannot be trusted.

    Several files are one table and must have the same header. Ragged rows are findings and are
    left out; `numbers` then tells each row's number. What has more cells than the run has room for
    is F306, and no more of it is held than that room. `hand_on` gets each CSV as it was read, before it is
    let go.
    """
    budget = budget or Budget(settings.limits)
    if resource.recipe is not None:
        table, findings = read_recipe_table(settings, package, resource, budget)
    elif resource.format in ("xlsx", "ods"):
        table, findings = read_workbook(settings, package, resource)
    else:
        table, findings = _read_csv_files(settings, package, resource, budget, hand_on)
    if table is not None:
        cells = len(table.header) * (len(table.rows) + 1)
        cells = cells // BY_COLUMNS if isinstance(table.rows, ColumnarRows) else cells
        if cells > budget.room:
            place = Place(f"{package.folder}/{resource.paths[0]}", resource.name)
            return None, [*findings, budget.too_many_cells(place)]
        budget.cells += cells
    if table is not None and len(table.header) > COLUMN_LIMIT:
        place = Place(f"{package.folder}/{resource.paths[0]}", resource.name, line=table.header_line)
        details = {"jumlah": str(len(table.header)), "batas": str(COLUMN_LIMIT)}
        return None, [*findings, Finding("F304", place, details=details)]
    if table is not None and resource.schema.states:
        table, more = fold_states(table, resource, f"{package.folder}/{resource.paths[0]}")
        findings = [*findings, *more]
    return table, findings


def _read_csv_files(
    settings: Settings,
    package: DataPackage,
    resource: Resource,
    budget: Budget,
    hand_on: Callable[[ReadFile], None] | None,
) -> tuple[Table | None, list[Finding]]:
    large = _read_large_file(settings, package, resource, room=budget.room * BY_COLUMNS)
    if large is not None:
        if hand_on is not None:
            hand_on(large[0])
        return large[1], []
    tables: list[tuple[str, Table]] = []
    findings: list[Finding] = []
    held = 0
    for path in resource.paths:
        file, more = _read_csv_file(settings, package, resource, path, room=budget.room - held)
        findings += more
        if file is None:
            continue
        place = Place(file.path, resource.name)
        held += sum(len(record.cells) for record in file.records)
        if held > budget.room:
            return None, [*findings, budget.too_many_cells(place)]
        table, more = arrange_records(file.records, resource, place)
        findings += more
        if hand_on is not None:
            hand_on(file)
        tables.append((f"{package.folder}/{path}", table))
    if len(tables) < len(resource.paths) or not tables:
        return None, findings
    table, more = _concatenate(tables, resource)
    return table, findings + more


def arrange_records(
    records: list[CsvRecord], resource: Resource, place: Place
) -> tuple[Table, list[Finding]]:
    """Records as a table: the header of the declared row, then rows of the header's width."""
    findings: list[Finding] = []
    dialect = resource.dialect
    header_row = header_row_of(dialect)
    if dialect.get("header", True) is False:
        header = tuple(field.name for field in resource.schema.fields)
        header_line, body = 0, records
        if records:
            findings += tell_hidden_header(records[0].cells, header, replace(place, line=records[0].line))
    else:
        # Header rows are counted in physical lines: what stands above is a preamble of any shape.
        at = next(
            (number for number, csv_record in enumerate(records) if csv_record.line >= header_row), None
        )
        first = CsvRecord((), 1) if at is None else records[at]
        header, header_line = first.cells, first.line
        body = [] if at is None else records[at + 1 :]
        above = ((record.line, record.cells) for record in records[:at])
        findings += tell_rows_above(above, len(header), place)
    kept: list[CsvRecord] = []
    numbers: list[int] = []
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


def _read_large_file(
    settings: Settings, package: DataPackage, resource: Resource, *, room: int
) -> tuple[ReadFile, Table] | None:
    """The one file of a resource where it is large and in good form; None where it is read whole."""
    named_at = Place(package.descriptor_path, resource.name, field="path")
    path = resource.paths[0]
    is_one = len(resource.paths) == 1 and path.lower().endswith(".csv")
    if not is_one or resource.encoding != "utf-8" or resource.schema.states:
        return None
    file, _ = confined_file(settings.root, package.folder, path, named_at)
    size = file.stat().st_size if file is not None else 0
    if file is None or not LARGE <= size <= LARGE_LIMIT:
        return None
    from suluh.reading.large_csv import read_large  # late: small tables need none of its libraries

    large = read_large(file, resource.dialect, size=size, room=room)
    place = Place(f"{package.folder}/{path}", resource.name)
    if large is None or find_misfit(large.head, resource, place) is not None:
        return None
    table = Table(large.header, large.rows, lines=range(2, len(large.rows) + 2))
    return ReadFile(place.path, b"", [], is_plain(resource, b"", large.head), large), table


def _read_csv_file(
    settings: Settings, package: DataPackage, resource: Resource, path: str, *, room: int
) -> tuple[ReadFile | None, list[Finding]]:
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
    misfit = find_misfit(text, resource, place)
    if misfit is not None:
        return None, [*findings, misfit]  # everything else would follow from that
    records, more = read_csv(text, resource.dialect, place, room=room)
    findings += more
    if has_errors(more):
        return None, findings
    return ReadFile(place.path, data, records, is_plain(resource, data, text)), findings


def is_plain(resource: Resource, data: bytes, text: str) -> bool:
    """Whether a CSV says the same to a reader who knows its delimiter and header row alone."""
    told = {key: value for key, value in resource.dialect.items() if _USUAL.get(key, value) != value}
    others = set(resource.dialect) - {*_USUAL, "delimiter", "headerRows", "lineTerminator"}
    comma = "delimiter" in resource.dialect or sniff_delimiter(text) == ","
    return (
        comma and not told and not others and resource.encoding == "utf-8" and not data.startswith(_TWO_MARKS)
    )


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
