"""The API of a built site: described, small, the same as its pages, and enough for a hundred questions."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from answering import Reader
from api_facts import LISTED, PRINTED, read_facts, read_files
from builders import make_settings
from built_projects import Built
from reckoned_answers import load_questions, reckon_answers
from shown_figures import walk_pages
from suluh.publishing.api.shards import LIMIT
from suluh.reading.built_in_guides import load_guides
from suluh.reading.region_list import load_regions

KINDS = {"BerkasDirektori"}


def test_every_answer_is_as_described(built_site: Path) -> None:
    described = json.loads((built_site / "api/v1/openapi.json").read_bytes())
    schemas = described["components"]["schemas"]
    checks: dict[str, Draft202012Validator] = {}
    for address, file in read_files(built_site).items():
        own = file["links"]["schema"].rpartition("/")[2]
        if own not in checks:
            root = {"$ref": f"#/components/schemas/{own}", "components": {"schemas": schemas}}
            checks[own] = Draft202012Validator(root)
        plain = json.loads((built_site / address).read_bytes())
        assert next(checks[own].iter_errors(plain), None) is None, address
    written = {name for name in schemas if name.startswith("Berkas")}
    assert set(checks) | KINDS == written


def test_files_are_few_and_small(built: Built) -> None:
    files = [path for path in (built.site / "api/v1").rglob("*") if path.is_file()]
    sizes = {path: path.stat().st_size for path in files if path.name != "openapi.json"}
    assert {path: size for path, size in sizes.items() if size > LIMIT} == {}
    assert (built.site / "llms.txt").stat().st_size <= LIMIT
    assert len(files) <= 2100
    assert sum(sizes.values()) <= 25_000_000


def test_links_lead_to_files_and_from_one_to_every_other(built_site: Path) -> None:
    files = read_files(built_site)
    led: set[str] = set()
    for address, file in files.items():
        links = file["links"]
        assert links["self"] == address
        assert {links["index"], links["up"]} <= set(files)
        for item in file.get("isi", ()):
            for target in item.get("alamat", ()) if isinstance(item, dict) else ():
                if "{" not in target:
                    led.add(f"api/v1/{target}")
        for beginning in file.get("bagian", ()):
            led.add("api/v1/" + file["pola"].replace("{mulai}", beginning))
    assert led - set(files) == set()
    index = files["api/v1/index.json"]
    parts = {f"api/v1/cari/k-{beginning}.json" for beginning in index["cari"]}
    assert parts == {address for address in files if address.startswith("api/v1/cari/")}
    collections = {f"api/v1/{address}" for address in index["kumpulan"].values() if "{" not in address}
    assert collections - {"api/v1/openapi.json"} <= set(files)
    unreached = set(files) - led - parts - collections - {"api/v1/index.json"}
    assert {address for address in unreached if not address.startswith("api/v1/catatan/")} == set()


def test_facts_are_those_that_pages_print(built_site: Path) -> None:
    """Every one of them by its name; copies of single cells stand in the rows of their tables."""
    facts = read_facts(built_site)
    other, printed = {}, set()
    for page in walk_pages(built_site):
        for figure in page.figures:
            if figure.name and figure.value and not figure.name.startswith("isi."):
                printed.add(figure.name)
                if facts.get(figure.name) != figure.value:
                    other[figure.name] = (page.address, figure.value, facts.get(figure.name))
    assert printed
    assert other == {}


def test_what_only_pages_make_is_listed_nowhere_else(built_site: Path) -> None:
    listed, printed = read_facts(built_site, LISTED), read_facts(built_site, PRINTED)
    assert listed and printed
    assert set(listed) & set(printed) == set()
    pages = {
        item["halaman"]
        for file in read_files(built_site).values()
        if file["jenis"] in PRINTED
        for item in file["isi"]
    }
    assert {page for page in pages if not (built_site / page / "index.html").is_file()} == set()


def test_the_table_of_all_facts_says_the_same(built_site: Path) -> None:
    with zipfile.ZipFile(built_site / "data/fakta.zip") as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("fakta.csv").decode("utf-8"), newline="")))
    facts = read_facts(built_site, LISTED)
    assert len({row["nama"] for row in rows}) == len(rows)
    for row in rows:
        said = row["nilai"] or (f"{row['rendah']}..{row['tinggi']}" if row["rendah"] else row["keadaan"])
        if facts[row["nama"]] != said:
            assert facts[f"{row['nama'].partition('.')[0]}_yang_lengkap.{row['nama'].partition('.')[2]}"]
        assert row["status_data"]
        assert row["sumber"] or row["rumus"] == "waktu"  # the calendar is nobody's dataset
    kinds = {row["rumus"] for row in rows}
    whole = {name for name in facts if name.partition(".")[0] in kinds}
    assert whole == {row["nama"] for row in rows}


def test_what_is_invented_is_called_so(built_site: Path) -> None:
    invented = {
        item["nama"]
        for address, file in read_files(built_site).items()
        if file["jenis"] == "dataset"
        for item in file["isi"]
        if item["status_data"] == "simulasi"
    }
    assert invented
    for address, file in read_files(built_site).items():
        if any(source["dataset"] in invented for source in file.get("sumber", ())):
            assert file["simulasi"] is True or file["jenis"] == "direktori", address


@pytest.mark.parametrize("number", range(100))
def test_a_program_finds_the_answer_in_three_files(built: Built, number: int) -> None:
    question: Any = load_questions()[number]
    kind = "lengkap" if built.site.parent.name == "lengkap" else "kerat"
    reader = Reader(built.site, question["tanya"])
    assert reader.answer() == question["jawaban"][kind], question["kalimat"]
    assert len(reader.fetched) <= 3
    assert max(reader.fetched.values()) <= LIMIT


def test_the_answers_are_those_of_the_project(built: Built) -> None:
    kind = "lengkap" if built.site.parent.name == "lengkap" else "kerat"
    answers = reckon_answers(built.project)
    for question in load_questions():
        written: Any = question["jawaban"]
        assert answers[str(question["nomor"])] == written[kind], question["kalimat"]


def test_llms_names_the_entry_and_says_what_is_invented(built_site: Path) -> None:
    text = (built_site / "llms.txt").read_text(encoding="utf-8")
    assert "api/v1/index.json" in text and "api/v1/openapi.json" in text
    assert "karangan" in text


def test_the_examples_of_the_guide_run(built: Built, capsys: pytest.CaptureFixture[str]) -> None:
    """The programs of `tentang/api.md`, one after the other, with the built site in the place of the web."""
    guides = load_guides(make_settings(wilayah="74.72", guides=True), load_regions())
    text = next(guide.text for guide in guides if guide.path == "tentang/api.md")
    programs = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(programs) == 2
    names: dict[str, Any] = {}
    for program in programs:
        site = re.sub(r"^SITUS = .*$", f'SITUS = "{built.site.as_uri()}/"', program, flags=re.MULTILINE)
        exec(compile(site, "tentang/api.md", "exec"), names)
    said = capsys.readouterr().out
    assert "2025-tw2" in said and "sub kegiatan" in said
    assert "wilayah 74.72.01.1007 Kelurahan Katobengke" in said
    for address in re.findall(r"https://contoh\.go\.id/suluh/(\S+\.json)", text):
        assert (built.site / address).is_file()
