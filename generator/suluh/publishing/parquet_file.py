"""A table as Parquet: typed columns for programs, in groups of rows that can be read from afar one by one.

A column has the type that holds each of its values exactly. One that has none (more than 38 figures, a
time with a zone) stays text, and the file and the descriptor say so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO

from suluh.publishing.canonical_table import CanonicalTable, outgoing_table
from suluh.publishing.columnar_files import ColumnarColumn, write_columns
from suluh.publishing.file_metadata import (
    absolute,
    dataset_address,
    is_simulated,
    list_licenses,
    list_sources,
    marked_title,
)
from suluh.vocabulary.columns import cells_of, distinct_of, odd_of
from suluh.vocabulary.digit_shapes import shapes_of
from suluh.vocabulary.download_format import Format, Layout, Outgoing
from suluh.vocabulary.package import Field
from suluh.vocabulary.remembering import remembered
from suluh.words.saying import N_

MOST_FIGURES = 38
"""Figures of a decimal number that Parquet's readers keep."""
SMALLER_FIGURES = 18
"""Figures that take eight bytes; more take sixteen."""
TEXT = "VARCHAR"

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)", re.ASCII)
_DECIMAL = re.compile(r"-?([0-9]+)(?:\.([0-9]+))?", re.ASCII)
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_YEAR = re.compile(r"[0-9]{4}", re.ASCII)
_LOWEST, _HIGHEST = -(2**63), 2**63 - 1


def write_parquet(stream: BinaryIO, outgoing: Outgoing) -> None:
    """The rows of one table in their order, each cell as its column's exact type has it."""
    table = outgoing_table(outgoing)
    columns = choose_columns(table)
    write_columns(stream, columns, list_cells(table), metadata=describe_file(outgoing, table, columns))


def has_columns(outgoing: Outgoing) -> bool:
    """Whether there is anything to write: a file of columns must have one."""
    return bool(outgoing.described.schema.fields)


def list_cells(table: CanonicalTable) -> Iterator[Sequence[str | None]]:
    """The rows as canonical texts, with None where a column's word for no value stands."""
    empty = [frozenset(missing.value for missing in field.missing_values) for field in table.fields]
    for row in table.rows:
        yield [None if text in blank else text for text, blank in zip(row, empty, strict=True)]


@remembered
def choose_columns(table: CanonicalTable) -> tuple[ColumnarColumn, ...]:
    """For each column its name in the file, and the type that holds all of its cells exactly."""
    names = tell_apart(field.name for field in table.fields)
    return tuple(
        ColumnarColumn(name, choose_type(field, _list_values(table, place, field)))
        for place, (name, field) in enumerate(zip(names, table.fields, strict=True))
    )


def _list_values(table: CanonicalTable, place: int, field: Field) -> Iterator[str]:
    """The distinct cells of a column that have a value."""
    empty = {missing.value for missing in field.missing_values}
    cells = cells_of(table.rows, place)
    # Short whole numbers fit into whatever the others of their column make necessary.
    texts = odd_of(cells) if field.type == "integer" else distinct_of(cells)
    return (text for text in texts if text not in empty)


def choose_type(field: Field, texts: Iterable[str]) -> str:
    """The type in SQL's words that holds all the canonical texts of a column exactly."""
    choose = _CHOICES.get(field.type)
    return TEXT if choose is None else choose(texts)


def tell_apart(names: Iterable[str]) -> tuple[str, ...]:
    """The names, numbered where two are one to programs that take small and capital letters for the same."""
    taken: set[str] = set()
    told: list[str] = []
    for name in names:
        wanted, count = name or "kolom", 1
        found = wanted
        while found.casefold() in taken:
            count += 1
            found = f"{wanted}_{count}"
        taken.add(found.casefold())
        told.append(found)
    return tuple(told)


def describe_columns(table: CanonicalTable, columns: Sequence[ColumnarColumn]) -> dict[str, dict[str, str]]:
    """What differs from the CSV: columns that stay text or have another name."""
    pairs = list(zip(table.fields, columns, strict=True))
    told = {
        "kolom_teks": {
            column.name: field.type
            for field, column in pairs
            if column.type == TEXT and field.type in _CHOICES
        },
        "nama_kolom": {column.name: field.name for field, column in pairs if column.name != field.name},
    }
    return {key: entries for key, entries in told.items() if entries}


def describe_file(
    outgoing: Outgoing, table: CanonicalTable, columns: Sequence[ColumnarColumn]
) -> dict[str, str]:
    """What the file says of itself, by key; mappings and lists as JSON."""
    package, resource = outgoing.dataset.package, outgoing.described
    file = outgoing.files.get(resource.name)
    units = {field.name: field.satuan for field in table.fields if field.satuan}
    described: dict[str, object] = {
        "title": marked_title(package),
        "dataset": package.name,
        "resource": resource.name,
        "publisher": outgoing.dataset.instansi.nama,
        "status_data": str(package.status_data),
        "simulasi": is_simulated(package),
        "licenses": list_licenses(package),
        "sources": list_sources(package),
        "homepage": absolute(outgoing.settings, dataset_address(package)),
        "csv_sha256": file.sha256 if file is not None else "",
        "satuan": units,
        **describe_columns(table, columns),
    }
    return {
        key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for key, value in described.items()
        if value not in ("", [], {})
    }


def describe_outgoing(outgoing: Outgoing) -> Mapping[str, object]:
    """What the descriptor says of the file besides its name and size."""
    table = outgoing_table(outgoing)
    return describe_columns(table, choose_columns(table))


def _choose_whole(texts: Iterable[str]) -> str:
    fits = True
    for text in texts:
        if not _WHOLE.fullmatch(text) or len(text.lstrip("-")) > MOST_FIGURES:
            return TEXT
        fits = fits and (len(text) <= SMALLER_FIGURES or _LOWEST <= int(text) <= _HIGHEST)
    return "BIGINT" if fits else f"DECIMAL({MOST_FIGURES},0)"


def _choose_decimal(texts: Iterable[str]) -> str:
    whole, scale = 0, 0
    for shape in shapes_of(texts):
        match = _DECIMAL.fullmatch(shape)
        if match is None:
            return TEXT
        whole = max(whole, len(match[1].lstrip("0")))
        scale = max(scale, len(match[2] or ""))
    if whole + scale > MOST_FIGURES:
        return TEXT
    return f"DECIMAL({SMALLER_FIGURES if whole + scale <= SMALLER_FIGURES else MOST_FIGURES},{scale})"


def _choose_year(texts: Iterable[str]) -> str:
    return "BIGINT" if all(map(_YEAR.fullmatch, texts)) else TEXT


def _choose_boolean(texts: Iterable[str]) -> str:
    return "BOOLEAN" if {"true", "false"}.issuperset(texts) else TEXT


def _choose_date(texts: Iterable[str]) -> str:
    return "DATE" if all(map(_DATE.fullmatch, texts)) else TEXT


def _choose_moment(texts: Iterable[str]) -> str:
    return "TIMESTAMP" if all(map(_MOMENT.fullmatch, texts)) else TEXT


_CHOICES = {
    "integer": _choose_whole,
    "number": _choose_decimal,
    "year": _choose_year,
    "boolean": _choose_boolean,
    "date": _choose_date,
    "datetime": _choose_moment,
}

FORMAT = Format(
    name="Parquet",
    media_type="application/vnd.apache.parquet",
    suffix=".parquet",
    layout=Layout.COLUMNS,
    note=N_("%(count)s baris, kolom berjenis"),
    sentence="tabel yang sama dalam kolom berjenis, untuk DuckDB, pandas, polars, R, dan program lain",
    writer=write_parquet,
    wanted=has_columns,
    describe=describe_outgoing,
    per_table=True,
)
