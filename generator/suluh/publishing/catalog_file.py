"""The catalogue for machines: `katalog.json`, `katalog.csv`, and the files in DCAT's words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, BinaryIO

from suluh.history.editions import History
from suluh.publishing.artifacts import measure_artifact, write_text
from suluh.publishing.csv_file import write_list
from suluh.publishing.dcat.files import write_dcat_files
from suluh.publishing.file_metadata import (
    absolute,
    dataset_address,
    is_simulated,
    last_change,
    list_licenses,
    list_sources,
    marked_title,
    name_license,
)
from suluh.publishing.formats import canonical_format
from suluh.reading.deadlines import due_date
from suluh.vocabulary.catalog import Catalog, Dataset, Distribution
from suluh.vocabulary.crosswalk import CODE
from suluh.vocabulary.facts import in_quarter
from suluh.vocabulary.measured import Quarter
from suluh.vocabulary.package import Table
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact
from suluh.vocabulary.threads import QUARTERS

COLUMNS = (
    *("dataset", "judul", "instansi", "produsen", "status_data", "jenis_informasi", "topik", "periode"),
    *("frekuensi", "lisensi", "diubah", "tabel", "baris", "kolom", "alamat", "csv", "csv_bita", "csv_sha256"),
)
"""Columns of `katalog.csv`: a row for each dataset; the last three are its main table's file."""


def write_catalog_files(
    catalog: Catalog, settings: Settings, histories: Mapping[str, History] | None = None
) -> tuple[Artifact, ...]:
    """The catalogue's files, datasets by name; `histories` has what is known of their editions by name."""
    datasets = [dataset for _, dataset in sorted(catalog.published.items())]
    listing = {
        "judul": f"Katalog data {settings.site_name}",
        "situs": settings.site_url,
        "wilayah": settings.wilayah,
        "per_tanggal": settings.as_of.day.isoformat(),
        "batas_laporan": {
            str(year): [due_date(year, quarter).isoformat() for quarter in QUARTERS]
            for year in catalog.threads.years
        },
        "mulai_melapor": _spell_quarter(settings.first_quarter),
        "kode_lama": _list_replaced(catalog),
        "jumlah": len(datasets),
        "dataset": [_describe_dataset(dataset, settings) for dataset in datasets],
        "ditarik": [
            {
                "dataset": tombstone.name,
                "judul": tombstone.title,
                "tanggal": tombstone.date.isoformat(),
                "alasan": tombstone.reason,
                "alamat": _address(settings, f"data/{tombstone.name}/"),
            }
            for tombstone in catalog.tombstones
        ],
        "dialihkan": [
            {
                "dataset": old,
                "ke": name,
                "alamat": _address(settings, f"data/{old}/"),
                "alamat_baru": _address(settings, f"data/{name}/"),
            }
            for old, name in _list_moves(catalog)
        ],
    }
    table = Table(header=COLUMNS, rows=[_make_row(dataset, settings) for dataset in datasets])
    return (
        measure_artifact("data/katalog.json", partial(_write_json, value=listing)),
        measure_artifact("data/katalog.csv", partial(write_list, table=table)),
        *write_dcat_files(datasets, settings, histories or {}),
    )


def _list_replaced(catalog: Catalog) -> dict[str, str]:
    """Codes of sub kegiatan with the one in force, where a single one took their place."""
    book = catalog.threads
    codes = sorted(code for kind, code in book.crosswalk.successors if kind == CODE)
    today = {code: book.crosswalk.today(CODE, code) for code in codes}
    return {old: new for old, new in today.items() if new != old}


def _spell_quarter(quarter: Quarter | None) -> str | None:
    return in_quarter(*quarter) if quarter else None


def _list_moves(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Former names of datasets, each with the one whose page its address leads to."""
    for name, dataset in sorted(catalog.datasets.items()):
        yield from ((old, name) for old in dataset.package.former_names)
    for stone in catalog.tombstones:
        yield from ((old, stone.name) for old in stone.former_names)


def _write_json(stream: BinaryIO, value: Mapping[str, Any]) -> None:
    write_text(stream, json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1, default=str) + "\n")


def _describe_dataset(dataset: Dataset, settings: Settings) -> dict[str, Any]:
    package = dataset.package
    described = {
        "dataset": dataset.name,
        "judul": marked_title(package),
        "keterangan": package.description,
        "instansi": {"slug": dataset.instansi.slug, "nama": dataset.instansi.nama},
        "produsen": package.text("produsen"),
        "status_data": str(package.status_data),
        "simulasi": is_simulated(package),
        "jenis_informasi": str(package.jenis_informasi),
        **{key: package.text(key) for key in ("topik", "konsep", "tingkat_wilayah", "frekuensi", "kontak")},
        "periode": package.descriptor.get("periode", ""),
        "diubah": last_change(dataset),
        "lisensi": list_licenses(package),
        "sumber": list_sources(package),
        "alamat": _address(settings, dataset_address(package)),
        "tabel": [
            {
                "nama": resource.name,
                "judul": resource.title,
                "baris": len(dataset.cleared.tables[resource.name].rows),
                "kolom": [field.name for field in resource.schema.fields],
            }
            for resource in package.resources
        ],
        "unduhan": [_describe_download(distribution, settings) for distribution in dataset.distributions],
    }
    return {key: value for key, value in described.items() if value not in ("", [])}


def _describe_download(download: Distribution, settings: Settings) -> dict[str, Any]:
    described: dict[str, Any] = {
        "format": download.format,
        "mediatype": download.media_type,
        "tabel": download.resource,
        "alamat": _address(settings, download.artifact.address),
        "bita": download.artifact.size,
        "sha256": download.artifact.sha256,
    }
    return {key: value for key, value in described.items() if value != ""}


def _make_row(dataset: Dataset, settings: Settings) -> tuple[str, ...]:
    package = dataset.package
    main = next(
        (
            distribution
            for distribution in dataset.distributions
            if distribution.format == canonical_format().name
        ),
        None,
    )
    tables = dataset.cleared.tables
    values = {
        "dataset": dataset.name,
        "judul": marked_title(package),
        "instansi": dataset.instansi.nama,
        **{key: package.text(key) for key in ("produsen", "topik", "frekuensi")},
        "status_data": str(package.status_data),
        "jenis_informasi": str(package.jenis_informasi),
        "periode": str(package.descriptor.get("periode", "")),
        "lisensi": name_license(package),
        "diubah": last_change(dataset),
        "tabel": str(len(package.resources)),
        "baris": str(sum(len(tables[resource.name].rows) for resource in package.resources)),
        "kolom": str(package.column_count),
        "alamat": _address(settings, dataset_address(package)),
        "csv": _address(settings, main.artifact.address) if main else "",
        "csv_bita": str(main.artifact.size) if main else "",
        "csv_sha256": main.artifact.sha256 if main else "",
    }
    return tuple(values[name] for name in COLUMNS)


def _address(settings: Settings, address: str) -> str:
    """Absolute where the site has a URL, else from the site's root."""
    return absolute(settings, address) or address
