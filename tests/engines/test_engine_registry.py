"""Engines: a new one is a module and a line of the registry."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from small_site import copy_small_site
from suluh.cli import suluh
from suluh.engines import ENGINES, list_engines, load_engine


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setitem(ENGINES, "tetap", "fixed_engine:FixedEngine")
    return "tetap"


def test_every_engine_loads_and_bears_its_name() -> None:
    assert list_engines()[0] == "mkdocs"
    assert [load_engine(name).name for name in list_engines()] == list(list_engines())


def test_a_new_engine_is_offered_where_engines_are_named(added: str) -> None:
    for verb in ("build", "serve"):
        assert added in CliRunner().invoke(suluh, [verb, "--help"]).output


def test_a_new_engine_builds_a_site(added: str, tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    run = CliRunner().invoke(suluh, ["build", "--root", str(root), "--engine", added])
    assert run.exit_code == 0, run.output
    assert (root / "site" / "data" / "bantuan" / "bantuan.json").is_file()
    assert "<article>" in (root / "site" / "data" / "index.html").read_text(encoding="utf-8")


def test_an_unknown_engine_is_refused_with_the_known_ones(added: str) -> None:
    run = CliRunner().invoke(suluh, ["build", "--engine", "lain"])
    assert run.exit_code == 2
    assert all(name in run.output for name in list_engines())
