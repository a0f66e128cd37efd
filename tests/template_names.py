"""What a template names, held against the dataclass it is filled in with: variables, and fields of fields.

Types are followed through loops, `set`, conditions and attributes. Where a type says nothing (a macro's
argument, an object of any kind) nothing is claimed.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, meta, nodes

COMMON = ("here", "title", "crumbs", "numbers", "studio", "settings", "catalog")
"""What `Studio.page` gives every template beside its context."""


def find_strangers(environment: Environment, kind: type) -> list[str]:
    """Names in the template of a context, and in what it includes, that nothing stands for."""
    return Names(environment, kind).strangers()


@cache
def _parse(environment: Environment, name: str) -> nodes.Template:
    assert environment.loader is not None
    return environment.parse(environment.loader.get_source(environment, name)[0])


class Names:
    """The names of one template (or of `source`) against the types of one dataclass."""

    def __init__(self, environment: Environment, kind: type, source: str | None = None) -> None:
        self.environment, self.kind = environment, kind
        self.known: dict[str, Any] = typing.get_type_hints(kind)
        if source is None:
            self.trees = list(self._read(kind.template))  # type: ignore[attr-defined]
        else:
            self.trees = [environment.parse(source)]
        self.found: set[str] = set()

    def _read(self, name: str) -> Iterator[nodes.Template]:
        """The template, and those that it includes: they see its names."""
        tree = _parse(self.environment, name)
        yield tree
        for included in tree.find_all(nodes.Include):
            if isinstance(included.template, nodes.Const):
                yield from self._read(included.template.value)

    def strangers(self) -> list[str]:
        """Variables that the context lacks, and `Type.field` for fields that are not there."""
        fields = {field.name for field in dataclasses.fields(self.kind)}
        allowed = {*fields, *COMMON, *self.environment.globals}
        own = {name for name in self.known if name in fields}
        imported = {one.target for tree in self.trees for one in tree.find_all(nodes.Import)}
        allowed |= imported
        allowed |= {name for tree in self.trees for name in _set_within(tree)}
        for tree in self.trees:
            self.found |= meta.find_undeclared_variables(tree) - allowed
        self._walk(self.trees[0].body, {name: self.known[name] for name in own})
        return sorted(self.found)

    def unused(self) -> list[str]:
        """Fields of the context that no template of it names."""
        named = {one.name for tree in self.trees for one in tree.find_all(nodes.Name)}
        return [field.name for field in dataclasses.fields(self.kind) if field.name not in named]

    def read_of(self, *names: str) -> set[tuple[str, str]]:
        """What the template, with all that it includes and imports, reads of these variables."""
        found = set()
        for tree in self._read_all(self.kind.template, set()):
            for node in tree.find_all(nodes.Getattr):
                if isinstance(node.node, nodes.Name) and node.node.name in names:
                    found.add((node.node.name, node.attr))
        return found

    def _read_all(self, name: str, seen: set[str]) -> Iterator[nodes.Template]:
        if name in seen:
            return
        seen.add(name)
        tree = _parse(self.environment, name)
        yield tree
        for other in meta.find_referenced_templates(tree):
            if other is not None:
                yield from self._read_all(other, seen)

    def _walk(self, body: list[nodes.Node], scope: dict[str, Any]) -> None:
        for node in body:
            self._visit(node, scope)

    def _visit(self, node: nodes.Node, scope: dict[str, Any]) -> None:
        if isinstance(node, nodes.For):
            inner = dict(scope)
            self._bind(node.target, _element(self._type(node.iter, scope)), inner)
            if node.test is not None:
                self._type(node.test, inner)
            self._walk(node.body, inner)
            self._walk(node.else_, scope)
        elif isinstance(node, nodes.Assign):
            self._bind(node.target, self._type(node.node, scope), scope)
        elif isinstance(node, nodes.Include) and isinstance(node.template, nodes.Const):
            self._walk(next(self._read(node.template.value)).body, scope)
        elif isinstance(node, nodes.AssignBlock):
            self._bind(node.target, None, scope)
            self._walk(node.body, scope)
        elif isinstance(node, nodes.Macro | nodes.CallBlock):
            if isinstance(node, nodes.CallBlock):
                self._type(node.call, scope)
            inner = {**scope, **{one.name: None for one in node.args}}
            self._walk(node.body, inner)
        elif isinstance(node, nodes.Expr):
            self._type(node, scope)
        else:
            for child in node.iter_child_nodes():
                self._visit(child, scope)

    def _bind(self, target: nodes.Node, kind: Any, scope: dict[str, Any]) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = kind
        elif isinstance(target, nodes.Tuple):
            parts = _parts(kind, len(target.items))
            for one, part in zip(target.items, parts, strict=True):
                self._bind(one, part, scope)

    def _type(self, node: nodes.Expr, scope: dict[str, Any]) -> Any:
        """The type of an expression, None where it is not known; what lies within is looked at too."""
        if isinstance(node, nodes.Name):
            return scope.get(node.name)
        if isinstance(node, nodes.Getattr):
            return self._field(self._type(node.node, scope), node.attr)
        if isinstance(node, nodes.Getitem):
            base = self._type(node.node, scope)
            if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
                return self._field(base, node.arg.value)
            self._visit(node.arg, scope)
            return _item(base, node.arg)
        for child in node.iter_child_nodes():
            self._visit(child, scope)
        if isinstance(node, nodes.CondExpr | nodes.Or):
            return None
        if (
            isinstance(node, nodes.Filter)
            and node.node is not None
            and node.name in ("sort", "list", "reverse")
        ):
            return self._type(node.node, scope)
        return None

    def _field(self, kind: Any, name: str) -> Any:
        kind = _bare(kind)
        if not isinstance(kind, type) or not dataclasses.is_dataclass(kind):
            return None
        if not hasattr(kind, name) and name not in {field.name for field in dataclasses.fields(kind)}:
            self.found.add(f"{kind.__name__}.{name}")
            return None
        hints = typing.get_type_hints(kind)
        if name in hints:
            return hints[name]
        member = getattr(kind, name)
        getter = getattr(member, "fget", None) or getattr(member, "func", None)
        return typing.get_type_hints(getter).get("return") if getter else None


def _set_within(tree: nodes.Template) -> set[str]:
    """Names that the template sets itself, if under a condition."""
    return {one.name for one in tree.find_all(nodes.Name) if one.ctx == "store"}


def _bare(kind: Any) -> Any:
    """A type without None and without its arguments; None for a union of several."""
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union:
        left = [one for one in typing.get_args(kind) if one is not types.NoneType]
        return _bare(left[0]) if len(left) == 1 else None
    return kind


def _element(kind: Any) -> Any:
    kind = _bare(kind)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if not arguments or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return None
    if origin is tuple and not (len(arguments) == 2 and arguments[1] is Ellipsis):
        return None
    return arguments[0]


def _parts(kind: Any, count: int) -> list[Any]:
    kind = _bare(kind)
    arguments = typing.get_args(kind)
    fits = typing.get_origin(kind) is tuple and len(arguments) == count and Ellipsis not in arguments
    return list(arguments) if fits else [None] * count


def _item(kind: Any, index: nodes.Node) -> Any:
    kind = _bare(kind)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple and isinstance(index, nodes.Const) and isinstance(index.value, int):
        at = index.value
        return arguments[at] if Ellipsis not in arguments and at < len(arguments) else arguments[0]
    if isinstance(origin, type) and issubclass(origin, Mapping) and len(arguments) == 2:
        return arguments[1]
    return _element(kind)
