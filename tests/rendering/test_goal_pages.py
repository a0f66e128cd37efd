"""Pages of goals over tiny data: what serves a sasaran, what serves none, and the thread's way back."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from html_tree import Tree
from record_builders import make_record_dataset, make_studio
from suluh.rendering.pages.budgets.budget_pages import budget_pages
from suluh.rendering.pages.plans import plan_years, single_goal
from suluh.rendering.pages.plans.goal_pages import goal_pages
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.thread.thread_pages import thread_pages
from suluh.vocabulary.figures import State

CODE, LOOSE = "1.06.02.2.01.0001", "1.06.02.2.01.0002"
PLAN = {"tahun_awal": 2023, "tahun_akhir": 2027}
GOALS = [
    {"id": "v", "jenis": "visi", "uraian": "Kota <b>rukun</b>", **PLAN},
    {"id": "1", "induk": "v", "jenis": "misi", "uraian": "Melayani semua", **PLAN},
    {"id": "1.1", "induk": "1", "jenis": "tujuan", "uraian": "Terlindungi", **PLAN},
    {"id": "1.1.1", "induk": "1.1", "jenis": "sasaran", "uraian": "Menurunnya kerentanan", **PLAN},
    {"id": "1.1.2", "induk": "1.1", "jenis": "sasaran", "uraian": "Naiknya relawan", **PLAN},
]
ROW = {
    "tahun": 2024,
    "instansi": "dinas-contoh",
    "kode_sub_kegiatan": CODE,
    "indikator": "Orang dilatih",
    "satuan": "orang",
    "target": 100,
    "arah": "naik",
    "rumus": "r_per_t",
    "agregasi": "jumlah",
    "pagu_indikatif": 2_000_000,
    "sasaran": "1.1.1",
}
MONEY = {"tahun": 2024, "instansi": "dinas-contoh", "kode_sub_kegiatan": CODE, "murni": 1_000_000}


def made() -> Studio:
    return make_studio(
        make_record_dataset(
            "rencana",
            tujuan=GOALS,
            rencana=[ROW, {**ROW, "kode_sub_kegiatan": LOOSE, "sasaran": None}],
            anggaran=[{**MONEY, "kode_rekening": "5.1.02"}],
            realisasi=[{**MONEY, "triwulan": 1, "indikator": "Orang dilatih", "realisasi_keuangan": 250_000}],
        ),
        names={CODE: "Pelatihan relawan"},
    )


def read(studio: Studio, address: str) -> str:
    pages = {one.address: one for one in (*goal_pages(studio), *thread_pages(studio))}
    tree = Tree(pages[address].body())
    assert tree.wrong == [] and tree.open == []
    return re.sub(r"\s+", " ", tree.text.replace("\N{NO-BREAK SPACE}", " "))


def test_the_tree_says_what_serves_each_goal_and_what_serves_none() -> None:
    text = read(made(), "rencana/")
    assert "Rencana 2023–2027 punya 1 misi dan 2 sasaran" in text
    assert "1 sub kegiatan, 25,0 % terserap" in text
    assert "Misi 1 mendapat bagian terbesar: Rp1 juta, 100,0 % dari anggaran" in text
    assert "1 sasaran belum dilayani sub kegiatan apa pun tahun 2024" in text
    assert "1 sub kegiatan 2024 tidak menyebut sasarannya" in text
    assert "Kota <b>rukun</b>" in text


def test_a_sasaran_has_a_page_with_its_years_and_works() -> None:
    studio = made()
    text = read(studio, "rencana/sasaran/1.1.1/")
    assert "1 sub kegiatan dari 1 instansi melayani sasaran ini" in text
    assert "Rp2.000.000" in text and "25,0 % pagu terserap" in text and "Pelatihan relawan" in text
    assert "Belum ada sub kegiatan" in read(studio, "rencana/sasaran/1.1.2/")


def test_a_sasaran_shows_its_five_year_targets_and_what_came_of_them() -> None:
    row = {**PLAN, "id_tujuan": "1.1.1", "indikator": "Keluarga rentan", "satuan": "persen", "arah": "turun"}
    rows = [{**row, "kondisi_awal": 20, "tahun": year, "target": 2041 - year} for year in range(2023, 2028)]
    rows[0]["realisasi"] = "19.5"
    studio = make_studio(make_record_dataset("rencana", tujuan=GOALS, target_lima_tahun=rows))
    text = read(studio, "rencana/sasaran/1.1.1/")
    assert "Dari 20 menuju 14 persen pada 2027." in text
    assert "Tahun 2023 tercapai 19,5 dari target 18, 92,3 %." in text
    assert "Hasil Keluarga rentan belum dilaporkan. Tahun: 2024." in text
    assert "Target lima tahun" not in read(studio, "rencana/sasaran/1.1.2/")
    page = next(one for one in goal_pages(studio) if one.address == "rencana/sasaran/1.1.1/")
    assert page.numbers is not None
    (targets,) = page.numbers.more
    table = targets()
    assert [column.name for column in table.columns[-2:]] == ["target", "hasil"]
    assert [row[0] for row in table.rows] == ["2023", "2024", "2025", "2026", "2027"]
    assert table.rows[0][1:] == ("1.1.1", "Keluarga rentan", "persen", Decimal(18), Decimal("19.5"))
    assert table.rows[1][-1] is State.BELUM_DILAPORKAN


def test_a_year_that_goes_on_has_no_percentage_that_its_end_may_undo() -> None:
    row = {**PLAN, "id_tujuan": "1.1.1", "indikator": "Kematian", "satuan": "orang", "arah": "turun"}
    rows = [{**row, "tahun": year, "target": 8, "realisasi": 4} for year in (2024, 2025)]
    studio = make_studio(make_record_dataset("rencana", tujuan=GOALS, target_lima_tahun=rows))
    assert studio.settings.as_of.day.year == 2025
    assert "Tahun 2025 tercapai 4 dari target 8." in read(studio, "rencana/sasaran/1.1.1/")
    over = make_studio(make_record_dataset("rencana", tujuan=GOALS, target_lima_tahun=rows[:1]))
    assert "Tahun 2024 tercapai 4 dari target 8, 200,0 %." in read(over, "rencana/sasaran/1.1.1/")


def test_results_may_stand_in_the_table_of_achievements() -> None:
    row = {**PLAN, "id_tujuan": "1.1.1", "indikator": "miskin", "satuan": "persen", "arah": "turun"}
    rows = [{**row, "tahun": year, "target": 2041 - year} for year in range(2023, 2028)]
    rows[0]["realisasi"] = 18
    told = {"id_indikator": "miskin", "triwulan": 0, "kode_wilayah": "74.72"}
    done = [{**told, "tahun": 2023, "realisasi": 99}, {**told, "tahun": 2024, "realisasi": "16.5"}]
    other = {**told, "tahun": 2025, "realisasi": 15, "kode_wilayah": "74.71"}
    made_of = make_record_dataset("rencana", tujuan=GOALS, target_lima_tahun=rows, capaian=[*done, other])
    text = read(make_studio(made_of), "rencana/sasaran/1.1.1/")
    assert "Menuju 14 persen pada 2027. Tahun 2024 tercapai 16,5 dari target 17, 103,0 %." in text
    assert "99" not in text


def test_a_thread_names_its_sasaran_and_misi() -> None:
    studio = made()
    address = f"alur/2024/dinas-contoh/{CODE}/"
    assert "Menuju sasaran: Menurunnya kerentanan, misi 1: Melayani semua." in read(studio, address)
    page = next(one for one in thread_pages(studio) if one.address == address)
    assert 'href="../../../../rencana/sasaran/1.1.1/"' in page.body()


def test_the_year_page_has_all_programmes_and_its_numbers_too() -> None:
    studio = made()
    assert "Rencana 2024 memuat 2 sub kegiatan dalam 1 program dari 1 instansi" in read(
        studio, "rencana/2024/"
    )
    for page in goal_pages(studio):
        assert page.numbers is not None
        table = page.numbers()
        assert table.rows and all(len(row) == len(table.columns) for row in table.rows)


def test_a_year_of_very_many_plans_leads_to_the_pages_of_each_field(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_years, "MOST_LISTED", 1)
    studio = made()
    page = next(one for one in goal_pages(studio) if one.address == "rencana/2024/")
    assert "Pelatihan relawan" not in read(studio, "rencana/2024/")
    assert 'href="../../anggaran/2024/urusan/1.06/"' in page.body()
    assert "anggaran/2024/urusan/1.06/" in {one.address for one in budget_pages(studio)}


def test_a_goal_of_very_many_works_shows_the_largest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(single_goal, "MOST_WORKS", 0)
    text = read(made(), "rencana/sasaran/1.1.1/")
    assert "0 dengan anggaran terbesar dari 1; yang lain ada di rencana kerja 2024." in text
