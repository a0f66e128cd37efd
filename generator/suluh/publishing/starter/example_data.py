"""Example data of a region for a new site: invented and marked so, small, in the region's own codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from suluh.intake.descriptor_draft import describe_keys, draft_descriptor
from suluh.publishing.descriptor_form import REGION, describe_standard_columns
from suluh.publishing.starter.agency_skeleton import list_agencies
from suluh.reading.region_list import region_decree
from suluh.reading.standard_list import load_standard
from suluh.reading.standard_schemas import read_standard_schema
from suluh.vocabulary.formula_signs import write_rows
from suluh.vocabulary.region import Region, Regions

Rows = Sequence[Mapping[str, object]]
WORKS = {"inspektorat": "6.01.02.{}.01.000{}", "kecamatan": "7.01.02.{}.01.000{}"}
"""Two sub kegiatan that every agency of that kind has, by the levels' digit and a number."""
QUARTERS = (10, 25, 35, 30)
"""How much of a work is done in each quarter, in percent."""


def write_example(region: Region, regions: Regions, contact: str, *, year: int) -> dict[str, str]:
    """Datasets and a report of one agency for a year that is over, by path."""
    slug, name, kind, _ = _choose_agency(region, regions)
    form = WORKS["kecamatan" if kind == "kecamatan" else "inspektorat"]
    codes = [form.format(1 if region.level == 1 else 2, number) for number in (1, 2)]
    words = _Words(slug, name, str(year), contact)
    villages = [place.kode for place in regions.within(region.kode) if place.level == 4][:2]
    plan = [
        {"tahun": year, "instansi": slug, "kode_sub_kegiatan": code, "indikator": "Laporan yang selesai"}
        | {"satuan": "laporan", "target": 20, "arah": "naik", "rumus": "r_per_t", "agregasi": "jumlah"}
        | {"pagu_indikatif": 100_000_000, "sumber_dana": "DAU"}
        for code in codes
    ]
    budget = [
        {"tahun": year, "instansi": slug, "kode_sub_kegiatan": code, "kode_rekening": "5.1.02"}
        | {"nama_rekening": "Belanja Barang dan Jasa", "sumber_dana": "DAU", "murni": 100_000_000}
        for code in codes
    ]
    return {
        **_write_dataset(words, "rencana", plan),
        **_write_dataset(words, "anggaran", budget),
        **_write_dataset(words, "realisasi", [*_spend(slug, codes, year)]),
        **_write_dataset(words, "usulan", [*_wish(slug, codes, villages, year)] if region.level == 2 else []),
        **_write_counts(words, regions.children(region.kode)),
        f"content/laporan/{slug}/{year}-tw4.md": _write_report(words, region, codes),
    }


@dataclass(frozen=True, slots=True)
class _Words:
    """Whose example it is, of which year, and whom to ask."""

    slug: str
    name: str
    year: str
    contact: str


def _choose_agency(region: Region, regions: Regions) -> tuple[str, ...]:
    agencies = list_agencies(region, regions)
    return next((row for row in agencies if row[0] == "inspektorat"), agencies[0])


def _spend(slug: str, codes: Iterable[str], year: int) -> Iterable[Mapping[str, object]]:
    for quarter, done in enumerate(QUARTERS, 1):
        day = f"{year}-{3 * quarter + 1:02}-10" if quarter < 4 else f"{year + 1}-01-10"
        for code in codes:
            yield (
                {"tahun": year, "triwulan": quarter, "instansi": slug, "kode_sub_kegiatan": code}
                | {"indikator": "Laporan yang selesai", "realisasi_fisik": done // 5}
                | {"realisasi_keuangan": 900_000 * done, "tanggal_lapor": day}
            )


def _wish(
    slug: str, codes: Sequence[str], villages: Iterable[str], year: int
) -> Iterable[Mapping[str, object]]:
    for number, village in enumerate(villages, 1):
        yield (
            {"tahun": year, "id_usulan": f"C-{number}", "kode_wilayah": village, "volume": 1}
            | {"uraian": "Pendampingan laporan keuangan kelompok warga", "satuan": "kegiatan"}
            | {"perkiraan_biaya": 15_000_000, "tahap": "kabupaten_kota", "hasil": "diakomodasi"}
            | {"instansi": slug, "kode_sub_kegiatan": codes[0]}
        )


def _write_dataset(words: _Words, standard: str, rows: Rows) -> dict[str, str]:
    if not rows:
        return {}
    schema, title = read_standard_schema(standard), str(load_standard(standard)["title"])
    names = [field.name for field in schema.fields]
    fields = describe_standard_columns(schema)
    keys = [REGION] if "kode_wilayah" in names else []
    resource = {
        "name": standard,
        "path": f"{standard}.csv",
        "standar": standard,
        "schema": {
            "fields": fields,
            "primaryKey": list(schema.primary_key),
            "foreignKeys": describe_keys(keys),
        },
    }
    return _lay(words, f"contoh-{standard}", title, resource, [names, *_cells(names, rows)])


def _write_counts(words: _Words, places: Iterable[Region]) -> dict[str, str]:
    rows = [
        {"kode_wilayah": place.kode, "taman_baca": 1 + number * 7 % 5} for number, place in enumerate(places)
    ]
    resource = {
        "name": "taman-baca",
        "path": "taman-baca.csv",
        "schema": {
            "fields": [
                {"name": "kode_wilayah", "type": "string", "title": "Kode wilayah"},
                {"name": "taman_baca", "type": "integer", "title": "Taman baca", "satuan": "unit"},
            ],
            "primaryKey": ["kode_wilayah"],
            "foreignKeys": describe_keys([REGION]),
        },
    }
    names = ["kode_wilayah", "taman_baca"]
    return _lay(words, "contoh-taman-baca", "Taman baca", resource, [names, *_cells(names, rows)])


def _cells(names: Sequence[str], rows: Rows) -> list[list[str]]:
    return [[str(row.get(column, "")) for column in names] for row in rows]


def _lay(
    words: _Words, name: str, title: str, resource: Mapping[str, Any], cells: Sequence[Sequence[str]]
) -> dict[str, str]:
    folder = f"datasets/{words.slug}/{name}"
    described = draft_descriptor(_metadata(words, name, f"{title} (data contoh)"), resource)
    return {
        f"{folder}/datapackage.yaml": described,
        f"{folder}/{resource['path']}": write_rows(cells, end="\n"),
    }


def _metadata(words: _Words, name: str, title: str) -> dict[str, Any]:
    return {
        "name": name,
        "title": title,
        "description": f"Karangan, supaya bentuk halamannya terlihat. {words.name}, {words.year}.",
        "produsen": words.name,
        "konsep": title,
        "definisi": "Angka karangan; bukan keadaan sebenarnya.",
        "klasifikasi_isian": "tidak berlaku",
        "ukuran": "Jumlah",
        "satuan": "menurut kolomnya",
        "periode": words.year,
        "skema_wilayah": "Kode Kemendagri, bertitik",
        "keputusan_wilayah": region_decree(),
        "frekuensi": "Tahunan",
        "sources": [{"title": "Contoh yang disusun waktu situs ini dimulai"}],
        "licenses": [
            {"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/deed.id"}
        ],
        "kontak": words.contact,
        "status_data": "simulasi",
        "klasifikasi": "publik",
        "jenis_informasi": "berkala",
        "topik": "Contoh",
    }


def _write_report(words: _Words, region: Region, codes: Sequence[str]) -> str:
    return f"""---
judul: "Laporan kegiatan triwulan IV {words.year} (contoh)"
instansi: {words.slug}
tahun: {words.year}
triwulan: 4
tanggal: {int(words.year) + 1}-01-10
ringkasan: "Karangan: 20 laporan selesai di tiap sub kegiatan, sama dengan targetnya."
klasifikasi: publik
status_data: simulasi
jenis_informasi: berkala
wilayah: ["{region.kode}"]
kegiatan: ["{codes[0]}", "{codes[1]}"]
---

## Yang dikerjakan

Laporan ini karangan; ia memperlihatkan bentuk sebuah laporan triwulanan.

## Hasil

Sampai 31 Desember {words.year} selesai 20 laporan dari target 20 di tiap sub kegiatan.
"""
