"""Two lists that are datasets themselves and that everything else leans on: agencies and the nomenclature.

Only public columns leave here, because what these lists say is shown on pages that never pass
through a dataset's clearing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from suluh.checking.package_tables import TableStore
from suluh.checking.places import is_missing
from suluh.reading.packages import REFERENCE_FOLDER, read_packages
from suluh.reading.paths import SLUG, relative_path
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.package import DataPackage, Klasifikasi, Resource, StatusData
from suluh.vocabulary.reporting_duty import Term, read_quarter
from suluh.vocabulary.reports import Instansi
from suluh.vocabulary.reserved_names import is_reserved
from suluh.vocabulary.settings import Settings

AGENCIES_STANDARD = "instansi"
_PUBLIC_COLUMNS = ("slug", "nama", "jenis")


@dataclass(frozen=True, slots=True)
class Nomenclature:
    """Codes that exist (None where the project has no such dataset) and the names that may be shown."""

    known: frozenset[str] | None = None
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AgencyList:
    """Agencies by slug; `simulated` where the list itself is example data."""

    agencies: Mapping[str, Instansi]
    simulated: bool


def load_agencies(settings: Settings) -> tuple[AgencyList, list[Finding]]:
    """The list of agencies without checking anything else of the project."""
    packages, _ = read_packages(settings)
    package = find_agencies(packages)
    store = TableStore(settings, {package.name: package for package in packages})
    agencies, findings = read_agencies(package, store, settings)
    simulated = package is not None and package.status_data is StatusData.SIMULASI
    return AgencyList(agencies, simulated), findings


def find_agencies(packages: Iterable[DataPackage]) -> DataPackage | None:
    """The package `instansi` in `datasets/referensi/`, or None."""
    for package in packages:
        if package.name == AGENCIES_STANDARD and package.instansi == REFERENCE_FOLDER:
            return package
    return None


def read_agencies(
    package: DataPackage | None, store: TableStore, settings: Settings
) -> tuple[dict[str, Instansi], list[Finding]]:
    """Agencies by slug; findings where there is no list or where its main columns are not public."""
    resource = _standard_resource(package)
    if package is None or resource is None:
        folder = relative_path(settings.root, settings.datasets_dir)
        path = package.descriptor_path if package else f"{folder}/{REFERENCE_FOLDER}/{AGENCIES_STANDARD}"
        return {}, [Finding("U006", Place(path))]
    findings = []
    for name in _PUBLIC_COLUMNS:
        column = resource.schema.field_named(name)
        if column is not None and column.klasifikasi is not Klasifikasi.PUBLIK:
            place = Place(package.descriptor_path, resource.name, field=name)
            findings.append(Finding("K004", place, value=column.klasifikasi))
    agencies: dict[str, Instansi] = {}
    taken = [name for name in _slugs(package, resource, store) if is_reserved(name)]
    findings += [Finding("P031", Place(package.descriptor_path, resource.name), value=name) for name in taken]
    for record in _public_records(package, resource, store):
        slug = record.get("slug", "")
        if SLUG.fullmatch(slug) and slug not in agencies and slug != REFERENCE_FOLDER:
            agencies[slug] = _as_agency(record)
    return agencies, findings


def _slugs(package: DataPackage, resource: Resource, store: TableStore) -> list[str]:
    return [record["slug"] for record in _public_records(package, resource, store) if record.get("slug")]


def read_nomenclature(package: DataPackage | None, store: TableStore) -> Nomenclature:
    """The codes of the dataset `nomenklatur` (columns `kode` and `nama`), names where both are public."""
    if package is None or not package.resources:
        return Nomenclature()
    resource = package.resources[0]
    table = store.table_of(package, resource)
    if table is None or "kode" not in table.header:
        return Nomenclature()
    records = _public_records(package, resource, store)
    names = {record["kode"]: record["nama"] for record in records if "kode" in record and "nama" in record}
    return Nomenclature(frozenset(table.column("kode")), names)


def _standard_resource(package: DataPackage | None) -> Resource | None:
    resources = package.resources if package else ()
    return next((resource for resource in resources if resource.standar == AGENCIES_STANDARD), None)


def _public_records(package: DataPackage, resource: Resource, store: TableStore) -> list[dict[str, str]]:
    """Rows with their public columns; cells that stand for no value are empty."""
    table = store.table_of(package, resource)
    if table is None:
        return []
    public = [
        other_field for other_field in resource.schema.fields if other_field.klasifikasi is Klasifikasi.PUBLIK
    ]
    columns = {
        other_field.name: other_field for other_field in public if table.header.count(other_field.name) == 1
    }
    at = {name: table.header.index(name) for name in columns}
    return [
        {name: "" if is_missing(row[at[name]], columns[name]) else row[at[name]] for name in columns}
        for row in table.rows
    ]


def _as_agency(record: Mapping[str, str]) -> Instansi:
    return Instansi(
        slug=record["slug"],
        nama=record.get("nama") or record["slug"],
        jenis=record.get("jenis") or "lainnya",
        nama_singkat=record.get("nama_singkat", ""),
        kode_skpd=record.get("kode_skpd", ""),
        kode_wilayah=record.get("kode_wilayah", ""),
        situs=record.get("situs", ""),
        surel=record.get("surel", ""),
        pemilik=record.get("pemilik", ""),
        term=Term(
            read_quarter(record.get("mulai_melapor", "")), read_quarter(record.get("akhir_melapor", ""))
        ),
    )
