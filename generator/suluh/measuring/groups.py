"""Rows by what one of their columns says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from suluh.vocabulary.threads import Record


def group_by(records: Iterable[Record], column: str) -> dict[str, list[Record]]:
    """Rows by the text of a column, in order of first appearance."""
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(record.text(column), []).append(record)
    return found


def last_quarter(records: Sequence[Record]) -> tuple[int, int]:
    """The newest year and quarter that any row is about; (0, 0) without rows."""
    return max(((record.whole("tahun"), record.whole("triwulan")) for record in records), default=(0, 0))
