"""What a thread has come to: its result against the year's target, its spending, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from suluh.measuring.absorption import share_spent
from suluh.measuring.formulas import FULL, measure_indicator
from suluh.reading.deadlines import days_after, is_late
from suluh.reading.ladders import ladder_in_force
from suluh.vocabulary.indicators import Indicator, indicators_of
from suluh.vocabulary.measures import Achievement, Ladder, Limit
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.threads import QUARTERS, Record, Thread


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a thread has come to: its first planned indicator measured, and its share of money spent."""

    indicator: Indicator | None
    achievement: Achievement | None
    absorption: Fraction | None
    ladder: Ladder | None

    @property
    def physical(self) -> Fraction | None:
        """The result in per cent of the year's target, raw."""
        return self.achievement.percent if self.achievement else None

    @property
    def met(self) -> bool:
        """Whether the year's target is reached for certain."""
        return bool(self.achievement and self.achievement.met)

    @property
    def limit(self) -> Limit | None:
        """How a result stands against a target of "at most" that fills up in the year; else None."""
        return self.achievement.limit if self.achievement else None


def reckon_outcome(thread: Thread, through: int | None = None) -> Outcome:
    """The thread's outcome by the end of quarter `through`, else of the last that it reported on.

    It is reckoned once, since many pages ask. No share is there while a report is missing that it is made of.
    """
    return _reckon(thread, max(thread.reported, default=0) if through is None else through)


@remembered
def _reckon(thread: Thread, through: int) -> Outcome:
    ladder = ladder_in_force(thread.key.tahun)
    planned = next((indicator for indicator in indicators_of(thread) if indicator.plan), None)
    return Outcome(
        indicator=planned,
        achievement=measure_indicator(planned, ladder, through=through) if planned else None,
        absorption=share_spent(thread, through),
        ladder=ladder,
    )


QUARTER_PERCENT = FULL // len(QUARTERS)
"""What one quarter is of a year, in per cent."""


def year_passed(quarter: int) -> int:
    """Per cent of the year that has passed at the end of a quarter; 0 before the first."""
    return quarter * QUARTER_PERCENT


def last_reported(thread: Thread) -> int:
    """The quarter that its money and results are of: the last it reported on, else the last due; 0 for none.

    The time that has passed stands beside them as of then, so that money of March is never held against June.
    """
    return max(thread.reported or thread.owed, default=0)


def reached_target(thread: Thread) -> bool:
    """Whether the first planned indicator came to the year's target, whatever was reported last."""
    return reckon_outcome(thread).met


class Standing(Enum):
    """How far the work of a thread has come."""

    UNFUNDED = "unfunded"
    NOT_BEGUN = "not begun"
    UNREPORTED = "unreported"
    UNDER_WAY = "under way"
    WITHIN_LIMIT = "within limit"
    OVER_LIMIT = "over limit"
    PARTLY_DONE = "partly done"
    DONE = "done"


def standing_of(thread: Thread) -> Standing:
    """How a thread stands by the last quarter that is due; a missing report says nothing."""
    if thread.budget is None:
        return Standing.UNFUNDED
    if not thread.reported:
        return Standing.UNREPORTED if thread.owed else Standing.NOT_BEGUN
    if thread.reported[-1] < max(thread.owed, default=0):
        return Standing.UNREPORTED
    outcome = reckon_outcome(thread)
    if outcome.met:
        return Standing.DONE
    if outcome.limit is not None:
        return Standing.OVER_LIMIT if outcome.limit is Limit.TERLAMPAUI else Standing.WITHIN_LIMIT
    if _has_gap(thread):
        return Standing.UNREPORTED
    if not thread.spent and not (outcome.achievement and outcome.achievement.actual):
        return Standing.NOT_BEGUN
    return Standing.PARTLY_DONE if QUARTERS[-1] in thread.reported else Standing.UNDER_WAY


def _has_gap(thread: Thread) -> bool:
    """Whether a report before the last is missing: then nothing sure can be said of how far the work is."""
    return len(thread.reported) < max(thread.reported, default=0)


def is_done(thread: Thread) -> bool:
    """Whether the work reached its target of the year."""
    return standing_of(thread) is Standing.DONE


def days_late(records: Sequence[Record], quarter: int) -> int | None:
    """How many days after its deadline the last row of a quarter's report came: 0 for one in time.

    None where no row says when it came.
    """
    dates = sorted(text for record in records if (text := record.text("tanggal_lapor")))
    if not dates:
        return None
    if not any(is_late(record) for record in records):
        return 0
    return days_after(dates[-1], (records[0].whole("tahun"), quarter))
