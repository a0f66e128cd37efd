"""A report that is still the form it was made from must not go out as if it said something."""

from __future__ import annotations

from collections.abc import Iterable

from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.package import Klasifikasi
from suluh.vocabulary.reports import Report

FORM_MARK = "(isi:"
"""Begins every place of the report form that is to be filled in."""


def check_report_forms(reports: Iterable[Report]) -> list[Finding]:
    """An error for each public report in which places of the form are still open."""
    findings = []
    for report in reports:
        if report.klasifikasi is not Klasifikasi.PUBLIK:
            continue
        if FORM_MARK in report.ringkasan or FORM_MARK in report.judul:
            findings.append(Finding("C003", Place(report.path, field="ringkasan")))
        left = sum(line.startswith(FORM_MARK) for line in report.body.splitlines())
        if left:
            findings.append(Finding("C004", Place(report.path), details={"jumlah": str(left)}))
    return findings
