"""Sentinels in every kind of place that is not public: none of them comes out, whatever is built or told."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
import yaml
from click.testing import CliRunner
from leaks import find_leaks, site_as_files
from openpyxl.comments import Comment

from made_sites import read_tree
from repositories import commit, git
from small_site import DATASET, TABLE, copy_small_site, edit, remove_grounds
from suluh.assembly.recipe import publish_site
from suluh.assembly.turns import Publication
from suluh.checking.explanations import describe
from suluh.checking.project import Checked
from suluh.cli.check import check
from suluh.cli.diff import diff
from suluh.engines import load_engine
from suluh.pipeline import build_site
from suluh.reading.site_settings import read_settings

SENTINELS = {
    place: f"Kenari {word} zqx{number:02}"
    for number, (place, word) in enumerate(
        {
            "kolom rahasia": "Alamanda",
            "baris lain kolom rahasia": "Bakung",
            "tabel terbatas": "Cempaka",
            "dataset rahasia": "Dahlia",
            "dataset tanpa klasifikasi": "Edelweis",
            "dataset terbatas": "Raflesia",
            "laporan rahasia": "Flamboyan",
            "ringkasan laporan rahasia": "Gardenia",
            "laporan rusak": "Hibiskus",
            "komentar sel": "Iris",
            "lembar tersembunyi": "Jepun",
            "keterangan berkas": "Kamboja",
            "kunci deskriptor asing": "Lavender",
            "komentar yaml": "Melati",
            "berkas di samping": "Nusa",
            "kolom rahasia xlsx": "Oleander",
            "folder asing": "Palem",
            "edisi lama": "Quisqualis",
            "judul lembar kantor": "Sakura",
            "kolom yang ditinggalkan": "Teratai",
            "isi kolom yang ditinggalkan": "Ulin",
            "baris jumlah": "Vanda",
            "catatan lembar kantor": "Wijaya",
        }.items()
    )
}


def write_yaml(path: Path, content: Mapping[str, object]) -> None:
    content = json.loads(json.dumps(content))  # no mapping twice, which YAML would write as an anchor
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


def add_dataset(root: Path, name: str, changes: Mapping[str, object], rows: str) -> Path:
    """A dataset like the small site's, under another name and with its own rows."""
    folder = root / "datasets" / "dinas-sosial" / name
    folder.mkdir()
    descriptor = yaml.safe_load((root / DATASET / "datapackage.yaml").read_text(encoding="utf-8"))
    for key in ("angka_kunci", "grafik", "pengungkapan"):
        descriptor.pop(key, None)
    fields = [{"name": "kode", "type": "string"}, {"name": "isi", "type": "string"}]
    descriptor["resources"] = [{"name": name, "path": f"{name}.csv", "schema": {"fields": fields}}]
    descriptor |= {"name": name, "title": f"Contoh {name}", **changes}
    write_yaml(folder / "datapackage.yaml", {key: one for key, one in descriptor.items() if one is not None})
    (folder / f"{name}.csv").write_text(f"kode,isi\n{rows}", encoding="utf-8")
    return folder


def make_project(root: Path) -> Path:
    """The small site with a sentinel in every place from which nothing may come out."""
    copy_small_site(root)
    edit(root, TABLE, "Keluarga A", SENTINELS["kolom rahasia"])
    edit(root, TABLE, "Keluarga B", SENTINELS["baris lain kolom rahasia"])
    secret = {"klasifikasi": "terbatas"}
    add_dataset(root, "tertutup", {"klasifikasi": "rahasia"}, f"01,{SENTINELS['dataset rahasia']}\n")
    add_dataset(root, "tanpa", {"klasifikasi": None}, f"01,{SENTINELS['dataset tanpa klasifikasi']}\n")
    add_dataset(root, "terbatas", secret, f"01,{SENTINELS['dataset terbatas']}\n")
    partly = add_dataset(root, "sebagian", {}, "01,terbuka\n")
    descriptor = yaml.safe_load((partly / "datapackage.yaml").read_text(encoding="utf-8"))
    closed = {**descriptor["resources"][0], "name": "terbatas", "path": "terbatas.csv", **secret}
    descriptor["resources"].append(closed)
    descriptor["x-catatan"] = SENTINELS["kunci deskriptor asing"]
    write_yaml(partly / "datapackage.yaml", descriptor)
    with (partly / "datapackage.yaml").open("a", encoding="utf-8") as file:
        file.write(f"# {SENTINELS['komentar yaml']}\n")
    (partly / "terbatas.csv").write_text(f"kode,isi\n01,{SENTINELS['tabel terbatas']}\n", encoding="utf-8")
    (partly / "catatan.txt").write_text(SENTINELS["berkas di samping"], encoding="utf-8")
    (root / "arsip").mkdir()
    (root / "arsip" / "a.md").write_text(SENTINELS["folder asing"], encoding="utf-8")
    add_office_file(root)
    add_workbook(root)
    add_reports(root)
    return root


def add_office_file(root: Path) -> None:
    """An office's own file, of which a recipe leaves out all but two columns of one row."""
    open_ = dict.fromkeys(("dasar_pengecualian", "konsekuensi", "jangka_waktu"))
    folder = add_dataset(root, "kantor", open_, "")
    rows = [
        (SENTINELS["judul lembar kantor"], "", ""),
        ("Kode", "Isi", SENTINELS["kolom yang ditinggalkan"]),
        ("01", "terbuka", SENTINELS["isi kolom yang ditinggalkan"]),
        (SENTINELS["baris jumlah"], "", ""),
        (SENTINELS["catatan lembar kantor"], "", ""),
    ]
    (folder / "kantor.csv").write_text("".join(";".join(row) + "\n" for row in rows), encoding="utf-8")
    descriptor = yaml.safe_load((folder / "datapackage.yaml").read_text(encoding="utf-8"))
    descriptor["resources"][0]["cara_baca"] = {
        "baris_judul": 2,
        "nama_kolom": {"Kode": "kode", "Isi": "isi", SENTINELS["kolom yang ditinggalkan"]: None},
        "jumlah": SENTINELS["baris jumlah"],
        "catatan": SENTINELS["catatan lembar kantor"],
    }
    write_yaml(folder / "datapackage.yaml", descriptor)


def add_workbook(root: Path) -> None:
    folder = add_dataset(root, "buku", {}, "")
    (folder / "buku.csv").unlink()
    closed = "name: isi\n      klasifikasi: rahasia\n"
    edit(root, "datasets/dinas-sosial/buku/datapackage.yaml", "path: buku.csv", "path: buku.xlsx")
    edit(
        root,
        "datasets/dinas-sosial/buku/datapackage.yaml",
        "name: isi\n",
        closed,
    )
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["kode", "isi"])
    sheet.append(["01", SENTINELS["kolom rahasia xlsx"]])
    sheet["A2"].comment = Comment(SENTINELS["komentar sel"], "Uji")
    hidden = book.create_sheet("petunjuk")
    hidden.sheet_state = "hidden"
    hidden["A1"] = SENTINELS["lembar tersembunyi"]
    book.properties.creator = book.properties.description = SENTINELS["keterangan berkas"]
    edit(
        root,
        "datasets/dinas-sosial/buku/datapackage.yaml",
        "path: buku.xlsx\n",
        f"path: buku.xlsx\n  dialect:\n    sheet: {sheet.title}\n",
    )
    book.save(folder / "buku.xlsx")


def add_reports(root: Path) -> None:
    folder = root / "content" / "laporan" / "dinas-sosial"
    text = (folder / "2025-tw2.md").read_text(encoding="utf-8")
    closed = text.replace("triwulan: 2", "triwulan: 1").replace("klasifikasi: publik", "klasifikasi: rahasia")
    closed = closed.replace("Bantuan pangan sampai", SENTINELS["ringkasan laporan rahasia"] + " sampai")
    closed += f"\nIsi yang tertutup: {SENTINELS['laporan rahasia']}.\n"
    (folder / "2025-tw1.md").write_text(closed, encoding="utf-8")
    broken = text.replace("triwulan: 2", "triwulan: 3").replace("klasifikasi: publik", "klasifikasi: [publik")
    (folder / "2025-tw3.md").write_text(broken + f"\n{SENTINELS['laporan rusak']}\n", encoding="utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with a past: another secret and another public value were committed a month ago."""
    root = make_project(tmp_path_factory.mktemp("kenari") / "situs")
    now = (root / TABLE).read_bytes()
    edit(root, TABLE, SENTINELS["kolom rahasia"], SENTINELS["edisi lama"])
    edit(root, TABLE, ",120,", ",121,")
    (root / ".gitignore").write_text("site/\n.suluh/\n", encoding="utf-8")
    git(root, "init", "-q", "-b", "main")
    commit(root, "Data pertama", "2025-07-01")
    (root / TABLE).write_bytes(now)
    return commit(root, "Perbaiki jumlah", "2025-08-01")


@pytest.fixture(scope="module")
def published(project: Path) -> tuple[Publication, Checked]:
    settings, _ = read_settings(project, keep_going=True)
    assert settings is not None
    return publish_site(settings, load_engine("mkdocs"))


def test_no_sentinel_is_in_the_built_folder_or_in_what_is_told(
    project: Path, published: tuple[Publication, Checked]
) -> None:
    publication, checked = published
    assert publication.site_dir is not None, publication.findings
    tree = read_tree(publication.site_dir)
    editions = [name for name in tree if re.fullmatch(r"data/bantuan/.*2025-07.*\.zip", name)]
    assert {"data/bantuan/index.html", "data/sebagian/sebagian.zip"} <= tree.keys() and editions
    assert any(name.endswith("umpan.xml") for name in tree) and any("templat" in name for name in tree)
    assert tree["data/kantor/kantor.csv"].split() == [b"kode,isi", b"01,terbuka"]
    assert find_leaks(tree, SENTINELS) == []
    told = [
        f"{finding} {words.message} {words.hint}"
        for finding in publication.findings
        for language in ("id", "en")
        for words in [describe(finding, language)]
    ]
    assert find_leaks({"temuan": "\n".join(told).encode()}, SENTINELS) == []
    assert {one.path for one in checked.withheld_reports}  # the broken report was seen, and withheld


def test_no_sentinel_is_in_a_cache(project: Path, published: tuple[Publication, Checked]) -> None:
    cached = read_tree(project / ".suluh")
    assert cached and find_leaks(cached, SENTINELS) == []


@pytest.mark.parametrize("form", ["text", "json", "markdown", "html"])
def test_no_sentinel_is_in_a_difference(project: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SULUH_TRACE", "1")
    result = CliRunner().invoke(diff, ["HEAD~1", "HEAD", "--format", form, "--root", str(project)])
    assert result.exit_code in (0, 1) and "121" in result.output, result.output
    assert find_leaks({"beda": result.output.encode()}, SENTINELS) == []


@pytest.fixture(scope="module")
def broken(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every secret is also wrong in some way: wrong type, twice the same key, too many cells, no date."""
    root = tmp_path_factory.mktemp("rusak") / "situs"
    shutil.copytree(project, root, ignore=shutil.ignore_patterns("site", ".suluh", ".git"))
    penerima = "{name: penerima, type: string,"
    edit(root, f"{DATASET}/datapackage.yaml", penerima, penerima.replace("string", "integer"))
    workbook = "datasets/dinas-sosial/buku/datapackage.yaml"
    edit(root, workbook, "name: isi\n", "name: isi\n      constraints: {pattern: '[0-9]+'}\n")
    folder = root / "datasets" / "dinas-sosial"
    table = folder / "tertutup" / "tertutup.csv"
    table.write_text(table.read_text(encoding="utf-8") * 2 + "1,2,3\n", encoding="utf-8")
    closed = folder / "sebagian" / "terbatas.csv"
    closed.write_text(closed.read_text(encoding="utf-8") + f"02,{SENTINELS['tabel terbatas']},x\n", "utf-8")
    return root


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_no_sentinel_is_in_what_a_failing_check_says(
    broken: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SULUH_TRACE", "1")
    result = CliRunner().invoke(check, ["--root", str(broken), "--format", form])
    assert result.exit_code == 1 and "Traceback" not in result.output
    if form == "json":
        assert {one["code"] for one in json.loads(result.stdout)["findings"]} >= {"T008"}
    assert find_leaks({"keluaran": result.output.encode()}, SENTINELS) == []


def test_no_sentinel_is_in_a_report_or_a_marked_copy(broken: Path, tmp_path: Path) -> None:
    reports, copies = tmp_path / "laporan", tmp_path / "salinan"
    arguments = ["--root", str(broken), "--report", str(reports), "--marked-copy", str(copies)]
    result = CliRunner().invoke(check, arguments)
    assert result.exit_code == 1
    written = {**read_tree(reports), **read_tree(copies)}
    assert {Path(name).suffix for name in written} >= {".html", ".json", ".csv", ".markdown", ".xlsx"}
    assert find_leaks(written, SENTINELS) == []


def test_the_test_would_notice(project: Path, tmp_path: Path) -> None:
    """The same sentinels in public places are found: nothing here is blind."""
    root = Path(shutil.copytree(project, tmp_path / "situs", ignore=shutil.ignore_patterns("site", ".suluh")))
    edit(root, f"{DATASET}/datapackage.yaml", "type: string, klasifikasi: rahasia}", "type: string}")
    remove_grounds(root)
    settings, _ = read_settings(root, keep_going=True)
    assert settings is not None
    site, _ = build_site(settings)
    assert site is not None
    found = {line.rpartition(": ")[2] for line in find_leaks(site_as_files(site), SENTINELS)}
    assert found == {"kolom rahasia", "baris lain kolom rahasia"}
