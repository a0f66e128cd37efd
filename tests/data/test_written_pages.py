"""Hand-written pages: their front matter, their tone, and that they lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown.extensions.toc import slugify
from published_data import CONTENT, descriptor_paths, read_rows, split_front_matter

from suluh.checking.descriptor_metadata import OWN_KEYS, REQUIRED_KEYS
from suluh.reading.region_list import load_regions
from suluh.reading.standard_list import list_standards, load_standard
from suluh.record_types import generated_sections

GUIDES = Path(__file__).parents[2] / "generator" / "suluh" / "guides"
PAGES = sorted(path for path in CONTENT.rglob("*.md") if "laporan" not in path.parts)
SECTIONS = {one.name for one in generated_sections()}
every_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)


def test_the_pages_about_the_site_are_there() -> None:
    assert {path.stem for path in GUIDES.rglob("*.md")} >= {
        "index",
        "dasar-hukum",
        "cara-mengirim",
        "melapor-kesalahan",
        "data-contoh",
        "unduhan",
    }


@every_page
def test_front_matter_has_a_title_and_a_description(path: Path) -> None:
    front, body = split_front_matter(path)
    assert {"title", "description"} <= front.keys()
    assert body.count("\n# ") == 1
    assert len(front["description"]) <= 160


@every_page
def test_links_lead_somewhere(path: Path) -> None:
    _, body = split_front_matter(path)
    for target in re.findall(r"\]\(([^)\s]+)\)", body):
        if target.startswith("suluh:"):
            assert _is_record(target.removeprefix("suluh:")), target
        elif not target.startswith("https://"):
            file, _, anchor = target.partition("#")
            found = (path.parent / file).resolve()
            section = found.parent.name in SECTIONS and found.name == "index.md"
            assert section or found.is_file(), target
            if anchor:
                assert anchor in _anchors(found)


@every_page
def test_words_are_plain_and_without_alarm(path: Path) -> None:
    _, body = split_front_matter(path)
    prose = re.sub(r"```.*?```|`[^`]*`|<!--.*?-->|SP4N-LAPOR!|!!! note|!\[", "", body, flags=re.DOTALL)
    assert "!" not in prose
    assert not re.search(r"\bgagal\b|\bburuk\b", prose)


def _is_record(address: str) -> bool:
    section, _, name = address.strip("/").partition("/")
    if section == "kirim":
        return not name
    if section == "standar":
        return not name or name in list_standards()
    if section == "wilayah":
        return name in load_regions()
    if section == "instansi":
        return name in {row["slug"] for row in read_rows("referensi/instansi/instansi.csv")}
    if section == "data":
        catalogues = {f"katalog.{ending}" for ending in ("json", "csv", "jsonld", "ttl", "rdf")}
        datasets = {path.parent.name for path in descriptor_paths()}
        return not name or name in {"hitung_ulang.py", "arsip", "wilayah", *catalogues, *datasets}
    if section == "laporan":
        return (CONTENT / "laporan" / f"{name}.md").is_file()
    if section == "alur":
        year, agency, code = name.split("/")
        keys = {
            (row["tahun"], row["instansi"], row["kode_sub_kegiatan"])
            for row in read_rows("bappeda/rencana/rencana.csv")
        }
        return (year, agency, code) in keys
    return address in (
        "tentang/temuan",
        "tentang/rumus",
        "tentang/mengutip-angka",
        "data.json",
        "templat",
        "umpan",
        "ppid",
        "ppid/dip",
        "ppid/dik",
    )


def _anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {slugify(re.sub(r"[`*]|\]\([^)]*\)|\[", "", heading), "-") for heading in headings}


def test_submission_page_documents_every_key_of_a_descriptor() -> None:
    text = (GUIDES / "tentang" / "cara-mengirim.md").read_text(encoding="utf-8")
    keys = {*REQUIRED_KEYS, *OWN_KEYS, "name", "klasifikasi", "resources", "turunan", "standar"}
    assert sorted(key for key in keys if f"`{key}`" not in text) == []
    for path in descriptor_paths():
        used = re.findall(r"^([a-z_]+):", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert [key for key in used if f"`{key}`" not in text] == []


def test_submission_page_documents_every_key_of_a_report() -> None:
    text = (GUIDES / "tentang" / "cara-mengirim.md").read_text(encoding="utf-8")
    keys = [field["name"] for field in load_standard("laporan")["fields"]]
    assert [key for key in keys if f"`{key}`" not in text] == []
