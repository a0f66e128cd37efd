"""`data/angka/alur-2025.csv` and the like: the numbers of all pages, a table for each kind and year.

A row names its page, so a reader finds there what a page shows. Tables of ten thousand pages are streamed
page after page: none of them is held whole. Of smaller ones the numbers are worked out once for all forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from suluh.publishing.archive import FORMAT, write_members
from suluh.publishing.formats import list_number_formats
from suluh.publishing.page_number_descriptor import ADDRESS, write_number_descriptor
from suluh.publishing.page_number_forms import write_numbers_csv, write_numbers_for_excel
from suluh.publishing.page_number_tables import NumberTable, list_number_tables
from suluh.vocabulary.download_format import NumbersWriter, OutgoingNumbers
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.page_numbers import FOLDER, NumbersLater, PageNumbers
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact, Link, Page
from suluh.vocabulary.value_digests import NoDigestError, digest_value

PACKED = FORMAT.suffix
_FORMS = (write_numbers_csv, write_numbers_for_excel)
"""Those that go by the numbers, the page's address and the statuses alone."""
MOST_KEPT = 200_000
"""Cells of a table whose numbers wait in memory for its next form: some 50 MB."""


def write_page_numbers(
    pages: Iterable[Page], settings: Settings, statuses: Mapping[str, StatusData]
) -> tuple[Artifact, ...]:
    """The numbers of all pages: a file for each table and format.

    `statuses` says of each published dataset how final it is. The numbers are worked out when they are
    written: a site has tens of thousands, and nothing tells their size.
    """
    made = _LastTable()

    def outgoing(table: NumberTable) -> Iterator[OutgoingNumbers]:
        for page, numbers in made.numbers_of(table):
            yield OutgoingNumbers(numbers, statuses, page, settings)

    def write(stream: BinaryIO, table: NumberTable, file: NumberFile) -> None:
        if file.suffix != PACKED:
            file.writer(stream, outgoing(table))
            return
        named = Artifact(f"{table.stem}.csv", partial(_write_plainly, file=file, outgoing=outgoing(table)))
        write_members(stream, {named.address: named})

    tables = list_number_tables(pages)
    if not tables:
        return ()
    return (
        Artifact(ADDRESS, partial(write_number_descriptor, tables=tables, settings=settings)),
        *(
            Artifact(
                file.address_of(table.stem),
                partial(write, table=table, file=file),
                together=table.stem,
                rests_on=partial(_rests_on, table, file, statuses, settings),
            )
            for table in tables
            for file in list_number_files()
        ),
    )


def _rests_on(
    table: NumberTable, file: NumberFile, statuses: Mapping[str, StatusData], settings: Settings
) -> object:
    """All that a table is made of in a form of ours. Raises NoDigestError where that is not known.

    A form that somebody brought may tell of the page and of the site whatever it likes.
    """
    if file.writer not in _FORMS:
        raise NoDigestError(f"nobody says what {file.name} goes by")
    return table.stem, file.name, _digest_parts(table), statuses, settings.language, settings.own_types


@remembered
def _digest_parts(table: NumberTable) -> str:
    """One digest of what the pages of a table rest on, for all of its forms. Raises NoDigestError."""
    if any(numbers.rests_on is None for _, numbers in table.parts):
        raise NoDigestError(f"nobody says what {table.stem} rests on")
    return digest_value([(page.address, numbers.rests_on) for page, numbers in table.parts])


class _LastTable:
    """The numbers of the table that was written last, for its next form; of a large one none are kept."""

    def __init__(self) -> None:
        self._stem = ""
        self._numbers: list[tuple[Page, PageNumbers]] = []

    def numbers_of(self, table: NumberTable) -> Iterator[tuple[Page, PageNumbers]]:
        """Each page with its numbers, worked out anew unless they are the ones that were kept."""
        if table.stem == self._stem:
            yield from self._numbers
            return
        self._stem, self._numbers = "", []
        kept: list[tuple[Page, PageNumbers]] = []
        left = MOST_KEPT
        for page, later in table.parts:
            numbers = later()
            left -= len(numbers.columns) * len(numbers.rows)
            if left >= 0:
                kept.append((page, numbers))
            yield page, numbers
        if left >= 0:
            self._stem, self._numbers = table.stem, kept


def _write_plainly(stream: BinaryIO, file: NumberFile, outgoing: Iterator[OutgoingNumbers]) -> None:
    file.writer(stream, outgoing)


@dataclass(frozen=True, slots=True)
class NumberFile:
    """A form in which numbers of pages are offered: what people call it, where it lies, who writes it."""

    name: str
    folder: str
    suffix: str
    writer: NumbersWriter

    def address_of(self, stem: str) -> str:
        """Where the table of that name lies in this form."""
        return f"{self.folder}{stem}{self.suffix}"


def list_number_files() -> tuple[NumberFile, ...]:
    """Every form in which numbers of pages are offered, the canonical one first, the one for Excel last.

    The copy for Excel repeats the canonical file, so it is packed: a tenth of the bytes.
    """
    forms = tuple(
        NumberFile(form.name, FOLDER, form.suffix, form.numbers)
        for form in list_number_formats()
        if form.numbers is not None
    )
    return (*forms, NumberFile("Excel", f"{FOLDER}excel/", PACKED, write_numbers_for_excel))


def link_number_files(numbers: NumbersLater, address: str) -> tuple[Link, ...]:
    """The files that hold the numbers of the page at the address, by the name of their format."""
    return tuple(
        Link(f"{part.stem_at(address)} ({file.name})", file.address_of(part.stem_at(address)))
        for part in numbers.each()
        for file in list_number_files()
    )
