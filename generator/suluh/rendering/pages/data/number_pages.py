"""The page of `data/angka/`: which tables of numbers there are, what their columns say, how to cite them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from suluh.publishing.page_number_files import list_number_files
from suluh.publishing.page_number_kinds import cite_numbers, name_kind
from suluh.publishing.page_number_tables import NumberTable, list_number_tables
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.data.dataset_citations import write_citations
from suluh.rendering.pages.data.dataset_contexts import CitationForm
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.page_numbers import FOLDER, NumberColumn
from suluh.vocabulary.site import Link, Page


@dataclass(frozen=True, slots=True)
class NumberTableLine:
    """A table: its years in words, its file for programs, and the others."""

    name: str
    address: str
    others: list[Link]


@dataclass(frozen=True, slots=True)
class NumberKind:
    """A kind of tables, all with the same columns, and a page that shows rows of the newest."""

    kind: str
    title: str
    example: Link
    tables: list[NumberTableLine]
    columns: Sequence[NumberColumn]


@dataclass(frozen=True, slots=True)
class NumbersPage(PageContext):
    """What `numbers.html` is filled in with."""

    template: ClassVar[str] = "numbers.html"
    kinds: list[NumberKind]
    citations: list[CitationForm]
    descriptor: str


def number_pages(studio: Studio, pages: Iterable[Page]) -> Iterator[Page]:
    """The page of the tables that the numbers of `pages` make; it is there where they make none, too."""
    tables = list_number_tables(pages)
    yield studio.page(
        FOLDER,
        section="data",
        title=studio.say("Angka halaman"),
        description=studio.say("Angka yang tampil di halaman situs ini, sebagai tabel untuk diunduh."),
        crumbs=(Link(studio.say("Data"), "data/"),),
        sources=tuple(studio.catalog.datasets),
        context=lambda: NumbersPage(
            kinds=_list_kinds(studio, tables),
            citations=write_citations(cite_numbers(studio.settings)),
            descriptor=f"{FOLDER}datapackage.json",
        ),
    )


def _list_kinds(studio: Studio, tables: Iterable[NumberTable]) -> list[NumberKind]:
    """The kinds by their titles; of each its tables, newest first."""
    by_kind: dict[str, list[NumberTable]] = {}
    for table in tables:
        by_kind.setdefault(table.kind, []).append(table)
    kinds = [_describe(studio, kind, some) for kind, some in by_kind.items()]
    return sorted(kinds, key=lambda kind: kind.title.casefold())


def _describe(studio: Studio, kind: str, tables: Sequence[NumberTable]) -> NumberKind:
    newest_first = sorted(tables, key=lambda table: table.stem, reverse=True)
    page, numbers = newest_first[0].parts[0]
    return NumberKind(
        kind=kind,
        title=name_kind(kind, studio.say),
        example=Link(page.title, page.address),
        tables=[_list_files(table.stem) for table in newest_first],
        columns=numbers().columns,
    )


def _list_files(stem: str) -> NumberTableLine:
    first, *others = list_number_files()
    return NumberTableLine(
        f"{stem}{first.suffix}",
        first.address_of(stem),
        [Link(file.name, file.address_of(stem)) for file in others],
    )
