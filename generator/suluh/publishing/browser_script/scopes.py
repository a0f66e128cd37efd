"""Whose a name is within a function: its own, one around it, the module's, or the language's."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_KEPT = """
    arguments await break case catch class const continue debugger default delete do else enum eval
    export extends false finally for function if implements import in instanceof interface let new null
    package private protected public return static super switch this throw true try typeof undefined var
    void while with yield Map Set Array Object Number String Math Symbol Infinity NaN
"""
RESERVED = frozenset(re.findall(r"\w+", _KEPT))
"""Names that a script may not give to a variable, or that the helpers use."""

Comprehension = ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp


class Untranslatable(ValueError):
    """A piece of Python that has no form in the script."""

    def __init__(self, module: str, node: ast.AST, what: str = "") -> None:
        line = getattr(node, "lineno", 0)
        super().__init__(f"{module}, line {line}: {what or type(node).__name__} has no form in the script")


@dataclass(slots=True)
class Scope:
    """The names of one function or comprehension, and the scope around it."""

    names: set[str]
    around: Scope | None = None
    functions: dict[str, ast.FunctionDef] = field(default_factory=dict)
    imported: dict[str, tuple[str, str]] = field(default_factory=dict)
    temporaries: list[str] = field(default_factory=list)
    is_comprehension: bool = False

    def owner(self, name: str) -> Scope | None:
        """The nearest scope that has the name; None where it is the module's or the language's."""
        scope: Scope | None = self
        while scope is not None and name not in scope.names and name not in scope.imported:
            scope = scope.around
        return scope

    def temporary(self) -> str:
        """A fresh variable of the function around."""
        scope = self
        while scope.is_comprehension and scope.around is not None:
            scope = scope.around
        name = f"$_{len(scope.temporaries)}"
        scope.temporaries.append(name)
        return name


def local_name(name: str) -> str:
    """A name of Python as a variable of the script: no word of the language, and none of the module's."""
    return f"{name}$_"


def parameters(arguments: ast.arguments) -> list[ast.arg]:
    """Every parameter in the order in which the script has them; what takes the rest stands last."""
    rest = [arg for arg in (arguments.kwarg, arguments.vararg) if arg is not None]
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *rest]


def assigned_names(body: Iterable[ast.stmt]) -> set[str]:
    """Names that statements of a function give a value, without those of functions within it."""
    names: set[str] = set()
    outer: set[str] = set()
    for node in _own_nodes(body):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.ExceptHandler)) and node.name:
            names.add(node.name)
        elif isinstance(node, (ast.Nonlocal, ast.Global)):
            outer.update(node.names)
    return names - outer


def yields(function: ast.FunctionDef) -> bool:
    """Whether a function is a generator."""
    return any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in _own_nodes(function.body))


def _own_nodes(body: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Nodes of statements, not going into functions and into the targets of comprehensions."""
    todo = list(body)
    while todo:
        node = todo.pop()
        yield node
        if isinstance(node, (ast.FunctionDef, ast.Lambda, ast.ClassDef)):
            continue
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.comprehension):
                todo += [child.iter, *child.ifs]
            else:
                todo.append(child)
