"""Lists of codes that the counter lends: regions of the province and of the country, public tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from suluh.publishing.counter.core_rules import as_ranges
from suluh.reading.region_list import load_former_codes, load_regions
from suluh.vocabulary.catalog import Catalog
from suluh.vocabulary.package import ForeignKey, Klasifikasi


@lru_cache(maxsize=4)
def regions_of_province(home: str) -> str:
    """Codes with full names, a line each, of the province in which the region `home` lies."""
    regions = load_regions()
    province = home[:2]
    inside = (province, *(region.kode for region in regions.within(province)))
    return "".join(f"{code} {regions[code].full_name}\n" for code in inside if code in regions)


@lru_cache(maxsize=1)
def regions_of_country() -> str:
    """Every code of the country without names: a kecamatan a line, what is in it as ranges of numbers."""
    inside: dict[str, list[int]] = defaultdict(list)
    for code in load_regions():
        if code.count(".") == 3:
            inside[code[:8]].append(int(code[9:]))
        else:
            inside.setdefault(code, [])
    return "".join(f"{code}:{as_ranges(numbers, 4)}\n" for code, numbers in sorted(inside.items()))


@lru_cache(maxsize=1)
def former_codes() -> str:
    """Codes of earlier lists: code, name and last list parted by tabs, a line each."""
    listed = load_former_codes().items()
    return "".join(f"{code}\t{region.nama}\t{region.daftar_terakhir}\n" for code, region in listed)


def list_name(key: ForeignKey, catalog: Catalog) -> str:
    """The name of the list that a key points to, where it is a column of a public table; else empty."""
    dataset = catalog.datasets.get(key.package)
    if dataset is None or len(key.reference_fields) != 1 or not dataset.package.resources:
        return ""
    resource = next(
        (resource for resource in dataset.package.resources if resource.name == key.resource),
        None if key.resource else dataset.package.resources[0],
    )
    name = key.reference_fields[0]
    field = resource.schema.field_named(name) if resource is not None else None
    if resource is None or field is None or field.klasifikasi is not Klasifikasi.PUBLIK:
        return ""
    return f"{dataset.name}.{resource.name}.{name}"


def read_list(name: str, catalog: Catalog) -> Iterator[str]:
    """The codes of a list by its name, each once, as they stand."""
    package, resource, column = name.split(".", 2)
    table = catalog.datasets[package].cleared.tables[resource]
    yield from dict.fromkeys(table.column(column)) if column in table.header else ()
