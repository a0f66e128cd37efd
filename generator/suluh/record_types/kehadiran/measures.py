"""What attendance amounts to: person-days that were there, or that nobody accounts for, of all those due."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from suluh.measuring.shares import share_of
from suluh.vocabulary.threads import Record


def attendance_rate(records: Iterable[Record]) -> Fraction | None:
    """Present person-days of all those due, in per cent; None where none is stated."""
    present = due = Decimal(0)
    for record in records:
        staff, days = record.number("pegawai"), record.number("hari_kerja")
        there = record.number("hadir")
        if staff and days and there is not None:
            present += there
            due += staff * days
    return share_of(present, due)


def absent_share(records: Iterable[Record]) -> Fraction | None:
    """Person-days without a reason of all those due, in per cent; None where none is due."""
    absent = due = Decimal(0)
    for record in records:
        absent += record.number("tanpa_keterangan") or 0
        due += (record.number("pegawai") or 0) * (record.number("hari_kerja") or 0)
    return share_of(absent, due)
