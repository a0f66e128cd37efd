"""`suluh new dataset --ke`: judged before it is written, and with `--tambah` put below what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from small_site import copy_small_site
from suluh.checking.project import check_project
from suluh.cli.new import new
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.findings import Severity

FOLDER = "datasets/dinas-sosial/pasar"
TITLED = "DATA PASAR TRIWULAN I TAHUN 2024;;\n;;\nKecamatan;Kios;Los\nWolio;10;20\nMurhum;5;8\nBungi;7;9\n"
DAYS = """KUNJUNGAN BULAN JANUARI 2024;;;;
Layanan;Tanggal;;;
;1;2;3;4
Anak;11;12;14;15
Umum;23;21;22;27
Desa;32;33;31;35
"""
PLAIN = "kecamatan,tahun,jumlah\nWolio,2023,10\nMurhum,2023,12\nBungi,2023,9\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_small_site(tmp_path / "situs")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "pasar.csv"


def run(root: Path, file: Path, *flags: str) -> Result:
    return CliRunner().invoke(new, ["dataset", str(file), *flags, "--ya", "--root", str(root)])


def begin(root: Path, file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    result = run(root, file, "--instansi", "dinas-sosial", "--satuan", "unit", "--periode", "2024")
    assert result.exit_code == 0, result.output


def contents(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / FOLDER).iterdir()}


def errors(root: Path) -> list[str]:
    settings, _ = read_settings(root)
    assert settings is not None
    return [one.code for one in check_project(settings).findings if one.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (PLAIN.replace("Wolio,2023,10", "Wolio,2023,sepuluh"), "T011"),
        (PLAIN.replace("jumlah", "banyak"), "T003"),
        (PLAIN.replace("Murhum", "Wolio"), "T014"),
    ],
)
def test_what_the_check_would_refuse_is_not_written(root: Path, file: Path, text: str, code: str) -> None:
    begin(root, file, PLAIN)
    before = contents(root)
    file.write_text(text, encoding="utf-8")
    result = run(root, file, "--ke", FOLDER)
    assert result.exit_code == 2 and code in result.output, result.output
    assert contents(root) == before


def test_errors_that_it_would_cause_elsewhere_refuse_it_too(root: Path, file: Path) -> None:
    listed = next(root.glob("datasets/referensi/instansi/*.csv"))
    kept = listed.read_bytes()
    lines = kept.decode("utf-8").splitlines(keepends=True)
    others = [line for line in lines if "dinas-sosial" not in line]
    assert 1 < len(others) < len(lines)
    smaller = file.with_name(listed.name)
    smaller.write_text("".join(others), encoding="utf-8")
    result = run(root, smaller, "--ke", "datasets/referensi/instansi")
    assert result.exit_code == 2 and "P027" in result.output, result.output
    assert listed.read_bytes() == kept


def test_rows_are_added_as_a_file_of_their_own(root: Path, file: Path) -> None:
    begin(root, file, PLAIN)
    before = contents(root)
    further = file.with_name("Pasar 2024.csv")
    further.write_text(PLAIN.replace("2023", "2024"), encoding="utf-8")
    result = run(root, further, "--ke", FOLDER, "--tambah")
    assert result.exit_code == 0 and "3 baris baru" in result.output, result.output
    after = contents(root)
    assert after["pasar.csv"] == before["pasar.csv"] and after["pasar-2024.csv"] == further.read_bytes()
    assert re.search(r'path: \["pasar.csv", "pasar-2024.csv"\]', after["datapackage.yaml"].decode())
    assert errors(root) == []


def test_line_ends_of_a_descriptor_stay_as_they_are(root: Path, file: Path) -> None:
    begin(root, file, PLAIN)
    descriptor = root / FOLDER / "datapackage.yaml"
    descriptor.write_bytes(descriptor.read_bytes().replace(b"\n", b"\r\n"))
    before = descriptor.read_bytes().splitlines(keepends=True)
    further = file.with_name("Pasar 2024.csv")
    further.write_text(PLAIN.replace("2023", "2024"), encoding="utf-8")
    assert run(root, further, "--ke", FOLDER, "--tambah").exit_code == 0
    after = descriptor.read_bytes().splitlines(keepends=True)
    assert sum(line not in before for line in after) <= 2


def test_rows_that_are_there_by_their_key_are_not_added_again(root: Path, file: Path) -> None:
    begin(root, file, PLAIN)
    before = contents(root)
    further = file.with_name("lagi.csv")
    further.write_text("kecamatan,tahun,jumlah\nWolio,2023,11\nBungi,2024,9\n", encoding="utf-8")
    result = run(root, further, "--ke", FOLDER, "--tambah")
    assert result.exit_code == 2 and "T014" in result.output, result.output
    further.write_text(PLAIN, encoding="utf-8")
    assert run(root, further, "--ke", FOLDER, "--tambah").exit_code == 2
    assert contents(root) == before


def test_quarters_are_told_apart_by_their_titles(root: Path, file: Path) -> None:
    """What a title said of all rows becomes a column by file, and belongs to the key."""
    begin(root, file, TITLED)
    for quarter, rows in (("II", 6), ("III", 9)):
        further = file.with_name(f"pasar tw {quarter}.csv")
        further.write_text(TITLED.replace("TRIWULAN I ", f"TRIWULAN {quarter} "), encoding="utf-8")
        refused = run(root, further, "--ke", FOLDER)
        assert refused.exit_code == 2
        result = run(root, further, "--ke", FOLDER, "--tambah")
        assert result.exit_code == 0 and "3 baris baru" in result.output, result.output
        assert f"{rows} baris, sebelumnya {rows - 3}" in result.output
    assert errors(root) == []
    described = contents(root)["datapackage.yaml"].decode()
    assert '"kolom_lembar": "triwulan"' in described and '"pasar-tw-iii": "III"' in described
    another = file.with_name("pasar 2025.csv")
    another.write_text(TITLED.replace("2024", "2025"), encoding="utf-8")
    assert run(root, another, "--ke", FOLDER, "--tambah").exit_code == 2


def test_days_of_another_month_are_added_as_that_month(root: Path, file: Path) -> None:
    begin(root, file, DAYS)
    further = file.with_name("februari.csv")
    further.write_text(DAYS.replace("JANUARI", "FEBRUARI"), encoding="utf-8")
    result = run(root, further, "--ke", FOLDER, "--tambah")
    assert result.exit_code == 0 and "12 baris baru" in result.output, result.output
    described = contents(root)["datapackage.yaml"].decode()
    assert '"februari": "2024-02"' in described and 'primaryKey: ["Layanan", "tanggal", "bulan"]' in described
    assert errors(root) == []


def test_adding_needs_the_dataset_that_is_added_to(root: Path, file: Path) -> None:
    file.write_text(PLAIN, encoding="utf-8")
    assert run(root, file, "--tambah").exit_code == 2
