"""The report as CSV: every finding, one a row, for whoever wants the whole."""

from __future__ import annotations

import csv
import io

from suluh.checking.explanations import describe, example_of
from suluh.checking.reporting.report import CheckReport

HEADER = (
    "berkas",
    "tabel",
    "sel",
    "baris",
    "baris_data",
    "kolom",
    "tingkat",
    "kode",
    "temuan",
    "ditemukan",
    "yang_benar",
    "yang_harus_dilakukan",
)
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def write_table(report: CheckReport) -> str:
    """Canonical CSV text. A value that a spreadsheet would run as a formula gets an apostrophe before it."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(HEADER)
    for finding in report.findings:
        place, says = finding.place, describe(finding, report.language)
        row = (
            place.path,
            place.resource,
            place.cell,
            "" if place.line is None else str(place.line),
            "" if place.row is None else str(place.row),
            place.field,
            finding.severity.value,
            finding.code,
            says.message,
            finding.value or "",
            example_of(finding, report.language),
            says.hint,
        )
        writer.writerow([_as_text(cell) for cell in row])
    return stream.getvalue()


def _as_text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_SIGNS) else cell
