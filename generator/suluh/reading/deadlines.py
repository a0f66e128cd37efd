"""When a quarterly report is due and what else has a deadline, from `standards/deadlines/`, by year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from suluh.reading.decree_files import YEARS_KEPT, decree_in_force
from suluh.vocabulary.decrees import Decree
from suluh.vocabulary.measured import Quarter
from suluh.vocabulary.threads import Record

_FOLDER = "deadlines"
_LAST_DAYS = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}


def find_deadlines(about: str, year: int) -> Decree | None:
    """The decree on a kind of deadline (`aduan`, `permintaan_informasi`) in force in a year, or None."""
    return decree_in_force(_FOLDER, about, year)


@lru_cache(maxsize=YEARS_KEPT)
def days_allowed(year: int) -> int:
    """How many days after a quarter of that year its report may come. ValueError where nothing says."""
    decree = find_deadlines("laporan_triwulan", year)
    if decree is None:
        raise ValueError(f"standards/{_FOLDER}: no deadline of quarterly reports in {year}")
    return int(decree.content["days"])


def quarter_end(year: int, quarter: int) -> date:
    """The last day of a quarter. KeyError for a quarter that is none."""
    return date(year, *_LAST_DAYS[quarter])


def due_date(year: int, quarter: int) -> date:
    """The last day on which a quarter's report is on time. KeyError for a quarter that is none.

    Rows may name any year: where the calendar ends, the deadline is its last day.
    """
    end = quarter_end(year, quarter)
    return end + min(timedelta(days=days_allowed(year)), date.max - end)


def newest_due(day: date, days: int | None = None) -> Quarter:
    """The last quarter of any year whose deadline lies before a day, `days` after its end where given."""
    year = day.year
    while year > 1:
        for quarter in sorted(_LAST_DAYS, reverse=True):
            allowed = days_allowed(year) if days is None else days
            if quarter_end(year, quarter) + timedelta(days=allowed) < day:
                return year, quarter
        year -= 1
    return day.year, min(_LAST_DAYS)


def quarters_due(first: Quarter, day: date) -> tuple[Quarter, ...]:
    """Every quarter from `first` on whose deadline lies before a day, ascending."""
    years = range(first[0], day.year + 1)
    quarters = [(year, quarter) for year in years for quarter in range(1, last_due(year, day) + 1)]
    return tuple(quarter for quarter in quarters if quarter >= first)


def last_due(year: int, day: date) -> int:
    """The last quarter of a year whose deadline lies before a day, 0 for none; on that day it may come."""
    if year < 1:
        return 0
    return max((quarter for quarter in _LAST_DAYS if due_date(year, quarter) < day), default=0)


def working_days(about: str, year: int) -> Mapping[str, int]:
    """Deadlines in working days by their names; empty where none is in force in the year."""
    decree = find_deadlines(about, year)
    if decree is None:
        return {}
    steps = decree.content.get("steps")
    if steps is not None:
        return {str(step["name"]): int(step["working_days"]) for step in steps}
    return {str(name): int(days) for name, days in decree.content["working_days"].items()}


def handed_in_on(record: Record) -> date | None:
    """The day on which a realisation row says that it was handed in; None where it does not say one."""
    try:
        return date.fromisoformat(record.text("tanggal_lapor"))
    except ValueError:
        return None


def is_late(record: Record) -> bool:
    """Whether a realisation row says that it was handed in after its deadline; no date says nothing."""
    handed_in, quarter = handed_in_on(record), record.whole("triwulan")
    year = record.whole("tahun")
    if handed_in is None or quarter not in _LAST_DAYS or year < 1:
        return False
    return handed_in > due_date(year, quarter)


def days_after(handed_in: str, quarter: tuple[int, int]) -> int:
    """Days between a quarter's deadline and a day as rows state it; 0 for one in time or for no day."""
    try:
        day = date.fromisoformat(handed_in)
    except ValueError:
        return 0
    return max(0, (day - due_date(*quarter)).days)
