"""What a leader should look at first: rules that anybody can check, with their limits as data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache

from suluh.measuring.formulas import measure_indicator
from suluh.measuring.reach import money_until
from suluh.reading.decree_files import decree_in_force
from suluh.reading.ladders import ladder_in_force
from suluh.vocabulary.indicators import indicators_of
from suluh.vocabulary.measured import Measured
from suluh.vocabulary.measures import Rollup
from suluh.vocabulary.threads import Thread

QUARTER_PERCENT = 25


class Flag(StrEnum):
    """A kind of red flag."""

    BELUM_MELAPOR = "belum melapor"
    SERAPAN_TERTINGGAL = "serapan tertinggal"
    UANG_MENDAHULUI = "uang mendahului fisik"
    MELEBIHI_PAGU = "melebihi pagu"
    TANPA_TARGET = "tanpa target"
    USULAN_TANPA_ANGGARAN = "usulan tanpa anggaran"


@dataclass(frozen=True, slots=True)
class Flagged:
    """A flag on one agency: `percent` is what the rule compared, `threads` those that it is about."""

    flag: Flag
    percent: Fraction | None = None
    threads: tuple[Thread, ...] = ()


@cache
def limits(year: int) -> dict[str, int]:
    """Points in per cent beyond which a flag is raised in a year, from `standards/flags/`."""
    decree = decree_in_force("flags", "dasbor", year)
    return {str(name): int(value) for name, value in decree.content["limits"].items()} if decree else {}


def _exceeds(points: Fraction, limit: str, year: int) -> bool:
    """Whether so many points are beyond a limit; none is where the year has no such limit."""
    most = limits(year).get(limit)
    return most is not None and points > most


def raise_flags(threads: Iterable[Thread], whole: Rollup, quarter: int) -> tuple[Flagged, ...]:
    """The flags of one agency's threads by the end of a quarter; `whole` are its totals until then."""
    some = tuple(threads)
    found = []
    if not any(quarter in thread.reported for thread in some if thread.budget is not None):
        found.append(Flagged(Flag.BELUM_MELAPOR))
    elif _surely_lags(whole.absorption, quarter):
        shown = whole.absorption.shown
        found.append(
            Flagged(Flag.SERAPAN_TERTINGGAL, None if shown is None else quarter * QUARTER_PERCENT - shown)
        )
    for flag, about in (
        (Flag.UANG_MENDAHULUI, [thread for thread in some if _is_ahead(thread, quarter)]),
        (Flag.MELEBIHI_PAGU, [thread for thread in some if _is_over(thread, quarter)]),
        (Flag.TANPA_TARGET, [thread for thread in some if _lacks_target(thread)]),
        (
            Flag.USULAN_TANPA_ANGGARAN,
            [thread for thread in some if any(m.code == "A013" for m in thread.matters)],
        ),
    ):
        if about:
            found.append(Flagged(flag, threads=tuple(about)))
    return tuple(found)


def _surely_lags(absorption: Measured, quarter: int) -> bool:
    """Whether the money spent by the end of a quarter is far behind the time, whatever is still missing."""
    through = absorption.coverage.through
    if through is None:
        return False
    lags: bool | None = absorption.sure(
        lambda share: _exceeds(quarter * QUARTER_PERCENT - share, "serapan_tertinggal", through[0])
    )
    return bool(lags)


def _share(thread: Thread, quarter: int) -> Fraction | None:
    spent = thread.spent_until(quarter)
    return Fraction(spent) / Fraction(thread.budget) * 100 if spent is not None and thread.budget else None


def _is_ahead(thread: Thread, quarter: int) -> bool:
    """Whether far more of the money is gone than of the work is done, by reports that are all there."""
    share = _share(thread, quarter)
    planned = next((indicator for indicator in indicators_of(thread) if indicator.plan), None)
    if share is None or planned is None or planned.arah != "naik":
        return False
    if money_until(thread) < quarter or not planned.is_complete(quarter):
        return False
    done = measure_indicator(planned, ladder_in_force(thread.key.tahun), through=quarter).percent
    return done is not None and _exceeds(share - done, "uang_mendahului_fisik", thread.key.tahun)


def _is_over(thread: Thread, quarter: int) -> bool:
    """Whether more than the budget is spent already; what is still missing only adds to it."""
    share = _share(thread, quarter)
    return share is not None and share > 100


def _lacks_target(thread: Thread) -> bool:
    """Whether an indicator is planned without a target; one of at most 0 has one."""
    planned = [indicator for indicator in indicators_of(thread) if indicator.plan]
    return any(
        indicator.target is None or (not indicator.target and indicator.arah != "turun")
        for indicator in planned
    )
