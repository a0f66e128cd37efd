"""What may be said of what may not be shown: title (if allowed), ground, consequence, term, holder.

These values are copied one by one; no other word of a description that is not public passes here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from suluh.reading.disclosure import load_rules, read_exclusion
from suluh.vocabulary.disclosure import ExcludedItem, Exclusion
from suluh.vocabulary.package import DataPackage, Klasifikasi, ValidPackage
from suluh.vocabulary.reports import Instansi, Report


def list_exclusions(
    valid: Iterable[ValidPackage], reports: Iterable[Report], agencies: Mapping[str, Instansi]
) -> tuple[ExcludedItem, ...]:
    """Datasets and reports that say plainly that they are not public, by holder and title."""
    items = [
        _describe_package(one.package, agencies)
        for one in valid
        if one.package.klasifikasi is not Klasifikasi.PUBLIK
    ]
    for report in reports:
        if report.exclusion is not None:
            title = report.judul if report.title_shown else ""
            holder = agencies[report.instansi].nama if report.instansi in agencies else ""
            items.append(_describe(title, report.exclusion, holder, "laporan"))
    return tuple(sorted(items, key=lambda one: (one.holder, one.title, one.grounds, one.consequence)))


def _describe_package(package: DataPackage, agencies: Mapping[str, Instansi]) -> ExcludedItem:
    shown = package.descriptor.get("judul_boleh_tampil") is True
    agency = agencies.get(package.instansi)
    holder = agency.nama if agency else package.text("produsen")
    return _describe(package.title if shown else "", read_exclusion(package.descriptor), holder, "dataset")


def _describe(title: str, exclusion: Exclusion, holder: str, kind: str) -> ExcludedItem:
    words = load_rules()["dasar"]
    grounds = tuple(words[ground] for ground in exclusion.grounds if ground in words)
    return ExcludedItem(title, grounds, exclusion.consequence, exclusion.term, holder, kind)
