"""Pages of procurement over tiny data: stages, prices against ceilings, and the thread's packages."""

from __future__ import annotations

import re
from typing import Any

import pytest

from html_tree import Tree
from record_builders import make_record_dataset, make_studio
from suluh.record_types.pengadaan.pages.procurements import procurement_pages
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.thread.thread_pages import thread_pages
from suluh.vocabulary.figures import State
from suluh.vocabulary.site import Page

CODE = "1.06.02.2.01.0001"
PACKAGE = {
    "tahun": 2025,
    "id_pengadaan": "P-1",
    "instansi": "dinas-contoh",
    "kode_sub_kegiatan": CODE,
    "paket": "Beras <b>bantuan</b>",
    "jenis": "barang",
    "metode": "tender",
    "pagu": 60_000_000,
    "nilai_kontrak": 54_000_000,
    "penyedia": "Penyedia contoh 1",
    "tanggal_kontrak": "2025-03-01",
    "status": "kontrak",
}
PLANNED = {
    **PACKAGE,
    "id_pengadaan": "P-2",
    "paket": "Pelatihan",
    "metode": "swakelola",
    "pagu": 20_000_000,
    "nilai_kontrak": None,
    "penyedia": None,
    "tanggal_kontrak": None,
    "status": "rencana",
}
MONEY = {
    "tahun": 2025,
    "instansi": "dinas-contoh",
    "kode_sub_kegiatan": CODE,
    "kode_rekening": "5.1",
    "murni": 90_000_000,
}


def made(*rows: Any) -> Studio:
    some = rows or (PACKAGE, PLANNED)
    return make_studio(make_record_dataset("pengadaan", simulated=True, pengadaan=some, anggaran=[MONEY]))


def pages_of(studio: Studio) -> dict[str, Page]:
    return {one.address: one for one in (*procurement_pages(studio), *thread_pages(studio))}


def read(studio: Studio, address: str) -> str:
    tree = Tree(pages_of(studio)[address].body())
    assert tree.wrong == [] and tree.open == []
    return re.sub(r"\s+", " ", tree.text.replace("\N{NO-BREAK SPACE}", " "))


@pytest.mark.parametrize("address", ["pengadaan/", "pengadaan/2025/", "pengadaan/2025/dinas-contoh/"])
def test_every_page_is_whole_marked_and_offers_its_numbers(address: str) -> None:
    page = pages_of(made())[address]
    assert page.simulated and "Data contoh" in page.body()
    assert page.numbers is not None and len(page.numbers().rows) == 2


def test_a_year_tells_how_far_its_packages_have_come() -> None:
    text = read(made(), "pengadaan/2025/")
    assert "1 dari 2 paket sudah berkontrak atau selesai. Nilai kontraknya 90,0 % dari pagu" in text
    assert "Direncanakan1 paket" in text.replace("Direncanakan 1", "Direncanakan1")


def test_a_package_tells_method_supplier_and_price() -> None:
    text = read(made(), "pengadaan/2025/dinas-contoh/")
    assert "Beras <b>bantuan</b>" in text
    assert "Tender · Penyedia contoh 1 · kontrak 1 Maret 2025" in text
    assert "Rp54 juta" in text and "Rp20 juta" in text


def test_what_has_no_contract_has_no_price_of_nought() -> None:
    page = pages_of(made(PLANNED))["pengadaan/2025/"]
    assert page.numbers is not None
    (row,) = page.numbers().rows
    assert row[-1] is State.TIDAK_BERLAKU
    assert "0,0 %" not in read(made(PLANNED), "pengadaan/2025/")


def test_a_thread_shows_its_packages() -> None:
    text = read(made(), f"alur/2025/dinas-contoh/{CODE}/")
    assert "Pengadaan" in text and "Penyedia contoh 1" in text


def test_without_packages_the_way_in_says_so() -> None:
    assert "Belum ada pengadaan" in read(make_studio(), "pengadaan/")
