"""What the example is made from: committed lists of agencies and nomenclature, and the tables in `bahan/`."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from suluh.vocabulary.region import Region, Regions

HERE = Path(__file__).parent
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Agency:
    """A local agency: `fields` are the fields of government (`1.03`) in its code."""

    slug: str
    kind: str
    fields: tuple[str, ...]
    region: str


@dataclass(frozen=True, slots=True)
class Material:
    """Everything read, nothing invented yet. `activities` maps sub kegiatan codes to names."""

    agencies: tuple[Agency, ...]
    activities: Mapping[str, str]
    villages: tuple[Region, ...]
    wishes: Sequence[Row]
    indicators: Sequence[Row]
    fixed: Mapping[tuple[int, str, str], Row]
    accounts: Sequence[Row]
    treasury: Sequence[Row]
    sentences: Mapping[str, Sequence[str]]
    goals: Sequence[Row]
    five_year_targets: Sequence[Row]
    services: Sequence[Row]
    performances: Sequence[Row]

    def agency_for(self, code: str, village: Region) -> Agency:
        """Who takes up a wish: the agency of the field; of several, the one that governs the village."""
        some = [one for one in self.agencies if code[:4] in one.fields]
        near = [one for one in some if one.region and one.region == village.parent_code]
        return (near or some)[0]


def read_material(root: Path, regions: Regions, wilayah: str) -> Material:
    """The material for the governed region `wilayah` of the project at `root`."""
    reference = root / "datasets" / "referensi"
    sentences: dict[str, list[str]] = {}
    for row in _rows(HERE / "bahan" / "kalimat.csv"):
        sentences.setdefault(row["jenis"], []).append(row["kalimat"])
    fixed = _rows(HERE / "bahan" / "tetap.csv")
    return Material(
        agencies=tuple(_agencies(_rows(reference / "instansi" / "instansi.csv"))),
        activities={
            row["kode"]: row["nama"]
            for row in _rows(reference / "nomenklatur" / "nomenklatur.csv")
            if row["tingkat"] == "sub_kegiatan"
        },
        villages=tuple(one for one in regions.within(wilayah) if one.level == 4),
        wishes=_rows(HERE / "bahan" / "usulan.csv"),
        indicators=_rows(HERE / "bahan" / "indikator.csv"),
        fixed={(int(row["tahun"]), row["instansi"], row["kode_sub_kegiatan"]): row for row in fixed},
        accounts=_rows(HERE / "bahan" / "rekening.csv"),
        treasury=_rows(HERE / "bahan" / "kas-daerah.csv"),
        sentences=sentences,
        goals=_rows(HERE / "bahan" / "tujuan.csv"),
        five_year_targets=_rows(HERE / "bahan" / "target.csv"),
        services=_rows(HERE / "bahan" / "layanan.csv"),
        performances=_rows(HERE / "bahan" / "indikator-kinerja.csv"),
    )


def _agencies(rows: Iterable[Row]) -> Iterable[Agency]:
    for row in rows:
        parts = row["kode_skpd"].split(".")
        if row["jenis"] == "pusat" or len(parts) != 8:
            continue
        fields = tuple(f"{a}.{b}" for a, b in zip(parts[0:6:2], parts[1:6:2], strict=True) if a != "0")
        yield Agency(row["slug"], row["jenis"], fields, row["kode_wilayah"])


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
