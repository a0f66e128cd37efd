"""What became of proposals: how many reached each station, and where the others stayed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from suluh.vocabulary.threads import Record, Thread, total

ACCEPTED = "diakomodasi"


@dataclass(frozen=True, slots=True)
class ProposalFlow:
    """Counts of proposals. Each station counts those that passed all stations before it as well.

    `postponed`, `refused` and `undecided` are those asked for and not accepted; an outcome that is none
    of the known ones counts as undecided.
    """

    asked: int = 0
    accepted: int = 0
    planned: int = 0
    budgeted: int = 0
    worked: int = 0
    done: int = 0
    postponed: int = 0
    refused: int = 0
    undecided: int = 0

    @property
    def budgeted_share(self) -> Decimal | None:
        """Budgeted of those asked for, in per cent; None where nobody asked."""
        return Decimal(self.budgeted) * 100 / self.asked if self.asked else None


def follow_proposals(
    records: Iterable[Record], thread_of: Callable[[Record], Thread | None], is_done: Callable[[Thread], bool]
) -> ProposalFlow:
    """The flow of some proposals; `is_done` says whether a thread's work reached its target."""
    counts = dict.fromkeys(ProposalFlow.__slots__, 0)
    for record in records:
        counts["asked"] += 1
        outcome = record.text("hasil")
        if outcome != ACCEPTED:
            counts[{"ditunda": "postponed", "ditolak": "refused"}.get(outcome, "undecided")] += 1
            continue
        counts["accepted"] += 1
        thread = thread_of(record)
        for name in _passed(thread, is_done) if thread else ():
            counts[name] += 1
    return ProposalFlow(**counts)


def _passed(thread: Thread, is_done: Callable[[Thread], bool]) -> Iterable[str]:
    """Stations from the plan on, up to the first that was not reached."""
    if not thread.rencana:
        return
    yield "planned"
    if thread.budget is None:
        return
    yield "budgeted"
    if not thread.reported:
        return
    yield "worked"
    if is_done(thread):
        yield "done"


def estimated_cost(records: Iterable[Record]) -> Decimal | None:
    """What those who asked think that it costs, in rupiah; None where nobody says."""
    return total(records, "perkiraan_biaya")
