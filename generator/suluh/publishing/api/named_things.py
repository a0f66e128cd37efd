"""What the list of words leads to: agencies, regions, sub kegiatan, datasets, indicators, coded rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

from suluh.publishing.api.answers import Temuan
from suluh.publishing.api.lists import Places
from suluh.publishing.api.record_files import ShelvedTable
from suluh.publishing.api.shards import spell
from suluh.publishing.api.shelves import Shelf
from suluh.publishing.api.thread_files import KIND as THREADS
from suluh.publishing.api.thread_files import ShelvedThreads
from suluh.publishing.api.word_files import Named, initials
from suluh.vocabulary.catalog import Catalog
from suluh.vocabulary.region import Regions
from suluh.vocabulary.reports import Instansi
from suluh.vocabulary.standards import Role

_NAMES = ("nama", "judul")
"""Columns that name what a row is about, where its type does not say."""
_CODES = ("kode", "kode_wilayah")
_FEW = 2
"""Agencies of a sub kegiatan whose files are told exactly."""


def say_agency(agency: Instansi) -> tuple[str, ...]:
    """What an agency is called: its names, and the beginnings of its initials."""
    short = initials(agency.nama)
    return tuple(dict.fromkeys(filter(None, (agency.nama, agency.nama_singkat, agency.slug, *short))))


def name_agencies(catalog: Catalog, shelf: Shelf, places: Places) -> Iterator[Named]:
    """Each agency."""
    for slug, agency in catalog.agencies.items():
        files = (*shelf.addresses(spell(slug)), *places.get(slug, ()))
        yield Named(Temuan("instansi", slug, agency.nama, files), say_agency(agency))


def name_regions(regions: Regions, shelf: Shelf, places: Places) -> Iterator[Named]:
    """Each region that anything is said of."""
    for code, files in places.items():
        if code in regions:
            yield Named(
                Temuan("wilayah", code, regions[code].full_name, (*shelf.addresses(spell(code)), *files))
            )


def name_threads(groups: Iterable[ShelvedThreads]) -> Iterator[Named]:
    """Each sub kegiatan, once for all agencies that have it."""
    names: dict[str, str] = {}
    files: dict[str, list[tuple[str, ...]]] = {}
    for group in groups:
        for thread in group.threads:
            names[thread.key.kode] = thread.name
        for code in {thread.key.kode for thread in group.threads}:
            files.setdefault(code, []).append(group.shelf.addresses(spell(code)))
    for code, name in names.items():
        # Where many have it, a question names one of them, and the list of its sub kegiatan leads on.
        several = len(files[code]) > _FEW
        exact = (f"{THREADS}/{{instansi}}.json",) if several else tuple(chain.from_iterable(files[code]))
        yield Named(Temuan("sub_kegiatan", code, name, exact))


def name_datasets(catalog: Catalog, shelf: Shelf) -> Iterator[Named]:
    """Each dataset, and each list of our own."""
    for name, dataset in catalog.published.items():
        yield Named(Temuan("dataset", name, dataset.package.title, shelf.addresses(spell(name))))


def name_indicators(catalog: Catalog, shelf: Shelf) -> Iterator[Named]:
    """Each indicator."""
    for record in catalog.records.get("indikator", ()):
        key = record.text("id_indikator")
        files = shelf.addresses(spell(key))
        yield Named(Temuan("indikator", key, record.text("nama"), files), (key,))


def name_rows(tables: Iterable[ShelvedTable], named: Collection[str]) -> Iterator[Named]:
    """Rows with a code of their own: services, documents, proposals, contracts, laws, codes of the plan.

    Codes of `named` things lead to these already.
    """
    for table in tables:
        column = _code_column(table)
        if column:
            rows = _name_rows(table, table.place(column))
            yield from (row for row in rows if row.found.kunci not in named)


def _name_rows(table: ShelvedTable, code: int) -> Iterator[Named]:
    label = next((name for name in _label_columns(table) if name in table.table.header), "")
    titles: Sequence[str] = (
        [row[table.place(label)] for row in table.table.rows] if label else [""] * len(table.keys)
    )
    often = Counter(titles)
    # Of the rows of places there are as many as places: their words would lead to none of them.
    by_name = table.standard is not None and not _is_of_places(table)
    for row, key, title in zip(table.table.rows, table.keys, titles, strict=True):
        if row[code]:
            # A name that many share tells nobody which of them is meant: their codes do.
            found = Temuan(
                table.resource.name, row[code], title if often[title] == 1 else "", table.shelf.addresses(key)
            )
            yield Named(found, _said(row[code]), by_name=by_name)


def _said(code: str) -> tuple[str, ...]:
    """The words of a code that has any: `renja-2025-dinas-pupr`; none of a number."""
    return (code,) if code.islower() and "-" in code else ()


def _code_column(table: ShelvedTable) -> str:
    """The column of a code that tells the rows apart; none where a list of its own names them already."""
    if table.resource.standar in ("instansi", "indikator"):
        names: Iterable[str] = ()
    elif table.standard is not None:
        names = [name for name in table.standard.key if _role(table, name) is Role.KEY]
    elif _is_of_places(table):
        names = ()
    else:
        names = [name for name in table.columns[:1] if name in _CODES]
    for name in names:
        cells = [row[table.place(name)] for row in table.table.rows]
        if cells and len(set(cells)) == len(cells):
            return name
    return ""


def _is_of_places(table: ShelvedTable) -> bool:
    """Whether the rows are parted by their region first."""
    return table.region_column in table.columns[:1]


def _role(table: ShelvedTable, name: str) -> Role | None:
    column = table.standard.column(name) if table.standard else None
    return column.role if column and name in table.table.header else None


def _label_columns(table: ShelvedTable) -> tuple[str, ...]:
    stated = table.standard.of_role(Role.LABEL) if table.standard else ()
    named = tuple(name for name in _NAMES if name in table.table.header)
    return (*named, *(column.name for column in stated))
