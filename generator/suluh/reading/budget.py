"""What is left of a run's limits: cells of tables, and processor time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from suluh.vocabulary.findings import Counted, Finding, Place
from suluh.vocabulary.limits import Limits


@dataclass(slots=True)
class Budget:
    """One run's account, begun when it is made; processor time, so that a busy machine changes nothing."""

    limits: Limits
    cells: int = 0
    _begun: float = field(default_factory=time.process_time)

    @property
    def room(self) -> int:
        """Cells that the next table may have."""
        return max(min(self.limits.cells_of_table, self.limits.cells - self.cells), 0)

    def too_many_cells(self, place: Place) -> Finding:
        """F306 for a table that has more than there is room for."""
        alone = self.room == self.limits.cells_of_table
        limit = self.limits.cells_of_table if alone else self.limits.cells
        scope = "@of_one_table" if alone else "@of_all_tables"
        return Finding("F306", place, details={"batas": limit, "cakupan": scope})

    @contextmanager
    def apart(self) -> Iterator[None]:
        """What is done meanwhile is not on this account."""
        begun = time.process_time()
        try:
            yield
        finally:
            self._begun += time.process_time() - begun

    def out_of_time(self, place: Place) -> list[Finding]:
        """F307 once the run's processor time is used up, else nothing."""
        if time.process_time() - self._begun <= self.limits.seconds:
            return []
        return [_late(place, self.limits.seconds, "@for_one_run")]


@dataclass(slots=True)
class TableTime:
    """The processor time of one table's check."""

    limits: Limits
    _begun: float = field(default_factory=time.process_time)

    @property
    def is_over(self) -> bool:
        """Whether the table's processor time is used up."""
        return time.process_time() - self._begun > self.limits.seconds_of_table

    def out_of_time(self, place: Place) -> list[Finding]:
        """F307 once the table's processor time is used up, else nothing."""
        if not self.is_over:
            return []
        return [_late(place, self.limits.seconds_of_table, "@for_one_table")]


def _late(place: Place, seconds: int, scope: str) -> Finding:
    minutes, rest = divmod(seconds, 60)
    limit = Counted(seconds, "seconds") if rest or not minutes else Counted(minutes, "minutes")
    return Finding("F307", place, details={"batas": limit, "cakupan": scope})
