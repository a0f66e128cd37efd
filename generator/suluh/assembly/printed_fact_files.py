"""`api/v1/fakta/halaman`: facts that pages alone make, read from the finished pages.

Pages are where these facts are made; so the answers say what the pages say, and nothing is worked out twice.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from zipfile import ZipFile

from suluh.assembly.earlier_readings import EarlierReadings
from suluh.assembly.site_addresses import file_of
from suluh.publishing.api.fact_table import ADDRESS as TABLE
from suluh.publishing.api.printed_facts import PrintedFact, is_listed, shelve_printed
from suluh.publishing.api.shelves import ROOT
from suluh.reading.kept_results import make_key
from suluh.sharing import share_out
from suluh.vocabulary.facts import COPIED, read_name
from suluh.vocabulary.site import Page

_PLACE = re.compile(r'<section class="?s-hitung"? data-di="?([^" >]+)')
_PART = re.compile(r'<details[^<>]* data-di="?(\.[^" >]+)"?[^<>]*>(.*?)</details>', re.DOTALL)
"""A part of a page that says the place of its own facts, going on from the page's."""
_PRINTED = re.compile(r"<data value=([^ >]+) data-f=([^ >]+)>")
_TABLE = re.compile(r'<table\b[^>]* data-k="?([^">]+)"?[^>]*>(.*?)</table>', re.DOTALL)
_ROW = re.compile(r"<tr data-f=([^ >]+)>(.*?)(?=<tr[ >]|</t(?:head|body|foot)|\Z)", re.DOTALL)
_CELL = re.compile(r"<td\b[^>]*>")
_EXACT = re.compile(r"\s*<data value=([^ >]+)>")


def collect_printed(
    folder: Path, pages: Sequence[Page], readings: EarlierReadings | None = None
) -> Mapping[str, str]:
    """The files of all facts that finished pages print and no list has, by their names in the site.

    None on a site whose facts are not listed at all. What `readings` know of is not read again.
    """
    readings = EarlierReadings() if readings is None else readings
    table = folder / TABLE
    if not table.is_file():
        return {}
    names = _list_names(table)
    listed, told = frozenset(names), make_key(names)
    unread = [page for page in pages if readings.find_facts(file_of(page.address), told) is None]

    def read(number: int) -> list[PrintedFact]:
        page = unread[number]
        html = (folder / file_of(page.address)).read_text(encoding="utf-8")
        return [fact for fact in read_facts(html, page.address) if not is_listed(str(fact.name), listed)]

    new = dict(zip((page.address for page in unread), share_out(len(unread), read, tied=True), strict=True))
    found: list[PrintedFact] = []
    for page in pages:
        known = readings.find_facts(file_of(page.address), told) or ()
        printed = new.get(page.address)
        if printed is None:
            printed = [PrintedFact(read_name(name), value, page.address) for name, value in known]
        readings.note_facts(
            file_of(page.address), told, tuple((str(fact.name), fact.value) for fact in printed)
        )
        found += printed
    simulated = {page.address: page.simulated for page in pages}
    shelf = shelve_printed(found, simulated=any(simulated[fact.page] for fact in found))
    return {f"{ROOT}{name}": text for name, text in shelf.files.items()}


def read_facts(html: str, address: str) -> Iterator[PrintedFact]:
    """The facts that a finished page prints with their values, each once, but copies of single cells."""
    found = _PLACE.search(html)
    place = found[1] if found else ""
    pieces = [(place, _PART.sub("", html)), *((place + part[1], part[2]) for part in _PART.finditer(html))]
    told: dict[PrintedFact, None] = {}
    for around, piece in pieces:
        for value, shown in (*_PRINTED.findall(piece), *_read_tables(piece)):
            what, when, *rest = shown.split(".", 2)
            where = rest[0] if rest else ""
            if what != COPIED:
                whole = f"{around}{where}" if not where or where.startswith(".") else where
                told[PrintedFact(read_name(f"{what}.{when}.{whole}"), value, address)] = None
    yield from told


def _read_tables(piece: str) -> Iterator[tuple[str, str]]:
    """The values of cells that are named by column and row, with their names as the page shortens them."""
    for columns, body in _TABLE.findall(piece):
        for place, row in _ROW.findall(body):
            for column, cell in zip(columns.split(), _CELL.split(row)[1:], strict=False):
                if exact := _EXACT.match(cell):
                    yield exact[1], f"{column}.{place}"


def _list_names(table: Path) -> list[str]:
    """The names of all facts that the API lists, in the order of its table."""
    with ZipFile(table) as archive, archive.open("fakta.csv") as packed:
        rows = csv.reader(io.TextIOWrapper(packed, encoding="utf-8", newline=""))
        return [row[0] for row in rows]
