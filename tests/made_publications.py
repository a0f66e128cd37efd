"""Published sites as other programs meet them, in memory: a host that answers, and may fall silent or lie."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from suluh.assembly.federation.asked_hosts import Answer

INDEX = "api/v1/index.json"


def publish_api(
    region: str, *, factor: int = 1, unit: str = "persen", simulated: bool = False
) -> dict[str, bytes]:
    """What a small site publishes for programs: two years of a budget, one indicator, two datasets."""
    files: dict[str, Any] = {
        INDEX: {
            "judul": f"Suluh {region}",
            "wilayah": region,
            "per_tanggal": "2026-01-31",
            "simulasi": simulated,
            "kumpulan": {
                "dataset": "dataset.json",
                "indikator": "indikator.json",
                "fakta seluruh daerah": "fakta/semua.json",
                "fakta rekening": "fakta/rekening.json",
            },
        },
        "api/v1/fakta/semua.json": {
            "isi": [
                {
                    "tempat": "semua",
                    "fakta": {
                        "anggaran": {"2024": 100 * factor, "2025": str(9_007_199_254_740_993 * factor)},
                        "realisasi": {"2025": 40 * factor, "2025-tw1": 7},
                        "laporan_masuk": {"2025": 3},
                        "laporan_ditunggu": {"2025": 4},
                    },
                }
            ]
        },
        "api/v1/fakta/rekening.json": {
            "jenis": "direktori",
            "pola": "fakta/rekening/k-{mulai}.json",
            "bagian": ["instansi-a", "rekening-3", "sub-1"],
            "isi": [],
        },
        "api/v1/fakta/rekening/k-instansi-a.json": {"isi": []},
        "api/v1/fakta/rekening/k-rekening-3.json": {
            "isi": [
                {"tempat": "rekening.5", "fakta": {"anggaran": {"2025": 70.25 * factor}}},
                {"tempat": "rekening.5.1", "fakta": {"anggaran": {"2025": 50 * factor}}},
                {"tempat": "rekening.5.1.02", "fakta": {"anggaran": {"2025": 20 * factor}}},
            ]
        },
        "api/v1/fakta/rekening/k-sub-1.json": {"isi": "tidak dibaca"},
        "api/v1/indikator.json": {
            "isi": [
                {
                    "kunci": "air-minum",
                    "nama": "Akses air minum",
                    "satuan": unit,
                    "definisi": "Rumah tangga dengan air minum layak.",
                    "hasil": [
                        {
                            "tahun": 2024,
                            "target": 90,
                            "hasil": {"nilai": None, "keadaan": "belum dilaporkan"},
                        },
                        {"tahun": 2025, "target": 92, "hasil": 90.5, "kode_wilayah": region},
                        {"tahun": 2025, "hasil": 10, "triwulan": 1, "kode_wilayah": region},
                        {"tahun": 2025, "hasil": 11, "kode_wilayah": f"{region}.01"},
                    ],
                }
            ]
        },
        "api/v1/dataset.json": {
            "isi": [
                {
                    "nama": "pasar",
                    "judul": f"Pasar {region}",
                    "instansi": "dinas-pasar",
                    "diubah": "2026-01-02",
                },
                {"nama": "=HYPERLINK", "judul": "=cmd|'/c calc'!A0", "status_data": "simulasi"},
            ]
        },
    }
    return {path: json.dumps(value).encode() for path, value in files.items()}


def list_files(files: Mapping[str, bytes]) -> bytes:
    """The manifest of some files."""
    listed = [
        {"path": path, "bytes": len(content), "sha256": sha256(content).hexdigest()}
        for path, content in sorted(files.items())
    ]
    return json.dumps({"format": 1, "berkas": listed}).encode()


@dataclass
class Host:
    """Sites by address, each with its manifest; `asked` lists every address that was asked for."""

    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    silent: set[str] = field(default_factory=set)

    def put(self, address: str, files: Mapping[str, bytes]) -> None:
        """Publish a site whole."""
        for path, content in files.items():
            self.files[address + path] = content
        self.files[f"{address}manifest.json"] = list_files(files)

    def ask(self, address: str, tag: str, limit: int) -> Answer:
        """What `ask_host` does over the network."""
        self.asked.append(address)
        if any(address.startswith(home) for home in self.silent):
            raise ConnectionRefusedError(111, "x")
        if address not in self.files:
            raise FileNotFoundError(2, "x")
        content = self.files[address]
        mark = f'"{sha256(content).hexdigest()}"'
        return Answer(None, tag) if tag == mark else Answer(content[: limit + 1], mark)
