"""GeoJSON: rows with a place, areas where they are few, points elsewhere, and how RFC 7946 wants them."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from typing import Any

import pytest
import shapely

from builders import (
    make_cleared,
    make_dataset,
    make_field,
    make_package,
    make_resource,
    make_settings,
    make_table,
)
from suluh.publishing import row_places
from suluh.publishing.geojson_file import describe_outgoing, has_places, write_geojson
from suluh.publishing.region_dataset import describe_regions
from suluh.reading.region_list import load_regions
from suluh.vocabulary.download_format import Outgoing
from suluh.vocabulary.package import Field, ForeignKey, Schema

REGION = (ForeignKey(("kode_wilayah",), "wilayah", "wilayah", ("kode",)),)
DEGREES = (make_field("nama"), make_field("lintang", type="number"), make_field("bujur", type="number"))


def make_outgoing(
    fields: Sequence[Field], rows: Sequence[Sequence[str]], keys: Sequence[ForeignKey] = ()
) -> Outgoing:
    schema = Schema(fields=tuple(fields), foreign_keys=tuple(keys))
    package = make_package(resources=(make_resource("contoh", schema=schema),))
    table = make_table([field.name for field in fields], rows)
    return Outgoing(
        make_dataset(make_cleared({"contoh": table}, package=package)), make_settings(), {}, "contoh"
    )


def read(outgoing: Outgoing) -> dict[str, Any]:
    stream = io.BytesIO()
    write_geojson(stream, outgoing)
    found: dict[str, Any] = json.loads(stream.getvalue())
    return found


def test_a_row_stands_where_its_coordinates_say_and_not_without_any() -> None:
    rows = [("Pasar", "-5.4669", "122.6021"), ("Kantor", "", ""), ("Salah", "122.6", "-5.4")]
    found = read(make_outgoing(DEGREES, rows))
    assert [each["geometry"] for each in found["features"]] == [
        {"type": "Point", "coordinates": [122.6021, -5.4669]}
    ]
    assert found["features"][0]["properties"] == {"nama": "Pasar", "lintang": -5.4669, "bujur": 122.6021}
    assert (found["letak"], found["baris_tanpa_letak"]) == ("titik menurut koordinat pada barisnya", 2)
    assert "crs" not in found and found["type"] == "FeatureCollection"


def test_a_point_in_one_cell_is_a_place_too() -> None:
    field = make_field("titik", type="geopoint", format="array")
    found = read(make_outgoing([make_field("nama"), field], [("Pasar", "[122.6, -5.4]")]))
    assert found["features"][0]["geometry"]["coordinates"] == [122.6, -5.4]


CODES = ["74.72.01.1007", "74.72.01.1012", "74.72.02.1004"]


def test_regions_that_stand_once_are_areas_with_their_ring_to_the_left() -> None:
    fields = [make_field("kode_wilayah"), make_field("jumlah", type="integer")]
    found = read(make_outgoing(fields, [(code, "1") for code in CODES] + [("", "2")], REGION))
    shapes = [shapely.geometry.shape(each["geometry"]) for each in found["features"]]
    assert len(shapes) == 3 and found["baris_tanpa_letak"] == 1
    for shape in shapes:
        assert shape.is_valid and shape.area > 0
        for part in getattr(shape, "geoms", [shape]):
            assert part.exterior.is_ccw and not any(ring.is_ccw for ring in part.interiors)
    first, second = shapes[:2]
    assert first.intersection(second).area < first.area / 1000, "neighbours do not lie on one another"


def test_regions_that_repeat_are_points_within_them() -> None:
    fields = [make_field("kode_wilayah"), make_field("tahun", type="year")]
    rows = [(code, year) for code in CODES for year in ("2024", "2025")]
    outgoing = make_outgoing(fields, rows, REGION)
    found = read(outgoing)
    assert {each["geometry"]["type"] for each in found["features"]} == {"Point"}
    areas = read(make_outgoing(fields, [(code, "2024") for code in CODES], REGION))["features"]
    for feature, area in zip(found["features"][::2], areas, strict=True):
        point, shape = (shapely.geometry.shape(each["geometry"]) for each in (feature, area))
        assert shape.buffer(0.0003).contains(point)
    assert describe_outgoing(outgoing) == {
        "letak": "satu titik di dalam wilayah, bukan letak yang sebenarnya",
        "kolom_letak": ["kode_wilayah"],
    }


def test_too_many_areas_are_points(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_places, "MOST_OUTLINES", 2)
    found = read(make_outgoing([make_field("kode_wilayah")], [(code,) for code in CODES], REGION))
    assert {each["geometry"]["type"] for each in found["features"]} == {"Point"}


@pytest.mark.parametrize("code", ["", "74.72.99", "../../etc", "99", "74.72.01.1007.1", "abc", "7472"])
def test_a_code_that_is_no_region_has_no_place(code: str) -> None:
    outgoing = make_outgoing([make_field("kode_wilayah")], [(code,), (code,)], REGION)
    assert not has_places(outgoing)


def test_a_table_that_names_no_place_is_no_map() -> None:
    assert not has_places(
        make_outgoing([make_field("nama"), make_field("lintang", type="number")], [("a", "1")])
    )


def test_the_list_of_regions_has_the_areas_of_the_governed_one() -> None:
    cleared = describe_regions("74.72", load_regions(), [])
    outgoing = Outgoing(make_dataset(cleared), make_settings(wilayah="74.72"), {}, "wilayah")
    found = read(outgoing)
    codes = [each["properties"]["kode"] for each in found["features"]]
    assert codes[0] == "74.72" and len(codes) == 52 and all(code.startswith("74.72") for code in codes)
    assert found["baris_tanpa_letak"] == 1 and len(json.dumps(found)) < 200_000
