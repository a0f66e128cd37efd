"""Tables as statistics offices and treasuries make them: nothing but codes, periods and numbers."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from random import Random

import yaml

from small_site import DATASET
from suluh.reading.region_list import load_regions

Make = Callable[[Random], str]

KINDS: dict[str, tuple[dict[str, object], Make]] = {
    "jumlah": ({"type": "integer"}, lambda chance: str(chance.choice((0, 0, chance.randrange(10**4))))),
    "penduduk": ({"type": "integer"}, lambda chance: str(chance.choice((0, chance.randrange(10**9))))),
    "anggaran": ({"type": "integer", "satuan": "rupiah"}, lambda chance: str(chance.randrange(10**13))),
    "realisasi": ({"type": "integer"}, lambda chance: str(chance.randrange(8 * 10**9, 9 * 10**9))),
    "delapan": ({"type": "integer"}, lambda chance: f"8{chance.randrange(10 ** chance.randrange(1, 11))}"),
    "persen": ({"type": "number"}, lambda chance: f"{chance.uniform(0, 100):.2f}"),
    "indeks": ({"type": "number"}, lambda chance: f"{chance.random():.{chance.randrange(2, 11)}f}"),
    "lintang": ({"type": "number"}, lambda chance: f"{chance.uniform(-10, 5):.6f}"),
    "bujur": ({"type": "number"}, lambda chance: f"{chance.uniform(95, 141):.7f}"),
    "selisih": ({"type": "integer"}, lambda chance: str(chance.randrange(-(10**9), 10**9))),
    "hari": (
        {"type": "date"},
        lambda chance: f"20{chance.randrange(10, 25)}-{chance.randrange(1, 13):02}-15",
    ),
    "rekening": (
        {"type": "string"},
        lambda chance: (
            f"5.1.{chance.randrange(1, 9):02}.{chance.randrange(99):02}.01.{chance.randrange(9999):04}"
        ),
    ),
}


def add_official_tables(root: Path, count: int, chance: Random, *, rows: int = 43) -> None:
    """`count` datasets of random numbers beside those of the small site in `root`."""
    pattern = yaml.safe_load((root / DATASET / "datapackage.yaml").read_text(encoding="utf-8"))
    for key in ("angka_kunci", "grafik", "catatan", "dasar_pengecualian", "konsekuensi", "jangka_waktu"):
        pattern.pop(key, None)
    places = [one.kode for one in load_regions().within("74.72") if one.level == 4]
    for number in range(count):
        name = f"tabel-{number}"
        folder = root / "datasets" / "dinas-sosial" / name
        folder.mkdir()
        kinds = chance.sample(sorted(KINDS), chance.randrange(2, 8))
        measure = next((one for one in kinds if KINDS[one][0]["type"] == "integer"), None)
        fields = [
            {"name": "kode_wilayah", "type": "string"},
            {"name": "tahun", "type": "year"},
            *({"name": kind, **KINDS[kind][0]} for kind in kinds),
        ]
        schema = {
            "fields": fields,
            "primaryKey": ["kode_wilayah", "tahun"],
            "foreignKeys": [
                {
                    "fields": ["kode_wilayah"],
                    "reference": {"package": "wilayah", "resource": "wilayah", "fields": ["kode"]},
                }
            ],
        }
        made = {
            **pattern,
            "name": name,
            "title": f"Tabel {number}",
            "resources": [{"name": name, "path": f"{name}.csv", "schema": schema}],
        }
        if measure:
            made["angka_kunci"] = [{"nilai": measure, "label": measure.capitalize()}]
            made["grafik"] = [
                {
                    "jenis": "batang",
                    "judul": f"{measure} per kelurahan",
                    "kategori": "kode_wilayah",
                    "nilai": measure,
                    "saring": {"tahun": 2024},
                }
            ]
        text = yaml.safe_dump(made, allow_unicode=True, sort_keys=False)
        (folder / "datapackage.yaml").write_text(text, encoding="utf-8")
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([str(one["name"]) for one in fields])
            for place in places[:rows]:
                writer.writerow([place, "2024", *(KINDS[kind][1](chance) for kind in kinds)])
