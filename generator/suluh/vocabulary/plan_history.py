"""An indicator over the years of one five-year plan: what it was to reach, how that was changed, what came.

Years are those before a thread's own, of the same plan. Nothing is left out in silence: a year that cannot be
put together with the others is named with its reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from suluh.vocabulary.indicators import Indicator, aggregate, indicators_of, name_key
from suluh.vocabulary.plan_periods import Period
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.thread_book import ThreadBook
from suluh.vocabulary.threads import Thread, ThreadKey, add_exactly

ADDED_UP = ("jumlah", "maks")
"""Aggregations for which every year counts; of all others the last does."""


@dataclass(frozen=True, slots=True)
class TargetChange:
    """A plan's target became another in a year; `after` is None where it was dropped. Units as written."""

    year: int
    before: Decimal
    after: Decimal | None
    unit_before: str = ""
    unit_after: str = ""


@dataclass(frozen=True, slots=True)
class PlanHistory:
    """What the earlier years of a plan say of an indicator or of its money.

    `has_target` says whether the plan ever states one, up to and with the thread's own year. `results` are
    the years' results that can be put together, `spent` the rupiah of all of them. Years beside them:
    `silent` reported nothing, `partial` lacks quarters, `other_unit` counts in another unit, `disputed` has
    several values without a common one, `unknown` are years of the plan of which there is no data at all,
    `split` those of a code or an agency that was split and of which nobody knows what goes on here,
    `renamed` those whose plan has another indicator in the place of this one.
    """

    plan: Period
    has_target: bool = False
    changes: tuple[TargetChange, ...] = ()
    results: Mapping[int, Fraction] = field(default_factory=dict, hash=False)
    silent: tuple[int, ...] = ()
    partial: tuple[int, ...] = ()
    spent: Decimal | None = None
    other_unit: tuple[int, ...] = ()
    disputed: tuple[int, ...] = ()
    unknown: tuple[int, ...] = ()
    split: tuple[int, ...] = ()
    renamed: tuple[int, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every earlier year of the plan is told in full."""
        lacking = (self.silent, self.partial, self.other_unit, self.disputed, self.unknown, self.split)
        return not any(lacking)


def plan_of(book: ThreadBook, thread: Thread) -> Period:
    """The five-year plan that a thread's yearly plan is of."""
    return book.periods.plan_of(book.agency_in_force(thread.key.instansi), thread.key.tahun)


def same_plan(book: ThreadBook, thread: Thread) -> tuple[Thread, ...]:
    """The same sub kegiatan in the years before, under the same five-year plan, oldest first."""
    plan = plan_of(book, thread)
    return tuple(other for other in book.earlier(thread) if _is_of(book, other, plan))


def _is_of(book: ThreadBook, thread: Thread, plan: Period) -> bool:
    """Whether a year belongs to a plan, and not to one that went on beside it in its first years."""
    if not plan.covers(thread.key.tahun):
        return False
    own = plan_of(book, thread)
    return own.stated == plan.stated and (not plan.stated or own.is_revised_by(plan))


@remembered
def trace_indicator(book: ThreadBook, key: ThreadKey, name: str) -> PlanHistory:
    """The history of a thread's indicator, by its name as names are compared."""
    thread = book.threads[key]
    own = next(indicator for indicator in indicators_of(thread) if indicator.key == name)
    years: dict[int, list[Indicator]] = {}
    threads: dict[int, list[Thread]] = {}
    for other in same_plan(book, thread):
        found = [indicator for indicator in indicators_of(other) if indicator.key == name]
        years.setdefault(other.key.tahun, []).extend(found)
        if found:
            threads.setdefault(other.key.tahun, []).append(other)
    named = {year: some for year, some in years.items() if some}
    told = {year: _sort_out(own, some) for year, some in named.items()}
    targets = [(year, _common_target(some), some[-1].satuan) for year, some in named.items()]
    targets.append((key.tahun, own.target_renstra, own.satuan))
    return PlanHistory(
        plan=plan_of(book, thread),
        has_target=any(target is not None for _, target, _ in targets),
        changes=tuple(_list_changes(targets)),
        results={year: value for year, value in told.items() if isinstance(value, Fraction)},
        silent=_years_of(told, "silent"),
        partial=tuple(
            year
            for year, some in threads.items()
            if own.agregasi in ADDED_UP and isinstance(told[year], Fraction) and _lacks_quarters(some)
        ),
        other_unit=_years_of(told, "unit"),
        disputed=_years_of(told, "disputed"),
        unknown=_unknown_years(book, thread),
        split=_split_years(book, thread),
        renamed=_renamed_years(book, thread, name),
    )


@remembered
def trace_money(book: ThreadBook, key: ThreadKey) -> PlanHistory:
    """The history of a thread's money: the Renstra's rupiah, and what each year spent."""
    thread = book.threads[key]
    years: dict[int, list[Thread]] = {}
    for other in same_plan(book, thread):
        years.setdefault(other.key.tahun, []).append(other)
    spent = {year: add_exactly(other.spent for other in some) for year, some in years.items()}
    ceilings = [(year, _common_ceiling(some), "") for year, some in years.items()]
    ceilings.append((key.tahun, thread.pagu_renstra, ""))
    funded = {year for year, some in years.items() if any(other.budget is not None for other in some)}
    return PlanHistory(
        plan=plan_of(book, thread),
        has_target=any(amount is not None for _, amount, _ in ceilings),
        changes=tuple(_list_changes(ceilings)),
        results={year: Fraction(amount) for year, amount in spent.items() if amount is not None},
        spent=add_exactly(spent.values()),
        silent=tuple(year for year, amount in spent.items() if amount is None and year in funded),
        partial=tuple(
            year
            for year, some in years.items()
            if spent[year] is not None
            and _lacks_quarters([other for other in some if other.budget is not None])
        ),
        unknown=_unknown_years(book, thread),
        split=_split_years(book, thread),
    )


def _sort_out(own: Indicator, some: Sequence[Indicator]) -> Fraction | str:
    """A year's result, or why it is not put together with the others."""
    if any(name_key(indicator.satuan) != name_key(own.satuan) for indicator in some):
        return "unit"
    values = [value for indicator in some if (value := indicator.until()) is not None]
    if not values:
        return "silent"
    if _was_handed_over([indicator.quarters for indicator in some]):
        quarters = {number: value for indicator in some for number, value in indicator.quarters.items()}
        whole = aggregate(quarters, own.agregasi)
        return "disputed" if whole is None else whole
    if own.agregasi == "jumlah":
        return sum(values, Fraction(0))
    if own.agregasi == "maks":
        return max(values)
    return values[0] if len(set(values)) == 1 else "disputed"


def _years_of(told: Mapping[int, Fraction | str], reason: str) -> tuple[int, ...]:
    return tuple(year for year, value in told.items() if value == reason)


def _common_target(some: Iterable[Indicator]) -> Decimal | None:
    """The target of several agencies that became one: counts add up, of all else only one value is sure."""
    found = tuple(some)
    stated = [indicator.target_renstra for indicator in found if indicator.target_renstra is not None]
    if len(set(stated)) == 1 and _was_handed_over([indicator.quarters for indicator in found]):
        return stated[0]
    if found and found[0].agregasi == "jumlah":
        return add_exactly(stated)
    return stated[0] if len(set(stated)) == 1 else None


def _common_ceiling(some: Sequence[Thread]) -> Decimal | None:
    """The Renstra's rupiah of several agencies that became one, once where the year was handed over."""
    stated = [thread.pagu_renstra for thread in some if thread.pagu_renstra is not None]
    if len(set(stated)) == 1 and _was_handed_over([thread.reported for thread in some]):
        return stated[0]
    return add_exactly(stated)


def _lacks_quarters(threads: Sequence[Thread]) -> bool:
    """Whether due quarters of a year were reported by nobody, or by one of several agencies alone."""
    if _was_handed_over([thread.reported for thread in threads]):
        told = {number for thread in threads for number in thread.reported}
        return any(number not in told for thread in threads for number in thread.missing)
    return any(thread.missing for thread in threads)


def _was_handed_over(quarters: Sequence[Collection[int]]) -> bool:
    """Whether one agency went on in mid-year where another left off: no quarter was reported by two."""
    told = [number for some in quarters for number in some]
    return sum(map(bool, quarters)) > 1 and len(told) == len(set(told))


def _list_changes(targets: Sequence[tuple[int, Decimal | None, str]]) -> Iterable[TargetChange]:
    """Where a stated target becomes another one, another unit, or none at all; years ascending."""
    stated: Decimal | None = None
    unit, dropped = "", False
    for year, target, satuan in targets:
        if stated is not None and target is None and not dropped:
            yield TargetChange(year, stated, None, unit, satuan)
        elif stated is not None and target is not None and _differ((stated, unit), (target, satuan)):
            yield TargetChange(year, stated, target, unit, satuan)
        dropped = target is None
        if target is not None:
            stated, unit = target, satuan


def _differ(before: tuple[Decimal, str], after: tuple[Decimal, str]) -> bool:
    return before[0] != after[0] or name_key(before[1]) != name_key(after[1])


def _renamed_years(book: ThreadBook, thread: Thread, name: str) -> tuple[int, ...]:
    """Years whose plan lacks the indicator and has a five-year target for one that is gone since."""
    still = {indicator.key for indicator in indicators_of(thread)}
    found = {}
    for other in same_plan(book, thread):
        wanted = {some.key for some in indicators_of(other) if some.target_renstra is not None}
        here = {some.key for some in indicators_of(other)}
        found[other.key.tahun] = name not in here and bool(wanted - still)
    return tuple(year for year, lacks in found.items() if lacks)


def _split_years(book: ThreadBook, thread: Thread) -> tuple[int, ...]:
    plan = plan_of(book, thread)
    return tuple(year for year in book.split_years(thread) if plan.covers(year))


def _unknown_years(book: ThreadBook, thread: Thread) -> tuple[int, ...]:
    """Years of a stated plan before the thread's own of which no thread at all is known."""
    plan = plan_of(book, thread)
    if not plan.stated:
        return ()
    return tuple(year for year in range(plan.since, thread.key.tahun) if year not in book.years)
