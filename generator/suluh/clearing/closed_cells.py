"""Tables of one package with their small cells closed, and what else would give them away."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations

from suluh.clearing.grids import Grid, Part, make_grid, mark_closed
from suluh.clearing.sums import ALL, Key, Sums
from suluh.clearing.suppression import list_sums, protect_and_measure
from suluh.vocabulary.package import Table

Sum = tuple[Key, tuple[Key, ...]]
_NESTED = re.compile(r"[0-9]{2}(?:\.[0-9]{2,4})*")
WIDEST = 8
"""So many columns of numbers are searched for sums of any of them; of more, for sums of all the others."""


@dataclass(frozen=True)
class _Outcome:
    """Cells to close, which of them are small by themselves, and how far each was shown to be possible."""

    hidden: set[Key]
    small: frozenset[Key] = frozenset()
    reached: Mapping[Key, tuple[Decimal, Decimal]] = field(default_factory=dict)


@dataclass(frozen=True)
class Closed:
    """Tables with their closed cells marked, and how safe these are: counts and doubts, never a value.

    `small` and `others` count the closed cells of a table by resource: those under the threshold (or of
    too few), and those that keep them company. `doubts` has for each closed cell about which anything
    published tells how far its possible values lie apart, in all and as a part of its value.
    """

    tables: Mapping[str, Table]
    small: Mapping[str, int]
    others: Mapping[str, int]
    doubts: Mapping[str, Sequence[Doubt]]


@dataclass(frozen=True, slots=True)
class Doubt:
    """How far the possible values of a closed cell lie apart; `percent` of its value."""

    is_small: bool
    apart: Decimal
    percent: Decimal


def close_cells(parts: Mapping[str, Part]) -> Closed | None:
    """The tables by resource with closed cells marked; None where rows cannot be told apart.

    All tables are closed together: a cell that two of them show is one cell, and what one sums up,
    another may give away.
    """
    dimensions = sorted({name for _, _, rule in parts.values() for name in rule.dimensions})
    grids = {name: make_grid(part, dimensions) for name, part in parts.items()}
    if any(len(set(grid.keys)) != len(grid.keys) for grid in grids.values()):
        return None
    sums_of = {name: _find_sums(grid) for name, grid in grids.items()}
    leaders = {
        measure for name, grid in grids.items() for measure in _grow(grid.part[2].measures, sums_of[name])
    }
    first = _protect(grids, leaders, sums_of, dimensions, None)
    followers = {number for grid in grids.values() for number in grid.numbers} - leaders
    second = _protect(grids, followers, sums_of, dimensions, first.hidden)
    return _describe(grids, first, second)


def _describe(grids: Mapping[str, Grid], first: _Outcome, second: _Outcome) -> Closed:
    hidden = first.hidden | second.hidden
    reached = {**first.reached, **second.reached}
    small: dict[str, int] = {}
    others: dict[str, int] = {}
    doubts: dict[str, list[Doubt]] = {}
    for name, grid in grids.items():
        doubts[name] = []
        small[name] = others[name] = 0
        for measure, values in grid.numbers.items():
            for key, value in zip(grid.keys, values, strict=True):
                pair = (measure, key)
                if pair not in hidden or value is None:
                    continue
                small[name] += pair in first.small
                others[name] += pair not in first.small
                if pair in reached:
                    apart = sum(reached[pair], Decimal(0))
                    percent = apart * 100 / abs(value) if value else Decimal("Infinity")
                    doubts[name].append(Doubt(pair in first.small, apart, percent))
    tables = {name: mark_closed(grid, hidden) for name, grid in grids.items()}
    return Closed(tables, small, others, doubts)


def _find_sums(grid: Grid) -> list[tuple[str, tuple[str, ...]]]:
    """Columns that are the sum of others in every row, whether anyone said so or not."""
    names = list(grid.numbers)
    found = []
    for total in names:
        others = [name for name in names if name != total]
        sizes = range(2, len(others) + 1) if len(names) <= WIDEST else (len(others),)
        for size in sizes:
            for some in combinations(others, size):
                if _adds_up(grid.numbers[total], [grid.numbers[name] for name in some]):
                    found.append((total, some))
    return found


def _adds_up(total: Sequence[Decimal | None], parts: Sequence[Sequence[Decimal | None]]) -> bool:
    seen = False
    for whole, *some in zip(total, *parts, strict=True):
        known = [entry for entry in some if entry is not None]
        if whole is None:
            continue
        if sum(known, Decimal(0)) != whole:
            return False
        seen = seen or len([entry for entry in known if entry]) > 1
    return seen


def _grow(measures: Sequence[str], sums: Sequence[tuple[str, tuple[str, ...]]]) -> set[str]:
    """The measures with every column that stands in a sum with one of them."""
    grown = set(measures)
    while True:
        more = {name for total, some in sums if grown & {total, *some} for name in (total, *some)}
        if more <= grown:
            return grown
        grown |= more


def _protect(
    grids: Mapping[str, Grid],
    measures: set[str],
    sums_of: Mapping[str, Sequence[tuple[str, tuple[str, ...]]]],
    dimensions: Sequence[str],
    leading: set[Key] | None,
) -> _Outcome:
    """Cells of the measures to close: small ones, or with `leading` those in a row with a closed one."""
    cells: dict[Key, Decimal] = {}
    small: dict[Key, int | None] = {}
    zeros_hidden = all(grid.part[2].zeros_hidden for grid in grids.values())
    for grid in grids.values():
        shown = sorted(measures & set(grid.numbers))
        if leading is not None:
            shown = [name for name in shown if name not in grid.part[2].unrelated]
        for measure in shown:
            for key, value in zip(grid.keys, grid.numbers[measure], strict=True):
                if value is not None:
                    cells.setdefault((measure, key), value)
        if leading is None:
            _add_small(small, grid, shown)
        else:
            _add_beside(small, grid, shown, leading)
    if not small:
        return _Outcome(set())
    nested = {
        index: all(_NESTED.fullmatch(key[1][index]) for key in cells if key[1][index] != ALL)
        for index in range(len(dimensions))
    }
    sums = list_sums(cells, nested)
    if leading is not None:
        sums = _without_shares(sums, cells)
    held = {pair for found in sums_of.values() for pair in found if measures.issuperset((pair[0], *pair[1]))}
    beside, unpublished = _join_columns(sorted(held), grids, cells)
    lowest = 0 if zeros_hidden else 1
    below = {key[0] for key, value in cells.items() if value < 0}
    hidden, reached = protect_and_measure(
        Sums(
            cells=cells,
            sums=[*sums, *beside],
            lowest={
                measure: lowest if leading is None else None if measure in below else 0
                for measure in measures
            },
            width=max(grid.part[2].width for grid in grids.values()) if leading is None else 1,
            closable_zero=zeros_hidden,
            hidden=set(small),
            ceilings={key: ceiling for key, ceiling in small.items() if ceiling is not None},
            unpublished=unpublished,
            noughts_closed=frozenset() if leading is None else frozenset(measures),
        )
    )
    return _Outcome(hidden, frozenset(small) if leading is None else frozenset(), reached)


def _join_columns(
    held: Sequence[tuple[str, tuple[str, ...]]], grids: Mapping[str, Grid], cells: Mapping[Key, Decimal]
) -> tuple[list[Sum], dict[Key, Decimal]]:
    """The sums between columns at each place, and what a table leaves out that another one has.

    Where one table shows that the negative are the tested without the positive, a reader knows of all
    others that there are no fewer than none of them.
    """
    blank = {
        (measure, key)
        for grid in grids.values()
        for measure, values in grid.numbers.items()
        for key, value in zip(grid.keys, values, strict=True)
        if value is None
    }
    found: list[Sum] = []
    unpublished: dict[Key, Decimal] = {}
    places = sorted({key for _, key in cells})
    for total, some in held:
        for place in places:
            parent, parts = (total, place), [(name, place) for name in some if (name, place) not in blank]
            missing = [pair for pair in (parent, *parts) if pair not in cells]
            if parent in blank or len(missing) > 1 or not parts:
                continue
            if missing:
                others = sum((cells[part] for part in parts if part in cells), Decimal(0))
                value = others if missing[0] == parent else cells[parent] - others
                if value < 0:
                    continue
                unpublished[missing[0]] = value
            found.append((parent, tuple(parts)))
    return found, unpublished


def _add_small(small: dict[Key, int | None], grid: Grid, measures: Sequence[str]) -> None:
    """Cells under the threshold with the most that they may be, and those of too few with None."""
    rule = grid.part[2]
    for measure in measures:
        for row, (key, value) in enumerate(zip(grid.keys, grid.numbers[measure], strict=True)):
            if value is None:
                continue
            if (value or rule.zeros_hidden) and value < rule.threshold:
                small[measure, key] = max(small.get((measure, key)) or 0, rule.threshold - 1)
            elif measure in rule.measures and grid.is_dominated(row, value):
                small.setdefault((measure, key), None)


def _add_beside(small: dict[Key, int | None], grid: Grid, measures: Sequence[str], leading: set[Key]) -> None:
    """Cells in a row with a closed one."""
    closed = {key for key in grid.keys if any((number, key) in leading for number in grid.numbers)}
    for measure in measures:
        for key, value in zip(grid.keys, grid.numbers[measure], strict=True):
            if value is not None and key in closed:
                small[measure, key] = None


def _without_shares(sums: Sequence[Sum], cells: Mapping[Key, Decimal]) -> list[Sum]:
    """Without the sums of measures that do not add up, such as rates: they tell a reader nothing."""
    whole = [pair for pair in sums if pair[0] in cells and all(child in cells for child in pair[1])]
    tried: dict[str, int] = {}
    held: dict[str, int] = {}
    for parent, children in whole:
        tried[parent[0]] = tried.get(parent[0], 0) + 1
        if sum((cells[child] for child in children), Decimal(0)) == cells[parent]:
            held[parent[0]] = held.get(parent[0], 0) + 1
    shares = {measure for measure, count in tried.items() if 2 * held.get(measure, 0) < count}
    return [pair for pair in sums if pair[0][0] not in shares]
