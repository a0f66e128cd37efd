"""The OpenAPI 3.1 description, made of the types that write the answers: it cannot say anything else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from types import NoneType, UnionType
from typing import Annotated, Union, get_args, get_origin, get_type_hints

from suluh.publishing.api import answers
from suluh.publishing.api.shelves import DIRECTORY, INDEX, ROOT, name_schema
from suluh.vocabulary.settings import Settings

VERSION = "1.0.0"
Schema = dict[str, object]


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its `jenis`, the type of its head, of an item of its `isi`, and where it lies."""

    jenis: str
    head: type
    item: object
    summary: str
    paths: tuple[str, ...]


FILES = (
    FileKind("indeks", answers.Indeks, None, "Pintu masuk", (INDEX,)),
    FileKind("instansi", answers.Kepala, answers.Instansi, "Instansi", ("instansi.json",)),
    FileKind(
        "wilayah", answers.Kepala, answers.Wilayah, "Wilayah", ("wilayah.json", "wilayah/k-{mulai}.json")
    ),
    FileKind(
        "dataset", answers.Kepala, answers.Dataset, "Dataset", ("dataset.json", "dataset/k-{mulai}.json")
    ),
    FileKind(
        "indikator",
        answers.Kepala,
        answers.Indikator,
        "Indikator kinerja dengan target dan hasilnya",
        ("indikator.json", "indikator/k-{mulai}.json"),
    ),
    FileKind(
        "cakupan",
        answers.Kepala,
        answers.Cakupan,
        "Siapa melaporkan triwulan mana",
        ("cakupan.json", "cakupan/k-{mulai}.json"),
    ),
    FileKind(
        "rumus",
        answers.Kepala,
        answers.Rumus,
        "Cara menghitung tiap ukuran",
        ("rumus.json", "rumus/k-{mulai}.json"),
    ),
    FileKind(
        "fakta",
        answers.KepalaFakta,
        answers.TempatFakta,
        "Angka",
        (
            "fakta/semua.json",
            "fakta/tujuan.json",
            "fakta/tujuan/k-{mulai}.json",
            "fakta/rekening.json",
            "fakta/rekening/k-{mulai}.json",
            "fakta/bidang.json",
            "fakta/bidang/k-{mulai}.json",
            "fakta/instansi/{instansi}.json",
            "fakta/program/{instansi}.json",
            "fakta/program/{instansi}/k-{mulai}.json",
            "fakta/wilayah.json",
            "fakta/wilayah/k-{mulai}.json",
        ),
    ),
    FileKind(
        "fakta_halaman",
        answers.KepalaFakta,
        answers.FaktaHalaman,
        "Angka yang hanya dihitung untuk sebuah halaman",
        ("fakta/halaman.json", "fakta/halaman/k-{mulai}.json"),
    ),
    FileKind(
        "alur",
        answers.KepalaFakta,
        answers.Alur,
        "Sub kegiatan sebuah instansi, menurut kode dan tahun",
        ("alur/{instansi}.json", "alur/{instansi}/k-{mulai}.json"),
    ),
    FileKind(
        "catatan",
        answers.KepalaCatatan,
        tuple[answers.Isian, ...],
        "Baris sebuah tabel, isian menurut urutan kolom",
        ("catatan/{dataset}/{tabel}.json", "catatan/{dataset}/{tabel}/k-{mulai}.json"),
    ),
    FileKind("cari", answers.KepalaCari, answers.Temuan, "Daftar kata", ("cari/k-{mulai}.json",)),
    FileKind(
        DIRECTORY, answers.KepalaDirektori, answers.Hal, "Daftar bagian, di alamat kumpulan yang terbagi", ()
    ),
)
"""Every kind of file that the API has. A collection that is parted has a directory at its own address."""

_PARAMETERS = {
    "instansi": "Alamat pendek instansi",
    "dataset": "Nama dataset",
    "tabel": "Nama tabel",
    "mulai": "Kunci pertama sebuah bagian: dari daftar bagian, atau dari cari di pintu masuk",
}


def write_openapi(settings: Settings) -> str:
    """The description as JSON."""
    return json.dumps(describe(settings), ensure_ascii=False, separators=(",", ":")) + "\n"


def describe(settings: Settings) -> Schema:
    """A path for each address, a schema for each type. ValueError for a field without note."""
    schemas: Schema = {"Bilangan": _NUMBER}
    for kind in FILES:
        schemas[name_schema(kind.jenis)] = _describe_file(kind, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"Data {settings.site_name}",
            "version": VERSION,
            "summary": "Berkas JSON yang tidak berubah sampai datanya berubah; tanpa kunci, tanpa batas.",
        },
        "servers": [{"url": (settings.site_url or "/") + ROOT.rstrip("/")}],
        "paths": {f"/{path}": _describe_path(kind, path) for kind in FILES for path in kind.paths},
        "components": {"schemas": dict(sorted(schemas.items()))},
    }


_NUMBER: Schema = {
    "description": "Bilangan tepat; sebagai teks bila lebih dari 15 angka",
    "anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}],
}


def _describe_path(kind: FileKind, path: str) -> Schema:
    own = _refer(name_schema(kind.jenis))
    parted = "k-{mulai}" not in path and kind.jenis not in ("indeks",)
    schema: Schema = {"anyOf": [own, _refer(name_schema(DIRECTORY))]} if parted else own
    parameters = [
        {"name": name, "in": "path", "required": True, "description": words, "schema": {"type": "string"}}
        for name, words in _PARAMETERS.items()
        if f"{{{name}}}" in path
    ]
    answer = {"description": kind.summary, "content": {"application/json": {"schema": schema}}}
    operation: Schema = {"summary": kind.summary, "responses": {"200": answer}}
    return {"get": operation | ({"parameters": parameters} if parameters else {})}


def _describe_file(kind: FileKind, schemas: Schema) -> Schema:
    properties, required = _describe_fields(kind.head, schemas)
    properties["jenis"] = {"const": kind.jenis, "description": "Jenis isi berkas"}
    if kind.item is not None:
        properties["isi"] = {"type": "array", "items": _describe(kind.item, schemas)}
        required = [*required, "isi"]
    return _object(kind.summary, properties, required)


def _describe_fields(kind: type, schemas: Schema) -> tuple[Schema, list[str]]:
    hints = get_type_hints(kind, vars(answers), include_extras=True)
    properties: Schema = {}
    required = []
    for some in fields(kind):
        hint = hints[some.name]
        if get_origin(hint) is not Annotated:
            raise ValueError(f"{kind.__name__}.{some.name} says nothing of what it is")
        inner, note = get_args(hint)
        properties[some.name] = {**_describe(inner, schemas), "description": note}
        if some.default is MISSING and some.default_factory is MISSING:
            required.append(some.name)
    return properties, required


def _describe(kind: object, schemas: Schema) -> Schema:
    """The schema of a type. TypeError for one that has none."""
    if kind == answers.Bilangan:
        return _refer("Bilangan")
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"type": "string", "enum": [str(some.value) for some in kind]}
    if isinstance(kind, type) and is_dataclass(kind):
        _add(kind, schemas)
        return _refer(kind.__name__)
    if isinstance(kind, type) and kind in _PLAIN:
        return dict(_PLAIN[kind])
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return {"anyOf": list(_alternatives(inner, schemas))}
    if origin is tuple:
        return {"type": "array", "items": _describe(inner[0], schemas)}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _describe(inner[1], schemas)}
    raise TypeError(f"{kind} has no schema")


_PLAIN: Mapping[type, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    NoneType: {"type": "null"},
}
_NUMBERS = (int, Decimal, Fraction)


def _alternatives(kinds: tuple[object, ...], schemas: Schema) -> Iterator[Schema]:
    """The alternatives of a union, its three kinds of numbers as one."""
    if all(number in kinds for number in _NUMBERS):
        yield _refer("Bilangan")
        kinds = tuple(kind for kind in kinds if kind not in _NUMBERS)
    for kind in kinds:
        yield _describe(kind, schemas)


def _add(kind: type, schemas: Schema) -> None:
    if kind.__name__ not in schemas:
        schemas[kind.__name__] = {}
        properties, required = _describe_fields(kind, schemas)
        schemas[kind.__name__] = _object((kind.__doc__ or "").strip(), properties, required)


def _object(words: str, properties: Schema, required: list[str]) -> Schema:
    return {
        "description": words,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _refer(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}
