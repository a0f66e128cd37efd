"""A map with points on it: where something happened, each point a link."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from suluh.rendering.map_drawing import MapTexts, Style, draw_borders, draw_labels, draw_map
from suluh.rendering.map_labels import Label, label_box, place_labels
from suluh.rendering.map_paths import Area, Box, prepare_layer
from suluh.rendering.maps import CITY_SIZE, CITY_TYPE, DAY, name_areas
from suluh.rendering.printed_facts import mark_drawn
from suluh.vocabulary.facts import FactMaker, within
from suluh.vocabulary.region import Regions

RADIUS = 13
"""Of a point in units of the map: a target that a thumb finds."""
APART = 2.2 * RADIUS


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A point in degrees, what it is called, and where its link leads as seen from the page."""

    longitude: float
    latitude: float
    name: str
    address: str


def point_map(
    kode: str,
    regions: Regions,
    points: Iterable[MapPoint],
    *,
    title: str,
    maker: FactMaker | None = None,
    style: Style = DAY,
) -> Markup | None:
    """The parts of a kabupaten/kota with points over them; None without boundaries or points inside.

    Of points that would lie over each other only the first is drawn, with how many there are:
    the list beside the map has them all. `maker` makes that number a fact.
    """
    from suluh.publishing.boundaries import fit_projection, load_coverage  # late: shapely is slow to load

    layer, coverage = prepare_layer(kode, CITY_SIZE), load_coverage(kode)
    if layer is None or coverage is None or kode not in regions:
        return None
    projection, width, height = fit_projection(coverage.parts.values(), CITY_SIZE, CITY_SIZE)
    heaps: list[tuple[float, float, list[MapPoint]]] = []
    for point in points:
        x, y = projection.place(point.longitude, point.latitude)
        if not (0 <= x <= width and 0 <= y <= height):
            continue
        near = next((heap for heap in heaps if abs(heap[0] - x) < APART and abs(heap[1] - y) < APART), None)
        if near is None:
            heaps.append((x, y, [point]))
        else:
            near[2].append(point)
    if not heaps:
        return None
    view = -((max(layer.width, layer.size) - layer.width) // 2), 0, max(layer.width, layer.size), layer.height
    # Each border is drawn once: such a map stands on the page of every activity.
    body = [draw_borders("tanah", layer.land), draw_borders("garis", layer.inner)]
    body.append(draw_borders("batas" if layer.groups else "garis", layer.edges))
    named = name_areas(layer.groups or layer.areas, regions)
    body += [_draw_heap(round(x), round(y), some, maker, style) for x, y, some in heaps]
    spots = [(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS) for x, y, _ in heaps]
    body.append(draw_labels(_name_areas(named, view, spots)))
    note = style.word("Batas wilayah: BIG, indikatif.")
    return draw_map("kota", view, MapTexts(title, note), body, style)


def _name_areas(named: Sequence[tuple[Area, str]], view: Box, points: Sequence[Box]) -> list[Label]:
    """Names of areas where they cover no point; where no place is free a name lies over points."""
    free = place_labels(named, sizes=CITY_TYPE, view=view, taken=points)
    used = [label_box(label, CITY_TYPE[1]) for label in free]
    placed = {label.kode for label in free}
    crowded = [(area, text) for area, text in named if area.kode not in placed]
    return free + place_labels(crowded, sizes=CITY_TYPE, view=view, taken=used)


def _draw_heap(x: int, y: int, points: list[MapPoint], maker: FactMaker | None, style: Style) -> str:
    name, count, number = points[0].name, len(points), ""
    if count > 1:
        name, mark = style.word("%(name)s, dan lainnya", name=name), ""
        if maker is not None:
            where = within(("titik", f"{x}-{y}"))
            own = FactMaker(maker.when, where, maker.status)
            mark = mark_drawn(own.make("kegiatan_di_titik", count))
        number = f'<text{mark} x="{x}" y="{y + 6}">{count}</text>'
    words = escape(name)
    return (
        f'<a class="peta-titik" href="{escape(points[0].address)}" aria-label="{words}">'
        f'<circle cx="{x}" cy="{y}" r="{RADIUS}"><title>{words}</title></circle>{number}</a>'
    )
