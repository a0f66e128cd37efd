"""The national lists and the boundaries that come with the package."""

from __future__ import annotations

from collections import Counter

import pytest

from suluh.reading.region_list import load_boundaries, load_former_codes, load_layer, load_regions


def test_the_list_in_force_is_whole() -> None:
    regions = load_regions()
    assert len(regions) == 91_599
    assert Counter(region.level for region in regions.values()) == {1: 38, 2: 514, 3: 7_285, 4: 83_762}
    assert list(regions) == sorted(regions)
    assert all(region.parent_code in regions for region in regions.values() if region.level > 1)


def test_names_are_the_official_ones() -> None:
    regions = load_regions()
    assert regions["74.72"].nama == "Kota Bau Bau"
    assert regions["74.72.01.1007"].full_name == "Kelurahan Katobengke"
    assert regions["73.08"].kind == "kabupaten"
    assert regions["12.07.28.1007"].nama == "Lubuk Pakam I,II"


def test_former_codes_are_gone_from_the_list_in_force() -> None:
    former = load_former_codes()
    assert len(former) == 7_009
    assert not former.keys() & load_regions().keys()
    sorong = former["92.71"]
    assert sorong.daftar_pertama <= sorong.daftar_terakhir <= "2023"


@pytest.mark.parametrize(("kode", "count"), [("74", 17), ("74.72", 8), ("74.72.01", 5), ("96.71", 10)])
def test_boundaries_of_the_parts_of_a_region(kode: str, count: int) -> None:
    shapes = load_boundaries(kode)
    assert len(shapes) == count
    assert {code.rpartition(".")[0] for code in shapes} == {kode}
    assert {shape["type"] for shape in shapes.values()} <= {"Polygon", "MultiPolygon"}


def test_every_province_has_boundaries_of_its_kabupaten_and_kecamatan() -> None:
    regions = load_regions()
    for province in regions.children(""):
        cities = load_layer("kabupaten_kota", province.kode)
        assert set(cities) == {child.kode for child in regions.children(province.kode)}
        districts = load_layer("kecamatan", province.kode)
        expected = {child.kode for city in cities for child in regions.children(city)}
        assert set(districts) == expected


@pytest.mark.parametrize("kode", ["", "99", "74.72.01.1007", "74.01.01", "../../vocabulary", "74/72"])
def test_no_boundaries_is_an_empty_mapping(kode: str) -> None:
    assert dict(load_boundaries(kode)) == {}
