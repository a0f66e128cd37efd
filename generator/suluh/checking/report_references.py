"""Do the reports name agencies, regions and activities that exist?"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from suluh.checking.references import References
from suluh.reading.confined_files import try_prose
from suluh.vocabulary.findings import MASK, Finding, Place
from suluh.vocabulary.package import Klasifikasi
from suluh.vocabulary.reports import Report

RENDER_PROSE = "suluh.rendering.prose:render_prose"
"""What will render the prose of reports, by its name: a check imports no rendering."""


def check_prose(reports: Iterable[Report]) -> list[Finding]:
    """Findings for prose that would keep the build busy, fill the memory or break the renderer."""
    return [finding for report in reports for finding in try_prose(report.body, report.path, RENDER_PROSE)]


def check_reports(
    reports: Iterable[Report],
    agencies: Collection[str],
    references: References,
    nomenclature: Collection[str] | None,
) -> list[Finding]:
    """Findings for unknown agencies, region codes and nomenclature codes in front matters.

    `nomenclature` has the codes of the site's own list, None without one; the national list counts too.
    """
    findings: list[Finding] = []
    for report in reports:
        public = report.klasifikasi is Klasifikasi.PUBLIK
        if report.instansi not in agencies:
            place = Place(report.path, field="instansi")
            findings.append(Finding("L007", place, value=report.instansi))
        for kode in report.wilayah:
            if kode not in references.regions:
                code, details = references.explain_region(kode)
                details = details if public else dict.fromkeys(details, MASK)
                place = Place(report.path, field="wilayah")
                findings.append(Finding(code, place, value=kode if public else MASK, details=details))
        for kode in report.kegiatan:
            if kode not in (nomenclature or ()) and not references.is_official(kode):
                place = Place(report.path, field="kegiatan")
                details = {"acuan": "nomenklatur", "kolom_acuan": "kode"}
                findings.append(Finding("R005", place, value=kode if public else MASK, details=details))
    return findings
