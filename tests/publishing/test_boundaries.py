"""Boundaries: an exact coverage, dissolved parts, neighbours both ways."""

from __future__ import annotations

import pytest
import shapely

from suluh.publishing.boundaries import (
    find_inner_point,
    find_outline,
    fit_projection,
    label_point,
    load_coverage,
    neighbours,
    rings_of,
    simplify,
)
from suluh.publishing.known_boundaries import has_inner_point, has_outline
from suluh.reading.region_list import load_regions

CITY = "74.72"


@pytest.mark.parametrize("home", ["74.72", "96.71", "31", "99"])
def test_which_regions_have_boundaries_is_known_without_drawing(home: str) -> None:
    regions = load_regions()
    inside = [region.kode for region in regions.within(home) if region.level != 4 or home == CITY]
    for kode in (home, f"{home}.99", f"{home}.99.9999", *inside[:60]):
        assert has_outline(kode) == (find_outline(kode) is not None), kode
        assert has_inner_point(kode) == (find_inner_point(kode) is not None), kode


def test_cleaning_makes_an_exact_coverage_and_moves_next_to_nothing() -> None:
    coverage = load_coverage(CITY)
    assert coverage is not None and coverage.exact
    assert len(coverage.parts) == 43
    assert shapely.coverage_is_valid(list(coverage.parts.values()))


def test_parts_dissolve_into_their_parents_without_holes() -> None:
    coverage = load_coverage(CITY)
    assert coverage is not None
    assert set(coverage.groups) == {child.kode for child in load_regions().children(CITY)}
    whole = sum(shape.area for shape in coverage.parts.values())
    assert sum(shape.area for shape in coverage.groups.values()) == pytest.approx(whole)
    for shape in coverage.groups.values():
        assert not any(polygon.interiors for polygon in shapely.get_parts(shape).tolist())


@pytest.mark.parametrize("kode", ["74", "74.01", "96", "21"])
def test_other_layers_are_coverages_too(kode: str) -> None:
    coverage = load_coverage(kode)
    assert coverage is not None and coverage.exact and not coverage.groups


@pytest.mark.parametrize("kode", ["", "99", "74.72.01", "74.72.01.1007"])
def test_nothing_where_there_are_no_boundaries(kode: str) -> None:
    assert load_coverage(kode) is None


def test_neighbours_go_both_ways_and_stay_at_their_level() -> None:
    regions = load_regions()
    for part in regions.within(CITY):
        found = neighbours(part.kode)
        assert part.kode not in found
        assert all(part.kode in neighbours(other) for other in found)
        assert {regions[other].level for other in found} <= {part.level}
    assert "74.72.01.1013" in neighbours("74.72.01.1007")
    assert "74.15" in neighbours(CITY)
    assert neighbours("74") == ()
    assert neighbours("00.00.00.0000") == ()


def test_the_projection_fits_and_has_north_up() -> None:
    coverage = load_coverage(CITY)
    assert coverage is not None
    projection, width, height = fit_projection(coverage.parts.values(), 1000, 1000)
    shapes = projection.apply(coverage.parts.values())
    left, top, right, bottom = shapely.total_bounds(shapes).tolist()
    assert max(width, height) == 1000
    assert (left, top) == pytest.approx((0, 0), abs=1e-6)
    assert right <= width and bottom <= height
    northernmost = max(coverage.parts, key=lambda code: coverage.parts[code].bounds[3])
    assert dict(zip(coverage.parts, shapes, strict=True))[northernmost].bounds[1] == pytest.approx(
        0, abs=1e-6
    )


def test_simplifying_keeps_the_coverage_and_survives_one_that_is_none() -> None:
    coverage = load_coverage(CITY)
    assert coverage is not None
    shapes = list(coverage.parts.values())
    simpler = simplify(shapes, 0.001, exact=True)
    assert shapely.coverage_is_valid(simpler)
    assert sum(len(ring) for one in simpler for ring in rings_of(one)) < 1500
    overlapping = [shapely.box(0, 0, 2, 2), shapely.box(1, 0, 3, 2)]
    assert len(simplify(overlapping, 0.1, exact=True)) == 2


def test_names_stand_inside_their_region() -> None:
    coverage = load_coverage(CITY)
    assert coverage is not None
    for shape in coverage.parts.values():
        x, y, radius = label_point(shape)
        assert shape.contains(shapely.Point(x, y))
        assert radius > 0
