"""Lists of hand-written pages say what the catalogue knows, and nothing that a title smuggles in."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from markdown import Markdown

from builders import make_cleared, make_dataset
from suluh.publishing.page_lists import fill_lists
from suluh.vocabulary.catalog import Catalog, Dataset
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.site import Document, Page

HEAD = "---\ntitle: Arti\n{more}---\n\n# Arti\n\n"
ASK = "<!-- suluh:daftar {name} -->\n"
EVIL = "<script>alert(1)</script> [x](javascript:1) *a* `b` ![c](d) {{ e }} | &amp; _f_"


def dataset(name: str, status: StatusData, title: str = "") -> Dataset:
    return make_dataset(
        make_cleared({}, name=name, title=title or f"Data {name}", status_data=status, resources=())
    )


def catalog(*datasets: Dataset) -> Catalog:
    return Catalog({one.name: one for one in datasets}, {}, ())


def fill(name: str, *datasets: Dataset, more: str = "") -> str:
    text = HEAD.format(more=more) + ASK.format(name=name) + "\nSesudahnya.\n"
    return fill_lists([Document("tentang/arti.md", text)], catalog(*datasets), ())[0].text


SOME = (
    dataset("usulan", StatusData.SIMULASI),
    dataset("luas", StatusData.TETAP),
    dataset("dana", StatusData.SEMENTARA),
)


def test_invented_data_is_listed_from_the_catalogue() -> None:
    text = fill("data-contoh", *SOME)
    assert "1 dari 3 dataset situs ini karangan:\n\n- [Data usulan](suluh:data/usulan), " in text
    assert "suluh:data/luas" not in text and text.endswith("\nSesudahnya.\n")
    assert "1 of 3 datasets on this site is invented:" in fill("data-contoh", *SOME, more="bahasa: en\n")


def test_what_is_not_invented_says_how_final_it_is() -> None:
    text = fill("data-bukan-contoh", *SOME)
    assert "suluh:data/usulan" not in text
    assert re.search(r"suluh:data/luas\), .*: Data resmi\n", text)
    assert re.search(r"suluh:data/dana\), .*: Sementara\n", text)


def test_a_site_of_one_kind_says_so() -> None:
    assert "Tidak ada data contoh di situs ini." in fill("data-contoh", SOME[1])
    assert "Semua dataset situs ini karangan." in fill("data-bukan-contoh", SOME[0])


def test_a_page_that_asks_for_none_stays_as_it_is() -> None:
    document = Document("a.md", "# A\n\nSebuah `<!-- suluh:daftar data-contoh -->` di tengah kalimat.\n")
    assert fill_lists([document], catalog(*SOME), ())[0] is document


@pytest.mark.parametrize("name", ["data-contoh", "lisensi"])
def test_a_title_is_text_and_nothing_else(name: str) -> None:
    text = fill(name, dataset("usulan", StatusData.SIMULASI, EVIL)).partition("# Arti")[2]
    html = Markdown(extensions=["tables", "attr_list"]).convert(text)
    assert html.count("<a ") == 1 and "<script" not in html and "<img" not in html
    for tag in ("<em>", "<code>", "javascript:1"):
        assert tag not in html
    assert "&#60;script&#62;" in html or "&lt;script&gt;" in html


def page(address: str, title: str) -> Page:
    return Page(address=address, title=title, description="", section="wilayah", body=lambda: "")


PAGES = (
    page("wilayah/", "Wilayah"),
    page("wilayah/74.71/", "Kota Kendari"),
    page("wilayah/74.71.01.1005/", "Kelurahan [Mandonga](x)"),
    page("wilayah/74.71.02.1001/", "Kelurahan lain"),
    page("data/arsip/", "Arsip"),
    page("rencana/", "Rencana"),
    replace(page("wilayah/74.71.01.1001/", "Nama lama"), indexed=False),
    replace(page("usulan/", "Ditarik"), indexed=False),
)


def fill_sentence(text: str) -> str:
    return fill_lists([Document("tentang/arti.md", text)], catalog(), PAGES)[0].text


def test_an_example_is_a_page_that_is_there_and_the_furthest_down() -> None:
    shown = fill_sentence("Wilayah.<!-- suluh:contoh wilayah --> Data.<!-- suluh:contoh data -->\n")
    name = "Kelurahan &#91;Mandonga&#93;(x)"
    assert shown == f"Wilayah. Contoh: [{name}](suluh:wilayah/74.71.01.1005/). Data.\n"


def test_what_depends_on_a_page_is_shown_with_that_page_alone() -> None:
    text = "<!-- suluh:bila {} -->\nRencana.\n<!-- suluh:akhir -->\nSelalu.\n"
    assert fill_sentence(text.format("rencana/")) == "Rencana.\nSelalu.\n"
    assert fill_sentence(text.format("usulan/")) == "Selalu.\n"
    quoted = "`<!-- suluh:bila usulan/ -->`, `<!-- suluh:akhir -->`, `<!-- suluh:contoh data -->`\n"
    assert fill_sentence(quoted) == quoted
