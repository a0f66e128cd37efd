"""The benchmark of checking still measures what it says, on few rows: all ways find the same."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from command_line import ROOT

sys.path.append(str(ROOT / "benchmarks"))

from checking import WAYS, make_project, measure, say_head, say_row

ROWS = 2_000
WRONG = 3
"""Every 873rd row from the fifth on."""


@pytest.mark.parametrize("way", ["frictionless", "pandas", "polars", "duckdb"])
def test_peers_find_the_dirt_and_nothing_else(way: str, tmp_path: Path) -> None:
    assert WAYS[way](make_project(tmp_path / "kotor", ROWS, dirty=True)) == WRONG
    assert WAYS[way](make_project(tmp_path / "bersih", ROWS, dirty=False)) == 0


def test_suluh_finds_the_same_and_the_table_tells_it() -> None:
    told = measure("suluh", ROWS, dirty=True)
    assert (told["found"], told["rows"]) == (WRONG, ROWS)
    slower = {**told, "way": "frictionless", "processor": 2 * float(str(told["processor"]))}
    assert "2.00" in say_row(slower, [told], markdown=False)
    assert say_row(told, [told], markdown=True).count("|") == say_head(markdown=True).partition("\n")[
        0
    ].count("|")
    failed = {"way": "polars", "rows": 5, "dirty": False, "failed": "no room"}
    assert say_row(failed, [failed], markdown=False).endswith("failed: no room")
