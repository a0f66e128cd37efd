"""What belongs together: proposal, plan, budget, work and result of one sub kegiatan in one year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from suluh.checking.five_year_targets import settle_plans
from suluh.checking.thread_matters import find_matters, find_revisions
from suluh.reading.deadlines import last_due
from suluh.reading.official_codes import Government
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.crosswalk import REGION
from suluh.vocabulary.reporting_duty import EVERY_QUARTER, ReportingDuty
from suluh.vocabulary.thread_book import EarlierThreads, ThreadBook, gather_threads, read_records
from suluh.vocabulary.threads import Record, Thread, ThreadKey


def join_threads(
    datasets: Iterable[Dataset],
    names: Mapping[str, str] | None = None,
    *,
    day: date,
    duty: ReportingDuty = EVERY_QUARTER,
    government: Government = Government.KABUPATEN_KOTA,
    earlier: EarlierThreads | None = None,
) -> ThreadBook:
    """The threads of the published datasets with what is to be known about each, as of a `day`.

    Of `earlier` threads those that are the same are taken again, and those of this book are put there.

    `names` maps codes of the nomenclature to names; `duty` says which quarters are owed, `government`
    whose list of codes holds.
    Columns that are not public are not there.
    """
    tables = [(dataset.package, dataset.cleared.tables) for dataset in datasets]
    records = (record for package, some in tables for record in read_records(package, some))
    book = gather_threads(records, names or {}, partial(last_due, day=day), duty)
    book = settle_plans(book, tables, government)
    known = earlier.threads if earlier is not None else {}
    book = earlier.take_up(book) if earlier is not None else book
    threads: dict[ThreadKey, Thread] = {}
    for key, thread in book.threads.items():
        matters = (*find_matters(thread), *find_revisions(book, thread))
        if known.get(key) is not thread:
            thread.tell_matters(matters)
        threads[key] = thread if thread.matters == matters else thread.with_matters(matters)
    if earlier is not None:
        earlier.threads = threads
    return replace(book, threads=threads)


def proposals_by_region(book: ThreadBook) -> Mapping[str, tuple[Record, ...]]:
    """Proposals by the region that made them, in order of the region's codes; table order within.

    A region that was renamed has its proposals under the code in force.
    """
    found: dict[str, list[Record]] = {}
    for record in book.records("usulan"):
        code = book.crosswalk.today(REGION, record.text("kode_wilayah"))
        found.setdefault(code, []).append(record)
    return {code: tuple(sorted(found[code], key=_place)) for code in sorted(found)}


def _place(record: Record) -> tuple[str, str, int]:
    return record.dataset, record.source.resource, record.row
