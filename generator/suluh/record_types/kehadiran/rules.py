"""Do person-days of attendance add up, and is no group so small that it tells of persons?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from suluh.checking.lookups import Lookups
from suluh.checking.places import Places
from suluh.checking.thread_rows import fail_cell
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.threads import Record

SMALLEST = 5
"""Staff of a unit from 1 up to below this would point at single persons."""


def check_attendance(records: Sequence[Record], places: Places, lookups: Lookups) -> Iterator[Finding]:
    """Person-days add up to staff times working days, and no group is so small that it tells of persons."""
    for record in records:
        staff, days = record.number("pegawai"), record.number("hari_kerja")
        parts = [record.number(name) for name in ("hadir", "izin", "tanpa_keterangan")]
        if staff is None or days is None:
            continue
        if 0 < staff < SMALLEST:
            yield fail_cell("Y009", record, "pegawai", places, batas=str(SMALLEST))
        stated = [part for part in parts if part is not None]
        if len(stated) == len(parts) and sum(stated) != staff * days:
            details = {"harap": f"{staff * days:f}", "jumlah": f"{sum(stated):f}"}
            yield fail_cell("Y008", record, "hadir", places, **details)
