"""The dataset as JSON: numbers as numbers, missing values as null with their state beside them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, BinaryIO

from suluh.publishing.artifacts import write_text
from suluh.publishing.file_metadata import (
    absolute,
    dataset_address,
    is_simulated,
    list_licenses,
    list_notes,
    list_sources,
    marked_title,
)
from suluh.publishing.machine_values import clean_number, columns_of, missing_state
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.download_format import Format, Layout, Outgoing
from suluh.vocabulary.figures import State
from suluh.vocabulary.package import Field, Resource, Table
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact

NOTES = (
    "Salinan baku ialah CSV; berkas ini isi yang sama dalam bentuk JSON. Urutan barisnya sama.",
    "Kolom berjenis integer dan number menjadi bilangan JSON, tepat sebanyak angkanya di CSV; angka yang "
    "tulisannya akan berubah bila menjadi bilangan, misalnya 010, tetap teks. Bilangan lebih dari 15 angka "
    "dapat dibulatkan oleh program yang membacanya.",
    "null berarti belum dilaporkan, bukan nol, kecuali disebut lain di keadaan: nomor baris dihitung dari 1.",
    "Kolom boolean menjadi true dan false; kolom jenis lain tetap teks seperti di CSV.",
)

ROWS_PER_BLOCK = 1000

Converter = Callable[[str], str]


def write_json(stream: BinaryIO, outgoing: Outgoing) -> None:
    """The whole dataset as one JSON object, a line for each row."""
    dataset, files = outgoing.dataset, outgoing.files
    head = _describe_dataset(dataset, outgoing.settings)
    write_text(stream, dump(head)[:-1] + ',"resources":[')
    for number, resource in enumerate(dataset.package.resources):
        write_text(stream, ",\n" if number else "\n")
        _write_resource(stream, resource, dataset.cleared.tables[resource.name], files[resource.name])
    write_text(stream, "\n]}\n")


def _describe_dataset(dataset: Dataset, settings: Settings) -> dict[str, Any]:
    package = dataset.package
    described = {
        "dataset": package.name,
        "title": marked_title(package),
        "description": package.description,
        "status_data": str(package.status_data),
        "simulasi": is_simulated(package),
        "instansi": {"slug": dataset.instansi.slug, "nama": dataset.instansi.nama},
        "produsen": package.text("produsen"),
        "periode": package.descriptor.get("periode", ""),
        "modified": package.text("modified"),
        "licenses": list_licenses(package),
        "sources": list_sources(package),
        "alamat": absolute(settings, dataset_address(package)),
        "catatan": list_notes(package),
        "cara_membaca": list(NOTES),
    }
    return {key: value for key, value in described.items() if value not in ("", [])}


def _write_resource(stream: BinaryIO, resource: Resource, table: Table, file: Artifact) -> None:
    columns = columns_of(resource, table)
    head = {
        "name": resource.name,
        "title": resource.title,
        "csv": file.address.rpartition("/")[2],
        "csv_sha256": file.sha256,
        "fields": [_describe_column(field) for field in columns],
        "keadaan": _find_states(columns, table),
    }
    write_text(stream, dump(head)[:-1] + ',"rows":[')
    lines = _encode_rows(columns, table.rows)
    comma = "\n"
    while block := list(islice(lines, ROWS_PER_BLOCK)):
        write_text(stream, comma + ",\n".join(block))
        comma = ",\n"
    write_text(stream, "\n]}")


def _describe_column(field: Field) -> dict[str, str]:
    described = {"name": field.name, "type": field.type, "title": field.title, "satuan": field.satuan}
    return {key: value for key, value in described.items() if value}


def _find_states(columns: Sequence[Field], table: Table) -> dict[str, dict[str, list[int]]]:
    """By column and state, the numbers of the rows (from 1) whose null is not simply unreported."""
    found: dict[str, dict[str, list[int]]] = {}
    for index, field in enumerate(columns):
        labels = {
            missing_value.value: missing_value.label
            for missing_value in field.missing_values
            if missing_value.label != State.BELUM_DILAPORKAN
        }
        if not labels:
            continue
        for number, row in enumerate(table.rows, start=1):
            if row[index] in labels:
                found.setdefault(field.name, {}).setdefault(labels[row[index]], []).append(number)
    return found


def _encode_rows(columns: Sequence[Field], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    names = [dump(field.name) for field in columns]
    converters = [make_converter(field) for field in columns]
    for row in rows:
        cells = zip(names, converters, row, strict=True)
        yield "{" + ",".join(f"{name}:{convert(text)}" for name, convert, text in cells) + "}"


def make_converter(field: Field) -> Converter:
    """How a cell of that column is written as JSON."""

    def convert(text: str) -> str:
        if missing_state(field, text) is not None:
            return "null"
        # The figures themselves are the JSON number: through float they would be rounded.
        number = clean_number(field, text)
        if number is not None:
            return number
        if field.type == "boolean":
            return _encode_boolean(field, text)
        return dump(text)

    return convert


def _encode_boolean(field: Field, text: str) -> str:
    if text in field.descriptor.get("trueValues", ("true", "True", "TRUE", "1")):
        return "true"
    if text in field.descriptor.get("falseValues", ("false", "False", "FALSE", "0")):
        return "false"
    return dump(text)


def dump(value: object) -> str:
    """A value as compact JSON, letters as they are."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=str)


FORMAT = Format(
    name="JSON",
    media_type="application/json",
    suffix=".json",
    layout=Layout.JSON,
    sentence="data yang sama, angka sebagai bilangan",
    writer=write_json,
)
