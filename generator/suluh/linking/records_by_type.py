"""The rows of all published tables by the record type that they follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from suluh.reading.standard_list import list_standards
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.thread_book import read_following
from suluh.vocabulary.threads import STANDARDS, Record


def gather_records(datasets: Iterable[Dataset]) -> Mapping[str, tuple[Record, ...]]:
    """Records by standard, in order of dataset and row; those of the thread are in its book.

    Columns that are not public are not there.
    """
    wanted = frozenset(list_standards()) - frozenset(STANDARDS)
    found: dict[str, list[Record]] = {}
    for dataset in datasets:
        for record in read_following(dataset.package, dataset.cleared.tables, wanted):
            found.setdefault(record.standard, []).append(record)
    return {name: tuple(records) for name, records in found.items()}
