"""Which cells of published tables stay closed, so that none of them can be worked out again.

Cells are unknowns of a system of sums: a region is the sum of its parts, a total the sum of its
values, a column the sum of others. Small cells are closed first. Then whatever follows from the
sums is found as a reader would find it, and one more cell of that sum is closed, the smallest.
At last each closed cell must be *shown* to be open to doubt: another table, with whole numbers,
that agrees with everything published and differs in that cell. Where none is found, more is closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

ALL = ""
"""The value of a dimension that stands for all its values."""

Key = tuple[str, tuple[str, ...]]
"""A cell: its measure, and its value in each dimension."""

STEPS = 40
BUDGET = 4_000
"""How far the search for another table goes: changed cells, and tries. Beyond, more is closed instead."""


@dataclass
class Sums:
    """Cells with their values, and the sums between them: each is one parent and its children.

    `hidden` are the closed cells; keys of sums that are no cells (`cells` lacks them) are numbers
    that nobody published: unknown, and never to be closed. `lowest` is the least value that a
    reader must think possible for a closed cell, None where any number is; two values that are possible
    must lie `width` apart.
    """

    cells: dict[Key, Decimal]
    sums: list[tuple[Key, tuple[Key, ...]]]
    lowest: dict[str, int | None] = field(default_factory=dict)
    width: int = 1
    closable_zero: bool = False
    hidden: set[Key] = field(default_factory=set)
    of_key: dict[Key, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, (parent, children) in enumerate(self.sums):
            for key in (parent, *children):
                self.of_key.setdefault(key, []).append(number)

    def members(self, number: int) -> Iterable[tuple[Key, int]]:
        """The keys of a sum with their sign: children plus, the parent minus."""
        parent, children = self.sums[number]
        yield parent, -1
        yield from ((child, 1) for child in children)


def protect(sums: Sums) -> set[Key]:
    """All cells to close, given those that are closed already; each is shown to be open to doubt."""
    certified: set[Key] = set()
    while True:
        _close_what_follows(sums)
        if sums.hidden <= certified:
            return sums.hidden
        known = _deduce(sums)[0]
        for doubtful in sorted(sums.hidden - certified):
            if doubtful in certified:
                continue
            move = _find_move(sums, doubtful, known)
            if move is not None:
                certified |= {key for key in move if key in sums.hidden}
            elif _close_near(sums, doubtful):
                # More is unknown now than the search believes; what was shown already still holds.
                break
            else:
                # Nothing around it is published any more, so that no number tells of it.
                certified.add(doubtful)


def _close_what_follows(sums: Sums) -> None:
    while True:
        _, deduced = _deduce(sums)
        wrong = sorted((key, number) for key, number in deduced.items() if key in sums.hidden)
        if not wrong:
            return
        closed = False
        for key, number in wrong:
            parent, children = sums.sums[number]
            unknown = [one for one in (parent, *children) if one in sums.hidden and one != key]
            # An earlier one of this round may have helped already.
            if not unknown:
                closed |= _close_near(sums, key, number)
        if not closed:
            return


def _deduce(sums: Sums) -> tuple[set[Key], dict[Key, int]]:
    """What a reader gets from sums with one unknown, again and again: known keys, and by which sum."""
    known = set(sums.cells) - sums.hidden
    deduced: dict[Key, int] = {}
    left = [sum(1 for key, _ in sums.members(number) if key not in known) for number in range(len(sums.sums))]
    waiting = [number for number, count in enumerate(left) if count == 1]
    while waiting:
        number = waiting.pop()
        found = next((key for key, _ in sums.members(number) if key not in known), None)
        if found is None:
            continue
        known.add(found)
        deduced[found] = number
        for other in sums.of_key[found]:
            left[other] -= 1
            if left[other] == 1:
                waiting.append(other)
    return known, deduced


def _close_near(sums: Sums, key: Key, first: int | None = None) -> bool:
    """Close the smallest published cell in the nearest sum that has one; False where there is none."""
    numbers = [first] if first is not None else list(sums.of_key.get(key, ()))
    seen = set(numbers)
    while numbers:
        around = {one for number in numbers for one, _ in sums.members(number)}
        candidates = [one for one in around if _may_close(sums, one)]
        if candidates:
            sums.hidden.add(min(candidates, key=lambda one: (sums.cells[one], one)))
            return True
        numbers = sorted({other for one in around for other in sums.of_key[one]} - seen)
        seen.update(numbers)
    return False


def _may_close(sums: Sums, key: Key) -> bool:
    if key not in sums.cells or key in sums.hidden:
        return False
    # A closed nought would break the reader's certainty that noughts are shown, on which bounds rest.
    return sums.cells[key] > 0 or sums.closable_zero or sums.lowest.get(key[0], 0) is None


def _find_move(sums: Sums, start: Key, known: set[Key]) -> dict[Key, int] | None:
    """A change of unknown cells by multiples of `width` that keeps every sum and changes `start`; or None."""
    for step in (sums.width, -sums.width):
        search = _Search(sums, known)
        if search.change(start, step) and search.balance(STEPS):
            return {key: step for key, step in search.steps.items() if step}
    return None


class _Search:
    """Depth first, from one changed cell, always at the sum that leaves the fewest ways out."""

    def __init__(self, sums: Sums, known: set[Key]) -> None:
        self.sums = sums
        self.known = known
        self.steps: dict[Key, int] = {}
        self.off: dict[int, int] = {}
        self.budget = BUDGET

    def change(self, key: Key, step: int) -> bool:
        """Change a cell if that leaves a value a reader must think possible."""
        total = self.steps.get(key, 0) + step
        lowest = self.sums.lowest.get(key[0], 0)
        if key in self.sums.cells and lowest is not None and self.sums.cells[key] + total < lowest:
            return False
        self._apply(key, step)
        return True

    def _apply(self, key: Key, step: int) -> None:
        self.steps[key] = self.steps.get(key, 0) + step
        for number in self.sums.of_key.get(key, ()):
            sign = -1 if self.sums.sums[number][0] == key else 1
            off = self.off.get(number, 0) + sign * step
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
        for key, step in min((self._ways(number) for number in sorted(self.off)), key=len):
            if self.change(key, step):
                if self.balance(depth - 1):
                    return True
                self._apply(key, -step)
        return False

    def _ways(self, number: int) -> list[tuple[Key, int]]:
        """Changes that bring one sum nearer to right, those first that disturb the fewest others."""
        wanted = -self.sums.width if self.off[number] > 0 else self.sums.width
        ways = []
        for key, sign in self.sums.members(number):
            step = wanted * sign
            if key not in self.known and self.steps.get(key, 0) * step >= 0:
                ways.append((self._disturbance(key, step), key, step))
        return [(key, step) for _, key, step in sorted(ways)]

    def _disturbance(self, key: Key, step: int) -> int:
        disturbed = 0
        for number in self.sums.of_key[key]:
            sign = -1 if self.sums.sums[number][0] == key else 1
            disturbed += 1 if self.off.get(number, 0) * sign * step >= 0 else -1
        return disturbed


def list_sums(cells: Iterable[Key], nested: Mapping[int, bool]) -> list[tuple[Key, tuple[Key, ...]]]:
    """Every sum that holds between cells by their dimensions, over numbers nobody published where it must.

    `nested[i]` says whether values of dimension i lie within one another by their dots, as regions
    do; the values of other dimensions lie within `ALL` alone.
    """
    start = set(cells)
    present = [{key[1][index] for key in start} for index in range(len(nested))]
    every: set[Key] = set()
    waiting = list(start)
    children: dict[tuple[Key, int], list[Key]] = {}
    while waiting:
        key = waiting.pop()
        if key in every:
            continue
        every.add(key)
        for index, value in enumerate(key[1]):
            if value == ALL:
                continue
            above = _lift(value, present[index]) if nested[index] else ALL
            parent = (key[0], (*key[1][:index], above, *key[1][index + 1 :]))
            children.setdefault((parent, index), []).append(key)
            waiting.append(parent)
    found = [(parent, tuple(sorted(some))) for (parent, _), some in sorted(children.items())]
    return _drop_idle(found, start)


def _lift(value: str, present: set[str]) -> str:
    """The nearest value that this one lies in, among those present."""
    above = value.rpartition(".")[0]
    while above and above not in present:
        above = above.rpartition(".")[0]
    return above or ALL


def _drop_idle(
    sums: list[tuple[Key, tuple[Key, ...]]], published: set[Key]
) -> list[tuple[Key, tuple[Key, ...]]]:
    """Without the sums that tell nothing: those with an unpublished number that stands in no other."""
    of_key: dict[Key, set[int]] = {}
    for number, (parent, children) in enumerate(sums):
        for key in (parent, *children):
            of_key.setdefault(key, set()).add(number)
    waiting = [key for key, numbers in of_key.items() if len(numbers) == 1 and key not in published]
    gone: set[int] = set()
    while waiting:
        numbers = of_key[waiting.pop()]
        if len(numbers) != 1:
            continue
        (number,) = numbers
        gone.add(number)
        parent, children = sums[number]
        for key in (parent, *children):
            of_key[key].discard(number)
            if len(of_key[key]) == 1 and key not in published:
                waiting.append(key)
    return [one for number, one in enumerate(sums) if number not in gone]
