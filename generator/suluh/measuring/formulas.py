"""Achievement of an indicator by the formula that it declares, exactly, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from suluh.reading.formula_list import Formula, find_formula
from suluh.reading.ladders import judge
from suluh.vocabulary.indicators import Indicator
from suluh.vocabulary.measures import Achievement, Ladder, Undefined
from suluh.vocabulary.threads import QUARTERS

CAP = Fraction(100)
"""Above it a percentage counts no more in a mean; it is shown as it is."""


def reckon(
    formula: Formula | None, target: Decimal | Fraction | None, actual: Decimal | Fraction | None
) -> tuple[Fraction | None, Undefined | None]:
    """The percentage, raw and unrounded, or why there is none; exactly one of the two is given.

    A target of 0 leaves it undefined in every formula, and nothing reported is never 0.
    """
    if target is None:
        return None, Undefined.TANPA_TARGET
    if actual is None:
        return None, Undefined.BELUM_DILAPORKAN
    if formula is None:
        return None, Undefined.RUMUS_TIDAK_DIKENAL
    if target == 0:
        return None, Undefined.TARGET_NOL
    # Whole numerators over one denominator: the same as sums of fractions, and much faster.
    (done, below), (wanted, under) = actual.as_integer_ratio(), target.as_integer_ratio()
    done, wanted = done * under, wanted * below
    bottom = formula.bottom[0] * done + formula.bottom[1] * wanted
    if bottom == 0:
        return None, Undefined.REALISASI_NOL
    return Fraction((formula.top[0] * done + formula.top[1] * wanted) * 100, bottom), None


def measure_indicator(
    indicator: Indicator, ladder: Ladder | None = None, *, through: int = QUARTERS[-1]
) -> Achievement:
    """What came of an indicator by the end of quarter `through`, judged on `ladder` where one is given."""
    actual = indicator.until(through)
    percent, undefined = reckon(find_formula(indicator.rumus, indicator.year), indicator.target, actual)
    if indicator.disputed & {"target", "realisasi_fisik"}:
        percent, undefined = None, Undefined.BEBERAPA_NILAI
    return Achievement(
        indikator=indicator.name,
        satuan=indicator.satuan,
        target=indicator.target,
        actual=actual,
        percent=percent,
        undefined=undefined,
        rumus=indicator.rumus,
        agregasi=indicator.agregasi,
        arah=indicator.arah,
        through=max((number for number in indicator.quarters if number <= through), default=0),
        predicate=judge(ladder, percent),
    )


def mean_percent(percents: Iterable[Fraction | None]) -> Fraction | None:
    """The mean of the percentages that are there, each capped at 100 for it; None where none is."""
    capped = [min(percent, CAP) for percent in percents if percent is not None]
    return sum(capped, Fraction(0)) / len(capped) if capped else None
