"""Texts beside the cells: no formula and no address that runs goes in, wherever it is written."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from small_site import DATASET, copy_small_site
from suluh.checking.project import check_project
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.formula_signs import as_text, is_formula, write_rows
from suluh.vocabulary.web_addresses import is_safe_address, runs_something

FORMULAS = (
    '=HYPERLINK("https://lain.example","x")',
    "@SUM(A1:A9)",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "\t=1+1",
    "\tteks",
    "\r=1+1",
    " =1+1",
    "\u3000=1+1",
    "\uff1d1+1",
    "\uff20SUM(A1)",
    "\uff0bcmd|'/C calc'!A0",
    "\uff0dcmd|'/C calc'!A0",
    "teks; =1+1",
    "\u00a0=1+1",
)
PARTS = (";\r=1+1", "teks;\r\n=1", "teks;+a\t=b|c!d")
"""Those of which a part would run, by signs that stand between it and the sign that parts cells."""
HARMLESS = (
    "",
    "-",
    "--",
    "+",
    "-5",
    "+62 811 402",
    "-1.234,5",
    "- beras",
    "A+",
    "a=b",
    "data@kota.go.id",
    "(1)",
)
ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "javascript&colon;alert(1)",
    "&#106;avascript:alert(1)",
    "&amp;#106;avascript:alert(1)",
    "&#x6A;avascript&#58;alert(1)",
    "java\u200bscript:alert(1)",
    "\uff4aavascript\uff1aalert(1)",
    "%6Aavascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "DATA:,x",
    "file:///etc/passwd",
    "ftp://lain.example/a",
    "intent://lain.example#Intent;end",
    "view-source:https://lain.example",
)
ONLY_ADDRESSES = (
    "//lain.example/a",
    "\\\\lain.example\\a",
    "/\\lain.example",
    "https:///a",
    "https:lain.example",
    "https://pengguna:sandi@lain.example",
    "https://contoh.go.id@lain.example",
    "mailto:",
    "about:blank",
    "blob:https://contoh.go.id/1",
    "ms-excel:ofe|u|https://lain.example/a.xlsx",
    "C:\\data\\a.xlsx",
    "https://contoh.go.id/a\x00b",
)
"""What may not stand where an address belongs; elsewhere it is a text like any other."""
GOOD = (
    "https://contoh.go.id/a?b=c#d",
    "HTTPS://CONTOH.go.id",
    "http://contoh.go.id:8080/a",
    "mailto:ppid@contoh.go.id",
    "tel:+62-401-3121000",
    "contoh.go.id/a",
    "contoh.go.id:8080/a",
    "data/asal.csv",
    "Daerah Dalam Angka 2024",
)
SENTENCES = (
    "Data: laki-laki/perempuan",
    "File: rekap 2024",
    "Pukul 08:00",
    "Rasio 1:2",
    "a & b",
    "100%",
    "Bidang: Sosial",
)


@pytest.mark.parametrize("text", [*FORMULAS, *PARTS])
def test_formulas_are_known_and_made_harmless(text: str) -> None:
    assert is_formula(text)
    assert not is_formula(as_text(text))


@pytest.mark.parametrize("text", HARMLESS)
def test_numbers_and_words_are_no_formulas(text: str) -> None:
    assert not is_formula(text) and as_text(text) == text


@given(
    st.text(alphabet=st.sampled_from("=@+-\t\r\n; \"'|!(\uff1d\uff20a1A"), max_size=14) | st.text(max_size=20)
)
def test_no_written_text_runs(text: str) -> None:
    assert not is_formula(as_text(text))
    assert as_text(as_text(text)) == as_text(text)
    assert write_rows([[text, "x"]]).endswith(",x\r\n")


@pytest.mark.parametrize("text", [*ADDRESSES, *ONLY_ADDRESSES])
def test_addresses_of_other_kinds_are_refused(text: str) -> None:
    assert not is_safe_address(text)


@pytest.mark.parametrize("text", ADDRESSES)
def test_what_runs_is_known_in_any_text(text: str) -> None:
    assert runs_something(text)


@pytest.mark.parametrize("text", [*GOOD, *SENTENCES])
def test_addresses_and_sentences_pass(text: str) -> None:
    assert not runs_something(text)
    assert text in SENTENCES or is_safe_address(text)


PLACES: dict[str, tuple[str, tuple[str | int, ...], str]] = {
    "judul": (f"{DATASET}/datapackage.yaml", ("title",), "title"),
    "keterangan": (f"{DATASET}/datapackage.yaml", ("description",), "description"),
    "produsen": (f"{DATASET}/datapackage.yaml", ("produsen",), "produsen"),
    "periode": (f"{DATASET}/datapackage.yaml", ("periode",), "periode"),
    "kontak": (f"{DATASET}/datapackage.yaml", ("kontak",), "kontak"),
    "kata kunci": (f"{DATASET}/datapackage.yaml", ("keywords",), "keywords"),
    "sumber": (f"{DATASET}/datapackage.yaml", ("sources", 0, "title"), "sources.title"),
    "lisensi": (f"{DATASET}/datapackage.yaml", ("licenses", 0, "title"), "licenses.title"),
    "catatan": (f"{DATASET}/datapackage.yaml", ("catatan", 0, "judul"), "catatan.judul"),
    "angka kunci": (f"{DATASET}/datapackage.yaml", ("angka_kunci", 0, "label"), "angka_kunci.label"),
    "grafik": (f"{DATASET}/datapackage.yaml", ("grafik", 0, "judul"), "grafik.judul"),
    "judul tabel": (f"{DATASET}/datapackage.yaml", ("resources", 0, "title"), "resources.title"),
    "judul kolom": (
        f"{DATASET}/datapackage.yaml",
        ("resources", 0, "schema", "fields", 2, "title"),
        "resources.schema.fields.title",
    ),
    "satuan kolom": (
        f"{DATASET}/datapackage.yaml",
        ("resources", 0, "schema", "fields", 2, "satuan"),
        "resources.schema.fields.satuan",
    ),
    "contoh kolom": (
        f"{DATASET}/datapackage.yaml",
        ("resources", 0, "schema", "fields", 0, "example"),
        "resources.schema.fields.example",
    ),
    "nama situs": ("mkdocs.yml", ("site_name",), "site_name"),
    "keterangan situs": ("mkdocs.yml", ("site_description",), "site_description"),
    "ppid": ("mkdocs.yml", ("plugins", 0, "suluh", "ppid"), "ppid.nama"),
    "sering dicari": ("mkdocs.yml", ("plugins", 0, "suluh", "sering_dicari"), "sering_dicari"),
    "laporan": ("content/laporan/dinas-sosial/2025-tw2.md", ("judul",), "judul"),
    "ringkasan": ("content/laporan/dinas-sosial/2025-tw2.md", ("ringkasan",), "ringkasan"),
}
WHERE_ADDRESSES = {
    "sumber": (f"{DATASET}/datapackage.yaml", ("sources", 0, "path"), "sources.path"),
    "lisensi": (f"{DATASET}/datapackage.yaml", ("licenses", 0, "path"), "licenses.path"),
    "beranda": (f"{DATASET}/datapackage.yaml", ("homepage",), "homepage"),
    "gambar": (f"{DATASET}/datapackage.yaml", ("image",), "image"),
    "penyumbang": (f"{DATASET}/datapackage.yaml", ("contributors",), "contributors.path"),
    "rdf": (
        f"{DATASET}/datapackage.yaml",
        ("resources", 0, "schema", "fields", 0, "rdfType"),
        "resources.schema.fields.rdfType",
    ),
    "ppid": ("mkdocs.yml", ("plugins", 0, "suluh", "ppid"), "ppid.situs"),
}


def put(root: Path, file: str, way: tuple[str | int, ...], text: str) -> None:
    """The text at a place of a YAML file, or of the front matter of a page."""
    path = root / file
    whole = path.read_text(encoding="utf-8")
    fenced = whole.startswith("---\n")
    front, rest = whole[4:].split("\n---\n", 1) if fenced else (whole, "")
    content = yaml.safe_load(front)
    inner = content
    for step in way[:-1]:
        inner = inner[step]
    last = way[-1]
    lists = {"keywords": [text], "sering_dicari": [text], "contributors": [{"title": "x", "path": text}]}
    own = {"situs": text} if runs_something(text) or not is_safe_address(text) else {"nama": text}
    inner[last] = own if last == "ppid" else lists.get(str(last), text)
    dumped = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    path.write_text(f"---\n{dumped}---\n{rest}" if fenced else dumped, encoding="utf-8", newline="\n")


def check(root: Path) -> list[Finding]:
    settings, findings = read_settings(root)
    return findings if settings is None else [*findings, *check_project(settings).findings]


@pytest.mark.parametrize("place", PLACES)
def test_a_formula_is_told_where_it_is_written(tmp_path: Path, place: str) -> None:
    file, way, field = PLACES[place]
    number = sorted(PLACES).index(place)
    for text in {FORMULAS[0], FORMULAS[number % len(FORMULAS)]}:
        root = copy_small_site(tmp_path / f"situs{len(text)}{text == FORMULAS[0]}")
        put(root, file, way, text)
        told = [(one.place.path, one.place.field) for one in check(root) if one.code == "P053"]
        stated = yaml.safe_load(yaml.safe_dump(text, allow_unicode=True))
        assert (file, field) in told or not is_formula(stated), (text, told)


@pytest.mark.parametrize("place", WHERE_ADDRESSES)
def test_an_address_that_runs_is_told_where_it_is_written(tmp_path: Path, place: str) -> None:
    file, way, field = WHERE_ADDRESSES[place]
    number = sorted(WHERE_ADDRESSES).index(place)
    chosen = [*ADDRESSES, *ONLY_ADDRESSES][number :: len(WHERE_ADDRESSES)]
    for count, text in enumerate(one for one in ("javascript:alert(1)", *chosen) if "\x01" not in one):
        if "\x00" in text:
            continue
        root = copy_small_site(tmp_path / f"situs{count}")
        put(root, file, way, text)
        told = [(one.place.path, one.place.field) for one in check(root) if one.code == "P054"]
        assert (file, field) in told, (text, told)


@pytest.mark.parametrize("text", ADDRESSES[:3])
def test_an_address_that_runs_is_told_in_any_text(tmp_path: Path, text: str) -> None:
    root = copy_small_site(tmp_path / "situs")
    put(root, f"{DATASET}/datapackage.yaml", ("kontak",), text)
    path = root / DATASET / "bantuan.csv"
    told = [(one.place.path, one.place.field) for one in check(root) if one.code == "P054"]
    assert told == [(f"{DATASET}/datapackage.yaml", "kontak")]
    path.write_text(path.read_text(encoding="utf-8").replace("Keluarga A", text), encoding="utf-8")
    assert "P054" in {one.code for one in check(root) if one.place.path.endswith(".csv")}


@pytest.mark.parametrize(
    "text", ["//lain.example", "https://a@lain.example", "ms-excel:ofe|u|https://a.example"]
)
def test_columns_of_addresses_hold_addresses_alone(tmp_path: Path, text: str) -> None:
    root = copy_small_site(tmp_path / "situs")
    put(root, f"{DATASET}/datapackage.yaml", ("resources", 0, "schema", "fields", 6, "klasifikasi"), "publik")
    put(root, f"{DATASET}/datapackage.yaml", ("resources", 0, "schema", "fields", 6, "name"), "situs")
    path = root / DATASET / "bantuan.csv"
    table = path.read_text(encoding="utf-8").replace("penerima", "situs")
    path.write_text(table.replace("Keluarga A", text), encoding="utf-8")
    told = [(one.place.row, one.place.field) for one in check(root) if one.code == "P054"]
    assert told == [(1, "situs")]


def test_keys_of_ones_own_do_not_leave(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    put(root, f"{DATASET}/datapackage.yaml", ("x-asal",), "s3://gudang/a.csv")
    put(root, f"{DATASET}/datapackage.yaml", ("ckan:url",), "=1+1")
    assert [one.code for one in check(root) if one.code in ("P053", "P054")] == []


def test_forms_of_cells_are_no_texts(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    constraints = {"pattern": "-?[0-9.,]+|beras|minyak"}
    put(root, f"{DATASET}/datapackage.yaml", ("resources", 0, "schema", "fields", 5, "constraints"), "")
    path = root / DATASET / "datapackage.yaml"
    descriptor = yaml.safe_load(path.read_text(encoding="utf-8"))
    descriptor["resources"][0]["schema"]["fields"][5]["constraints"] = constraints
    path.write_text(yaml.safe_dump(descriptor, sort_keys=False), encoding="utf-8")
    assert [one.code for one in check(root) if one.code == "P053"] == []


def test_a_tombstone_is_looked_at_too(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    folder = root / "datasets/dinas-sosial/ditarik"
    folder.mkdir()
    stone = {"judul": FORMULAS[0], "tanggal": "2025-01-02", "alasan": "javascript:alert(1)"}
    (folder / "nisan.yaml").write_text(yaml.safe_dump(stone), encoding="utf-8")
    told = {(one.code, one.place.field) for one in check(root) if one.place.path.endswith("nisan.yaml")}
    assert {("P053", "judul"), ("P054", "alasan")} <= told


def test_a_value_that_is_not_public_is_masked(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    put(root, f"{DATASET}/datapackage.yaml", ("klasifikasi",), "terbatas")
    put(root, f"{DATASET}/datapackage.yaml", ("title",), FORMULAS[0])
    told = [one for one in check(root) if one.code == "P053"]
    assert told and all("HYPERLINK" not in str(one.value) for one in told)


@pytest.mark.parametrize("sign", ["\ufeff", "\u200b", "\u00ad", "\u202e", "\u2060 "])
def test_signs_that_nobody_sees_hide_nothing(sign: str) -> None:
    assert is_formula(f"{sign}=HYPERLINK(A1)") and is_formula(f" {sign}@SUM(A1)")
    assert not is_formula(f"{sign}biasa")
    assert not is_safe_address(f"https://contoh.go.id/{sign.strip()}a")
