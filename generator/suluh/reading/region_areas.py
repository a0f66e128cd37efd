"""Whether a point lies in a region, by the boundaries at hand."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from suluh.reading.region_list import Geometry, load_boundaries

NEAR = 0.01
"""Degrees, about a kilometre: boundaries are indicative, and a telephone's position is not exact."""

Point = tuple[float, float]


def is_within(kode: str, longitude: float, latitude: float, near: float = NEAR) -> bool | None:
    """Whether the point in degrees lies in the region or so near to it; None where it has no boundaries."""
    shape = load_boundaries(kode.rpartition(".")[0]).get(kode)
    if shape is None and kode.count(".") == 2:
        parts = list(load_boundaries(kode).values())
        if not parts:
            return None
        return any(_holds(part, (longitude, latitude), near) for part in parts)
    return None if shape is None else _holds(shape, (longitude, latitude), near)


def corners(kode: str) -> tuple[float, float, float, float] | None:
    """West, south, east and north of a desa's or kelurahan's boundaries in degrees; None without any."""
    shape = load_boundaries(kode.rpartition(".")[0]).get(kode)
    if shape is None:
        return None
    points = [point for ring in _rings(shape) for point in ring]
    across, along = zip(*points, strict=True)
    return min(across), min(along), max(across), max(along)


@dataclass(frozen=True, slots=True)
class Extent:
    """A region's outermost degrees, and its centre by the area of its boundaries."""

    west: float
    south: float
    east: float
    north: float
    longitude: float
    latitude: float


@lru_cache(maxsize=64)
def find_extent(kode: str) -> Extent | None:
    """How far a region reaches, by its own boundaries or those of its parts; None where there are none."""
    own = load_boundaries(kode.rpartition(".")[0]).get(kode)
    shapes = [own] if own is not None else list(load_boundaries(kode).values())
    rings = [ring for shape in shapes for ring in _rings(shape)]
    if not rings:
        return None
    across, along = zip(*(point for ring in rings for point in ring), strict=True)
    return Extent(min(across), min(along), max(across), max(along), *_find_centre(rings))


def _find_centre(rings: Iterable[Sequence[Point]]) -> Point:
    """The centre of all rings by their areas: holes run the other way round and count against them."""
    area = across = along = 0.0
    for ring in rings:
        for (a, b), (c, d) in pairwise(ring):
            twice = a * d - c * b
            area += twice
            across += (a + c) * twice
            along += (b + d) * twice
    return across / (3 * area), along / (3 * area)


def _holds(shape: Geometry, point: Point, near: float) -> bool:
    rings = list(_rings(shape))
    inside = sum(_crossings(ring, point) for ring in rings) % 2 == 1
    return inside or any(
        _distance(pair, other, point) <= near for ring in rings for pair, other in pairwise(ring)
    )


def _rings(shape: Geometry) -> Iterator[Sequence[Point]]:
    """All rings of a polygon or of several."""
    polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    for polygon in polygons:
        for ring in polygon:
            yield [(float(entry[0]), float(entry[1])) for entry in ring]


def _crossings(ring: Sequence[Point], point: Point) -> int:
    """How often a ray eastwards crosses the ring."""
    x, y = point
    found = 0
    for (a, b), (c, d) in pairwise(ring):
        if (b > y) != (d > y) and x < (c - a) * (y - b) / (d - b) + a:
            found += 1
    return found


def _distance(pair: Point, other: Point, point: Point) -> float:
    """From the point to the line between two corners, in degrees."""
    (a, b), (c, d), (x, y) = pair, other, point
    length = (c - a) ** 2 + (d - b) ** 2
    along = max(0.0, min(1.0, ((x - a) * (c - a) + (y - b) * (d - b)) / length)) if length else 0.0
    return math.hypot(x - a - along * (c - a), y - b - along * (d - b))
