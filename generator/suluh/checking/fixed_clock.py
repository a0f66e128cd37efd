"""A clock that stands still (`per_tanggal`) is for invented data alone: else nobody would ever be late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from suluh.reading.packages import REFERENCE_FOLDER
from suluh.reading.site_settings import SETTINGS_FILE
from suluh.vocabulary.findings import Detail, Finding, Place
from suluh.vocabulary.package import DataPackage, StatusData
from suluh.vocabulary.reports import Instansi, Report
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.threads import STANDARDS

EXAMPLES = 3
"""How many datasets and reports the finding names."""
JUDGED = frozenset((*STANDARDS, "dokumen", "instansi"))
"""Standards of tables that say who owes what until when, whoever submitted them."""


def check_fixed_clock(
    packages: Iterable[DataPackage],
    reports: Iterable[Report],
    agencies: Mapping[str, Instansi],
    settings: Settings,
) -> list[Finding]:
    """U016 where the settings fix the day and anything that it judges is not invented.

    It judges the region's own data and reports: all that its agencies submit, and every table that says who
    owes what. Reference data and what a body outside the region supplies stay as official as they are.
    """
    if settings.fixed_day is None:
        return []
    real = [package.folder for package in packages if _is_real(package, agencies)]
    real += [report.path for report in reports if report.status_data is not StatusData.SIMULASI]
    if not real:
        return []
    details: dict[str, Detail] = {
        "hari": settings.fixed_day,
        "jumlah": len(real),
        "contoh": ", ".join(sorted(real)[:EXAMPLES]),
    }
    return [Finding("U016", Place(SETTINGS_FILE, field="per_tanggal"), details=details)]


def _is_real(package: DataPackage, agencies: Mapping[str, Instansi]) -> bool:
    """Whether the clock judges a dataset that is not invented."""
    if package.status_data is StatusData.SIMULASI:
        return False
    if any(resource.standar in JUDGED for resource in package.resources):
        return True
    agency = agencies.get(package.instansi)
    return package.instansi != REFERENCE_FOLDER and (agency is None or not agency.is_supplier)
