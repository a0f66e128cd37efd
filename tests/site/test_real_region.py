"""A real region's exports as SIPD-RI writes them: taken in unchanged, and equal to the printed sums."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from command_line import build_with_suluh
from suluh.checking.agency_lists import load_agencies
from suluh.checking.project import Checked, check_project
from suluh.cli import suluh
from suluh.intake.joined_lists import CodeLists
from suluh.intake.reading_proposal import propose_reading
from suluh.intake.source_reading import FileBeside
from suluh.publishing.starter.real_example import REAL_REGION, read_real_example
from suluh.reading.raw_sheets import read_raw_sheets
from suluh.reading.region_list import load_regions
from suluh.reading.site_settings import read_settings
from suluh.reading.written_recipe import write_reading_recipe
from suluh.vocabulary.findings import Severity
from suluh.vocabulary.package import Table

TREASURY = "datasets/badan-pengelolaan-keuangan-dan-aset-daerah"
SPENDING = Decimal("45764295995")
PRINTED_EXPENDITURE, EXPORTED_EXPENDITURE = Decimal("859074867987"), Decimal("866035384427")
TOLD = {"A006", "A011", "A022", "A029", "F040", "F041", "K107"}
"""What the check tells of the real data; nothing of it keeps them from being published."""


@cache
def raw_rows(name: str) -> Sequence[Mapping[str, str]]:
    """The rows of an export as they are."""
    text = read_real_example()[f"{TREASURY}/{name}/{name}.csv"].decode("utf-8-sig")
    return tuple(csv.DictReader(io.StringIO(text)))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nyata") / "buru"
    words = ["init", str(folder), "--wilayah", REAL_REGION, "--contoh-nyata", "--tanpa-git"]
    made = CliRunner().invoke(suluh, words)
    assert made.exit_code == 0, made.output
    return folder


@pytest.fixture(scope="module")
def checked(root: Path) -> Checked:
    settings, _ = read_settings(root)
    assert settings is not None
    return check_project(settings)


def table_of(checked: Checked, name: str) -> Table:
    return next(one.tables[name] for one in checked.valid if one.package.name == name)


def total(table: Table, column: str) -> Decimal:
    return sum(map(Decimal, filter(None, table.column(column))), Decimal(0))


def test_the_check_passes_and_tells_what_is_odd(checked: Checked) -> None:
    assert [one.code for one in checked.findings if one.severity is Severity.ERROR] == []
    assert {one.code for one in checked.findings} == TOLD
    skipped = {one.place.resource: one.details["jumlah"] for one in checked.findings if one.code == "F040"}
    assert skipped == {"belanja-2024": 884, "belanja-2025": 801, "belanja-2026": 1321, "pendapatan-2024": 265}


@pytest.mark.parametrize(("name", "column"), [("2024", "murni"), ("2025", "perubahan"), ("2026", "murni")])
def test_every_rupiah_of_the_export_is_in_the_table(checked: Checked, name: str, column: str) -> None:
    name = f"belanja-{name}"
    exported = sum((Decimal(row["pagu"]) for row in raw_rows(name)), Decimal(0))
    assert total(table_of(checked, name), column) == exported
    assert name != "belanja-2024" or exported == EXPORTED_EXPENDITURE


def test_spending_of_january_is_all_there(checked: Checked) -> None:
    table = table_of(checked, "realisasi-2026")
    assert total(table, "realisasi_keuangan") == SPENDING
    assert {(row["tahun"], row["triwulan"]) for row in table.records()} == {("2026", "1")}


def test_sums_agree_with_the_printed_summary_to_the_rupiah(checked: Checked) -> None:
    """Revenue and financing account by account; expenditure is told as another stage, with its difference."""
    printed = {
        row["kode_rekening"]: Decimal(row["jumlah"]) for row in table_of(checked, "ringkasan-2024").records()
    }
    leaves = table_of(checked, "pendapatan-2024").records()
    for code, amount in printed.items():
        if not code.startswith("5"):
            parts = [row for row in leaves if f"{row['kode_rekening']}.".startswith(f"{code}.")]
            assert sum((Decimal(row["murni"]) for row in parts), Decimal(0)) == amount, code
    told = {one.value: one.details for one in checked.findings if one.code == "A022"}
    assert all(str(one.place.field) == "jumlah" for one in checked.findings if one.code == "A022")
    spending = {str(printed[code]) for code in printed if code.startswith("5")}
    assert len(told) == 13 and told.keys() <= spending  # four, as belanja tidak terduga, are the same
    assert told[str(PRINTED_EXPENDITURE)]["terhitung"] == EXPORTED_EXPENDITURE


def test_every_sum_of_the_breakdown_is_compared() -> None:
    """The print's own sums, those of expenditure too, come to their parts: no F037."""
    shaped = read("pendapatan-2024", "anggaran", {"instansi": "x", "tahap": "murni"}).shaped
    assert len(shaped.totals) == 244 and all(one.fits for one in shaped.totals)
    (left,) = shaped.skipped
    assert left.amounts["murni"] == PRINTED_EXPENDITURE


@pytest.mark.parametrize(
    ("name", "standard", "answers"),
    [
        pytest.param("belanja-2024", "", {"tahap": "murni"}, marks=pytest.mark.slow),
        pytest.param("belanja-2025", "", {"tahap": "perubahan"}, marks=pytest.mark.slow),
        ("belanja-2026", "", {"tahap": "murni"}),
        ("realisasi-2026", "", {"tahun": "2026", "triwulan": "1"}),
        ("ringkasan-2024", "jumlah_anggaran", {"tahun": "2024", "tahap": "murni"}),
    ],
)
def test_the_descriptor_is_what_the_importer_makes(
    root: Path, name: str, standard: str, answers: dict[str, str]
) -> None:
    proposal = read(name, standard, answers, root)
    assert proposal.doubts == ()
    stated = yaml.safe_load((root / TREASURY / name / "datapackage.yaml").read_text(encoding="utf-8"))
    assert write_reading_recipe(proposal.recipe) == stated["resources"][0]["cara_baca"]


def read(name: str, standard: str, answers: dict[str, str], root: Path | None = None) -> Any:
    """The export read as `suluh new dataset` reads it, in the new site or beside any."""
    data = read_real_example()[f"{TREASURY}/{name}/{name}.csv"]
    settings, _ = read_settings(root) if root else (None, ())
    agencies = load_agencies(settings)[0].agencies if settings else None
    beside = FileBeside([f"{name}.csv"], standard, agencies)
    sheets, _ = read_raw_sheets(f"{name}.csv", data)
    return propose_reading(sheets, CodeLists(load_regions(), REAL_REGION), answers, beside=beside)


def test_real_data_are_of_their_region_alone(tmp_path: Path) -> None:
    for words in (["--wilayah", "74.71"], ["--wilayah", REAL_REGION, "--contoh"]):
        refused = CliRunner().invoke(suluh, ["init", str(tmp_path / "situs"), *words, "--contoh-nyata"])
        assert refused.exit_code == 2 and not (tmp_path / "situs").exists(), refused.output


@pytest.mark.slow
def test_the_real_site_is_built(root: Path, tmp_path: Path) -> None:
    build_with_suluh(tmp_path / "site", root=root)
    page = (tmp_path / "site" / "anggaran" / "2024" / "index.html").read_text(encoding="utf-8")
    assert "866.035.384.427" in page and "859.074.867.987" in page
