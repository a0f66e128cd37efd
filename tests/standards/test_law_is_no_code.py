"""No regulation, and no number that one decides, stands in code: what pages cite comes from decrees."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import suluh
from law_overlay import DECREE_FOLDERS

PACKAGE = Path(suluh.__file__).parent
CITED = re.compile(
    r"\b(?:UU|PP|Perpres|Permen\w*|Kepmen\w*|Perki|Inmendagri|Inpres|Undang-Undang|Peraturan \w+)"
    r"\s+(?:No\.?\s*|Nomor\s*)?\d"
)


@cache
def texts_of(path: Path) -> list[tuple[int, str]]:
    """What a Python file says to anybody: its strings without those that only explain the code."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    explaining = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explaining
    ]


def test_no_string_of_the_code_cites_a_regulation() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{line}: {text[:80]}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for line, text in texts_of(path)
        if CITED.search(text)
    ]
    assert found == []


def test_no_template_cites_a_regulation() -> None:
    names = ("*.html", "*.js", "*.css")
    found = [
        f"{path.relative_to(PACKAGE)}:{number}"
        for name in names
        for path in sorted(PACKAGE.rglob(name))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if CITED.search(line)
    ]
    assert found == []


def test_no_code_names_a_decree_s_file() -> None:
    """A decree that code names would have to be named anew with each successor."""
    files = {
        f"{folder}/{path.stem}"
        for folder in DECREE_FOLDERS
        for path in (PACKAGE / "standards" / folder).glob("*.yaml")
    }
    named = {
        text
        for path in sorted(PACKAGE.rglob("*.py"))
        for _, text in texts_of(path)
        if text in files or text in {name.partition("/")[2] for name in files if "-20" in name}
    }
    assert named == set()
