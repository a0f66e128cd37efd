"""The counter reads a file of unknown shape as `suluh new dataset` does: shape, columns, keys, doubts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from dressed_sheets import Office

from shape_engine import (
    Brought,
    ShapeEngine,
    differences,
    read_here,
    whole_lists,
    with_likely,
)
from suluh.reading.raw_sheets import read_raw_sheets
from suluh.reading.raw_text import read_raw_text
from suluh.vocabulary.findings import Place

if TYPE_CHECKING:
    from playwright.sync_api import Browser

INTAKE = Path(__file__).parent
SEEDS = range(5000, 5120)


@pytest.fixture(scope="module")
def engine(browser: Browser) -> Iterator[ShapeEngine]:
    made = ShapeEngine(browser)
    yield made
    made.page.close()


def assert_same(engine: ShapeEngine, brought: list[Brought]) -> None:
    """No difference in anything that is read, proposed, asked or said."""
    lists = whole_lists()
    answers = engine.read(brought)
    told = [
        f"{each.name}: {line}"
        for each, answer in zip(brought, answers, strict=True)
        for line in ([answer] if isinstance(answer, str) else differences(read_here(each, lists), answer))
    ]
    assert told == []


def test_what_clerks_bring(engine: ShapeEngine) -> None:
    lists = whole_lists()
    brought = []
    for path in sorted((INTAKE / "cases").iterdir()):
        if path.suffix in (".csv", ".xlsx", ".ods"):
            data = path.read_bytes()
            sheets, _ = read_raw_sheets(path.name, data)
            once = Brought(path.name, sheets, data)
            brought += [once, with_likely(once, lists)]
    assert len(brought) >= 40
    assert_same(engine, brought)


def test_clean_tables_dressed_up(engine: ShapeEngine) -> None:
    lists = whole_lists()
    brought = []
    for seed in SEEDS:
        office = Office(seed)
        made = (lambda office=office: office.dress(*office.clean()), office.spread, office.group)[seed % 3]()
        once = Brought(f"berkas-{seed}.xlsx", [made.sheet()])
        brought.append(with_likely(once, lists) if seed % 2 else once)
    assert_same(engine, brought)


def test_every_kind_of_shape(engine: ShapeEngine) -> None:
    kinds = yaml.safe_load((INTAKE / "shape_kinds.yaml").read_text(encoding="utf-8"))
    brought = []
    for name, kind in kinds.items():
        data = str(kind["sheet"]).encode()
        sheets, _ = read_raw_text(data, Place(name))
        brought.append(Brought(f"{name}.csv", sheets, data))
    assert len(brought) > 20
    assert_same(engine, brought)
