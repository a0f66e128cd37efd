"""Pages of services, licences, complaints, attendance and village profiles over tiny data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pytest

from html_tree import Tree
from record_builders import make_record_dataset, make_studio
from suluh.record_types.aduan.pages.complaints import complaint_pages
from suluh.record_types.kehadiran.pages import attendance_pages
from suluh.record_types.layanan.pages.services import service_pages
from suluh.record_types.profil_desa.pages import profile_pages
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.figures import State
from suluh.vocabulary.site import Page

AGENCY = {"instansi": "dinas-contoh"}
SERVICE = {
    **AGENCY,
    "id_layanan": "kartu-keluarga",
    "nama": "Kartu <b>keluarga</b>",
    "peristiwa": "Keluarga",
    "persyaratan": "Buku nikah; KTP",
    "waktu": 3,
    "satuan_waktu": "hari_kerja",
    "biaya": 0,
    "dasar_hukum": None,
}
LICENCE = {
    **AGENCY,
    "tahun": 2025,
    "triwulan": 1,
    "jenis_izin": "Izin apotek",
    "id_layanan": "kartu-keluarga",
    "sisa_awal": 2,
    "masuk": 10,
    "terbit": 7,
    "ditolak": 1,
    "sisa_akhir": 4,
    "hari_janji": 10,
    "median_hari": 12,
    "dalam_janji": 2,
}
COMPLAINT = {
    **AGENCY,
    "tahun": 2025,
    "triwulan": 1,
    "saluran": "SP4N-LAPOR!",
    "jenis": "pelayanan",
    "sisa_awal": 5,
    "diterima": 40,
    "selesai": 35,
    "arsip": 2,
    "sisa_akhir": 8,
    "dalam_tenggat": 28,
    "median_hari": 4,
}
PRESENT = {
    **AGENCY,
    "tahun": 2025,
    "bulan": 1,
    "pegawai": 40,
    "hari_kerja": 20,
    "hadir": 780,
    "izin": 12,
    "tanpa_keterangan": 8,
}
VILLAGE = {
    "tahun": 2025,
    "kode_wilayah": "74.72.01.1007",
    "variabel": "penduduk_laki_laki",
    "nilai": 1200,
    "satuan": "orang",
    "sumber": "Register",
}
ALL: dict[str, Any] = {
    "layanan": [SERVICE],
    "perizinan": [LICENCE],
    "aduan": [COMPLAINT],
    "kehadiran": [PRESENT],
    "profil_desa": [VILLAGE],
}


def made(**rows: Any) -> Studio:
    return make_studio(make_record_dataset("pelayanan", simulated=True, **{**ALL, **rows}))


def pages_of(studio: Studio) -> dict[str, Page]:
    some: Iterable[Page] = (
        *service_pages(studio),
        *complaint_pages(studio),
        *attendance_pages(studio),
        *profile_pages(studio),
    )
    return {one.address: one for one in some}


def read(studio: Studio, address: str) -> str:
    tree = Tree(pages_of(studio)[address].body())
    assert tree.wrong == [] and tree.open == []
    return re.sub(r"\s+", " ", tree.text.replace("\N{NO-BREAK SPACE}", " "))


@pytest.mark.parametrize(
    "address",
    [
        "layanan/",
        "layanan/kartu-keluarga/",
        "layanan/perizinan/",
        "aduan/",
        "aduan/2025/",
        "kehadiran/",
        "kehadiran/2025/",
        "profil/",
        "profil/74.72.01/",
        "profil/74.72.01.1007/",
    ],
)
def test_every_page_is_whole_marked_and_offers_its_numbers(address: str) -> None:
    page = pages_of(made())[address]
    body = page.body()
    assert page.simulated and "Data contoh" in body
    if address != "layanan/kartu-keluarga/":
        assert page.numbers is not None
        table = page.numbers()
        assert table.rows and all(len(row) == len(table.columns) for row in table.rows)


@pytest.mark.parametrize("address", ["layanan/", "aduan/", "kehadiran/", "profil/"])
def test_without_rows_the_way_in_says_so(address: str) -> None:
    empty = make_studio()
    assert "Belum ada" in read(empty, address)


def test_a_service_says_its_promise_and_what_is_not_told() -> None:
    text = read(made(), "layanan/kartu-keluarga/")
    assert "Kartu <b>keluarga</b>" in text
    assert "Selesai paling lama 3 hari kerja. Biaya: Gratis." in text
    assert "selesai 8 permohonan, 25,0 % di antaranya dalam waktu yang dijanjikan" in text
    assert "1 gratis" in read(made(), "layanan/")


def test_a_fee_that_depends_is_not_free() -> None:
    studio = made(layanan=[{**SERVICE, "biaya": None, "keterangan_biaya": "Menurut luas"}])
    assert "0 gratis" in read(studio, "layanan/") and "Menurut luas" in read(studio, "layanan/")
    assert "Biaya: Menurut luas" in read(studio, "layanan/kartu-keluarga/")


def test_a_licence_slower_than_promised_is_shown_raw() -> None:
    assert "120,0 %" in read(made(), "layanan/perizinan/")


def test_complaints_are_counted_with_their_stock_and_share_in_time() -> None:
    text = read(made(), "aduan/2025/")
    assert "40 aduan diterima dan 35 selesai, 80,0 % di antaranya dalam tenggat. 8 masih ditangani." in text


def test_a_stock_that_changed_over_night_is_told() -> None:
    second = {**COMPLAINT, "triwulan": 2, "sisa_awal": 9, "sisa_akhir": 12}
    text = read(made(aduan=[COMPLAINT, second]), "aduan/2025/")
    assert "Sisa awal berbeda dari sisa akhir sebelumnya" in text
    even = {**second, "sisa_awal": 8, "sisa_akhir": 11}
    assert "Sisa awal berbeda" not in read(made(aduan=[COMPLAINT, even]), "aduan/2025/")


def test_what_is_left_where_nobody_reports_any_more_is_told_apart() -> None:
    elsewhere = {**COMPLAINT, "saluran": "Telepon", "triwulan": 2}
    text = read(made(aduan=[COMPLAINT, elsewhere]), "aduan/2025/")
    assert "8 aduan lagi belum diketahui kelanjutannya" in text and "8 masih ditangani" in text
    assert "belum diketahui kelanjutannya" not in read(made(), "aduan/2025/")


def test_a_month_without_a_report_is_no_absence() -> None:
    later = {**PRESENT, "bulan": 3}
    other = {**PRESENT, "instansi": "dinas-lain", "bulan": 2}
    text = read(made(kehadiran=[PRESENT, later, other]), "kehadiran/2025/")
    assert "97,5 % hari kerjanya" in text and "– belum dilaporkan" in text


def test_a_sum_names_the_villages_behind_it_and_those_that_are_silent() -> None:
    text = read(made(), "profil/74.72.01/")
    assert "1 dari 5 kelurahan melapor untuk 2025" in text
    assert "Katobengke 1.200" in text and "Lipu belum dilaporkan" in text


def test_what_cannot_be_added_up_is_not() -> None:
    far = {**VILLAGE, "variabel": "jarak_ke_kota", "nilai": 5, "satuan": "km"}
    studio = made(profil_desa=[VILLAGE, far])
    page = pages_of(studio)["profil/74.72.01/"]
    assert page.numbers is not None
    cells = {row[3]: row[4] for row in page.numbers().rows}
    assert cells["jarak_ke_kota"] is State.TIDAK_BERLAKU and cells["penduduk_laki_laki"] == 1200
    assert cells["penduduk_perempuan"] is State.BELUM_DILAPORKAN
    assert "Jarak ke pusat kota" in read(studio, "profil/74.72.01.1007/")
