"""`nama_lama`: names that a dataset or report had. Each address leads on, so it is free and claimed once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from suluh.reading.paths import SLUG
from suluh.reading.report_tombstones import is_report_name
from suluh.reading.safe_yaml import line_of
from suluh.vocabulary.disclosure import Tombstone
from suluh.vocabulary.findings import MASK, Finding, Place
from suluh.vocabulary.package import FORMER_NAMES, DataPackage, Klasifikasi
from suluh.vocabulary.reports import Report, ReportTombstone
from suluh.vocabulary.reserved_names import is_reserved


def check_former_names(packages: Sequence[DataPackage], tombstones: Iterable[Tombstone]) -> list[Finding]:
    """P036 for each former name that is none, that another address has, or that is claimed twice.

    P049 for one that is an address of Suluh's own.
    """
    stones = list(tombstones)
    taken = {package.name.casefold(): package.folder for package in packages}
    taken |= {stone.name.casefold(): stone.path for stone in stones}
    claims = Counter(old for package in packages for old in {_key(name) for name in _stated(package)})
    claims.update(old for stone in stones for old in {_key(name) for name in stone.former_names})
    findings = []
    for package in packages:
        place = Place(package.descriptor_path, line=line_of(package.descriptor, FORMER_NAMES))
        for name in _stated(package):
            key = _key(name)
            if is_reserved(key):
                findings.append(Finding("P049", place, value=str(name)))
                continue
            if isinstance(name, str) and SLUG.fullmatch(name) and key not in taken and claims[key] == 1:
                continue
            findings.append(Finding("P036", place, value=str(name), details={"lain": taken.get(key, "-")}))
    for stone in stones:
        place = Place(stone.path, field=FORMER_NAMES)
        reserved = [name for name in stone.former_names if is_reserved(name)]
        findings += [Finding("P049", place, value=name) for name in reserved]
    return findings


def check_former_reports(reports: Sequence[Report], tombstones: Sequence[ReportTombstone]) -> list[Finding]:
    """L010 for each former address of a report or tombstone that is none, in use, or claimed twice."""
    both: list[Report | ReportTombstone] = [*reports, *tombstones]
    taken = {_key(report.name): report.path for report in both}
    claims = Counter(old for report in both for old in map(_key, report.former_names))
    findings = []
    for report in both:
        public = isinstance(report, ReportTombstone) or report.klasifikasi is Klasifikasi.PUBLIK
        place = Place(report.path, field=FORMER_NAMES)
        for name in report.former_names:
            key = _key(name)
            free = key not in taken and not is_reserved(key.partition("/")[0])
            if is_report_name(name) and free and claims[key] == 1:
                continue
            shown, other = (name, taken.get(key, "-")) if public else (MASK, MASK)
            findings.append(Finding("L010", place, value=shown, details={"lain": other}))
    return findings


def _stated(package: DataPackage) -> list[object]:
    """The entries as they stand; anything but a list is one entry that is no name."""
    value = package.descriptor.get(FORMER_NAMES, [])
    return value if isinstance(value, list) else [value]


def _key(name: object) -> str:
    return str(name).casefold()
