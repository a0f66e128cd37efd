"""Pages of documents, budget transparency and the calendar over tiny data."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from html_tree import Tree
from record_builders import make_record_dataset, make_studio
from suluh.rendering.pages.plans.calendar_pages import calendar_events, calendar_pages
from suluh.rendering.pages.plans.goal_pages import goal_pages
from suluh.rendering.pages.plans.official_documents import document_pages
from suluh.rendering.pages.plans.transparency import transparency_pages
from suluh.rendering.pages.shared.studio import Studio

LAW = {
    "id": "apbd-2024",
    "jenis": "perda_apbd",
    "judul": "Perda <i>APBD</i> 2024",
    "nomor": "9 Tahun 2023",
    "tanggal": "2023-12-29",
    "tahun_awal": 2024,
    "tahun_akhir": 2024,
    "status": "berlaku",
    "tautan": "https://contoh.go.id/apbd.pdf",
    "tanggal_terbit": "2024-01-08",
}
DPA = {
    **LAW,
    "id": "dpa",
    "jenis": "dpa_skpd",
    "judul": "DPA",
    "instansi": "dinas-contoh",
    "tautan": "apa saja",
}


def made(*, simulated: bool = False) -> Studio:
    return make_studio(
        make_record_dataset("dokumen", simulated=simulated, dokumen=[LAW, DPA]),
        build_time=datetime(2024, 3, 1, tzinfo=UTC),
    )


def bodies(studio: Studio) -> dict[str, str]:
    pages = (*document_pages(studio), *transparency_pages(studio), *calendar_pages(studio))
    return {one.address: one.body() for one in pages}


def read(body: str) -> str:
    tree = Tree(body)
    assert tree.wrong == [] and tree.open == []
    return re.sub(r"\s+", " ", tree.text.replace("\N{NO-BREAK SPACE}", " "))


def test_a_document_is_linked_unless_its_address_is_none() -> None:
    found = bodies(made())
    assert 'href="https://contoh.go.id/apbd.pdf" rel="noopener noreferrer"' in found["rencana/dokumen/"]
    text = read(found["rencana/dokumen/2024/"])
    assert "2 dokumen tercatat untuk 2024; 1 di antaranya punya tautan" in text
    assert "Perda <i>APBD</i> 2024" in text and "Belum dapat dibaca" in text
    assert "apa saja" not in found["rencana/dokumen/2024/"]


def test_the_link_of_an_example_is_not_offered() -> None:
    body = bodies(made(simulated=True))["rencana/dokumen/"]
    assert "https://contoh.go.id/apbd.pdf" not in body
    assert "Tautan dokumen contoh tidak dapat dibuka" in read(body)


def test_the_year_says_what_is_there_late_or_missing() -> None:
    text = read(bodies(made())["tpad/2024/"])
    assert "1 dari 12 dokumen wajib sudah diumumkan" in text
    assert "ada, terlambat 8 hari" in text
    assert "Dokumen pelaksanaan anggaran perangkat daerah belum ada, lewat 30 hari" in text
    assert "Opini Badan Pemeriksa Keuangan atas laporan keuangan belum waktunya" in text


def test_the_matrix_links_each_year() -> None:
    body = bodies(made())["tpad/"]
    assert 'href="2024/#perda-apbd"' in body or 'href="../tpad/2024/#perda-apbd"' in body
    assert "Untuk tahun anggaran 2024, 1 dari 12" in read(body)


def test_the_calendar_tells_what_comes_and_what_is_overdue() -> None:
    studio = made()
    text = read(bodies(studio)["kalender/"])
    assert re.search(
        r"30 September 2023 ?Rancangan perda APBD 2024 Dokumen wajib ?Belum ada, lewat \d+ hari", text
    )
    assert re.search(r"31 Desember 2023 ?Perda APBD 2024 Dokumen wajib ?Ada, terlambat 8 hari", text)
    assert "14 September 2024Rancangan perda perubahan APBD 2024 Dokumen wajibBelum waktunya" in text
    events = {one.key: one for one in calendar_events(studio)}
    assert events["dokumen-2024-perda-apbd"].description == "Ada, terlambat 8 hari"
    assert len(events) == len(calendar_events(studio))


def test_the_first_page_of_plans_leads_to_documents_where_there_is_no_tree() -> None:
    plan = {**LAW, "id": "rkpd-2024", "jenis": "rkpd", "judul": "RKPD 2024"}
    studio = make_studio(make_record_dataset("dokumen", dokumen=[plan]))
    page = next(iter(goal_pages(studio)))
    text = read(page.body())
    assert page.address == "rencana/" and page.numbers is None
    assert "Visi, misi, tujuan, dan sasaran belum dikirim." in text and "RKPD 2024" in text
    assert "Rencana kerja tiap tahun" not in text


def test_a_site_without_plans_or_documents_has_no_calendar_file() -> None:
    assert calendar_events(make_studio()) == ()


def test_every_page_offers_its_numbers() -> None:
    studio = made()
    for page in (*document_pages(studio), *transparency_pages(studio), *calendar_pages(studio)):
        assert page.numbers is not None
        table = page.numbers()
        assert table.rows and {len(row) for row in table.rows} == {len(table.columns)}


def test_many_documents_are_folded_by_kind() -> None:
    many = [{**DPA, "id": f"dpa-{number}", "nomor": f"{number}"} for number in range(45)]
    studio = make_studio(make_record_dataset("dokumen", dokumen=[LAW, *many]))
    body = next(one.body() for one in document_pages(studio) if one.address == "rencana/dokumen/2024/")
    tree = Tree(body)
    assert tree.wrong == [] and tree.open == []
    assert body.count("data-filter-fold") == 2 and body.count("data-filter-item") == 46
    assert "45 dokumen" in re.sub(r"\s+", " ", tree.text)
