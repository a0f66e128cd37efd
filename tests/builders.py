"""Small complete values of the vocabulary for tests: name what matters, the rest is filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.package import (
    ClearedPackage,
    DataPackage,
    Field,
    JenisInformasi,
    Klasifikasi,
    MissingValue,
    Resource,
    Schema,
    StatusData,
    Table,
)
from suluh.vocabulary.reports import Instansi, Report
from suluh.vocabulary.settings import Settings

BLANK = (MissingValue(""),)


def make_field(name: str, **overrides: Any) -> Field:
    """A public text column; `missing_values` also takes a mapping from text to label."""
    missing = overrides.get("missing_values")
    if isinstance(missing, Mapping):
        overrides["missing_values"] = tuple(MissingValue(text, label) for text, label in missing.items())
    values: dict[str, Any] = {"title": name.replace("_", " ").capitalize(), "klasifikasi": Klasifikasi.PUBLIK}
    return Field(name=name, **{**values, **overrides})


def make_resource(
    name: str = "contoh", fields: Iterable[Field | str] = ("kode", "nama"), **overrides: Any
) -> Resource:
    """A public CSV resource; a text among `fields` makes a text column of that name."""
    columns = tuple(make_field(one) if isinstance(one, str) else one for one in fields)
    values: dict[str, Any] = {
        "title": name.replace("-", " ").capitalize(),
        "paths": (f"{name}.csv",),
        "format": "csv",
        "schema": Schema(fields=columns),
        "klasifikasi": Klasifikasi.PUBLIK,
    }
    return Resource(name=name, **{**values, **overrides})


def make_table(
    header: Sequence[str] = ("kode", "nama"), rows: Iterable[Sequence[str]] = (("01", "Satu"),)
) -> Table:
    """A table as read from a file whose rows are a line each."""
    cells = [tuple(row) for row in rows]
    return Table(header=tuple(header), rows=cells, lines=tuple(range(2, len(cells) + 2)))


def make_package(name: str = "contoh", **overrides: Any) -> DataPackage:
    """A public dataset of an agency; entries of `descriptor` come on top of the usual metadata."""
    title = overrides.pop("title", "Contoh data")
    description = overrides.pop("description", "Contoh data untuk pengujian, sebaris untuk satu hal.")
    instansi = overrides.pop("instansi", "dinas-contoh")
    values: dict[str, Any] = {
        "instansi": instansi,
        "folder": f"datasets/{instansi}/{name}",
        "descriptor_path": f"datasets/{instansi}/{name}/datapackage.yaml",
        "title": title,
        "description": description,
        "klasifikasi": Klasifikasi.PUBLIK,
        "status_data": StatusData.TETAP,
        "jenis_informasi": JenisInformasi.BERKALA,
        "resources": (make_resource(name),),
    }
    values.update(overrides)
    values["descriptor"] = {
        "name": name,
        "title": title,
        "description": description,
        "produsen": "Dinas Contoh",
        "konsep": "Contoh",
        "periode": "2024",
        "frekuensi": "Tahunan",
        "sources": [{"title": "Dinas Contoh", "path": "https://contoh.go.id/asal"}],
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "CC BY 4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "kontak": "data@contoh.go.id",
        "status_data": str(values["status_data"]),
        "klasifikasi": str(values["klasifikasi"]),
        "jenis_informasi": str(values["jenis_informasi"]),
        **overrides.get("descriptor", {}),
    }
    return DataPackage(name=name, **values)


def make_cleared(
    tables: Mapping[str, Table] | None = None, *, package: DataPackage | None = None, **overrides: Any
) -> ClearedPackage:
    """A cleared package: `tables` by resource name; `overrides` go to `make_package`."""
    package = package or make_package(**overrides)
    if tables is None:
        tables = {
            one.name: make_table(
                [field.name for field in one.schema.fields], [["01"] * len(one.schema.fields)]
            )
            for one in package.resources
        }
    return ClearedPackage(package=package, tables=dict(tables))


def make_instansi(**overrides: Any) -> Instansi:
    """An agency."""
    values = {"slug": "dinas-contoh", "nama": "Dinas Contoh", "jenis": "dinas"}
    return Instansi(**{**values, **overrides})


def make_dataset(cleared: ClearedPackage | None = None, **overrides: Any) -> Dataset:
    """A dataset of `make_instansi()`."""
    return Dataset(cleared=cleared or make_cleared(), **{"instansi": make_instansi(), **overrides})


def make_settings(**overrides: Any) -> Settings:
    """Settings of a site whose root is the working folder and whose build time is fixed."""
    values: dict[str, Any] = {
        "root": Path.cwd(),
        "site_name": "Suluh Kota Contoh",
        "wilayah": "99.71",
        "site_url": "https://contoh.go.id/suluh/",
        "build_time": datetime(2025, 6, 30, 12, 0, tzinfo=UTC),
    }
    return Settings(**{**values, **overrides})


def make_report(**overrides: Any) -> Report:
    """A public report of one quarter."""
    values: dict[str, Any] = {
        "instansi": "dinas-contoh",
        "tahun": 2025,
        "triwulan": 2,
        "judul": "Laporan contoh",
        "tanggal": date(2025, 7, 10),
        "ringkasan": "Ringkasan contoh.",
        "klasifikasi": Klasifikasi.PUBLIK,
        "status_data": StatusData.TETAP,
        "jenis_informasi": JenisInformasi.BERKALA,
        "wilayah": (),
        "kegiatan": (),
        "body": "Isi.",
        "path": "content/laporan/dinas-contoh/2025-tw2.md",
    }
    return Report(**{**values, **overrides})
