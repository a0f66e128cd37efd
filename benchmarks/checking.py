"""What checking a large table costs, beside its peers: processor seconds, clock and memory.

Each way and size runs in a process of its own.

    python benchmarks/checking.py                       every way at its usual sizes, right and dirty tables
    python benchmarks/checking.py --sizes 10000000 --ways suluh polars duckdb
    python benchmarks/checking.py --markdown            the same as a table for the documentation
    python benchmarks/checking.py --history FILE        also add the figures to a file of JSON lines

The table has eight columns: a number that is its key, a region, a year, a month, a kind of four, an amount
with bounds, a decimal and a truth value. A dirty one has a word among the amounts every 873 rows. Imports
count, the making of the table does not. What each way does:

    suluh         `suluh check` of a small site with the table: all rules, personal data, foresight
    frictionless  the same schema, by `frictionless.validate`
    pandas        texts, then types, bounds, choices and the key by hand
    polars        the same
    duckdb        the same in SQL

The peers look for types, bounds, choices and the key alone.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

SOURCES = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(SOURCES / "generator"), str(SOURCES / "tests"), str(SOURCES / "benchmarks")]

SIZES = (200_000, 1_000_000)
DIRTY_EVERY, DIRTY_AT = 873, 5
SEED = 7
REGIONS = ("74.72.01.1007", "74.72.01.1012")
KINDS = ("beras", "minyak", "gula", "telur")
MOST = 100_000
FIELDS: tuple[dict[str, object], ...] = (
    {"name": "nomor", "type": "integer", "constraints": {"required": True, "minimum": 1}},
    {"name": "kode_wilayah", "type": "string"},
    {"name": "tahun", "type": "year", "constraints": {"required": True}},
    {"name": "bulan", "type": "integer", "constraints": {"minimum": 1, "maximum": 12}},
    {"name": "jenis", "type": "string", "constraints": {"enum": list(KINDS)}},
    {"name": "jumlah", "type": "integer", "constraints": {"minimum": 0, "maximum": MOST}},
    {"name": "rata", "type": "number"},
    {"name": "sah", "type": "boolean", "trueValues": ["y"], "falseValues": ["t"]},
)
SCHEMA: dict[str, object] = {"fields": list(FIELDS), "primaryKey": ["nomor"]}
REFERENCE = {
    "fields": ["kode_wilayah"],
    "reference": {"package": "wilayah", "resource": "wilayah", "fields": ["kode"]},
}


def main() -> None:
    """Measure every way in a process of its own and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--ways", nargs="+", default=list(WAYS), choices=list(WAYS))
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="rows")
    parser.add_argument("--markdown", action="store_true", help="as a table for the documentation")
    parser.add_argument("--history", type=Path, help="a file of JSON lines to add the figures to")
    parser.add_argument("--one", nargs=3, metavar=("WAY", "ROWS", "DIRTY"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        way, rows, dirty = chosen.one
        print(json.dumps(measure(way, int(rows), dirty=dirty == "1")))
        return
    print(say_head(markdown=chosen.markdown))
    for rows in chosen.sizes:
        for dirty in (False, True):
            told = [run_apart(way, rows, dirty=dirty) for way in chosen.ways]
            for row in told:
                print(say_row(row, told, markdown=chosen.markdown), flush=True)
                if chosen.history:
                    with chosen.history.open("a", encoding="utf-8") as lines:
                        lines.write(f"{json.dumps({'time': int(time.time()), **row})}\n")


def run_apart(way: str, rows: int, *, dirty: bool) -> dict[str, object]:
    """What `measure` tells in a process of its own; where it fails, its last words."""
    command = [sys.executable, __file__, "--one", way, str(rows), str(int(dirty))]
    # Compiled modules are kept whatever the surroundings say, as an installation has them.
    around = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    answer = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, env=around
    )
    if answer.returncode != 0:
        return {"way": way, "rows": rows, "dirty": dirty, "failed": answer.stderr.strip()[-300:]}
    told: dict[str, object] = json.loads(answer.stdout.splitlines()[-1])
    return told


def measure(way: str, rows: int, *, dirty: bool) -> dict[str, object]:
    """One way over one table, with how many cells and rows it found wrong."""
    from pages import peak

    from suluh.cli.timings import read_clocks

    with tempfile.TemporaryDirectory() as folder:
        root = make_project(Path(folder) / "situs", rows, dirty=dirty)
        started, before = read_clocks()
        found = WAYS[way](root)
        ended, after = read_clocks()
    processor, seconds = after - before, ended - started
    return {
        **{"way": way, "rows": rows, "dirty": dirty, "found": found},
        **{"processor": round(processor, 3), "seconds": round(seconds, 3), "mb": round(peak("own"))},
    }


def make_project(root: Path, rows: int, *, dirty: bool) -> Path:
    """The tiny site of the tests with the dataset `besar` in it."""
    from small_site import copy_small_site

    copy_small_site(root)
    folder = root / "datasets/dinas-sosial/besar"
    folder.mkdir()
    head, _, _ = (
        (root / "datasets/dinas-sosial/bantuan/datapackage.yaml").read_text("utf-8").partition("topik:")
    )
    schema = {**SCHEMA, "foreignKeys": [REFERENCE]}
    resources = json.dumps([{"name": "besar", "path": "besar.csv", "schema": schema}])
    told = head.replace("name: bantuan", "name: besar").replace("Bantuan pangan", "Penyaluran pangan")
    (folder / "datapackage.yaml").write_text(f"{told}resources: {resources}\n", encoding="utf-8")
    draw = random.Random(SEED)
    with (folder / "besar.csv").open("w", encoding="utf-8", newline="") as table:
        table.write(",".join(str(field["name"]) for field in FIELDS) + "\n")
        for number in range(1, rows + 1):
            amount = draw.randrange(1_000)
            wrong = dirty and number % DIRTY_EVERY == DIRTY_AT
            table.write(
                f"{number},{REGIONS[number & 1]},{2020 + number % 6},{number % 12 + 1},{draw.choice(KINDS)},"
                f"{'dua belas' if wrong else amount},{draw.randrange(1_000) / 10},{'yt'[number & 1]}\n"
            )
    return root


def table_of(root: Path) -> Path:
    """The file that is checked."""
    return root / "datasets/dinas-sosial/besar/besar.csv"


def check_by_suluh(root: Path) -> int:
    """As `suluh check` does, without what it kept of an earlier run."""
    from suluh.assembly.kept_verdicts import judge_project
    from suluh.cli import GARBAGE_EVERY
    from suluh.reading.site_settings import read_settings

    gc.set_threshold(*GARBAGE_EVERY)
    settings, _ = read_settings(root)
    assert settings is not None
    return len(judge_project(settings).findings)


def check_by_frictionless(root: Path) -> int:
    """The schema by frictionless, every error counted."""
    from frictionless import Checklist, Resource, Schema

    file = table_of(root)
    resource = Resource(path=file.name, basepath=str(file.parent), schema=Schema.from_descriptor(SCHEMA))
    report = resource.validate(Checklist(), limit_errors=1_000_000)
    return int(report.stats["errors"])


def check_by_pandas(root: Path) -> int:
    """The same conditions over columns of texts."""
    import pandas

    table = pandas.read_csv(table_of(root), dtype=str, keep_default_na=False)
    wrong = 0
    for name, least, most in (("nomor", 1, None), ("bulan", 1, 12), ("jumlah", 0, MOST)):
        values = pandas.to_numeric(table[name].where(table[name].str.fullmatch(r"-?[0-9]+")), errors="coerce")
        wrong += int((~(values >= least)).sum()) + (int((values > most).sum()) if most is not None else 0)
    wrong += int((~table["tahun"].str.fullmatch("[0-9]{4}")).sum())
    wrong += int(pandas.to_numeric(table["rata"], errors="coerce").isna().sum())
    wrong += int((~table["jenis"].isin(KINDS)).sum()) + int((~table["sah"].isin(["y", "t"])).sum())
    return wrong + int(table["nomor"].duplicated().sum())


def check_by_polars(root: Path) -> int:
    """The same conditions over columns of texts."""
    import polars

    table = polars.read_csv(table_of(root), infer_schema=False)
    column = polars.col
    wrong = [
        (~(column("nomor").cast(polars.Int64, strict=False) >= 1)).fill_null(value=True),
        ~column("tahun").str.contains("^[0-9]{4}$"),
        (~column("bulan").cast(polars.Int64, strict=False).is_between(1, 12)).fill_null(value=True),
        ~column("jenis").is_in(list(KINDS)),
        (~column("jumlah").cast(polars.Int64, strict=False).is_between(0, MOST)).fill_null(value=True),
        column("rata").cast(polars.Float64, strict=False).is_null(),
        ~column("sah").is_in(["y", "t"]),
        column("nomor").is_duplicated(),
    ]
    return sum(int(table.select(rule.sum()).item()) for rule in wrong)


def check_by_duckdb(root: Path) -> int:
    """The same conditions in SQL."""
    import duckdb

    rules = (
        "NOT coalesce(try_cast(nomor AS BIGINT) >= 1, false)",
        "NOT regexp_full_match(tahun, '[0-9]{4}')",
        "NOT coalesce(try_cast(bulan AS BIGINT) BETWEEN 1 AND 12, false)",
        f"jenis NOT IN {KINDS}",
        f"NOT coalesce(try_cast(jumlah AS BIGINT) BETWEEN 0 AND {MOST}, false)",
        "try_cast(rata AS DOUBLE) IS NULL",
        "sah NOT IN ('y', 't')",
    )
    counted = ", ".join(f"count(*) FILTER (WHERE {rule})" for rule in rules)
    with duckdb.connect() as base:
        base.execute(
            "CREATE TABLE besar AS SELECT * FROM read_csv(?, all_varchar = true)", [str(table_of(root))]
        )
        found = base.execute(f"SELECT {counted}, count(*) - count(DISTINCT nomor) FROM besar").fetchone()
    return sum(found or ())


WAYS: Mapping[str, Callable[[Path], int]] = {
    "suluh": check_by_suluh,
    "frictionless": check_by_frictionless,
    "pandas": check_by_pandas,
    "polars": check_by_polars,
    "duckdb": check_by_duckdb,
}
TITLES = ("rows", "found", "processor s", "against suluh", "clock s", "MB")


def say_head(*, markdown: bool) -> str:
    """The titles of the table."""
    if markdown:
        return f"| way | {' | '.join(TITLES)} |\n| --- |{' ---: |' * len(TITLES)}"
    return f"{'way':14}" + "".join(f"{title:>15}" for title in TITLES)


def say_row(told: Mapping[str, object], beside: list[dict[str, object]], *, markdown: bool) -> str:
    """A row of the table; the ratio is that of processor time to Suluh's of the same run."""
    way = f"{told['way']}{', dirty' if told['dirty'] else ''}"
    if "failed" in told:
        return f"| {way} | failed: {told['failed']} |" if markdown else f"{way:20}  failed: {told['failed']}"
    own = next(
        (float(str(row["processor"])) for row in beside if row["way"] == "suluh" and "failed" not in row), 0.0
    )
    spent = float(str(told["processor"]))
    cells = [
        f"{told['rows']:,}",
        f"{told['found']:,}",
        f"{spent:.1f}",
        f"{spent / own:.2f}" if own else "-",
        f"{float(str(told['seconds'])):.1f}",
        f"{told['mb']:,}",
    ]
    if markdown:
        return f"| {way} | {' | '.join(cells)} |"
    return f"{way:14}" + "".join(f"{cell:>15}" for cell in cells)


if __name__ == "__main__":
    main()
