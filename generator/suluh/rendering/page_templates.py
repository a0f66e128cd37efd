"""Templates as they are compiled for pages: what is the same on every page is put in once.

A fixed sentence is translated and an icon drawn when its template is compiled, not each time it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

_SPECIAL = re.compile("[&<>'\"]")
Fixed = Callable[[str], Markup]
"""A function of one text, whose answer never changes."""


class _PutIn(NodeTransformer):
    """Calls of functions of one text, with the text itself, become what they answer."""

    def __init__(self, functions: Mapping[str, Fixed]) -> None:
        self._functions = functions

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:  # noqa: N802 - as Jinja has it
        self.generic_visit(node)
        if node.kwargs or node.dyn_args or node.dyn_kwargs or len(node.args) != 1:
            return node
        name, text = node.node, node.args[0]
        if not isinstance(name, nodes.Name) or name.name not in self._functions:
            return node
        if not isinstance(text, nodes.Const) or not isinstance(text.value, str):
            return node
        return nodes.TemplateData(str(self._functions[name.name](text.value)), lineno=node.lineno)


class _Compiler(CodeGenerator):
    """Writes what `show_output` makes of a value: most are plain texts, which need no Markup of their own."""

    def _output_child_pre(
        self,
        node: nodes.Expr,
        frame: Frame,
        finalize: CodeGenerator._FinalizeInfo,
    ) -> None:
        if finalize.src is None and frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.show_output(")
        else:
            super()._output_child_pre(node, frame, finalize)


def show_output(value: object) -> str:
    """A value as it stands in a page: Markup as it is, any other escaped."""
    kind = type(value)
    if kind is Markup or (kind is str and _SPECIAL.search(value) is None):  # type: ignore[call-overload]
        return value  # type: ignore[return-value]
    return escape(value)


class CompilingEnvironment(Environment):
    """An environment whose templates are compiled so; `fixed` are its functions that are asked at once."""

    fixed: Mapping[str, Fixed] = {}
    code_generator_class = _Compiler
    show_output = staticmethod(show_output)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        put_in: nodes.Template = _PutIn(self.fixed).visit(template)
        return put_in
