"""Tables as agencies submit them, men and women beside their total: a solver learns no closed cell."""

from __future__ import annotations

import math
import random

import pytest
from scipy import optimize

from builders import make_field, make_package, make_resource, make_table
from suluh.clearing.classification import clear_package
from suluh.vocabulary.package import Klasifikasi, Schema, ValidPackage

COLUMNS = ("pria", "wanita", "semua")
TOTALS = ("74.72.01", "74.72.02", "Total")


def make_valid(leaves: dict[str, tuple[int, int]], *, with_totals: bool) -> ValidPackage:
    """One table of all places, and a second one of the totals alone."""

    def resource(name: str):
        columns = [make_field("kode")]
        columns += [make_field(one, type="integer", klasifikasi=Klasifikasi.TERBATAS) for one in COLUMNS[:2]]
        columns.append(make_field("semua", type="integer"))
        rules = {"hasil": "publik", "tekan": {"kolom": ["pria", "wanita"], "dimensi": ["kode"]}}
        return make_resource(name, schema=Schema(tuple(columns)), descriptor={"pengungkapan": rules})

    def row(place: str) -> list[str]:
        own = [pair for kode, pair in leaves.items() if place == "Total" or kode.startswith(place)]
        men, women = sum(one[0] for one in own), sum(one[1] for one in own)
        return [place, str(men), str(women), str(men + women)]

    totals = [row(place) for place in TOTALS]
    rows = [row(place) for place in leaves] + (totals if with_totals else [])
    package = make_package("uji", resources=(resource("rinci"), resource("ringkas")))
    header = ("kode", *COLUMNS)
    return ValidPackage(package, {"rinci": make_table(header, rows), "ringkas": make_table(header, totals)})


@pytest.mark.parametrize("seed", range(60))
def test_a_solver_learns_no_closed_cell_of_a_cleared_package(seed: int) -> None:
    rng = random.Random(seed)
    leaves = {
        f"74.72.{number % 2 + 1:02}.{1001 + number}": (
            rng.choice((0, rng.randint(1, 7), 30)),
            rng.randint(0, 60),
        )
        for number in range(rng.randint(2, 5))
    }
    # The total column is public and named by no rule: as the sum of both it must be found.
    valid = make_valid(leaves, with_totals=rng.random() < 0.5)
    cleared = clear_package(valid)
    assert cleared is not None
    unknowns = [(kode, sex) for kode in leaves for sex in (0, 1)]
    shown: list[tuple[list[int], int]] = []
    closed: list[list[int]] = []
    noughts: set[tuple[str, int]] = set()
    for table in cleared.tables.values():
        for record in table.records():
            for name in table.header[1:]:
                wanted = (0, 1) if name == "semua" else (COLUMNS.index(name),)
                place = record["kode"]
                row = [
                    int((place == "Total" or kode.startswith(place)) and sex in wanted)
                    for kode, sex in unknowns
                ]
                if record[name] == "dirahasiakan":
                    closed.append(row)
                    if place in leaves and name != "semua":
                        noughts.add((place, wanted[0]))
                else:
                    shown.append((row, int(record[name])))
    bounds = [(1 if key in noughts else 0, None) for key in unknowns]
    known = {"A_eq": [row for row, _ in shown] or None, "b_eq": [value for _, value in shown] or None}
    for row in closed:
        low, high = (
            optimize.linprog([sign * one for one in row], bounds=bounds, method="highs", **known)
            for sign in (1, -1)
        )
        assert low.status == 0
        if high.status == 0:
            assert math.ceil(low.fun - 1e-6) < math.floor(-high.fun + 1e-6), (seed, leaves, row)


def test_small_numbers_are_nowhere_in_what_is_cleared() -> None:
    leaves = {
        "74.72.01.1001": (3, 40),
        "74.72.01.1002": (33, 44),
        "74.72.02.1001": (21, 17),
        "74.72.02.1002": (50, 9),
    }
    valid = make_valid(leaves, with_totals=True)
    cleared = clear_package(valid)
    assert cleared is not None
    table = cleared.tables["rinci"]
    assert "3" not in table.column("pria") and table.column("pria").count("dirahasiakan") > 1
    assert {"semua", "pria", "wanita"} < set(table.header)
