"""Names that a regulation gives to codes: found in every form of a code, and never guessed."""

from __future__ import annotations

import pytest

from builders import make_field, make_package, make_resource, make_table
from suluh.linking.completed_names import complete_names
from suluh.reading.official_codes import (
    Government,
    OfficialIndicator,
    load_former_nomenclature,
    load_nomenclature,
    load_official_accounts,
    load_official_indicators,
    load_replaced_codes,
    official_account,
    official_indicator,
    official_name,
)
from suluh.vocabulary.codes import is_sub_kegiatan, shorten_account
from suluh.vocabulary.package import ClearedPackage, Schema

CITY, PROVINCE = Government.KABUPATEN_KOTA, Government.PROVINSI


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("1.03.07", "PROGRAM PENGEMBANGAN PERMUKIMAN"),
        ("1.01.02.2.01.0001", "Pembangunan Unit Sekolah Baru (USB)"),
        ("1.01.02.02.01.0001", "Pembangunan Unit Sekolah Baru (USB)"),
        ("X.XX.01", "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA"),
        ("2.16.01", "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA"),
        ("1.03.01.2.01.0001", "Penyusunan Dokumen Perencanaan Perangkat Daerah"),
        ("1.01.02.2.01.01", ""),
        ("1.99.02", ""),
        ("", ""),
    ],
)
def test_a_code_has_its_official_name(code: str, name: str) -> None:
    assert official_name(code, CITY) == name


def test_a_province_has_names_of_its_own() -> None:
    assert Government.of_region("74") is PROVINCE and Government.of_region("74.72") is CITY
    program = "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH"
    assert official_name("1.02.01", PROVINCE) == f"{program} PROVINSI"
    assert official_name("1.02.01", CITY) == f"{program} KABUPATEN/KOTA"


def test_a_code_that_was_replaced_has_the_name_that_it_had() -> None:
    assert official_name("1.03.05.2.01.0044", CITY) == "Penyediaan Unit pengolahan setempat"
    assert official_name("1.03.05.2.01.0044", PROVINCE) == ""
    assert official_name("1.03.05.2.01.0051", CITY) == "Penyediaan Sub Sistem Pengolahan Setempat"


def test_former_codes_lead_to_the_ones_that_took_their_place() -> None:
    former = [load_former_nomenclature(government) for government in Government]
    assert sum(map(len, former)) == 346
    assert load_replaced_codes(CITY)["1.03.05.2.01.0044"] == "1.03.05.2.01.0051"
    assert "3.29.03.1.04.0004" not in load_replaced_codes(PROVINCE), "a code still in use was replaced"
    assert sum(len(load_replaced_codes(government)) for government in Government) == 335
    for government in Government:
        replaced, names = load_replaced_codes(government), load_nomenclature(government)
        for old, new in replaced.items():
            assert new in names and new not in replaced and old != new


@pytest.mark.parametrize(
    ("code", "ours", "theirs"),
    [("2.15.04.4.05.0002", CITY, PROVINCE), ("2.17.09.3.02.0001", PROVINCE, CITY)],
)
def test_a_code_that_one_government_uses_still_was_replaced_for_the_other(code, ours, theirs) -> None:
    assert load_replaced_codes(ours)[code] != code
    assert code in load_nomenclature(theirs) and code not in load_replaced_codes(theirs)


def test_no_name_begins_with_a_code() -> None:
    assert official_name("1.03.07.2.01.0038", CITY).startswith("Optimalisasi Sistem Pengelolaan Air Limbah")
    for government in Government:
        names = [*load_nomenclature(government).values(), *load_official_accounts().values()]
        assert [name for name in names if name[:1].isdigit() and name.count(".") > 2] == []


def test_the_lists_are_whole() -> None:
    city, province = load_nomenclature(CITY), load_nomenclature(PROVINCE)
    assert (len(city), len(province), len(load_official_accounts())) == (5079, 5468, 9903)
    for names in (city, province):
        orphans = [code for code in names if _above(code) not in {*names, ""}]
        assert orphans == []
        assert all(name == name.strip() != "" for name in names.values())


def _above(code: str) -> str:
    """The code a level higher: programmes stand two parts above the kegiatan."""
    parts = code.split(".")
    return ".".join(parts[: {5: 3}.get(len(parts), len(parts) - 1)])


def test_special_autonomies_have_kegiatan_of_their_own() -> None:
    """1 and 2 are a province's and a kabupaten's; 3 to 8 those of Papua to Bali."""
    codes = {code for government in Government for code in load_nomenclature(government)}
    whole = {code for code in codes if code.count(".") == 5}
    assert {code.split(".")[3] for code in whole} == set("12345678")
    assert all(is_sub_kegiatan(code) for code in whole)


@pytest.mark.parametrize(
    ("code", "short"),
    [
        ("5.1.02.01.001.00024", "5.1.02.01.01.0024"),
        ("5.1.02.01.01.0024", "5.1.02.01.01.0024"),
        ("5.1.02.01.001", "5.1.02.01.01"),
        ("5.1.02", "5.1.02"),
        ("5.1.02.01.123.00024", "5.1.02.01.123.0024"),
        ("5.1.02.01.x.y", "5.1.02.01.x.y"),
    ],
)
def test_both_ways_of_writing_an_account_are_one(code: str, short: str) -> None:
    assert shorten_account(code) == short
    assert official_account(code) == official_account(short)


def test_accounts_have_names_at_every_level() -> None:
    assert official_account("5.1.02") == "Belanja Barang dan Jasa"
    assert official_account("5.1.02.01.001.00024") == (
        "Belanja Alat/Bahan untuk Kegiatan Kantor-Alat Tulis Kantor"
    )
    assert official_account("9.9") == ""


def test_a_site_needs_names_for_the_codes_of_its_open_rows_alone() -> None:
    fields = [make_field(name) for name in ("kode_sub_kegiatan", "nama")]
    resource = make_resource("anggaran", fields, schema=Schema(tuple(fields)), standar="anggaran")
    package = make_package(resources=(resource,))
    table = make_table(["kode_sub_kegiatan", "nama"], [("1.03.07.2.01.0001", "x"), ("1.02.02", "y")])
    own = {"1.03": "Milik situs"}
    names = complete_names(own, [ClearedPackage(package, {"anggaran": table})], [], "74.72")
    assert names["1.03"] == "Milik situs" and names["1.03.07"] == "PROGRAM PENGEMBANGAN PERMUKIMAN"
    assert {"1", "1.02", "1.02.02", "1.03.07.2.01"} <= set(names)
    assert "1.01" not in names
    assert complete_names(own, [ClearedPackage(package, {})], [], "74.72") == own


def test_every_sub_kegiatan_of_the_list_says_what_it_delivers() -> None:
    city, province = Government.KABUPATEN_KOTA, Government.PROVINSI
    stated = official_indicator("1.01.02.2.01.0001", city)
    assert stated == OfficialIndicator("Jumlah Sekolah Baru yang Telah Dibangun", "Unit")
    supporting = official_indicator("X.XX.01.2.06.0004", city)
    assert supporting is not None and official_indicator("1.06.01.2.06.0004", city) == supporting
    assert official_indicator("1.01.02.02.01.0001", city) == stated
    assert official_indicator("1.01.02", city) is None
    shared = "1.01.02.3.05.0001"  # one code, another thing in each government's list
    assert official_indicator(shared, city) != official_indicator(shared, province)
    assert (
        len(load_official_indicators(city)) + len(load_official_indicators(province)) == 7777
    )  # one has none
