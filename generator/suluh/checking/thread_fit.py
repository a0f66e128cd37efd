"""Do proposals, plans, budgets and realisation fit together, over all datasets?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from suluh.checking.five_year_targets import settle_plans
from suluh.checking.places import Places
from suluh.checking.standard_tables import TablesOf, records_of, walk_tables
from suluh.checking.thread_matters import find_matters, find_revisions, find_unlinked
from suluh.checking.thread_rows import check_rows
from suluh.reading.deadlines import last_due
from suluh.reading.official_codes import Government
from suluh.vocabulary.findings import Finding, Severity
from suluh.vocabulary.five_years import STANDARD as FIVE_YEARS
from suluh.vocabulary.measured import Quarter
from suluh.vocabulary.package import DataPackage
from suluh.vocabulary.reports import Instansi, duty_of
from suluh.vocabulary.thread_book import (
    CROSSWALK,
    DOCUMENTS,
    GOALS,
    EarlierThreads,
    ThreadBook,
    gather_threads,
)
from suluh.vocabulary.threads import STANDARDS, Matter, Record, ThreadKey

EXAMPLES = 3
"""How many codes a finding about many sub kegiatan names."""

EXPLAINED_IN = {"A017": "faktor_pendorong"}
"""Matters that are right once they are explained, and the column that the explanation stands in."""

ONE_BY_ONE = frozenset(("A011", "A013", "A015", "A016", "A017", "A018", "A019"))
"""Matters that someone entered wrongly and must look at one by one; the others are told once for each
agency, year and quarter, with their number."""

BESIDE = (CROSSWALK, DOCUMENTS, GOALS, FIVE_YEARS)
"""Standards of tables that say what the plans of threads are of."""

_PlacesOf = Mapping[tuple[str, str], Places]


def check_threads(
    packages: Iterable[DataPackage],
    tables_of: TablesOf,
    agencies: Mapping[str, Instansi],
    *,
    day: date,
    government: Government = Government.KABUPATEN_KOTA,
    first_quarter: Quarter | None = None,
    earlier: EarlierThreads | None = None,
) -> list[Finding]:
    """Findings about the tables of the thread, as of a `day`: row by row, then across tables.

    Of `earlier` threads those that are the same are taken again, and those of this run are put there.

    Columns that are not public are not looked at, so that no figure made of them is told.
    """
    places: dict[tuple[str, str], Places] = {}
    records: list[Record] = []
    findings: list[Finding] = []
    for table in walk_tables(packages, tables_of, STANDARDS):
        places[table.package.name, table.resource.name] = table
        rows = records_of(table)
        records += rows
        findings += check_rows(rows, table, agencies)
    duty = duty_of(agencies.values(), first_quarter)
    book = gather_threads(records, {}, partial(last_due, day=day), duty)
    book = _with_plans(book, packages, tables_of, government)
    if earlier is not None:
        book = earlier.take_up(book)
        earlier.threads = book.threads
    return findings + list(_check_together(book, places))


def _with_plans(
    book: ThreadBook, packages: Iterable[DataPackage], tables_of: TablesOf, government: Government
) -> ThreadBook:
    """The threads with what their plans are of, as the tables beside them say."""
    # A package has no hash of its own, and several tables of it may stand beside.
    beside = {table.package.name: table.package for table in walk_tables(packages, tables_of, BESIDE)}
    return settle_plans(book, [(package, tables_of(package)) for package in beside.values()], government)


@dataclass(frozen=True, slots=True)
class _Case:
    """A matter and the thread it is about; proposals outside of threads have an empty code."""

    key: ThreadKey
    matter: Matter


def _check_together(book: ThreadBook, places: _PlacesOf) -> Iterator[Finding]:
    cases = [
        _Case(key, matter)
        for key, thread in book.threads.items()
        for matter in (*find_matters(thread), *find_revisions(book, thread))
        if not _is_explained(matter)
    ]
    for matter in find_unlinked(book.loose):
        record = matter.records[0]
        cases.append(_Case(ThreadKey(record.whole("tahun"), record.text("instansi"), ""), matter))
    groups: dict[tuple[object, ...], list[_Case]] = {}
    for number, case in enumerate(cases):
        key, code = case.key, case.matter.code
        single = number if code in ONE_BY_ONE else -1
        group = (code, key.tahun, key.instansi, case.matter.details.get("triwulan"), single)
        groups.setdefault(group, []).append(case)
    for some in groups.values():
        yield _tell(some, places)


def _is_explained(matter: Matter) -> bool:
    """Whether its rows explain what is unusual: pages tell it, and there is nothing left to be mended."""
    column = EXPLAINED_IN.get(matter.code)
    return column is not None and any(record.text(column) for record in matter.records)


def _tell(cases: list[_Case], places: _PlacesOf) -> Finding:
    """One finding for the cases of one kind, at the first row that they rest on."""
    first = cases[0]
    record = first.matter.records[0]
    details = dict(first.matter.details)
    codes = list(dict.fromkeys(case.key.kode for case in cases if case.key.kode))
    named = ", ".join(codes[:EXAMPLES])
    return Finding(
        first.matter.code,
        places[record.dataset, record.source.resource].of_cell(record.row),
        Severity.WARNING,
        details={
            **details,
            "jumlah": details["jumlah"] if len(cases) == 1 and "jumlah" in details else str(len(cases)),
            "kode": named if len(codes) <= EXAMPLES else f"{named}, …",
            "instansi": first.key.instansi or "-",
            "tahun": str(first.key.tahun),
        },
    )
