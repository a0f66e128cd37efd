"""What a dataset covers, told by its description and its main table: a region, and years."""

from __future__ import annotations

from collections.abc import Iterable

from suluh.publishing.file_metadata import years_covered
from suluh.reading.region_list import load_regions
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.columns import distinct_of
from suluh.vocabulary.region import Region
from suluh.vocabulary.settings import Settings

COUNTRY = Region("", "Indonesia")
"""What data of more than one province covers."""
NOWHERE = "tidak berlaku"


def find_place(dataset: Dataset, settings: Settings) -> Region | None:
    """The smallest region that all rows of the main table lie in.

    It is the governed region where no column names regions, and None where the descriptor says that its
    data is of no region (`skema_wilayah: tidak berlaku`).
    """
    if dataset.package.resources:
        resource, table = dataset.main
        column = resource.schema.region_field
        codes = set(distinct_of(table.column(column))) if column in table.header else set()
        shared = _share_region(code.strip() for code in codes)
        if shared is not None:
            return shared
    if dataset.package.text("skema_wilayah").strip().casefold() == NOWHERE:
        return None
    return load_regions().get(settings.wilayah)


def find_years(dataset: Dataset) -> tuple[int, int] | None:
    """First and last year that its period names, else those of its column `tahun`; None without either."""
    stated = years_covered(dataset.package)
    if stated or not dataset.package.resources:
        return stated
    _, table = dataset.main
    texts = set(distinct_of(table.column("tahun"))) if "tahun" in table.header else set()
    years = [
        int(text) for text in texts if len(text) == 4 and text.isascii() and text.isdigit() and text > "1000"
    ]
    return (min(years), max(years)) if years else None


def _share_region(codes: Iterable[str]) -> Region | None:
    """The region that all the codes lie in; None of none."""
    regions = load_regions()
    parts = [code.split(".") for code in codes if code[:2] in regions]
    if not parts:
        return None
    first, last = min(parts), max(parts)
    same = 0
    while same < min(len(first), len(last)) and first[same] == last[same]:
        same += 1
    while same and ".".join(first[:same]) not in regions:
        same -= 1
    return regions[".".join(first[:same])] if same else COUNTRY
