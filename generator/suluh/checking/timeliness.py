"""Periodic information: until when the next is due, and is it late?"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date

from suluh.reading.disclosure_keys import load_rules
from suluh.vocabulary.findings import Detail, Finding, Place, Severity
from suluh.vocabulary.package import DataPackage, JenisInformasi, Klasifikasi, StatusData
from suluh.vocabulary.reports import Instansi
from suluh.vocabulary.settings import Settings

_MONTHS = (
    *("januari", "februari", "maret", "april", "mei", "juni"),
    *("juli", "agustus", "september", "oktober", "november", "desember"),
)
_QUARTER_ENDS = {"i": 3, "ii": 6, "iii": 9, "iv": 12}
_YEAR = re.compile(r"(?:(triwulan|semester|\w+)\s+)?(?:(i{1,3}|iv)\s+)?\b((?:19|20)[0-9]{2})\b")


def check_timeliness(
    packages: Iterable[DataPackage], agencies: Mapping[str, Instansi], settings: Settings
) -> list[Finding]:
    """A warning for each published periodic dataset of the region's own whose next issue is late."""
    findings = []
    for package in packages:
        due = overdue_since(package, agencies.get(package.instansi), settings.as_of.day)
        if due is not None and package.klasifikasi is Klasifikasi.PUBLIK:
            place = Place(package.descriptor_path, field="periode")
            details: dict[str, Detail] = {"tenggat": due, "periode": package.text("periode")}
            findings.append(Finding("K107", place, Severity.WARNING, details=details))
    return findings


def overdue_since(package: DataPackage, agency: Instansi | None, today: date) -> date | None:
    """The day by which the next issue was due, where it is past; None where nothing is late.

    Invented figures are never late, nor those that a body outside the region supplies.
    """
    periodic = package.jenis_informasi is JenisInformasi.BERKALA
    if not periodic or package.status_data is StatusData.SIMULASI:
        return None
    if agency is None or agency.is_supplier:
        return None
    due = next_due(package)
    return due if due is not None and today > due else None


def next_due(package: DataPackage) -> date | None:
    """The last day for the next issue: the end of what is covered, an interval more, the grace of the law."""
    months = _interval(package.text("frekuensi"))
    covered = _covered_until(package)
    if months is None or covered is None:
        return None
    grace: int = load_rules()["tenggang_bulan"]
    return _add_months(covered, months + grace)


def _interval(words: str) -> int | None:
    spoken = words.casefold()
    if any(word in spoken for word in load_rules()["tidak_terbit_lagi"]):
        return None  # a table of the past, of which no next issue is to come
    for entry in load_rules()["frekuensi"]:
        if any(word in spoken for word in entry["kata"]):
            months: int = entry["bulan"]
            return months
    return None


def _covered_until(package: DataPackage) -> date | None:
    """The end of the last period that the descriptor names, or the day of its last change if later."""
    days = [_period_end(match) for match in _YEAR.finditer(package.text("periode").casefold())]
    modified = package.text("modified") or package.text("dirubah")
    if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", modified):
        with suppress(ValueError):
            days.append(date.fromisoformat(modified[:10]))
    return max(days, default=None)


def _period_end(match: re.Match[str]) -> date:
    word, quarter, year = match[1] or "", match[2] or "", int(match[3])
    month = 12
    if quarter and word == "semester":
        month = 6 if quarter == "i" else 12
    elif quarter:
        month = _QUARTER_ENDS[quarter]
    elif word in _MONTHS:
        month = _MONTHS.index(word) + 1
    return date(year, month, monthrange(year, month)[1])


def _add_months(day: date, months: int) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, monthrange(years, month + 1)[1])
