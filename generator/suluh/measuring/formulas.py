"""Achievement of an indicator by the formula that it declares, exactly, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from suluh.reading.formula_list import Formula, find_ceiling_rule, find_formula
from suluh.reading.ladders import judge
from suluh.vocabulary.indicators import Indicator
from suluh.vocabulary.measures import Achievement, Ladder, Limit, Undefined, Yardstick
from suluh.vocabulary.threads import QUARTERS

FULL = 100
"""Per cent of a target from which it is reached."""


def reckon(
    formula: Formula | None, target: Decimal | Fraction | None, actual: Decimal | Fraction | None
) -> tuple[Fraction | None, Undefined | None]:
    """The percentage, raw and unrounded, or why there is none; exactly one of the two is given.

    A target of 0 is met or missed where the formula says what that counts, else it leaves it undefined.
    Nothing reported is never 0.
    """
    if target is None:
        return None, Undefined.TANPA_TARGET
    if actual is None:
        return None, Undefined.BELUM_DILAPORKAN
    if formula is None:
        return None, Undefined.RUMUS_TIDAK_DIKENAL
    if target == 0:
        if formula.zero_target is None:
            return None, Undefined.TARGET_NOL
        return Fraction(formula.zero_target[actual > 0]), None
    # Whole numerators over one denominator: the same as sums of fractions, and much faster.
    (done, below), (wanted, under) = actual.as_integer_ratio(), target.as_integer_ratio()
    done, wanted = done * under, wanted * below
    bottom = formula.bottom[0] * done + formula.bottom[1] * wanted
    if bottom == 0:
        return None, Undefined.REALISASI_NOL
    return Fraction((formula.top[0] * done + formula.top[1] * wanted) * 100, bottom), None


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a target: `percent` raw, or why there is none, and if it is met; see `Achievement`."""

    percent: Fraction | None
    undefined: Undefined | None
    met: bool | None = None
    limit: Limit | None = None


def is_ceiling(yardstick: Yardstick) -> bool:
    """Whether the target is a most that fills up in the year, such as deaths of at most 8."""
    rule = find_ceiling_rule(yardstick.year)
    return rule is not None and yardstick.arah in rule.arah and yardstick.agregasi in rule.agregasi


def weigh(
    yardstick: Yardstick,
    target: Decimal | Fraction | None,
    actual: Decimal | Fraction | None,
    *,
    quarters: Collection[int],
) -> Result:
    """A result held against its target, `quarters` being those that it takes into account.

    A target of "at most" that fills up has its percentage when all four are there; before, only where the
    rule in force goes by parts of the year. A result below it says nothing while an earlier quarter is
    missing.
    """
    formula, complete = find_formula(yardstick.rumus, yardstick.year), _is_complete(yardstick, quarters)
    percent, undefined = reckon(formula, target, actual)
    ceiling = is_ceiling(yardstick)
    if target is None or actual is None or formula is None or not ceiling:
        return Result(percent, undefined, _is_met(yardstick, percent, undefined, complete=complete))
    until = max(quarters, default=0)
    limit = Limit.TERLAMPAUI if actual > target else Limit.DALAM_BATAS if len(quarters) == until else None
    if complete:
        return Result(percent, undefined, limit is Limit.DALAM_BATAS, limit)
    met = False if limit is Limit.TERLAMPAUI else None
    rule = find_ceiling_rule(yardstick.year)
    if rule is not None and rule.pro_rata and limit is not None and target and until:
        percent, undefined = reckon(formula, Fraction(target) * until / len(QUARTERS), actual)
        return Result(percent, undefined, met, limit)
    return Result(None, Undefined.MENUNGGU_AKHIR_TAHUN, met, limit)


def _is_complete(yardstick: Yardstick, quarters: Collection[int]) -> bool:
    """Whether no report of the year can change the result; of a value at the end the last decides."""
    return len(quarters) == len(QUARTERS) or (yardstick.agregasi == "akhir" and QUARTERS[-1] in quarters)


def _is_met(
    yardstick: Yardstick, percent: Fraction | None, undefined: Undefined | None, *, complete: bool
) -> bool | None:
    """Whether a target is reached: what is better the smaller may still get worse until the year's end."""
    if undefined is Undefined.REALISASI_NOL:
        return True if complete else None
    if percent is None or (yardstick.arah == "turun" and not complete):
        return None
    return percent >= FULL


def measure_indicator(
    indicator: Indicator, ladder: Ladder | None = None, *, through: int | None = None
) -> Achievement:
    """What came of an indicator by the end of quarter `through`, judged on `ladder` where one is given.

    Without `through` it is the last quarter that it was reported for.

    There is no percentage while a report is missing that its result is made of: what was not reported is
    not 0.
    """
    if through is None:
        through = max(indicator.quarters, default=0)
    actual = indicator.until(through)
    quarters = [number for number in indicator.quarters if number <= through]
    result = weigh(yardstick_of(indicator), indicator.target, actual, quarters=quarters)
    complete = indicator.is_complete(through)
    if "target" in indicator.disputed or ("realisasi_fisik" in indicator.disputed and not complete):
        result = Result(None, Undefined.BEBERAPA_NILAI)
    elif not complete:
        result = _without_missing(indicator, result)
    return Achievement(
        indikator=indicator.name,
        satuan=indicator.satuan,
        target=indicator.target,
        actual=actual,
        percent=result.percent,
        undefined=result.undefined,
        rumus=indicator.rumus,
        agregasi=indicator.agregasi,
        arah=indicator.arah,
        through=max(quarters, default=0),
        predicate=judge(ladder, result.percent),
        met=result.met,
        limit=result.limit,
    )


def _without_missing(indicator: Indicator, result: Result) -> Result:
    """What is sure of a result while reports that it is made of are missing: what adds up does not fall."""
    over = result.limit if result.limit is Limit.TERLAMPAUI else None
    met = False if over else _stays(indicator, result.met)
    waits = result.percent is not None or (result.undefined is Undefined.MENUNGGU_AKHIR_TAHUN and not over)
    return Result(None, Undefined.BELUM_DILAPORKAN if waits else result.undefined, met, over)


def _stays(indicator: Indicator, met: bool | None) -> bool | None:
    """Whether a target is met and no missing report can change it: what adds up does not fall again."""
    return True if met and indicator.arah == "naik" and indicator.agregasi in ("jumlah", "maks") else None


def yardstick_of(indicator: Indicator) -> Yardstick:
    """How the indicator is held against its targets."""
    return Yardstick(indicator.rumus, indicator.arah, indicator.agregasi, indicator.year)
