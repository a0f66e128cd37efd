"""Facts of rows of a record type that belong together: how many they are, and what they add up to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from suluh.vocabulary.facts import NOW, Exact, Fact, FactMaker, in_year, within
from suluh.vocabulary.figures import State
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.threads import Record, add_exactly


@dataclass(frozen=True, slots=True)
class RowFacts:
    """Rows of one time and place; `maker` names what is said of them."""

    records: Sequence[Record]
    maker: FactMaker

    def count(self, what: str, of: Callable[[Record], bool] | None = None) -> Fact:
        """How many there are, or how many of them something holds of."""
        found = len(self.records) if of is None else sum(map(of, self.records))
        return self.make(what, found)

    def distinct(self, what: str, column: str) -> Fact:
        """How many different texts a column has."""
        return self.make(what, len({record.text(column) for record in self.records}))

    def total(self, what: str, column: str) -> Fact:
        """What the numbers of a column add up to; without a value where no row has one."""
        return self.make(what, add_exactly(record.number(column) for record in self.records))

    def make(self, what: str, value: Exact | None) -> Fact:
        """Something else that is known of these rows."""
        return self.maker.make(what, value, State.TIDAK_TERSEDIA)


def row_facts(records: Iterable[Record], year: int | None, *scope: tuple[str, str]) -> RowFacts:
    """The facts of rows of a year, or of all years together, and of what the scope names."""
    some = tuple(records)
    simulated = any(record.source.simulated for record in some)
    status = StatusData.SIMULASI if simulated else StatusData.TETAP
    when = NOW if year is None else in_year(year)
    return RowFacts(some, FactMaker(when, within(*scope), status))
