"""Points within provinces, kabupaten and kota come with the package, as its own boundaries give them."""

from __future__ import annotations

import pytest

from suluh.publishing import boundaries
from suluh.publishing.boundaries import find_inner_point, measure_inner_point
from suluh.publishing.row_places import DECIMALS
from suluh.reading.region_list import load_inner_points, load_regions

SMALLEST = ("31", "34", "75")
"""Provinces with few parts, whose union takes little time; every other region is measured by itself."""


def test_each_province_kabupaten_and_kota_has_its_point() -> None:
    assert list(load_inner_points()) == sorted(load_regions().down_to(2))


@pytest.mark.parametrize("province", SMALLEST)
def test_the_points_are_those_that_the_boundaries_give(province: str) -> None:
    codes = [kode for kode in load_inner_points() if kode.startswith(province)]
    assert len(codes) > 5
    for kode in codes:
        measured = measure_inner_point(kode)
        assert measured is not None
        assert load_inner_points()[kode] == tuple(round(part, DECIMALS) for part in measured)


def test_no_boundary_is_read_for_a_point_that_the_package_has(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(boundaries, "measure_inner_point", lambda kode: asked.append(kode))
    find_inner_point.cache_clear()
    assert find_inner_point("74") == load_inner_points()["74"]
    assert find_inner_point("74.71.01") is None and asked == ["74.71.01"]
    find_inner_point.cache_clear()
