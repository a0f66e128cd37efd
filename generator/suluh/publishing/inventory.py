"""What the site's manifest says of each dataset: rows, schema and date, beside the digests of its files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from suluh.publishing.archive import CHECKSUMS_NAME
from suluh.reading.standard_list import load_standard
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.package import Resource


def list_datasets(datasets: Iterable[Dataset]) -> tuple[dict[str, Any], ...]:
    """A line for each published dataset, by name; `daftar` is the file with the digests of its downloads."""
    return tuple(
        {
            "dataset": dataset.name,
            "daftar": f"data/{dataset.name}/{CHECKSUMS_NAME}",
            "status_data": dataset.package.status_data.value,
            "tanggal": dataset.versions[0].date if dataset.versions else "",
            "tabel": [_describe(resource, dataset) for resource in dataset.package.resources],
        }
        for dataset in sorted(datasets, key=lambda dataset: dataset.name)
    )


def _describe(resource: Resource, dataset: Dataset) -> dict[str, Any]:
    table = dataset.cleared.tables[resource.name]
    described: dict[str, Any] = {
        "tabel": resource.name,
        "baris": len(table.rows),
        "skema": _digest_schema(resource),
    }
    if resource.standar:
        described["standar"] = f"{resource.standar} {load_standard(resource.standar).get('version', '1')}"
    return described


def _digest_schema(resource: Resource) -> str:
    """A schema's version: another one as soon as a column, its type or a rule is another."""
    schema = resource.schema
    columns = [
        [field.name, field.type, field.format, dict(field.constraints), field.satuan]
        for field in schema.fields
    ]
    keys = [schema.primary_key, schema.unique_keys, [key.fields for key in schema.foreign_keys]]
    text = json.dumps([columns, keys], ensure_ascii=False, sort_keys=True, default=str)
    return sha256(text.encode()).hexdigest()
