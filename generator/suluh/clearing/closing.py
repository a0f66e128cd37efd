"""Tables of one package with their small cells closed, and what else would give them away."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from suluh.clearing.suppression import ALL, Key, Sums, list_sums, protect
from suluh.reading.disclosure import load_rules
from suluh.vocabulary.cells import read_cell
from suluh.vocabulary.disclosure import Suppression
from suluh.vocabulary.figures import State
from suluh.vocabulary.package import Klasifikasi, Resource, Table

Part = tuple[Resource, Table, Suppression]
Sum = tuple[Key, tuple[Key, ...]]
_NESTED = re.compile(r"[0-9]{2}(?:\.[0-9]{2,4})*")
WIDEST = 8
"""So many columns of numbers are searched for sums of any of them; of more, for sums of all the others."""


@dataclass(frozen=True)
class _Grid:
    """A table's numbers as cells of the package: `keys[row]` is the place of a row in all dimensions."""

    part: Part
    keys: Sequence[tuple[str, ...]]
    numbers: Mapping[str, Sequence[Decimal | None]]

    behind: Sequence[tuple[Decimal | None, Decimal | None]] = ()

    def is_dominated(self, row: int, value: Decimal) -> bool:
        """Whether too few stand behind a number, or one of them for too much of it; nobody knows: yes."""
        rule = self.part[2].dominance
        if rule is None or not value:
            return False
        contributors, largest = self.behind[row]
        if contributors is None or largest is None:
            return True
        return contributors < rule.fewest or largest * 100 > rule.percent * value


def close_cells(parts: Mapping[str, Part]) -> dict[str, Table] | None:
    """The tables by resource with closed cells marked; None where rows cannot be told apart.

    All tables are closed together: a cell that two of them show is one cell, and what one sums up,
    another may give away.
    """
    dimensions = sorted({name for _, _, rule in parts.values() for name in rule.dimensions})
    grids = {name: _make_grid(part, dimensions) for name, part in parts.items()}
    if any(len(set(grid.keys)) != len(grid.keys) for grid in grids.values()):
        return None
    sums_of = {name: _find_sums(grid) for name, grid in grids.items()}
    leaders = {
        measure for name, grid in grids.items() for measure in _grow(grid.part[2].measures, sums_of[name])
    }
    hidden = _protect(grids, leaders, sums_of, dimensions, None)
    followers = {one for grid in grids.values() for one in grid.numbers} - leaders
    hidden |= _protect(grids, followers, sums_of, dimensions, hidden)
    return {name: _mark(grid, hidden) for name, grid in grids.items()}


def _make_grid(part: Part, dimensions: Sequence[str]) -> _Grid:
    resource, table, rule = part
    words = set(load_rules()["kata_total"])
    columns = []
    for name in dimensions:
        if name not in table.header or name not in rule.dimensions:
            columns.append([ALL] * len(table.rows))
            continue
        total = rule.totals.get(name)
        cells = table.column(name)
        columns.append([ALL if text == total or text.strip().casefold() in words else text for text in cells])
    numbers = {}
    for field in resource.schema.fields:
        shown = field.klasifikasi is Klasifikasi.PUBLIK and field.name in table.header
        if shown and field.is_number and field.name not in rule.dimensions:
            numbers[field.name] = [read_cell(field, text).value for text in table.column(field.name)]
    keys = list(zip(*columns, strict=True)) if table.rows else []
    return _Grid(part, keys, numbers, _read_behind(part))


def _read_behind(part: Part) -> list[tuple[Decimal | None, Decimal | None]]:
    """For each row how many stand behind its numbers, and how much the largest of them has."""
    resource, table, rule = part
    if rule.dominance is None:
        return []
    columns = []
    for name in (rule.dominance.contributors, rule.dominance.largest):
        field = resource.schema.field_named(name)
        known = field is not None and name in table.header
        columns.append(
            [read_cell(field, text).value for text in table.column(name)] if known and field else []
        )
    return list(zip(*columns, strict=True)) or [(None, None)] * len(table.rows)


def _find_sums(grid: _Grid) -> list[tuple[str, tuple[str, ...]]]:
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
        known = [one for one in some if one is not None]
        if whole is None:
            continue
        if sum(known, Decimal(0)) != whole:
            return False
        seen = seen or len([one for one in known if one]) > 1
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
    grids: Mapping[str, _Grid],
    measures: set[str],
    sums_of: Mapping[str, Sequence[tuple[str, tuple[str, ...]]]],
    dimensions: Sequence[str],
    leading: set[Key] | None,
) -> set[Key]:
    """Cells of the measures to close: small ones, or with `leading` those in a row with a closed one."""
    cells: dict[Key, Decimal] = {}
    small: set[Key] = set()
    extra: list[Sum] = []
    zeros_hidden = all(grid.part[2].zeros_hidden for grid in grids.values())
    for name, grid in grids.items():
        rule = grid.part[2]
        for measure in sorted(measures & set(grid.numbers)):
            if leading is not None and measure in rule.unrelated:
                continue
            for row, (key, value) in enumerate(zip(grid.keys, grid.numbers[measure], strict=True)):
                if value is None:
                    continue
                cells.setdefault((measure, key), value)
                if leading is None and (value or rule.zeros_hidden) and value < rule.threshold:
                    small.add((measure, key))
                if leading is None and measure in rule.measures and grid.is_dominated(row, value):
                    small.add((measure, key))
                if leading is not None and any((one, key) in leading for one in grid.numbers):
                    small.add((measure, key))
        for total, some in sums_of[name]:
            if measures.issuperset((total, *some)):
                extra += [((total, key), tuple((one, key) for one in some)) for key in grid.keys]
    if not small:
        return set()
    nested = {
        index: all(_NESTED.fullmatch(key[1][index]) for key in cells if key[1][index] != ALL)
        for index in range(len(dimensions))
    }
    lowest: int | None = None if leading is not None else 0 if zeros_hidden else 1
    known_extra = [
        (parent, tuple(one for one in some if one in cells)) for parent, some in extra if parent in cells
    ]
    return protect(
        Sums(
            cells=cells,
            sums=[*list_sums(cells, nested), *known_extra],
            lowest=dict.fromkeys(measures, lowest),
            width=max(grid.part[2].width for grid in grids.values()) if leading is None else 1,
            closable_zero=zeros_hidden,
            hidden=small,
        )
    )


def _mark(grid: _Grid, hidden: set[Key]) -> Table:
    resource, table, _ = grid.part
    marks = {
        field.name: next(one.value for one in field.missing_values if one.label == State.DIRAHASIAKAN)
        for field in resource.schema.fields
        if field.name in grid.numbers
    }
    rows = [
        tuple(
            marks[name] if name in marks and (name, key) in hidden else text
            for name, text in zip(table.header, row, strict=True)
        )
        for key, row in zip(grid.keys, table.rows, strict=True)
    ]
    return Table(table.header, rows)
