"""What a canonical CSV means, in the W3C's words (CSV on the Web), in the file that its readers look for.

A reader that is given the CSV's address finds `<name>.csv-metadata.json` beside it, and with it types, units,
keys and the licence without being taught anything of ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, BinaryIO
from urllib.parse import quote

from suluh.publishing.artifacts import write_text
from suluh.publishing.canonical_table import CanonicalTable, canonical_table
from suluh.publishing.file_metadata import (
    absolute,
    dataset_address,
    declared_date,
    is_simulated,
    list_licenses,
    list_sources,
    marked_title,
)
from suluh.vocabulary.columns import cells_of, odd_of, places_of
from suluh.vocabulary.download_format import Format, Layout, Outgoing
from suluh.vocabulary.package import Field
from suluh.words.catalogues import INDONESIAN

CONTEXT = "http://www.w3.org/ns/csvw"
DATATYPES = {
    "integer": "integer",
    "number": "decimal",
    "boolean": "boolean",
    "date": "date",
    "datetime": "dateTime",
    "time": "time",
    "year": "gYear",
    "yearmonth": "gYearMonth",
    "duration": "duration",
    "object": "json",
    "array": "json",
    "geojson": "json",
}
"""What CSVW calls the types of Table Schema; all others are texts."""
SCIENTIFIC = "double"
"""A column of numbers of which one has an exponent, which `decimal` does not know."""


def write_csvw(stream: BinaryIO, outgoing: Outgoing) -> None:
    """The description of one table's CSV."""
    write_text(stream, json.dumps(_describe(outgoing), ensure_ascii=False, separators=(",", ":")) + "\n")


def _describe(outgoing: Outgoing) -> dict[str, Any]:
    dataset, resource = outgoing.dataset, outgoing.described
    package, file = dataset.package, outgoing.files[resource.name]
    table = canonical_table(dataset.cleared, resource)
    licences = [each.get("path") or each.get("title") or each.get("name") for each in list_licenses(package)]
    described: dict[str, Any] = {
        "@context": [CONTEXT, {"@language": INDONESIAN}],
        "url": file.address.rpartition("/")[2],
        "dc:title": marked_title(package),
        "dc:description": package.description,
        "dc:publisher": dataset.instansi.nama,
        "dc:license": _only(licences),
        "dc:source": _only([each.get("path") or each["title"] for each in list_sources(package)]),
        "dc:modified": declared_date(package),
        "dc:isPartOf": absolute(outgoing.settings, dataset_address(package)),
        "rdfs:comment": f"status_data: {package.status_data}"
        + ("; simulasi: angkanya karangan" if is_simulated(package) else ""),
        "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": _describe_schema(outgoing, table),
    }
    return {key: value for key, value in described.items() if value not in ("", None)}


def _describe_schema(outgoing: Outgoing, table: CanonicalTable) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "columns": [
            _describe_column(field, cells_of(table.rows, place)) for place, field in enumerate(table.fields)
        ]
    }
    key = outgoing.described.schema.primary_key
    if key and set(key) <= set(table.header):
        schema["primaryKey"] = [_name_column(name) for name in key]
    return schema


def _describe_column(field: Field, cells: Sequence[str]) -> dict[str, Any]:
    """A column: its title, type, unit, and the texts that stand for no value."""
    empty = [missing.value for missing in field.missing_values] or [""]
    described: dict[str, Any] = {
        "name": _name_column(field.name),
        "titles": field.name,
        "dc:title": field.title,
        "dc:description": field.description,
        "datatype": _name_type(field, cells, frozenset(empty)),
        "null": empty if len(empty) > 1 else empty[0],
        "required": True if field.constraints.get("required") is True and not _has_any(cells, empty) else "",
        "schema:unitText": field.satuan,
    }
    return {key: value for key, value in described.items() if value != "" or key == "null"}


def _has_any(cells: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether any of the texts stands in the column."""
    return next(places_of(cells, texts), None) is not None


def _name_column(name: str) -> str:
    """The column's name as CSVW lets one be: letters and digits, all else as in an address."""
    encoded = quote(name, safe="")
    return re.sub(r"^_|[-.~]", lambda match: f"%{ord(match[0]):02X}", encoded)


def _name_type(field: Field, cells: Sequence[str], empty: frozenset[str]) -> str:
    name = DATATYPES.get(field.type, "string")
    if field.type == "number" and any(
        "E" in text or "e" in text for text in odd_of(cells) if text not in empty
    ):
        return SCIENTIFIC
    return name


def _only(entries: Sequence[str | None]) -> str | list[str] | None:
    """None of none, the one of one, else the list."""
    found = [entry for entry in entries if entry]
    return found[0] if len(found) == 1 else (found or None)


FORMAT = Format(
    name="CSVW",
    label="csv-metadata.json",
    media_type="application/csvm+json",
    suffix=".csv-metadata.json",
    layout=Layout.JSON,
    sentence="keterangan CSV menurut W3C (CSV on the Web): jenis, satuan, dan kunci kolom",
    writer=write_csvw,
    per_table=True,
    offered=False,
)
