"""Tables with totals, rates and complements, as they go out: whole numbers fitted to all of it at once.

The attacker knows how the numbers hang together, that noughts are shown, how rates are rounded, and every
published cell of every table of the agency.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import numpy
import pytest

from builders import make_field, make_package, make_resource, make_table
from suluh.checking.disclosure_rules import check_disclosure
from suluh.checking.recoverable_columns import check_recoverable_columns
from suluh.checking.shared_cells import check_shared_cells
from suluh.clearing.classification import clear_package
from suluh.vocabulary.cells import read_cell
from suluh.vocabulary.figures import State
from suluh.vocabulary.package import DataPackage, Klasifikasi, Resource, Schema, Table, ValidPackage

COUNTS = ("positif", "negatif", "diuji")
SEXES = ("L", "P")
Leaf = tuple[str, str]


@dataclass(frozen=True)
class World:
    """What is true: positive and tested people by place and sex, and who lives there."""

    positive: dict[Leaf, int]
    tested: dict[Leaf, int]
    people: dict[str, int]

    def count(self, measure: str, place: str, sex: str) -> int:
        """A number of any place, `Total` among them, and of one sex or both."""
        among = [leaf for leaf in self.tested if lies_in(leaf, place, sex)]
        positive, tested = sum(self.positive[one] for one in among), sum(self.tested[one] for one in among)
        return {"positif": positive, "diuji": tested, "negatif": tested - positive}[measure]

    def population(self, place: str) -> int:
        """People of a place."""
        return sum(count for kode, count in self.people.items() if lies_in((kode, ""), place, "Total"))


def lies_in(leaf: Leaf, place: str, sex: str) -> bool:
    return (place == "Total" or leaf[0] == place or leaf[0].startswith(f"{place}.")) and sex in (
        leaf[1],
        "Total",
    )


def make_world(rng: random.Random) -> World:
    codes = [f"74.72.{number % 2 + 1:02}.{1001 + number}" for number in range(rng.randint(2, 7))]
    leaves = [(kode, sex) for kode in codes for sex in SEXES]
    positive = {leaf: rng.choice((0, rng.randint(1, 6), rng.randint(0, 60))) for leaf in leaves}
    tested = {
        leaf: positive[leaf] + rng.choice((0, rng.randint(1, 8), rng.randint(20, 90))) for leaf in leaves
    }
    return World(positive, tested, {kode: rng.randint(900, 9000) for kode in codes})


def make_resource_of(name: str, world: World, rng: random.Random, *, by_sex: bool) -> tuple[Resource, Table]:
    """A table with totals: counts, a rate, and who lives there, which is declared unrelated."""
    places = [*world.people, *sorted({kode[:8] for kode in world.people}), "Total"]
    sexes = (*SEXES, "Total") if by_sex else ("Total",)
    keys = ["kode", "jk"] if by_sex else ["kode"]
    counts = [one for one in COUNTS if one == "positif" or rng.random() < 0.7]
    header = [*keys, *counts, "laju", "penduduk"]
    rows = []
    for place in places:
        for sex in sexes:
            numbers = [str(world.count(one, place, sex)) for one in counts]
            people = world.population(place)
            rate = f"{world.count('positif', place, sex) * 100_000 / people:.1f}"
            rows.append(
                [place, sex, *numbers, rate, str(people)] if by_sex else [place, *numbers, rate, str(people)]
            )
    fields = [make_field(one) for one in keys]
    fields.append(make_field("positif", type="integer", klasifikasi=Klasifikasi.TERBATAS))
    fields += [make_field(one, type="integer") for one in counts[1:]]
    fields += [make_field("laju", type="number"), make_field("penduduk", type="integer")]
    rule = {"kolom": ["positif"], "dimensi": keys, "bebas": ["penduduk"], "ambang": rng.choice((5, 10))}
    descriptor = {"pengungkapan": {"hasil": "publik", "tekan": rule}}
    return make_resource(name, schema=Schema(tuple(fields)), descriptor=descriptor), make_table(header, rows)


def make_tables(seed: int) -> tuple[World, DataPackage, dict[str, Table]]:
    """One dataset with a table by sex, one without, or both."""
    rng = random.Random(f"bersama {seed}")
    world = make_world(rng)
    kinds = rng.choice(((True,), (False,), (True, False)))
    made = [make_resource_of(f"t{at}", world, rng, by_sex=one) for at, one in enumerate(kinds)]
    return (
        world,
        make_package("uji", resources=tuple(one for one, _ in made)),
        {one.name: two for one, two in made},
    )


@dataclass
class Attack:
    """Whole numbers for positive and tested people of every leaf, as published cells bind them."""

    world: World
    leaves: list[Leaf] = field(default_factory=list)
    rows: list[list[float]] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.leaves = list(self.world.tested)
        for at in range(len(self.leaves)):
            # No more are positive than are tested.
            self.bind(self.unit(at, "negatif"), 0, numpy.inf)

    def unit(self, at: int, measure: str) -> list[float]:
        row = [0.0] * (2 * len(self.leaves))
        row[at] = {"positif": 1, "negatif": -1, "diuji": 0}[measure]
        row[len(self.leaves) + at] = 0 if measure == "positif" else 1
        return row

    def row_of(self, measure: str, place: str, sex: str) -> list[float]:
        among = [at for at, leaf in enumerate(self.leaves) if lies_in(leaf, place, sex)]
        return list(numpy.sum([self.unit(at, measure) for at in among], axis=0))

    def bind(self, row: list[float], low: float, high: float) -> None:
        self.rows.append(row)
        self.low.append(low)
        self.high.append(high)

    def reach(self, row: list[float]) -> tuple[float, float]:
        """The least and the most that fits."""
        from scipy import optimize  # a second of imports, which nobody else needs

        found = []
        for sign in (1, -1):
            result = optimize.milp(
                sign * numpy.array(row),
                constraints=optimize.LinearConstraint(numpy.array(self.rows), self.low, self.high),
                integrality=numpy.ones(len(row)),
                bounds=optimize.Bounds(0, 10_000),
            )
            assert result.status == 0, result.message
            found.append(sign * result.fun)
        return math.ceil(found[0] - 1e-6), math.floor(found[1] + 1e-6)


def bind_published(attack: Attack, resource: Resource, table: Table) -> Iterator[tuple[str, str, str]]:
    """Binds every published cell; gives the closed counts."""
    grown = {"positif", "negatif", "diuji"} if set(COUNTS) <= set(table.header) else {"positif"}
    for record in table.records():
        place, sex = record["kode"], record.get("jk", "Total")
        for name in table.header:
            column = resource.schema.field_named(name)
            if column is None or name not in (*COUNTS, "laju"):
                continue
            cell = read_cell(column, record[name])
            measure = "positif" if name == "laju" else name
            row = attack.row_of(measure, place, sex)
            if cell.state is State.DIRAHASIAKAN and name != "laju":
                attack.bind(row, 1 if name in grown else 0, numpy.inf)
                yield name, place, sex
            elif cell.value is not None and name == "laju":
                people = attack.world.population(place)
                near = [
                    float(cell.value + step) * people / 100_000
                    for step in (Decimal("-0.051"), Decimal("0.051"))
                ]
                attack.bind(row, *near)
            elif cell.value is not None:
                attack.bind(row, float(cell.value), float(cell.value))


def floor_of(world: World, measure: str, place: str, sex: str) -> int:
    """What a number is at least where its noughts are shown: one for each part that is none."""
    among = [leaf for leaf in world.tested if lies_in(leaf, place, sex)]
    parts = ("positif", "negatif") if measure == "diuji" else (measure,)
    return max(1, sum(world.count(part, *leaf) > 0 for leaf in among for part in parts))


def attack_tables(seed: int) -> dict[str, Any]:
    """What whole numbers tell of the closed cells: how many there are, and which are known too well."""
    world, package, tables = make_tables(seed)
    given = [*check_disclosure(package), *check_recoverable_columns([package], lambda _: tables)]
    given += check_shared_cells([package], lambda _: tables)
    assert not {one.code for one in given} & {"K104", "K106", "K110"}, given
    if any(one.code == "K111" for one in given):
        return {"refused": 1}
    cleared = clear_package(ValidPackage(package, tables))
    assert cleared is not None
    attack = Attack(world)
    closed: set[tuple[str, str, str]] = set()
    thresholds = [one.descriptor["pengungkapan"]["tekan"]["ambang"] for one in package.resources]
    for resource in cleared.package.resources:
        closed |= set(bind_published(attack, resource, cleared.tables[resource.name]))
    # Other columns are closed with their row; the threshold is for the measure and what it adds up with.
    small = set(COUNTS) if any(set(COUNTS) <= set(one.header) for one in tables.values()) else {"positif"}
    found: dict[str, Any] = {"refused": 0, "closed": len(closed), "known": [], "narrow": []}
    for measure, place, sex in sorted(closed):
        value = world.count(measure, place, sex)
        low, high = attack.reach(attack.row_of(measure, place, sex))
        assert low <= value <= high
        if low == high:
            found["known"].append((seed, measure, place, sex, value))
        elif measure in small and 0 < value < min(thresholds):
            if low > floor_of(world, measure, place, sex) or high < min(thresholds) - 1:
                found["narrow"].append((seed, measure, place, sex, value, low, high))
        elif high - low < value / 10:
            found["narrow"].append((seed, measure, place, sex, value, low, high))
    return found


@pytest.mark.parametrize("count", [8, pytest.param(300, marks=pytest.mark.slow)])
def test_no_closed_cell_is_recovered_or_narrower_than_declared(count: int) -> None:
    outcomes = [attack_tables(seed) for seed in range(count)]
    assert sum(one.get("closed", 0) for one in outcomes) > 5 * count
    assert [cell for one in outcomes for cell in one.get("known", [])] == []
    assert [cell for one in outcomes for cell in one.get("narrow", [])] == []
    assert sum(one["refused"] for one in outcomes) <= count // 10
