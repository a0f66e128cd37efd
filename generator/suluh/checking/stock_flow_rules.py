"""Does each row of a stock and its flow add up, and begin where the quarter before ended?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from suluh.checking.places import Places
from suluh.checking.thread_rows import fail_cell, note_cell
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.stock_flow import FlowColumns, read_flow
from suluh.vocabulary.threads import Record


def check_flow(
    records: Sequence[Record], places: Places, columns: FlowColumns, key: Sequence[str]
) -> Iterator[Finding]:
    """Each row's stock adds up, and begins where the quarter before ended."""
    ends: dict[tuple[object, ...], Record] = {}
    for record in records:
        ends[(*(record.text(name) for name in key), _period(record))] = record
    for record in records:
        flow = read_flow(record, columns)
        if flow.closing != flow.expected:
            details = {"harap": str(flow.expected), "hitungan": columns.formula}
            yield fail_cell("Y001", record, columns.closing, places, **details)
        if flow.within is not None and flow.within > flow.finished:
            yield fail_cell("Y003", record, columns.within, places, paling=str(flow.finished))
        if flow.median is not None and not flow.finished:
            yield note_cell("Y004", record, columns.median, places)
        before = ends.get((*(record.text(name) for name in key), _period(record) - 1))
        if before is not None and (left := read_flow(before, columns).closing) != flow.opening:
            details = {"harap": str(left), "baris_lain": str(places.row_number(before.row))}
            yield note_cell("Y002", record, columns.opening, places, **details)


def _period(record: Record) -> int:
    return record.whole("tahun") * 4 + record.whole("triwulan")
