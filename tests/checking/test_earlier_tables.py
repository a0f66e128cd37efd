"""A check that takes again what an earlier one held finds what a check by itself finds."""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path
from weakref import ref

import pytest

from builders import make_cleared, make_table
from small_site import DATASET, TABLE, copy_small_site, edit
from suluh.checking.earlier_tables import EarlierTables
from suluh.checking.project import Checked, check_project
from suluh.clearing.classification import clear_package
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.package import ValidPackage
from suluh.vocabulary.settings import Settings

EDITS = (
    (TABLE, ",120,", ",121,"),
    (TABLE, ",121,", ",seratus,"),
    (TABLE, ",seratus,", ",120,"),
    (f"{DATASET}/datapackage.yaml", "title: ", "title: Baru "),
    ("datasets/pengecualian.yaml", "", ""),
)


def read(root: Path) -> Settings:
    settings, _ = read_settings(root, keep_going=True)
    assert settings is not None
    return settings


def test_after_each_edit_it_finds_the_same(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "kecil")
    earlier: Checked | None = None
    kept = []
    for file, old, new in (("", "", ""), *EDITS):
        if old:
            edit(root, file, old, new)
        warm, cold = check_project(read(root), earlier=earlier), check_project(read(root))
        assert warm == cold
        if earlier is not None:
            kept.append(sum(one is other for one in warm.valid for other in earlier.valid))
        earlier = warm
    total = len(cold.valid)
    assert kept == [total - 1, total - 1, total - 1, total - 1, total], "what is the same is the same value"


def test_a_descriptor_that_only_python_takes_for_the_same_is_read_anew(tmp_path: Path) -> None:
    root, file, field = (
        copy_small_site(tmp_path / "kecil"),
        f"{DATASET}/datapackage.yaml",
        "name: tahun, type: year",
    )
    edit(root, file, field, f"{field}, constraints: {{required: true}}")
    earlier = check_project(read(root))
    edit(root, file, "required: true", "required: 1")
    warm, cold = check_project(read(root), earlier=earlier), check_project(read(root))
    assert warm.findings == cold.findings != earlier.findings


def test_own_types_that_changed_leave_nothing_to_take(tmp_path: Path) -> None:
    settings = read(copy_small_site(tmp_path / "kecil"))
    first = check_project(settings)
    second = check_project(settings, earlier=replace(first, own_types={"lain": {}}))
    assert not any(one is other for one in second.valid for other in first.valid)
    assert second == first


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"rows": [("A", "3")]}, False),
        ({"lines": (3,)}, False),
        ({"header": ("kec", "n")}, False),
    ],
)
def test_a_table_is_taken_again_by_all_that_it_holds(change: dict[str, object], same: bool) -> None:
    held = make_table(("kec", "jumlah"), [("A", "2")])
    package = make_cleared({"contoh": held}).package
    known = EarlierTables([ValidPackage(package, {"contoh": held})])
    read_now = replace(make_table(("kec", "jumlah"), [("A", "2")]), **change)
    assert (known.same_table(package, package.resources[0], read_now) is held) == same
    other = replace(package, title="Lain")
    assert known.same_table(other, other.resources[0], read_now) is read_now
    assert EarlierTables().same_table(package, package.resources[0], read_now) is read_now


def test_what_an_edit_replaced_is_let_go(tmp_path: Path) -> None:
    """A preview that runs all day holds one site: of those before it nothing stays."""
    root = copy_small_site(tmp_path / "kecil")
    before = check_project(read(root))
    joined = [clear_package(one) for one in before.valid]
    changed = [ref(one) for one in before.valid if one.package.folder == DATASET]
    tables = [
        ref(table) for one in before.valid if one.package.folder == DATASET for table in one.tables.values()
    ]
    assert joined and len(changed) == 1 and tables
    edit(root, f"{DATASET}/datapackage.yaml", "title: ", "title: Baru ")
    after = check_project(read(root), earlier=before)
    del before, joined
    gc.collect()
    assert after.valid and not any(one() for one in (*changed, *tables))
