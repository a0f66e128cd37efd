"""The list of agencies that a new site begins with: what governments of its kind have by law."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from suluh.intake.descriptor_draft import describe_keys, draft_descriptor
from suluh.publishing.descriptor_form import REGION, describe_standard_columns
from suluh.reading.region_list import region_decree
from suluh.reading.standard_list import load_standard_file
from suluh.reading.standard_schemas import read_standard_schema
from suluh.vocabulary.formula_signs import write_rows
from suluh.vocabulary.region import Region, Regions

COLUMNS = ("slug", "nama", "jenis", "kode_wilayah")
FOLDER = "datasets/referensi/instansi"
COUNCILS = {"11": ("DPRA", "DPRK"), **dict.fromkeys(("91", "92", "93", "94", "95", "96"), ("DPRP", "DPRK"))}
"""The council of a province, and of its kabupaten and kota, where it is not called DPRD: Aceh and Papua."""
ADMINISTRATIVE = "31."
"""Kabupaten and kota of Jakarta have no council and no regional secretary of their own."""


def list_agencies(region: Region, regions: Regions) -> tuple[tuple[str, ...], ...]:
    """Rows of slug, name, kind and region's code: the region's own offices, then its kecamatan by code."""
    rows = [*_offices(region)]
    for district in regions.children(region.kode) if region.level == 2 else ():
        slug = _slug(district.full_name)
        taken = any(slug == row[0] for row in rows)
        number = district.kode.rpartition(".")[2]
        rows.append((f"{slug}-{number}" if taken else slug, district.full_name, "kecamatan", district.kode))
    return tuple(rows)


def write_agency_list(region: Region, regions: Regions, contact: str) -> dict[str, str]:
    """The dataset of the list, by path: its descriptor and its table."""
    rows: Sequence[Sequence[str]] = [COLUMNS, *list_agencies(region, regions)]
    return {
        f"{FOLDER}/datapackage.yaml": _describe(region, contact),
        f"{FOLDER}/instansi.csv": write_rows(rows, end="\n"),
    }


def _offices(region: Region) -> Iterator[tuple[str, ...]]:
    if region.kode.startswith(ADMINISTRATIVE):
        return
    province, own = COUNCILS.get(region.kode[:2], ("DPRD", "DPRD"))
    council = province if region.level == 1 else own
    yield ("sekretariat-daerah", "Sekretariat Daerah", "sekretariat", "")
    yield (f"sekretariat-{council.lower()}", f"Sekretariat {council}", "sekretariat", "")
    yield ("inspektorat", "Inspektorat", "inspektorat", "")


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")


def _describe(region: Region, contact: str) -> str:
    schema = read_standard_schema("instansi")
    fields = [field for field in describe_standard_columns(schema) if field["name"] in COLUMNS]
    source = f"{load_standard_file('laws/instansi-awal')['dasar']} dan daftar kode wilayah"
    metadata: dict[str, Any] = {
        "name": "instansi",
        "title": "Daftar instansi",
        "description": f"Perangkat daerah {region.full_name} yang punya halaman di sini. Belum lengkap.",
        "produsen": f"Pemerintah {region.full_name}",
        "konsep": "Instansi",
        "definisi": "Perangkat daerah yang menyerahkan data atau laporan. Satu baris satu instansi.",
        "klasifikasi_isian": "Jenis instansi menurut bentuk baku instansi",
        "ukuran": "tidak berlaku",
        "satuan": "tidak berlaku",
        "periode": "tidak berlaku",
        "skema_wilayah": "Kode Kemendagri, bertitik",
        "keputusan_wilayah": region_decree(),
        "frekuensi": "Bila ada perubahan susunan perangkat daerah",
        "sources": [{"title": source}],
        "licenses": [
            {"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/deed.id"}
        ],
        "kontak": contact,
        "status_data": "sementara",
        "klasifikasi": "publik",
        "jenis_informasi": "setiap-saat",
        "topik": "Pemerintahan",
    }
    resource = {
        "name": "instansi",
        "title": "Instansi",
        "path": "instansi.csv",
        "standar": "instansi",
        "schema": {"fields": fields, "primaryKey": ["slug"], "foreignKeys": describe_keys([REGION])},
    }
    return draft_descriptor(metadata, resource)
