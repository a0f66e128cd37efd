"""The dataset as JSON: numbers as numbers, missing values as null with their state beside them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from functools import partial
from itertools import islice
from typing import Any, BinaryIO

from suluh.publishing.artifacts import write_text
from suluh.publishing.canonical_fields import SAFE_INTEGER
from suluh.publishing.canonical_table import CanonicalTable, canonical_table
from suluh.publishing.file_metadata import (
    absolute,
    dataset_address,
    is_simulated,
    list_licenses,
    list_notes,
    list_sources,
    marked_title,
)
from suluh.publishing.machine_values import is_plain_number
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.columns import cells_of, distinct_of, write_cells
from suluh.vocabulary.download_format import Format, Layout, Outgoing, Room
from suluh.vocabulary.figures import State
from suluh.vocabulary.package import STATE_OF, Field, Resource
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact

NUMBERS = ("integer", "number", "year")
MOST_CELLS = 2_000_000
"""Cells of a file that is read whole: some 30 MB, and ten times that in a reader's memory."""
SAFE_LENGTH = 15
"""A number of no more signs is kept by every reader."""

NOTES = (
    "Salinan baku ialah CSV; berkas ini isi yang sama dalam bentuk JSON. Urutan barisnya sama.",
    "Kolom berjenis integer, number dan year menjadi bilangan JSON. Bila sebuah kolom memuat bilangan yang "
    "akan dibulatkan oleh program (bilangan bulat di atas 9007199254740991, atau terlalu banyak angka untuk "
    "bilangan), seluruh kolom itu menjadi teks berisi angka persisnya, dan fields menyebut json: string.",
    "null berarti belum dilaporkan, bukan nol, kecuali disebut lain: kolom berakhiran _keadaan, bila ada, "
    "menyebut keadaan kolom di sebelahnya; selain itu lihat keadaan: nomor baris dihitung dari 1.",
    "Kolom boolean menjadi true dan false; kolom jenis lain tetap teks seperti di CSV.",
)

ROWS_PER_BLOCK = 1000

Converter = Callable[[str], str]
Stated = tuple[int, str, dict[str, str]]
"""Place and name of a column, and the state that each of its words means."""


def write_json(stream: BinaryIO, outgoing: Outgoing) -> None:
    """The whole dataset as one JSON object, a line for each row."""
    dataset, files = outgoing.dataset, outgoing.files
    head = _describe_dataset(dataset, outgoing.settings)
    write_text(stream, dump(head)[:-1] + ',"resources":[')
    for number, resource in enumerate(dataset.package.resources):
        write_text(stream, ",\n" if number else "\n")
        _write_resource(stream, resource, canonical_table(dataset.cleared, resource), files[resource.name])
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


def _write_resource(stream: BinaryIO, resource: Resource, table: CanonicalTable, file: Artifact) -> None:
    exact = list_exact(table)
    head = {
        "name": resource.name,
        "title": resource.title,
        "csv": file.address.rpartition("/")[2],
        "csv_sha256": file.sha256,
        "fields": [_describe_column(field, exact=field.name in exact) for field in table.fields],
        "keadaan": _find_states(table),
    }
    write_text(stream, dump(head)[:-1] + ',"rows":[')
    lines = _encode_rows(table)
    comma = "\n"
    while block := list(islice(lines, ROWS_PER_BLOCK)):
        write_text(stream, comma + ",\n".join(block))
        comma = ",\n"
    write_text(stream, "\n]}")


def _describe_column(field: Field, *, exact: bool) -> dict[str, str]:
    described = {"name": field.name, "type": field.type, "title": field.title, "satuan": field.satuan}
    if exact:
        described["json"] = "string"
    if STATE_OF in field.descriptor:
        described[STATE_OF] = str(field.descriptor[STATE_OF])
    return {key: value for key, value in described.items() if value}


def list_stated(table: CanonicalTable) -> list[Stated]:
    """(place, name, state by text) of each column whose null may be another state than unreported.

    Those with a column of states beside them say it there.
    """
    found = []
    for place, field in enumerate(table.fields):
        labels = {
            missing.value: missing.label
            for missing in field.missing_values
            if missing.label not in ("", State.BELUM_DILAPORKAN)
        }
        if labels:
            found.append((place, field.name, labels))
    return found


def _find_states(table: CanonicalTable) -> dict[str, dict[str, list[int]]]:
    """By column and state, the numbers of the rows (from 1) whose null is not simply unreported."""
    found: dict[str, dict[str, list[int]]] = {}
    for place, name, labels in list_stated(table):
        for number, text in enumerate(cells_of(table.rows, place), start=1):
            if text in labels:
                found.setdefault(name, {}).setdefault(labels[text], []).append(number)
    return found


def _encode_rows(table: CanonicalTable) -> Iterator[str]:
    for cells in write_cells(table.rows, name_members(table)):
        yield "{" + ",".join(cells) + "}"


def name_members(table: CanonicalTable) -> list[Converter]:
    """For each column, how its cells are written as members of an object."""
    names = [dump(field.name) for field in table.fields]
    return [
        partial(_write_member, name=name, convert=convert)
        for name, convert in zip(names, make_converters(table), strict=True)
    ]


def _write_member(text: str, name: str, convert: Converter) -> str:
    return f"{name}:{convert(text)}"


def make_converters(table: CanonicalTable) -> tuple[Converter, ...]:
    """For each column, how its cells are written as JSON."""
    exact = list_exact(table)
    return tuple(_make_converter(field, exact=field.name in exact) for field in table.fields)


def _make_converter(field: Field, *, exact: bool) -> Converter:
    empty = frozenset(missing.value for missing in field.missing_values)
    if field.type in NUMBERS:
        return partial(_convert_text if exact else _convert_number, empty=empty)
    return partial(_convert_boolean if field.type == "boolean" else _convert_text, empty=empty)


def list_exact(table: CanonicalTable) -> frozenset[str]:
    """The columns of numbers that are written as text, since some reader would round one of their cells."""
    return frozenset(
        field.name
        for place, field in enumerate(table.fields)
        if field.type in NUMBERS
        and not all(text == "" or is_safe(text) for text in distinct_of(cells_of(table.rows, place)))
    )


def is_safe(text: str) -> bool:
    """Whether every reader of JSON keeps the number as it is: a reader in JavaScript knows doubles alone."""
    if len(text) <= SAFE_LENGTH and is_plain_number(text):
        return True
    try:
        value = Decimal(text)
        if value == value.to_integral_value():
            return abs(value) <= SAFE_INTEGER and "E" not in text
        return value.is_finite() and Decimal(repr(float(value))) == value
    except (InvalidOperation, OverflowError):
        return False


def _convert_number(text: str, empty: frozenset[str]) -> str:
    if text in empty:
        return "null"
    # JSON knows no zeros before a year.
    return (text.lstrip("0") or "0") if text.isdecimal() else text


def _convert_boolean(text: str, empty: frozenset[str]) -> str:
    return "null" if text in empty else text if text in ("true", "false") else dump(text)


def _convert_text(text: str, empty: frozenset[str]) -> str:
    return "null" if text in empty else dump(text)


def dump(value: object) -> str:
    """A value as compact JSON, letters as they are."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=str)


FORMAT = Format(
    name="JSON",
    media_type="application/json",
    suffix=".json",
    layout=Layout.JSON,
    sentence="data yang sama, angka sebagai bilangan",
    prominent=True,
    writer=write_json,
    room=Room(cells=MOST_CELLS),
)
