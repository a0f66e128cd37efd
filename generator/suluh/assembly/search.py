"""The site's own search: an index of small files, and what its script says and knows of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from itertools import groupby
from pathlib import Path

from suluh.assembly.search_entries import SearchEntry, make_document_entry
from suluh.assembly.search_index import (
    PAGES_OF_FILE,
    Files,
    encode_number,
    order_entries,
    write_json,
    write_pages,
    write_spellings,
    write_words,
)
from suluh.assembly.search_words import asked_words
from suluh.assembly.site_addresses import file_of
from suluh.reading.standard_list import load_standard_file
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Document, Site
from suluh.words.saying import N_, say_in

FOLDER = "aset/cari/"
"""Where the index lies, beside its script."""
_KNOWN_WORDS = "words/pencarian"
_PLACES = "words/tempat"
_REGIONS = "wilayah"
_USUAL_WEIGHT = 4
_LONGEST_TITLE = 25
_TITLE = re.compile(r"<h1\b[^>]*>(.*?)</h1>|<title>(.*?)</title>", re.DOTALL)
_DESCRIPTION = re.compile(r"<meta name=\"?description\"? [^>]*?content=\"([^\"]*)\"")
_TAG = re.compile(r"<[^>]*>")
_EQUAL = " = "
SAID: Mapping[str, str] = {
    "buka": N_("Cari di Suluh"),
    "isi": N_("Nama, kode, atau kata"),
    "tutup": N_("Tutup"),
    "saran": N_("Tulis nama tempat, instansi, layanan, indikator, atau kode."),
    "jumlah": N_("Halaman ditemukan: NUMBER."),
    "lagi": N_("Lebih banyak"),
    "mungkin": N_("Tidak ada yang bernama WRONG; ini untuk MEANT."),
    "tanpa": N_("Tidak ada halaman dengan kata WORDS; ini untuk kata lainnya."),
    "sebagian": N_("Tidak ada halaman dengan semua kata itu; ini yang memuat sebagian."),
    "kosong": N_("Tidak ditemukan: tidak ada halaman untuk ASKED."),
    "lain": N_("Coba kata lain yang lebih umum, atau"),
    "daftar": N_("buka daftar A sampai Z"),
    "gagal": N_("Pencarian tidak dapat dimuat. Periksa sambungan, atau"),
}
"""What the script of the search says, in the language of the site; words in capitals are filled in by it."""


def index_site(entries: Sequence[SearchEntry], site: Site, settings: Settings) -> Files:
    """The files of the index by name from the site's root."""
    known = load_standard_file(_KNOWN_WORDS)
    weights: Mapping[str, int] = known["bobot"]
    kinds = {entry.kind: weights.get(entry.kind, _USUAL_WEIGHT) for entry in entries}
    ordered = order_entries(entries, kinds)
    words, firsts = write_words(ordered)
    titles = {page.address: page.title for page in site.pages}
    titles |= {entry.address: entry.title for entry in entries}
    start = {
        "jenis": [
            [titles.get(f"{kind}/", kind), kinds[kind], len(list(some))]
            for kind, some in groupby(ordered, lambda entry: entry.kind)
        ],
        "panjang": "".join(encode_length(entry.length) for entry in ordered),
        "tahun": " ".join(f"{year or 0}:{len(list(some))}" for year, some in groupby(ordered, _year_of)),
        "per": PAGES_OF_FILE,
        "batas": firsts,
        "padanan": list_equals(known["padanan"], settings.padanan_kata) | name_regions(ordered),
        "abaikan": known["abaikan"],
        "kata": {name: say_in(settings.language, text) for name, text in SAID.items()},
    }
    files = {
        **words,
        **write_pages(ordered),
        "ejaan.json": write_spellings(ordered),
        "mulai.json": write_json(start),
    }
    return {f"{FOLDER}{name}": text for name, text in files.items()}


def read_documents(target: Path, documents: Iterable[Document]) -> list[SearchEntry]:
    """Entries of the finished hand-written pages in the folder `target`."""
    entries = []
    for document in documents:
        html = (target / file_of(document.address)).read_text(encoding="utf-8")
        found, described = _TITLE.search(html, html.find("<article")), _DESCRIPTION.search(html)
        title = unescape(_TAG.sub("", found[1] or found[2] or "")).strip() if found else ""
        description = unescape(described[1]) if described else ""
        entries.append(make_document_entry(document.address, title, description, html))
    return entries


def list_equals(known: Mapping[str, Sequence[str]], own: Iterable[str]) -> dict[str, list[str]]:
    """What is sought for a word besides: ours, and the site's own lines such as `got = drainase`."""
    equals = {" ".join(asked_words(word)): [*others] for word, others in known.items()}
    for line in own:
        word, _, other = line.partition(_EQUAL)
        equals.setdefault(" ".join(asked_words(word)), []).append(other)
    return {word: [" ".join(asked_words(other)) for other in others] for word, others in equals.items()}


def name_regions(entries: Iterable[SearchEntry]) -> dict[str, list[str]]:
    """Short and former names of the regions that have a page: sultra → sulawesi tenggara."""
    known: Mapping[str, Mapping[str, str]] = load_standard_file(_PLACES)["nama_lain"]
    here = [entry.title_words for entry in entries if entry.kind == _REGIONS]
    names = {short: asked_words(name) for some in known.values() for short, name in some.items()}
    return {
        short: [" ".join(words)]
        for short, words in names.items()
        if any(title.issuperset(words) for title in here)
    }


def encode_length(words: int) -> str:
    """How many words a title has, as one letter."""
    return encode_number(min(words, _LONGEST_TITLE))


def _year_of(entry: SearchEntry) -> str:
    return entry.year
