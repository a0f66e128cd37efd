"""`data/angka/datapackage.json`: what each column of the tables of numbers means, and its unit."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from suluh.publishing.csv_file import FORMAT as CSV
from suluh.publishing.page_number_tables import NumberTable
from suluh.vocabulary.page_numbers import FOLDER, OWN_COLUMNS, PAGE_COLUMN, NumberColumn
from suluh.vocabulary.settings import Settings

ADDRESS = f"{FOLDER}datapackage.json"
_OWN = {
    PAGE_COLUMN: "Alamat halaman yang menampilkan baris ini, dari akar situs",
    "keterangan": "Mengapa angka kosong: nama kolom, titik dua, lalu keadaannya",
    "status_data": "Sefinal apa barisnya: tetap, sementara, atau simulasi",
    "dataset": "Dataset asalnya, dipisahkan titik koma",
}


def write_number_descriptor(stream: BinaryIO, tables: Iterable[NumberTable], settings: Settings) -> None:
    """A data package (version 2) with a resource for each table; columns as its first page has them."""
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "angka",
        "title": f"Angka halaman, {settings.site_name}",
        "description": "Angka yang tampil di halaman situs ini, satu tabel untuk tiap jenis dan tahun.",
        "resources": [_describe(table) for table in tables],
    }
    stream.write(json.dumps(package, ensure_ascii=False, separators=(",", ":")).encode())


def _describe(table: NumberTable) -> dict[str, Any]:
    _, numbers = table.parts[0]
    columns = [NumberColumn(PAGE_COLUMN, _OWN[PAGE_COLUMN]), *numbers().columns]
    columns += [NumberColumn(name, _OWN[name]) for name in OWN_COLUMNS]
    return {
        "name": table.stem,
        "path": f"{table.stem}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": CSV.media_type,
        "encoding": "utf-8",
        "schema": {"fields": [_field(column) for column in columns], "missingValues": [""]},
    }


def _field(column: NumberColumn) -> dict[str, str]:
    """A column with a unit holds numbers; of the others nothing is said that a row might not keep."""
    kind = "string" if column.name in _OWN else ("number" if column.unit else "any")
    return {
        "name": column.name,
        "type": kind,
        "title": column.title,
        **({"satuan": column.unit} if column.unit else {}),
    }
