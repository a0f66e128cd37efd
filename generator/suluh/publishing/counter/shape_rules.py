"""What the reading of unknown shapes is told in the browser: words, lists, and the habits of datasets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from suluh.publishing.counter.shape_script import shape_script
from suluh.reading.region_list import load_regions
from suluh.reading.standard_list import list_files, load_standard_file
from suluh.vocabulary.catalog import Catalog
from suluh.vocabulary.package import ForeignKey
from suluh.vocabulary.settings import Settings
from suluh.words.numbers import format_number
from suluh.words.saying import translate

LEAST_LEVEL = 4
"""Regions of this level are lent of the site's own province alone."""
HABITS = ("frekuensi", "skema_wilayah", "keputusan_wilayah")


def shape_rules(catalog: Catalog, settings: Settings, columns: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Files of words by name, translated texts, lists of codes by column, and habits of public datasets.

    `columns` are those of `list_columns`.
    """
    script = shape_script()
    said = {text: translate(settings.language, text) for text in script.texts}
    return {
        "home": settings.wilayah,
        "contact": settings.kontak,
        "today": settings.as_of.day.isoformat(),
        "decimal": format_number_sign(settings.language),
        "standards": {name: load_standard_file(name) for name in script.standards},
        "folders": {folder: list_files(folder) for folder in script.folders},
        "texts": dict(sorted((text, other) for text, other in said.items() if other != text)),
        "columns": columns,
        "packages": [
            {
                "name": dataset.name,
                "agency": dataset.package.instansi,
                "license": _license_of(dataset.package.descriptor.get("licenses")),
                **{key: dataset.package.text(key) for key in HABITS if dataset.package.text(key)},
            }
            for dataset in catalog.datasets.values()
        ],
        "agencies": [
            {"slug": agency.slug, "name": agency.nama, "short": agency.nama_singkat}
            for agency in catalog.agencies.values()
        ],
    }


def format_number_sign(language: str) -> str:
    """The sign before decimals."""
    from decimal import Decimal

    return format_number(Decimal("0.5"), language)[1]


@lru_cache(maxsize=1)
def names_of_country() -> str:
    """Provinces, cities and kecamatan of the country with their names, a line each."""
    regions = load_regions()
    return "".join(f"{code} {name}\n" for code, name in regions.down_to(LEAST_LEVEL - 1).names.items())


def list_columns(catalog: Catalog, lend: Callable[[ForeignKey], str]) -> Iterator[dict[str, Any]]:
    """By the name of a column the list of another dataset that it refers to: the first such one."""
    seen: set[str] = set()
    for dataset in catalog.datasets.values():
        for resource in dataset.package.resources:
            for key in resource.schema.foreign_keys:
                if len(key.fields) != 1 or key.fields[0] in seen or not key.package:
                    continue
                name = lend(key)
                if name:
                    seen.add(key.fields[0])
                    yield {
                        "column": key.fields[0],
                        "package": key.package,
                        "resource": key.resource,
                        "fields": list(key.reference_fields),
                        "list": name,
                    }


def _license_of(stated: object) -> str:
    first = stated[0] if isinstance(stated, list) and stated else {}
    return str(first.get("name", "")) if isinstance(first, dict) else ""
