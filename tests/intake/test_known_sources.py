"""Exports of other systems are known by their headers and become tables of record types, unchanged."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from small_site import copy_small_site
from suluh.checking.project import Checked, check_project
from suluh.cli.new import new
from suluh.intake.known_sources import load_sources
from suluh.intake.source_reading import _ask_quarter
from suluh.reading.rewritten_cells import list_forms
from suluh.reading.site_settings import read_settings
from suluh.reading.standard_list import list_standards, load_standard
from suluh.vocabulary.findings import Severity
from suluh.vocabulary.package import Table

SOURCES = Path(__file__).parent / "sources"
AGENCIES = "datasets/referensi/instansi/instansi.csv"
WORDS = ("--instansi", "dinas-sosial", "--klasifikasi", "publik", "--ya", "--name", "baru")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_small_site(tmp_path / "situs")


def take_in(root: Path, *arguments: str | Path) -> Result:
    paths = [str(SOURCES / name) if isinstance(name, Path) else name for name in arguments]
    return CliRunner().invoke(new, ["dataset", *paths, *WORDS, "--root", str(root)])


def check(root: Path) -> Checked:
    settings, _ = read_settings(root)
    assert settings is not None
    return check_project(settings)


def table_of(root: Path, result: Result, name: str = "baru") -> Table:
    """The table of the new dataset, which passes without an error."""
    assert result.exit_code == 0, result.output
    checked = check(root)
    assert [one.code for one in checked.findings if one.severity is Severity.ERROR] == []
    return next(one.tables[name] for one in checked.valid if one.package.name == name)


def test_sources_name_columns_forms_and_types_that_there_are() -> None:
    for name, source in load_sources().items():
        made = {*source.columns, *source.copies, *source.constants}
        assert set(source.forms.values()) <= set(list_forms()), name
        assert {*source.needed, *source.forms, *source.replaced} <= made, name
        if source.standard:
            assert source.standard in list_standards(), name
            stated = load_standard(source.standard)["fields"]
            assert made - {field["name"] for field in stated} <= {"akun", "tipe"}, name
            filled = {field["name"] for field in stated if field.get("constraints", {}).get("required")}
            assert filled <= made | {*source.asked}, name


def test_a_budget_is_read_with_its_units_and_both_forms_of_accounts(root: Path) -> None:
    result = take_in(root, Path("sipd-2025-murni.csv"))
    assert "SIPD-RI, anggaran belanja" in result.output and "F040" in result.output
    table = table_of(root, result)
    rows = table.records()
    assert [(row["sub_unit"], row["murni"], row["kode_rekening"]) for row in rows] == [
        ("Dinas Sosial", "3000000.50", "5.1.02.01.01.0024"),
        ("UPTD Panti", "300000", "5.1.02.01.01.0024"),
    ]
    assert {row["instansi"] for row in rows} == {"dinas-sosial"}
    kept = root / "datasets/dinas-sosial/baru/baru.csv"
    assert kept.read_bytes() == (SOURCES / "sipd-2025-murni.csv").read_bytes()


def test_the_stage_is_asked_where_no_name_says_it(root: Path, tmp_path: Path) -> None:
    plain = tmp_path / "ekspor.csv"
    shutil.copy(SOURCES / "sipd-rincian-2025.csv", plain)
    asked = take_in(root, str(plain))
    assert asked.exit_code == 2 and '--jawab "tahap=' in asked.output
    result = take_in(root, str(plain), "--jawab", "tahap=perubahan")
    (row,) = table_of(root, result).records()
    assert (row["murni"], row["pergeseran"], row["perubahan"]) == ("", "", "750000")
    assert row["nama_rekening"] == "Belanja Alat Tulis"


def test_spending_is_added_up_to_sub_kegiatan_and_quarter(root: Path) -> None:
    table = table_of(root, take_in(root, Path("sipd-realisasi-2025-tw1.csv")))
    (row,) = table.records()
    assert (row["tahun"], row["triwulan"], row["realisasi_keuangan"]) == ("2025", "1", "400000.25")


@pytest.mark.parametrize("name", ["sirup-penyedia.json", "sirup-swakelola.csv"])
def test_packages_of_sirup_become_procurement_without_officials(root: Path, name: str) -> None:
    table = table_of(root, take_in(root, Path(name)))
    assert not [text for row in table.rows for text in row if text in ("PEJABAT", "PPK1")]
    first = table.records()[0]
    assert first["instansi"] == "dinas-sosial" and first["status"] == "rencana"
    assert first["rencana_mulai"] in ("2025-02-01", "2025-01-15")


def test_complaints_are_counted_and_nothing_of_persons_is_kept(root: Path) -> None:
    table = table_of(root, take_in(root, Path("lapor.csv"), "--periode", "2026"))
    assert table.rows[0] == ("2026-01", "Pengaduan", "dinas-sosial", "Selesai", "2")
    folder = root / "datasets/dinas-sosial/baru"
    assert "Warga" not in "".join(path.read_text(encoding="utf-8") for path in folder.iterdir())


def test_agencies_and_names_come_out_of_a_budget(root: Path) -> None:
    shutil.rmtree(root / "datasets/referensi/instansi")
    shutil.rmtree(root / "datasets/dinas-sosial")
    shutil.rmtree(root / "content/laporan")
    arguments = ["dataset", str(SOURCES / "sipd-2025-murni.csv"), "--standar", "instansi", "--ya"]
    arguments += ["--instansi", "referensi", "--name", "instansi", "--klasifikasi", "publik"]
    made = CliRunner().invoke(new, [*arguments, "--periode", "2025", "--root", str(root)])
    assert made.exit_code == 0, made.output
    text = (root / AGENCIES).read_text(encoding="utf-8")
    assert text.splitlines()[1:] == ["1.06.0.00.0.00.01.0000,DINAS SOSIAL,dinas-sosial,dinas,"]


def test_an_agency_that_is_not_listed_is_told_before_anything_is_written(root: Path, tmp_path: Path) -> None:
    text = (SOURCES / "sipd-realisasi-2025-tw1.csv").read_text(encoding="utf-8")
    strange = tmp_path / "realisasi 2025 tw1.csv"
    strange.write_text(
        text.replace("Dinas Sosial", "Dinas Baru").replace("1.06.0", "9.06.0"), encoding="utf-8"
    )
    result = take_in(root, str(strange))
    assert "1 instansi di berkas ini tidak ada di daftar instansi: 9.06.0.00.0.00.01.0000" in result.output
    assert result.exit_code == 1 and "A005" in result.output


def test_a_source_is_left_alone_when_asked(root: Path) -> None:
    words = ("--dari", "tidak", "--periode", "2025", "--satuan", "rupiah")
    result = take_in(root, Path("sipd-realisasi-2025-tw1.csv"), *words)
    assert "dikenali sebagai" not in result.output
    assert take_in(root, Path("lapor.csv"), "--dari", "tiada").exit_code == 2


def test_a_file_that_is_not_of_the_kind_named_is_refused(root: Path, tmp_path: Path) -> None:
    """That kind leaves persons out; read as any table they would lie in the repository."""
    text = (SOURCES / "lapor.csv").read_text(encoding="utf-8")
    header, _, rows = text.partition("\n")
    file = tmp_path / "lapor.csv"
    file.write_text(header.replace("Tanggal", "Tgl") + "\n" + rows, encoding="utf-8")
    result = take_in(root, str(file), "--dari", "lapor")
    assert result.exit_code == 2 and "bukan ekspor lapor" in result.output, result.output
    assert not (root / "datasets/dinas-sosial/baru").exists()


@pytest.mark.parametrize(
    ("name", "quarter"),
    [
        ("realisasi kuartal 3.xlsx", "3"),
        ("Realisasi_Tri Wulan II.xlsx", "2"),
        ("sipd-realisasi-2025-tw1.csv", "1"),
        ("realisasi november 2025.xlsx", "4"),
        ("realisasi ekspor 2026-01-05.xlsx", ""),
        ("realisasi tw1 dan tw2.xlsx", ""),
    ],
)
def test_the_quarter_in_a_files_name_is_likely(name: str, quarter: str) -> None:
    assert _ask_quarter([name]).likely == quarter


def test_a_portal_describes_the_file_beside_it(root: Path) -> None:
    result = take_in(root, Path("jumlah-taman.csv"), Path("package_show.json"))
    assert len(table_of(root, result).rows) == 2
    stated = yaml.safe_load(
        (root / "datasets/dinas-sosial/baru/datapackage.yaml").read_text(encoding="utf-8")
    )
    assert stated["title"] == "Jumlah taman menurut kelurahan" and stated["satuan"] == "taman"
    assert stated["description"].startswith("Banyaknya taman kota")
    alone = take_in(root, Path("package_show.json"), "--name", "lain")
    assert alone.exit_code == 2 and "sebutkan juga berkas datanya" in alone.output


def test_a_folder_of_files_alike_is_one_dataset(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kiriman"
    folder.mkdir()
    for quarter in (1, 2):
        text = f"kelurahan,triwulan,taman\nBugi,{quarter},3\nWameo,{quarter},9\n"
        (folder / f"tw{quarter}.csv").write_text(text, encoding="utf-8")
    result = take_in(root, str(folder), "--periode", "2025", "--satuan", "taman")
    assert len(table_of(root, result).rows) == 4


def test_next_quarters_export_is_read_by_the_same_recipe(root: Path, tmp_path: Path) -> None:
    table_of(root, take_in(root, Path("sipd-2025-murni.csv")))
    then = tmp_path / "sipd lagi.csv"
    text = (SOURCES / "sipd-2025-murni.csv").read_text(encoding="utf-8")
    then.write_text(text.replace("300000\n", "450000\n"), encoding="utf-8")
    renewed = CliRunner().invoke(
        new, ["dataset", str(then), "--ke", "datasets/dinas-sosial/baru", "--ya", "--root", str(root)]
    )
    assert renewed.exit_code == 0, renewed.output
    assert table_of(root, renewed).column("murni") == ["3000000.50", "450000"]
