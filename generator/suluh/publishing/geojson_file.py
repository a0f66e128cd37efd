"""A table's rows on a map, as GeoJSON (RFC 7946): a feature for each row with a place, with all its cells.

Rows without a place are not on a map; how many there are is told, and the CSV has them. Areas are drawn
where each region stands in one row at most, else a point within it: the same areas in every file would be
most of the site. Whoever wants them joins the list of regions by the code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import BinaryIO

from suluh.publishing.artifacts import is_only_named, write_text
from suluh.publishing.canonical_table import CanonicalTable, outgoing_table
from suluh.publishing.file_metadata import (
    absolute,
    dataset_address,
    is_simulated,
    list_licenses,
    list_sources,
    marked_title,
)
from suluh.publishing.json_file import MOST_CELLS, ROWS_PER_BLOCK, dump, name_members
from suluh.publishing.row_places import (
    RowPlaces,
    find_places,
    has_listed_places,
    has_row_places,
    names_places,
    place_regions,
)
from suluh.vocabulary.columns import cells_of, write_cells
from suluh.vocabulary.download_format import Format, Layout, Outgoing, Room
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.standards import REGIONS
from suluh.words.saying import N_

_PLACES_KNOWN = 8_192


def has_places(outgoing: Outgoing) -> bool:
    """Whether any row of the table can be put on a map."""
    if _is_list(outgoing):
        return has_listed_places(outgoing_table(outgoing), outgoing.settings.wilayah)
    described = outgoing.described
    return names_places(described) and has_row_places(described, outgoing_table(outgoing))


def write_geojson(stream: BinaryIO, outgoing: Outgoing) -> None:
    """The rows that have a place, in their order, a line for each."""
    table, places = outgoing_table(outgoing), _places_of(outgoing)
    if places is None:
        raise ValueError("no row of the table has a place")
    head = _describe(outgoing, places, without=sum(not some for some in _write_places(table, places)))
    write_text(stream, dump(head)[:-1] + ',"features":[')
    pairs = zip(write_cells(table.rows, name_members(table)), _write_places(table, places), strict=True)
    lines = (
        f'{{"type":"Feature","geometry":{geometry},"properties":{{' + ",".join(cells) + "}}"
        for cells, geometry in pairs
        if geometry
    )
    comma = "\n"
    while block := list(islice(lines, ROWS_PER_BLOCK)):
        write_text(stream, comma + ",\n".join(block))
        comma = ",\n"
    write_text(stream, "\n]}\n")


def _write_places(table: CanonicalTable, places: RowPlaces) -> Iterator[str]:
    """Of each row its geometry as JSON, empty where it has no place; one place is written once."""
    at = [table.header.index(name) for name in places.columns]
    blank = [""] * len(table.header)

    def write(cells: tuple[str, ...]) -> str:
        row = blank.copy()
        for place, cell in zip(at, cells, strict=True):
            row[place] = cell
        geometry = places.place(row)
        return "" if geometry is None else dump(geometry)

    known = lru_cache(maxsize=_PLACES_KNOWN)(write)
    return map(known, zip(*(cells_of(table.rows, place) for place in at), strict=True))


def describe_outgoing(outgoing: Outgoing) -> Mapping[str, object]:
    """What the descriptor says of the file: what its geometries are, and by which columns.

    Of a site that is announced alone nothing: it takes drawing, and nobody could do anything about it.
    """
    places = None if is_only_named() else _places_of(outgoing)
    return {} if places is None else {"letak": places.kind.value, "kolom_letak": list(places.columns)}


def _describe(outgoing: Outgoing, places: RowPlaces, *, without: int) -> dict[str, object]:
    """The members beside the features, which readers that know none of them pass over."""
    package = outgoing.dataset.package
    described: dict[str, object] = {
        "type": "FeatureCollection",
        "name": outgoing.resource,
        "title": marked_title(package),
        "status_data": str(package.status_data),
        "simulasi": is_simulated(package),
        "licenses": list_licenses(package),
        "sources": list_sources(package),
        "alamat": absolute(outgoing.settings, dataset_address(package)),
        "letak": places.kind.value,
        "kolom_letak": list(places.columns),
        "baris_tanpa_letak": without,
    }
    return {key: value for key, value in described.items() if value not in ("", [])}


@remembered
def _places_of(outgoing: Outgoing) -> RowPlaces | None:
    if _is_list(outgoing):
        return place_regions(outgoing_table(outgoing), outgoing.settings.wilayah)
    return find_places(outgoing.described, outgoing_table(outgoing))


def _is_list(outgoing: Outgoing) -> bool:
    """Whether it is the list of regions itself."""
    return outgoing.dataset.name == REGIONS == outgoing.resource


FORMAT = Format(
    name="GeoJSON",
    media_type="application/geo+json",
    suffix=".geojson",
    layout=Layout.JSON,
    note=N_("untuk peta: baris yang punya letak"),
    sentence="baris yang punya letak, untuk peta (QGIS, geojson.io); baris lain ada di CSV",
    writer=write_geojson,
    wanted=has_places,
    describe=describe_outgoing,
    per_table=True,
    room=Room(cells=MOST_CELLS),
)
