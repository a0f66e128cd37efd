"""Features of a GeoJSON or a TopoJSON as objects: their properties, and of points where they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from suluh.vocabulary.findings import Finding, Place, Severity

LATITUDE, LONGITUDE = "lintang", "bujur"
_DEGREES = ("CRS84", "EPSG::4326", "EPSG:4326")
"""What a stated system of coordinates ends with where it counts degrees as GeoJSON does."""


def is_geojson(value: Any) -> bool:
    """Whether a JSON value is a feature or a collection of features."""
    if not isinstance(value, dict):
        return False
    if value.get("type") == "Feature":
        return isinstance(value.get("properties", {}), dict | None)
    return value.get("type") == "FeatureCollection" and isinstance(value.get("features"), list)


def read_features(value: Mapping[str, Any], place: Place) -> tuple[list[dict[str, Any]], list[Finding]]:
    """The properties of each feature, with latitude and longitude of those that are points.

    F034 (a warning) counts the features whose shape or place is left out: polygons, lines, points outside of
    the earth's degrees or in another system of coordinates.
    """
    features = value["features"] if value["type"] == "FeatureCollection" else [value]
    features = [feature for feature in features if isinstance(feature, dict)]
    in_degrees = _counts_degrees(value.get("crs"))
    records: list[dict[str, Any]] = []
    points: list[tuple[Any, Any] | None] = []
    left_out: dict[str, int] = {}
    for feature in features:
        records.append(_record_of(feature))
        point = _point_of(feature.get("geometry")) if in_degrees else None
        points.append(point)
        geometry = feature.get("geometry")
        if point is None and isinstance(geometry, dict):
            kind = str(geometry.get("type"))[:20]
            left_out[kind] = left_out.get(kind, 0) + 1
    if any(points):
        names = _free_names(records)
        for record, point in zip(records, points, strict=True):
            record[names[0]], record[names[1]] = point or (None, None)
    return records, _tell_shapes(left_out, place)


def is_topology(value: Any) -> bool:
    """Whether a JSON value is a TopoJSON: shapes by name, whose arcs are shared."""
    return (
        isinstance(value, dict) and value.get("type") == "Topology" and isinstance(value.get("objects"), dict)
    )


def read_topology(
    value: Mapping[str, Any], place: Place
) -> tuple[dict[str, list[dict[str, Any]]], list[Finding]]:
    """The properties of all shapes of each object, by its name; F034 counts the shapes."""
    records: dict[str, list[dict[str, Any]]] = {}
    left_out: dict[str, int] = {}
    for name, entry in value["objects"].items():
        parts = entry.get("geometries", [entry]) if isinstance(entry, dict) else []
        shapes = [part for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
        for shape in shapes:
            kind = str(shape.get("type"))[:20]
            left_out[kind] = left_out.get(kind, 0) + 1
        records[name] = [_record_of(shape) for shape in shapes]
    return records, _tell_shapes(left_out, place)


def _record_of(feature: Mapping[str, Any]) -> dict[str, Any]:
    """The properties of a feature, and its id before them, which may be its code."""
    stated = feature.get("properties")
    properties = dict(stated) if isinstance(stated, dict) else {}
    name = feature.get("id")
    return {"id": name, **properties} if isinstance(name, str) and "id" not in properties else properties


def _tell_shapes(left_out: Mapping[str, int], place: Place) -> list[Finding]:
    if not left_out:
        return []
    shown = ", ".join(f"{count} {kind}" for kind, count in left_out.items())
    return [Finding("F034", place, Severity.WARNING, details={"bentuk": shown})]


def _counts_degrees(stated: Any) -> bool:
    if not isinstance(stated, dict):
        return True
    properties = stated.get("properties")
    name = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    return not name or name.upper().endswith(_DEGREES)


def _point_of(geometry: Any) -> tuple[Any, Any] | None:
    """Latitude and longitude of a point on the earth."""
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        return None
    position = geometry.get("coordinates")
    if not isinstance(position, Sequence) or isinstance(position, str) or len(position) < 2:
        return None
    longitude, latitude = position[0], position[1]
    try:
        fits = abs(Decimal(longitude)) <= 180 and abs(Decimal(latitude)) <= 90
    except (InvalidOperation, TypeError, ValueError):
        return None
    return (latitude, longitude) if fits else None


def _free_names(records: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    """Names for the coordinates that no property has."""
    taken = {key for record in records for key in record}
    latitude, longitude = LATITUDE, LONGITUDE
    while latitude in taken or longitude in taken:
        latitude, longitude = f"{latitude}_titik", f"{longitude}_titik"
    return latitude, longitude
