"""Statements and functions of Python as JavaScript."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from suluh.publishing.browser_script.calls import Calls
from suluh.publishing.browser_script.expressions import OPERATORS
from suluh.publishing.browser_script.names import Names
from suluh.publishing.browser_script.scopes import (
    Scope,
    Untranslatable,
    assigned_names,
    local_name,
    parameters,
    yields,
)

CACHES = ("cache", "lru_cache")


class Statements(ast.NodeVisitor):
    """Writes functions and what is in them."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.expressions = Calls(names)
        self._loops: list[str] = []

    def function(self, node: ast.FunctionDef, name: str, *, around: Scope | None = None) -> str:
        """A function of a module or within another one."""
        cached = any(_decorator(entry) in CACHES for entry in node.decorator_list)
        others = [entry for entry in node.decorator_list if _decorator(entry) not in CACHES]
        if others:
            raise Untranslatable(self.names.module, node, f"@{ast.unparse(others[0])}")
        shown, body = self.parts(node, around)
        star = "*" if yields(node) else ""
        if cached:
            return f"const {name} = $cache(function{star} ({shown}) {{{body}}});"
        return f"function{star} {name}({shown}) {{{body}}}"

    def parts(self, node: ast.FunctionDef, around: Scope | None, *, own: str = "") -> tuple[str, str]:
        """Parameters and body; `own` names the first parameter of a method."""
        taken = {arg.arg for arg in parameters(node.args)}
        assigned = assigned_names(node.body)
        scope = Scope(taken | assigned, around)
        scope.functions = {
            entry.name: entry for entry in ast.walk(node) if isinstance(entry, ast.FunctionDef)
        }
        scope.functions.pop(node.name, None)
        scope.imported = _imported(node)
        scope.names -= set(scope.imported)
        before, self.expressions.scope = self.expressions.scope, scope
        shown = self.expressions.write_parameters(node.args, skip_first=bool(own))
        body = self.block(node.body)
        self.expressions.scope = before
        functions = {entry.name for entry in node.body if isinstance(entry, ast.FunctionDef)}
        declared = sorted({local_name(name) for name in assigned - taken - functions}) + scope.temporaries
        start = f"let {', '.join(declared)}; " if declared else ""
        if own:
            start = f"const {local_name(own)} = this; {start}"
        return shown, f"{start}{body}"

    def block(self, body: Sequence[ast.stmt]) -> str:
        """Statements one after the other."""
        return " ".join(filter(None, map(self.statement, body)))

    def statement(self, node: ast.stmt) -> str:
        """One statement."""
        written: str = self.visit(node)
        return written

    def generic_visit(self, node: ast.AST) -> str:
        """What has no form of its own."""
        raise Untranslatable(self.names.module, node)

    def visit_Expr(self, node: ast.Expr) -> str:
        value = node.value
        if isinstance(value, ast.Constant):
            return ""
        if isinstance(value, ast.Yield):
            given = self.expressions.write(value.value) if value.value is not None else "null"
            return f"yield {given};"
        if isinstance(value, ast.YieldFrom):
            return f"yield* $iter({self.expressions.write(value.value)});"
        return f"{self.expressions.write(value)};"

    def visit_FunctionDef(self, node: ast.FunctionDef) -> str:
        return self.function(node, local_name(node.name), around=self.expressions.scope)

    def visit_Return(self, node: ast.Return) -> str:
        return f"return {self.expressions.write(node.value)};" if node.value is not None else "return null;"

    def visit_Pass(self, node: ast.Pass) -> str:
        return ""

    def visit_Break(self, node: ast.Break) -> str:
        return f"break {self._loops[-1]};" if self._loops[-1] else "break;"

    def visit_Continue(self, node: ast.Continue) -> str:
        return "continue;"

    def visit_Nonlocal(self, node: ast.Nonlocal) -> str:
        return ""

    def visit_Assert(self, node: ast.Assert) -> str:
        return ""

    def visit_ImportFrom(self, node: ast.ImportFrom) -> str:
        return ""

    def visit_Import(self, node: ast.Import) -> str:
        return ""

    def visit_Raise(self, node: ast.Raise) -> str:
        if node.exc is None:
            return "throw $error;"
        if isinstance(node.exc, ast.Name):
            return f"throw $raised({self.expressions.class_reference(node.exc)});"
        return f"throw {self.expressions.write(node.exc)};"

    def visit_Assign(self, node: ast.Assign) -> str:
        value = self.expressions.value(node.value)
        if len(node.targets) > 1:
            assert self.expressions.scope is not None
            kept = self.expressions.scope.temporary()
            return f"{kept} = {value}; " + " ".join(self.give(target, kept) for target in node.targets)
        return self.give(node.targets[0], value)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> str:
        return self.give(node.target, self.expressions.write(node.value)) if node.value is not None else ""

    def give(self, target: ast.expr, value: str) -> str:
        """A value given to a name, a place, several names."""
        if isinstance(target, ast.Subscript):
            place = self.expressions.write(target.value)
            if isinstance(target.slice, ast.Slice):
                bounds = [
                    self.expressions.write(part) if part is not None else "null"
                    for part in (target.slice.lower, target.slice.upper)
                ]
                return f"$put_slice({place}, {', '.join(bounds)}, {value});"
            return f"$put({place}, {self.expressions.write(target.slice)}, {value});"
        if isinstance(target, (ast.Tuple, ast.List)):
            plain = all(isinstance(part, (ast.Name, ast.Starred)) for part in target.elts)
            if not plain and any(not isinstance(part, (ast.Name, ast.Tuple)) for part in target.elts):
                assert self.expressions.scope is not None
                kept = self.expressions.scope.temporary()
                parts = [self.give(part, f"{kept}[{place}]") for place, part in enumerate(target.elts)]
                return f"{kept} = [...$iter({value})]; {' '.join(parts)}"
            star = next((at for at, part in enumerate(target.elts) if isinstance(part, ast.Starred)), None)
            if star is not None and star < len(target.elts) - 1:
                names = ", ".join(
                    self.expressions.target(part.value if isinstance(part, ast.Starred) else part)
                    for part in target.elts
                )
                return f"[{names}] = $starred({value}, {star}, {len(target.elts)});"
            return f"{self.expressions.target(target)} = $iter({value});"
        return f"{self.expressions.target(target)} = {value};"

    def visit_AugAssign(self, node: ast.AugAssign) -> str:
        target, value = node.target, self.expressions.write(node.value)
        helper = {ast.Add: "$iadd", ast.BitOr: "$ior"}.get(type(node.op), OPERATORS[type(node.op)])
        if isinstance(node.op, ast.Add) and isinstance(node.value, ast.Tuple):
            helper = "$add"
        if isinstance(target, ast.Subscript):
            place, at = self.expressions.write(target.value), self.expressions.write(target.slice)
            return f"$put({place}, {at}, {helper}($at({place}, {at}), {value}));"
        held = self.expressions.target(target)
        return f"{held} = {helper}({held}, {value});"

    def visit_Delete(self, node: ast.Delete) -> str:
        parts = []
        for target in node.targets:
            if isinstance(target, ast.Name):
                continue
            if not isinstance(target, ast.Subscript):
                raise Untranslatable(self.names.module, node)
            if isinstance(target.slice, ast.Slice):
                bounds = [
                    self.expressions.write(part) if part is not None else "null"
                    for part in (target.slice.lower, target.slice.upper)
                ]
                parts.append(f"$put_slice({self.expressions.write(target.value)}, {', '.join(bounds)}, []);")
            else:
                held, at = self.expressions.write(target.value), self.expressions.write(target.slice)
                parts.append(f"$delete({held}, {at});")
        return " ".join(parts)

    def visit_If(self, node: ast.If) -> str:
        written = f"if ({self.expressions.test(node.test)}) {{{self.block(node.body)}}}"
        if not node.orelse:
            return written
        if len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
            return f"{written} else {self.statement(node.orelse[0])}"
        return f"{written} else {{{self.block(node.orelse)}}}"

    def visit_While(self, node: ast.While) -> str:
        return self._loop(f"while ({self.expressions.test(node.test)})", node)

    def visit_For(self, node: ast.For) -> str:
        iterable = self.expressions.write(node.iter)
        return self._loop(f"for ({self.expressions.target(node.target)} of $iter({iterable}))", node)

    def _loop(self, head: str, node: ast.For | ast.While) -> str:
        """A loop; what follows where it was not broken off stands in one labelled block with it."""
        label = f"$loop{len(self._loops)}" if node.orelse else ""
        self._loops.append(label)
        written = f"{head} {{{self.block(node.body)}}}"
        self._loops.pop()
        return f"{label}: {{{written} {self.block(node.orelse)}}}" if label else written

    def visit_Try(self, node: ast.Try) -> str:
        if node.orelse:
            raise Untranslatable(self.names.module, node, "else of a try")
        written = f"try {{{self.block(node.body)}}}"
        if node.handlers:
            branches = []
            for handler in node.handlers:
                if handler.type is None:
                    raise Untranslatable(self.names.module, handler, "a bare except")
                classes = (
                    ", ".join(map(self.expressions.class_reference, handler.type.elts))
                    if isinstance(handler.type, ast.Tuple)
                    else self.expressions.class_reference(handler.type)
                )
                named = f"{local_name(handler.name)} = $error; " if handler.name else ""
                branches.append(f"if ($caught($error, {classes})) {{{named}{self.block(handler.body)}}}")
            written += f" catch ($error) {{{' else '.join(branches)} else throw $error;}}"
        if node.finalbody:
            written += f" finally {{{self.block(node.finalbody)}}}"
        return written


def _decorator(node: ast.expr) -> str:
    called = node.func if isinstance(node, ast.Call) else node
    return called.id if isinstance(called, ast.Name) else ast.unparse(called)


def _imported(node: ast.FunctionDef) -> dict[str, tuple[str, str]]:
    return {
        alias.asname or alias.name: (entry.module, alias.name)
        for entry in node.body
        if isinstance(entry, ast.ImportFrom) and entry.module
        for alias in entry.names
    }
