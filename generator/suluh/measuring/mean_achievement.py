"""The mean of what came of indicators, with how many of them it was counted from and between what it lies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from suluh.measuring.formulas import CAP, mean_percent, reckon
from suluh.measuring.reach import Reach, newest_quarter, owing_reports
from suluh.reading.formula_list import Formula, find_formula
from suluh.reading.stated_coverage import least_coverage
from suluh.vocabulary.figures import State
from suluh.vocabulary.indicators import AGGREGATIONS, Indicator, indicators_of
from suluh.vocabulary.measured import ALL, Coverage, Measured, Quarter
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.threads import QUARTERS, Thread

INDICATORS = "indikator"


@dataclass(frozen=True, slots=True)
class Promise:
    """A planned indicator by the end of a quarter: its percentage, None where its reports are not all there.

    `has_floor` says that it cannot be below 0, whatever will be reported.
    """

    percent: Fraction | None
    has_floor: bool = True


def measure_mean(threads: Iterable[Thread], reach: Reach) -> Measured:
    """The mean of the percentages of what the threads promised, each capped at 100 for it.

    Waited for is each planned indicator that has a target and a formula, of threads that owe reports. A
    missing one may be anything from nothing to its target, or turn out to be none that can be reckoned.
    """
    owing = owing_reports(threads)
    promises = [
        promise for thread in owing for promise in promises_of(thread, reach.get(thread.key.tahun, 0))
    ]
    return mean_of(promises, newest_quarter(reach, owing))


def mean_of(promises: Sequence[Promise], through: Quarter | None) -> Measured:
    """The mean of single promises, counted up to a quarter."""
    percents = [promise.percent for promise in promises if promise.percent is not None]
    missing = len(promises) - len(percents)
    value = mean_percent(percents)
    coverage = Coverage(
        counted=len(percents),
        owed=len(promises),
        of=INDICATORS,
        through=through,
        least=ALL if through is None else least_coverage(through[0]),
    )
    if not promises:
        return Measured(None, State.TIDAK_BERLAKU, coverage, None, None)
    if not missing:
        return Measured(value, State.NILAI, coverage, value, value)
    known = (value or Fraction(0)) * len(percents)
    has_floor = all(promise.has_floor for promise in promises if promise.percent is None)
    return Measured(
        value=value,
        state=State.BELUM_DILAPORKAN if value is None else State.NILAI,
        coverage=coverage,
        # A missing one that cannot be reckoned in the end leaves the mean as it is.
        low=min(known / len(promises), value or Fraction(0)) if has_floor else None,
        high=(known + CAP * missing) / len(promises),
    )


@remembered
def promises_of(thread: Thread, quarter: int) -> tuple[Promise, ...]:
    """What a thread promised, by the end of a quarter, in the order of its plan."""
    return tuple(
        promise
        for indicator in indicators_of(thread)
        for promise in promises_of_indicator(indicator, quarter)
    )


def promises_of_indicator(indicator: Indicator, quarter: int) -> tuple[Promise, ...]:
    """What one indicator promises: nothing where it cannot be reckoned, also when it was reported in full."""
    formula = find_formula(indicator.rumus, indicator.year)
    if not is_measurable(indicator, formula):
        return ()
    if not is_reported(indicator, quarter):
        return (Promise(None, _has_floor(indicator, formula)),)
    percent, _ = reckon(formula, indicator.target, indicator.until(quarter))
    return () if percent is None else (Promise(percent),)


def is_measurable(indicator: Indicator, formula: Formula | None) -> bool:
    """Whether a planned indicator can have a percentage at all, whatever is reported."""
    return (
        bool(indicator.plan)
        and bool(indicator.target)
        and formula is not None
        and indicator.agregasi in AGGREGATIONS
        and "target" not in indicator.disputed
    )


def is_reported(indicator: Indicator, quarter: int) -> bool:
    """Whether all is there that its result by the end of a quarter is made of.

    Of a standing at the end (`akhir`) that is the quarter itself, of all else every quarter so far.
    """
    needed = (quarter,) if indicator.agregasi == "akhir" else QUARTERS[:quarter]
    return quarter > 0 and all(number in indicator.quarters for number in needed)


def _has_floor(indicator: Indicator, formula: Formula | None) -> bool:
    """Whether no result from 0 up gives a percentage below 0."""
    if formula is None or indicator.target is None or indicator.target < 0:
        return False
    return min(*formula.top, *formula.bottom) >= 0
