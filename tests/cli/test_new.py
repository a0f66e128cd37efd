"""`suluh new` infers only what is certain, names what is missing, and leaves what passes the check."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from small_site import copy_small_site
from suluh.checking.project import check_project
from suluh.cli.new import new
from suluh.reading.site_settings import read_settings
from suluh.reading.standard_list import list_standards
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.package import Field

WORDS = [
    *("--instansi", "dinas-sosial", "--title", "Taman: kota # 1", "--description", 'Taman "bermain".'),
    *("--definisi", "Apa yang masuk.", "--ukuran", "Jumlah", "--satuan", "taman"),
    *("--frekuensi", "Tahunan", "--klasifikasi", "publik"),
]
ROWS = """kode_wilayah;tahun;nama;jumlah;rasio;npsn;uang;tanggal
74.72.01.1007;2024;Katobengke;12;1,5;00712;1.200.000;2025-01-02
74.72.01.1012;2025;Waborobo;3;2,25;1;900;2025-02-03
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_small_site(tmp_path / "situs")


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(new, [*arguments, "--root", str(root)])


def write(tmp_path: Path, text: str) -> str:
    path = tmp_path / "Taman kota.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def findings(root: Path) -> tuple[Finding, ...]:
    settings, _ = read_settings(root)
    assert settings is not None
    return check_project(settings).findings


def fields(root: Path, name: str) -> dict[str, Field]:
    settings, _ = read_settings(root)
    assert settings is not None
    package = next(one.package for one in check_project(settings).valid if one.package.name == name)
    return {field.name: field for field in package.resources[0].schema.fields}


def test_a_file_becomes_a_dataset_that_passes(root: Path, tmp_path: Path) -> None:
    result = run(root, "dataset", write(tmp_path, ROWS), *WORDS)
    assert result.exit_code == 0, result.output
    folder = root / "datasets" / "dinas-sosial" / "taman-kota"
    assert (folder / "taman-kota.csv").read_text(encoding="utf-8") == ROWS
    assert findings(root) == ()
    found = fields(root, "taman-kota")
    kinds = {name: field.type for name, field in found.items()}
    assert kinds == {
        **{"kode_wilayah": "string", "tahun": "year", "nama": "string", "jumlah": "integer"},
        **{"rasio": "number", "npsn": "string", "uang": "integer", "tanggal": "date"},
    }
    assert found["rasio"].decimal_char == "," and found["uang"].group_char == "."
    text = (folder / "datapackage.yaml").read_text(encoding="utf-8")
    assert 'primaryKey: ["kode_wilayah", "tahun"]' in text and '"package": "wilayah"' in text
    assert run(root, "dataset", write(tmp_path, ROWS), *WORDS, "--name", "taman-kota").exit_code == 2


def test_what_is_missing_is_named_in_one_go(root: Path, tmp_path: Path) -> None:
    """What the file, its columns or the agency's habits say is proposed; the rest is named with its flag."""
    result = run(root, "dataset", write(tmp_path, "kode_wilayah,nilai\n74.72.01.1007,5\n74.72.01.1012,7\n"))
    assert result.exit_code == 2
    for flag in ("--instansi", "--satuan", "--periode", "--klasifikasi"):
        assert flag in result.output
    for flag in ("--title", "--description", "--definisi", "--ukuran", "--frekuensi"):
        assert flag not in result.output
    assert "Pemakaian" not in result.output
    assert not (root / "datasets" / "dinas-sosial" / "taman-kota").exists()


def test_doubtful_points_and_signs_are_asked_together(root: Path, tmp_path: Path) -> None:
    file = write(tmp_path, "tahun,uang,buku\n2024,1.200,-\n2025,3.000,4\n")
    result = run(root, "dataset", file, *WORDS)
    assert result.exit_code == 2
    assert '--jawab "titik:uang=' in result.output and '--jawab "tanda:-=' in result.output
    given = ["--jawab", "titik:uang=ribuan", "--sign", "-=tidak berlaku"]
    kept = tmp_path / "jawaban.yaml"
    assert run(root, "dataset", file, *WORDS, *given, "--simpan-jawaban", str(kept)).exit_code == 0
    found = fields(root, "taman-kota")
    assert (found["uang"].type, found["uang"].group_char) == ("integer", ".")
    assert found["buku"].type == "integer"
    assert [entry.label for entry in found["buku"].missing_values] == ["belum dilaporkan", "tidak berlaku"]
    # The answers of last time settle the next file of the same form.
    again = run(root, "dataset", file, "--jawaban", str(kept), "--name", "taman-lagi")
    assert again.exit_code == 0, again.output
    assert fields(root, "taman-lagi")["uang"].group_char == "."


def test_a_file_of_answers_that_is_none_is_refused(root: Path, tmp_path: Path) -> None:
    for text in ("- a\n", "warna: merah\n", "jawab: satu\n", "jawab:\n  a: [b]\n", "\tx"):
        kept = tmp_path / "jawaban.yaml"
        kept.write_text(text, encoding="utf-8")
        result = run(root, "dataset", write(tmp_path, ROWS), "--jawaban", str(kept))
        assert result.exit_code == 2 and "jawaban.yaml" in result.output, (text, result.output)


def test_one_yes_takes_what_is_likely_and_publishes_nothing(root: Path, tmp_path: Path) -> None:
    result = run(root, "dataset", write(tmp_path, ROWS), "--instansi", "dinas-sosial", "--ya")
    assert result.exit_code == 0, result.output
    text = (root / "datasets/dinas-sosial/taman-kota/datapackage.yaml").read_text(encoding="utf-8")
    assert "klasifikasi: terbatas" in text and "(isi: satuan" in text
    assert "W044" in {found.code for found in findings(root)}


def test_files_alike_become_one_dataset(root: Path, tmp_path: Path) -> None:
    paths = []
    for year in (2023, 2024):
        path = tmp_path / f"Data {year}.csv"
        path.write_text(
            f"kelurahan,jumlah,tahun\nBugi,{year - 2000},{year}\nWameo,9,{year}\n", encoding="utf-8"
        )
        paths.append(str(path))
    words = [*WORDS, "--name", "taman-dua", "--ya"]
    result = run(root, "dataset", *paths, *words)
    assert result.exit_code == 0, result.output
    settings, _ = read_settings(root)
    assert settings is not None
    valid = next(entry for entry in check_project(settings).valid if entry.package.name == "taman-dua")
    assert len(valid.tables["taman-dua"].rows) == 4


# Reports are begun by another verb, and the site has its one list of agencies already.
@pytest.mark.parametrize(
    "standard", [name for name in list_standards() if name not in ("laporan", "instansi")]
)
def test_every_standard_can_be_begun_with(root: Path, standard: str) -> None:
    words = [*WORDS, "--name", "baru", "--periode", "2025", "--standar", standard]
    result = run(root, "dataset", *words)
    assert result.exit_code == 0, result.output
    assert {one.severity.value for one in findings(root)} <= {"warning"}
    assert "C002" in {one.code for one in findings(root)}
    assert "P009" not in {one.code for one in findings(root)}  # every key is one that descriptors know
    text = (root / "datasets/dinas-sosial/baru/datapackage.yaml").read_text(encoding="utf-8")
    assert "klasifikasi: terbatas" in text


def test_a_region_begins_with_its_list_of_agencies_and_has_one(root: Path) -> None:
    words = [*WORDS, "--name", "instansi", "--periode", "2025", "--instansi", "referensi"]
    listed = run(root, "dataset", *words, "--standar", "instansi")
    assert listed.exit_code == 2 and "sudah ada di dataset instansi" in listed.output
    shutil.rmtree(root / "datasets" / "referensi" / "instansi")
    other = run(root, "dataset", *WORDS, "--name", "lain", "--periode", "2025", "--standar", "usulan")
    assert other.exit_code == 2 and "Belum ada daftar instansi" in other.output
    begun = run(root, "dataset", *words, "--standar", "instansi")
    assert begun.output.startswith("Dibuat: datasets/referensi/instansi") and "K004" in begun.output
    text = (root / "datasets/referensi/instansi/datapackage.yaml").read_text(encoding="utf-8")
    assert "produsen: Pemerintah Kota" in text


def test_a_report_form_passes_and_is_not_public(root: Path) -> None:
    words = ["laporan", "--instansi", "dinas-sosial", "--tahun", "2025", "--triwulan", "3"]
    assert run(root, *words, "--wilayah", "74.72.01.1007").exit_code == 0
    path = root / "content/laporan/dinas-sosial/2025-tw3.md"
    form = path.read_text(encoding="utf-8")
    assert {one.severity.value for one in findings(root)} <= {"warning"}
    path.write_text(form.replace("klasifikasi: terbatas", "klasifikasi: publik"), encoding="utf-8")
    assert {"C003", "C004"} <= {one.code for one in findings(root)}
    assert run(root, *words).exit_code == 2
    assert run(root, "laporan").exit_code == 2
    assert run(root, "laporan", "--instansi", "x", "--tahun", "2025", "--triwulan", "3").exit_code == 2


def test_no_file_and_no_standard_is_misuse(root: Path, tmp_path: Path) -> None:
    assert run(root, "dataset").exit_code == 2
    assert run(root, "dataset", "--standar", "tiada").exit_code == 2
    assert run(root, "dataset", write(tmp_path, "PK\x03\x04"), *WORDS).exit_code == 2


def test_next_quarters_file_takes_the_place_of_the_last(root: Path, tmp_path: Path) -> None:
    """Read by the recipe of the descriptor, shown with what changes, and written after a yes alone."""
    head = "KELURAHAN BERTAMAN,,\n,,\nNo,Kelurahan,Taman\n1,2,3\n"
    first = tmp_path / "taman.csv"
    first.write_text(f"{head}1,Bugi,3\n2,Wameo,5\n3,Lamangga,4\nJUMLAH,,12\n", encoding="utf-8")
    words = [*WORDS, "--periode", "2025", "--name", "taman", "--ya"]
    begun = run(root, "dataset", str(first), *words)
    assert begun.exit_code == 0, begun.output
    folder = root / "datasets/dinas-sosial/taman"
    kept = (folder / "taman.csv").read_bytes()
    then = tmp_path / "taman TW2.csv"
    then.write_text(
        f"{head}1,Bugi,3\n2,Wameo,6\n3,Nganganaumala,2\n4,Lamangga,4\nJUMLAH,,15\n", encoding="utf-8"
    )
    asked = run(root, "dataset", str(then), "--ke", "datasets/dinas-sosial/taman")
    assert asked.exit_code == 2 and "--ya" in asked.output, asked.output
    assert (folder / "taman.csv").read_bytes() == kept
    renewed = run(root, "dataset", str(then), "--ke", "datasets/dinas-sosial/taman", "--ya")
    assert renewed.exit_code == 0, renewed.output
    assert "1 baris baru" in renewed.output and "Taman berjumlah 15, sebelumnya 12" in renewed.output
    assert (folder / "taman.csv").read_bytes() == then.read_bytes()
    other = tmp_path / "lain.csv"
    other.write_text("a;b\n1;2\n", encoding="utf-8")
    refused = run(root, "dataset", str(other), "--ke", "datasets/dinas-sosial/taman", "--ya")
    assert refused.exit_code == 2 and (folder / "taman.csv").read_bytes() == then.read_bytes()
    assert run(root, "dataset", str(other), "--ke", "datasets/tiada", "--ya").exit_code == 2


def test_names_that_are_no_region_are_told_and_stand_for_none(root: Path, tmp_path: Path) -> None:
    rows = "kecamatan,jumlah\nWolio,5\nBetoambari,6\nLintas Kota,7\nMurhum,9\nBungi,4\n"
    result = run(root, "dataset", write(tmp_path, rows), *WORDS, "--periode", "2025", "--ya")
    assert result.exit_code == 0, result.output
    assert "yang tidak: Lintas Kota (baris 4)" in result.output
    assert "P071" not in {found.code for found in findings(root)}


def test_doubtful_figures_are_shown_before_anything_is_written(root: Path, tmp_path: Path) -> None:
    rows = "kecamatan,keluarga,individu\nWolio,905,2711\nBungi,839,27605\nMurhum,712,2140\n"
    result = run(root, "dataset", write(tmp_path, rows))
    assert result.exit_code == 2 and "Angka yang meragukan" in result.output
    assert "32,9 orang per keluarga" in result.output and "(baris 3)" in result.output


def test_what_a_file_holds_beside_its_table_is_told_before_the_preview(root: Path, tmp_path: Path) -> None:
    shape = (
        '{"type": "Feature", "properties": {"nama": "Pasar", "luas_m2": 20}, "geometry": {"type": "Polygon"}}'
    )
    path = tmp_path / "pasar.geojson"
    path.write_text(f'{{"type": "FeatureCollection", "features": [{shape}]}}', encoding="utf-8")
    said = run(root, "dataset", str(path), *WORDS).output
    assert said.index("F034") < said.index("Begini saya membacanya") and "1 Polygon" in said
