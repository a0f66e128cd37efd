"""The real data are what their descriptors claim, to the byte and to the rupiah."""

from __future__ import annotations

import hashlib
from collections import Counter
from decimal import Decimal

import pytest
from published_data import DATASETS, read_rows, read_village_fund

from suluh.reading.region_list import load_regions

SHA256 = {
    "kemenkeu/dana-desa-pagu/pagu-dana-desa.csv": (
        "c131f3dc5ff433045b1388dbbacfcf219235e3bc1c95c58c73b1899b24511c90"
    ),
    "kemenkeu/dana-desa-realisasi/realisasi-dana-desa.csv": (
        "0507b6030bfcc61778243afe58a79d952d202e1876b749f26b028482502b244c"
    ),
    "referensi/nomenklatur/nomenklatur.csv": (
        "719e1882e2e4ae940dd35faf4aa63a69d18d368e3ce77dae137883878df66b2a"
    ),
    "big/luas/luas.csv": "23986408ed964915c455296d8714bd9c75ddbced61a0cf8a3ae1caccf0d36396",
}
POPULATION_SHA256 = "a53152d10190dedfb9409a0d00c50ba59c201b8184fc3adbd8a42879308a25d2"
NATIONAL_ROW = b"0,INDONESIA,143863392,141110251,284973643\n"


@pytest.mark.parametrize("path", sorted(SHA256))
def test_published_files_are_kept_byte_for_byte(path: str) -> None:
    assert hashlib.sha256((DATASETS / path).read_bytes()).hexdigest() == SHA256[path]


def test_population_lacks_only_the_national_row_of_its_source() -> None:
    header, _, rest = (DATASETS / "dukcapil-kemendagri/penduduk/penduduk.csv").read_bytes().partition(b"\n")
    source = header + b"\n" + NATIONAL_ROW + rest
    assert hashlib.sha256(source).hexdigest() == POPULATION_SHA256


def test_population_adds_up_to_the_national_figure_told_in_its_notes() -> None:
    rows = read_rows("dukcapil-kemendagri/penduduk/penduduk.csv")
    assert Counter(len(row["kode"]) for row in rows) == {2: 38, 5: 514}
    assert all(int(row["pria"]) + int(row["wanita"]) == int(row["total"]) for row in rows)
    provinces = {row["kode"]: int(row["total"]) for row in rows if len(row["kode"]) == 2}
    assert sum(provinces.values()) == 284_973_643
    parts: Counter[str] = Counter()
    for row in rows:
        if len(row["kode"]) == 5:
            parts[row["kode"][:2]] += int(row["total"])
    assert parts == provinces


@pytest.mark.parametrize("path", ["dukcapil-kemendagri/penduduk/penduduk.csv", "big/luas/luas.csv"])
def test_every_province_kabupaten_and_kota_has_one_row(path: str) -> None:
    wanted = {kode for kode, region in load_regions().items() if region.level <= 2}
    codes = [row["kode"] for row in read_rows(path)]
    assert len(codes) == len(set(codes)) == 552
    assert set(codes) == wanted


def test_nine_names_of_the_population_table_differ_from_the_official_ones() -> None:
    regions = load_regions()
    rows = read_rows("dukcapil-kemendagri/penduduk/penduduk.csv")
    other = {row["kode"]: row["nama"] for row in rows if row["nama"] != regions[row["kode"]].nama}
    assert len(other) == 9
    assert other["96"] == "Papua Barat Oaya"


def test_codes_mended_in_the_area_table_are_whole() -> None:
    area = {row["kode"]: Decimal(row["luas_km2"]) for row in read_rows("big/luas/luas.csv")}
    assert area.keys() >= {"11.10", "12.10", "12.20", "14.10", "31"}
    assert area["74.72"] == Decimal("294.104")
    assert min(area.values()) > 0


def test_the_governed_city_has_8_kecamatan_and_43_kelurahan() -> None:
    regions = load_regions()
    assert len(regions.children("74.72")) == 8
    assert [len(regions.children(one.kode)) for one in regions.children("74.72")] == [5, 7, 4, 5, 6, 5, 5, 6]
    assert len(regions.children("74")) == 17


def test_nomenclature_has_the_holes_told_in_its_notes() -> None:
    rows = read_rows("referensi/nomenklatur/nomenklatur.csv")
    level = {row["kode"]: row["tingkat"] for row in rows}
    assert len(rows) == len(level) == 2548
    assert Counter(level.values()) == {
        "sub_kegiatan": 1881,
        "kegiatan": 483,
        "program": 138,
        "bidang_urusan": 38,
        "urusan": 8,
    }
    above = {kode: _code_above(kode) for kode in level}
    orphans = [kode for kode, parent in above.items() if parent and parent not in level]
    assert len(orphans) == 19
    assert {level[kode] for kode in orphans} == {"kegiatan"}
    childless = Counter(level[kode] for kode in level.keys() - set(above.values()))
    assert childless == {"sub_kegiatan": 1881, "kegiatan": 10, "program": 1}
    assert not level.keys() & {"2.13", "3.28", "3.29", "3.32"}


def _code_above(kode: str) -> str:
    parts = kode.split(".")
    return ".".join(parts[:3] if len(parts) == 5 else parts[:-1])


def test_village_fund_rows_and_keys() -> None:
    for name, per_year in (("pagu", {"2023": 435, "2024": 434}), ("realisasi", {"2023": 434, "2024": 425})):
        rows = read_village_fund(name)
        assert Counter(row["tahun"] for row in rows) == per_year
        assert len(_amounts(name)) == len(rows)
    assert len(read_village_fund("pagu")) == 869
    assert len(read_village_fund("realisasi")) == 859
    assert max(len(row["urprov"]) for row in read_village_fund("pagu")) == 50
    assert len({row["urakun"] for row in read_village_fund("pagu")}) == 2


def test_village_fund_totals_to_the_rupiah() -> None:
    totals = {
        (name, year): sum(amount for key, amount in _amounts(name).items() if key[0] == year)
        for name in ("pagu", "realisasi")
        for year in ("2023", "2024")
    }
    assert totals == {
        ("pagu", "2023"): 70_000_000_000_000,
        ("pagu", "2024"): 69_000_000_000_000,
        ("realisasi", "2023"): 69_850_854_792_317,
        ("realisasi", "2024"): 36_572_463_568_290,
    }
    assert _amounts("pagu")["2023", "00", "00"] == 2_000_000_000_000


def test_430_of_434_exceed_their_budget_in_2023_and_none_in_2024() -> None:
    budget, spent = _amounts("pagu"), _amounts("realisasi")
    exceeding = Counter(key[0] for key, amount in spent.items() if amount > budget[key])
    assert exceeding == {"2023": 430}
    names = {
        row["urpemda"]
        for row in read_village_fund("realisasi")
        if row["tahun"] == "2023" and int(row["nilai"]) <= budget["2023", row["kdprov"], row["kdpemda"]]
    }
    assert names == {"Kab. Supiori", "Kab. Mahakam Ulu", "Kab. Sorong Selatan", "Kab. Nduga"}


def test_nine_kabupaten_are_unreported_in_2024() -> None:
    missing = _amounts("pagu").keys() - _amounts("realisasi").keys()
    crosswalk = {
        (row["kdprov"], row["kdpemda"]): row["nama_wilayah"]
        for row in read_rows("referensi/padanan-djpk/padanan-djpk.csv")
    }
    assert missing - {("2023", "00", "00")} == {key for key in missing if key[0] == "2024"}
    assert {crosswalk[key[1:]].removeprefix("Kabupaten ") for key in missing if key[0] == "2024"} == {
        "Pegunungan Arfak",
        "Merauke",
        "Boven Digoel",
        "Mappi",
        "Asmat",
        "Mimika",
        "Yahukimo",
        "Raja Ampat",
        "Maybrat",
    }


def _amounts(name: str) -> dict[tuple[str, str, str], int]:
    return {
        (row["tahun"], row["kdprov"], row["kdpemda"]): int(row["nilai"]) for row in read_village_fund(name)
    }
