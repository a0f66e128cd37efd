"""The recount finds nothing on a site as it is built, and every single figure that is wrong."""

import ast
import csv
import io
import json
import shutil
import sys
import tarfile
import threading
import zipfile
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from command_line import run_suluh
from number_tables import find_table
from published_figures import lay_project, publish_figures
from suluh.recount import hitung_ulang
from suluh.recount.hitung_ulang import NO_FIGURES, WORDS, Book, Recount, Site, main, read_tables

OF_PAGE = {
    "evaluasi/tc29/dinas-sosial.csv": "evaluasi/tc29/dinas-sosial/",
    "evaluasi/2024/e81/dinas-sosial.csv": "evaluasi/2024/tw4/dinas-sosial/",
}
"""The page of the form that a file holds: of the newest quarter, whose others are packed."""
AGENCIES = "data/angka/per-instansi-2024.csv"
SCRIPT = Path(hitung_ulang.__file__)
ID = {name: texts[0] for name, texts in WORDS.items()}


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hitung")
    return publish_figures(lay_project(folder / "proyek"), folder / "situs")


@pytest.fixture
def site(published, tmp_path):
    return Path(shutil.copytree(published, tmp_path / "situs"))


def recount(target, capsys, *more):
    code = main([str(target), *more])
    return code, capsys.readouterr().out


def table_of(site, name, column=""):
    """The file that holds the figures of a page or, of a form, the form itself."""
    return find_table(site, name, column) if name.endswith("/") else site / name


def change(path, column, value, *, row=0, page=""):
    """Put a value into the first cell of a column that has any, or into the one of a row; of a page alone."""
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    at = rows[0].index(column)
    chosen = [cells for cells in rows[1:] if cells[at] and (not page or cells[0] == page)][row]
    assert chosen[at] != value
    chosen[at] = value
    path.write_text(
        "".join(",".join(map(quote, cells)) + "\r\n" for cells in rows), encoding="utf-8", newline=""
    )


def quote(cell):
    return '"' + cell.replace('"', '""') + '"'


def drop_row(path, row=1, page=""):
    """Without a row, the first that a page has where one is named."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    row = next((at for at, line in enumerate(lines) if page and line.startswith(f"{page},")), row)
    path.write_text("".join(lines[:row] + lines[row + 1 :]), encoding="utf-8", newline="")


def test_nothing_differs_on_a_site_as_it_is_built(published, capsys):
    code, said = recount(published, capsys)

    assert code == 0, said
    assert "\n0 perbedaan di antara " in said
    kinds = (
        "aduan",
        "alur",
        "formulir",
        "kepatuhan",
        "pengadaan",
        "rekening",
        "usulan",
        "wilayah",
        "menurut",
        "T-C.29",
        "kinerja",
        "sasaran",
        "indeks",
    )
    assert [kind for kind in kinds if f"\n  {kind}" not in said.partition("Tidak dihitung ulang")[0]] == []


WRONG_FIGURES = {
    "anggaran/2024/": "anggaran",
    "anggaran/2024/rekening/": "berlaku",
    "evaluasi/2024/e81/dinas-sosial.csv": "realisasi_renja_rp",
    "instansi/dinas-sosial/": "penyerapan",
    "kepatuhan/": "sub_kegiatan_melapor",
    "usulan/": "diterima",
    "aduan/": "diterima",
    "pengadaan/": "pagu",
    "wilayah/74.72/": "nilai",
    "evaluasi/tc29/dinas-sosial.csv": "perkiraan_sampai_n1",
    "dasbor/": "bendera",
    "kinerja/": "capaian",
    "kinerja/indeks/": "nilai",
}


@pytest.mark.parametrize("name", WRONG_FIGURES)
def test_a_single_wrong_figure_is_told_with_its_file_and_column(name, site, capsys):
    path, page = table_of(site, name, WRONG_FIGURES[name]), name if name.endswith("/") else ""
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    mine = [row for row in rows if row[WRONG_FIGURES[name]] and row.get("halaman", "") == page]
    at = next(n for n, row in enumerate(mine) if not name.startswith("wilayah") or row["satuan"] == "usulan")
    change(path, WRONG_FIGURES[name], "7531", row=at, page=page)

    code, said = recount(site, capsys)

    assert code == 1
    (line,) = [line for line in said.splitlines() if line.startswith("BEDA")]
    assert OF_PAGE.get(name, name) in line
    assert WRONG_FIGURES[name] in line
    assert "terbit 7531" in line
    assert said.splitlines()[-1].startswith("1 perbedaan")


def test_every_recounted_column_of_every_table_speaks(published):
    site = Site(str(published), singly=False, tell=lambda line: None)
    catalog = json.loads(site.read("data/katalog.json"))
    book = Book(read_tables(site, [entry["dataset"] for entry in catalog["dataset"]])[0], catalog)
    silent = []
    for name in site.names:
        text = site.read(name).decode("utf-8")
        rows = list(csv.reader(io.StringIO(text)))
        for at, column in enumerate(rows[0]):
            before, done = Recount(book, ID), Recount(book, ID)
            cells = [row for row in rows[1:] if row[at]]
            if column in NO_FIGURES or not cells:
                continue
            before.read(name, text)
            kept, cells[-1][at] = cells[-1][at], "975310"
            done.read(name, "\r\n".join(",".join(map(quote, row)) for row in rows))
            cells[-1][at] = kept
            left = any(pair[1] == column for pair in before.left)
            if not done.differences and not left:
                silent.append((name, column))

    assert silent == []


def test_a_changed_cell_of_the_data_is_seen_in_all_that_is_made_of_it(site, capsys):
    change(site / "data/alur/realisasi.csv", "realisasi_keuangan", "1")

    code, said = recount(site, capsys)

    assert code == 1
    assert {"anggaran/2024/", "evaluasi/2024/tw1/"} <= {
        word.rstrip(":") for line in said.splitlines() for word in line.split()
    }


def test_data_without_any_row_is_told_table_by_table(site, capsys):
    for path in [*site.glob("data/alur/*.csv"), *site.glob("data/tujuan/*.csv")]:
        path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\r\n", encoding="utf-8")

    code, said = recount(site, capsys)

    assert code == 1
    for name in ("alur/2024/dinas-sosial/1.06.02.2.01.0001/", "rencana/sasaran/1.1.1/"):
        assert f"BEDA  {name}" in said


@pytest.mark.parametrize("table", ["rencana", "anggaran", "realisasi", "alur"])
def test_a_removed_row_of_the_data_is_seen(table, site, capsys):
    drop_row(site / f"data/alur/{table}.csv")

    assert recount(site, capsys)[0] == 1


@pytest.mark.parametrize("name", ["anggaran/2024/", "evaluasi/2024/e81/dinas-sosial.csv"])
def test_a_removed_row_of_the_figures_is_seen(name, site, capsys):
    drop_row(table_of(site, name), page=name if name.endswith("/") else "")

    code, said = recount(site, capsys)

    assert code == 1
    assert f"BEDA  {OF_PAGE.get(name, name)}: baris " in said
    assert "tidak terbit" in said


def test_a_listed_table_that_is_gone_is_seen(site, capsys):
    (site / AGENCIES).unlink()

    code, said = recount(site, capsys)

    assert code == 1
    assert f"BEDA  {AGENCIES}: terdaftar, tetapi tidak terbaca" in said


def test_closed_cells_are_named_and_what_they_are_part_of_is_no_difference(site, capsys):
    described = site / "data/alur/datapackage.json"
    package = json.loads(described.read_text(encoding="utf-8"))
    for resource in package["resources"]:
        for field in resource["schema"]["fields"]:
            if field["name"] == "realisasi_keuangan":
                field["missingValues"] = [
                    {"value": "", "label": "belum dilaporkan"},
                    {"value": "*", "label": "dirahasiakan"},
                ]
    described.write_text(json.dumps(package), encoding="utf-8")
    change(site / "data/alur/realisasi.csv", "realisasi_keuangan", "*")

    code, said = recount(site, capsys)

    assert code == 0, said
    assert "TERTUTUP  anggaran/2024/: " in said
    assert "0 perbedaan" in said
    assert "; 0 tidak dapat diperiksa" not in said


def test_a_column_that_is_not_published_is_named(site, capsys):
    described = site / "data/pengadaan/datapackage.json"
    package = json.loads(described.read_text(encoding="utf-8"))
    schema = package["resources"][0]["schema"]
    schema["fields"] = [field for field in schema["fields"] if field["name"] != "hps"]
    described.write_text(json.dumps(package), encoding="utf-8")

    assert "TERTUTUP  pengadaan: kolom hps tidak diterbitkan" in recount(site, capsys)[1]


def test_the_script_has_no_line_of_ours():
    """Only the standard library and pandas: whoever recounts need not trust what made the site."""
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module or "." for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}

    assert {name.partition(".")[0] for name in named} - sys.stdlib_module_names == {"pandas"}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level]


def test_every_site_publishes_the_script_and_the_day_that_it_needs(published):
    catalog = json.loads((published / "data/katalog.json").read_text(encoding="utf-8"))

    assert (published / "data/hitung_ulang.py").read_bytes() == SCRIPT.read_bytes()
    assert catalog["per_tanggal"]
    assert catalog["batas_laporan"]["2024"] == ["2024-04-30", "2024-07-30", "2024-10-30", "2025-01-30"]
    assert "data/hitung_ulang.py" in (published / "SHA256SUMS").read_text(encoding="utf-8")


def test_archives_are_read_wherever_the_site_lies_in_them(published, tmp_path, capsys):
    shutil.make_archive(str(tmp_path / "situs"), "zip", published.parent, published.name)
    with tarfile.open(tmp_path / "situs.tar.gz", "w:gz") as tar:
        tar.add(published, ".")

    assert recount(tmp_path / "situs.zip", capsys)[0] == 0
    assert recount(tmp_path / "situs.tar.gz", capsys)[0] == 0
    assert recount(published / "data/angka-terbit.zip", capsys)[0] == 0


@contextmanager
def served(folder):
    """A host that shows the folder below a path, and what it was asked for."""
    asked = []

    class Host(SimpleHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.path = self.path.removeprefix("/kota")
            super().do_GET()

        def log_message(self, *words):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/kota", asked
    finally:
        server.shutdown()
        server.server_close()


def test_an_address_is_asked_twice_for_everything(published, capsys):
    with served(published) as (address, asked):
        code, said = recount(address, capsys)

    assert code == 0, said
    assert asked == ["/kota/manifest.json", "/kota/data/angka-terbit.zip"]


def test_singly_every_file_is_asked_for(site, capsys):
    change(site / AGENCIES, "anggaran", "7531", page="anggaran/2024/")
    with served(site) as (address, asked):
        code, said = recount(f"{address}/index.html", capsys, "--singly")

    assert code == 1
    assert f"/kota/{AGENCIES}" in asked
    assert "terbit 7531" in said


def test_a_bundle_that_says_other_than_the_files_is_told(site, capsys):
    bundle = site / "data/angka-terbit.zip"
    with zipfile.ZipFile(bundle) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    content[AGENCIES] += b"\r\n"
    with zipfile.ZipFile(bundle, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    with served(site) as (address, _):
        code, said = recount(address, capsys)

    assert code == 1
    assert f"BEDA  {AGENCIES}: lain dari yang di dalam paket" in said


@pytest.mark.parametrize(
    "target", ["kosong", "tiada.zip", "rusak.zip", "ftp://contoh.go.id", "http://127.0.0.1:9/"]
)
def test_what_is_no_site_is_misuse(target, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(hitung_ulang.time, "sleep", lambda seconds: None)
    (tmp_path / "kosong").mkdir()
    (tmp_path / "rusak.zip").write_bytes(b"PK rusak")

    code = main([target if "://" in target else str(tmp_path / target)])

    assert code == 2
    assert "tidak terbaca sebagai situs Suluh" in capsys.readouterr().err


def test_it_speaks_english_when_asked(site, capsys):
    change(site / AGENCIES, "anggaran", "7531", page="anggaran/2024/")

    code, said = recount(site, capsys, "--lang", "en")

    assert code == 1
    assert "DIFFERS  anggaran/2024/" in said
    assert said.splitlines()[-1].startswith("1 differences among ")


def test_the_verb_runs_the_same_script(site):
    result = run_suluh("recount", str(site))
    assert result.returncode == 0, result.stdout + result.stderr
    assert "\n0 perbedaan di antara " in result.stdout

    change(site / AGENCIES, "anggaran", "7531", page="anggaran/2024/")
    assert run_suluh("recount", str(site), "--lang", "en").returncode == 1
    assert run_suluh("recount", str(site / "data/tiada")).returncode == 2
