"""The list of regions as a dataset of the site: what the codes in other datasets refer to.

It holds the governed region with all its parts, what lies above it, and every region that a published table
names, so that a reference never leads to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from suluh.clearing.classification import clear_package
from suluh.reading.packages import read_own_package
from suluh.reading.region_list import load_former_codes
from suluh.vocabulary.codes import is_within
from suluh.vocabulary.columns import distinct_of
from suluh.vocabulary.package import ClearedPackage, Table, ValidPackage
from suluh.vocabulary.region import Region, Regions
from suluh.vocabulary.standards import REGIONS

FORMER = f"{REGIONS}-lama"


def describe_regions(home: str, regions: Regions, datasets: Iterable[ClearedPackage]) -> ClearedPackage:
    """The regions of a site as a dataset, cleared as any other, then the codes of earlier lists.

    `home` is the code of the governed region, which comes first with all above and within it, each part by
    code: so a reader that guesses types by the first rows meets codes of every length there.
    """
    package = read_own_package(REGIONS)
    named = set(_list_codes(home, regions, datasets))
    known = {region.kode: region for region in _with_ancestors(named, regions)}
    own = {home, *(region.kode for region in (*regions.ancestors(home), *regions.within(home)))}
    former = [
        (entry.kode, entry.nama, entry.daftar_pertama, entry.daftar_terakhir)
        for kode, entry in sorted(load_former_codes().items())
        if kode not in known and (is_within(kode, home) or kode in named)
    ]
    headers = {
        resource.name: tuple(field.name for field in resource.schema.fields) for resource in package.resources
    }
    ordered = sorted(known, key=lambda kode: (kode not in own, kode))
    tables = {
        REGIONS: Table(headers[REGIONS], [_make_row(known[kode]) for kode in ordered]),
        FORMER: Table(headers[FORMER], former),
    }
    filled = tuple(resource for resource in package.resources if tables[resource.name].rows)
    cleared = clear_package(ValidPackage(replace(package, resources=filled), tables))
    if cleared is None:
        raise ValueError("the list of regions is public")
    return cleared


def _list_codes(home: str, regions: Regions, datasets: Iterable[ClearedPackage]) -> Iterator[str]:
    """The governed region and its parts, and whatever published tables name."""
    yield home
    yield from (region.kode for region in regions.within(home))
    for cleared in datasets:
        for resource in cleared.package.resources:
            name = resource.schema.region_field
            if name:
                yield from distinct_of(cleared.tables[resource.name].column(name))


def _with_ancestors(codes: Iterable[str], regions: Regions) -> Iterator[Region]:
    for kode in codes:
        if kode in regions:
            yield regions[kode]
            yield from regions.ancestors(kode)


def _make_row(region: Region) -> tuple[str, ...]:
    return (
        *(region.kode, region.nama, region.full_name, region.kind),
        *(str(region.level), region.parent_code),
    )
