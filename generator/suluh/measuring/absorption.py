"""How much of the budget is spent: money and budget over the same sub kegiatan and quarters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from suluh.measuring.reach import Reach, money_until, newest_quarter
from suluh.measuring.shares import share_of, sum_known
from suluh.reading.stated_coverage import least_coverage
from suluh.vocabulary.figures import State
from suluh.vocabulary.measured import ALL, Coverage, Measured, Quarter
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.threads import Thread

SUB_KEGIATAN = "sub kegiatan"
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class _Account:
    """One budget by the end of a quarter: what is known to be spent, and the most that may be."""

    budget: Decimal
    known: Decimal
    most: Decimal
    is_complete: bool


def measure_absorption(threads: Iterable[Thread], reach: Reach, *, planned: bool = False) -> Measured:
    """The share of the budget that is spent by the quarters of `reach`, in per cent, or of the plan.

    What has a budget is counted where every quarter so far has its amount. A quarter without may be anything
    from nothing to all that is still open of its budget: no refund, and nothing over the budget.
    """
    owing = [thread for thread in threads if _promised(thread, planned) is not None]
    accounts = [_account(thread, reach.get(thread.key.tahun, 0), planned) for thread in owing]
    counted = [account for account in accounts if account.is_complete]
    budget, behind = (
        sum_known(account.budget for account in accounts),
        sum_known(account.budget for account in counted),
    )
    coverage = cover_money(len(counted), len(accounts), (behind, budget), newest_quarter(reach, owing))
    if budget <= 0:
        return Measured(None, State.TIDAK_BERLAKU, coverage, None, None)
    value = share_of(sum_known(account.known for account in counted), behind) if behind > 0 else None
    return Measured(
        value=value,
        state=State.BELUM_DILAPORKAN if value is None else State.NILAI,
        coverage=coverage,
        low=share_of(sum_known(account.known for account in accounts), budget),
        high=share_of(sum_known(account.most for account in accounts), budget),
    )


def share_spent(thread: Thread, quarter: int, *, planned: bool = False) -> Fraction | None:
    """The share of its budget, or of its plan, that one thread spent until a quarter, in per cent.

    It is the value of `measure_absorption` for that thread alone: None with no budget, or a report missing.
    """
    if _promised(thread, planned) is None:
        return None
    account = _account(thread, quarter, planned)
    return share_of(account.known, account.budget) if account.is_complete and account.budget > 0 else None


def unmeasured(threads: int) -> Measured:
    """What there is no share of, since spending does not say to which of the threads' parts it belongs."""
    return Measured(None, State.TIDAK_TERSEDIA, Coverage(0, threads, SUB_KEGIATAN), None, None)


def cover_money(counted: int, owed: int, money: tuple[Decimal, Decimal], through: Quarter | None) -> Coverage:
    """The coverage of sub kegiatan with the budget behind them: (of those counted, of all)."""
    behind, whole = money
    return Coverage(
        counted=counted,
        owed=owed,
        of=SUB_KEGIATAN,
        money=min(ALL, max(Fraction(0), share_of(behind, whole) or Fraction(0))) if whole > 0 else None,
        through=through,
        least=ALL if through is None else least_coverage(through[0]),
    )


def _promised(thread: Thread, planned: bool) -> Decimal | None:
    return thread.pagu_indikatif if planned else thread.budget


@remembered
def _account(thread: Thread, quarter: int, planned: bool) -> _Account:
    budget = _promised(thread, planned) or _NOTHING
    known = thread.spent_until(quarter) or _NOTHING
    complete = 0 < quarter <= money_until(thread)
    return _Account(budget, known, known if complete else max(budget, known), complete)
