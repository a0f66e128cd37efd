"""Cells of tables as unknowns of a system of sums, and what must stay possible for each that is closed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal

ALL = ""
"""The value of a dimension that stands for all its values."""

Key = tuple[str, tuple[str, ...]]
"""A cell: its measure, and its value in each dimension."""

PERCENT = 10
"""Values that are possible for a closed cell lie apart by so much of it, at least."""
_NONE = Decimal(0)


@dataclass
class Sums:
    """Cells with their values, and the sums between them: each is one parent and its children.

    `hidden` are the closed cells; keys of sums that are no cells (`cells` lacks them) are numbers
    that nobody published: unknown, and never to be closed. `lowest` is the least value that a
    reader must think possible for a closed cell of a measure, None where any number is. Of a cell
    in `ceilings`, which is a small one, everything from `lowest` to its ceiling must be possible; of
    any other, values that lie `width` and `percent` of it apart. Noughts of the measures in
    `noughts_closed` may be closed as well. `unpublished` has numbers that are no cells but of which
    a reader knows that they are not less than nought.
    """

    cells: dict[Key, Decimal]
    sums: list[tuple[Key, tuple[Key, ...]]]
    lowest: dict[str, int | None] = field(default_factory=dict)
    width: int = 1
    closable_zero: bool = False
    hidden: set[Key] = field(default_factory=set)
    ceilings: dict[Key, int] = field(default_factory=dict)
    percent: int = PERCENT
    noughts_closed: frozenset[str] = frozenset()
    unpublished: dict[Key, Decimal] = field(default_factory=dict)
    of_key: dict[Key, list[int]] = field(default_factory=dict)
    _floors: dict[Key, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, (parent, children) in enumerate(self.sums):
            for key in (parent, *children):
                self.of_key.setdefault(key, []).append(number)

    def members(self, number: int) -> Iterable[tuple[Key, int]]:
        """The keys of a sum with their sign: children plus, the parent minus."""
        parent, children = self.sums[number]
        yield parent, -1
        yield from ((child, 1) for child in children)

    def least(self, key: Key) -> Decimal | None:
        """The least value that a reader must think possible for a cell by itself; None: any number is."""
        lowest = self.lowest.get(key[0], 0)
        return None if lowest is None else Decimal(lowest)

    def room_below(self, key: Key) -> Decimal:
        """How much an unknown number may be less than it is."""
        if key not in self.cells:
            return self.unpublished.get(key, Decimal("Infinity"))
        least = self.least(key)
        return Decimal("Infinity") if least is None else self.cells[key] - least

    def may_close(self, key: Key) -> bool:
        """Whether a cell is published and may be closed to help another one."""
        if key not in self.cells or key in self.hidden:
            return False
        # A closed nought would break the reader's certainty that noughts are shown, on which bounds rest.
        return self.cells[key] > 0 or self.closable_zero or key[0] in self.noughts_closed

    def wanted(self, key: Key) -> tuple[Decimal, Decimal, Decimal]:
        """How far below its value a closed cell must be possible, how far above, and in all."""
        value = self.cells[key]
        share = (abs(value) * self.percent / 100).to_integral_value(ROUND_CEILING)
        apart = max(Decimal(self.width), share)
        if key not in self.ceilings:
            return _NONE, _NONE, apart
        least = self.least(key)
        floor = value if least is None else max(least, Decimal(self._floor(key)))
        below, above = max(_NONE, value - floor), max(_NONE, self.ceilings[key] - value)
        return below, above, max(Decimal(self.width), below + above)

    def _floor(self, key: Key) -> int:
        """What a cell is at least since noughts are shown: as much as it has parts that are none."""
        if self.closable_zero or key[0] in self.noughts_closed:
            return 0
        if key not in self._floors:
            value = self.cells.get(key)
            self._floors[key] = own = 1 if value else 0
            parts = [
                sum(self._floor(child) for child in self.sums[number][1])
                for number in self.of_key.get(key, ())
                if self.sums[number][0] == key
            ]
            self._floors[key] = max([own, *parts])
        return self._floors[key]
