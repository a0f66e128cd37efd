"""Stock and flow: what was left from before, what came in, what was finished, and what is left.

The stock of several rows of one quarter is their sum; over quarters it begins with the first and ends
with the last. Medians are never added or averaged: only shares of counts are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from suluh.vocabulary.threads import Record


@dataclass(frozen=True, slots=True)
class FlowColumns:
    """The columns of a table that say it. `finished` are those that left with an answer, `other` without."""

    opening: str
    incoming: str
    finished: tuple[str, ...]
    other: tuple[str, ...]
    closing: str
    within: str
    median: str

    @property
    def formula(self) -> str:
        """The sum as a clerk reads it."""
        less = "".join(f" − {name}" for name in (*self.finished, *self.other))
        return f"{self.opening} + {self.incoming}{less}"


@dataclass(frozen=True, slots=True)
class Flow:
    """Counts. `within` is None where nobody stated it; `judged` are the finished that it is a part of."""

    opening: int = 0
    incoming: int = 0
    finished: int = 0
    other: int = 0
    closing: int = 0
    within: int | None = None
    judged: int = 0
    median: Fraction | None = None

    @property
    def expected(self) -> int:
        """What must be left."""
        return self.opening + self.incoming - self.finished - self.other

    @property
    def within_share(self) -> Fraction | None:
        """Finished in time of all finished, in per cent; None where none was, or nobody said."""
        return None if self.within is None or not self.judged else Fraction(self.within * 100, self.judged)


def read_flow(record: Record, columns: FlowColumns) -> Flow:
    """The counts of one row; what is not stated counts as none, save what was in time."""

    def count(name: str) -> int:
        return int(record.number(name) or 0)

    finished = sum(map(count, columns.finished))
    within, median = record.number(columns.within), record.number(columns.median)
    return Flow(
        opening=count(columns.opening),
        incoming=count(columns.incoming),
        finished=finished,
        other=sum(map(count, columns.other)),
        closing=count(columns.closing),
        within=None if within is None else int(within),
        judged=0 if within is None else finished,
        median=None if median is None else Fraction(median),
    )


def sum_flows(records: Sequence[Record], columns: FlowColumns) -> Flow:
    """All rows together: each series begins with its first quarter and ends with its last."""
    flows: dict[tuple[int, int], list[Flow]] = {}
    for record in records:
        flows.setdefault(_period(record), []).append(read_flow(record, columns))
    quarters = sorted(flows)
    every = [flow for some in flows.values() for flow in some]
    stated = [flow.within for flow in every if flow.within is not None]
    return Flow(
        opening=_total(flow.opening for flow in flows[quarters[0]]) if quarters else 0,
        incoming=_total(flow.incoming for flow in every),
        finished=_total(flow.finished for flow in every),
        other=_total(flow.other for flow in every),
        closing=_total(flow.closing for flow in flows[quarters[-1]]) if quarters else 0,
        within=sum(stated) if stated else None,
        judged=_total(flow.judged for flow in every),
    )


def _period(record: Record) -> tuple[int, int]:
    return record.whole("tahun"), record.whole("triwulan")


def _total(counts: Iterable[int]) -> int:
    return sum(counts)
