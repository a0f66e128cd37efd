"""The figures of a site's own record type as facts: what a column amounts to, and of how many rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from suluh.measuring.own_figures import Aggregate, Time
from suluh.vocabulary.facts import NOW, Exact, Fact, FactMaker, spell_dataset, within
from suluh.vocabulary.figures import State
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.standards import Role, StandardColumn
from suluh.vocabulary.threads import Record


@dataclass(frozen=True, slots=True)
class OwnFacts:
    """Rows of a type that a scope names (an agency, a region), as facts; `name` is the type's."""

    name: str
    scope: tuple[tuple[str, str], ...] = ()
    status: StatusData = StatusData.TETAP

    @classmethod
    def of(cls, name: str, records: Iterable[Record], *scope: tuple[str, str]) -> OwnFacts:
        """Those of rows, with the status of their data."""
        simulated = any(record.source.simulated for record in records)
        return cls(name, scope, StatusData.SIMULASI if simulated else StatusData.TETAP)

    def of_group(self, column: StandardColumn | None, key: str) -> OwnFacts:
        """Those of the rows whose column has the key; an agency has the same name as on its own pages."""
        if column is None:
            return self
        dimension = ("instansi", key) if column.role is Role.AGENCY else ("kelompok", f"{column.name}-{key}")
        return replace(self, scope=(*self.scope, dimension))

    def rows(self, time: Time | None, count: int) -> Fact:
        """How many rows there are of one time, or of all times together."""
        return self._maker(time).make("baris_terpilih", count)

    def amount(self, column: StandardColumn, found: Aggregate) -> Fact:
        """What the column amounts to."""
        return self._of_column("jumlah_kolom", column, found, found.value)

    def ends(self, column: StandardColumn, found: Aggregate) -> tuple[Fact, Fact]:
        """The least and the most of what is not added up."""
        return (
            self._of_column("terendah_kolom", column, found, found.lowest),
            self._of_column("tertinggi_kolom", column, found, found.highest),
        )

    def with_number(self, column: StandardColumn, found: Aggregate) -> Fact:
        """How many of the rows have a number in the column."""
        return self._of_column("baris_berangka", column, found, found.told)

    def _of_column(self, what: str, column: StandardColumn, found: Aggregate, value: Exact | None) -> Fact:
        missing = State.TIDAK_TERSEDIA if found.state is State.NILAI else found.state
        return self._maker(found.time).inside(("kolom", column.name)).make(what, value, missing)

    def _maker(self, time: Time | None) -> FactMaker:
        when = spell_dataset("-".join(time)) if time and any(time) else NOW
        return FactMaker(when, within(*self.scope, ("jenis_data", self.name)), self.status)
