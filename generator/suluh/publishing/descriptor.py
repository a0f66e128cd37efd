"""The published `datapackage.json`: describes the canonical files, not the submitted ones.

Data Package v2, built from the cleared package by allow-list. References to tables of other
datasets stand under `rujukan`, since Data Package knows references within a package only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

from suluh.publishing.artifacts import write_text
from suluh.publishing.canonical_table import canonical_table
from suluh.publishing.csv_file import DIALECT
from suluh.publishing.csv_file import FORMAT as CSV
from suluh.publishing.file_metadata import (
    absolute,
    dataset_address,
    is_simulated,
    list_licenses,
    list_notes,
    list_sources,
    marked_title,
)
from suluh.publishing.reading_words import describe_reading
from suluh.vocabulary.catalog import Distribution, Unmade
from suluh.vocabulary.download_format import Format, Layout
from suluh.vocabulary.package import STATE_OF, ClearedPackage, Field, ForeignKey, Resource, Schema
from suluh.vocabulary.reading_recipe import TOLD_KEY
from suluh.vocabulary.reports import Instansi
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact
from suluh.vocabulary.standards import REGIONS
from suluh.words.saying import N_

UNMADE_KEY = "tidak_dibuat"
"""Key of the forms that a dataset does not have for its size."""
DESCRIPTOR_NAME = "datapackage.json"
PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"

COPIED_KEYS = (
    *("description", "version", "keywords", "created", "modified"),
    *("produsen", "konsep", "definisi", "klasifikasi_isian", "ukuran", "satuan", "periode"),
    *("skema_wilayah", "keputusan_wilayah", "frekuensi", "tingkat_wilayah", "topik", "kontak"),
    *("angka_kunci", "grafik"),
)
"""What is taken over as submitted, in this order; the rest is made here or left out."""

FIELD_KEYS = (
    *("konsep", "definisi", "klasifikasi_isian", "ukuran", "satuan", "rdfType", "example"),
    *("delimiter", "itemType", "categories", "categoriesOrdered", STATE_OF),
)


def describe_package(
    cleared: ClearedPackage,
    instansi: Instansi,
    settings: Settings,
    *,
    files: Mapping[str, Artifact],
    copies: Sequence[Distribution] = (),
    unmade: Sequence[Unmade] = (),
) -> dict[str, Any]:
    """The descriptor as a mapping; `files` holds the canonical CSV of each resource by its name.

    `copies` are the same data in other forms: Data Package has no word for them, so they stand in `salinan`.
    Beside them `unmade` says which forms are missing, and why.
    """
    package = cleared.package
    descriptor: dict[str, Any] = {
        "$schema": PACKAGE_PROFILE,
        "name": package.name,
        "title": marked_title(package),
        "status_data": str(package.status_data),
        "simulasi": is_simulated(package),
        "klasifikasi": str(package.klasifikasi),
        "jenis_informasi": str(package.jenis_informasi),
        "instansi": instansi.slug,
    }
    homepage = absolute(settings, dataset_address(package))
    if homepage:
        descriptor["homepage"] = homepage
    descriptor |= {key: package.descriptor[key] for key in COPIED_KEYS if package.descriptor.get(key)}
    descriptor["contributors"] = [{"title": instansi.nama, "roles": ["publisher"]}]
    lists = {
        "catatan": list_notes(package),
        "sources": list_sources(package),
        "licenses": list_licenses(package),
    }
    descriptor |= {key: entries for key, entries in lists.items() if entries}
    public = {resource.name: resource for resource in package.resources}
    descriptor["resources"] = [
        _describe_resource(resource, cleared, files[resource.name], public) for resource in package.resources
    ]
    if copies:
        descriptor["salinan"] = [_describe_copy(copy) for copy in copies]
    if unmade:
        descriptor[UNMADE_KEY] = [_describe_unmade(one) for one in unmade]
    return descriptor


def write_descriptor(stream: BinaryIO, descriptor: Mapping[str, Any]) -> None:
    """The descriptor as indented JSON, UTF-8, keys in the order they were given."""
    write_text(
        stream, json.dumps(descriptor, ensure_ascii=False, allow_nan=False, indent=2, default=str) + "\n"
    )


def _describe_resource(
    resource: Resource, cleared: ClearedPackage, file: Artifact, public: Mapping[str, Resource]
) -> dict[str, Any]:
    columns = canonical_table(cleared, resource).fields
    described: dict[str, Any] = {
        "name": resource.name,
        "title": resource.title,
        "description": resource.descriptor.get("description", ""),
        "path": file.address.rpartition("/")[2],
        "format": "csv",
        "mediatype": CSV.media_type,
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "standar": resource.standar,
        "turunan": _describe_derivation(resource),
        TOLD_KEY: describe_reading(resource),
        "dialect": dict(DIALECT),
        "schema": _describe_schema(resource.schema, columns, public),
    }
    return {key: value for key, value in described.items() if value not in ("", None)}


def _describe_copy(copy: Distribution) -> dict[str, Any]:
    """A file beside the canonical ones; `tabel` is the resource that it holds, where it is one."""
    described: dict[str, Any] = {
        "path": copy.file_name,
        "format": copy.format.lower(),
        "mediatype": copy.media_type,
        "bytes": copy.artifact.size,
        "hash": f"sha256:{copy.artifact.sha256}",
        "tabel": copy.resource,
        **copy.details,
    }
    return {key: value for key, value in described.items() if value != ""}


def _describe_unmade(one: Unmade) -> dict[str, Any]:
    reason = f"lebih dari {one.most:,} {one.unit}".replace(",", ".")
    described = {"format": one.format.lower(), "tabel": one.resource, "alasan": reason}
    return {key: value for key, value in described.items() if value}


def _describe_derivation(resource: Resource) -> dict[str, Any] | None:
    """Which datasets a derived table was made from; how, its columns say."""
    told = resource.descriptor.get("turunan")
    if not resource.turunan:
        return dict(told) if isinstance(told, Mapping) else None
    measures = resource.turunan.get("ukuran")
    steps = [*(measures.values() if isinstance(measures, Mapping) else ()), resource.turunan.get("lewat")]
    names = [str(step["dataset"]) for step in steps if isinstance(step, Mapping) and step.get("dataset")]
    return {"jenis": str(resource.turunan.get("jenis", "")), "dari": list(dict.fromkeys(names))}


def _describe_schema(
    schema: Schema, columns: Sequence[Field], public: Mapping[str, Resource]
) -> dict[str, Any]:
    described: dict[str, Any] = {
        "$schema": SCHEMA_PROFILE,
        "fieldsMatch": "exact",
        "fields": [_describe_field(field) for field in columns],
    }
    names = {field.name for field in columns}
    if schema.primary_key and names.issuperset(schema.primary_key):
        described["primaryKey"] = list(schema.primary_key)
    unique = [list(key) for key in schema.unique_keys if names.issuperset(key)]
    if unique:
        described["uniqueKeys"] = unique
    inside = [key for key in schema.foreign_keys if not key.package and _is_public(key, names, public)]
    outside = [key for key in schema.foreign_keys if key.package and names.issuperset(key.fields)]
    if inside:
        described["foreignKeys"] = [
            {
                "fields": list(key.fields),
                "reference": {"resource": key.resource, "fields": list(key.reference_fields)},
            }
            for key in inside
        ]
    if outside:
        described["rujukan"] = [_describe_reference(key) for key in outside]
    return described


def _describe_reference(key: ForeignKey) -> dict[str, Any]:
    """A reference to another dataset, with where its descriptor lies where every site has it."""
    reference = {
        "package": key.package,
        "path": f"../{REGIONS}/{DESCRIPTOR_NAME}" if key.package == REGIONS else "",
        "resource": key.resource,
        "fields": list(key.reference_fields),
    }
    return {
        "fields": list(key.fields),
        "reference": {name: value for name, value in reference.items() if value},
    }


def _is_public(key: ForeignKey, names: set[str], public: Mapping[str, Resource]) -> bool:
    """Whether both ends of a reference within the package are published."""
    if not names.issuperset(key.fields):
        return False
    if not key.resource:
        return names.issuperset(key.reference_fields)
    target = public.get(key.resource)
    return target is not None and {field.name for field in target.schema.fields}.issuperset(
        key.reference_fields
    )


def _describe_field(field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {"name": field.name, "type": field.type, "format": field.format}
    texts = {"title": field.title, "description": field.description}
    described |= {key: value for key, value in texts.items() if value}
    described |= {key: field.descriptor[key] for key in FIELD_KEYS if key in field.descriptor}
    if field.satuan:
        described["satuan"] = field.satuan
    described["missingValues"] = [
        {"value": missing.value} | ({"label": missing.label} if missing.label else {})
        for missing in field.missing_values
    ]
    if field.constraints:
        described["constraints"] = dict(field.constraints)
    return described


FORMAT = Format(
    name="DATAPACKAGE",
    label=DESCRIPTOR_NAME,
    media_type="application/json",
    suffix=".json",
    layout=Layout.JSON,
    note=N_("uraian untuk mesin (Data Package)"),
    sentence="keterangan yang dapat dibaca mesin (Data Package v2)",
    offered=False,
)
