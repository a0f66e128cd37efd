"""Every government of Indonesia begins its site without a finding: 514 kabupaten and kota, 38 provinces."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from command_line import build_with_suluh
from suluh.assembly.foresight import foresee
from suluh.checking.project import check_project
from suluh.publishing.starter.agency_skeleton import list_agencies
from suluh.publishing.starter.site_plan import StarterSite, plan_site
from suluh.reading.region_list import load_regions
from suluh.reading.site_settings import read_settings

REGIONS = load_regions()
ALL = [code for code in REGIONS if code.count(".") < 2]
SOME = ("11.01", "13.72", "31.01", "36.03", "94.08", "64")
"""Of Aceh, of fewest kecamatan, without a council, large, of Papua; and a province."""
SPREAD = (
    *("11", "31", "34", "74", "96"),
    *("11.71", "12.04", "13.72", "14.71", "15.01", "16.71", "17.03", "18.71", "19.71", "21.03"),
    *("31.71", "32.01", "33.74", "34.04", "35.78", "36.71", "51.71", "52.08", "53.71", "61.71"),
    *("73.08", "74.71", "81.04", "91.03", "96.71"),
)
YEAR = 2025
TABLE = Path(__file__).parents[1] / "data" / "daerah-baru.tsv"
"""Of each region's new site: code, name, agencies that it begins with, findings of a check."""


def begin(folder: Path, kode: str, *, example: bool) -> Path:
    starter = StarterSite(REGIONS[kode], first_quarter=(YEAR + 50, 1), example_year=YEAR if example else 0)
    for path, text in plan_site(starter, REGIONS).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def findings_of(folder: Path, kode: str, *, example: bool) -> list[tuple[str, str]]:
    """What a check tells of a region's new site; the folder is gone afterwards."""
    root = begin(folder / kode, kode, example=example)
    settings, findings = read_settings(root)
    assert settings is not None, (kode, findings)
    checked = foresee(settings, check_project(settings))
    shutil.rmtree(root)
    return [(one.code, one.place.path) for one in (*findings, *checked.findings)]


def row_of(kode: str, findings: list[tuple[str, str]]) -> str:
    agencies = len(list_agencies(REGIONS[kode], REGIONS))
    return f"{kode}\t{REGIONS[kode].full_name}\t{agencies}\t{len(findings)}"


def test_the_table_has_every_region() -> None:
    head, *rows = TABLE.read_text(encoding="utf-8").splitlines()
    assert head == "kode\tnama\tinstansi\ttemuan"
    assert len(ALL) == 552 and rows == [row_of(kode, []) for kode in ALL]


@pytest.mark.parametrize("kode", SOME)
def test_a_new_site_of_some_regions_has_no_finding(tmp_path: Path, kode: str) -> None:
    assert findings_of(tmp_path, kode, example=True) == []


@pytest.mark.slow
def test_a_new_site_of_any_region_has_no_finding(tmp_path: Path) -> None:
    """Some three minutes of processor time."""
    told = {kode: findings_of(tmp_path, kode, example=True) for kode in ALL}
    assert {kode: findings for kode, findings in told.items() if findings} == {}
    rows = [row_of(kode, findings) for kode, findings in told.items()]
    assert TABLE.read_text(encoding="utf-8").splitlines()[1:] == rows


@pytest.mark.slow
@pytest.mark.parametrize("kode", SPREAD)
def test_a_new_site_is_built_without_a_finding(tmp_path: Path, kode: str) -> None:
    root = begin(tmp_path / "situs", kode, example=False)
    site = build_with_suluh(tmp_path / "jadi", root=root)
    about = (site / "tentang" / "index.html").read_text(encoding="utf-8")
    assert f"pemerintah {REGIONS[kode].full_name}," in about
    home = (site / "index.html").read_text(encoding="utf-8")
    agencies = (site / "instansi" / "index.html").read_text(encoding="utf-8")
    assert "<svg" in home, "its map"
    assert "Belum dilaporkan" not in home + agencies, "before the first deadline nobody is late"
    assert "Belum waktunya" in home and "Situs ini baru dimulai" in home
