"""One quarter of all agencies at a glance: totals, and what is raised on each agency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from suluh.measuring.fact_ledger import Totals, totals_by, totals_of
from suluh.measuring.flags import Flagged, raise_flags
from suluh.measuring.outcomes import year_passed
from suluh.measuring.rollups import roll_up, roll_up_all
from suluh.measuring.shares import sum_known
from suluh.vocabulary.measured import Position, Quarter, rank
from suluh.vocabulary.measures import Rollup
from suluh.vocabulary.thread_book import ThreadBook
from suluh.vocabulary.threads import Thread


@dataclass(frozen=True, slots=True)
class Case:
    """A flag and the slug of the agency that it is raised on."""

    agency: str
    flagged: Flagged


@dataclass(frozen=True)
class Board:
    """The figures of one quarter, reckoned once for the page and its files."""

    book: ThreadBook
    quarter: Quarter

    @cached_property
    def threads(self) -> tuple[Thread, ...]:
        """All threads of the year."""
        return self.book.select(self.quarter[0])

    @cached_property
    def agencies(self) -> dict[str, Rollup]:
        """Totals of each agency until the end of the quarter."""
        return dict(roll_up(self.threads, "instansi", through=self.quarter[1]))

    @cached_property
    def whole(self) -> Rollup:
        """Totals of all of them."""
        return roll_up_all(self.threads, through=self.quarter[1])

    @property
    def facts(self) -> Totals:
        """The same as facts."""
        return totals_of(self.book, self.quarter[0], quarter=self.quarter[1])

    @property
    def facts_of_agencies(self) -> Mapping[str, Totals]:
        """The totals of each agency as facts."""
        return totals_by(self.book, self.quarter[0], "instansi", quarter=self.quarter[1])

    @cached_property
    def positions(self) -> dict[str, Position]:
        """Where each agency's absorption stands among all, the highest first; as sure as reports leave it."""
        return rank((slug, whole.absorption) for slug, whole in self.agencies.items())

    @cached_property
    def behind_time(self) -> dict[str, bool | None]:
        """Whether each agency with a budget has spent less than its part of the time; None: not sure."""
        time = year_passed(self.quarter[1])
        return {
            slug: whole.absorption.sure(lambda share: share < time)
            for slug, whole in self.agencies.items()
            if whole.budget
        }

    @property
    def lowest(self) -> str | None:
        """The agency that has spent least of its budget, where no missing report can change that."""
        last = [slug for slug, place in self.positions.items() if place.best == place.worst == place.of]
        return last[0] if len(last) == 1 else None

    @cached_property
    def raised(self) -> dict[str, tuple[Flagged, ...]]:
        """What is raised on each agency, notes too."""
        year, number = self.quarter
        return {slug: raise_flags(self.book.select(year, slug), number) for slug in self.agencies}

    @cached_property
    def flags(self) -> dict[str, tuple[Flagged, ...]]:
        """Of it what weighs enough to be a flag on the agency."""
        return {
            slug: tuple(flagged for flagged in some if flagged.weighs) for slug, some in self.raised.items()
        }

    @cached_property
    def notes(self) -> dict[str, tuple[Flagged, ...]]:
        """Of it what is about too small a part of the agency."""
        return {
            slug: tuple(flagged for flagged in some if not flagged.weighs)
            for slug, some in self.raised.items()
        }

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """All flags, what has most at stake first."""
        cases = [Case(slug, flagged) for slug, some in self.flags.items() for flagged in some]
        return tuple(sorted(cases, key=lambda case: (-case.flagged.at_stake, case.agency, case.flagged.flag)))

    def at_stake(self, agency: str) -> Decimal:
        """Rupiah at stake in all flags of an agency together."""
        return sum_known(flagged.at_stake for flagged in self.flags[agency])
