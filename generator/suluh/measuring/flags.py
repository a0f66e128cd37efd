"""What a leader should look at first: rules that anybody can check, weighed by the money they are about.

A flag is raised only where it holds whatever the missing reports will say. What is about too small a part of
an agency is no flag on the agency but a note.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache

from suluh.measuring.absorption import measure_absorption
from suluh.measuring.formulas import measure_indicator
from suluh.measuring.outcomes import QUARTER_PERCENT, year_passed
from suluh.measuring.reach import money_until
from suluh.measuring.shares import share_of, sum_known
from suluh.reading.decree_files import decree_in_force
from suluh.vocabulary.indicators import Indicator, indicators_of
from suluh.vocabulary.threads import Thread

NO_BUDGET = "A013"
"""The finding about accepted proposals without a budget."""


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
    """A flag on one agency: the `threads` that it is about and what is at stake.

    `at_stake` is rupiah: money whose report is missing, that lies behind time or ahead of the work, is
    spent beyond the budget, has no target, or was estimated for proposals. `share` is how much of the
    agency's budget (of its accepted proposals for those) it is about, in per cent. `percent` is what the
    rule compared, where it compares. `weighs` tells whether it is enough to be a flag; what is not is a note.
    Where reports are missing what was compared is the most that may be, and not `is_exact`.
    """

    flag: Flag
    threads: tuple[Thread, ...]
    at_stake: Decimal
    share: Fraction
    percent: Fraction | None = None
    weighs: bool = True
    is_exact: bool = True


@cache
def limits(year: int) -> dict[str, int]:
    """The limits of flags in a year by their names, from `standards/flags/`, in per cent but for a count."""
    decree = decree_in_force("flags", "dasbor", year)
    return {str(name): int(value) for name, value in decree.content["limits"].items()} if decree else {}


def raise_flags(threads: Iterable[Thread], quarter: int) -> tuple[Flagged, ...]:
    """What is to be said of one agency's threads of a year by a quarter's end, in order of the flags."""
    some = tuple(threads)
    if not some or not limits(some[0].key.tahun):
        return ()
    agency = _Agency(some, quarter)
    found = (rule(agency) for rule in _RULES)
    return tuple(flagged for flagged in found if flagged is not None)


@dataclass(frozen=True, slots=True)
class _Agency:
    """The threads of one agency in one year, and the quarter by whose end they are looked at."""

    threads: tuple[Thread, ...]
    quarter: int

    @property
    def limits(self) -> dict[str, int]:
        return limits(self.threads[0].key.tahun)

    @property
    def budget(self) -> Decimal:
        return sum_known(thread.budget for thread in self.threads)

    def exceeds(self, points: Fraction, limit: str) -> bool:
        """Whether so many points are beyond a limit, not on it."""
        return points > self.limits[limit]

    def flag(
        self, flag: Flag, threads: Sequence[Thread], at_stake: Decimal, percent: Fraction | None = None
    ) -> Flagged | None:
        """A flag about some of the threads, weighed by their part of the budget; None about none."""
        if not threads:
            return None
        share = _share(sum_known(thread.budget for thread in threads), self.budget)
        return Flagged(flag, tuple(threads), at_stake, share, percent, share >= self.limits["bagian_pagu"])


def _find_unreported(agency: _Agency) -> Flagged | None:
    """Sub kegiatan that owe the report of the quarter, or of an earlier one, and did not hand it in."""
    owing = [thread for thread in agency.threads if thread.budget and _gaps(thread, agency.quarter)]
    share_of_year = Decimal(QUARTER_PERCENT) / 100
    unknown = sum_known(
        (thread.budget or 0) * _gaps(thread, agency.quarter) * share_of_year for thread in owing
    )
    return agency.flag(Flag.BELUM_MELAPOR, owing, unknown)


def _find_behind(agency: _Agency) -> Flagged | None:
    """Spending far behind time, even if all that is still open were spent where a report is missing."""
    year = agency.threads[0].key.tahun
    absorption = measure_absorption(agency.threads, {year: agency.quarter})
    time = Fraction(year_passed(agency.quarter))
    lags: bool | None = absorption.sure(lambda share: agency.exceeds(time - share, "serapan_tertinggal"))
    if not lags or absorption.high is None:
        return None
    behind = time - absorption.high
    budgeted = [thread for thread in agency.threads if thread.budget is not None]
    found = agency.flag(Flag.SERAPAN_TERTINGGAL, budgeted, _part(agency.budget, behind), percent=behind)
    return found and replace(found, is_exact=absorption.coverage.is_complete)


def _find_ahead(agency: _Agency) -> Flagged | None:
    """Sub kegiatan of which far more of the money is gone than of the work is done."""
    leads = [(thread, _lead(thread, agency.quarter)) for thread in agency.threads]
    ahead = [
        (thread, lead)
        for thread, lead in leads
        if lead is not None and agency.exceeds(lead, "uang_mendahului_fisik")
    ]
    early = sum_known(_part(thread.budget or Decimal(0), lead) for thread, lead in ahead)
    most = max((lead for _, lead in ahead), default=None)
    return agency.flag(Flag.UANG_MENDAHULUI, [thread for thread, _ in ahead], early, percent=most)


def _find_over(agency: _Agency) -> Flagged | None:
    """Sub kegiatan that spent more than their budget; a report still to come can only add to it."""
    over = [
        (thread, thread.spent_until(agency.quarter) or Decimal(0))
        for thread in agency.threads
        if thread.budget
    ]
    over = [(thread, spent) for thread, spent in over if spent > (thread.budget or 0)]
    beyond = sum_known(spent - (thread.budget or 0) for thread, spent in over)
    most = max((_share(spent, thread.budget or Decimal(0)) for thread, spent in over), default=None)
    return agency.flag(Flag.MELEBIHI_PAGU, [thread for thread, _ in over], beyond, percent=most)


def _find_aimless(agency: _Agency) -> Flagged | None:
    """Sub kegiatan with a planned indicator that states no target; several targets that differ are stated."""
    aimless = [thread for thread in agency.threads if any(map(_lacks_target, indicators_of(thread)))]
    return agency.flag(Flag.TANPA_TARGET, aimless, sum_known(thread.budget for thread in aimless))


def _find_unfunded(agency: _Agency) -> Flagged | None:
    """Proposals of citizens that were accepted for a sub kegiatan that has no budget."""
    unfunded = [
        thread for thread in agency.threads if any(matter.code == NO_BUDGET for matter in thread.matters)
    ]
    records = [
        record
        for thread in unfunded
        for matter in thread.matters
        if matter.code == NO_BUDGET
        for record in matter.records
    ]
    if not unfunded:
        return None
    accepted = sum(
        record.text("hasil") == records[0].text("hasil")
        for thread in agency.threads
        for record in thread.usulan
    )
    share = _share(len(records), accepted)
    estimated = sum_known(record.number("perkiraan_biaya") for record in records)
    weighs = share >= agency.limits["bagian_usulan"]
    return Flagged(Flag.USULAN_TANPA_ANGGARAN, tuple(unfunded), estimated, share, weighs=weighs)


_RULES: tuple[Callable[[_Agency], Flagged | None], ...] = (
    _find_unreported,
    _find_behind,
    _find_ahead,
    _find_over,
    _find_aimless,
    _find_unfunded,
)


def _lacks_target(indicator: Indicator) -> bool:
    """Whether a planned indicator has nothing to reach; one of at most 0 has."""
    if not indicator.plan or "target" in indicator.disputed:
        return False
    return indicator.target is None or (not indicator.target and indicator.arah != "turun")


def _gaps(thread: Thread, quarter: int) -> int:
    """How many quarters up to one are past their deadline and were not reported."""
    return sum(number <= quarter for number in thread.missing)


def _lead(thread: Thread, quarter: int) -> Fraction | None:
    """Points by which money is ahead of the work; None unless both are told of the same quarters."""
    planned = next((indicator for indicator in indicators_of(thread) if indicator.plan), None)
    spent = thread.spent_until(quarter)
    if spent is None or not thread.budget or planned is None or planned.arah != "naik":
        return None
    if money_until(thread) < quarter or not planned.is_complete(quarter):
        return None
    came = measure_indicator(planned, through=quarter)
    return None if came.percent is None else _share(spent, thread.budget) - came.percent


def _share(part: Decimal | int, whole: Decimal | int) -> Fraction:
    """A part in per cent; nothing of nothing is 0 of it."""
    return share_of(part, whole) or Fraction(0)


def _part(whole: Decimal, percent: Fraction) -> Decimal:
    """A part of an amount, to the whole rupiah below."""
    return Decimal(int(Fraction(whole) * percent / 100))
