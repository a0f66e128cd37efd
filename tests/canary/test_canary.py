"""Sentinels in every kind of place that is not public: none of them comes out, whatever is built or told."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
import yaml
from click.testing import CliRunner
from leaks import find_leaks
from openpyxl.comments import Comment

from made_sites import read_tree
from small_site import DATASET, TABLE, copy_small_site, edit
from suluh.assembly.recipe import publish_site
from suluh.checking.explanations import describe
from suluh.cli.check import check
from suluh.engines import load_engine
from suluh.reading.settings import read_settings
from suluh.vocabulary.findings import has_errors

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
    descriptor["x_catatan"] = SENTINELS["kunci deskriptor asing"]
    write_yaml(partly / "datapackage.yaml", descriptor)
    with (partly / "datapackage.yaml").open("a", encoding="utf-8") as file:
        file.write(f"# {SENTINELS['komentar yaml']}\n")
    (partly / "terbatas.csv").write_text(f"kode,isi\n01,{SENTINELS['tabel terbatas']}\n", encoding="utf-8")
    (partly / "catatan.txt").write_text(SENTINELS["berkas di samping"], encoding="utf-8")
    (root / "arsip").mkdir()
    (root / "arsip" / "a.md").write_text(SENTINELS["folder asing"], encoding="utf-8")
    add_workbook(root)
    add_reports(root)
    return root


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
    return make_project(tmp_path_factory.mktemp("kenari") / "situs")


def test_no_sentinel_is_in_the_built_folder_or_in_what_is_told(project: Path) -> None:
    settings, _ = read_settings(project, keep_going=True)
    assert settings is not None
    published, checked = publish_site(settings, load_engine("mkdocs"))
    assert published.site_dir is not None, published.findings
    tree = read_tree(published.site_dir)
    assert {"data/bantuan/index.html", "data/sebagian/sebagian.zip"} <= tree.keys()
    assert find_leaks(tree, SENTINELS) == []
    told = [
        f"{finding} {words.message} {words.hint}"
        for finding in published.findings
        for language in ("id", "en")
        for words in [describe(finding, language)]
    ]
    assert find_leaks({"temuan": "\n".join(told).encode()}, SENTINELS) == []
    assert {one.path for one in checked.withheld_reports}  # the broken report was seen, and withheld


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_sentinel_is_in_what_a_failing_check_says(project: Path, tmp_path: Path, form: str) -> None:
    root = Path(shutil.copytree(project, tmp_path / "situs", ignore=shutil.ignore_patterns("site", ".suluh")))
    # Every secret is also wrong in some way: wrong type, twice the same key, too many cells, no date.
    edit(
        root,
        f"{DATASET}/datapackage.yaml",
        "{name: penerima, type: string,",
        "{name: penerima, type: integer,",
    )
    folder = root / "datasets" / "dinas-sosial"
    table = folder / "tertutup" / "tertutup.csv"
    table.write_text(table.read_text(encoding="utf-8") * 2 + "1,2,3\n", encoding="utf-8")
    closed = folder / "sebagian" / "terbatas.csv"
    closed.write_text(closed.read_text(encoding="utf-8") + f"02,{SENTINELS['tabel terbatas']},x\n", "utf-8")
    result = CliRunner().invoke(check, ["--root", str(root), "--format", form])
    assert result.exit_code == 1 and "Traceback" not in result.output
    if form == "json":
        assert {one["code"] for one in json.loads(result.stdout)["findings"]} >= {"T008"}
    assert find_leaks({"keluaran": result.output.encode()}, SENTINELS) == []


def test_the_test_would_notice(project: Path, tmp_path: Path) -> None:
    """The same sentinels in public places are found: nothing here is blind."""
    root = Path(shutil.copytree(project, tmp_path / "situs", ignore=shutil.ignore_patterns("site", ".suluh")))
    edit(root, f"{DATASET}/datapackage.yaml", "type: string, klasifikasi: rahasia}", "type: string}")
    settings, _ = read_settings(root, keep_going=True)
    assert settings is not None
    published, _ = publish_site(settings, load_engine("mkdocs"))
    assert published.site_dir is not None and not has_errors(
        [one for one in published.findings if one.code.startswith("E")]
    )
    found = {line.rpartition(": ")[2] for line in find_leaks(read_tree(published.site_dir), SENTINELS)}
    assert found == {"kolom rahasia", "baris lain kolom rahasia"}
