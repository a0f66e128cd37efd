"""Pages print what was measured: nothing is added up, divided, multiplied or rounded where they are made."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import suluh.rendering.pages

ROOMS = Path(suluh.rendering.pages.__path__[0])
DRAWN_TO_SCALE = ("ladder_scale.py", "stops.py")
"""They place marks on a drawing; no number of theirs is printed."""
REFUSED = ("round", "add_exactly", "total")


def _reckoned(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div | ast.FloorDiv | ast.Pow):
            yield ast.unparse(node)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            counted = node.func.id == "sum" and _is_count(node.args[0])
            if node.func.id in REFUSED or (node.func.id == "sum" and not counted):
                yield ast.unparse(node)


def _is_count(node: ast.expr) -> bool:
    """Whether what is summed is true or false for each: how many of them there are."""
    if not isinstance(node, ast.GeneratorExp):
        return False
    part = node.elt
    is_bool = isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id == "bool"
    return is_bool or isinstance(part, ast.Compare | ast.BoolOp | ast.Constant)


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(ROOMS.rglob("*.py")) if path.name not in DRAWN_TO_SCALE],
    ids=lambda path: path.stem,
)
def test_no_page_reckons(path: Path) -> None:
    assert list(_reckoned(path.read_text(encoding="utf-8"))) == []


def test_reckoning_is_recognised() -> None:
    assert list(_reckoned("a = sum(one.money for one in rows) / 3\nb = round(a)")) == [
        "sum((one.money for one in rows)) / 3",
        "round(a)",
        "sum((one.money for one in rows))",
    ]
    assert list(_reckoned("sum(one.state is LATE for one in rows) + len(rows) - 1")) == []
