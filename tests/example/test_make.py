"""The committed example is what its script makes, and holds the blemishes that it is there to show."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from example.as_of import AS_OF, LAST, YEARS
from example.budgets import budget_in_force
from example.make import TABLES, lay_ground, write_table
from suluh.reading.deadlines import due_date
from suluh.reading.region_list import load_regions
from suluh.reading.report_files import read_reports
from suluh.reading.site_settings import read_settings

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
    assert asked == {(year, kode) for year in YEARS for kode in villages}


def test_every_local_agency_has_plan_and_budget_in_every_year(tables: Tables) -> None:
    with (ROOT / "datasets/referensi/instansi/instansi.csv").open(encoding="utf-8", newline="") as file:
        local = {row["slug"] for row in csv.DictReader(file) if row["jenis"] != "pusat"}
    for name in ("rencana", "anggaran"):
        for year in YEARS:
            assert {row["instansi"] for row in tables[name] if row["tahun"] == year} == local


def test_income_and_financing_balance_spending_to_the_rupiah(tables: Tables) -> None:
    for year, column in ((2023, "murni"), (2023, "perubahan"), (2025, "murni"), (2025, "perubahan")):
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
    assert any(
        date.fromisoformat(str(row["tanggal_lapor"])) > due_date(2025, 3)
        for row in tables["realisasi"]
        if (row["tahun"], row["triwulan"]) == (2025, 3)
    )
    spent: Counter[object] = Counter()
    for row in tables["realisasi"]:
        spent[row["tahun"], row["instansi"], row["kode_sub_kegiatan"]] += int(str(row["realisasi_keuangan"]))
    budgets = budget_in_force(tables["anggaran"])
    assert any(amount > budgets[key] for key, amount in spent.items() if key in budgets)


def test_three_years_stand_whole_up_to_the_day_of_the_example(tables: Tables) -> None:
    quarters = {(year, quarter) for year in YEARS for quarter in range(1, 5)}
    for name in ("realisasi", "aduan", "perizinan"):
        assert {(row["tahun"], row["triwulan"]) for row in tables[name]} == quarters
    assert due_date(*LAST) < AS_OF
    days = (
        *(("realisasi", "tanggal_lapor"), ("dokumen", "tanggal_terbit"), ("kegiatan", "tanggal")),
        ("pengadaan", "tanggal_kontrak"),
    )
    for name, column in days:
        assert max(str(row[column]) for row in tables[name]) <= AS_OF.isoformat()


def test_most_agencies_are_up_to_date_and_some_are_behind(tables: Tables) -> None:
    agencies = {row["instansi"] for row in tables["rencana"]}
    told: dict[tuple[object, object], dict[object, str]] = {}
    for row in tables["realisasi"]:
        told.setdefault((row["tahun"], row["triwulan"]), {})[row["instansi"]] = str(row["tanggal_lapor"])
    behind = agencies - set(told[LAST])
    assert 1 <= len(behind) <= 5
    on_time = [slug for slug, day in told[LAST].items() if date.fromisoformat(day) <= due_date(*LAST)]
    assert len(on_time) > 0.8 * len(agencies)
    assert behind <= set(told[2025, 3])  # none has gone silent for good
    assert any(agencies - set(told[2025, quarter]) for quarter in (1, 2, 3))


def test_written_reports_say_what_the_tables_say(tables: Tables) -> None:
    settings, _ = read_settings(ROOT)
    assert settings is not None
    reports, _ = read_reports(settings)
    assert len(reports) >= 5
    for report in reports:
        till = sum(
            int(str(row["realisasi_keuangan"]))
            for row in tables["realisasi"]
            if (row["tahun"], row["instansi"]) == (report.tahun, report.instansi)
            and int(str(row["triwulan"])) <= report.triwulan
            and row["kode_sub_kegiatan"] in report.kegiatan
        )
        assert f"Rp{till:,}".replace(",", ".") in report.body


def test_a_larger_scale_makes_more_plans() -> None:
    assert len(TABLES["rencana"].make(lay_ground(ROOT, "74.72", 600))) > 1500


def test_names_are_visibly_examples(tables: Tables) -> None:
    assert all(str(row["nama_rekening"]).startswith("Rekening contoh ") for row in tables["anggaran"])
