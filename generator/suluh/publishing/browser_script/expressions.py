"""Expressions of Python as JavaScript, over the helpers of `python.js`."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Sequence

from suluh.publishing.browser_script.names import BUILT_IN_METHODS, Names, attribute_name
from suluh.publishing.browser_script.scopes import Scope, Untranslatable, local_name, parameters

OPERATORS: dict[type[ast.AST], str] = {
    **{ast.Add: "$add", ast.Sub: "$sub", ast.Mult: "$mul", ast.Div: "$div", ast.FloorDiv: "$floordiv"},
    **{ast.Mod: "$mod", ast.Pow: "$pow", ast.BitOr: "$or", ast.BitAnd: "$and", ast.BitXor: "$xor"},
}
COMPARISONS: dict[type[ast.AST], str] = {
    **{ast.Lt: "$lt", ast.LtE: "$le", ast.Gt: "$gt", ast.GtE: "$ge"},
    **{ast.Eq: "$eq", ast.NotEq: "$ne", ast.In: "$in", ast.NotIn: "$notin"},
}
PROVEN = re.compile(r"startswith|endswith|is(?:decimal|digit|alpha|alnum|space|ascii|lower|upper|disjoint)")
"""Methods that give true or false."""
_AWKWARD = re.compile("[\u2028\u2029\ud800-\udfff\x7f]")


class Expressions(ast.NodeVisitor):
    """Writes expressions; `scope` is the function that is being written."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.scope: Scope | None = None

    def write(self, node: ast.expr) -> str:
        """The expression as JavaScript."""
        written: str = self.visit(node)
        return written

    def generic_visit(self, node: ast.AST) -> str:
        """What has no form of its own."""
        raise Untranslatable(self.names.module, node)

    def test(self, node: ast.expr) -> str:
        """The expression as a condition."""
        if isinstance(node, ast.BoolOp):
            sign = " && " if isinstance(node.op, ast.And) else " || "
            return f"({sign.join(map(self.test, node.values))})"
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return f"!{self.test(node.operand)}"
        written = self.write(node)
        return written if self._is_proven(node) else f"$t({written})"

    def _is_proven(self, node: ast.expr) -> bool:
        """Whether it gives true or false whatever happens."""
        if isinstance(node, ast.Compare):
            return True
        if isinstance(node, ast.Constant):
            return isinstance(node.value, bool)
        if isinstance(node, ast.UnaryOp):
            return isinstance(node.op, ast.Not)
        if isinstance(node, ast.BoolOp):
            return all(map(self._is_proven, node.values))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            name = node.func.id
            if self.owner(name) is None and self.names.reference(name) is None:
                return name in ("any", "all", "isinstance", "bool")
            return self.owner(name) is None and self.names.is_proven(name)
        return (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and PROVEN.fullmatch(node.func.attr) is not None
        )

    def owner(self, name: str) -> Scope | None:
        """The function whose name it is; None for one of the module or the language."""
        return self.scope.owner(name) if self.scope is not None else None

    # Names and constants

    def visit_Name(self, node: ast.Name) -> str:
        """A name whose value is meant."""
        known = self.named(node)
        is_class = self.owner(node.id) is None and self.names.is_class(node.id)
        return f"$maker({known})" if is_class else known

    def named(self, node: ast.Name) -> str:
        """A name as it stands: a class is meant itself."""
        owner = self.owner(node.id)
        if owner is not None:
            if node.id in owner.imported:
                return self.names.known(*owner.imported[node.id])
            return local_name(node.id)
        known = self.names.reference(node.id)
        if known is None:
            return f"$py.{node.id}"
        return known

    def class_reference(self, node: ast.expr) -> str:
        """A name that stands for a class itself: after `isinstance`, before a dot."""
        return self.named(node) if isinstance(node, ast.Name) else self.write(node)

    def visit_Constant(self, node: ast.Constant) -> str:
        value = node.value
        if value is None or isinstance(value, bool):
            return json.dumps(value)
        if isinstance(value, str):
            return _AWKWARD.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(value, ensure_ascii=False))
        if isinstance(value, (int, float)) and abs(value) < 2**53:
            return repr(value)
        if value is Ellipsis:
            return "null"
        raise Untranslatable(self.names.module, node, f"the constant {value!r}")

    def visit_JoinedStr(self, node: ast.JoinedStr) -> str:
        parts = []
        for part in node.values:
            if isinstance(part, ast.Constant):
                parts.append(self.visit_Constant(part))
            elif isinstance(part, ast.FormattedValue):
                parts.append(self._formatted(part))
        return (
            f"({' + '.join(parts)})" if parts and parts[0].startswith('"') else f'("" + {" + ".join(parts)})'
        )

    def _formatted(self, node: ast.FormattedValue) -> str:
        value = self.write(node.value)
        if node.conversion == ord("r"):
            value = f"$py.repr({value})"
        if node.format_spec is None:
            return f"$py.str({value})"
        return f"$format({value}, {self.write(node.format_spec)})"

    # Collections

    def items(self, nodes: Sequence[ast.expr]) -> str:
        """Entries of a list or arguments, spread where they are starred."""
        return ", ".join(
            f"...{self.write(node.value)}" if isinstance(node, ast.Starred) else self.value(node)
            for node in nodes
        )

    def visit_List(self, node: ast.List | ast.Tuple) -> str:
        return f"[{self.items(node.elts)}]"

    def visit_Tuple(self, node: ast.Tuple) -> str:
        return self.visit_List(node)

    def visit_Set(self, node: ast.Set) -> str:
        return f"$py.set([{self.items(node.elts)}])"

    def visit_Dict(self, node: ast.Dict) -> str:
        parts = []
        for key, value in zip(node.keys, node.values, strict=True):
            if key is None:
                parts.append(f"...$py.dict({self.write(value)}).$items()")
            else:
                parts.append(f"[{self.write(key)}, {self.write(value)}]")
        return f"$dict([{', '.join(parts)}])"

    # Operators

    def visit_BinOp(self, node: ast.BinOp) -> str:
        left, right = self.write(node.left), self.write(node.right)
        if isinstance(node.op, ast.Add) and (_is_text(node.left) or _is_text(node.right)):
            return f"({left} + {right})"
        return f"{OPERATORS[type(node.op)]}({left}, {right})"

    def visit_UnaryOp(self, node: ast.UnaryOp) -> str:
        if isinstance(node.op, ast.Not):
            return f"!{self.test(node.operand)}"
        if isinstance(node.op, ast.USub):
            if isinstance(node.operand, ast.Constant):
                return f"-{self.write(node.operand)}"
            return f"$neg({self.write(node.operand)})"
        raise Untranslatable(self.names.module, node)

    def visit_BoolOp(self, node: ast.BoolOp) -> str:
        if self._is_proven(node):
            return self.test(node)
        *firsts, last = node.values
        written = self.write(last)
        for value in reversed(firsts):
            if self._is_proven(value):
                sign = "&&" if isinstance(node.op, ast.And) else "||"
                written = f"({self.write(value)} {sign} {written})"
                continue
            assert self.scope is not None
            kept = self.scope.temporary()
            tested = f"$t({kept} = {self.write(value)})"
            chosen = f"{written} : {kept}" if isinstance(node.op, ast.And) else f"{kept} : {written}"
            written = f"({tested} ? {chosen})"
        return written

    def visit_Compare(self, node: ast.Compare) -> str:
        left = node.left
        parts = []
        for place, (operator, right) in enumerate(zip(node.ops, node.comparators, strict=True)):
            last = place == len(node.ops) - 1
            if not last and not isinstance(right, (ast.Name, ast.Constant)):
                assert self.scope is not None
                kept = self.scope.temporary()
                parts.append(self._compared(left, operator, right, f"({kept} = {self.write(right)})"))
                left = ast.Name(f"\0{kept}", ast.Load())
                continue
            parts.append(self._compared(left, operator, right))
            left = right
        return parts[0] if len(parts) == 1 else f"({' && '.join(parts)})"

    def _compared(self, left: ast.expr, operator: ast.cmpop, right: ast.expr, written: str = "") -> str:
        one = left.id[1:] if isinstance(left, ast.Name) and left.id.startswith("\0") else self.write(left)
        other = written or self.write(right)
        if isinstance(operator, (ast.Is, ast.IsNot)):
            equal = "=" if isinstance(operator, ast.Is) else "!"
            nothing = isinstance(right, ast.Constant) and right.value is None
            return f"({one} {equal}{'=' if nothing else '=='} {other})"
        if isinstance(operator, (ast.Eq, ast.NotEq)) and (_is_text(left) or _is_text(right)):
            return f"({one} {'===' if isinstance(operator, ast.Eq) else '!=='} {other})"
        return f"{COMPARISONS[type(operator)]}({one}, {other})"

    def visit_IfExp(self, node: ast.IfExp) -> str:
        return f"({self.test(node.test)} ? {self.write(node.body)} : {self.write(node.orelse)})"

    def visit_NamedExpr(self, node: ast.NamedExpr) -> str:
        return f"({local_name(node.target.id)} = {self.write(node.value)})"

    def visit_Starred(self, node: ast.Starred) -> str:
        return f"...{self.write(node.value)}"

    def visit_Lambda(self, node: ast.Lambda) -> str:
        inner = Scope({arg.arg for arg in parameters(node.args)}, self.scope)
        before, self.scope = self.scope, inner
        shown = self.write_parameters(node.args)
        body = self.write(node.body)
        self.scope = before
        kept = f"let {', '.join(inner.temporaries)}; " if inner.temporaries else ""
        return f"(({shown}) => {{ {kept}return {body}; }})" if kept else f"(({shown}) => ({body}))"

    def write_parameters(self, arguments: ast.arguments, *, skip_first: bool = False) -> str:
        """Parameters with what they are where nothing is given."""
        positional = [*arguments.posonlyargs, *arguments.args]
        defaults: dict[str, ast.expr | None] = dict(
            zip(
                [arg.arg for arg in positional[len(positional) - len(arguments.defaults) :]],
                arguments.defaults,
                strict=True,
            )
        )
        defaults |= {
            arg.arg: default for arg, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
        }
        shown = []
        for arg in parameters(arguments)[1 if skip_first else 0 :]:
            default = defaults.get(arg.arg)
            name = local_name(arg.arg)
            if arg is arguments.vararg:
                shown.append(f"...{name}")
            elif arg is arguments.kwarg:
                shown.append(f"{name} = $dict([])")
            else:
                shown.append(f"{name} = {self.write(default)}" if default is not None else name)
        return ", ".join(shown)

    # Places in collections, attributes

    def visit_Subscript(self, node: ast.Subscript) -> str:
        if isinstance(node.slice, ast.Slice):
            parts = [node.slice.lower, node.slice.upper, node.slice.step]
            while parts and parts[-1] is None:
                parts.pop()
            bounds = ", ".join(self.write(part) if part is not None else "null" for part in parts)
            return f"$slice({self.write(node.value)}{', ' if bounds else ''}{bounds})"
        return f"$at({self.write(node.value)}, {self.write(node.slice)})"

    def visit_Attribute(self, node: ast.Attribute) -> str:
        module = self.library(node)
        if module:
            return module
        return f"{self.class_reference(node.value)}.{attribute_name(node.attr)}"

    def value(self, node: ast.expr) -> str:
        """An expression that is handed on: a method keeps whom it is of."""
        if (
            isinstance(node, ast.Attribute)
            and not self.library(node)
            and (
                node.attr in BUILT_IN_METHODS or node.attr.startswith("__") or self.names.is_method(node.attr)
            )
        ):
            return f'$bound({self.class_reference(node.value)}, "{attribute_name(node.attr)}")'
        return self.write(node)

    def library(self, node: ast.Attribute) -> str:
        """A name of an imported library, as `re.compile`; empty for anything else."""
        if not isinstance(node.value, ast.Name) or self.owner(node.value.id) is not None:
            return ""
        known = self.names.reference(node.value.id)
        return f"{known}.{node.attr}" if known is not None and known.startswith("$lib_") else ""


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
