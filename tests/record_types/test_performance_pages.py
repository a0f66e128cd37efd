"""Pages of indicators, indices and strategies over tiny data."""

from __future__ import annotations

import re
from typing import Any

import pytest

from html_tree import Tree
from record_builders import make_record_dataset, make_studio
from suluh.record_types.kinerja.pages.indicators import performance_pages
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.thread.thread_pages import thread_pages
from suluh.vocabulary.site import Page

INDICATOR = {
    "id_indikator": "stunting",
    "nama": "Prevalensi <i>stunting</i>",
    "konsep": "Gizi anak",
    "definisi": "Balita pendek dari semua balita",
    "satuan": "%",
    "arah": "turun",
    "rumus": "t_per_r",
    "agregasi": "akhir",
    "instansi": "dinas-contoh",
    "topik": "Kesehatan",
}
YEAR = {"id_indikator": "stunting", "kode_wilayah": "74.72", "triwulan": 0}
YEARS = [
    {**YEAR, "tahun": 2023, "target": 16, "realisasi": 18},
    {**YEAR, "tahun": 2024, "target": 14},
    {**YEAR, "tahun": 2025, "target": 14, "realisasi": 18},
]
GRADES = [
    {"tahun": 2020, "indeks": "sakip", "nilai": 66, "penilai": "KemenPANRB"},
    {"tahun": 2023, "indeks": "sakip", "nilai": 80, "predikat": "BB", "penilai": "KemenPANRB"},
    {"tahun": 2024, "indeks": "spbe", "nilai": "3.5", "penilai": "KemenPANRB"},
]
CODES = ("1.02.02.2.01.0001", "1.02.02.2.01.0002")
PLANS = [
    {
        "tahun": 2025,
        "instansi": "dinas-contoh",
        "kode_sub_kegiatan": code,
        "indikator": "Anak",
        "target": 1,
        "strategi": tags,
    }
    for code, tags in zip(CODES, ("Stunting; SPM", ""), strict=True)
]
MONEY = [
    {
        "tahun": 2025,
        "instansi": "dinas-contoh",
        "kode_sub_kegiatan": code,
        "kode_rekening": "5.1",
        "murni": 1000,
    }
    for code in CODES
]


def made(**rows: Any) -> Studio:
    tables = {
        "indikator": [INDICATOR],
        "capaian": YEARS,
        "indeks": GRADES,
        "rencana": PLANS,
        "anggaran": MONEY,
    }
    return make_studio(make_record_dataset("kinerja", simulated=True, **{**tables, **rows}))


def pages_of(studio: Studio) -> dict[str, Page]:
    return {one.address: one for one in (*performance_pages(studio), *thread_pages(studio))}


def read(studio: Studio, address: str) -> str:
    tree = Tree(pages_of(studio)[address].body())
    assert tree.wrong == [] and tree.open == []
    return re.sub(r"\s+", " ", tree.text.replace("\N{NO-BREAK SPACE}", " "))


@pytest.mark.parametrize(
    "address",
    [
        "kinerja/",
        "kinerja/stunting/",
        "kinerja/indeks/",
        "kinerja/indeks/sakip/",
        "kinerja/strategi/",
        "kinerja/strategi/stunting/",
    ],
)
def test_every_page_is_whole_marked_and_offers_its_numbers(address: str) -> None:
    page = pages_of(made())[address]
    assert page.simulated and "Data contoh" in page.body()
    assert page.numbers is not None
    table = page.numbers()
    assert table.rows and all(len(row) == len(table.columns) for row in table.rows)


def test_an_indicator_tells_result_target_and_achievement() -> None:
    text = read(made(), "kinerja/stunting/")
    assert "Prevalensi <i>stunting</i>" in text
    assert "Tahun 2025 hasilnya 18 % dari target 14 %; capaiannya 77,8 %. Makin kecil makin baik." in text
    assert "Balita pendek dari semua balita" in text
    assert "Tahun 2024 belum dilaporkan" in text


def test_a_target_that_loosens_is_told() -> None:
    loose = [*YEARS[:2], {**YEARS[2], "target": 17}]
    assert "Target 2025 lebih longgar" in read(made(capaian=loose), "kinerja/stunting/")
    assert "lebih longgar" not in read(made(), "kinerja/stunting/")


def test_exactly_eighty_is_not_yet_an_a() -> None:
    assert "Tahun 2023 nilainya 80 (BB)." in read(made(), "kinerja/indeks/sakip/")


def test_a_year_before_the_ladder_has_no_predicate_and_a_series_that_ends_says_so() -> None:
    page = pages_of(made())["kinerja/indeks/sakip/"]
    assert page.numbers is not None
    assert [(row[2], row[5]) for row in page.numbers().rows] == [(2020, ""), (2023, "BB")]
    text = read(made(), "kinerja/indeks/spbe/")
    assert "3,5 (Sangat Baik)" in text and "Seri ini berakhir" in text


def test_a_ladder_is_drawn_on_its_own_scale() -> None:
    body = pages_of(made())["kinerja/indeks/spbe/"].body()
    assert 'x="0.0%"' in body and ">1</text>" in body and 'x="62.5%"><path' in body


def test_strategies_tell_what_part_of_the_budget_names_them() -> None:
    text = read(made(), "kinerja/strategi/")
    assert "1 dari 2 sub kegiatan menyebut strateginya, 50,0 % dari seluruh pagu" in text
    assert "kinerja/strategi/spm/" in pages_of(made())


def test_a_thread_names_its_strategies() -> None:
    assert "Strategi: Stunting, SPM." in read(made(), f"alur/2025/dinas-contoh/{CODES[0]}/")
    assert "Strategi:" not in read(made(), f"alur/2025/dinas-contoh/{CODES[1]}/")


def test_without_indicators_the_page_says_so() -> None:
    assert "Belum ada indikator" in read(make_studio(), "kinerja/")
