"""A name has one home in the package, and every function is asked for by somebody."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from command_line import ROOT
from said_again import find_said_again

PACKAGE = ROOT / "generator" / "suluh"
STRANGERS = "hitung_ulang.py"
SHORTEST_TWIN = 24
"""Nodes of a function's syntax; shorter ones are properties and the like that say little."""
TEXTS = (".py", ".html", ".yaml")
FRAMEWORKS = re.compile(
    r"__\w+__|on_\w+|handle_\w+|visit_\w+|format_\w+|list_commands|get_command|log_message|emit|read_strings"
    r"|_write_optimized_sheet_data|get_source_checksum|load_bytecode|dump_bytecode"
)
"""Methods that a library calls by their names."""


@cache
def modules() -> tuple[tuple[Path, ast.Module], ...]:
    """Read once for all tests: nobody changes them."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return tuple((path, ast.parse(path.read_text(encoding="utf-8"))) for path in paths)


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


class PlainNames(ast.NodeTransformer):
    """Gives a function's own names numbers in the order in which they occur, and takes annotations away."""

    def __init__(self, own: set[str]) -> None:
        self.own = own
        self.numbers: dict[str, str] = {}

    def number(self, name: str) -> str:
        return self.numbers.setdefault(name, f"name_{len(self.numbers)}")

    def visit_Name(self, node: ast.Name) -> ast.Name:
        node.id = self.number(node.id) if node.id in self.own else node.id
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.arg, node.annotation = self.number(node.arg), None
        return node


def bare(function: ast.FunctionDef) -> list[ast.stmt]:
    """A function's statements without its words."""
    return function.body[1:] if ast.get_docstring(function, clean=False) is not None else function.body


def shape_of(function: ast.FunctionDef) -> str:
    """The kinds of statements and values of a function: what does the same has the same."""
    found = [str(len(function.args.args))]
    waiting: list[ast.AST] = [*bare(function)]
    while waiting:
        node = waiting.pop()
        found.append(type(node).__name__)
        waiting += (one for one in ast.iter_child_nodes(node) if one is not getattr(node, "annotation", None))
    return " ".join(found)


def what_it_does(function: ast.FunctionDef) -> tuple[str, int]:
    """A function without its name, words and annotations, its own names as numbers; and how long that is."""
    copy = ast.parse(ast.unparse(function)).body[0]
    assert isinstance(copy, ast.FunctionDef)
    copy.body = bare(copy)
    copy.name, copy.returns, copy.decorator_list = "function", None, []
    for node in ast.walk(copy):
        if isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant("")
    own = {node.arg for node in ast.walk(copy) if isinstance(node, ast.arg)}
    own |= {
        node.id for node in ast.walk(copy) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    plain = PlainNames(own).visit(copy)
    return ast.dump(plain), sum(1 for _ in ast.walk(plain))


def find_twins(trees: Iterable[tuple[str, ast.Module]]) -> list[list[str]]:
    """Functions, by file and name, that do the same to the letter whatever they call it."""
    alike: dict[str, list[tuple[str, ast.FunctionDef]]] = {}
    for name, tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                alike.setdefault(shape_of(node), []).append((name, node))
    found: dict[str, list[str]] = {}
    for name, node in (one for some in alike.values() if len(some) > 1 for one in some):
        done, length = what_it_does(node)
        if length >= SHORTEST_TWIN:
            found.setdefault(done, []).append(f"{name}: {node.name}")
    return [places for places in found.values() if len(places) > 1]


def shared_modules() -> list[tuple[str, ast.Module]]:
    """All but the script that strangers run, which shares nothing with the package on purpose."""
    return [(str(path.relative_to(PACKAGE)), tree) for path, tree in modules() if path.name != STRANGERS]


def test_no_two_functions_do_the_same() -> None:
    assert find_twins(shared_modules()) == []


def test_what_a_function_says_is_asked_of_it() -> None:
    """A function that is one expression is written out nowhere else, whatever the names are."""
    assert find_said_again(shared_modules()) == {}


def test_twins_are_found_under_other_names() -> None:
    first = "def letters(number: int) -> str:\n    'One.'\n    text = ''\n    while number > 0:\n"
    first += (
        "        number, rest = divmod(number - 1, 26)\n        text = chr(65 + rest) + text\n    return text"
    )
    second = first.replace("number", "place").replace("text", "found").replace("letters", "column")
    other = second.replace("26", "27")
    trees = [(name, ast.parse(text)) for name, text in (("a", first), ("b", second), ("c", other))]
    assert find_twins(trees) == [["a: letters", "b: column"]]


def count_words() -> Counter[str]:
    """How often each word stands in the package with its templates and data, and beside it."""
    words = Counter(re.findall(r"\w+", (ROOT / "pyproject.toml").read_text(encoding="utf-8")))
    for top in (PACKAGE, ROOT / "tests", ROOT / "benchmarks", ROOT / ".ci", ROOT / "generator" / "example"):
        for path in top.rglob("*"):
            if path.suffix in TEXTS and path != Path(__file__):
                words.update(re.findall(r"\w+", path.read_text(encoding="utf-8")))
    return words


def constants_of(tree: ast.Module) -> Iterator[str]:
    """Names that a module gives to values of its own."""
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        targets = [node.target] if isinstance(node, ast.AnnAssign) else targets
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def test_every_function_and_constant_is_asked_for() -> None:
    words = count_words()
    idle = [
        f"{path.relative_to(PACKAGE)}: {node.name}"
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and words[node.name] == 1
        and not node.decorator_list
        and not FRAMEWORKS.fullmatch(node.name)
    ]
    idle += [
        f"{path.relative_to(PACKAGE)}: {name}"
        for path, tree in modules()
        for name in constants_of(tree)
        if words[name] == 1 and not FRAMEWORKS.fullmatch(name)
    ]
    assert idle == []


def test_it_is_found_under_other_names_and_of_other_things() -> None:
    asked = "def has_budget(book, year):\n    'Words.'\n"
    asked += "    return any(each.budget is not None for each in book.select(year))"
    again = "x = [any(thread.budget is not None for thread in self.book.select(form.year - 1))]"
    of_two = "def area(side, other):\n    return side.length * side.length + other.length * side.length + 1"
    trees = {"a": asked, "b": again, "c": of_two, "d": "p = q.length * q.length + r.length * q.length + 1"}
    other = {
        "e": "any(thread.budget is None for thread in book.select(year))",
        "f": "any(thread.budget is not None for each in book.select(year))",
        "g": "p = q.length * r.length + r.length * q.length + 1",
    }
    parsed = [(place, ast.parse(text)) for place, text in {**trees, **other}.items()]
    assert find_said_again(parsed) == {"a: has_budget": ["b:1"], "c: area": ["d:1"]}


def test_a_turn_of_the_language_may_be_taken_again() -> None:
    only = (
        "def only(some, kept):\n    return {key: what for key, what in some.items() if key in kept and what}"
    )
    again = "x = {name: what for name, what in other.items() if name in few and what}"
    assert find_said_again([("a", ast.parse(only)), ("b", ast.parse(again))]) == {}
