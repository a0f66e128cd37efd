"""The derived village fund table equals its two sources, row by row, and keeps the states apart."""

from __future__ import annotations

from collections import Counter

import pytest
from published_data import CONTENT, DATASETS, ROOT, read_village_fund

from suluh.reading.derived_tables import derive_table
from suluh.reading.packages import read_packages
from suluh.reading.submitted_tables import read_table
from suluh.vocabulary.package import Table
from suluh.vocabulary.settings import Settings


@pytest.fixture(scope="module")
def village_fund() -> Table:
    settings = Settings(
        root=ROOT, site_name="Uji", wilayah="74.72", datasets_dir=DATASETS, content_dir=CONTENT
    )
    packages = {package.name: package for package in read_packages(settings)[0]}

    def main_table(name: str) -> Table | None:
        return read_table(settings, packages[name], packages[name].resources[0])[0]

    table, findings = derive_table(packages["dana-desa"].resources[0], main_table)
    assert findings == []
    assert table is not None
    return table


def test_it_has_the_budget_rows_and_no_others(village_fund: Table) -> None:
    keys = [(row["tahun"], row["kdprov"], row["kdpemda"]) for row in village_fund.records()]
    budget = {(row["tahun"], row["kdprov"], row["kdpemda"]) for row in read_village_fund("pagu")}
    assert len(keys) == 869
    assert set(keys) == budget


@pytest.mark.parametrize(("measure", "name"), [("pagu", "pagu"), ("realisasi", "realisasi")])
def test_amounts_are_those_of_the_rows_that_it_names(village_fund: Table, measure: str, name: str) -> None:
    source = read_village_fund(name)
    named = [row for row in village_fund.records() if row[f"baris_{name}"]]
    for row in named:
        origin = source[int(row[f"baris_{name}"]) - 1]
        assert row[measure] == origin["nilai"]
        assert all(row[key] == origin[key] for key in ("tahun", "kdprov", "kdpemda"))
    assert len({row[f"baris_{name}"] for row in named}) == len(source)


def test_unreported_is_blank_and_not_applicable_is_a_dash(village_fund: Table) -> None:
    rows = village_fund.records()
    assert Counter(row["tahun"] for row in rows if row["realisasi"] == "") == {"2024": 9}
    without_region = [row for row in rows if row["kode_wilayah"] == ""]
    assert [(row["tahun"], row["pagu"], row["realisasi"]) for row in without_region] == [
        ("2023", "2000000000000", "-")
    ]


def test_the_governed_province_has_15_kabupaten_and_no_kota(village_fund: Table) -> None:
    rows = [row for row in village_fund.records() if row["kode_wilayah"].startswith("74.")]
    assert Counter(row["tahun"] for row in rows) == {"2023": 15, "2024": 15}
    assert all(row["nama_wilayah"].startswith("Kabupaten ") for row in rows)
    assert all(row["realisasi"] for row in rows)
