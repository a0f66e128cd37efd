"""`/api/v1/` and `llms.txt` of a catalogue: every collection put away once, then the ways to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import chain, starmap
from typing import BinaryIO

from suluh.history.editions import History
from suluh.linking.proposals_by_region import proposals_within
from suluh.publishing.api.entry import write_entry, write_llms
from suluh.publishing.api.fact_files import KIND as FACTS
from suluh.publishing.api.fact_files import ByTime, FactPlaces, PlaceNames, shelve_facts
from suluh.publishing.api.fact_table import ADDRESS as TABLE
from suluh.publishing.api.fact_table import write_fact_table
from suluh.publishing.api.lists import (
    find_regions,
    shelve_agencies,
    shelve_coverage,
    shelve_datasets,
    shelve_formulas,
    shelve_indicators,
    shelve_regions,
)
from suluh.publishing.api.named_things import (
    name_agencies,
    name_datasets,
    name_indicators,
    name_regions,
    name_rows,
    name_threads,
)
from suluh.publishing.api.openapi import write_openapi
from suluh.publishing.api.printed_facts import BASE as PRINTED
from suluh.publishing.api.record_files import shelve_tables
from suluh.publishing.api.shelves import INDEX, OPENAPI, ROOT, Files, Shelf
from suluh.publishing.api.sources import Sources
from suluh.publishing.api.thread_files import ShelvedThreads, shelve_threads
from suluh.publishing.api.word_files import shelve_words
from suluh.publishing.artifacts import is_measured_later, is_only_named, keep_bytes, measure_artifact
from suluh.sharing import beside
from suluh.vocabulary.catalog import Catalog
from suluh.vocabulary.region import Regions
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact

LLMS = "llms.txt"
NAMED = (LLMS, TABLE, ROOT + INDEX, ROOT + OPENAPI)
"""The files that others lead to."""
FEWEST_ROWS = 5_000
"""Below so many published rows a process of its own would cost more than it spares."""
COLLECTIONS = {
    **{name: f"{name}.json" for name in ("instansi", "wilayah", "dataset", "indikator", "rumus", "cakupan")},
    "fakta": f"{FACTS}/instansi/{{instansi}}.json",
    "fakta seluruh daerah": f"{FACTS}/semua.json",
    "fakta bidang urusan": f"{FACTS}/bidang.json",
    "fakta tujuan dan sasaran": f"{FACTS}/tujuan.json",
    "fakta rekening": f"{FACTS}/rekening.json",
    "fakta program dan kegiatan": f"{FACTS}/program/{{instansi}}.json",
    "fakta wilayah": f"{FACTS}/wilayah.json",
    "fakta halaman": f"{PRINTED}.json",
    "alur": "alur/{instansi}.json",
    "catatan": "catatan/{tabel}.json",
}
"""Where each collection lies, from the API's root."""


@contextmanager
def begun_api(
    catalog: Catalog, regions: Regions, histories: Mapping[str, History], settings: Settings
) -> Iterator[Callable[[], Iterator[Artifact]]]:
    """The API begun in a process of its own, beside all that does not need it, and what gives its files.

    A site of few rows, or one whose files are made later, begins nothing.
    """
    make = partial(_make_files, catalog, regions, histories, settings)
    is_now = not (is_only_named() or is_measured_later())
    with beside(make, begin=is_now and _count_rows(catalog) >= FEWEST_ROWS) as collect:

        def give() -> Iterator[Artifact]:
            """All files. Where files are only named, those alone that others lead to."""
            if is_only_named():
                return (measure_artifact(address, _write_nothing) for address in NAMED)
            return starmap(keep_bytes, collect())

        yield give


def _count_rows(catalog: Catalog) -> int:
    return sum(
        len(table.rows) for each in catalog.datasets.values() for table in each.cleared.tables.values()
    )


def _write_nothing(stream: BinaryIO) -> None:
    """Of a file that is only named nothing is asked."""


def _make_files(
    catalog: Catalog, regions: Regions, histories: Mapping[str, History], settings: Settings
) -> list[tuple[str, bytes]]:
    """Address and bytes of every file."""
    texts, table = _write_all(catalog, regions, Sources(catalog, histories), settings)
    llms = texts.pop(LLMS)
    of_root = ((ROOT + address, texts[address].encode("utf-8")) for address in sorted(texts))
    return [(LLMS, llms.encode("utf-8")), (TABLE, table), *of_root]


def _write_all(
    catalog: Catalog, regions: Regions, sources: Sources, settings: Settings
) -> tuple[Files, bytes]:
    """Files by address, without the API's root but for `llms.txt`, and the table of all facts."""
    book = catalog.threads
    names = PlaceNames(
        home=regions[settings.wilayah].full_name if settings.wilayah in regions else settings.site_name,
        agencies={slug: agency.nama for slug, agency in catalog.agencies.items()},
        regions=regions,
        codes=catalog.nomenclature,
    )
    proposals = proposals_within(book, regions, settings.wilayah)
    facts = list(shelve_facts(FactPlaces(catalog, proposals), sources, names))
    threads = list(shelve_threads(book, sources))
    tables = list(shelve_tables(catalog.datasets, sources))
    lists = list(shelve_tables(catalog.references, sources))
    of_agencies = _find_agencies([shelf for shelf, _ in facts], threads)
    in_regions = next((shelf for shelf, _ in facts if shelf.base == f"{FACTS}/wilayah"), None)
    of_places = {where: found for _, some in facts for where, found in some.items()}
    of_threads = {where: found for group in threads for where, found in group.facts.items()}
    coded = _region_codes(of_places)
    of_regions = find_regions(tables, in_regions, coded)
    agencies = shelve_agencies(catalog, of_agencies, sources)
    places = shelve_regions(regions, of_regions, sources)
    datasets = shelve_datasets(catalog, [*tables, *lists], sources)
    indicators = shelve_indicators(catalog, sources)
    coverage = shelve_coverage(catalog, sources)
    formulas = shelve_formulas()
    words = shelve_words(
        chain(
            name_agencies(catalog, agencies, of_agencies),
            name_regions(regions, places, of_regions),
            name_threads(threads),
            name_datasets(catalog, datasets),
            name_indicators(catalog, indicators),
            name_rows(tables, {thread.key.kode for group in threads for thread in group.threads}),
        ),
        simulated=any(dataset.simulated for dataset in catalog.datasets.values()),
    )
    whats = {what for found in (*of_places.values(), *of_threads.values()) for what in found}
    shelves = [
        *(shelf for shelf, _ in facts),
        *(group.shelf for group in threads),
        *(table.shelf for table in (*tables, *lists)),
        *(agencies, places, datasets, indicators, formulas, coverage),
    ]
    texts: Files = {address: text for shelf in shelves for address, text in shelf.files.items()}
    texts |= words.files
    collections = {
        name: address
        for name, address in COLLECTIONS.items()
        if "{" in address or address in texts or address == f"{PRINTED}.json"
    }
    texts[INDEX] = write_entry(
        catalog, settings, tables=[*tables, *lists], words=words, collections=collections, whats=whats
    )
    texts[OPENAPI] = write_openapi(settings)
    texts[LLMS] = write_llms(catalog, settings, collections)
    return texts, write_fact_table({**of_places, **of_threads}, sources)


def _find_agencies(facts: list[Shelf], threads: list[ShelvedThreads]) -> Mapping[str, tuple[str, ...]]:
    """The files of each agency's facts and sub kegiatan."""
    found: dict[str, tuple[str, ...]] = {}
    for shelf in facts:
        kind, _, slug = shelf.base.removeprefix(f"{FACTS}/").partition("/")
        if kind in ("instansi", "program"):
            found[slug] = (*found.get(slug, ()), shelf.address)
    for group in threads:
        found[group.agency] = (*found.get(group.agency, ()), group.shelf.address)
    return found


def _region_codes(found: Mapping[str, ByTime]) -> list[str]:
    """The codes of regions that have facts of their own."""
    return [
        where.removeprefix("wilayah.")
        for where in found
        if where.startswith("wilayah.") and ".instansi." not in where
    ]
