"""When a quarterly report is due, from `standards/deadlines/`."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from suluh.reading.standards import load_standard_file
from suluh.vocabulary.threads import Record

_LAST_DAYS = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}


@cache
def days_allowed() -> int:
    """How many days after a quarter's last day its report may come."""
    return int(load_standard_file("deadlines/triwulan")["days"])


def due_date(year: int, quarter: int) -> date:
    """The last day on which a quarter's report is on time. KeyError for a quarter that is none."""
    return date(year, *_LAST_DAYS[quarter]) + timedelta(days=days_allowed())


def is_late(record: Record) -> bool:
    """Whether a realisation row says that it was handed in after its deadline; no date says nothing."""
    handed_in, quarter = _read_date(record.text("tanggal_lapor")), record.whole("triwulan")
    year = record.whole("tahun")
    if handed_in is None or quarter not in _LAST_DAYS or not 1 <= year < date.max.year:
        return False
    return handed_in > due_date(year, quarter)


def _read_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
