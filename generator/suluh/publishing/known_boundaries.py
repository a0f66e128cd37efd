"""Which regions have boundaries: asked without drawing any."""

from __future__ import annotations

from functools import lru_cache

from suluh.reading.region_list import load_boundaries, load_inner_points, load_layer


@lru_cache(maxsize=8192)
def has_inner_point(kode: str) -> bool:
    """Whether `boundaries.find_inner_point` finds one."""
    if kode in load_inner_points():
        return True
    if "." not in kode:
        return bool(load_layer("kabupaten_kota", kode))
    return kode in load_boundaries(kode.rpartition(".")[0]) or bool(load_boundaries(kode))


def has_outline(kode: str) -> bool:
    """Whether `boundaries.find_outline` finds one."""
    level = kode.count(".") + 1
    if level <= 2:
        layer = load_layer("kabupaten_kota", kode[:2])
        return bool(layer) if level == 1 else kode in layer
    city = kode[:5]
    parts = load_layer("desa_kelurahan", city) or load_boundaries(city)
    return kode in parts or any(part.rpartition(".")[0] == kode for part in parts)
