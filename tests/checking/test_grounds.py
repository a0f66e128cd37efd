"""A declared ground covers the columns that it names, by what its kind may cover, and nothing else."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from person_samples import DATA
from small_site import TABLE, copy_small_site
from suluh.checking.personal_data import scan_file
from suluh.checking.personal_files import scan_project
from suluh.checking.project import check_project
from suluh.checking.waivers import apply_waivers, parse_waivers
from suluh.cli.waive import waive
from suluh.reading.packages import read_packages
from suluh.reading.site_settings import read_settings

SALT = "00112233445566778899aabbccddeeff"
FILE = "datasets/a/b/b.csv"
TODAY = date(2025, 6, 30)
OFFICIALS = "nama,jabatan,agama\nSiti Aminah,Kepala Dinas,Islam\nBudi Hartono,Camat,Kristen\n"


def told(table: str, *grounds: str) -> list[str]:
    text = f'garam: "{SALT}"\ndasar:\n' + "".join(f"  - {one}\n" for one in grounds)
    waivers, broken = parse_waivers(text, "datasets/pengecualian.yaml")
    assert broken == []
    return sorted(one.code for one in apply_waivers(scan_file(FILE, table.encode()), waivers, TODAY))


def ground(jenis: str, kolom: str, *beside: str, until: str = "2025-12-31") -> str:
    return (
        f"{{jenis: {jenis}, path: {FILE}, kolom: {kolom}, di_samping: [{', '.join(beside)}], "
        f"alasan: Ditetapkan walidata., sampai: '{until}'}}"
    )


def test_officials_may_stand_beside_the_columns_that_are_named() -> None:
    assert told(OFFICIALS, ground("pejabat_publik", "nama", "agama")) == []
    assert told(OFFICIALS, ground("pejabat_publik", "nama")) == ["I022", "I023"]
    assert told(OFFICIALS, ground("layanan_umum", "nama", "agama")) == ["I022", "I023"]


def test_a_column_that_comes_later_is_not_covered() -> None:
    more = "nama,jabatan,agama,umur\nSiti Aminah,Kepala Dinas,Islam,40\nBudi Hartono,Camat,Kristen,50\n"
    assert told(more, ground("pejabat_publik", "nama", "agama")) == ["I022", "I023"]


def test_a_ground_ends() -> None:
    assert told(OFFICIALS, ground("pejabat_publik", "nama", "agama", until="2025-01-01")) == ["I021", "I023"]


def test_no_ground_covers_a_citizens_number() -> None:
    table = "nama,isi\nX,7472015708900003\n"
    for jenis in ("pejabat_publik", "badan_hukum", "layanan_umum"):
        assert told(table, ground(jenis, "isi")) == ["I001", "I022"]
    assert "I010" in told("nik,isi\n,x\n", ground("badan_hukum", "nik"))


def test_services_and_bodies_have_their_numbers() -> None:
    assert told("usaha,kontak\nA,0821 4000 1234\n", ground("layanan_umum", "kontak")) == []
    assert told("usaha,npwp\nA,01.234.567.4-901.000\n", ground("badan_hukum", "npwp")) == []
    assert told("usaha,npwp\nA,01.234.567.4-901.000\n", ground("layanan_umum", "npwp")) == ["I003", "I022"]


@pytest.mark.parametrize(
    "entry",
    [
        "{jenis: semua, path: a, kolom: b, alasan: Cukup panjang., sampai: '2030-01-01'}",
        "{jenis: badan_hukum, path: a, kolom: b, alasan: pendek, sampai: '2030-01-01'}",
        "{jenis: badan_hukum, path: a, alasan: Cukup panjang., sampai: '2030-01-01'}",
        "{jenis: badan_hukum, path: a, kolom: b, alasan: Cukup panjang., sampai: kelak}",
        "{jenis: badan_hukum, path: a, kolom: b, di_samping: c, alasan: Sudah ditinjau., sampai: 2030}",
        "{jenis: badan_hukum, path: a, kolom: b, lain: c, alasan: Cukup panjang., sampai: '2030-01-01'}",
    ],
)
def test_a_ground_that_is_not_whole_does_not_hold(entry: str) -> None:
    waivers, findings = parse_waivers(f'garam: "{SALT}"\ndasar:\n  - {entry}\n', "datasets/pengecualian.yaml")
    assert [one.code for one in findings] == ["I020"] and waivers.grounds == ()


def test_what_waive_prints_for_a_ground_holds(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    (root / TABLE).write_text(OFFICIALS, encoding="utf-8")
    arguments = ["--ground", "pejabat_publik", "--reason", "Pejabat, diumumkan KPU", "--root", str(root)]
    result = CliRunner().invoke(waive, [str(root / TABLE), *arguments])
    assert result.exit_code == 0, result.output
    assert "Siti" not in result.output
    (root / "datasets" / "pengecualian.yaml").write_text(result.stdout, encoding="utf-8")
    settings, _ = read_settings(root)
    assert settings is not None
    codes = {one.code for one in check_project(settings).findings}
    assert not {one for one in codes if one.startswith("I")}


def test_a_declared_column_is_judged_by_its_cells(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    described = root / TABLE.replace("bantuan.csv", "datapackage.yaml")
    text = described.read_text(encoding="utf-8")
    described.write_text(re.sub(r"name: kegiatan\b", "name: no_rekening", text), encoding="utf-8")
    header, *rows = (root / TABLE).read_text(encoding="utf-8").splitlines()
    header = header.replace("kegiatan", "no_rekening")
    settings, _ = read_settings(root)
    assert settings is not None
    packages, _ = read_packages(settings)
    for cell, expected in (
        ("5.1.02.01.01.0024", []),
        ("0012010045678", ["I006", "I010", "I010"]),
        ("", ["I010"] * 2),
    ):
        body = [f"{row.rsplit(',', 1)[0]},{cell}" for row in rows[:1]]
        (root / TABLE).write_text("\n".join([header, *body]) + "\n", encoding="utf-8")
        found = [one.finding.code for one in scan_project(settings, packages) if not one.ground]
        assert sorted(found) == expected


def test_numbers_that_were_let_in_may_stand_on_the_pages(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    tables = yaml.safe_load((DATA / "tabel.yaml").read_text(encoding="utf-8"))["lolos"]
    (root / TABLE).write_text(tables["NPWP penyedia"], encoding="utf-8")
    settings, _ = read_settings(root)
    assert settings is not None
    assert "012345674901000" in check_project(settings).reviewed
