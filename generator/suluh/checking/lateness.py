"""Which agencies have not handed in the report of the last quarter that is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from suluh.reading.deadlines import days_allowed, due_date
from suluh.vocabulary.reports import Instansi, Report, ReportTombstone

SUPPLIER = "pusat"
"""The kind of agency that only supplies data and owes no report."""


@dataclass(frozen=True, slots=True)
class Late:
    """An agency whose report of a quarter is missing; `last` is the last one it handed in, or empty."""

    agency: Instansi
    last: str


@dataclass(frozen=True, slots=True)
class Lateness:
    """The last quarter that is due, its deadline, and who is late. `simulated`: the agencies are examples."""

    tahun: int
    triwulan: int
    due: date
    late: tuple[Late, ...]
    expected: int
    simulated: bool = False


def find_late(
    agencies: Iterable[Instansi],
    reports: Iterable[Report | ReportTombstone],
    today: date,
    *,
    days: int | None = None,
    simulated: bool = False,
) -> Lateness:
    """Who is late on that day; a report that was handed in counts, also if it is not public or withdrawn.

    `days` after a quarter's last day its report is due; None for what the standards say.
    """
    year, quarter, due = last_due_quarter(today, days)
    handed_in: dict[str, list[tuple[int, int]]] = {}
    for report in reports:
        handed_in.setdefault(report.instansi, []).append((report.tahun, report.triwulan))
    owing = sorted(
        (agency for agency in agencies if agency.jenis != SUPPLIER), key=lambda agency: agency.slug
    )
    late = tuple(
        Late(agency, _name(max(handed_in.get(agency.slug, []), default=None)))
        for agency in owing
        if (year, quarter) not in handed_in.get(agency.slug, [])
    )
    return Lateness(year, quarter, due, late, len(owing), simulated)


def last_due_quarter(today: date, days: int | None = None) -> tuple[int, int, date]:
    """Year and number of the newest quarter whose deadline is past, and that deadline."""
    quarters = [
        (year, quarter) for year in (today.year, today.year - 1, today.year - 2) for quarter in (4, 3, 2, 1)
    ]
    for year, quarter in quarters:
        due = due_date(year, quarter)
        if days is not None:
            due += timedelta(days=days - days_allowed(year))
        if due < today:
            return year, quarter, due
    raise ValueError(f"days={days}: no quarter of three years is due")


def _name(quarter: tuple[int, int] | None) -> str:
    return f"{quarter[0]}-tw{quarter[1]}" if quarter else ""
