"""From which quarter on reports are asked for: of a site, and of agencies that began or ended within."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from suluh.vocabulary.measured import Quarter
from suluh.vocabulary.threads import QUARTERS

_QUARTER = re.compile(r"([12][0-9]{3})-tw([1-4])")


@dataclass(frozen=True, slots=True)
class Term:
    """The first and the last quarter that an agency reports on; None where nothing bounds it."""

    first: Quarter | None = None
    last: Quarter | None = None


UNBOUNDED = Term()


@dataclass(frozen=True, slots=True)
class ReportingDuty:
    """Which quarters reports are owed for, whatever their deadline is.

    `first` is the site's first quarter, None where every one counts; `terms` are those of single agencies by
    slug. What is handed in for other quarters is shown like everything else; it was never waited for.
    """

    first: Quarter | None = None
    terms: Mapping[str, Term] = field(default_factory=dict)

    def begins(self, agency: str) -> Quarter | None:
        """The first quarter that an agency owes: its own, or the site's where that is later."""
        stated = [first for first in (self.first, self.terms.get(agency, UNBOUNDED).first) if first]
        return max(stated, default=None)

    def asks(self, quarter: Quarter) -> bool:
        """Whether the site asks for reports of a quarter at all."""
        return self.first is None or quarter >= self.first

    def owes(self, agency: str, quarter: Quarter) -> bool:
        """Whether an agency owes a report of a quarter."""
        first, last = self.begins(agency), self.terms.get(agency, UNBOUNDED).last
        return (first is None or quarter >= first) and (last is None or quarter <= last)

    def owed_in(self, agency: str, year: int) -> tuple[int, ...]:
        """The quarters of a year that an agency owes, ascending."""
        return tuple(number for number in QUARTERS if self.owes(agency, (year, number)))

    def due_in(self, year: int, passed: int) -> int:
        """The last quarter of a year that is due, `passed` being the last one whose deadline is past.

        None is, before the first quarter of the site.
        """
        return passed if self.asks((year, passed)) else 0


EVERY_QUARTER = ReportingDuty()
"""Every quarter is owed, as far as budgets reach."""


def read_quarter(text: str) -> Quarter | None:
    """The quarter that a text such as `2026-tw3` names; None for any other text."""
    found = _QUARTER.fullmatch(text)
    return (int(found[1]), int(found[2])) if found else None
