"""What many small tables cost: the shape of the ONS's indicators of sustainable development, generated.

The United Kingdom publishes 264 CSVs with 170,815 rows in all: a year, what the figure is broken down by,
a code of the place and the value. Here is a set of the same shape with invented figures, each table a dataset
of its own, and what checking and building the site with all of them takes: processor seconds, clock, memory,
files and megabytes.

    python benchmarks/many_tables.py                    264 tables of 647 rows
    python benchmarks/many_tables.py --tables 20        fewer
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path

SOURCES = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(SOURCES / "generator"), str(SOURCES / "tests"), str(SOURCES / "benchmarks")]

TABLES, ROWS = 264, 647
SEED = 7
YEARS = range(2000, 2023)
SEX = ("All", "Female", "Male")
AGE = ("All", "0 to 15", "16 to 64", "65 and over")
PLACES = {
    "United Kingdom": "K02000001",
    "England": "E92000001",
    "Scotland": "S92000003",
    "Wales": "W92000004",
}
SCHEMA = """\
    schema:
      fields:
        - {name: Year, type: year, constraints: {required: true}}
        - {name: Series, type: string}
        - {name: Sex, type: string}
        - {name: Age, type: string}
        - {name: Country, type: string}
        - {name: GeoCode, type: string}
        - {name: Value, type: number}
      primaryKey: [Year, Series, Sex, Age, Country]
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: processor and clock in seconds, its largest process in megabytes, its end."""

    command: str
    processor: float
    seconds: float
    mb: float
    code: int


def main() -> None:
    """Make the site, run both commands, print what they took and what came out."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tables", type=int, default=TABLES)
    parser.add_argument("--rows", type=int, default=ROWS, help="of each table")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = make_site(Path(folder) / "situs", chosen.tables, chosen.rows)
        print(f"{chosen.tables} tables, {chosen.tables * chosen.rows:,} rows")
        for command in ("check", "build"):
            print(say_cost(run(root, command)), flush=True)
        files = [path for path in (root / "site").rglob("*") if path.is_file()]
        print(f"{len(files):,} files, {sum(path.stat().st_size for path in files) / 1e6:,.1f} MB")


def make_site(root: Path, tables: int, rows: int) -> Path:
    """The tiny site of the tests with so many datasets more, each of one table."""
    from small_site import copy_small_site

    copy_small_site(root)
    told = (root / "datasets/dinas-sosial/bantuan/datapackage.yaml").read_text("utf-8")
    head = told.partition("topik:")[0]
    draw = random.Random(SEED)
    for number in range(1, tables + 1):
        name = f"sdg-{number % 17 + 1}-{number}"
        folder = root / "datasets/dinas-sosial" / name
        folder.mkdir()
        described = head.replace("name: bantuan", f"name: {name}").replace(
            "Bantuan pangan", f"Indikator {name}"
        )
        resource = f"resources:\n  - name: {name}\n    path: {name}.csv\n{SCHEMA}"
        (folder / "datapackage.yaml").write_text(f"{described}{resource}", encoding="utf-8")
        lines = "".join(f"{','.join(row)}\n" for row in islice(make_rows(draw), rows))
        (folder / f"{name}.csv").write_text(
            f"Year,Series,Sex,Age,Country,GeoCode,Value\n{lines}", encoding="utf-8"
        )
    return root


def make_rows(draw: random.Random) -> Iterator[tuple[str, ...]]:
    """Rows without end: every year with every breakdown, one in twenty without a value."""
    number = 0
    while True:
        number += 1
        for year, sex, age, (country, code) in product(YEARS, SEX, AGE, PLACES.items()):
            value = "" if draw.random() < 0.05 else str(draw.randrange(1_000_000) / 100)
            yield str(year), f"Series {number}", sex, age, country, code, value


def run(root: Path, command: str) -> Cost:
    """`suluh check` or `suluh build` of the site, in a process of its own."""
    from pages import peak

    paths = os.pathsep.join([str(SOURCES / "generator"), os.environ.get("PYTHONPATH", "")])
    before, clock = os.times(), time.perf_counter()
    ended = subprocess.run(
        [sys.executable, "-m", "suluh", command, "--root", str(root)],
        env={**os.environ, "PYTHONPATH": paths, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        check=False,
    )
    after = os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(command, processor, time.perf_counter() - clock, peak("children"), ended.returncode)


def say_cost(cost: Cost) -> str:
    """A line of the table."""
    failed = f"   failed ({cost.code})" if cost.code else ""
    return (
        f"{cost.command:8}{cost.processor:10.1f} s of processor time{cost.seconds:10.1f} s"
        f"{cost.mb:8.0f} MB{failed}"
    )


if __name__ == "__main__":
    main()
