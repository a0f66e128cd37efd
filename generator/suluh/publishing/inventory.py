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
            "dataset": one.name,
            "daftar": f"data/{one.name}/{CHECKSUMS_NAME}",
            "status_data": one.package.status_data.value,
            "tanggal": one.versions[0].date if one.versions else "",
            "tabel": [_describe(resource, one) for resource in one.package.resources],
        }
        for one in sorted(datasets, key=lambda one: one.name)
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
    columns = [[one.name, one.type, one.format, dict(one.constraints), one.satuan] for one in schema.fields]
    keys = [schema.primary_key, schema.unique_keys, [key.fields for key in schema.foreign_keys]]
    text = json.dumps([columns, keys], ensure_ascii=False, sort_keys=True, default=str)
    return sha256(text.encode()).hexdigest()
