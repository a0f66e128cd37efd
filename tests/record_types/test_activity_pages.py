"""Pages of activities over tiny data: list, map, months, one activity, and where else they are shown."""

from __future__ import annotations

import re
from typing import Any

import pytest

from html_tree import Tree
from record_builders import make_record_dataset, make_studio
from suluh.publishing.files_of_types import RowFiles
from suluh.publishing.photo_files import PublishedPhoto
from suluh.record_types.kegiatan.pages.blocks import (
    activities_of_agency,
    activities_of_thread,
    activities_within,
)
from suluh.record_types.kegiatan.pages.lists import activity_pages
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.site import Artifact

ACTIVITY = {
    "tahun": 2025,
    "id_kegiatan": "pelatihan-1",
    "tanggal": "2025-03-12",
    "instansi": "dinas-contoh",
    "kode_sub_kegiatan": "1.06.02.2.01.0001",
    "kode_wilayah": "74.72.01.1007",
    "lintang": "-5.4835",
    "bujur": "122.5711",
    "judul": "Pelatihan <b>relawan</b>",
    "uraian": "Relawan belajar menolong.",
    "volume": 20,
    "satuan": "orang",
    "penerima_manfaat": 20,
    "nilai_kontrak": 70_000_000,
    "foto": "foto/a.jpg",
    "teks_foto": 'Relawan "duduk" melingkar',
}
LATER = {
    **ACTIVITY,
    "id_kegiatan": "pelatihan-2",
    "tanggal": "2025-06-02",
    "kode_wilayah": "74.72.01.1012",
    "lintang": None,
    "bujur": None,
    "penerima_manfaat": None,
    "judul": "Pelatihan lanjutan",
    "foto": None,
    "teks_foto": None,
}
BUDGET = {
    "tahun": 2025,
    "instansi": "dinas-contoh",
    "kode_sub_kegiatan": "1.06.02.2.01.0001",
    "kode_rekening": "5.1.02",
    "murni": 60_000_000,
}
PHOTO = PublishedPhoto("kegiatan/foto/a.jpg", (1200, 800), "kegiatan/foto/a-kecil.jpg", (480, 320), ())


def made(*rows: Any, photos: Any = None, **more: Any) -> Studio:
    data = make_record_dataset("kegiatan", simulated=True, kegiatan=list(rows), **more)
    studio = make_studio(data)
    object.__setattr__(studio, "row_files", RowFiles(photos or {}))
    return studio


def body_of(studio: Studio, address: str) -> str:
    body = next(one for one in activity_pages(studio) if one.address == address).body()
    tree = Tree(body)
    assert tree.wrong == [] and tree.open == []
    return body


def read(studio: Studio, address: str) -> str:
    return re.sub(r"\s+", " ", Tree(body_of(studio, address)).text.replace("\N{NO-BREAK SPACE}", " "))


@pytest.mark.parametrize("address", ["kegiatan/", "kegiatan/2025/", "kegiatan/2025/pelatihan-1/"])
def test_every_page_is_marked_and_offers_its_numbers(address: str) -> None:
    page = next(one for one in activity_pages(made(ACTIVITY, LATER)) if one.address == address)
    assert page.simulated and "Data contoh" in page.body()
    assert page.numbers is not None
    table = page.numbers()
    assert table.rows and all(len(row) == len(table.columns) for row in table.rows)


def test_without_rows_the_way_in_says_so() -> None:
    assert "Belum ada kegiatan" in read(make_studio(), "kegiatan/")


def test_the_list_adds_up_what_is_known_and_says_what_is_not() -> None:
    text = read(made(ACTIVITY, LATER), "kegiatan/")
    assert "2 kegiatan oleh 1 instansi di 2 wilayah, dengan 20 penerima manfaat" in text
    assert "1 kegiatan tidak menghitungnya" in text and "1 kegiatan tidak menyebut titiknya" in text
    body = body_of(made(ACTIVITY, LATER), "kegiatan/")
    assert body.index("Pelatihan lanjutan</a>") < body.index("Pelatihan &lt;b&gt;relawan&lt;/b&gt;</a>")
    assert 'data-filter-wilayah="74.72.01.1012"' in body and 'data-filter-group="tahun"' in body


@pytest.mark.parametrize(("address", "target"), [("kegiatan/", "../"), ("kegiatan/2025/", "../../")])
def test_points_on_the_map_lead_to_their_activity(address: str, target: str) -> None:
    body = body_of(made(ACTIVITY, LATER), address)
    assert f'class="peta-titik" href="{target}kegiatan/2025/pelatihan-1/"' in body
    assert body.count('class="peta-titik"') == 1


def test_points_that_lie_over_each_other_are_one_with_their_number() -> None:
    body = body_of(made(ACTIVITY, {**ACTIVITY, "id_kegiatan": "lagi"}), "kegiatan/")
    assert body.count('class="peta-titik"') == 1 and ">2</text>" in body


def test_a_point_far_away_is_not_drawn() -> None:
    assert "peta-titik" not in body_of(made({**ACTIVITY, "lintang": "122.5", "bujur": "-5.4"}), "kegiatan/")


def test_a_photo_has_its_size_and_words() -> None:
    body = body_of(made(ACTIVITY, photos={("kegiatan", "foto/a.jpg"): PHOTO}), "kegiatan/2025/pelatihan-1/")
    assert 'src="../../foto/a-kecil.jpg"' in body or 'src="../../../kegiatan/foto/a-kecil.jpg"' in body
    assert 'alt="Relawan &#34;duduk&#34; melingkar" width="480" height="320" loading="lazy"' in body


def test_a_photo_without_words_is_not_shown() -> None:
    studio = made({**ACTIVITY, "teks_foto": None}, photos={("kegiatan", "foto/a.jpg"): PHOTO})
    assert "<img" not in body_of(studio, "kegiatan/2025/pelatihan-1/")


def test_an_attachment_is_offered_by_its_title_and_size() -> None:
    file = Artifact("kegiatan/lampiran/a.pdf", lambda _: None, 2048, "0" * 64)
    row = {
        **ACTIVITY,
        "lampiran": "lampiran/a.pdf; lampiran/b.pdf",
        "judul_lampiran": "Berita <acara>; Surat",
    }
    studio = made(row)
    object.__setattr__(studio, "row_files", RowFiles({}, {("kegiatan", "lampiran/a.pdf"): file}))
    body = body_of(studio, "kegiatan/2025/pelatihan-1/")
    assert 'href="../../lampiran/a.pdf" download' in body or "kegiatan/lampiran/a.pdf" in body
    text = read(studio, "kegiatan/2025/pelatihan-1/")
    assert "Berita <acara> PDF, 2" in text and "Surat" not in text
    assert "Lampiran" not in read(made(ACTIVITY), "kegiatan/2025/pelatihan-1/")


def test_a_contract_above_its_budget_is_told() -> None:
    studio = made(ACTIVITY, anggaran=[BUDGET])
    text = read(studio, "kegiatan/2025/pelatihan-1/")
    assert "Kontrak melebihi anggaran" in text and "Rp70.000.000" in text.replace("Rp ", "Rp")
    assert "Kontrak melebihi" not in read(
        made({**ACTIVITY, "nilai_kontrak": 5}, anggaran=[BUDGET]), "kegiatan/2025/pelatihan-1/"
    )


def test_activities_stand_where_they_belong() -> None:
    studio = made(ACTIVITY, LATER, anggaran=[BUDGET])
    (thread,) = studio.threads.threads.values()
    assert activities_of_thread(studio, thread).context.rows[0].title == "Pelatihan lanjutan"
    counts = {
        key: int(block.context.count.striptags()) if (block := find(studio, key)) else None
        for find, keys in (
            (activities_of_agency, ("dinas-contoh", "dinas-lain")),
            (activities_within, ("74.72.01.1007", "74.72.01", "74.72.0")),
        )
        for key in keys
    }
    assert counts == {
        "dinas-contoh": 2,
        "dinas-lain": None,
        "74.72.01.1007": 1,
        "74.72.01": 2,
        "74.72.0": None,
    }


def test_a_long_list_is_folded_by_months_and_a_short_one_is_not() -> None:
    many = [
        {**ACTIVITY, "id_kegiatan": f"a-{day}-{month}", "tanggal": f"2025-{month:02d}-{day:02d}"}
        for month in (3, 6)
        for day in range(1, 22)
    ]
    made = make_studio(make_record_dataset(kegiatan=many))
    body = next(one.body() for one in activity_pages(made) if one.address == "kegiatan/2025/")
    tree = Tree(body)
    assert tree.wrong == [] and tree.open == []
    folds = [attributes for attributes in tree.named("details") if "data-filter-fold" in attributes]
    assert ["open" in one for one in folds] == [True, False]
    assert body.index("Juni\N{NO-BREAK SPACE}2025</span>") < body.index("Maret\N{NO-BREAK SPACE}2025</span>")
    assert body.count("data-filter-item") == len(many)
    short = make_studio(make_record_dataset(kegiatan=many[:3]))
    assert "data-filter-fold" not in next(
        one.body() for one in activity_pages(short) if one.address == "kegiatan/2025/"
    )


def test_months_to_come_are_not_there_and_later_ones_are_not_nought() -> None:
    studio = made(ACTIVITY)
    assert studio.settings.as_of.day.isoformat()[:7] == "2025-06"
    body = next(page.body() for page in activity_pages(studio) if page.address == "kegiatan/")
    chart = body[body.index('id="bulan-judul"') :].partition("</figure>")[0]
    rows = re.findall(
        r'<tr[^>]*><th scope="row">([^<]+)</th><td class="s-num">(?:<data [^>]+>)?'
        r"([^<]+)(?:</data>)?</td></tr>",
        chart,
    )
    assert rows == [
        *(("Jan", "0"), ("Feb", "0"), ("Mar", "1")),
        *((month, "belum dilaporkan") for month in ("Apr", "Mei", "Jun")),
    ]
