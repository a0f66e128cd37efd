"""What a machine, or a clerk's first look, needs of a record type: its schema, and a short example."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from typing import BinaryIO

from suluh.publishing.artifacts import measure_artifact, write_text
from suluh.publishing.csv_file import write_list
from suluh.publishing.file_metadata import absolute
from suluh.reading.standard_definitions import define_standard
from suluh.reading.standard_list import list_standards, load_standard
from suluh.vocabulary.catalog import Catalog, Dataset
from suluh.vocabulary.package import Table
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact
from suluh.vocabulary.standards import LegalBasis
from suluh.vocabulary.threads import Record

SCHEMA_NAME, EXAMPLE_NAME = "skema.json", "contoh.csv"
ROWS = 5
PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"


def write_standard_files(name: str, records: Sequence[Record], settings: Settings) -> tuple[Artifact, ...]:
    """`skema.json`, and `contoh.csv` with the first rows published in this form, where there are any."""
    address = f"standar/{name}/"
    schema = measure_artifact(f"{address}{SCHEMA_NAME}", partial(_write_schema, name=name, settings=settings))
    if not records:
        return (schema,)
    example = partial(write_list, table=_first_rows(name, records))
    return schema, measure_artifact(f"{address}{EXAMPLE_NAME}", example)


def write_files_of_standards(catalog: Catalog, settings: Settings) -> dict[str, tuple[Artifact, ...]]:
    """The files of every standard by its name."""
    records = catalog.all_records()
    return {name: write_standard_files(name, records.get(name, ()), settings) for name in list_standards()}


def followers(name: str, datasets: Sequence[Dataset]) -> list[Dataset]:
    """The datasets with a table in this form."""
    return [
        dataset for dataset in datasets if any(each.standar == name for each in dataset.package.resources)
    ]


def _write_schema(stream: BinaryIO, *, name: str, settings: Settings) -> None:
    write_text(stream, _make_schema(name, settings))


def _make_schema(name: str, settings: Settings) -> str:
    """A Table Schema for any reader of Data Packages; `wajib` lists the columns that must be there.

    What a lone table cannot be checked by is told under keys of our own: `references` has the type's
    foreign keys, whose lists are elsewhere, and `regulation` names each law.
    """
    standard = dict(load_standard(name))
    references = standard.pop("foreignKeys", None)
    if references is not None:
        standard["references"] = references
    standard["regulation"] = [_name_law(basis) for basis in define_standard(name).legal_bases]
    schema = {
        "$schema": PROFILE,
        "name": name,
        "homepage": absolute(settings, f"standar/{name}/"),
        **{key: _one_line(value) for key, value in standard.items()},
    }
    return json.dumps(schema, ensure_ascii=False, indent=2, default=str) + "\n"


def _name_law(basis: LegalBasis) -> dict[str, str]:
    """A regulation with its name, title and article; what is not known of it is left out."""
    law = basis.regulation
    named = {"id": law.id, "name": law.name, "title": law.title, "article": basis.article, "url": law.url}
    return {key: value for key, value in {**named, "source": basis.source}.items() if value}


def _one_line(value: object) -> object:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return [_one_line(entry) for entry in value]
    if isinstance(value, dict):
        return {key: _one_line(entry) for key, entry in value.items()}
    return value


def _first_rows(name: str, records: Sequence[Record]) -> Table:
    """The columns of the form that the first table has, in the form's order, as submitted."""
    columns = records[0].source.columns
    header = tuple(entry["name"] for entry in load_standard(name)["fields"] if entry["name"] in columns)
    first = [record for record in records[:ROWS] if record.source is records[0].source]
    rows = tuple(tuple(record.cells[columns[column][0]] for column in header) for record in first)
    return Table(header, rows)
