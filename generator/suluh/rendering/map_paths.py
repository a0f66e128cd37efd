"""Boundaries as SVG path data in whole units, prepared once for all pages that show them.

Paths are relative and whole-numbered, which makes them small: the 43 parts of a city take
some 8 kB compressed. Neighbours share the same points, so no gap shows between them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from suluh.publishing.boundaries import Shape

Corner = tuple[int, int]
Segment = tuple[Corner, Corner]
Ring = list[Corner]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

TOLERANCE = 1.6
"""Simplification in units, about a unit and a half: below what a line's width hides."""

SPECK = 4.0
"""Rings smaller than this many square units are left out, unless a part has no other."""


@dataclass(frozen=True, slots=True)
class Area:
    """A region of a drawing: path data, the point for its name with the room around it, its box."""

    kode: str
    path: str
    x: int
    y: int
    radius: float
    box: Box


@dataclass(frozen=True, slots=True)
class PreparedLayer:
    """A region's parts ready to draw, in a drawing of `width` by `height` whole units within `size`.

    `areas` are the smallest parts; `groups` what lies between them and `kode`, if anything.
    `inner` are the borders between areas of one group, `edges` those between groups (between
    areas where there are no groups), `coast` the outline of it all: each border once. `land` is
    that outline as areas, to be filled.
    `outline` holds the corners of the coast.
    """

    kode: str
    size: int
    width: int
    height: int
    areas: Mapping[str, Area]
    groups: Mapping[str, Area]
    inner: str
    edges: str
    coast: str
    land: str
    outline: tuple[tuple[int, int], ...] = ()

    def members(self, group: str) -> tuple[Area, ...]:
        """The areas of a group, by code."""
        return tuple(area for code, area in self.areas.items() if code.startswith(f"{group}."))


@dataclass(frozen=True, slots=True)
class Inset:
    """The part of a layer in `frame`, enlarged into `box`; both in the layer's units."""

    frame: Box
    box: Box
    areas: Mapping[str, Area]
    edges: str


@lru_cache(maxsize=64)
def prepare_layer(kode: str, size: int = 1000, tolerance: float = TOLERANCE) -> PreparedLayer | None:
    """The parts of a province or a kabupaten/kota, fitted into a square of `size` units.

    None where there are no boundaries. A unit is the finest detail: take `size` about twice
    the width in pixels.
    """
    from suluh.publishing import boundaries  # late: shapely is slow to load

    coverage = boundaries.load_coverage(kode)
    if coverage is None:
        return None
    projection, width, height = boundaries.fit_projection(coverage.parts.values(), size, size)
    projected = projection.apply(coverage.parts.values())
    shapes = boundaries.simplify(projected, tolerance, exact=coverage.exact)
    parts = dict(zip(coverage.parts, shapes, strict=True))
    groups: dict[str, list[Shape]] = defaultdict(list)
    for code, shape in parts.items():
        if coverage.groups:
            groups[code.rpartition(".")[0]].append(shape)
    joined = {group: boundaries.union_of(some, coverage.exact) for group, some in groups.items()}
    inner, edges, coast = (boundaries.join_lines(some) for some in _find_borders(parts, grouped=bool(groups)))
    return PreparedLayer(
        kode,
        size,
        width,
        height,
        areas=_draw_areas(parts),
        groups=_draw_areas(joined),
        inner=_draw_lines(inner),
        edges=_draw_lines(edges),
        coast=_draw_lines(coast),
        land="".join(map(draw_ring, _visible_rings(boundaries.union_of(shapes, coverage.exact)))),
        outline=tuple(point for line in coast for point in line),
    )


@lru_cache(maxsize=16)
def prepare_inset(kode: str, size: int, frame: Box, box: Box) -> Inset | None:
    """What `prepare_layer(kode, size)` shows in `frame`, drawn anew with full detail to fill `box`."""
    from suluh.publishing import boundaries  # late: shapely is slow to load

    coverage = boundaries.load_coverage(kode)
    if coverage is None:
        return None
    zoom = (box[2] - box[0]) / (frame[2] - frame[0])
    base, _, _ = boundaries.fit_projection(coverage.parts.values(), size, size)
    closer = base.enlarged(zoom, (box[0] - frame[0] * zoom, box[1] - frame[1] * zoom))
    shapes = boundaries.simplify(closer.apply(coverage.parts.values()), TOLERANCE, exact=coverage.exact)
    cut = {code: boundaries.clip(shape, box) for code, shape in zip(coverage.parts, shapes, strict=True)}
    seen = {code: shape for code, shape in cut.items() if not shape.is_empty}
    _, edges, _ = _find_borders(seen, grouped=bool(coverage.groups))
    return Inset(frame, box, _draw_areas(seen), _draw_lines(boundaries.join_lines(edges)))


def _draw_areas(shapes: Mapping[str, Shape]) -> dict[str, Area]:
    return {code: _draw_area(code, shape) for code, shape in sorted(shapes.items())}


def _draw_area(kode: str, shape: Shape) -> Area:
    from suluh.publishing.boundaries import label_point  # late: shapely is slow to load

    x, y, radius = label_point(shape)
    rings = _visible_rings(shape)
    if not rings:  # too small for the drawing, yet it must be there to be clicked
        left, top = round(x), round(y)
        rings = [[(left - 1, top - 1), (left + 1, top - 1), (left + 1, top + 1), (left - 1, top + 1)]]
    return Area(kode, "".join(map(draw_ring, rings)), round(x), round(y), radius, shape.bounds)


def whole_rings(shape: Shape) -> list[Ring]:
    """Rings in whole units, points that fall together taken as one; those that collapse left out."""
    from suluh.publishing.boundaries import rings_of  # late: shapely is slow to load

    found: list[Ring] = []
    for ring in rings_of(shape):
        whole: Ring = []
        for x, y in ring:
            point = (round(x), round(y))
            if not whole or point != whole[-1]:
                whole.append(point)
        if len(whole) > 1 and whole[0] == whole[-1]:
            whole.pop()
        if len(whole) > 2:
            found.append(whole)
    return found


def _visible_rings(shape: Shape) -> list[Ring]:
    return [ring for ring in whole_rings(shape) if abs(_area_of(ring)) >= SPECK]


def _area_of(ring: Ring) -> float:
    following = ring[1:] + ring[:1]
    return sum(x * v - u * y for (x, y), (u, v) in zip(ring, following, strict=True)) / 2


def _find_borders(shapes: Mapping[str, Shape], *, grouped: bool) -> tuple[list[Segment], ...]:
    """Borders within groups, between groups, and towards the outside; each once."""
    owners: dict[Segment, list[str]] = defaultdict(list)
    for code, shape in shapes.items():
        for ring in _visible_rings(shape):
            for pair, other in zip(ring, ring[1:] + ring[:1], strict=True):
                owners[min(pair, other), max(pair, other)].append(code)
    kinds: tuple[list[Segment], ...] = ([], [], [])
    for segment, codes in owners.items():
        if len(codes) == 1:
            kinds[2].append(segment)
        elif len(set(codes)) > 1:  # one shape on both sides is a fold, no border
            parents = {code.rpartition(".")[0] for code in codes}
            kinds[0 if grouped and len(parents) == 1 else 1].append(segment)
    return kinds


def _draw_lines(lines: Iterable[Sequence[Corner]]) -> str:
    return "".join(map(draw_line, lines))


def draw_ring(points: Sequence[Corner]) -> str:
    """A closed ring as relative path data: `M12 34l5-6 7 8z`."""
    return f"{draw_line(points)}z"


def draw_line(points: Sequence[Corner]) -> str:
    """An open line as relative path data."""
    x, y = points[0]
    steps: list[int] = []
    for pair, other in pairwise(points):
        steps += [other[0] - pair[0], other[1] - pair[1]]
    return f"M{_join_numbers((x, y))}l{_join_numbers(steps)}"


def _join_numbers(numbers: Iterable[int]) -> str:
    """Numbers as SVG takes them at their shortest: a minus is separator enough."""
    return " ".join(map(str, numbers)).replace(" -", "-")
