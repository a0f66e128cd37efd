"""What may be said of what may not be shown: title (if allowed), ground, consequence, term, holder.

These values are copied one by one; no other word of a description that is not public passes here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from suluh.reading.disclosure_keys import load_rules, read_exclusion
from suluh.vocabulary.disclosure import ExcludedItem, Exclusion
from suluh.vocabulary.package import DataPackage, Klasifikasi, ValidPackage
from suluh.vocabulary.reports import Instansi, Report

TITLE_KEY = "judul_boleh_tampil"


def list_exclusions(
    valid: Iterable[ValidPackage], reports: Iterable[Report], agencies: Mapping[str, Instansi]
) -> tuple[ExcludedItem, ...]:
    """Datasets, tables, columns and reports that are said not to be public, by holder and title."""
    items: list[ExcludedItem] = []
    for package in valid:
        if package.package.klasifikasi is not Klasifikasi.PUBLIK:
            items.append(_describe_package(package.package, agencies))
        else:
            items += _describe_parts(package.package, agencies)
    for report in reports:
        if report.exclusion is not None:
            title = report.judul if report.title_shown else ""
            holder = agencies[report.instansi].nama if report.instansi in agencies else ""
            items.append(_describe(title, report.exclusion, holder, "laporan"))
    return tuple(sorted(items, key=lambda item: (item.holder, item.title, item.grounds, item.consequence)))


def _describe_package(package: DataPackage, agencies: Mapping[str, Instansi]) -> ExcludedItem:
    title = package.title if is_title_shown(package.descriptor) else ""
    return _describe(title, read_exclusion(package.descriptor), _holder(package, agencies), "dataset")


def _describe_parts(package: DataPackage, agencies: Mapping[str, Instansi]) -> Iterator[ExcludedItem]:
    """What a public dataset keeps back: its tables, and its columns, those of one reason together."""
    holder = _holder(package, agencies)
    for resource in package.resources:
        owners = (resource.descriptor, package.descriptor)
        if resource.klasifikasi is not Klasifikasi.PUBLIK:
            title = resource.title if is_title_shown(*owners) else "satu tabel"
            yield _describe(f"{package.title}: {title}", read_exclusion(*owners), holder, "tabel")
            continue
        columns: dict[Exclusion, list[str]] = {}
        for field in resource.schema.fields:
            if field.klasifikasi is not Klasifikasi.PUBLIK:
                name = (field.title or field.name) if is_title_shown(field.descriptor, *owners) else ""
                columns.setdefault(read_exclusion(field.descriptor, *owners), []).append(name)
        for exclusion, names in columns.items():
            told = ", ".join(names) if all(names) else f"{len(names)} kolom"
            yield _describe(f"{package.title}: {told}", exclusion, holder, "kolom")


def is_title_shown(*owners: Mapping[str, Any]) -> bool:
    """What the innermost that says anything says; nothing said is no."""
    return next((owner[TITLE_KEY] for owner in owners if TITLE_KEY in owner), False) is True


def _holder(package: DataPackage, agencies: Mapping[str, Instansi]) -> str:
    agency = agencies.get(package.instansi)
    return agency.nama if agency else package.text("produsen")


def _describe(title: str, exclusion: Exclusion, holder: str, kind: str) -> ExcludedItem:
    words = load_rules()["dasar"]
    grounds = tuple(words[ground] for ground in exclusion.grounds if ground in words)
    return ExcludedItem(title, grounds, exclusion.consequence, exclusion.term, holder, kind)
