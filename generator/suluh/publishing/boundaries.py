"""Boundaries made fit for drawing: mended, dissolved, projected, simplified. The one door to shapely.

The source layers leave small gaps and overlap a little, so they are first cleaned into an
exact coverage: neighbours share every point of their border, which is what dissolving,
simplifying and asking for neighbours need.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon
from shapely.geometry import shape as read_shape

from suluh.reading.region_list import Geometry, load_boundaries, load_inner_points, load_layer

GAP = 0.0003
"""Gaps narrower than this many degrees (some 33 m) are closed, and neighbours may be that far apart."""

Shape = Polygon | MultiPolygon


@dataclass(frozen=True, slots=True)
class Coverage:
    """The parts of a region that have boundaries, in degrees, without gap or overlap.

    `parts` are the smallest parts at hand, `groups` the regions between them and `kode`
    (kecamatan over kelurahan), dissolved; empty where the parts lie directly within `kode`.
    `exact` is False where cleaning failed and the parts are as the source has them.
    """

    kode: str
    parts: Mapping[str, Shape]
    groups: Mapping[str, Shape]
    exact: bool = True


@lru_cache(maxsize=32)
def load_coverage(kode: str) -> Coverage | None:
    """The coverage of a province (its kabupaten/kota) or of a kabupaten/kota, None without boundaries.

    A kabupaten/kota is made of its desa and kelurahan where they have boundaries, else of
    its kecamatan.
    """
    level = kode.count(".") + 1 if kode else 0
    if level == 1:
        return _clean(kode, load_layer("kabupaten_kota", kode))
    if level != 2:
        return None
    return _clean(kode, load_layer("desa_kelurahan", kode) or load_boundaries(kode))


def _clean(kode: str, raw: Mapping[str, Geometry]) -> Coverage | None:
    before = [_shape_of(entry) for entry in raw.values()]
    if not before:
        return None
    cleaned = before
    if len(before) > 1:
        # Where two overlap the smaller keeps the ground: a town drawn within its kabupaten stays whole.
        cleaned = list(shapely.coverage_clean(before, gap_width=GAP, merge_strategy="min_area"))  # type: ignore[attr-defined]
    exact = bool(shapely.coverage_is_valid(cleaned)) and not any(entry.is_empty for entry in cleaned)
    parts = dict(zip(raw, cleaned if exact else before, strict=True))
    return Coverage(kode, parts, _dissolve(kode, parts, exact), exact)


def _shape_of(geometry: Geometry) -> Shape:
    shape = read_shape(dict(geometry))
    assert isinstance(shape, Polygon | MultiPolygon), "boundaries are areas"
    return shape


def _dissolve(kode: str, parts: Mapping[str, Shape], exact: bool) -> dict[str, Shape]:
    """Parts joined by their parent, where that parent is not `kode` itself."""
    members: dict[str, list[Shape]] = {}
    for code, shape in parts.items():
        members.setdefault(code.rpartition(".")[0], []).append(shape)
    if set(members) == {kode}:
        return {}
    return {parent: union_of(some, exact) for parent, some in sorted(members.items())}


def union_of(shapes: Sequence[Shape], exact: bool) -> Shape:
    """Neighbours as one shape; what is no exact coverage is closed over gaps of `GAP` first."""
    if exact:
        joined = shapely.coverage_union_all(shapes)
        if isinstance(joined, Polygon | MultiPolygon):
            return joined
    closed = shapely.union_all([shape.buffer(GAP) for shape in shapes]).buffer(-GAP)
    return closed if isinstance(closed, MultiPolygon) else Polygon(closed)


@lru_cache(maxsize=64)
def _neighbours_in(kode: str, grouped: bool) -> Mapping[str, tuple[str, ...]]:
    coverage = load_coverage(kode)
    if coverage is None:
        return {}
    shapes = coverage.groups if grouped else coverage.parts
    codes = list(shapes)
    tree = shapely.STRtree(list(shapes.values()))
    pairs = tree.query(list(shapes.values()), predicate="dwithin", distance=GAP)
    found: dict[str, set[str]] = {code: set() for code in codes}
    for entry, other in zip(*pairs.tolist(), strict=True):
        if entry != other:
            found[codes[entry]].add(codes[other])
    return {code: tuple(sorted(some)) for code, some in found.items()}


def neighbours(kode: str) -> tuple[str, ...]:
    """Codes of the regions of the same level that share a border with `kode`, in code order.

    Looked for within the kabupaten/kota, and for a kabupaten/kota within its province: no
    layer reaches beyond. Empty for provinces and where there are no boundaries.
    """
    level = kode.count(".") + 1
    if level == 2:
        return _neighbours_in(kode[:2], False).get(kode, ())
    coverage = load_coverage(kode[:5]) if level > 2 else None
    if coverage is None:
        return ()
    return _neighbours_in(kode[:5], kode in coverage.groups).get(kode, ())


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees to units of a drawing: equirectangular, true at the middle latitude, north up.

    `west` and `north` in degrees lie at (`left`, `top`); `scale` is units per degree of latitude.
    """

    west: float
    north: float
    scale: float
    stretch: float
    left: float = 0.0
    top: float = 0.0

    def enlarged(self, zoom: float, offset: tuple[float, float]) -> Projection:
        """The same map `zoom` times as large, then moved by `offset` units."""
        return replace(self, scale=self.scale * zoom, left=offset[0], top=offset[1])

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """A point in units, y downwards."""
        x = (longitude - self.west) * self.stretch * self.scale + self.left
        return x, (self.north - latitude) * self.scale + self.top

    def apply(self, shapes: Iterable[Shape]) -> list[Shape]:
        """Shapes in units, y downwards."""

        def project(points):  # type: ignore[no-untyped-def]
            points[:, 0] = (points[:, 0] - self.west) * self.stretch * self.scale + self.left
            points[:, 1] = (self.north - points[:, 1]) * self.scale + self.top
            return points

        return [shapely.transform(shape, project) for shape in shapes]


def fit_projection(shapes: Iterable[Shape], width: float, height: float) -> tuple[Projection, int, int]:
    """The projection that fits all shapes into `width` by `height` units, and the size they take."""
    west, south, east, north = shapely.total_bounds(list(shapes)).tolist()
    stretch = math.cos(math.radians((south + north) / 2))
    scale = min(width / ((east - west) * stretch), height / (north - south))
    size = math.ceil((east - west) * stretch * scale), math.ceil((north - south) * scale)
    return Projection(west, north, scale, stretch), size[0], size[1]


def simplify(shapes: Sequence[Shape], tolerance: float, *, exact: bool) -> list[Shape]:
    """Fewer points, neighbours still sharing their border; `tolerance` in units of the shapes.

    Where the shapes are no exact coverage each is simplified by itself: small gaps may show.
    """
    if exact and shapely.coverage_is_valid(list(shapes)):
        return list(shapely.coverage_simplify(list(shapes), tolerance))
    apart = [shape.simplify(tolerance / 2, preserve_topology=True) for shape in shapes]
    return [base_geometry for base_geometry in apart if isinstance(base_geometry, Polygon | MultiPolygon)]


def clip(shape: Shape, box: tuple[float, float, float, float]) -> Shape:
    """The part of a shape inside the box (left, top, right, bottom); empty where there is none."""
    cut = shapely.clip_by_rect(shape, *box)
    polygons = [part for part in shapely.get_parts(cut) if isinstance(part, Polygon)]
    return MultiPolygon(polygons)


def rings_of(shape: Shape) -> list[list[tuple[float, float]]]:
    """All rings of a shape, outer and inner, as lists of points without the repeated last one."""
    polygons = shape.geoms if isinstance(shape, MultiPolygon) else (shape,)
    return [
        [(float(x), float(y)) for x, y in list(ring.coords)[:-1]]
        for polygon in polygons
        for ring in (polygon.exterior, *polygon.interiors)
    ]


def label_point(shape: Shape) -> tuple[float, float, float]:
    """Where a name fits best: centre and radius of the largest circle inside the largest polygon."""
    largest = max(shape.geoms, key=lambda polygon: polygon.area) if isinstance(shape, MultiPolygon) else shape
    line = shapely.maximum_inscribed_circle(largest, tolerance=max(largest.length / 500, 0.01))
    centre = Point(line.coords[0])
    return centre.x, centre.y, line.length


def join_lines(segments: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> list[list[tuple[int, int]]]:
    """Segments joined end to end into as few lines as there are."""
    merged = shapely.line_merge(MultiLineString([LineString(segment) for segment in segments]))
    if merged.is_empty:
        return []
    return [[(round(x), round(y)) for x, y in line.coords] for line in shapely.get_parts(merged)]


@lru_cache(maxsize=1024)
def find_outline(kode: str) -> Shape | None:
    """The area of a region of any level in degrees; None where it has no boundaries."""
    level = kode.count(".") + 1
    coverage = load_coverage(kode[:2] if level < 3 else kode[:5])
    if coverage is None:
        return None
    if level == 1:
        return union_of(list(coverage.parts.values()), coverage.exact)
    return coverage.parts.get(kode) or coverage.groups.get(kode)


@lru_cache(maxsize=8192)
def find_inner_point(kode: str) -> tuple[float, float] | None:
    """Longitude and latitude of a point that surely lies in a region; None where it has no boundaries.

    Of provinces, kabupaten and kota it comes with the package, as it was measured.
    """
    return load_inner_points().get(kode) or measure_inner_point(kode)


def measure_inner_point(kode: str) -> tuple[float, float] | None:
    """The same, of the boundaries: as the source has them, so that hundreds of regions take no cleaning."""
    level = kode.count(".") + 1
    if level == 1:
        raw: Iterable[Geometry] = load_layer("kabupaten_kota", kode).values()
    else:
        own = load_boundaries(kode.rpartition(".")[0]).get(kode)
        raw = [own] if own is not None else load_boundaries(kode).values()
    shapes = [_shape_of(entry) for entry in raw]
    if not shapes:
        return None
    point = shapely.union_all(shapes).representative_point()
    return float(point.x), float(point.y)


def simplify_together(shapes: Sequence[Shape], tolerance: float) -> list[Shape]:
    """The shapes in their order with fewer points, neighbours still sharing their borders where they did."""
    exact = bool(shapely.coverage_is_valid(list(shapes)))
    fewer = simplify(shapes, tolerance, exact=exact)
    return fewer if len(fewer) == len(shapes) else list(shapes)


def wind_outline(shape: Shape, decimals: int) -> Geometry:
    """A shape as RFC 7946 has it: outer rings counterclockwise, inner ones clockwise, each closed."""
    wound = shapely.orient_polygons(shape, exterior_cw=False)
    polygons = wound.geoms if isinstance(wound, MultiPolygon) else (wound,)
    rings = [
        [_round_ring(ring.coords, decimals) for ring in (polygon.exterior, *polygon.interiors)]
        for polygon in polygons
    ]
    parts = [[ring for ring in polygon if len(ring) >= 4] for polygon in rings if len(polygon[0]) >= 4]
    if len(parts) == 1:
        return {"type": "Polygon", "coordinates": parts[0]}
    return {"type": "MultiPolygon", "coordinates": parts}


def _round_ring(points: Iterable[tuple[float, ...]], decimals: int) -> list[list[float]]:
    """A ring's points rounded, without those that rounding makes one with the point before them."""
    ring: list[list[float]] = []
    for point in points:
        rounded = [round(float(part), decimals) for part in point[:2]]
        if not ring or rounded != ring[-1]:
            ring.append(rounded)
    return ring
