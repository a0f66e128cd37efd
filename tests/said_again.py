"""Finds expressions that write out what a function returns, and that should ask it instead."""

from __future__ import annotations

import ast
import builtins
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SHORTEST = 12
"""Nodes of an expression; what is shorter says little."""
EVERYBODYS = {*dir(builtins), *(name for kind in (str, bytes, int, dict, list, set) for name in dir(kind))}
"""Words that are Python's own: an expression of these alone is a turn of the language."""
Places = Iterable[tuple[str, ast.Module]]


@dataclass(frozen=True)
class Answer:
    """The one expression that a function returns, and the names that stand for what it is given."""

    where: str
    given: frozenset[str]
    value: ast.expr

    def is_said_by(self, node: ast.expr) -> bool:
        """Whether an expression says the same of other things, whatever its own names are called."""
        return node is not self.value and _Match(self.given, {}, {}).fits(self.value, node)


@dataclass(frozen=True)
class _Match:
    """A comparison under way: what each given name stands for, and how the expression's own are called."""

    given: frozenset[str]
    stands_for: dict[str, str]
    called: dict[str, str]

    def fits(self, answer: ast.AST, node: ast.AST) -> bool:
        if isinstance(answer, ast.Name) and answer.id in self.given:
            said = ast.dump(node)
            return isinstance(node, ast.expr) and self.stands_for.setdefault(answer.id, said) == said
        if type(answer) is not type(node):
            return False
        if isinstance(answer, ast.Name) and isinstance(node, ast.Name):
            if isinstance(answer.ctx, ast.Store):
                self.called[answer.id] = node.id
            return self.called.get(answer.id, answer.id) == node.id
        return all(self._fits_field(getattr(answer, name), getattr(node, name)) for name in _in_order(answer))

    def _fits_field(self, answer: object, node: object) -> bool:
        if isinstance(answer, list) and isinstance(node, list):
            pairs = zip(answer, node, strict=False)
            return len(answer) == len(node) and all(self._fits_field(*pair) for pair in pairs)
        if isinstance(answer, ast.AST) and isinstance(node, ast.AST):
            return self.fits(answer, node)
        return answer == node


def _in_order(node: ast.AST) -> Iterable[str]:
    """A node's fields, those that give names before those that use them."""
    return sorted(node._fields, key=lambda name: name != "generators")


def _key(node: ast.expr, given: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """What tells most expressions apart at first sight: their kind, and what they call."""
    if not isinstance(node, ast.Call):
        return (type(node).__name__,)
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    return "Call", "" if name in given else name, str(len(node.args))


def _measure(node: ast.AST, found: list[ast.expr]) -> int:
    """How many expressions there are within; `found` gets those that are long enough."""
    size = isinstance(node, ast.expr) + sum(_measure(each, found) for each in ast.iter_child_nodes(node))
    if size >= SHORTEST and isinstance(node, ast.expr):
        found.append(node)
    return size


def _is_of_ours(value: ast.expr, given: frozenset[str]) -> bool:
    """Whether an expression speaks of something that is not Python's own."""
    nodes = [*ast.walk(value)]
    own = {each.id for each in nodes if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}
    words = {
        *(each.attr for each in nodes if isinstance(each, ast.Attribute)),
        *(each.id for each in nodes if isinstance(each, ast.Name) and each.id not in own | given),
        *(each.value for each in nodes if isinstance(each, ast.Constant) and isinstance(each.value, str)),
    }
    return any(word not in EVERYBODYS and len(word) > 3 for word in words)


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Those that others can ask: of the module and of its classes."""
    for node in tree.body:
        inner = node.body if isinstance(node, ast.ClassDef) else [node]
        yield from (each for each in inner if isinstance(each, ast.FunctionDef))


def list_answers(trees: Places) -> dict[tuple[str, ...], list[Answer]]:
    """The functions that are one expression, by what tells expressions apart at first sight."""
    found: dict[tuple[str, ...], list[Answer]] = defaultdict(list)
    for place, tree in trees:
        for function in _functions(tree):
            done = [each for each in function.body if not _is_text(each)]
            value = done[0].value if len(done) == 1 and isinstance(done[0], ast.Return) else None
            given = frozenset(each.arg for each in ast.walk(function.args) if isinstance(each, ast.arg))
            if value is not None and _measure(value, []) >= SHORTEST and _is_of_ours(value, given):
                answer = Answer(f"{place}: {function.name}", given, value)
                found[_key(value, given)].append(answer)
    return found


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def find_said_again(trees: Places) -> dict[str, list[str]]:
    """By function the places that write out what it returns."""
    trees = [*trees]
    answers = list_answers(trees)
    found: dict[str, list[str]] = defaultdict(list)
    for place, tree in trees:
        said: list[ast.expr] = []
        _measure(tree, said)
        for node in said:
            for answer in answers.get(_key(node), ()):
                if answer.is_said_by(node):
                    found[answer.where].append(f"{place}:{node.lineno}")
    return found
