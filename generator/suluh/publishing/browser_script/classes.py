"""Classes of Python as JavaScript: dataclasses, enumerations, and plain ones."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from suluh.publishing.browser_script.names import attribute_name
from suluh.publishing.browser_script.scopes import Scope, Untranslatable, local_name, parameters, yields
from suluh.publishing.browser_script.statements import Statements

Fields = Mapping[str, ast.expr | None]
"""Names of a dataclass's fields with what they are where nothing is given."""
ENUMS = ("Enum", "StrEnum")


def is_dataclass(node: ast.ClassDef) -> bool:
    """Whether a class is a dataclass."""
    return any(
        (entry.func if isinstance(entry, ast.Call) else entry).__dict__.get("id") == "dataclass"
        for entry in node.decorator_list
    )


def is_enum(node: ast.ClassDef) -> bool:
    """Whether a class is an enumeration, whose members are texts or marks."""
    return any(isinstance(base, ast.Name) and base.id in ENUMS for base in node.bases)


def own_fields(node: ast.ClassDef) -> Fields:
    """The fields that a dataclass states itself."""
    return {
        entry.target.id: entry.value
        for entry in node.body
        if isinstance(entry, ast.AnnAssign)
        and isinstance(entry.target, ast.Name)
        and not ast.unparse(entry.annotation).startswith("ClassVar")
    }


def write_enum(node: ast.ClassDef, name: str, statements: Statements) -> str:
    """An enumeration: members of a StrEnum are their texts."""
    text = any(isinstance(base, ast.Name) and base.id == "StrEnum" for base in node.bases)
    members = []
    for number, entry in enumerate(
        (
            entry
            for entry in node.body
            if isinstance(entry, ast.Assign) and isinstance(entry.targets[0], ast.Name)
        ),
        1,
    ):
        target = entry.targets[0]
        assert isinstance(target, ast.Name)
        made = isinstance(entry.value, ast.Call) and ast.unparse(entry.value.func).endswith("auto")
        value = (
            (f'"{target.id.lower()}"' if text else str(number))
            if made
            else statements.expressions.write(entry.value)
        )
        members.append(f"[{target.id!r}, {value}]")
    made_by = "$strenum" if text else "$enum"
    return f"const {name} = {made_by}([{', '.join(members)}]);"


def write_class(node: ast.ClassDef, name: str, base: str, fields: Fields, statements: Statements) -> str:
    """A class with its methods; `fields` are all of a dataclass, those of its bases first."""
    expressions = statements.expressions
    before, expressions.scope = expressions.scope, Scope(set())
    parts, after = [], []
    dataclass = is_dataclass(node)
    if dataclass:
        parts.append(_constructor(node, fields, base, statements))
    for entry in node.body:
        if isinstance(entry, ast.FunctionDef):
            parts.append(_method(entry, base, statements))
        elif isinstance(entry, ast.Assign) or (
            isinstance(entry, ast.AnnAssign) and not dataclass and entry.value
        ):
            target = entry.targets[0] if isinstance(entry, ast.Assign) else entry.target
            if isinstance(target, ast.Name) and target.id != "__slots__" and entry.value is not None:
                own, value = attribute_name(target.id), expressions.write(entry.value)
                after.append(f"{name}.prototype.{own} = {name}.{own} = {value};")
    expressions.scope = before
    written = f"class {name}{f' extends {base}' if base else ''} {{ {' '.join(parts)} }}"
    if dataclass:
        listed = ", ".join(f'"{attribute_name(field)}"' for field in fields)
        after.insert(0, f"{name}.prototype.$fields = [{listed}];")
    return "\n".join([written, *after])


def _constructor(node: ast.ClassDef, fields: Fields, base: str, statements: Statements) -> str:
    shown, sets = [], []
    for name, value in fields.items():
        default = _default(value, statements)
        shown.append(f"{local_name(name)} = {default}" if default else local_name(name))
        sets.append(f"this.{attribute_name(name)} = {local_name(name)};")
    if base:
        sets.insert(0, "super();")
    if any(isinstance(entry, ast.FunctionDef) and entry.name == "__post_init__" for entry in node.body):
        sets.append("this.$__post_init__();")
    return f"constructor({', '.join(shown)}) {{ {' '.join(sets)} }}"


def _default(value: ast.expr | None, statements: Statements) -> str:
    if value is None:
        return ""
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "field":
        for keyword in value.keywords:
            if keyword.arg == "default":
                return statements.expressions.write(keyword.value)
            if keyword.arg == "default_factory":
                made = keyword.value
                if isinstance(made, ast.Lambda):
                    return statements.expressions.write(made.body)
                return statements.expressions.write(ast.Call(made, [], []))
        return ""
    return statements.expressions.write(value)


def _method(node: ast.FunctionDef, base: str, statements: Statements) -> str:
    decorators = [ast.unparse(entry) for entry in node.decorator_list]
    own = "" if "staticmethod" in decorators else parameters(node.args)[0].arg
    shown, body = statements.parts(node, statements.expressions.scope, own=own)
    name = attribute_name(node.name)
    if node.name == "__init__":
        call = "super(); " if base else ""
        return f"constructor({shown}) {{ {call}{body} }}"
    if node.name == "__iter__":
        return f"[Symbol.iterator]() {{ {body} }}"
    if "property" in decorators:
        return f"get {name}() {{ {body} }}"
    if "cached_property" in decorators:
        return f'get {name}() {{ return $once(this, "{name}", () => {{ {body} }}); }}'
    if "classmethod" in decorators or "staticmethod" in decorators:
        return f"static {name}({shown}) {{ {body} }}"
    if decorators:
        raise Untranslatable(statements.names.module, node, f"@{decorators[0]}")
    star = "*" if yields(node) else ""
    return f"{star}{name}({shown}) {{ {body} }}"
