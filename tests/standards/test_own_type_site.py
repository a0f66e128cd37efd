"""What a site's own record type yields, from one file with a schema: all that a built-in type has."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from markupsafe import Markup

from own_type_samples import OWN_TYPE, SCHEMA, copy_own_site, write_type
from small_site import edit
from suluh.assembly.staged_settings import make_navigation
from suluh.checking.project import Checked, check_project
from suluh.cli.build import build
from suluh.cli.check import check
from suluh.cli.new import new
from suluh.pipeline import build_site
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.own_types import understanding
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Page, Site

DATASET = "datasets/dinas-sosial/pasar"
TABLE = f"{DATASET}/pasar.csv"


def load(root: Path, **overrides: Any) -> Settings:
    """The settings of a project without a fault in them."""
    settings, findings = read_settings(root, **overrides)
    assert settings is not None and findings == []
    return settings


def make(root: Path, **overrides: Any) -> tuple[Site, Checked]:
    """The site of a project."""
    site, checked = build_site(load(root, **overrides))
    assert site is not None
    return site, checked


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with a type of its own."""
    return copy_own_site(tmp_path_factory.mktemp("pasar") / "situs")


@pytest.fixture(scope="module")
def site(root: Path) -> Site:
    """What is built of it."""
    site, checked = make(root)
    assert checked.findings == ()
    return site


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, Page]:
    """Its pages by address."""
    return {page.address: page for page in site.pages}


def test_it_has_template_documentation_schema_and_example(site: Site, pages: dict[str, Page]) -> None:
    files = {one.address: one for one in site.artifacts}
    assert {"templat/pasar.xlsx", "templat/pasar.csv", "templat/pasar/datapackage.yaml"} <= set(files)
    assert {"standar/pasar/skema.json", "standar/pasar/contoh.csv"} <= set(files)
    text = pages["standar/pasar/"].body()
    assert "Pedagang yang terdaftar pada akhir tahun." in text and "Perda Kota Contoh 3 Tahun 2020" in text
    assert "Pasar dan retribusi" in pages["standar/"].body()
    stream = io.BytesIO()
    files["standar/pasar/skema.json"].write(stream)
    schema = json.loads(stream.getvalue())
    assert schema["primaryKey"] == ["tahun", "pasar"] and schema["fields"][5]["role"] == "measure"


def test_its_section_has_list_table_charts_and_map(pages: dict[str, Page]) -> None:
    text = pages["pasar/"].body()
    said = Markup(text).striptags()
    assert "Rp52 juta" in said, "the sum of the newest year"
    assert "2 dari 3 baris" in said, "how many rows had a number stands beside the sum"
    assert "72,0 %–85,0 %" in said, "shares are not added up"
    assert 'class="grafik-garis"' in text and text.count('class="grafik-batang"') >= 5
    assert 'class="peta' in text and "Kelurahan Katobengke" in text
    assert "Pasar Sulaa" in text and "belum dilaporkan" in text and "tidak berlaku" in text
    assert {"pasar/2024/", "pasar/2025/"} <= set(pages)
    assert "Rp52,5\N{NO-BREAK SPACE}juta" in pages["pasar/2024/"].body()


def test_its_rows_stand_on_the_pages_of_agencies_and_regions(pages: dict[str, Page]) -> None:
    agency, region = pages["instansi/dinas-sosial/"].body(), pages["wilayah/74.72.01.1007/"]
    for text in (agency, region.body(), pages["wilayah/74.72.01/"].body()):
        assert "Pasar dan retribusi" in text and 'href="../../pasar/"' in text and "Pasar Karya" in text
    assert "Pasar Lipu" not in region.body() and region.simulated
    assert "Usulan, rencana, dan realisasi" not in region.body()
    assert "Pasar dan retribusi" not in pages["wilayah/74.72.02/"].body()
    assert "Pasar Lipu" in pages["instansi/kecamatan-betoambari/"].body()


def test_an_agency_that_has_examples_of_it_alone_says_so_at_the_top(tmp_path: Path) -> None:
    root = copy_own_site(tmp_path / "situs")
    agencies = "datasets/referensi/instansi/datapackage.yaml"
    edit(root, agencies, "status_data: simulasi", "status_data: tetap")
    site, _ = make(root)
    pages = {page.address: page for page in site.pages}
    assert pages["instansi/kecamatan-betoambari/"].simulated
    edit(root, f"{DATASET}/datapackage.yaml", "status_data: simulasi", "status_data: tetap")
    site, _ = make(root)
    pages = {page.address: page for page in site.pages}
    assert not pages["instansi/kecamatan-betoambari/"].simulated


def test_rows_that_are_about_a_region_name_it_once(tmp_path: Path) -> None:
    root = copy_own_site(tmp_path / "situs")
    fields = [field for field in SCHEMA["fields"] if field["name"] != "pasar"]
    needed = [name for name in SCHEMA["wajib"] if name != "pasar"]
    write_type(root, {**SCHEMA, "fields": fields, "wajib": needed, "primaryKey": ["tahun", "kode_wilayah"]})
    path = root / DATASET / "datapackage.yaml"
    stated = yaml.safe_load(path.read_text(encoding="utf-8"))
    schema = stated["resources"][0]["schema"]
    schema["fields"] = [field for field in schema["fields"] if field["name"] != "pasar"]
    schema.pop("primaryKey", None)
    path.write_text(yaml.safe_dump(stated, allow_unicode=True, sort_keys=False), encoding="utf-8")
    row = "2025,74.72.01.1007,dinas-sosial,buka,40000000,110,80"
    (root / TABLE).write_text(f"tahun,kode_wilayah,instansi,keadaan,retribusi,pedagang,hunian\n{row}\n")
    site, _ = make(root)
    pages = {page.address: page for page in site.pages}
    text, region = pages["pasar/"].body(), pages["wilayah/74.72.01.1007/"].title
    listed = text[text.index(">Daftar<") : text.index(">Semua angka<")]
    assert listed.count(region) == 1 and "Dinas Sosial" in listed
    heads = re.findall(r"<th ([^>]*)>([^<]*)", text[text.index(">Semua angka<") :])
    shown = [head for attributes, head in heads if "col" in attributes and "s-wide" not in attributes]
    assert [head.partition(" (")[0] for head in shown] == ["Tahun", "Wilayah", "Retribusi"]


def test_its_numbers_and_files_can_be_downloaded(site: Site, pages: dict[str, Page]) -> None:
    text = pages["pasar/"].body()
    assert "data/pasar/pasar.csv" in text and "data/angka/pasar-baris.csv" in text
    numbers = next(one for one in site.artifacts if one.address == "data/angka/pasar-baris.csv")
    stream = io.BytesIO()
    numbers.write(stream)
    rows = list(csv.DictReader(io.StringIO(stream.getvalue().decode("utf-8-sig"))))
    assert [row["retribusi"] for row in rows] == ["40000000", "12500000", "43000000", "0", "9000000"]
    assert rows[4]["pedagang"] == "" and "belum dilaporkan" in rows[4]["keterangan"]


def test_machines_find_its_name_in_catalogue_and_descriptor(site: Site) -> None:
    stream = io.BytesIO()
    next(one for one in site.artifacts if one.address == "data/pasar/datapackage.json").write(stream)
    assert json.loads(stream.getvalue())["resources"][0]["standar"] == "pasar"
    assert any(one.get("standar") or "pasar" in json.dumps(one) for one in site.datasets)


def test_it_stands_in_the_navigation(root: Path, site: Site) -> None:
    with understanding(load(root).own_types):
        entries = json.dumps(make_navigation(site))
    assert '"Pasar dan retribusi": "pasar/index.md"' in entries


def test_its_titles_are_in_the_sites_language(root: Path) -> None:
    site, _ = make(root, language="en")
    pages = {page.address: page for page in site.pages}
    assert pages["pasar/"].title == "Markets and fees"
    text = pages["pasar/"].body()
    assert "Stalls in use" in text and "Kios terisi" not in text
    assert "Markets and fees" in pages["standar/pasar/"].body()


def test_a_type_without_rows_is_explained_and_has_no_section(tmp_path: Path) -> None:
    root = copy_own_site(tmp_path / "situs")
    for path in (root / DATASET).iterdir():
        path.unlink()
    (root / DATASET).rmdir()
    addresses = {page.address for page in make(root)[0].pages}
    assert "standar/pasar/" in addresses and "pasar/" not in addresses


def test_years_of_many_rows_are_parted_by_agency(tmp_path: Path) -> None:
    root = copy_own_site(tmp_path / "situs")
    rows = "".join(f"2025,74.72.01.1007,dinas-sosial,Kios {number},buka,1000,1,50\n" for number in range(250))
    with (root / TABLE).open("a", encoding="utf-8") as file:
        file.write(rows)
    pages = {page.address: page for page in make(root)[0].pages}
    assert "pasar/2025/dinas-sosial/" in pages and "pasar/2024/dinas-sosial/" not in pages
    assert 'href="../../pasar/2025/dinas-sosial/"' in pages["pasar/2025/"].body()
    assert "200 dari 252 baris" in Markup(pages["pasar/2025/dinas-sosial/"].body()).striptags()


@pytest.mark.parametrize(
    ("old", "new", "code", "field"),
    [
        ("buka,43000000", "tutup,43000000", "A001", "keadaan"),
        ("buka,43000000", "buka,-1", "A001", "retribusi"),
        (",85\n", ",185\n", "A001", "hunian"),
        ("dinas-sosial,Pasar Sulaa", "dinas-lain,Pasar Sulaa", "A005", "instansi"),
    ],
)
def test_its_rows_are_checked(tmp_path: Path, old: str, new: str, code: str, field: str) -> None:
    root = copy_own_site(tmp_path / "situs")
    edit(root, TABLE, old, new)
    findings = check_project(load(root)).findings
    assert (code, field) in [(one.code, one.place.field) for one in findings if one.place.path == TABLE]


def test_columns_that_it_needs_may_not_be_left_out(tmp_path: Path) -> None:
    root = copy_own_site(tmp_path / "situs")
    edit(root, f"{DATASET}/datapackage.yaml", "        - {name: retribusi, type: number}\n", "")
    found = check_project(load(root)).findings
    assert any(one.code == "P029" and one.place.field == "retribusi" for one in found)


def test_small_counts_of_people_are_looked_for_in_it(tmp_path: Path) -> None:
    """A type of one's own is no way around the rule for sensitive subjects."""
    root = copy_own_site(tmp_path / "situs")
    edit(root, OWN_TYPE, "name: pedagang,", "name: penderita_hiv,")
    edit(root, f"{DATASET}/datapackage.yaml", "name: pedagang,", "name: penderita_hiv,")
    edit(root, TABLE, "pedagang", "penderita_hiv")
    edit(root, TABLE, "buka,43000000,118", "buka,43000000,2")
    findings = check_project(load(root)).findings
    assert any(one.place.field == "penderita_hiv" and one.severity.value == "error" for one in findings)


def test_what_it_says_is_looked_at_as_all_that_goes_out(tmp_path: Path) -> None:
    root = copy_own_site(tmp_path / "situs")
    edit(root, OWN_TYPE, "title: Pasar dan retribusi", "title: =HYPERLINK(1)")
    edit(root, OWN_TYPE, "name: keadaan,", "name: nik,")
    edit(root, OWN_TYPE, "Nama pasarnya.", "Hubungi 081234567890.")
    settings, _ = read_settings(root)
    assert settings is not None
    found = {one.code for one in check_project(settings).findings if one.place.path == OWN_TYPE}
    assert {"P053", "I010"} <= found and any(code.startswith("I0") and code != "I010" for code in found)


HOSTILE = {
    "kunci": {**SCHEMA, "templat": "{{ cycler.__init__.__globals__.os.system('touch canary') }}"},
    "judul": {**SCHEMA, "title": "<script>alert(1)</script>"},
    "bagian": {**SCHEMA, "section": "../../etc"},
    "bawaan": {**SCHEMA, "section": "anggaran"},
    "peran": {**SCHEMA, "fields": [{**one, "role": "program"} for one in SCHEMA["fields"]]},
    "kolom": {**SCHEMA, "fields": [{**one, "name": one["name"] + "; DROP"} for one in SCHEMA["fields"]]},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_type_passes_no_check_and_is_never_built(tmp_path: Path, name: str) -> None:
    root = copy_own_site(tmp_path / "situs")
    write_type(root, HOSTILE[name])
    checked = CliRunner().invoke(check, ["--root", str(root)])
    assert checked.exit_code == 1 and OWN_TYPE in checked.output and "Traceback" not in checked.output
    built = CliRunner().invoke(build, ["--root", str(root), "--keep-going"])
    assert built.exit_code == 1 and not (root / "site").exists()
    assert not list(tmp_path.rglob("canary"))


def test_new_begins_a_table_of_it(tmp_path: Path) -> None:
    root = copy_own_site(tmp_path / "situs")
    answers = {"instansi": "kecamatan-betoambari", "name": "pasar-betoambari", "ukuran": "Jumlah"}
    answers |= {"satuan": "rupiah", "periode": "2025", "frekuensi": "Tahunan"}
    flags = [part for key, value in answers.items() for part in (f"--{key}", value)]
    result = CliRunner().invoke(new, ["dataset", "--standar", "pasar", *flags, "--root", str(root)])
    folder = root / "datasets/kecamatan-betoambari/pasar-betoambari"
    assert "standar: pasar" in (folder / "datapackage.yaml").read_text(encoding="utf-8"), result.output
    assert "retribusi" in (folder / "pasar-betoambari.csv").read_text(encoding="utf-8")


def test_two_sites_in_one_process_have_each_their_own(tmp_path: Path) -> None:
    first, second = copy_own_site(tmp_path / "satu"), copy_own_site(tmp_path / "dua")
    write_type(second, {**SCHEMA, "title": "Lapak warga", "section": "lapak"})
    sites = [make(one)[0] for one in (first, second)]
    titles = [{page.address: page for page in site.pages} for site in sites]
    assert titles[0]["pasar/"].title == "Pasar dan retribusi" and "lapak/" not in titles[0]
    assert titles[1]["lapak/"].title == "Lapak warga" and "pasar/" not in titles[1]
    assert "Lapak warga" in titles[1]["standar/pasar/"].body()
    assert "Pasar dan retribusi" in titles[0]["standar/pasar/"].body()
