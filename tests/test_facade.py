"""The façade: what a program outside may rely on keeps its names, its shape and its words."""

from __future__ import annotations

import ast
import doctest
import inspect
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import get_type_hints

import pytest

import suluh
from small_site import copy_small_site

FUNCTIONS = {
    "build_site": "(settings: 'Settings') -> 'tuple[Site | None, Checked]'",
    "check_whole": "(settings: 'Settings', paths: 'Sequence[str | Path]' = (), "
    "progress: 'Progress | None' = None, *, earlier: 'Checked | None' = None) -> 'Checked'",
    "compare_revisions": "(root: 'Path', base: 'Revision', head: 'Revision') -> 'Differences'",
    "define_standard": "(name: 'str') -> 'Standard'",
    "describe": "(finding: 'Finding', language: 'str' = 'id') -> 'Description'",
    "find_revision": "(root: 'Path', name: 'str', zone: 'Zone | None' = None) -> 'Revision | None'",
    "foresee": "(settings: 'Settings', checked: 'Checked', paths: 'Sequence[str | Path]' = ()) -> 'Checked'",
    "list_standards": "() -> 'tuple[str, ...]'",
    "load_engine": "(name: 'str') -> 'Engine'",
    "publish_site": "(settings: 'Settings', engine: 'Engine', progress: 'Progress' = …, *, "
    "patience: 'float' = 1800.0) -> 'tuple[Publication, Checked]'",
    "read_settings": "(root: 'Path', *, settings_file: 'Path | None' = None, as_of: 'date | None' = None, "
    "**overrides: 'Any') "
    "-> 'tuple[Settings | None, list[Finding]]'",
    "verify_folder": "(folder: 'Path') -> 'tuple[int, list[Finding]]'",
}
VALUES = {
    "Checked": {"findings", "packages", "resources", "rows"},
    "Finding": {"code", "severity", "place", "value", "details"},
    "Settings": {"root", "site_name", "site_url", "wilayah", "language", "build_time", "site_dir"},
    "Severity": {"ERROR", "WARNING"},
    "Site": {"pages", "artifacts", "datasets"},
}
"""Types, and what is relied on of each; they may grow."""


def test_the_names_are_these() -> None:
    assert sorted(suluh.__all__) == sorted({**FUNCTIONS, **VALUES}) == list(suluh.__all__)
    assert set(dir(suluh)) == {*suluh.__all__, "__version__"}
    with pytest.raises(AttributeError, match="no attribute 'entah'"):
        suluh.entah  # noqa: B018


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_a_function_keeps_its_parameters(name: str) -> None:
    signature = inspect.signature(getattr(suluh, name))
    silent = signature.parameters.get("progress")
    if silent is not None and silent.default is not None:
        shown = str(signature).replace(repr(silent.default), "…")
    else:
        shown = str(signature)
    assert shown == FUNCTIONS[name]


@pytest.mark.parametrize("name", sorted(VALUES))
def test_a_type_keeps_what_is_relied_on(name: str) -> None:
    kind = getattr(suluh, name)
    members = getattr(kind, "__members__", None) or get_type_hints(kind)
    assert set(members) >= VALUES[name]


@pytest.mark.parametrize("name", suluh.__all__)
def test_each_says_what_holds(name: str) -> None:
    own = inspect.getdoc(getattr(suluh, name)) or ""
    assert len(own.splitlines()[0]) >= 15 and own.splitlines()[0].endswith("."), own


def test_types_are_told_to_type_checkers_from_the_same_places() -> None:
    tree = ast.parse(Path(suluh.__file__).read_text(encoding="utf-8"))
    told = {
        name.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("suluh.")
        for name in node.names
    }
    assert told == {name: f"suluh.{home}" for name, home in suluh._HOMES.items()}
    assert (files("suluh") / "py.typed").is_file()


def loaded(*arguments: str) -> set[str]:
    """Modules that a fresh Python has loaded after a command."""
    script = "import sys, runpy\n" + "\n".join(arguments) + "\nprint('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return set(done.stdout.split())


def test_to_import_it_costs_nothing() -> None:
    assert {name for name in loaded("import suluh") if name.startswith("suluh")} == {"suluh"}
    assert "suluh.reading.site_settings" in loaded("import suluh", "suluh.read_settings")
    few = loaded("import suluh", "suluh.list_standards()")
    assert not few & {"jinja2", "frictionless", "pandas", "mkdocs", "shapely", "openpyxl"}


def test_help_and_version_load_no_library_but_the_command_line_s() -> None:
    for option in ("--help", "--version"):
        script = f"import suluh.cli\ntry:\n    suluh.cli.suluh.main(['{option}'])\nexcept SystemExit: pass"
        heavy = {"jinja2", "frictionless", "pandas", "mkdocs", "shapely", "openpyxl", "yaml", "babel", "rich"}
        assert not loaded(script) & heavy


def test_the_example_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_small_site(tmp_path / "situs")
    monkeypatch.chdir(tmp_path)
    example = doctest.DocTestParser().get_doctest(suluh.__doc__ or "", {}, "suluh", None, 0)
    assert len(example.examples) >= 6
    assert doctest.DocTestRunner().run(example).failed == 0
