"""What does not fit in a year's complaints: stock that changed between two quarters, series that ended."""

from __future__ import annotations

from collections.abc import Sequence

from suluh.record_types.aduan.columns import COMPLAINTS, SERIES
from suluh.vocabulary.stock_flow import read_flow
from suluh.vocabulary.threads import Record


def agencies_with_changed_stock(records: Sequence[Record]) -> set[str]:
    """Agencies where what was left at the end of a quarter is not what the next one begins with."""
    ends = {(_series(record), record.whole("triwulan")): read_flow(record, COMPLAINTS) for record in records}
    changed = set()
    for record in records:
        before = ends.get((_series(record), record.whole("triwulan") - 1))
        if before is not None and before.closing != read_flow(record, COMPLAINTS).opening:
            changed.add(record.text("instansi"))
    return changed


def count_unseen(records: Sequence[Record]) -> tuple[int, int]:
    """What was left in series that the newest quarter has no row of, so that no sum has it; that quarter."""
    newest = max((record.whole("triwulan") for record in records), default=0)
    last: dict[tuple[str, ...], Record] = {}
    for record in sorted(records, key=lambda record: record.whole("triwulan")):
        last[_series(record)] = record
    ended = [record for record in last.values() if record.whole("triwulan") < newest]
    return sum(read_flow(record, COMPLAINTS).closing for record in ended), newest


def _series(record: Record) -> tuple[str, ...]:
    return tuple(record.text(name) for name in SERIES)
