"""Other tables that agree with all that is published: what a reader must think possible of closed cells.

A *move* changes unknown cells by whole numbers so that every sum still holds. Each move that is found
shows one more table that could be the true one; how far it reaches in a cell is that cell's doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from suluh.clearing.sums import Key, Sums

STEPS = 40
BUDGET = 300
"""How far the search for another table goes: changed cells, and tries. Beyond, more is closed instead."""
COMPANY = 6
"""So many more cells are closed at once, at most, to give one cell company."""
Move = dict[Key, Decimal]
_NONE = Decimal(0)


class Doubts:
    """How far below and above its value each closed cell was shown to be possible."""

    def __init__(self, sums: Sums) -> None:
        self.sums = sums
        self.below: Move = {}
        self.above: Move = {}
        self.certain: set[Key] = set()
        self.members = [tuple(sums.members(number)) for number in range(len(sums.sums))]
        self.unknown: list[list[tuple[Key, int]]] = [
            [(key, sign) for key, sign in members if key not in sums.cells or key in sums.hidden]
            for members in self.members
        ]

    def open(self, keys: Iterable[Key]) -> None:
        """More cells are closed; what was shown before still holds."""
        for key in keys:
            for number in self.sums.of_key.get(key, ()):
                sign = -1 if self.sums.sums[number][0] == key else 1
                self.unknown[number].append((key, sign))

    def let_be(self, key: Key) -> None:
        """Nothing published tells of this cell any more."""
        self.certain.add(key)

    def reached(self) -> Mapping[Key, tuple[Decimal, Decimal]]:
        """For each closed cell how far below and above its value is possible, so far as anybody looked."""
        return {
            key: (self.below.get(key, _NONE), self.above.get(key, _NONE))
            for key in self.sums.hidden - self.certain
        }

    def is_wide_enough(self, key: Key) -> bool:
        """Whether a cell is open to all the doubt that it needs; looks for tables that show it."""
        for sign, amount in self._goals(key):
            table, done = self._push(key, sign, amount)
            self._note(table)
            if done < amount and self._must(key):
                return False
        return not self._goals(key)

    def find_company(self, key: Key) -> set[Key]:
        """The published cells to close, as few as can be found, that give a cell more of what it lacks."""
        goals = self._goals(key)[:1] if self._must(key) else self._goals(key)
        begun = [(sign, amount, *self._push(key, sign, amount)) for sign, amount in goals]
        for spare in range(1, COMPANY + 1):
            for sign, amount, table, done in begun:
                search = _Search(self, table, spare)
                if search.change(key, sign * (amount - done)) and search.balance(STEPS):
                    self._note(_add(table, search.moved))
                    return search.opened()
        return set()

    def missing(self, key: Key) -> Decimal:
        """How much another cell must be able to lose to be of help."""
        return max((amount for _, amount in self._goals(key)), default=Decimal(1))

    def _must(self, key: Key) -> bool:
        """Whether there is a direction in which the cell has to be open, whatever the other one shows."""
        below, above, _ = self.sums.wanted(key)
        return self.below.get(key, _NONE) < below or self.above.get(key, _NONE) < above

    def _goals(self, key: Key) -> list[tuple[int, Decimal]]:
        """Directions, and how far the cell is to be changed; unless it must, one of them is enough."""
        below, above, apart = self.sums.wanted(key)
        down, up = self.below.get(key, _NONE), self.above.get(key, _NONE)
        if down < below or up < above:
            return [pair for pair, short in (((-1, below), down < below), ((1, above), up < above)) if short]
        return [(-1, apart - up), (1, apart - down)] if down + up < apart else []

    def _push(self, key: Key, sign: int, amount: Decimal) -> tuple[Move, Decimal]:
        """Another table in which a cell is changed by so much, or by as much of it as was found."""
        table: Move = {}
        done, step = _NONE, amount
        while done < amount and step >= 1:
            search = _Search(self, table)
            if search.change(key, sign * step) and search.balance(STEPS):
                table = _add(table, search.moved)
                done += step
                step = min(step, amount - done)
            else:
                step = step // 2
        return table, done

    def _note(self, table: Move) -> None:
        for key, change in table.items():
            if key in self.sums.cells:
                side = self.above if change > 0 else self.below
                side[key] = max(side.get(key, _NONE), abs(change))


def _add(table: Move, moved: Move) -> Move:
    return {key: table.get(key, _NONE) + moved.get(key, _NONE) for key in (*table, *moved)}


class _Search:
    """Depth first, from one changed cell, always at the sum that leaves the fewest ways out.

    `table` is what was changed before: another table that holds already. `spare` cells that are
    published may be changed too: they would have to be closed.
    """

    def __init__(self, doubts: Doubts, table: Move, spare: int = 0) -> None:
        self.sums = doubts.sums
        self.among = doubts.members if spare else doubts.unknown
        self.table = table
        self.spare = spare
        self.moved: Move = {}
        self.off: dict[int, Decimal] = {}
        self.budget = BUDGET
        self.step = _NONE

    def opened(self) -> set[Key]:
        """The published cells that were changed."""
        return {key for key in self.moved if self.sums.may_close(key)}

    def change(self, key: Key, step: Decimal) -> bool:
        """Change a cell if that leaves a value a reader must think possible."""
        self.step = self.step or abs(step)
        if step < 0:
            moved = self.moved.get(key, _NONE) + self.table.get(key, _NONE) + step
            if -moved > self.sums.room_below(key):
                return False
        self._apply(key, step)
        return True

    def _apply(self, key: Key, step: Decimal) -> None:
        moved = self.moved.get(key, _NONE) + step
        if moved:
            self.moved[key] = moved
        else:
            self.moved.pop(key, None)
        for number in self.sums.of_key.get(key, ()):
            sign = -1 if self.sums.sums[number][0] == key else 1
            off = self.off.get(number, _NONE) + sign * step
            if off:
                self.off[number] = off
            else:
                self.off.pop(number, None)

    def balance(self, depth: int) -> bool:
        """Whether the sums can be brought right again with at most `depth` further changes."""
        if not self.off:
            return True
        self.budget -= 1
        if depth == 0 or self.budget < 0:
            return False
        left = self.spare - len(self.opened()) if self.spare else 0
        ways = min((self._ways(number, left) for number in sorted(self.off)), key=len)
        for key, step in ways:
            if self.change(key, step):
                if self.balance(depth - 1):
                    return True
                self._apply(key, -step)
        return False

    def _ways(self, number: int, left: int) -> list[tuple[Key, Decimal]]:
        """Changes that bring a sum nearer to right, those of closed cells and of little harm first."""
        wanted = -self.step if self.off[number] > 0 else self.step
        ways = []
        for key, sign in self.among[number]:
            step = wanted * sign
            moved = self.moved.get(key, _NONE)
            if moved * step < 0:
                continue
            new = key in self.sums.cells and key not in self.sums.hidden
            if new and (not self.sums.may_close(key) or (not left and not moved)):
                continue
            # Of those to be closed the one that needs the least company itself.
            need = self.sums.wanted(key)[2] if new else _NONE
            ways.append((new, self._disturbance(key, step), max(need - self.step, _NONE), key, step))
        return [(key, step) for *_, key, step in sorted(ways)]

    def _disturbance(self, key: Key, step: Decimal) -> int:
        disturbed = 0
        for number in self.sums.of_key[key]:
            sign = -1 if self.sums.sums[number][0] == key else 1
            disturbed += 1 if self.off.get(number, _NONE) * sign * step >= 0 else -1
        return disturbed
