"""The national region list, the codes of earlier lists, and boundaries: read from the package.

Sources, decrees and terms stand in `standards/reference/SUMBER.md`. Everything is read once
and kept; nothing is read at import.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Literal

from suluh.reading.packed_references import read_packed, read_part
from suluh.reading.standard_list import load_standard_file
from suluh.vocabulary.region import FormerRegion, Regions

Layer = Literal["kabupaten_kota", "kecamatan", "desa_kelurahan"]
Geometry = Mapping[str, Any]
"""A GeoJSON geometry: Polygon or MultiPolygon, WGS 84, longitude first."""

DECREE = "reference/wilayah"
"""Where the package says which decree the list of regions follows."""
NO_BOUNDARIES: Mapping[str, Geometry] = MappingProxyType({})


@lru_cache(maxsize=1)
def load_regions() -> Regions:
    """All 91,599 regions of the list in force, by code."""
    text = read_part("wilayah.txt.xz")
    codes, _, names = text.partition("\n\n")
    return Regions(dict(zip(codes.split("\n"), names.rstrip("\n").split("\n"), strict=True)))


def region_decree() -> str:
    """The decree that the list of regions follows, as a descriptor's `keputusan_wilayah` names it."""
    return str(load_standard_file(DECREE)["keputusan_wilayah"])


@lru_cache(maxsize=1)
def load_former_codes() -> Mapping[str, FormerRegion]:
    """Regions whose code stood in a list of 2018 to 2023 and is gone from the list in force."""
    text = read_part("wilayah-lama.tsv.xz")
    rows = (line.split("\t") for line in text.splitlines())
    return MappingProxyType({row[0]: FormerRegion(*row) for row in rows})


@lru_cache(maxsize=1)
def load_residents() -> Mapping[str, int]:
    """Residents of provinces, kabupaten and kota by code: Ditjen Dukcapil, December 2024."""
    rows = (line.split("\t") for line in read_part("penduduk.tsv.xz").splitlines())
    return MappingProxyType({kode: int(count) for kode, count in rows})


@lru_cache(maxsize=1)
def load_inner_points() -> Mapping[str, tuple[float, float]]:
    """Longitude and latitude of a point within each province, kabupaten and kota, to about a metre."""
    rows = (line.split("\t") for line in read_part("titik-dalam.tsv.xz").splitlines())
    return MappingProxyType({kode: (float(east), float(north)) for kode, east, north in rows})


@lru_cache(maxsize=64)
def load_layer(layer: Layer, kode: str) -> Mapping[str, Geometry]:
    """Boundaries by code, as the source has them; empty where there are none.

    `kode` is a province for the layers `kabupaten_kota` and `kecamatan`, and a
    kabupaten/kota for `desa_kelurahan`, of which few are at hand. Neighbours may leave
    small gaps or overlap, and the layers differ from each other: never draw one over another.
    """
    if not kode.replace(".", "").isdecimal():
        return NO_BOUNDARIES
    text = read_packed("batas", layer, f"{kode}.json.xz")
    return MappingProxyType(json.loads(text)) if text else NO_BOUNDARIES


def load_boundaries(kode: str) -> Mapping[str, Geometry]:
    """Boundaries of the regions directly within `kode`, from the layer that has them.

    Provinces and the kecamatan of a city with desa and kelurahan boundaries have none of
    their own that fit: `publishing.boundaries` dissolves them from their parts.
    """
    level = kode.count(".") + 1 if kode else 0
    province, city = kode[:2], kode[:5]
    if level == 1:
        return load_layer("kabupaten_kota", kode)
    if level == 2:
        return _within(kode, load_layer("kecamatan", province))
    if level == 3:
        return _within(kode, load_layer("desa_kelurahan", city))
    return NO_BOUNDARIES


def _within(kode: str, shapes: Mapping[str, Geometry]) -> Mapping[str, Geometry]:
    return {code: shape for code, shape in shapes.items() if code.startswith(f"{kode}.")}
