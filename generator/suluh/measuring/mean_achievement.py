"""The mean of what came of indicators, with how many of them it was counted from and between what it lies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from suluh.measuring.formulas import is_ceiling, measure_indicator, yardstick_of
from suluh.measuring.means import find_mean_rule, take_mean
from suluh.measuring.reach import Reach, newest_quarter, owing_reports
from suluh.reading.formula_list import Formula, find_ceiling_rule, find_formula
from suluh.reading.stated_coverage import least_coverage
from suluh.vocabulary.figures import State
from suluh.vocabulary.indicators import AGGREGATIONS, Indicator, indicators_of
from suluh.vocabulary.measured import ALL, Coverage, Measured, Quarter
from suluh.vocabulary.measures import Spread
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.threads import QUARTERS, Thread

INDICATORS = "indikator"


@dataclass(frozen=True, slots=True)
class Promise:
    """A planned indicator by the end of a quarter: its percentage, None where reports of it are missing."""

    percent: Fraction | None


@dataclass(frozen=True, slots=True)
class MeanAchievement:
    """The mean with its coverage, and how the percentages that it is made of lie."""

    measured: Measured
    spread: Spread


def measure_mean(threads: Iterable[Thread], reach: Reach) -> MeanAchievement:
    """The mean of the percentages of what the threads promised, each held within the limits of the rule.

    Waited for is each planned indicator that has a target and a formula, of threads that owe reports. A
    missing one may be anything from the least to the most that counts in a mean, or turn out to be none that
    can be reckoned. A target of "at most" that fills up in the year is waited for at its end.
    """
    owing = owing_reports(threads)
    promises = [
        promise for thread in owing for promise in promises_of(thread, reach.get(thread.key.tahun, 0))
    ]
    year = max((thread.key.tahun for thread in owing), default=0)
    mean = mean_of(promises, newest_quarter(reach, owing), year=year)
    if mean.measured.value is not None:
        return mean
    return replace(mean, measured=replace(mean.measured, state=_absence(owing, reach)))


def _absence(threads: Iterable[Thread], reach: Reach) -> State:
    """What stands for a mean of nothing: missing only where reports are owed that are not there.

    A target of "at most" has no percentage before the year's end; where its reports lack, they lack.
    """
    for thread in threads:
        quarter = reach.get(thread.key.tahun, 0)
        if thread.owes and any(
            is_measurable(indicator, find_formula(indicator.rumus, indicator.year))
            and not indicator.is_complete(quarter)
            for indicator in indicators_of(thread)
        ):
            return State.BELUM_DILAPORKAN
    return State.TIDAK_BERLAKU


def mean_of(promises: Sequence[Promise], through: Quarter | None, *, year: int) -> MeanAchievement:
    """The mean of single promises, counted up to a quarter, by the rule of a year."""
    mean = take_mean((promise.percent for promise in promises), year)
    return MeanAchievement(_measure(promises, mean.value, through, year), mean.spread)


def _measure(
    promises: Sequence[Promise], value: Fraction | None, through: Quarter | None, year: int
) -> Measured:
    counted = sum(promise.percent is not None for promise in promises)
    missing = len(promises) - counted
    coverage = Coverage(
        counted=counted,
        owed=len(promises),
        of=INDICATORS,
        through=through,
        least=ALL if through is None else least_coverage(through[0]),
    )
    if not promises:
        return Measured(None, State.TIDAK_BERLAKU, coverage, None, None)
    if not missing:
        return Measured(value, State.NILAI, coverage, value, value)
    rule, known = find_mean_rule(year), (value or Fraction(0)) * counted
    low, high = ((known + limit * missing) / len(promises) for limit in (rule.least, rule.most))
    return Measured(
        value=value,
        state=State.BELUM_DILAPORKAN if value is None else State.NILAI,
        coverage=coverage,
        # A missing one that cannot be reckoned in the end leaves the mean as it is.
        low=low if value is None else min(low, value),
        high=high if value is None else max(high, value),
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
    if not is_measurable(indicator, formula) or _waits(indicator, quarter):
        return ()
    if not indicator.is_complete(quarter):
        return (Promise(None),)
    percent = measure_indicator(indicator, through=quarter).percent
    return () if percent is None else (Promise(percent),)


def _waits(indicator: Indicator, quarter: int) -> bool:
    """Whether its percentage is due at the year's end alone."""
    rule = find_ceiling_rule(indicator.year)
    waits = rule is not None and not rule.pro_rata and is_ceiling(yardstick_of(indicator))
    return waits and quarter < QUARTERS[-1]


def is_measurable(indicator: Indicator, formula: Formula | None) -> bool:
    """Whether a planned indicator can have a percentage at all, whatever is reported."""
    return (
        bool(indicator.plan)
        and formula is not None
        and indicator.target is not None
        and (indicator.target != 0 or formula.zero_target is not None)
        and indicator.agregasi in AGGREGATIONS
        and "target" not in indicator.disputed
    )
