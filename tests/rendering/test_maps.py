"""Maps: whole, small, named, escaped, with links and states that say themselves."""

from __future__ import annotations

import gzip
import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suluh.reading.region_list import load_regions
from suluh.rendering.map_drawing import Measure, Style
from suluh.rendering.map_inset import place_inset
from suluh.rendering.map_labels import label_box
from suluh.rendering.map_paths import draw_line, draw_ring, prepare_layer
from suluh.rendering.maps import city_map, locator, province_map
from suluh.rendering.value_classes import classify_values
from suluh.vocabulary.figures import State
from suluh.vocabulary.region import Regions

CITY = "74.72"
PART = "74.72.01.1007"


def address(kode: str) -> str:
    """Every region has a page, seen from a page one folder deep."""
    return f"../{kode}/"


def parse(markup: str) -> ElementTree.Element:
    """Well-formed XML, which is stricter than HTML asks."""
    return ElementTree.fromstring(f"<div>{markup}</div>")


def part_values() -> dict[str, Decimal | None]:
    """Values for all kelurahan but one."""
    codes = [part.kode for part in load_regions().within(CITY) if part.level == 4]
    values: dict[str, Decimal | None] = {code: Decimal(index) for index, code in enumerate(codes)}
    values[PART] = None
    return values


def test_the_home_map_is_whole_and_small() -> None:
    drawn = city_map(CITY, load_regions(), address=address, measure=Measure("Usulan", part_values()))
    assert drawn is not None
    assert len(gzip.compress(drawn.encode())) < 10_500
    hrefs = re.findall(r'<a href="\.\./([^"]+)/" aria-label="[^"]+">', drawn)
    assert sorted(hrefs) == sorted(part_values())
    parse(drawn)


def test_values_states_and_legend_say_themselves() -> None:
    values = part_values()
    silent = next(iter(set(values) - {PART}))
    values[silent] = None
    measure = Measure("Usulan", values, states={silent: State.TIDAK_BERLAKU})
    drawn = city_map(CITY, load_regions(), address=address, measure=measure, style=Style("satu"))
    assert drawn is not None
    assert 'aria-label="Katobengke: belum dilaporkan"' in drawn
    assert f'{load_regions()[silent].nama}: tidak berlaku"' in drawn
    assert 'fill="url(#satu-arsir)"' in drawn and '<pattern id="satu-arsir"' in drawn
    legend = drawn[drawn.index("peta-legenda") :]
    assert "belum dilaporkan" in legend and "tidak berlaku" in legend and "dirahasiakan" not in legend


def test_what_was_never_asked_is_not_called_unreported() -> None:
    measure = Measure("Usulan", part_values(), absent=State.TIDAK_BERLAKU, absent_words="tidak ada usulan")
    drawn = city_map(CITY, load_regions(), address=address, measure=measure)
    assert drawn is not None
    assert 'aria-label="Katobengke: tidak ada usulan"' in drawn and "belum dilaporkan" not in drawn


def test_the_locator_marks_the_region_and_links_the_others() -> None:
    drawn = locator(PART, load_regions(), address=address)
    assert drawn is not None
    assert drawn.count('class="peta-sini"') == 1
    assert f"../{PART}/" not in drawn
    assert "../74.72.02/" in drawn and "../74.72.01.1013/" in drawn and "../74.72.02.1001/" not in drawn
    assert "Letak Kelurahan Katobengke di Kota Bau Bau" in drawn
    assert len(drawn) < 14_000
    parse(drawn)


@pytest.mark.parametrize("kode", ["74.72.01", "74.72", "74.07", "74.01.01", "74.01.01.1001", "73.08.05.2003"])
def test_locators_of_every_level(kode: str) -> None:
    drawn = locator(kode, load_regions(), address=lambda _: None)
    assert drawn is not None
    assert 'role="img"' in drawn and "<a " not in drawn
    parse(drawn)


def test_a_region_without_boundaries_is_not_marked_but_its_kecamatan_is() -> None:
    drawn = locator("74.71.04.1021", load_regions(), address=address)
    assert drawn is not None
    assert "peta-sini" not in drawn and 'class="peta-induk"' in drawn
    assert "tidak tersedia" in drawn


@pytest.mark.parametrize("kode", ["74", "99.99", "", "74.72.01.9999"])
def test_no_map_without_boundaries(kode: str) -> None:
    assert locator(kode, load_regions(), address=address) is None
    assert city_map("99.99", load_regions(), address=address) is None


def test_the_province_outlines_one_of_its_parts() -> None:
    drawn = province_map("74", load_regions(), address=address, here=CITY)
    assert drawn is not None
    assert drawn.count("peta-tanda") == 1
    assert drawn.count("<a ") == 17
    assert "peta-legenda" not in drawn
    parse(drawn)


def test_ids_start_with_the_prefix() -> None:
    drawn = city_map(CITY, load_regions(), address=address, measure=Measure("x", {}), style=Style("lain"))
    assert drawn is not None
    ids = re.findall(r' id="([^"]+)"', drawn)
    assert ids and all(one.startswith("lain-") for one in ids)
    assert len(set(ids)) == len(ids)


def test_no_inline_style_and_nothing_unescaped() -> None:
    names = {code: '<b onload="x">&' for code in load_regions() if code.startswith("74.72")}
    regions = Regions({**names, "74": "<i>"})
    measure = Measure("<script>", {PART: Decimal(1)}, show=lambda value: f"<u>{value}")
    for drawn in (
        city_map(CITY, regions, address=lambda kode: f'"><{kode}', measure=measure),
        locator(PART, regions, address=lambda kode: f"javascript:'\"<{kode}"),
    ):
        assert drawn is not None
        assert not re.search(r"<(b|i|u|script)\b", drawn)
        assert "style=" not in drawn
        parse(drawn)


def test_names_on_a_map_do_not_lie_on_each_other() -> None:
    drawn = city_map("73.08", load_regions(), address=address)
    assert drawn is not None
    texts = re.findall(r'<text x="(-?\d+)" y="(-?\d+)"( class="[^"]*")?>([^<]+)</text>', drawn)
    narrow = [(int(x), int(y), name) for x, y, mark, name in texts if "peta-luas" not in mark]
    assert len(narrow) > 8
    from suluh.rendering.map_labels import Label

    boxes = [label_box(Label("", name, x, y), 37.0) for x, y, name in narrow]
    for index, one in enumerate(boxes):
        for other in boxes[index + 1 :]:
            apart = (
                one[2] <= other[0] + 1
                or other[2] <= one[0] + 1
                or one[3] <= other[1] + 1
                or other[3] <= one[1] + 1
            )
            assert apart


def test_the_crowded_centre_is_enlarged_beside_the_land() -> None:
    layer = prepare_layer(CITY, 1000)
    assert layer is not None
    placement = place_inset(layer, 1000)
    assert placement is not None
    left, top, right, bottom = placement.inset.box
    assert not any(left < x < right and top < y < bottom for x, y in layer.outline)
    assert len(placement.inset.areas) >= 6
    scattered = prepare_layer("74.01", 1000)
    assert scattered is not None and place_inset(scattered, 1000) is None


def read_path(path: str) -> list[tuple[int, int]]:
    """The points of a path of one relative ring."""
    numbers = [int(one) for one in re.findall(r"-?\d+", path)]
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    points = [pairs[0]]
    for x, y in pairs[1:]:
        points.append((points[-1][0] + x, points[-1][1] + y))
    return points


POINTS = st.lists(st.tuples(st.integers(-2000, 2000), st.integers(-2000, 2000)), min_size=2, max_size=30)


@given(POINTS)
def test_paths_read_back_as_the_points_they_were(points: list[tuple[int, int]]) -> None:
    assert read_path(draw_line(points)) == points
    assert draw_ring(points).endswith("z")


@given(
    st.lists(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-1000, max_value=1000))
)
def test_classes_hold_every_value_once_and_in_order(values: list[Decimal]) -> None:
    classes = classify_values(values)
    if classes is None:
        assert not values
        return
    assert 1 <= len(classes.limits) <= 5
    assert list(classes.limits) == sorted(set(classes.limits))
    shades = [classes.shade_of(value) for value in sorted(values)]
    assert shades == sorted(shades)
    assert len(classes.legend()) == len(classes.limits) == len(set(shades))
    for value in values:
        assert any(low <= value <= high for low, high in classes.spans)
