"""What people asked for, by the year and the region it was asked for."""

from __future__ import annotations

from collections.abc import Mapping

from suluh.linking.thread_joining import proposals_by_region
from suluh.vocabulary.region import Regions
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.thread_book import ThreadBook
from suluh.vocabulary.threads import Record

Proposals = Mapping[tuple[int, str], tuple[Record, ...]]
"""Proposals by year and code of a region, in order of both; table order within."""


@remembered
def proposals_of(book: ThreadBook) -> Proposals:
    """Proposals by year and code of the region that made them."""
    found: dict[tuple[int, str], list[Record]] = {}
    for kode, records in proposals_by_region(book).items():
        for record in records:
            found.setdefault((record.whole("tahun"), kode), []).append(record)
    return {key: tuple(records) for key, records in sorted(found.items())}


def proposals_within(book: ThreadBook, regions: Regions, home: str) -> Proposals:
    """The same, those of the parts of each region with its own, up to the governed region `home`."""
    found: dict[tuple[int, str], list[Record]] = {}
    for (year, kode), records in proposals_of(book).items():
        above = regions.ancestors(kode) if kode in regions else ()
        governed = [region.kode for region in above if f"{region.kode}.".startswith(f"{home}.")]
        for code in (*governed, kode):
            found.setdefault((year, code), []).extend(records)
    return {key: tuple(records) for key, records in sorted(found.items())}
