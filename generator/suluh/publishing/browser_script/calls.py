"""Calls and comprehensions of Python as JavaScript."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Sequence

from suluh.publishing.browser_script.expressions import Expressions
from suluh.publishing.browser_script.names import Signature, attribute_name
from suluh.publishing.browser_script.scopes import Comprehension, Scope, Untranslatable, local_name

EAGER = {
    "list",
    "tuple",
    "set",
    "frozenset",
    "sorted",
    "sum",
    "max",
    "min",
    "dict",
    "Counter",
    "fromkeys",
    "join",
}
"""What reads an iterable to its end at once."""


class Calls(Expressions):
    """Writes calls and comprehensions too: every expression."""

    # Comprehensions

    def comprehension(self, node: Comprehension, innermost: Callable[[], str]) -> str:
        """The loops of a comprehension around a statement."""
        opened = []
        before = self.scope
        for loop in node.generators:
            iterable = self.write(loop.iter)
            self.scope = Scope(_target_names(loop.target), self.scope, is_comprehension=True)
            opened.append(f"for (const {self.target(loop.target)} of $iter({iterable})) ")
            opened += [f"if ({self.test(condition)}) " for condition in loop.ifs]
        statement = innermost()
        self.scope = before
        return "".join(opened) + statement

    def target(self, node: ast.expr) -> str:
        """What a value is given to."""
        if isinstance(node, ast.Name):
            return local_name(node.id)
        if isinstance(node, (ast.Tuple, ast.List)):
            parts = [
                f"...{self.target(part.value)}" if isinstance(part, ast.Starred) else self.target(part)
                for part in node.elts
            ]
            if any(isinstance(part, ast.Starred) for part in node.elts[:-1]):
                raise Untranslatable(self.names.module, node, "a star before the last")
            return f"[{', '.join(parts)}]"
        if isinstance(node, ast.Attribute):
            return self.visit_Attribute(node)
        raise Untranslatable(self.names.module, node)

    def visit_ListComp(self, node: ast.ListComp | ast.GeneratorExp | ast.SetComp) -> str:
        single = len(node.generators) == 1 and not node.generators[0].ifs
        if single:
            loop = node.generators[0]
            iterable = self.write(loop.iter)
            before, self.scope = (
                self.scope,
                Scope(_target_names(loop.target), self.scope, is_comprehension=True),
            )
            target, element = self.target(loop.target), self.write(node.elt)
            self.scope = before
            shown = f"({target})" if target.startswith("[") else target
            body = f"({element})" if element.startswith("{") else element
            return f"$map({iterable}, {shown} => {body})"
        loops = self.comprehension(node, lambda: f"$r.push({self.write(node.elt)});")
        return f"(() => {{ const $r = []; {loops} return $r; }})()"

    def visit_SetComp(self, node: ast.SetComp) -> str:
        return f"$py.set({self.visit_ListComp(node)})"

    def visit_DictComp(self, node: ast.DictComp) -> str:
        loops = self.comprehension(node, lambda: f"$r.put({self.write(node.key)}, {self.write(node.value)});")
        return f"(() => {{ const $r = $dict([]); {loops} return $r; }})()"

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> str:
        loops = self.comprehension(node, lambda: f"yield {self.write(node.elt)};")
        return f"(function* () {{ {loops} }})()"

    def _found(self, node: ast.GeneratorExp, statement: Callable[[str], str], otherwise: str) -> str:
        """A search that ends with the first find."""
        loops = self.comprehension(node, lambda: statement(self.write(node.elt)))
        return f"(() => {{ {loops} {otherwise} }})()"

    # Calls

    def visit_Call(self, node: ast.Call) -> str:
        function = node.func
        if isinstance(function, ast.Name):
            owner = self.owner(function.id)
            if owner is None and self.names.reference(function.id) is None:
                return self._built_in(function.id, node)
            return self._own_call(function, node, owner)
        if isinstance(function, ast.Attribute):
            return self._method_call(function, node)
        return f"{self.write(function)}({self.arguments(node, None)})"

    def _own_call(self, function: ast.Name, node: ast.Call, owner: Scope | None) -> str:
        if owner is not None and function.id in owner.imported:
            name = self.names.known(*owner.imported[function.id])
        else:
            name = self.named(function)
        assert self.scope is not None or owner is None
        if owner is None and name == "$lib_dataclasses.replace":
            return self._replaced(node)
        if name.startswith(("$lib_", "$host.")):
            return f"{name}({self._named(node)})"
        signature = self.names.signature(function.id, self.scope or Scope(set()))
        arguments = self.arguments(node, signature)
        return f"{'new ' if owner is None and self.names.is_class(function.id) else ''}{name}({arguments})"

    def _replaced(self, node: ast.Call) -> str:
        changes = []
        for keyword in node.keywords:
            if keyword.arg is None:
                changes.append(f"...$plain({self.write(keyword.value)})")
            else:
                changes.append(f"{attribute_name(keyword.arg)}: {self.write(keyword.value)}")
        return f"$replace({self.write(node.args[0])}, {{{', '.join(changes)}}})"

    def _method_call(self, function: ast.Attribute, node: ast.Call) -> str:
        if (
            isinstance(function.value, ast.Call)
            and isinstance(function.value.func, ast.Name)
            and function.value.func.id == "super"
        ):
            return f"super.{attribute_name(function.attr)}({self.arguments(node, None)})"
        library = self.library(function)
        if library:
            return f"{library}({self._named(node)})"
        if function.attr == "fromkeys":
            return f"$fromkeys({self.eager_items(node.args)})"
        receiver = self.class_reference(function.value)
        if isinstance(function.value, ast.Name) and receiver.startswith("$maker("):
            receiver = receiver[7:-1]
        signature = self.names.method_signature(function.attr) if node.keywords else None
        if node.keywords and signature is None:
            return f"{receiver}.{attribute_name(function.attr)}({self._named(node)})"
        if function.attr == "join" and len(node.args) == 1:
            return f"{receiver}.$join({self.eager(node.args[0])})"
        return f"{receiver}.{attribute_name(function.attr)}({self.arguments(node, signature)})"

    def _named(self, node: ast.Call) -> str:
        """Arguments of a helper: those by name as one object at the end."""
        parts = [self.items(node.args), self._by_name(node)]
        return ", ".join(filter(None, parts))

    def _by_name(self, node: ast.Call) -> str:
        """Arguments by name as one object; empty where there is none."""
        named = ", ".join(
            f"...$plain({self.write(keyword.value)})"
            if keyword.arg is None
            else f"{keyword.arg}: {self.value(keyword.value)}"
            for keyword in node.keywords
        )
        return f"$named({{{named}}})" if named else ""

    def arguments(self, node: ast.Call, signature: Signature | None) -> str:
        """Arguments in the order of the parameters."""
        if not node.keywords:
            return self.items(node.args)
        if signature is None:
            raise Untranslatable(self.names.module, node, f"names of arguments of {ast.unparse(node.func)}")
        names, rest, others = signature
        given = [
            self.value(arg) if not isinstance(arg, ast.Starred) else f"...{self.write(arg.value)}"
            for arg in node.args
        ]
        starred = any(isinstance(arg, ast.Starred) for arg in node.args)
        by_name = {
            keyword.arg: self.value(keyword.value) for keyword in node.keywords if keyword.arg is not None
        }
        spread = [self.write(keyword.value) for keyword in node.keywords if keyword.arg is None]
        kept = {name: by_name.pop(name) for name in names if name in by_name}
        if rest and (kept or by_name) and len(node.args) > len(names):
            raise Untranslatable(self.names.module, node, "names beside a rest")
        if (starred and kept) or (spread and not others):
            named = [f"{name}: {text}" for name, text in kept.items()]
            named += [f"...$plain({text})" for text in spread]
            return f"...$spread([{', '.join(given)}], {json.dumps(names)}, {{{', '.join(named)}}})"
        last = max((names.index(name) for name in kept), default=-1)
        length = max(last + 1, len(given))
        if others and (by_name or spread):
            length = max(length, len(names))
        elif by_name:
            raise Untranslatable(self.names.module, node, f"no parameter {', '.join(map(str, by_name))}")
        for place in range(len(given), length):
            given.append(kept.get(names[place], "undefined"))
        if others and (by_name or spread):
            entries = [f"[{json.dumps(name)}, {text}]" for name, text in by_name.items()]
            entries += [f"...{text}.$items()" for text in spread]
            given.append(f"$dict([{', '.join(entries)}])")
        return ", ".join(given)

    def eager(self, node: ast.expr) -> str:
        """An iterable that is read to its end at once: a list in place of a generator."""
        return self.visit_ListComp(node) if isinstance(node, ast.GeneratorExp) else self.value(node)

    def eager_items(self, nodes: Sequence[ast.expr]) -> str:
        """The same for several arguments."""
        return ", ".join(
            self.write(node) if isinstance(node, ast.Starred) else self.eager(node) for node in nodes
        )

    def _built_in(self, name: str, node: ast.Call) -> str:
        first = node.args[0] if node.args else None
        if name in ("any", "all") and isinstance(first, ast.GeneratorExp):
            loops_end = "true" if name == "any" else "false"
            sign = "" if name == "any" else "!"
            loops = self.comprehension(
                first, lambda: f"if ({sign}{self.test(first.elt)}) return {loops_end};"
            )
            return f"(() => {{ {loops} return {'false' if name == 'any' else 'true'}; }})()"
        if name == "next" and isinstance(first, ast.GeneratorExp):
            default = self.write(node.args[1]) if len(node.args) > 1 else "$none()"
            return self._found(first, lambda element: f"return {element};", f"return {default};")
        if name == "isinstance":
            return f"$isinstance({self.write(node.args[0])}, {self._classes(node.args[1])})"
        if name == "bool" and first is not None:
            return self.test(first)
        if name == "type" and first is not None:
            return f"$type({self.write(first)})"
        arguments = self.eager_items(node.args) if name in EAGER else self.items(node.args)
        return f"$py.{name}({', '.join(filter(None, (arguments, self._by_name(node))))})"

    def _classes(self, node: ast.expr) -> str:
        """The classes that `isinstance` asks for, as a list."""
        if isinstance(node, ast.BinOp):
            return f"[...{self._classes(node.left)}, ...{self._classes(node.right)}]"
        if isinstance(node, ast.Tuple):
            return f"[{', '.join(self.class_reference(part) for part in node.elts)}]"
        if isinstance(node, ast.Constant) and node.value is None:
            return "[null]"
        return f"[{self.class_reference(node)}]"


def _target_names(node: ast.expr) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
