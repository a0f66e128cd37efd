"""Which cells of published tables stay closed, so that none of them can be worked out again.

Cells are unknowns of a system of sums: a region is the sum of its parts, a total the sum of its
values, a column the sum of others. Small cells are closed first. Then whatever follows from the
sums is found as a reader would find it, and one more cell of that sum is closed, the smallest.
At last each closed cell must be *shown* to be open to doubt wide enough: other tables, with whole
numbers, that agree with everything published and differ so far in that cell (`doubts`). Where none
is found, more is closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from suluh.clearing.doubts import Doubts
from suluh.clearing.sums import ALL, Key, Sums


def protect(sums: Sums) -> set[Key]:
    """All cells to close, given those that are closed already; each is shown to be open to doubt."""
    return protect_and_measure(sums)[0]


def protect_and_measure(sums: Sums) -> tuple[set[Key], Mapping[Key, tuple[Decimal, Decimal]]]:
    """All cells to close, and for each how far below and above its value a reader must think possible.

    A cell about which nothing published tells is not in the second: anything is possible there.
    """
    doubts = Doubts(sums)
    settled: set[Key] = set()
    while sums.hidden - settled:
        for key in sorted(sums.hidden - settled, key=lambda pair: (sums.cells[pair], pair)):
            while not doubts.is_wide_enough(key):
                more = doubts.find_company(key) or _find_near(sums, key, doubts.missing(key))
                if not more:
                    # Nothing around it is published any more, so that no number tells of it.
                    doubts.let_be(key)
                    break
                sums.hidden |= more
                doubts.open(more)
            settled.add(key)
    return sums.hidden, doubts.reached()


def _find_near(sums: Sums, key: Key, amount: Decimal) -> set[Key]:
    """A published cell in the nearest sum with one: the smallest that can lose `amount`, else the largest."""
    numbers = list(sums.of_key.get(key, ()))
    seen = set(numbers)
    while numbers:
        around = {pair for number in numbers for pair, _ in sums.members(number)}
        candidates = [pair for pair in around if sums.may_close(pair)]
        if candidates:
            wide = [candidate for candidate in candidates if sums.room_below(candidate) >= amount]
            if wide:
                return {min(wide, key=lambda pair: (sums.cells[pair], pair))}
            return {max(candidates, key=lambda candidate: (sums.cells[candidate], candidate))}
        numbers = sorted({other for pair in around for other in sums.of_key[pair]} - seen)
        seen.update(numbers)
    return set()


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
            if above == ALL and ALL not in present[index]:
                continue  # nobody published a number over all its values: such sums tell nothing
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
    return [pair for number, pair in enumerate(sums) if number not in gone]
