"""Tables that are held by columns are judged and published as those that are held by rows."""

from __future__ import annotations

import random
from dataclasses import asdict
from pathlib import Path

import pytest
import yaml

from dirty_tables import write_dirty_table
from small_site import REPRODUCERS, copy_small_site, make_reproducer
from suluh.assembly.foresight import foresee
from suluh.checking.project import Checked, check_project
from suluh.publishing.canonical_table import make_canonical
from suluh.publishing.json_file import list_exact
from suluh.publishing.parquet_file import choose_columns
from suluh.publishing.recipes.columns import list_columns
from suluh.publishing.row_places import find_places
from suluh.reading import known_cells, large_csv, submitted_tables
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.columns import ColumnarRows

TABLES = 40
CASES = sorted(folder.name for folder in REPRODUCERS.iterdir() if (folder / "harapan.yaml").is_file())


def judge(root: Path, *, large: bool) -> Checked | None:
    """The check of a project whose tables are held by columns of few known cells, or by rows."""
    settings, _ = read_settings(root)
    if settings is None:
        return None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(submitted_tables, "LARGE", 0 if large else 10**9)
        patch.setattr(large_csv, "_PIECE", 400)
        patch.setattr(known_cells, "SOON_VARIOUS", 2)
        patch.setattr(known_cells, "MOST_KNOWN", 5)
        return foresee(settings, check_project(settings))


def assert_same(root: Path) -> int:
    """That both ways tell the same; gives how many tables were held by columns."""
    rows, columns = judge(root, large=False), judge(root, large=True)
    if rows is None or columns is None:
        return 0
    assert [asdict(finding) for finding in columns.findings] == [asdict(finding) for finding in rows.findings]
    assert (columns.rows, columns.reviewed) == (rows.rows, rows.reviewed)
    count = 0
    for one, other in zip(rows.valid, columns.valid, strict=True):
        for resource in one.package.resources:
            table, held = one.tables.get(resource.name), other.tables.get(resource.name)
            assert (table is None) == (held is None)
            if table is None or held is None:
                continue
            assert [*held.rows] == [*table.rows]
            count += isinstance(held.rows, ColumnarRows)
            plain, packed = make_canonical(resource, table), make_canonical(resource, held)
            assert (packed.fields, [*packed.rows], packed.states) == (
                plain.fields,
                [*plain.rows],
                plain.states,
            )
            assert choose_columns(packed) == choose_columns(plain)
            assert list_columns(packed) == list_columns(plain) and list_exact(packed) == list_exact(plain)
            places, others = find_places(resource, plain), find_places(resource, packed)
            assert (places and places.columns) == (others and others.columns)
    return count


@pytest.mark.parametrize("seed", [1, 2])
def test_dirty_tables_are_judged_the_same(tmp_path: Path, seed: int) -> None:
    root = copy_small_site(tmp_path / "situs")
    chance = random.Random(seed)
    for number in range(TABLES):
        write_dirty_table(root / "datasets/dinas-sosial" / f"kotor-{number}", chance)
    assert assert_same(root) > 5


@pytest.mark.slow
@pytest.mark.parametrize("code", CASES)
def test_reproducers_are_judged_the_same(tmp_path: Path, code: str) -> None:
    case = yaml.safe_load((REPRODUCERS / code / "harapan.yaml").read_text(encoding="utf-8"))
    assert_same(make_reproducer(tmp_path / "situs", case, REPRODUCERS / code))
