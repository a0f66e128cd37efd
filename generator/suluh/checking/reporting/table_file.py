"""The report as CSV: every finding, one a row, for whoever wants the whole."""

from __future__ import annotations

from suluh.checking.explanations import describe, example_of
from suluh.checking.reporting.report import CheckReport
from suluh.vocabulary.formula_signs import write_rows

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


def write_table(report: CheckReport) -> str:
    """Canonical CSV text. A value that a spreadsheet would run as a formula gets an apostrophe before it."""
    rows: list[tuple[str, ...]] = [HEADER]
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
        rows.append(row)
    return write_rows(rows)
