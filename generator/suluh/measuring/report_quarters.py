"""The quarters that written reports are of."""

from __future__ import annotations

from collections.abc import Iterable

from suluh.vocabulary.reports import ClearedReport


def last_quarters(reports: Iterable[ClearedReport], count: int) -> list[tuple[int, int]]:
    """The `count` quarters up to the newest one reported by anybody, oldest first."""
    latest = max(((report.report.tahun, report.report.triwulan) for report in reports), default=None)
    if latest is None:
        return []
    position = latest[0] * 4 + latest[1] - 1
    return [divmod(place, 4) for place in range(position - count + 1, position + 1)]
