"""A folder of files that are not alike: each becomes a dataset, all shown at once; so do portals' dumps."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from openpyxl import Workbook

from small_site import copy_small_site
from suluh.cli import intake_dialogue, new_datasets, one_round
from suluh.cli.new import new
from suluh.intake.portal_description import read_portal_description, read_portal_dump

SOURCES = Path(__file__).parent / "sources"
DATA = "datasets/dinas-sosial"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_small_site(tmp_path / "situs")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "kiriman"
    made.mkdir()
    return made


def bring(root: Path, folder: Path, *arguments: str) -> Result:
    fixed = ("--instansi", "dinas-sosial", "--root", str(root))
    return CliRunner().invoke(new, ["datasets", str(folder), *fixed, *arguments])


def put_book(path: Path, *rows: tuple[object, ...]) -> None:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def put_unlike(folder: Path, quarter: str, markets: int) -> None:
    """Two workbooks that have nothing in common, as an office sends them each quarter."""
    put_book(
        folder / f"Pasar {quarter} 2025.xlsx",
        ("Jumlah pasar menurut kecamatan",),
        (),
        ("kecamatan", "pasar"),
        ("Betoambari", markets),
        ("Wolio", 4),
    )
    put_book(
        folder / f"Panti_{quarter}_2025.xlsx", ("nama panti", "kapasitas"), ("Panti Asih", 40), ("Kasih", 35)
    )


def described(root: Path, name: str) -> dict[str, object]:
    stated: dict[str, object] = yaml.safe_load((root / DATA / name / "datapackage.yaml").read_text("utf-8"))
    return stated


PUBLIC = ("--klasifikasi", "publik", "--periode", "2025", "--ya", "--jawab")


def test_each_file_is_a_dataset_once_all_is_answered(root: Path, folder: Path) -> None:
    put_unlike(folder, "TW I", 3)
    before = sorted((root / DATA).iterdir())
    held = bring(root, folder, "--klasifikasi", "publik")
    assert held.exit_code == 2 and sorted((root / DATA).iterdir()) == before
    for said in (
        "== 1/2  Panti_TW I_2025.xlsx",
        "== 2/2  Pasar TW I 2025.xlsx",
        '"Pasar TW I 2025.xlsx:satuan=',
    ):
        assert said in held.output
    made = bring(root, folder, *PUBLIC, "*:satuan=buah")
    assert made.exit_code == 0, made.output
    assert described(root, "pasar")["satuan"] == "buah" and described(root, "panti")["periode"] == "2025"


def test_without_a_yes_nothing_is_written(root: Path, folder: Path) -> None:
    put_unlike(folder, "TW I", 3)
    words = [word for word in PUBLIC if word != "--ya"]
    silent = bring(root, folder, *words, "*:satuan=buah")
    assert silent.exit_code == 2 and "--ya" in silent.output and not (root / DATA / "pasar").exists()


def test_on_a_terminal_all_files_are_asked_of_in_one_round(
    root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_unlike(folder, "TW I", 3)
    for name in ("Rumah.xlsx", "Gedung.xlsx"):
        put_book(folder / name, ("nama", "nilai"), (f"{name} satu", "-"), (f"{name} dua", 3), ("tiga", 4))
    for module in (intake_dialogue, new_datasets):
        monkeypatch.setattr(module, "on_terminal", lambda: True)
    asked: list[str] = []

    def answer(text: str, default: str = "") -> str:
        asked.append(text)
        return "dinas-sosial" if "Instansi" in text else "1" if "Jawaban" in text else default

    for module in (intake_dialogue, one_round):
        monkeypatch.setattr(module, "ask", answer)
    made = CliRunner().invoke(new, ["datasets", str(folder), "--root", str(root)])
    assert made.exit_code == 0, made.output
    # The agency once, the sign that two files share once, one yes.
    assert [text.split()[0] for text in asked] == ["Instansi", "Jawaban", "Sudah"]
    assert all((root / DATA / name).is_dir() for name in ("panti", "pasar", "rumah", "gedung"))
    assert described(root, "rumah")["klasifikasi"] == "terbatas"


def test_next_quarters_files_are_read_by_the_same_recipes(root: Path, folder: Path, tmp_path: Path) -> None:
    put_unlike(folder, "TW I", 3)
    assert bring(root, folder, *PUBLIC, "*:satuan=buah").exit_code == 0
    recipe = described(root, "pasar")["resources"]
    later = tmp_path / "lagi"
    later.mkdir()
    put_unlike(later, "Triwulan II", 5)
    renewed = bring(root, later, *PUBLIC, "*:satuan=buah")
    assert renewed.exit_code == 0, renewed.output
    assert "pasar berjumlah 9, sebelumnya 7" in renewed.output
    assert described(root, "pasar")["resources"] == recipe
    assert sorted(path.name for path in (root / DATA).glob("pa[ns]*")) == ["panti", "pasar"]


def test_one_that_fits_no_more_keeps_all_from_being_written(root: Path, folder: Path, tmp_path: Path) -> None:
    put_unlike(folder, "TW I", 3)
    assert bring(root, folder, *PUBLIC, "*:satuan=buah").exit_code == 0
    before = (root / DATA / "panti" / "panti.xlsx").read_bytes()
    later = tmp_path / "lagi"
    later.mkdir()
    put_unlike(later, "TW II", 5)
    put_book(later / "Pasar TW II 2025.xlsx", ("lain", "sama", "sekali"), ("x", "y", "z"))
    held = bring(root, later, *PUBLIC, "*:satuan=buah")
    assert held.exit_code == 2 and "1 dari 2 berkas belum siap: Pasar TW II 2025.xlsx" in held.output
    assert (root / DATA / "panti" / "panti.xlsx").read_bytes() == before


def test_those_that_a_pattern_names_are_one_dataset(root: Path, folder: Path) -> None:
    for quarter in (1, 2):
        rows = f"kelurahan,triwulan,taman\nBugi,{quarter},3\nWameo,{quarter},9\n"
        (folder / f"taman tw{quarter}.csv").write_text(rows, encoding="utf-8")
    (folder / "panti.csv").write_text("nama panti,kapasitas\nAsih,40\nKasih,35\n", encoding="utf-8")
    made = bring(
        root, folder, *PUBLIC, "*:satuan=buah", "--satukan", "taman*", "--jawab", "taman*:name=taman"
    )
    assert made.exit_code == 0, made.output
    assert len(list((root / DATA / "taman").glob("*.csv"))) == 2 and (root / DATA / "panti").is_dir()


def test_an_answer_that_is_of_no_file_is_told(root: Path, folder: Path) -> None:
    put_unlike(folder, "TW I", 3)
    held = bring(root, folder, "--jawab", "satuan=buah")
    assert held.exit_code == 2 and "awali dengan nama berkasnya" in held.output


def put_dump(folder: Path) -> None:
    """A portal's dataset as `ckanapi dump datasets --datapackages` lays it down."""
    dataset = folder / "jumlah-taman"
    (dataset / "data").mkdir(parents=True)
    data = (SOURCES / "jumlah-taman.csv").read_bytes()
    for name in ("taman-2024.csv", "taman-2024.xlsx", "taman-2024.parquet"):
        (dataset / "data" / name).write_bytes(data)
    told = {
        "name": "jumlah-taman",
        "title": "Jumlah taman menurut kelurahan",
        "description": "Banyaknya taman kota di tiap kelurahan.",
        "license": {"type": "cc-by-4.0", "title": "Creative Commons Attribution 4.0"},
        "sources": [{"name": "Dinas Lingkungan Hidup"}],
        "extras": {"satuan": "taman", "frekuensi": "Tahunan", "periode": 2024},
        "resources": [
            {
                "path": "data/taman-2024.csv",
                "format": "CSV",
                "name": "taman-2024",
                "hash": hashlib.sha256(data).hexdigest(),
            }
        ],
    }
    (dataset / "datapackage.json").write_text(json.dumps(told), encoding="utf-8")


def put_lines(folder: Path) -> None:
    """The same as a line of `ckanapi dump datasets`, beside the file that it names."""
    (folder / "taman-2024.csv").write_bytes((SOURCES / "jumlah-taman.csv").read_bytes())
    shown = json.loads((SOURCES / "package_show.json").read_text(encoding="utf-8"))
    line = {**shown.get("result", shown)}
    line["resources"] = [{"url": "https://data.contoh.go.id/dataset/x/download/taman-2024.csv"}]
    (folder / "semua.jsonl").write_text(json.dumps(line) + "\nbukan json\n", encoding="utf-8")


@pytest.mark.parametrize(("put", "name"), [(put_dump, "taman"), (put_lines, "taman")])
def test_a_dump_of_a_portal_is_taken_in_with_its_words(root: Path, folder: Path, put, name: str) -> None:
    put(folder)
    made = bring(root, folder, "--klasifikasi", "publik", "--ya")
    assert made.exit_code == 0, made.output
    stated = described(root, name)
    assert stated["title"] == "Jumlah taman menurut kelurahan" and stated["satuan"] == "taman"
    assert str(stated["description"]).startswith("Banyaknya taman kota")
    licences = stated["licenses"]
    assert isinstance(licences, list) and licences[0]["name"] == "CC-BY-4.0"


def test_a_description_is_read_once_and_anew_after_a_change(
    root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def note(name: str, data: bytes) -> Mapping[str, str] | None:
        read.append(name)
        return read_portal_description(name, data)

    monkeypatch.setattr("suluh.cli.brought_files.read_portal_description", note)
    put_dump(folder)
    assert "Jumlah taman menurut kelurahan" in bring(root, folder).output
    assert read == ["datapackage.json"]
    told = folder / "jumlah-taman/datapackage.json"
    told.write_text(told.read_text("utf-8").replace("Jumlah taman", "Banyaknya taman di kota"), "utf-8")
    assert "Banyaknya taman di kota menurut kelurahan" in bring(root, folder).output


def test_copies_in_other_forms_and_what_is_no_table_are_left_out(root: Path, folder: Path) -> None:
    put_dump(folder)
    (folder / "surat.pdf").write_bytes(b"%PDF-1.7")
    shown = bring(root, folder).output
    left = "jumlah-taman/taman-2024.parquet, jumlah-taman/taman-2024.xlsx, surat.pdf"
    assert f"Dilewati, bukan tabel atau salinannya dalam bentuk lain: {left}" in shown and "== 1/1" in shown
    assert "Periode: 2024" in shown


def test_a_file_that_is_another_than_its_portal_says_is_refused(root: Path, folder: Path) -> None:
    """Ckanapi 4.11 writes the last resource of a dataset under the names of all."""
    put_dump(folder)
    (folder / "jumlah-taman" / "data" / "taman-2024.csv").write_bytes(b"a,b\n1,2\n")
    held = bring(root, folder, "--klasifikasi", "publik", "--ya")
    assert held.exit_code == 2 and "bukan berkas yang disebut portalnya" in held.output


def test_a_portals_folder_is_one_dataset_where_one_is_asked_for(root: Path, folder: Path) -> None:
    put_dump(folder)
    words = ("--instansi", "dinas-sosial", "--klasifikasi", "publik", "--ya", "--name", "taman")
    made = CliRunner().invoke(new, ["dataset", str(folder / "jumlah-taman"), *words, "--root", str(root)])
    assert made.exit_code == 0, made.output
    assert described(root, "taman")["title"] == "Jumlah taman menurut kelurahan"


def preview(root: Path, name: str) -> str:
    words = ("--instansi", "dinas-sosial", "--root", str(root))
    return CliRunner().invoke(new, ["dataset", str(SOURCES / name), *words]).output


def test_a_file_of_open_data_jabar_is_named_by_what_it_counts(root: Path) -> None:
    shown = preview(root, "bpbd-od_17600_jml_kejadian_bencana_banjir__kabupatenkota_v3_data.csv")
    assert "Judul: Jumlah kejadian bencana banjir menurut kabupaten/kota" in shown
    assert "Nama dataset: jumlah-kejadian-bencana-banjir-menurut-kabupaten-kota" in shown
    assert "Satuan: KEJADIAN" in shown and "Periode: 2012-2013" in shown
    assert "kode_wilayah: kode wilayah" in shown and "8 baris cocok" in shown


def test_a_table_of_bps_with_three_rows_of_header_is_laid_down_in_rows(root: Path) -> None:
    shown = preview(root, "bps-tiga-baris.csv")
    assert "Judul kolom tampaknya terdiri dari baris 2–4" in shown
    assert "Satu baris untuk tiap: Kecamatan, jenis_kelamin, tahun" in shown and "20 baris" in shown
    assert "“Kota Bau Bau”) tidak ikut menjadi data: angkanya jumlah" in shown
    assert "Sumber/Source: BPS" in shown and "tanda:–=" in shown
    title = "Jumlah Penduduk Menurut Kecamatan dan Jenis Kelamin di Kota Contoh [judul di atas tabel]"
    assert f"Judul: {title}" in shown


def test_two_files_that_would_renew_one_dataset_are_refused(root: Path, folder: Path, tmp_path: Path) -> None:
    put_unlike(folder, "TW I", 3)
    assert bring(root, folder, *PUBLIC, "*:satuan=buah").exit_code == 0
    before = (root / DATA / "pasar" / "Pasar TW I 2025.xlsx", described(root, "pasar"))
    later = tmp_path / "lagi"
    later.mkdir()
    put_unlike(later, "TW II", 5)
    put_unlike(later, "TW III", 6)
    refused = bring(root, later, *PUBLIC, "*:satuan=buah")
    assert refused.exit_code == 2 and "Dua berkas menjadi" in refused.output
    assert described(root, "pasar") == before[1]


def test_what_a_renewal_did_is_called_so(root: Path, folder: Path) -> None:
    put_unlike(folder, "TW I", 3)
    assert "Dibuat: " in bring(root, folder, *PUBLIC, "*:satuan=buah").output
    renewed = bring(root, folder, *PUBLIC, "*:satuan=buah").output
    assert "Diperbarui: " in renewed and "Dibuat: " not in renewed


def test_a_line_of_a_dump_may_hold_any_address_and_any_sign() -> None:
    said = {
        "title": "A",
        "notes": "satu\u2028dua",
        "resources": [{"url": "http://[isi]/a.csv"}, {"url": "https://x.id/b.csv?c"}],
    }
    told = read_portal_dump(json.dumps(said, ensure_ascii=False).encode())
    assert set(told) == {"b.csv"} and "dua" in told["b.csv"]["description"]


def test_lines_of_json_that_describe_nothing_are_a_table(root: Path, folder: Path) -> None:
    (folder / "pasar.jsonl").write_text(
        '{"kios": "a", "luas": 3}\n{"kios": "b", "luas": 4}\n', encoding="utf-8"
    )
    assert "pasar.jsonl" in bring(root, folder).output and "luas" in bring(root, folder).output
