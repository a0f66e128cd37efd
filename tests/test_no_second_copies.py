"""A name has one home in the package, and every function is asked for by somebody."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from command_line import ROOT

PACKAGE = ROOT / "generator" / "suluh"
TEXTS = (".py", ".html", ".yaml")
FRAMEWORKS = re.compile(
    r"__\w+__|on_\w+|handle_\w+|visit_\w+|format_\w+|list_commands|get_command|log_message|emit"
)
"""Methods that a library calls by their names."""


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def handed_on(tree: ast.Module) -> list[str]:
    """Names of `__all__` that the module only imports."""
    imported = {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return [
        name.value
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
        for name in getattr(node.value, "elts", ())
        if name.value in imported
    ]


def test_no_module_hands_on_names_of_another() -> None:
    """Packages may, in their `__init__`; a module that does is a second address for the same thing."""
    found = {path.name: handed_on(tree) for path, tree in modules() if path.name != "__init__.py"}
    assert {name: names for name, names in found.items() if names} == {}


def test_every_function_is_asked_for() -> None:
    """By the package, its templates or data, the project's other files, or a test."""
    words = Counter(re.findall(r"\w+", (ROOT / "pyproject.toml").read_text(encoding="utf-8")))
    for top in (PACKAGE, ROOT / "tests", ROOT / "benchmarks", ROOT / ".ci", ROOT / "generator" / "example"):
        for path in top.rglob("*"):
            if path.suffix in TEXTS and path != Path(__file__):
                words.update(re.findall(r"\w+", path.read_text(encoding="utf-8")))
    idle = [
        f"{path.relative_to(PACKAGE)}: {node.name}"
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and words[node.name] == 1
        and not node.decorator_list
        and not FRAMEWORKS.fullmatch(node.name)
    ]
    assert idle == []
