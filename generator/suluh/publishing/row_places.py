"""Where the rows of a table lie on earth: by their coordinates, or by the region that they name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from suluh.publishing.canonical_table import CanonicalTable
from suluh.publishing.known_boundaries import has_inner_point, has_outline
from suluh.reading.region_list import Geometry
from suluh.reading.standard_list import load_standard_file
from suluh.vocabulary.codes import is_within
from suluh.vocabulary.columns import ColumnarRows, cells_of, distinct_of
from suluh.vocabulary.package import Field, Resource

if TYPE_CHECKING:
    from suluh.publishing.boundaries import Shape

MOST_OUTLINES = 200
"""Regions whose areas one file shows; more are shown as points."""
MOST_CORNERS = 20_000
"""Points of all areas of one file together: some 400 kB."""
DECIMALS = 5
"""Of a degree: about a metre."""
TOLERANCE = 0.0001
"""Degrees, about 11 metres: boundaries are indicative."""

MOST_CORNERS_OF_LIST = 5 * MOST_CORNERS
"""Points of all areas of the list of regions together: some 2 MB."""
CODE = "kode"
"""The key of the list of regions."""

Place = Callable[[Sequence[str]], Geometry | None]
"""Gives the geometry of a row, None where it has none."""


class PlaceKind(StrEnum):
    """What the geometries of a file say; the words stand in it as `letak`."""

    COORDINATES = "titik menurut koordinat pada barisnya"
    OUTLINES = "batas wilayah (BIG, indikatif)"
    INNER_POINTS = "satu titik di dalam wilayah, bukan letak yang sebenarnya"


@dataclass(frozen=True, slots=True)
class RowPlaces:
    """How the rows of a table are placed, and by which columns."""

    kind: PlaceKind
    columns: tuple[str, ...]
    place: Place

    def placed(self, rows: Sequence[Sequence[str]]) -> Iterator[tuple[Sequence[str], Geometry]]:
        """The rows that have a place, in their order, with it."""
        for row in rows:
            geometry = self.place(row)
            if geometry is not None:
                yield row, geometry


def find_places(resource: Resource, table: CanonicalTable) -> RowPlaces | None:
    """The places of a table's rows; None where its columns tell of none, or no row has one.

    Coordinates go before a region: who states them says more.
    """
    for find in (_by_point, _by_degrees, _by_region):
        found = find(resource, table)
        if found is not None and any(found.place(row) is not None for row in _sample(table, found)):
            return found
    return None


def has_row_places(resource: Resource, table: CanonicalTable) -> bool:
    """Whether `find_places` finds any; nothing is drawn for it."""
    for find in (_by_point, _by_degrees):
        found = find(resource, table)
        if found is not None and any(found.place(row) is not None for row in _sample(table, found)):
            return True
    name = resource.schema.region_field
    if name not in table.header:
        return False
    return any(map(_has_point, distinct_of(cells_of(table.rows, table.header.index(name)))))


def has_listed_places(table: CanonicalTable, home: str) -> bool:
    """Whether `place_regions` finds any."""
    return any(map(has_outline, _list_within(table, home)))


def _list_within(table: CanonicalTable, home: str) -> tuple[str, ...]:
    """Codes of the list of regions: the governed region's and its parts'."""
    index = table.header.index(CODE)
    return tuple(row[index] for row in table.rows if is_within(row[index], home))


def _sample(table: CanonicalTable, places: RowPlaces) -> Iterable[Sequence[str]]:
    """A row for each place that the table may name."""
    if not isinstance(table.rows, ColumnarRows) or len(places.columns) > 1:
        return table.rows
    at = table.header.index(places.columns[0])
    blank = [""] * len(table.header)
    return ([*blank[:at], cell, *blank[at + 1 :]] for cell in table.rows.column_at(at).distinct())


def place_regions(table: CanonicalTable, home: str) -> RowPlaces | None:
    """The areas of the list of regions itself, whose key is the code: the governed region's and its parts'.

    None where none has boundaries.
    """
    index, outlines = table.header.index(CODE), _draw_list(_list_within(table, home))
    if not outlines:
        return None
    return RowPlaces(PlaceKind.OUTLINES, (CODE,), lambda row: outlines.get(row[index]))


def names_places(resource: Resource) -> bool:
    """Whether the columns of a table may place its rows, whatever stands in them."""
    fields = resource.schema.fields
    return bool(
        resource.schema.region_field
        or _degree_columns(fields)
        or any(field.type == "geopoint" for field in fields)
    )


def _by_point(resource: Resource, table: CanonicalTable) -> RowPlaces | None:
    index = next((place for place, field in enumerate(table.fields) if field.type == "geopoint"), None)
    if index is None:
        return None
    return RowPlaces(PlaceKind.COORDINATES, (table.header[index],), lambda row: _point(*_halves(row[index])))


def _by_degrees(resource: Resource, table: CanonicalTable) -> RowPlaces | None:
    names = _degree_columns(table.fields)
    if names is None:
        return None
    latitude, longitude = (table.header.index(name) for name in names)
    return RowPlaces(PlaceKind.COORDINATES, names, lambda row: _point(row[longitude], row[latitude]))


def _by_region(resource: Resource, table: CanonicalTable) -> RowPlaces | None:
    name = resource.schema.region_field
    if name not in table.header:
        return None
    index = table.header.index(name)
    codes = [*islice(filter(None, cells_of(table.rows, index)), MOST_OUTLINES + 1)]
    if len(set(codes)) == len(codes) <= MOST_OUTLINES:
        outlines = _draw_outlines(tuple(sorted(codes)))
        if outlines:
            return RowPlaces(PlaceKind.OUTLINES, (name,), lambda row: outlines.get(row[index]))
    return RowPlaces(PlaceKind.INNER_POINTS, (name,), lambda row: _inner_point(row[index]))


@lru_cache(maxsize=32)
def _draw_outlines(codes: tuple[str, ...]) -> Mapping[str, Geometry]:
    """The areas of the regions by code, with fewer points; none where they are too many or one has none."""
    if not all(map(has_outline, codes)):
        return {}
    from suluh.publishing.boundaries import (  # late: shapely is slow to load
        find_outline,
        simplify_together,
        wind_outline,
    )

    found = {code: find_outline(code) for code in codes}
    shapes = [shape for shape in found.values() if shape is not None]
    if len(shapes) < len(codes):
        return {}
    fewer = simplify_together(shapes, TOLERANCE)
    drawn = {code: wind_outline(shape, DECIMALS) for code, shape in zip(codes, fewer, strict=True)}
    return drawn if sum(map(_count_corners, drawn.values())) <= MOST_CORNERS else {}


@lru_cache(maxsize=4)
def _draw_list(codes: tuple[str, ...]) -> Mapping[str, Geometry]:
    """The areas of all of the regions that have one, level by level, as fine as there is room for."""
    from suluh.publishing.boundaries import (  # late: shapely is slow to load
        find_outline,
        simplify_together,
        wind_outline,
    )

    levels: dict[int, dict[str, Shape]] = {}
    for code in codes:
        shape = find_outline(code)
        if shape is not None:
            levels.setdefault(code.count("."), {})[code] = shape
    tolerance = TOLERANCE
    while True:
        drawn: dict[str, Geometry] = {}
        for shapes in levels.values():
            fewer = simplify_together(list(shapes.values()), tolerance)
            drawn |= {code: wind_outline(shape, DECIMALS) for code, shape in zip(shapes, fewer, strict=True)}
        if sum(map(_count_corners, drawn.values())) <= MOST_CORNERS_OF_LIST or tolerance > 1:
            return drawn
        tolerance *= 2


def _count_corners(geometry: Geometry) -> int:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return sum(len(ring) for polygon in polygons for ring in polygon)


def _has_point(kode: str) -> bool:
    return kode.replace(".", "").isdecimal() and has_inner_point(kode)


@lru_cache(maxsize=8192)
def _inner_point(kode: str) -> Geometry | None:
    if not _has_point(kode):
        return None
    from suluh.publishing.boundaries import find_inner_point  # late: shapely is slow to load

    found = find_inner_point(kode)
    if found is None:
        return None
    return {"type": "Point", "coordinates": [round(part, DECIMALS) for part in found]}


def _halves(text: str) -> tuple[str, str]:
    longitude, _, latitude = text.partition(",")
    return longitude.strip(), latitude.strip()


def _point(longitude: str, latitude: str) -> Geometry | None:
    """The point, as exact as it was stated; None for what is no place on earth."""
    try:
        pair = Decimal(longitude), Decimal(latitude)
    except InvalidOperation:
        return None
    if not all(part.is_finite() for part in pair) or abs(pair[0]) > 180 or abs(pair[1]) > 90:
        return None
    return {"type": "Point", "coordinates": [float(part) for part in pair]}


def _degree_columns(fields: Sequence[Field]) -> tuple[str, str] | None:
    """The columns of latitude and longitude, where a table has both."""
    names = _coordinate_names()
    numbers = {field.name.casefold(): field.name for field in fields if field.is_number}
    found = [next((numbers[name] for name in some if name in numbers), "") for some in names]
    return (found[0], found[1]) if all(found) else None


@lru_cache(maxsize=1)
def _coordinate_names() -> tuple[Sequence[str], Sequence[str]]:
    stated = load_standard_file("words/koordinat")
    return stated["lintang"], stated["bujur"]
