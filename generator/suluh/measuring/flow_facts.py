"""Facts of a stock and its flow: what came in, was finished, was in time, and is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from suluh.measuring.row_facts import RowFacts, row_facts
from suluh.vocabulary.facts import Fact
from suluh.vocabulary.stock_flow import Flow, FlowColumns, sum_flows
from suluh.vocabulary.threads import Record


@dataclass(frozen=True, slots=True)
class StockFacts:
    """A flow under the names that begin with `prefix`, such as `aduan_masuk`."""

    prefix: str
    flow: Flow
    rows: RowFacts

    @property
    def incoming(self) -> Fact:
        """How many came in."""
        return self.rows.make(f"{self.prefix}_masuk", self.flow.incoming)

    @property
    def finished(self) -> Fact:
        """How many were finished."""
        return self.rows.make(f"{self.prefix}_selesai", self.flow.finished)

    @property
    def closing(self) -> Fact:
        """How many are left."""
        return self.rows.make(f"{self.prefix}_sisa", self.flow.closing)

    @property
    def within(self) -> Fact:
        """How many of the finished were in time, in per cent."""
        return self.rows.make(f"{self.prefix}_dalam_tenggat", self.flow.within_share)


def stock_facts(
    prefix: str, records: Sequence[Record], columns: FlowColumns, year: int, *scope: tuple[str, str]
) -> StockFacts:
    """The facts of all rows of a year together, of what the scope names."""
    return StockFacts(prefix, sum_flows(records, columns), row_facts(records, year, *scope))
