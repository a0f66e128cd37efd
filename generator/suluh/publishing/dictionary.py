"""A column in words: its type, its rules, and what its special texts mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from suluh.vocabulary.package import Field, Resource, Schema

TYPE_WORDS = {
    "string": "teks",
    "integer": "bilangan bulat",
    "number": "bilangan",
    "boolean": "ya/tidak",
    "date": "tanggal",
    "datetime": "tanggal dan jam",
    "time": "jam",
    "year": "tahun",
    "yearmonth": "tahun dan bulan",
    "duration": "lama waktu",
    "geopoint": "titik koordinat",
    "geojson": "bentuk geografis (GeoJSON)",
    "object": "objek JSON",
    "array": "daftar JSON",
    "list": "daftar",
    "any": "bebas",
}

RULE_WORDS: dict[str, Callable[[Any], str]] = {
    "required": lambda value: "wajib diisi" if value is True else "",
    "unique": lambda value: "tidak boleh kembar" if value is True else "",
    "minimum": lambda value: f"paling kecil {value}",
    "maximum": lambda value: f"paling besar {value}",
    "exclusiveMinimum": lambda value: f"lebih besar dari {value}",
    "exclusiveMaximum": lambda value: f"lebih kecil dari {value}",
    "minLength": lambda value: f"paling pendek {value} huruf",
    "maxLength": lambda value: f"paling panjang {value} huruf",
    "enum": lambda value: f"salah satu dari: {', '.join(map(str, value))}" if isinstance(value, list) else "",
    "pattern": lambda value: f"berpola {value}",
}


def describe_type(field: Field) -> str:
    """Its type in a word or two; the type's own name where there is no word."""
    return TYPE_WORDS.get(field.type, field.type)


def describe_constraints(field: Field) -> str:
    """Its rules in words, joined by semicolons; empty where there are none."""
    rules = [words(field.constraints[key]) for key, words in RULE_WORDS.items() if key in field.constraints]
    form = _describe_form(field)
    return "; ".join(rule for rule in [*rules, form] if rule)


def describe_missing(field: Field) -> str:
    """What its special texts mean: `kosong = belum dilaporkan; "-" = tidak berlaku`."""
    return "; ".join(
        f'"{missing_value.value}" = {missing_value.label}'
        if missing_value.value
        else f"kosong = {missing_value.label}"
        for missing_value in field.missing_values
        if missing_value.label
    )


def describe_keys(schema: Schema) -> Mapping[str, str]:
    """By column name, what it is a key of or refers to, in words; columns without either are left out."""
    words: dict[str, list[str]] = {}
    for name in schema.primary_key:
        joined = ", ".join(schema.primary_key)
        words.setdefault(name, []).append(
            "kunci tabel" if len(schema.primary_key) == 1 else f"kunci bersama: {joined}"
        )
    for key in schema.foreign_keys:
        target = key.package or key.resource or "tabel ini"
        for name, reference in zip(key.fields, key.reference_fields, strict=False):
            words.setdefault(name, []).append(f"merujuk kolom {reference} pada {target}")
    return {name: "; ".join(some) for name, some in words.items()}


def describe_columns(resource: Resource) -> list[tuple[str, ...]]:
    """The rows of a data dictionary, as `DICTIONARY_HEADER` names them, one for each column."""
    keys = describe_keys(resource.schema)
    return [
        (
            resource.name,
            field.name,
            describe_type(field),
            field.title,
            field.description,
            field.satuan,
            "; ".join(part for part in (describe_constraints(field), keys.get(field.name, "")) if part),
            describe_missing(field),
        )
        for field in resource.schema.fields
    ]


DICTIONARY_HEADER = (
    "tabel",
    "kolom",
    "jenis",
    "judul",
    "keterangan",
    "satuan",
    "aturan",
    "tanda bukan nilai",
)


def _describe_form(field: Field) -> str:
    parts = []
    if field.is_number and field.decimal_char != ".":
        parts.append(f'tanda desimal "{field.decimal_char}"')
    if field.is_number and field.group_char:
        parts.append(f'pemisah ribuan "{field.group_char}"')
    return "; ".join(parts)
