"""A table's numbers as cells of its package: each at its place in all dimensions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from suluh.clearing.sums import ALL, Key
from suluh.reading.disclosure_keys import load_rules
from suluh.vocabulary.cells import read_cell
from suluh.vocabulary.disclosure import Suppression
from suluh.vocabulary.figures import State
from suluh.vocabulary.package import Klasifikasi, Resource, Table

Part = tuple[Resource, Table, Suppression]


@dataclass(frozen=True)
class Grid:
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


def make_grid(part: Part, dimensions: Sequence[str]) -> Grid:
    """The public numbers of a table; a dimension that it has not, or a total in it, is `ALL`."""
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
    return Grid(part, keys, numbers, _read_behind(part))


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


def mark_closed(grid: Grid, hidden: set[Key]) -> Table:
    """The table with the mark of a closed cell in place of each hidden number."""
    resource, table, _ = grid.part
    marks = {
        field.name: next(
            missing_value.value
            for missing_value in field.missing_values
            if missing_value.label == State.DIRAHASIAKAN
        )
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
