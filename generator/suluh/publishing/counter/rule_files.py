"""The rule files as artifacts under `kirim/aturan/`: a small core, and all else when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from importlib.resources import files
from typing import Any, BinaryIO

from suluh.publishing.artifacts import measure_artifact, write_text
from suluh.publishing.counter.code_lists import (
    former_codes,
    list_name,
    read_list,
    regions_of_country,
    regions_of_province,
)
from suluh.publishing.counter.core_rules import core_rules, person_rules
from suluh.publishing.counter.declared_tables import describe_table
from suluh.publishing.counter.finding_words import finding_words
from suluh.publishing.counter.shape_rules import list_columns, names_of_country, shape_rules
from suluh.publishing.json_file import dump
from suluh.reading.packages import read_own_package
from suluh.reading.standard_definitions import define_standard
from suluh.reading.standard_schemas import read_standard_schema
from suluh.record_types import record_types
from suluh.vocabulary.catalog import Catalog, Dataset
from suluh.vocabulary.package import ForeignKey, Klasifikasi, Resource
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact
from suluh.vocabulary.standards import REGIONS

FOLDER = "kirim/aturan"
OFFLINE = "luring.js"
"""Stands above all that the page asks for: a browser lets it serve what lies below it alone."""


def write_counter_rules(catalog: Catalog, settings: Settings) -> Iterator[Artifact]:
    """Every rule file of a site. Closed columns and datasets are in none of them: the catalogue has none."""
    lists: set[str] = set()

    def lend(key: ForeignKey) -> str:
        name = list_name(key, catalog)
        lists.update([name] if name else [])
        return name

    yield _json_file("inti.json", core_rules)
    yield _json_file("pribadi.json", person_rules)
    yield _json_file("kata.json", partial(finding_words, settings.language))
    standards = [name for name, record_type in record_types().items() if record_type.is_table]
    describe = cache(describe_standard)
    tables = {dataset.name: _describe_dataset(dataset, lend) for dataset in _offered(catalog)}
    yield _json_file("daftar.json", lambda: _list_all(map(describe, standards), tables, catalog))
    for name in standards:
        yield _json_file(f"standar/{name}.json", partial(describe, name))
    for name, resources in tables.items():
        yield _json_file(f"data/{name}.json", partial(_as_it_is, resources))
    columns = tuple(list_columns(catalog, lend))
    # The script of shapes takes most of a second: whoever only names the files has no need of it.
    yield _json_file("bentuk.json", partial(shape_rules, catalog, settings, columns))
    yield _text_file("wilayah-nama.txt", names_of_country)
    for name in sorted(lists):
        yield _json_file(f"senarai/{name}.json", partial(_codes_of, name, catalog))
    yield measure_artifact(OFFLINE, _write_offline)
    yield _text_file("wilayah.txt", partial(regions_of_province, settings.wilayah))
    yield _text_file("wilayah-lain.txt", regions_of_country)
    yield _text_file("wilayah-lama.txt", former_codes)


def describe_standard(name: str) -> dict[str, Any]:
    """A record type as a table to fill in, with all columns and its key."""
    standard = define_standard(name)
    resource = Resource(
        name=name,
        title=standard.title,
        paths=(f"{name}.csv",),
        format="csv",
        schema=read_standard_schema(name),
        klasifikasi=Klasifikasi.PUBLIK,
        standar=name,
    )
    return {"title": standard.title, **describe_table(resource)}


def _offered(catalog: Catalog) -> Iterator[Dataset]:
    """Datasets with a table of their own of which a next edition may come: what is derived is never sent."""
    for dataset in catalog.datasets.values():
        if any(_is_sent(resource) for resource in dataset.package.resources):
            yield dataset


def _is_sent(resource: Resource) -> bool:
    # A recipe itself holds texts of a file that was never cleared: the page reads such a file anew.
    is_known = resource.recipe is not None or resource.format in ("csv", "xlsx", "ods")
    return resource.turunan is None and bool(resource.paths) and is_known


def _describe_dataset(dataset: Dataset, lend: Callable[[ForeignKey], str]) -> list[dict[str, Any]]:
    """The dataset's tables as cleared: the columns and keys that its published descriptor shows too."""
    return [
        {
            "title": resource.title,
            "paths": list(resource.paths),
            "isRead": resource.recipe is not None,
            "made": _made_columns(resource),
            **describe_table(resource, lend, unit=dataset.package.text("satuan")),
        }
        for resource in dataset.package.resources
        if _is_sent(resource)
    ]


def _made_columns(resource: Resource) -> list[str]:
    """Public columns of a table of several files that tell these apart: one file alone may lack them."""
    recipe = resource.recipe
    if recipe is None or len(resource.paths) == 1:
        return []
    named = {recipe.sheet_column, recipe.block_column}
    return [field.name for field in resource.schema.fields if field.name in named]


def _list_all(
    standards: Iterable[Mapping[str, Any]], tables: Mapping[str, list[dict[str, Any]]], catalog: Catalog
) -> dict[str, Any]:
    """What a file may be: names, titles and columns, by which the likeliest is found."""
    return {
        "regionDecree": read_own_package(REGIONS).text("keputusan_wilayah"),
        "standards": [
            {
                "name": table["name"],
                "title": table["title"],
                "columns": [field["name"] for field in table["fields"]],
            }
            for table in standards
        ],
        "datasets": [
            {
                "name": name,
                "agency": catalog.datasets[name].package.instansi,
                "title": catalog.datasets[name].package.title,
                "withheld": catalog.datasets[name].cleared.withheld_fields,
                "tables": [[field["name"] for field in table["fields"]] for table in resources],
                "read": [table["paths"] if table["isRead"] else [] for table in resources],
                "made": [table["made"] for table in resources],
            }
            for name, resources in tables.items()
        ],
        "agencies": [{"name": agency.slug, "title": agency.nama} for agency in catalog.agencies.values()],
    }


def _write_offline(stream: BinaryIO) -> None:
    source = files("suluh").joinpath("rendering", "assets", "kirim", "luring.js")
    write_text(stream, source.read_text(encoding="utf-8"))


def _as_it_is(described: object) -> object:
    return described


def _codes_of(name: str, catalog: Catalog) -> list[str]:
    return list(read_list(name, catalog))


def _json_file(name: str, make: Callable[[], object]) -> Artifact:
    def write(stream: BinaryIO) -> None:
        write_text(stream, f"{dump(make())}\n")

    return measure_artifact(f"{FOLDER}/{name}", write)


def _text_file(name: str, make: Callable[[], str]) -> Artifact:
    def write(stream: BinaryIO) -> None:
        write_text(stream, make())

    return measure_artifact(f"{FOLDER}/{name}", write)
