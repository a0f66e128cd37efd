"""What is in an XLSX file besides its values: looked at as a zip of XML, before and beside openpyxl."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from xml.etree import ElementTree

from suluh.reading.file_kinds import name_kind
from suluh.vocabulary.findings import Counted, Finding, Place, Severity

UNPACKED_LIMIT = 200 * 1024 * 1024
RATIO_LIMIT = 100
RATIO_FREE_SIZE = 1024 * 1024
PART_LIMIT = 5_000
COLUMN_LIMIT = 16_384
"""Columns that a sheet may have."""
KIND_LIMIT = 64 * 1024 * 1024
"""Bytes of a file that is no workbook that are looked at to tell what it is: a zip is known by its end."""

RANGE_LIMIT = 40
"""Merged ranges that are listed; of more only the number is told."""

CODE_SHEET = "kode"
GUIDE_SHEET = "petunjuk"
COMPANION_SHEETS = frozenset((CODE_SHEET, GUIDE_SHEET))
"""Sheets that our templates bring along: they hold no data."""

WorkbookSource = Path | io.BytesIO
"""A file, or its bytes."""

_OTHER_CONTENT = {
    r"xl/(?:threadedComments/.*|comments[^/]*\.xml|comments/.*)": "@comments",
    r".*vbaProject\.bin|xl/(?:macrosheets|dialogsheets)/.*|(?:Basic|Scripts)/.*": "@macros",
    r"xl/(?:externalLinks|queryTables|model)/.*|xl/connections\.xml": "@external_links",
    r"xl/(?:embeddings|activeX|ctrlProps)/.*|ObjectReplacements/.*": "@embedded",
    r"xl/media/.+|Pictures/.+": "@pictures",
    r"xl/(?:charts|chartsheets)/.+": "@charts",
}
"""What else a workbook may carry, by the names of its parts."""


_APPLE_DOUBLE = b"\x00\x05\x16\x07"
"""How a file begins in which macOS keeps what a zip made by it says of another file."""
_STRICT = re.compile(
    rb'((?:xmlns(?::[A-Za-z0-9]+)?|Type|uri)=["\'])http://purl\.oclc\.org/ooxml/([A-Za-z]+)/'
)


@dataclass(slots=True)
class SheetMarks:
    """Cells of a sheet that need more than their value: addresses such as `C17`."""

    formulas_without_value: set[str] = field(default_factory=set)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[str] = field(default_factory=list)
    disordered: bool = False


def check_container(file: WorkbookSource, place: Place, needed: str = "xl/workbook.xml") -> list[Finding]:
    """Findings about the zip itself: not one, too much in it, packed too tight, or with entities.

    `needed` is the part without which it is no workbook of its kind.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            if len(parts) > PART_LIMIT or sum(part.file_size for part in parts) > UNPACKED_LIMIT:
                return [
                    Finding("F202", place, details={"batas": Counted(UNPACKED_LIMIT // 2**20, "megabytes")})
                ]
            for part in parts:
                if part.file_size > max(RATIO_FREE_SIZE, RATIO_LIMIT * max(part.compress_size, 1)):
                    return [Finding("F202", place, details={"batas": f"{RATIO_LIMIT} : 1"})]
                if part.flag_bits & 1:
                    return [Finding("F201", place)]
            if needed not in archive.namelist():
                return [_tell_kind(file, place, needed)]
            return _check_parts(archive, parts, place)
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError):
        return [_tell_kind(file, place, needed)]


def _tell_kind(file: WorkbookSource, place: Place, needed: str) -> Finding:
    """F212 where the file is something else with the name of a workbook; F201 where it is merely broken."""
    try:
        if isinstance(file, io.BytesIO):
            kind = name_kind(file.getvalue()[:KIND_LIMIT])
        else:
            with file.open("rb") as stream:
                kind = name_kind(stream.read(KIND_LIMIT))
    except OSError:
        return Finding("F201", place)
    if kind == "empty":
        return Finding("F008", place)
    wanted = "xlsx" if needed.startswith("xl/") else "ods"
    if kind in ("unknown", "broken_archive", wanted):
        return Finding("F201", place)
    details = {"isi": f"@kind_{kind}", "diharapkan": wanted.upper(), "saran": f"@mend_{kind}"}
    return Finding("F212", place, details=details)


def _check_parts(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], place: Place) -> list[Finding]:
    findings: list[Finding] = []
    for part in parts:
        if not part.filename.endswith((".xml", ".rels")):
            continue
        with archive.open(part) as stream:
            start = stream.read(65_536)
        if not start or start.startswith(_APPLE_DOUBLE):
            continue  # LibreOffice's empty parts and what macOS lays beside files hold no XML
        # A declaration can only stand before the first element, and that must begin where we look.
        element = re.search(rb"<[A-Za-z_]", start)
        if element is None or b"\x00" in start or re.search(rb"<!(?:DOCTYPE|ENTITY)", start):
            return [Finding("F206", place)]
    names = [part.filename for part in parts]
    for pattern, kind in _OTHER_CONTENT.items():
        if any(re.fullmatch(pattern, name) for name in names):
            findings.append(Finding("F208", place, Severity.WARNING, details={"isi": kind}))
    return findings


def as_transitional(file: WorkbookSource) -> WorkbookSource:
    """The file, or for a Strict Open XML workbook a copy in memory with the names that openpyxl knows.

    The two kinds of workbook differ in the addresses of their namespaces, and their cells are the same. To
    be asked only of what `check_container` has passed.
    """
    with zipfile.ZipFile(file) as archive:
        if not _STRICT.search(archive.read("xl/workbook.xml")):
            return file
        copy = io.BytesIO()
        with zipfile.ZipFile(copy, "w") as target:
            for part in archive.infolist():
                content = archive.read(part)
                if part.filename.endswith((".xml", ".rels")):
                    content = _STRICT.sub(rb"\1http://schemas.openxmlformats.org/\2/2006/", content)
                target.writestr(part.filename, content)
    copy.seek(0)
    return copy


def scan_sheet(file: WorkbookSource, part: str, header_row: int = 1) -> SheetMarks:
    """Marks of one sheet (`xl/worksheets/sheet1.xml`), streamed. Raises ParseError on broken XML.

    Merged titles above the header row are nobody's data and leave no mark.
    """
    marks = SheetMarks()
    last_row = 0
    with zipfile.ZipFile(file) as archive, archive.open(part) as stream:
        # check_container has refused every part that declares entities.
        events = ElementTree.iterparse(stream, events=("start", "end"))  # noqa: S314
        for element in _finished_elements(events):
            kind = element.tag.rpartition("}")[2]
            if kind == "c" and _child(element, "f") is not None:
                value = _child(element, "v")
                if value is None or not value.text:
                    marks.formulas_without_value.add(element.get("r", ""))
            elif kind == "row":
                number = int(element.get("r", last_row + 1))
                marks.disordered |= number <= last_row
                last_row = number
                if element.get("hidden") in ("1", "true"):
                    marks.hidden_rows.append(number)
            elif kind == "col" and element.get("hidden") in ("1", "true"):
                marks.hidden_columns |= _columns_of(element)
            elif kind == "mergeCell" and _last_row(element.get("ref", "")) >= header_row:
                marks.merged.append(element.get("ref", ""))
    return marks


def _columns_of(element: ElementTree.Element) -> set[int]:
    """Numbers of the columns that a `col` speaks of; without a number, the first."""
    first, last = (element.get(key) or "" for key in ("min", "max"))
    start = int(first) if first.isdecimal() and len(first) < 6 else 1
    end = int(last) if last.isdecimal() and len(last) < 6 else start
    return set(range(start, min(end, COLUMN_LIMIT) + 1)) or {start}


def _last_row(reference: str) -> int:
    """The last row of a range such as `A1:C2`; a very high one where it cannot be told."""
    match = re.fullmatch(r"\$?[A-Z]+\$?[0-9]+:\$?[A-Z]+\$?([0-9]{1,7})", reference)
    return int(match[1]) if match else 10**7


def note_marks(marks: SheetMarks, place: Place) -> list[Finding]:
    """Findings for what a sheet hides or merges."""
    findings: list[Finding] = []
    if marks.hidden_rows or marks.hidden_columns:
        line = marks.hidden_rows[0] if marks.hidden_rows else None
        findings.append(Finding("F207", replace(place, line=line)))
    if marks.merged:
        cell = marks.merged[0].partition(":")[0]
        shown = ", ".join(marks.merged[:RANGE_LIMIT])
        rest = len(marks.merged) - RANGE_LIMIT
        details = {
            "rentang": f"{shown}, … (+{rest})" if rest > 0 else shown,
            "jumlah": str(len(marks.merged)),
        }
        findings.append(Finding("F211", replace(place, cell=cell), details=details))
    if marks.disordered:
        findings.append(Finding("F201", place))
    return findings


def _finished_elements(
    events: Iterator[tuple[str, ElementTree.Element]],
) -> Iterator[ElementTree.Element]:
    """Elements as they end, forgetting rows that are done: memory stays flat."""
    rows: ElementTree.Element | None = None
    for event, element in events:
        kind = element.tag.rpartition("}")[2]
        if event == "start":
            if kind == "sheetData":
                rows = element
            continue
        yield element
        if kind == "row":
            element.clear()
            if rows is not None:
                rows.clear()


def _child(element: ElementTree.Element, name: str) -> ElementTree.Element | None:
    for child in element:
        if child.tag.rpartition("}")[2] == name:
            return child
    return None
