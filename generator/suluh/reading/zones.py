"""The zone of a region, from `standards/zones/`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from suluh.reading.standard_list import load_standard_file
from suluh.vocabulary.as_of import Zone

CAPITAL = "31"
"""The province whose zone counts for a code that is no region's: the code itself is told elsewhere."""


@cache
def load_zones() -> Mapping[str, Zone]:
    """Zones by the two digits of a province."""
    return MappingProxyType(
        {
            str(province): Zone(str(entry["nama"]), str(entry["singkatan"]), int(entry["jam"]))
            for entry in load_standard_file("zones/wilayah")["zones"]
            for province in entry["provinsi"]
        }
    )


def zone_of(region: str) -> Zone:
    """The zone in which a region lies, by its code: `74.72` is WITA."""
    zones = load_zones()
    return zones.get(region[:2], zones[CAPITAL])
