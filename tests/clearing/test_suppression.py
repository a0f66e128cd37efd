"""No closed cell follows from what is published: solvers and chance try to find one."""

from __future__ import annotations

import math
import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize

from suluh.clearing.sums import ALL, Key, Sums
from suluh.clearing.suppression import list_sums, protect

Leaves = dict[tuple[str, str], int]


def make_cells(leaves: Leaves) -> dict[Key, Decimal]:
    """The leaves with every total: per kecamatan, per city, over all values, each combination."""
    cells: dict[Key, int] = {}
    for (kode, value), count in leaves.items():
        for place in (kode, kode[:8], kode[:5]):
            for one in (value, ALL):
                cells["n", (place, one)] = cells.get(("n", (place, one)), 0) + count
    return {key: Decimal(count) for key, count in cells.items()}


def make_leaves(rng: random.Random, *, areas: int, values: int) -> Leaves:
    codes = [f"74.72.{number % 2 + 1:02}.{1001 + number}" for number in range(areas)]
    return {
        (kode, f"v{value}"): rng.choice((0, rng.randint(1, 6), rng.randint(0, 40)))
        for kode in codes
        for value in range(values)
    }


def close(cells: dict[Key, Decimal], threshold: int = 5, width: int = 1) -> set[Key]:
    small = {key for key, value in cells.items() if 0 < value < threshold}
    sums = Sums(
        cells,
        list_sums(cells, {0: True, 1: False}),
        {"n": 1},
        width=width,
        hidden=set(small),
        ceilings=dict.fromkeys(small, threshold - 1),
    )
    return protect(sums)


def leaves_of(key: Key, leaves: Leaves) -> list[int]:
    place, value = key[1]
    return [
        int(kode == place or kode.startswith(f"{place}.")) * int(value in (ALL, one)) for kode, one in leaves
    ]


def reach(leaves: Leaves, closed: set[Key], key: Key) -> tuple[float, float]:
    """The least and the most that linear arithmetic leaves possible for a closed cell."""
    cells = make_cells(leaves)
    published = [one for one in cells if one not in closed]
    known = {"A_eq": [leaves_of(one, leaves) for one in published] or None}
    known["b_eq"] = [float(cells[one]) for one in published] or None
    bounds = [(1 if ("n", one) in closed else 0, None) for one in leaves]
    row = leaves_of(key, leaves)
    low, high = (
        optimize.linprog([sign * one for one in row], bounds=bounds, method="highs", **known)
        for sign in (1, -1)
    )
    assert low.status == 0
    most = math.inf if high.status == 3 else math.floor(-high.fun + 1e-6)
    return math.ceil(low.fun - 1e-6), most


@pytest.mark.parametrize(
    ("start", "threshold"),
    [
        (0, 5),
        (0, 10),
        *(
            pytest.param(start, one, marks=pytest.mark.slow)
            for start in range(20, 160, 20)
            for one in (5, 10)
        ),
    ],
)
def test_a_small_cell_may_be_anything_under_the_threshold_and_others_a_tenth_more_or_less(
    start: int, threshold: int
) -> None:
    for seed in range(start, start + 20):
        rng = random.Random(seed)
        leaves = make_leaves(rng, areas=rng.randint(2, 8), values=rng.randint(2, 4))
        cells = make_cells(leaves)
        closed = close(cells, threshold)
        for key in sorted(closed):
            low, high = reach(leaves, closed, key)
            # Noughts are shown, so that a sum is at least as much as it has parts that are none.
            parts = sum(count > 0 and leaves_of(key, {leaf: count}) == [1] for leaf, count in leaves.items())
            if cells[key] < threshold:
                assert low <= parts and high >= threshold - 1, (seed, key, cells[key], low, high)
            assert high - low >= cells[key] / 10, (seed, key, cells[key], low, high)


def test_a_row_of_small_cells_alone_closes_its_total_too() -> None:
    # 3 + 4 = 7 would leave neither more than 6, and 9 must be possible under the threshold 10.
    cells = make_cells({("74.72.01.1001", "v0"): 3, ("74.72.01.1001", "v1"): 4, ("74.72.01.1002", "v0"): 50})
    closed = close(cells, 10)
    assert ("n", ("74.72.01.1001", ALL)) in closed


@pytest.mark.parametrize(
    ("seed", "width"),
    [
        *((seed, 1) for seed in range(30)),
        *((seed, 4) for seed in range(10)),
        *(pytest.param(seed, 1, marks=pytest.mark.slow) for seed in range(30, 400)),
        *(pytest.param(seed, 4, marks=pytest.mark.slow) for seed in range(10, 100)),
    ],
)
def test_a_solver_finds_values_of_every_closed_cell_that_lie_apart(seed: int, width: int) -> None:
    rng = random.Random(seed)
    leaves = make_leaves(rng, areas=rng.randint(2, 6), values=rng.randint(2, 3))
    cells = make_cells(leaves)
    closed = close(cells, width=width)
    if not closed:
        return
    published = [key for key in cells if key not in closed]
    # The solver knows the structure of the leaves, not our list of sums, and that noughts are shown.
    bounds = [(1 if ("n", key) in closed else 0, None) for key in leaves]
    equations = {"A_eq": [leaves_of(key, leaves) for key in published] or None}
    equations["b_eq"] = [float(cells[key]) for key in published] or None
    for key in sorted(closed):
        row = leaves_of(key, leaves)
        low, high = (
            optimize.linprog([sign * one for one in row], bounds=bounds, method="highs", **equations)
            for sign in (1, -1)
        )
        assert low.status == 0, (seed, key, low.message)
        if high.status == 3:  # without an upper bound at all
            continue
        least, most = math.ceil(low.fun - 1e-6), math.floor(-high.fun + 1e-6)
        if not alone(key, cells, closed):
            assert most - least >= width, (seed, key, least, most)


def alone(key: Key, cells: dict[Key, Decimal], closed: set[Key]) -> bool:
    """Whether everything is closed: then only what a closed cell is at least is known."""
    return not {one for one, value in cells.items() if value} - closed


@given(st.lists(st.lists(st.integers(0, 12), min_size=2, max_size=4), min_size=2, max_size=7))
def test_small_cells_are_closed_noughts_are_not_and_each_has_company(rows: list[list[int]]) -> None:
    width = min(map(len, rows))
    leaves = {
        (f"74.72.01.{1001 + index}", f"v{value}"): row[value]
        for index, row in enumerate(rows)
        for value in range(width)
    }
    cells = make_cells(leaves)
    sums = list_sums(cells, {0: True, 1: False})
    closed = close(cells)
    assert {key for key, value in cells.items() if 0 < value < 5} <= closed
    assert all(cells[key] for key in closed)
    for parent, children in sums:
        unknown = [key for key in (parent, *children) if key in closed or key not in cells]
        assert len(unknown) != 1 or unknown[0] not in closed


def test_what_two_ones_add_up_to_is_closed_too() -> None:
    # 1 + 1 = 2 leaves nothing else where noughts are shown, so the 2 must not be read.
    cells = {("n", (ALL,)): Decimal(2), ("n", ("a",)): Decimal(1), ("n", ("b",)): Decimal(1)}
    sums = Sums(cells, list_sums(cells, {0: False}), {"n": 1}, hidden={("n", ("a",)), ("n", ("b",))})
    assert protect(sums) == set(cells)


def test_a_total_over_two_dimensions_at_once_is_a_sum_as_well() -> None:
    # Nobody publishes the row or column totals, only the grand total: it gives a single small cell away.
    cells = {("n", (one, two)): Decimal(20) for one in "ab" for two in "xy"}
    cells["n", ("a", "x")] = Decimal(2)
    cells["n", (ALL, ALL)] = Decimal(62)
    closed = protect(
        Sums(cells, list_sums(cells, {0: False, 1: False}), {"n": 1}, hidden={("n", ("a", "x"))})
    )
    assert len(closed) > 1


def test_primary_suppression_alone_would_not_do() -> None:
    rng = random.Random(7)
    leaves = make_leaves(rng, areas=6, values=3)
    cells = make_cells(leaves)
    small = {key for key, value in cells.items() if 0 < value < 5}
    assert small < close(cells)


def test_hundreds_of_cells_take_no_time_to_speak_of() -> None:
    cells = make_cells(make_leaves(random.Random(3), areas=80, values=3))
    assert close(cells)
