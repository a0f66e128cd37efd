"""What came of a five-year plan so far: its earlier years put together, and held against its target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from suluh.measuring.formulas import Result, weigh, yardstick_of
from suluh.vocabulary.indicators import Indicator
from suluh.vocabulary.measures import Limit, Undefined
from suluh.vocabulary.plan_history import ADDED_UP, PlanHistory
from suluh.vocabulary.threads import QUARTERS


def carry_over(years: Sequence[Fraction], agregasi: str) -> Fraction | None:
    """Years put together: counts add up, a highest value stays the highest, of all else the last counts."""
    if not years:
        return None
    if agregasi == "jumlah":
        return sum(years, Fraction(0))
    return max(years) if agregasi == "maks" else years[-1]


def result_before(history: PlanHistory, agregasi: str, *, until: int = 0) -> Fraction | None:
    """The results of the plan's earlier years together, up to and with the year `until` where one is given.

    None where the plan has no target, where years count in another unit and all count, and where the year
    that counts has no common value.
    """
    if not history.has_target or _is_broken(history, agregasi):
        return None
    years = [year for year in sorted(history.results) if not until or year <= until]
    later = [year for year in history.disputed if not until or year <= until]
    if agregasi not in ADDED_UP and max(later, default=0) > max(years, default=0):
        return None
    return carry_over([history.results[year] for year in years], agregasi)


def result_since(history: PlanHistory, agregasi: str, *now: Fraction | Decimal | None) -> Fraction | None:
    """The earlier years with what came, or is to come, in those after them."""
    if not history.has_target or _is_broken(history, agregasi):
        return None
    values = (result_before(history, agregasi), *now)
    return carry_over([Fraction(value) for value in values if value is not None], agregasi)


def weigh_plan(
    indicator: Indicator, history: PlanHistory, since: Fraction | None, *, complete: bool
) -> Result:
    """A result of a plan against its target; `complete` where no report of the thread's own year is missing.

    A target of "at most" that fills up has its percentage in the plan's last year, once every year is told.
    """
    if history.has_target and _is_broken(history, indicator.agregasi):
        return Result(None, Undefined.SATUAN_BERUBAH)
    over = history.plan.stated and indicator.year == history.plan.until and complete and history.is_whole
    result = weigh(
        yardstick_of(indicator), indicator.target_renstra, since, quarters=QUARTERS if over else ()
    )
    if result.undefined is Undefined.MENUNGGU_AKHIR_TAHUN:
        result = replace(result, undefined=Undefined.MENUNGGU_AKHIR_RENCANA)
    if result.limit is Limit.DALAM_BATAS and not history.is_whole:
        result = replace(result, limit=None)
    return result


def _is_broken(history: PlanHistory, agregasi: str) -> bool:
    """Whether years that count are in another unit."""
    return agregasi in ADDED_UP and bool(history.other_unit)
