"""Whose data a dataset says it is, and record types of which there is one table alone."""

from __future__ import annotations

from typing import Any

import pytest

from builders import make_package, make_report, make_resource, make_settings
from suluh.checking.former_names import check_former_names, check_former_reports
from suluh.checking.producers import check_producers
from suluh.checking.sole_standards import check_sole_standards
from suluh.reading.region_list import load_regions
from suluh.vocabulary.package import DataPackage
from suluh.vocabulary.reports import Instansi

AGENCIES = {
    one.slug: one
    for one in (
        Instansi("dinas-sosial", "Dinas Sosial", "dinas", "Dinsos"),
        Instansi("bappeda", "Badan Perencanaan Pembangunan, Riset dan Inovasi Daerah", "badan", "Bapperida"),
        Instansi("kemenkeu", "Kementerian Keuangan", "pusat", "Kemenkeu"),
    )
}


def told(producer: str, instansi: str = "dinas-sosial", sources: Any = (), wilayah: str = "74.72") -> bool:
    descriptor = {"produsen": producer, "sources": list(sources)}
    package = make_package(instansi=instansi, descriptor=descriptor)
    found = check_producers([package], AGENCIES, load_regions(), make_settings(wilayah=wilayah))
    assert all((one.code, one.value, str(one.severity)) == ("P051", producer, "warning") for one in found)
    return bool(found)


@pytest.mark.parametrize(
    "producer",
    [
        "Badan Pusat Statistik",
        "BPS",
        "BPS Kota Bau Bau",
        "Kementerian Kesehatan",
        "Kantor Kementerian Agama Kota Bau Bau",
        "Polres Bau Bau",
        "KPU Kota Bau Bau",
        "Universitas Dayanu Ikhsanuddin",
        "PT Maju Jaya",
        "Dinas Sosial Provinsi Sulawesi Tenggara",
        "Dinas Sosial Kota Parepare",
        "Bappeda Kota Parepare",
        "Bank Indonesia",
        "OpenStreetMap",
        "Kementerian Keuangan",
    ],
)
def test_a_producer_from_elsewhere_is_asked_for_as_source(producer: str) -> None:
    assert told(producer)
    assert not told(producer, sources=[{"title": producer, "path": "https://contoh.go.id"}])


@pytest.mark.parametrize(
    "producer",
    [
        "Dinas Sosial",
        "Dinas Sosial Kota Bau Bau",
        "Dinas Sosial Kota Baubau",
        "dinsos",
        "Bidang Rehabilitasi Sosial, Dinas Sosial",
        "Bidang Data dan Informasi",
        "UPTD Panti Sosial",
        "Bapperida",
        "Badan Perencanaan Pembangunan",
        "Pemerintah Kota Bau Bau",
        "Kelurahan Wameo",
        "Puskesmas Wajo",
        "tidak berlaku",
        "",
    ],
)
def test_the_agency_its_parts_and_its_neighbours_are_no_matter(producer: str) -> None:
    assert not told(producer)


def test_short_names_are_known_for_the_long_ones_in_sources() -> None:
    assert not told("BPS Kota Bau Bau", sources=[{"title": "Badan Pusat Statistik, Kota dalam Angka 2024"}])
    assert told("BPS Kota Bau Bau", sources=[{"title": "Dinas Sosial"}])


def test_national_folders_hold_their_own_data_and_the_reference_folder_anything() -> None:
    assert not told("Kementerian Keuangan", "kemenkeu")
    assert told("Dinas Sosial", "kemenkeu")
    assert not told("Badan Pusat Statistik", "referensi")


def listing(folder: str, name: str, *resources: str) -> DataPackage:
    tables = tuple(make_resource(one, standar="instansi") for one in resources or ("instansi",))
    return make_package(name, instansi=folder, resources=tables)


def test_a_second_list_of_agencies_is_refused_and_the_first_one_stays() -> None:
    home, other = listing("referensi", "instansi"), listing("dinas-sosial", "daftar")
    (one,) = check_sole_standards([other, home])
    assert (one.code, one.place.path) == ("P050", other.descriptor_path)
    assert home.folder in one.details["lain"]
    assert check_sole_standards([home]) == []


def test_two_lists_of_which_none_is_in_its_place_name_each_other() -> None:
    some, others = listing("a", "satu"), listing("b", "dua")
    found = check_sole_standards([some, others])
    assert [(one.place.path, one.details["lain"]) for one in found] == [
        (some.descriptor_path, "datasets/b/dua (instansi)"),
        (others.descriptor_path, "datasets/a/satu (instansi)"),
    ]
    (one,) = check_sole_standards([listing("referensi", "instansi", "instansi", "lagi")])
    assert one.place.resource == "lagi"


@pytest.mark.parametrize("name", ["datapackage", "v", "riwayat", "index", "katalog", "wilayah", "con"])
def test_former_names_that_suluh_has_itself(name: str) -> None:
    package = make_package(descriptor={"nama_lama": [name, "bantuan-pangan"]})
    assert [(one.code, one.value) for one in check_former_names([package], [])] == [("P049", name)]


def test_former_names_of_reports_keep_off_reserved_folders() -> None:
    report = make_report(former_names=("bingkai/2024-tw1", "dinas-lama/2024-tw1"))
    assert [one.value for one in check_former_reports([report], [])] == ["bingkai/2024-tw1"]
