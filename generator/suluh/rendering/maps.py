"""Maps as SVG: where a region lies, and what its parts say. Drawn at build time, no script.

Every drawing has a title and a description, every region with a page is a link with its name
and value, and colours are classes styled by `assets/peta.css`. Ids start with the prefix of
the `Style`, so that several maps can stand on one page. Names come from the region list alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from suluh.measuring.region_counts import count_regions
from suluh.rendering.map_drawing import (
    Address,
    MapTexts,
    Measure,
    Names,
    Paint,
    Style,
    draw_borders,
    draw_inset,
    draw_labels,
    draw_map,
)
from suluh.rendering.map_inset import place_inset
from suluh.rendering.map_labels import Label, label_box, place_beside, place_labels
from suluh.rendering.map_paths import Area, Box, PreparedLayer, prepare_layer
from suluh.vocabulary.region import Region, Regions

CITY_SIZE = 1000
CITY_TYPE = (24.0, 37.0)
"""Units of a large map, and its type sizes on a wide and a narrow screen (`peta.css` says the same)."""

LOCATOR_SIZE = 500
LOCATOR_TYPE = (20.0, 20.0)
LOCATOR_TOLERANCE = 2.2
MANY = 120
"""From this many parts on a locator leaves out the borders inside other groups."""

DAY = Style()


def locator(kode: str, regions: Regions, *, address: Address, style: Style = DAY) -> Markup | None:
    """Where a region lies: itself amber, its kecamatan tinted, the rest of its city grey.

    A kabupaten or kota is shown in its province. A kelurahan without boundaries of its own is
    not marked, only its kecamatan is. None where there are no boundaries at all.
    """
    level = kode.count(".") + 1
    layer = prepare_layer(kode[:5] if level > 2 else kode[:2], LOCATOR_SIZE, LOCATOR_TOLERANCE)
    if layer is None or level == 1 or kode not in regions:
        return None
    shown = {**layer.areas, **layer.groups}
    group = kode if kode in layer.groups else kode.rpartition(".")[0]
    if kode not in shown and group not in shown:
        return None
    paths = [*_draw_surroundings(layer, group, kode, Names(regions, address))]
    if kode in shown:
        inside = "".join(area.path for area in layer.members(group)) if kode == group else ""
        paths += [f'<path class="peta-sini" d="{shown[kode].path}"/>', draw_borders("garis", inside)]
        paths.append(draw_borders("tepi", shown[kode].path if inside else ""))
    labels = _name_surroundings(layer, shown, (kode, group), regions)
    paths.append(draw_labels(labels, here=kode, group=group))
    words = {"bagian": regions[kode].full_name, "wilayah": regions[layer.kode].full_name}
    title = style.word("Letak %(bagian)s di %(wilayah)s", **words)
    note = "" if kode in shown else style.word("Batas wilayah ini sendiri tidak tersedia.")
    return draw_map("letak", _view_of(layer), MapTexts(title, note), paths, style)


def _draw_surroundings(layer: PreparedLayer, group: str, kode: str, names: Names) -> Iterable[str]:
    """Everything but the region itself: other groups whole, the own group in its parts."""
    for area in (layer.groups or layer.areas).values():
        if area.kode == group:
            yield f'<path class="peta-induk" d="{area.path}"/>'
        elif area.kode != kode:
            yield names.link(area, 'class="peta-lain"')
    if kode != group:
        for area in layer.members(group) if group in layer.groups else ():
            if area.kode != kode:
                yield names.link(area, 'class="peta-induk"')
    if len(layer.areas) <= MANY:
        yield draw_borders("garis", layer.inner)
    yield draw_borders("batas", layer.edges)


def _name_surroundings(
    layer: PreparedLayer, shown: Mapping[str, Area], own: tuple[str, str], regions: Regions
) -> list[Label]:
    """The region's own name first, then its kecamatan's, then the others' by size."""
    view, size = _view_of(layer), LOCATOR_TYPE[0]
    kode, group = own
    placed = [place_beside(shown[kode], short_name(regions[kode]), size, view)] if kode in shown else []
    taken = [label_box(label, size) for label in placed]
    if kode in shown:
        taken.append(shown[kode].box)
    if group in shown and group != kode:
        first = place_labels(
            [(shown[group], short_name(regions[group]))], sizes=LOCATOR_TYPE, view=view, taken=taken
        )
        placed += first
        taken += [label_box(label, size) for label in first]
    others = {code: area for code, area in (layer.groups or layer.areas).items() if code not in own}
    return placed + place_labels(name_areas(others, regions), sizes=LOCATOR_TYPE, view=view, taken=taken)


def city_map(
    kode: str, regions: Regions, *, address: Address, measure: Measure | None = None, style: Style = DAY
) -> Markup | None:
    """A kabupaten/kota in its parts, coloured by a measure or plain, with a legend under it.

    A crowded centre is enlarged beside the land. None where there are no boundaries.
    """
    layer = prepare_layer(kode, CITY_SIZE)
    if layer is None or kode not in regions:
        return None
    names, paint = Names(regions, address), Paint.mix(measure, style)
    body = [paint.area(area, names) for area in layer.areas.values()]
    body += [draw_borders("batas", layer.edges if layer.groups else ""), draw_borders("pantai", layer.coast)]
    placement = place_inset(layer, CITY_SIZE)
    taken: list[Box] = []
    if placement:
        body.append(draw_inset(placement, paint, names))
        taken = [placement.inset.box, placement.inset.frame]
    view = placement.view if placement else _view_of(layer)
    named = name_areas(layer.groups or layer.areas, regions)
    body.append(draw_labels(place_labels(named, sizes=CITY_TYPE, view=view, taken=taken)))
    return draw_map("kota", view, _texts(layer, regions, paint), body, style) + paint.legend(layer.areas)


def province_map(
    kode: str, regions: Regions, *, address: Address, measure: Measure | None = None, here: str = "",
    style: Style = DAY,
) -> Markup | None:  # fmt: skip
    """A province's kabupaten and kota, coloured by a measure or plain; the one of code `here` outlined.

    None where there are no boundaries.
    """
    layer = prepare_layer(kode, CITY_SIZE)
    if layer is None or kode not in regions:
        return None
    names, paint = Names(regions, address), Paint.mix(measure, style)
    body = [paint.area(area, names) for area in layer.areas.values()]
    body.append(draw_borders("pantai", layer.coast))
    if here in layer.areas:
        body.append(draw_borders("tanda", layer.areas[here].path))
    labels = place_labels(name_areas(layer.areas, regions), sizes=CITY_TYPE, view=_view_of(layer))
    body.append(draw_labels(labels, here=here))
    texts = _texts(layer, regions, paint)
    return draw_map("provinsi", _view_of(layer), texts, body, style) + paint.legend(layer.areas)


def short_name(region: Region) -> str:
    """A name as a map shows it: kabupaten without their kind, which most have in common."""
    return region.nama.removeprefix("Kabupaten ")


def name_areas(areas: Mapping[str, Area], regions: Regions) -> list[tuple[Area, str]]:
    """Areas of regions that the list has, each with its short name."""
    return [(area, short_name(regions[code])) for code, area in areas.items() if code in regions]


def _view_of(layer: PreparedLayer) -> Box:
    """Left, top, width and height, as `viewBox` has it.

    The width is that of every map of its kind, with the land in the middle: so a unit, and
    with it the type, has the same size on all of them.
    """
    width = max(layer.width, layer.size)
    return -((width - layer.width) // 2), 0, width, layer.height


def _texts(layer: PreparedLayer, regions: Regions, paint: Paint) -> MapTexts:
    """Title and description of a map of parts, and how many these are."""
    kinds = sorted({regions[code].kind for code in layer.areas if code in regions}, reverse=True)
    word = paint.style.word
    whole = word("Peta %(wilayah)s", wilayah=regions[layer.kode].full_name)
    title = f"{paint.measure.title}. {whole}" if paint.measure else whole
    kind = "/".join(map(word, kinds))
    note = word("%(jumlah)s %(jenis)s. Batas wilayah: BIG, indikatif.", jumlah=len(layer.areas), jenis=kind)
    return MapTexts(title, note, count_regions(layer.kode, "/".join(kinds), len(layer.areas)))
