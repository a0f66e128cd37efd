"""Do complaints add up, and does no count of alleged misconduct tell of persons?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from suluh.checking.lookups import Lookups
from suluh.checking.places import Places
from suluh.checking.stock_flow_rules import check_flow
from suluh.checking.thread_rows import fail_cell
from suluh.record_types.aduan.columns import COMPLAINTS, SERIES
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.threads import Record

SMALLEST = 5
"""Counts of complaints about persons from 1 up to below this would point at single persons."""
SUPERVISION = "pengawasan"
_COUNTS = ("sisa_awal", "diterima", "selesai", "arsip", "sisa_akhir")


def check_complaints(records: Sequence[Record], places: Places, lookups: Lookups) -> Iterator[Finding]:
    """Stock and flow of complaints; no count of alleged misconduct so small that it tells of persons."""
    yield from check_flow(records, places, COMPLAINTS, SERIES)
    for record in records:
        if record.text("jenis") != SUPERVISION:
            continue
        small = [name for name in _COUNTS if 0 < (record.number(name) or 0) < SMALLEST]
        if small:
            yield fail_cell("Y005", record, small[0], places, batas=str(SMALLEST))
