"""Which years belong to one five-year plan (RPJMD, Renstra): as data states them, else by a declared rule.

A target that is changed within the period is a revised target of the same plan; a new period starts anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

REGION = ""
"""Whose plans the region's own are, where an agency's stand under its slug."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The first and the last year of a plan; `stated` by data, else taken by the rule."""

    since: int
    until: int
    stated: bool = True

    def covers(self, year: int) -> bool:
        """Whether the plan is in force in a year."""
        return self.since <= year <= self.until

    def is_revised_by(self, other: Period) -> bool:
        """Whether another period is the same plan, changed: it begins or ends with this one."""
        return self.since == other.since or self.until == other.until


@dataclass(frozen=True)
class PlanPeriods:
    """The periods that data states, by the agency in force that a plan is of, or `REGION`.

    `years` is how many years count as one plan where nothing states it, `longest` the longest period of a
    five-year plan: what is longer is another kind of plan.
    """

    stated: Mapping[str, tuple[Period, ...]] = field(default_factory=dict)
    years: int = 5
    longest: int = 6

    def plan_of(self, agency: str, year: int) -> Period:
        """The plan that a yearly plan of an agency is of: its own, else the region's, else by the rule.

        Of several in force the one that began last counts, with what it revised. By the rule a year looks
        back on so many years and knows no end.
        """
        for holder in (agency, REGION):
            periods = self.stated.get(holder, ())
            covering = [period for period in periods if period.covers(year)]
            if covering:
                return _with_revised(max(covering), periods)
        return Period(year - self.years + 1, year + self.years - 1, stated=False)


def gather_periods(
    stated: Iterable[tuple[str, int, int]], *, years: int = 5, longest: int = 6
) -> PlanPeriods:
    """Periods of (agency or `REGION`, first year, last year), each once; without impossible and long ones."""
    found: dict[str, dict[Period, None]] = {}
    for holder, since, until in stated:
        if 0 < since <= until < since + longest:
            found.setdefault(holder, {})[Period(since, until)] = None
    return PlanPeriods({holder: tuple(some) for holder, some in found.items()}, years, longest)


def _with_revised(period: Period, periods: Iterable[Period]) -> Period:
    """The period from the first year of the plan that it revises."""
    first = min(
        (other.since for other in periods if other.until == period.until and other.since <= period.since),
        default=period.since,
    )
    return replace(period, since=first)
