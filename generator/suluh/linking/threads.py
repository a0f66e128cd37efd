"""What belongs together: proposal, plan, budget, work and result of one sub kegiatan in one year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from suluh.checking.matters import find_matters
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.gathering import ThreadBook, gather_threads, read_records
from suluh.vocabulary.threads import Record


def join_threads(datasets: Iterable[Dataset], names: Mapping[str, str] | None = None) -> ThreadBook:
    """The threads of the published datasets with what is to be known about each.

    `names` maps codes of the nomenclature to names. Columns that are not public are not there.
    """
    records = (
        record for dataset in datasets for record in read_records(dataset.package, dataset.cleared.tables)
    )
    book = gather_threads(records, names or {})
    threads = {key: thread.with_matters(find_matters(thread)) for key, thread in book.threads.items()}
    return replace(book, threads=threads)


def proposals_by_region(book: ThreadBook) -> Mapping[str, tuple[Record, ...]]:
    """Proposals by the region that made them, in order of the region's codes; table order within."""
    found: dict[str, list[Record]] = {}
    for record in book.records("usulan"):
        found.setdefault(record.text("kode_wilayah"), []).append(record)
    return {code: tuple(sorted(found[code], key=_place)) for code in sorted(found)}


def _place(record: Record) -> tuple[str, str, int]:
    return record.dataset, record.source.resource, record.row
