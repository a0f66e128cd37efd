"""May it be published? Only what says exactly `publik`, at every level, passes here.

Whatever publishes takes a `ClearedPackage` or a `ClearedReport`, and this module is the
only one that makes them. What is not named here is left out: descriptors are copied by
allow-list, so an unknown key with a secret in it stays where it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from suluh.clearing.applied_disclosure import disclose
from suluh.vocabulary.columns import take_columns
from suluh.vocabulary.package import (
    FORMER_NAMES,
    STANDAR_DATA_KEYS,
    ClearedPackage,
    DataPackage,
    Klasifikasi,
    Resource,
    Schema,
    Table,
    ValidPackage,
)
from suluh.vocabulary.reading_recipe import TOLD_KEY, ReadingRecipe
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.reports import ClearedReport, Report

PACKAGE_KEYS = frozenset(
    [
        "name",
        *STANDAR_DATA_KEYS,
        "sources",
        "licenses",
        "status_data",
        "klasifikasi",
        "jenis_informasi",
        "topik",
        "catatan",
        "perubahan",
        "tingkat_wilayah",
        "tidak_berlaku",
        "jangka_waktu_simpan",
        "angka_kunci",
        "grafik",
        "version",
        "created",
        "modified",
        "keywords",
        "homepage",
        "id",
        "$schema",
        "profile",
        FORMER_NAMES,
    ]
)
"""Keys of a descriptor that are published; `resources` is published from the cleared value."""

RESOURCE_KEYS = frozenset(
    [
        "name",
        "title",
        "description",
        "path",
        "format",
        "mediatype",
        "encoding",
        "sources",
        "licenses",
        "standar",
    ]
)

FIELD_KEYS = frozenset(
    [
        "name",
        "type",
        "format",
        "title",
        "description",
        "satuan",
        "ukuran",
        "konsep",
        "definisi",
        "klasifikasi_isian",
        "klasifikasi",
        "constraints",
        "missingValues",
        "decimalChar",
        "groupChar",
        "bareNumber",
        "trueValues",
        "falseValues",
        "categories",
        "categoriesOrdered",
        "rdfType",
        "example",
    ]
)


@remembered
def clear_package(valid: ValidPackage) -> ClearedPackage | None:
    """The package without any resource, column or word that is not public; None if nothing is left."""
    if valid.package.klasifikasi is not Klasifikasi.PUBLIK:
        return None
    treated = disclose(valid)
    if treated is None:
        return None
    withheld = valid.package.column_count - treated.package.column_count
    valid, package = treated, treated.package
    tables: dict[str, Table] = {}
    resources: list[Resource] = []
    for resource in package.resources:
        public = _public_names(resource)
        withheld += len(resource.schema.fields) - len(public)
        if resource.klasifikasi is not Klasifikasi.PUBLIK or not public:
            continue
        table = valid.tables[resource.name]
        tables[resource.name] = _keep_columns(table, public)
        resources.append(_clear_resource(resource, public))
    if not resources:
        return None
    columns = {field.name for resource in resources for field in resource.schema.fields}
    return ClearedPackage(
        package=replace(
            package,
            resources=tuple(resources),
            descriptor=_clear_descriptor(package, columns),
        ),
        tables=tables,
        withheld_fields=withheld,
    )


def clear_report(report: Report) -> ClearedReport | None:
    """The report, if it says exactly `publik`; else None."""
    if report.klasifikasi is not Klasifikasi.PUBLIK:
        return None
    return ClearedReport(report)


def _public_names(resource: Resource) -> tuple[str, ...]:
    return tuple(field.name for field in resource.schema.fields if field.klasifikasi is Klasifikasi.PUBLIK)


def _keep_columns(table: Table, names: tuple[str, ...]) -> Table:
    indices = [index for index, name in enumerate(table.header) if name in names]
    if len(indices) == len(table.header):
        return table
    return replace(
        table,
        header=tuple(table.header[index] for index in indices),
        rows=take_columns(table.rows, indices),
        source=table.source.take_columns(indices) if table.source is not None else None,
    )


def _clear_resource(resource: Resource, public: tuple[str, ...]) -> Resource:
    schema = resource.schema
    kept = set(public)
    cleared = Schema(
        fields=tuple(
            replace(field, descriptor=_only(field.descriptor, FIELD_KEYS))
            for field in schema.fields
            if field.name in kept
        ),
        primary_key=schema.primary_key if kept.issuperset(schema.primary_key) else (),
        unique_keys=tuple(key for key in schema.unique_keys if kept.issuperset(key)),
        foreign_keys=tuple(key for key in schema.foreign_keys if kept.issuperset(key.fields)),
    )
    is_whole = kept.issuperset(field.name for field in schema.fields)
    return replace(
        resource,
        schema=cleared,
        turunan=resource.turunan if is_whole else None,
        descriptor=_only(resource.descriptor, RESOURCE_KEYS)
        | _told_derivation(resource)
        | (_told_reading(resource) if is_whole else {}),
        recipe=resource.recipe if is_whole else hide_recipe(resource),
    )


def hide_recipe(resource: Resource) -> ReadingRecipe | None:
    """Of the recipe of a table that is not published as it was read, only that there is one."""
    return ReadingRecipe() if resource.recipe is not None else None


def _told_reading(resource: Resource) -> dict[str, Any]:
    """What a table with files of its own says of how it was read, in the words of what we publish."""
    told = resource.descriptor.get(TOLD_KEY)
    return {TOLD_KEY: dict(told)} if resource.recipe is None and isinstance(told, Mapping) else {}


def _told_derivation(resource: Resource) -> dict[str, Any]:
    """What a table with files of its own says it was made of, in the words of what we publish."""
    told = resource.descriptor.get("turunan")
    return {"turunan": dict(told)} if resource.turunan is None and isinstance(told, Mapping) else {}


def _clear_descriptor(package: DataPackage, columns: set[str]) -> dict[str, Any]:
    """The package's own keys; charts and key figures of withheld columns go with their columns."""
    cleared = _only(package.descriptor, PACKAGE_KEYS)
    for key in ("angka_kunci", "grafik"):
        entries = cleared.get(key)
        if isinstance(entries, list):
            cleared[key] = [entry for entry in entries if _named_columns(entry) <= columns]
    return cleared


def _named_columns(entry: object) -> set[str]:
    if not isinstance(entry, Mapping):
        return {""}
    names = {entry[key] for key in ("nilai", "pembanding", "kategori") if isinstance(entry.get(key), str)}
    selection = entry.get("saring")
    return names | (set(selection) if isinstance(selection, Mapping) else set())


def _only(descriptor: Mapping[str, Any], keys: frozenset[str]) -> dict[str, Any]:
    return {key: value for key, value in descriptor.items() if key in keys}
