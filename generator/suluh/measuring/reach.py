"""How far reports reach: which threads owe any, and up to which quarter their figures are reckoned.

That goes by the threads that a figure is of, never by what others reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from suluh.reading.stated_coverage import least_coverage
from suluh.vocabulary.measured import Quarter
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.threads import QUARTERS, Thread, add_exactly

Reach = Mapping[int, int]
"""The last quarter that counts, by year; 0 for none."""


def owing_reports(threads: Iterable[Thread]) -> tuple[Thread, ...]:
    """Those from which reports are waited for: with a budget.

    Where none has any nobody owes one; as soon as one that is planned reported all the same, all planned ones
    stand for it.
    """
    some = tuple(threads)
    funded = tuple(thread for thread in some if thread.owes)
    planned = tuple(thread for thread in some if thread.rencana)
    return funded or (planned if any(thread.reported for thread in planned) else ())


@remembered
def money_until(thread: Thread) -> int:
    """The last quarter up to which every one has its amount; 0 where the first is missing."""
    through = 0
    while through < QUARTERS[-1] and thread.spent_in(through + 1) is not None:
        through += 1
    return through


def find_reach(threads: Iterable[Thread]) -> Reach:
    """The last quarter that any of the threads reported on, in each year.

    One that is not past its deadline counts only once enough has come in to judge by: early reports of a
    few do not stand for the whole.
    """
    years: dict[int, list[Thread]] = {}
    for thread in owing_reports(threads):
        years.setdefault(thread.key.tahun, []).append(thread)
    return {year: _reach(year, some) for year, some in years.items()}


def _reach(year: int, threads: Sequence[Thread]) -> int:
    reported = sorted({quarter for thread in threads for quarter in thread.reported}, reverse=True)
    for quarter in reported:
        if quarter <= threads[0].due or _is_enough(threads, quarter, least_coverage(year)):
            return quarter
    return max(reported, default=0)


def _is_enough(threads: Sequence[Thread], quarter: int, least: Fraction) -> bool:
    whole = add_exactly(thread.budget for thread in threads)
    part = add_exactly(thread.budget for thread in threads if money_until(thread) >= quarter)
    return bool(whole) and Fraction(part or 0) * 100 >= least * Fraction(whole or 0)


def newest_quarter(reach: Reach, threads: Iterable[Thread]) -> Quarter | None:
    """The last quarter that counts of the newest year of the threads; None before the first."""
    quarters = [(thread.key.tahun, reach.get(thread.key.tahun, 0)) for thread in threads]
    year, number = max(quarters, default=(0, 0))
    return (year, number) if number else None
