"""The committed example is what its script makes, and holds the blemishes that it is there to show."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from example.make import TABLES, lay_ground, write_table
from suluh.reading.region_list import load_regions

ROOT = Path(__file__).parents[2]
Tables = dict[str, list[dict[str, object]]]


@pytest.fixture(scope="module")
def tables() -> Tables:
    ground = lay_ground(ROOT, "74.72")
    return {name: table.make(ground) for name, table in TABLES.items()}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_the_committed_tables_are_what_the_script_makes(tables: Tables, name: str) -> None:
    assert write_table(tables[name]) == (ROOT / "datasets" / TABLES[name].place).read_bytes()


def test_every_village_asks_in_every_year(tables: Tables) -> None:
    asked = {(row["tahun"], row["kode_wilayah"]) for row in tables["usulan"]}
    villages = [one.kode for one in load_regions().within("74.72") if one.level == 4]
    assert asked == {(year, kode) for year in (2023, 2024, 2025) for kode in villages}


def test_every_local_agency_has_plan_and_budget_in_every_year(tables: Tables) -> None:
    with (ROOT / "datasets/referensi/instansi/instansi.csv").open(encoding="utf-8", newline="") as file:
        local = {row["slug"] for row in csv.DictReader(file) if row["jenis"] != "pusat"}
    for name in ("rencana", "anggaran"):
        for year in (2023, 2024, 2025):
            assert {row["instansi"] for row in tables[name] if row["tahun"] == year} == local


def test_income_and_financing_balance_spending_to_the_rupiah(tables: Tables) -> None:
    for year, column in ((2023, "murni"), (2023, "perubahan"), (2025, "murni")):
        sums: Counter[str] = Counter()
        for row in tables["anggaran"]:
            if row["tahun"] == year:
                sums[str(row["kode_rekening"])[:3]] += int(str(row[column]))
        income = sum(amount for code, amount in sums.items() if code[0] == "4") + sums["6.1"]
        assert income == sum(amount for code, amount in sums.items() if code[0] == "5") + sums["6.2"]


def test_the_blemishes_of_life_are_there(tables: Tables) -> None:
    outcomes = Counter(str(row["hasil"]) for row in tables["usulan"])
    assert {"diakomodasi", "ditunda", "ditolak", "belum_diputus"} == set(outcomes)
    assert all(row["alasan"] for row in tables["usulan"] if row["hasil"] in ("ditunda", "ditolak"))
    planned = {(row["tahun"], row["instansi"], row["kode_sub_kegiatan"]) for row in tables["rencana"]}
    funded = {(row["tahun"], row["instansi"], row["kode_sub_kegiatan"]) for row in tables["anggaran"]}
    told = Counter((row["tahun"], row["instansi"], row["kode_sub_kegiatan"]) for row in tables["realisasi"])
    assert planned - funded
    assert any(count < 4 for key, count in told.items() if key[0] == 2024)
    assert any(str(row["tanggal_lapor"]) > "2025-07-21" for row in tables["realisasi"])
    assert max((int(str(r["tahun"])), int(str(r["triwulan"]))) for r in tables["realisasi"]) == (2025, 2)


def test_a_larger_scale_makes_more_plans() -> None:
    assert len(TABLES["rencana"].make(lay_ground(ROOT, "74.72", 600))) > 1500


def test_names_are_visibly_examples(tables: Tables) -> None:
    assert all(str(row["nama_rekening"]).startswith("Rekening contoh ") for row in tables["anggaran"])
