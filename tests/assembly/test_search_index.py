"""The search index: words as they are kept, small files, and numbers that look like nobody's."""

from __future__ import annotations

import json
import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from made_sites import make_page, make_settings, make_site
from suluh.assembly.search import index_site, list_equals
from suluh.assembly.search_entries import SearchEntry, make_entry
from suluh.assembly.search_index import FEW, encode_numbers, order_entries, write_words
from suluh.assembly.search_words import name_words, stem, told_words


def decode(text: str) -> list[int]:
    """Page numbers as the script reads them."""
    numbers: list[int] = []
    for one in re.findall("[a-z]*[A-Z]", text):
        difference = 0
        for letter in one.lower():
            difference = difference * 26 + ord(letter) - ord("a")
        numbers.append(difference + (numbers[-1] if numbers else 0))
    return numbers


@given(st.sets(st.integers(0, 100_000), max_size=50))
def test_numbers_are_letters_and_come_back(numbers: set[int]) -> None:
    text = encode_numbers(sorted(numbers))
    assert decode(text) == sorted(numbers)
    assert not re.search(r"[^A-Za-z]", text)


def test_names_keep_words_numbers_and_codes() -> None:
    assert name_words("Dinas PUPR, 1.03.06 (2025)") == ["dinas", "pupr", "1.03.06", "2025"]
    assert name_words("Kecamatan Lea-Lea") == ["kecamatan", "lea", "lea", "lealea"]
    assert name_words("Sûlaa") == ["sulaa"]


def test_bodies_keep_words_and_codes_and_no_figure() -> None:
    html = (
        "<p>Jalan&amp;got Rp1.234.567,00 pada 5.1.02.01 dan 7472010101900001</p><svg><text>peta</text></svg>"
        "<script>rahasia()</script><b>0812-3456-7890</b> 12,5 % <i>1.234.567</i>"
    )
    assert told_words(html) == {"jalan", "got", "pada", "5.1.02.01", "dan"}


def test_words_of_one_root_meet() -> None:
    assert {stem(word) for word in ("pembangunan", "membangun", "bangunan")} == {"bangun"}
    assert {stem(word) for word in ("pengaduan", "aduan")} == {"aduan"}
    assert stem("penataan") == "tata"
    assert stem("jalan") == "jalan" and stem("desa") == "desa"


def entry(address: str, title: str = "Judul", body: str = "") -> SearchEntry:
    return make_entry(make_page(address, title), body)


def test_an_entry_tells_kind_year_and_other_names() -> None:
    made = entry("kinerja/kematian-ibu/", "Angka kematian ibu", "<p>melahirkan</p>")
    assert (made.kind, made.year, made.length) == ("kinerja", "", 3)
    assert {"angka", "kematian", "ibu"} == made.title_words
    assert {"kematian", "ibu"} <= made.other_words and "melahirkan" in made.told
    assert entry("laporan/dinas-pupr/2025-tw2/").year == "2025"
    assert entry("anggaran/2024/dinas-pupr/", "Anggaran 2024").year == "2024"
    assert entry("data/dana-desa/", "Dana desa 2023-2025").year == ""


def test_words_of_a_form_find_no_page_by_its_body() -> None:
    pages = [entry(f"alur/{number}/", f"Nama {number}", "<p>pagu realisasi</p>") for number in range(FEW)]
    odd = entry("alur/lain/", "Lain", "<p>pagu mercusuar</p>")
    files, firsts = write_words([*pages, odd])
    words = {word: pages for text in files.values() for word, pages in json.loads(text).items()}
    assert "pagu" not in words and "realisasi" not in words
    assert decode(words["mercusuar"].split(",")[2]) == [FEW]
    assert firsts == [min(words)]


def test_what_is_sought_most_comes_first_and_newest() -> None:
    pages = [entry("alur/2024/a/"), entry("alur/2025/a/"), entry("wilayah/1/")]
    ordered = order_entries(pages, {"wilayah": 9, "alur": 3})
    assert [one.address for one in ordered] == ["wilayah/1/", "alur/2025/a/", "alur/2024/a/"]


def test_a_site_adds_words_of_its_own() -> None:
    equals = list_equals({"got": ["drainase"]}, ["Got = parit kota", "alun alun = lapangan"])
    assert equals == {"got": ["drainase", "parit kota"], "alun alun": ["lapangan"]}


def test_the_index_has_the_words_of_the_site(tmp_path: Path) -> None:
    site = make_site()
    entries = [make_entry(page, "<p>isi</p>") for page in site.pages]
    files = index_site(entries, site, make_settings(tmp_path, padanan_kata=("got = drainase",)))
    start = json.loads(files["aset/cari/mulai.json"])
    assert sum(count for _, _, count in start["jenis"]) == len(entries) == len(start["panjang"])
    assert start["padanan"]["got"][-1] == "drainase"
    assert {f"aset/cari/kata-{number}.json" for number in range(len(start["batas"]))} <= files.keys()
