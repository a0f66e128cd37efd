"""No polluted file is read wrongly in silence: the clean cells, or a finding."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from builders import make_package, make_resource, make_settings
from polluted_tables import TABLES, CleanTable, Polluted, pollute, read_plainly
from suluh.checking.package_tables import check_table
from suluh.checking.references import References
from suluh.reading.region_list import load_regions
from suluh.reading.submitted_tables import read_table
from suluh.vocabulary.findings import has_errors

FOLDER = "datasets/dinas-contoh/contoh"
SMALL = 300


def judge(polluted: Polluted, root: Path) -> str:
    """`benar`, `ditolak`, `diperingatkan`, or `diam` for a wrong reading in silence."""
    table = polluted.table
    (root / FOLDER).mkdir(parents=True, exist_ok=True)
    (root / FOLDER / "data.csv").write_bytes(polluted.data)
    resource = make_resource("data", table.fields, paths=("data.csv",))
    package = make_package("contoh", folder=FOLDER, resources=(resource,))
    read, findings = read_table(make_settings(root=root), package, resource)
    if read is not None:
        references = References(load_regions(), {}, {}, lambda *_: None)
        findings = [*findings, *check_table(package, resource, read, references)]
    if has_errors(findings):
        return "ditolak"
    assert read is not None
    # Blanks around a cell are no other value: numbers are read without them, and codes may have none.
    rows = [tuple(cell.strip(" ") for cell in row) for row in read.rows]
    if read.header == table.header and rows == list(table.rows):
        return "benar"
    return "diperingatkan" if findings else "diam"


def corpus() -> list[Polluted]:
    return [one for table in TABLES for one in pollute(table)]


def test_the_corpus_is_large_and_clean_at_its_root() -> None:
    every = corpus()
    assert len(every) >= 2_000
    for table in TABLES:
        clean = next(one for one in every if one.table is table and one.name == "bersih")
        assert read_plainly(clean.data) == [list(table.header), *map(list, table.rows)]


@pytest.mark.parametrize("table", TABLES, ids=lambda one: one.name)
def test_the_clean_table_is_read_and_passes(table: CleanTable, tmp_path: Path) -> None:
    clean = next(one for one in pollute(table) if one.name == "bersih")
    assert judge(clean, tmp_path) == "benar"


def test_no_polluted_file_of_a_sample_is_read_wrongly_in_silence(tmp_path: Path) -> None:
    sample = random.Random(2023).sample(corpus(), SMALL)
    silent = [f"{one.table.name}: {one.name}" for one in sample if judge(one, tmp_path) == "diam"]
    assert silent == []


@pytest.mark.slow
def test_no_polluted_file_is_read_wrongly_in_silence(tmp_path: Path) -> None:
    counts: Counter[str] = Counter()
    silent: list[str] = []
    for one in corpus():
        verdict = judge(one, tmp_path)
        counts[verdict] += 1
        if verdict == "diam":
            silent.append(f"{one.table.name}: {one.name}")
    assert silent == [], counts
