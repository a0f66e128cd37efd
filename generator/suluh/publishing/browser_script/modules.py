"""What an entry reaches of the package's modules, as one module of JavaScript."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files

from suluh.publishing.browser_script.classes import (
    Fields,
    is_dataclass,
    is_enum,
    own_fields,
    write_class,
    write_enum,
)
from suluh.publishing.browser_script.names import Signature
from suluh.publishing.browser_script.scopes import Scope, Untranslatable, parameters
from suluh.publishing.browser_script.statements import Statements

Symbol = tuple[str, str]
"""A module and a name in it."""
_ROOT = "suluh."


@dataclass(slots=True)
class Unit:
    """A statement of a module that gives names a value."""

    module: str
    node: ast.stmt
    place: int
    names: tuple[str, ...]


@dataclass(slots=True)
class Module:
    """A module's statements by the names that they define, and where its other names are from."""

    name: str
    units: dict[str, Unit] = field(default_factory=dict)
    imported: dict[str, Symbol] = field(default_factory=dict)
    imports: list[str] = field(default_factory=list)
    methods: set[str] = field(default_factory=set)


class Program:
    """Modules read as far as something reaches them, and the script that they give.

    `given` are names of the package that the script's host has of its own, each with its name there.
    """

    def __init__(self, given: Mapping[Symbol, str]) -> None:
        self.given = given
        self.module = ""
        self._modules: dict[str, Module] = {}
        self._names: dict[Symbol, str] = {}
        self._taken: set[str] = set()
        self._todo: list[Unit] = []
        self._written: dict[tuple[str, int], str] = {}
        self._methods: dict[str, list[Signature]] = {}
        self._statements = Statements(self)

    def write(self, entries: Mapping[str, Symbol]) -> str:
        """The script's text: each entry is exported under its name."""
        exports = {name: self.known(*symbol) for name, symbol in entries.items()}
        while self._todo:
            unit = self._todo.pop()
            place = (unit.module, unit.place)
            if place not in self._written:
                self._written[place] = ""
                self.module = unit.module
                self._written[place] = self._write_unit(unit)
        ordered = [
            self._written[name, place]
            for name in self._in_order()
            for place in sorted(place for module, place in self._written if module == name)
        ]
        shown = ", ".join(f"{own} as {name}" for name, own in exports.items())
        return "\n".join([*ordered, f"export {{ {shown} }};", ""])

    # What expressions ask of names

    def reference(self, name: str) -> str | None:
        """The script's name for one of the module that is being written."""
        symbol = self._resolve(self.module, name)
        return None if symbol is None else self.known(*symbol)

    def known(self, module: str, name: str) -> str:
        """The script's name for one of a module; what defines it is written too."""
        symbol = self._resolve(module, name) or (module, name)
        if symbol in self.given:
            return self.given[symbol]
        if not symbol[0].startswith(_ROOT) and symbol[0] != "suluh":
            return f"$lib_{symbol[0].replace('.', '_')}{f'.{symbol[1]}' if symbol[1] else ''}"
        if symbol not in self._names:
            unit = self._module(symbol[0]).units.get(symbol[1])
            if unit is None:
                raise ValueError(f"{symbol[0]} has no {symbol[1]}")
            own = symbol[1] if symbol[1] not in self._taken else f"{symbol[1]}_{len(self._taken)}"
            self._taken.add(own)
            self._names[symbol] = f"{own}$"
            self._todo.append(unit)
        return self._names[symbol]

    def signature(self, name: str, scope: Scope) -> Signature | None:
        """How a function or class of that name is called."""
        owner = scope.owner(name)
        if owner is not None and name in owner.functions:
            return _signature(owner.functions[name], own=False)
        symbol = (
            owner.imported[name]
            if owner is not None and name in owner.imported
            else self._resolve(self.module, name)
        )
        node = self._definition(symbol)
        if isinstance(node, ast.FunctionDef):
            return _signature(node, own=False)
        if isinstance(node, ast.ClassDef) and symbol is not None:
            made = next(
                (part for part in node.body if isinstance(part, ast.FunctionDef) and part.name == "__init__"),
                None,
            )
            return _signature(made, own=True) if made is not None else (list(self._fields(symbol)), "", "")
        return None

    def method_signature(self, name: str) -> Signature | None:
        """How the methods of that name are called, where all that were read agree."""
        known = {
            repr(signature): signature
            for module in self._modules.values()
            for unit in module.units.values()
            if isinstance(unit.node, ast.ClassDef)
            for part in unit.node.body
            if isinstance(part, ast.FunctionDef) and part.name == name
            for signature in [_signature(part, own=True)]
        }
        return next(iter(known.values())) if len(known) == 1 else None

    def is_method(self, name: str) -> bool:
        """Whether a class that was read has a method of that name, which is no property."""
        return any(name in module.methods for module in self._modules.values())

    def is_class(self, name: str) -> bool:
        """Whether the name is a class that is made with `new`."""
        node = self._definition(self._resolve(self.module, name))
        return isinstance(node, ast.ClassDef) and not is_enum(node)

    def is_proven(self, name: str) -> bool:
        """Whether a function says that it gives true or false."""
        node = self._definition(self._resolve(self.module, name))
        return (
            isinstance(node, ast.FunctionDef)
            and node.returns is not None
            and ast.unparse(node.returns) == "bool"
        )

    # Modules

    def _module(self, name: str) -> Module:
        if name not in self._modules:
            self._modules[name] = read_module(name)
        return self._modules[name]

    def _resolve(self, module: str, name: str) -> Symbol | None:
        """Where a name is defined, through as many imports as it takes."""
        if (module, name) in self.given:
            return module, name
        while module.startswith(_ROOT):
            read = self._module(module)
            if name in read.units:
                return module, name
            if name not in read.imported:
                return None
            module, name = read.imported[name]
            if (module, name) in self.given:
                return module, name
        return module, name

    def _definition(self, symbol: Symbol | None) -> ast.stmt | None:
        if symbol is None or not symbol[0].startswith(_ROOT):
            return None
        unit = self._module(symbol[0]).units.get(symbol[1])
        return unit.node if unit is not None else None

    def _fields(self, symbol: Symbol) -> Fields:
        node = self._definition(symbol)
        if not isinstance(node, ast.ClassDef):
            return {}
        inherited: dict[str, ast.expr | None] = {}
        for base in node.bases:
            found = self._resolve(symbol[0], base.id) if isinstance(base, ast.Name) else None
            inherited |= self._fields(found) if found is not None else {}
        return {**inherited, **own_fields(node)} if is_dataclass(node) else inherited

    def _in_order(self) -> list[str]:
        """The modules in the order in which Python runs them."""
        done: dict[str, None] = {}

        def visit(name: str, above: tuple[str, ...]) -> None:
            if name in done or name in above or name not in self._modules:
                return
            for other in self._modules[name].imports:
                visit(other, (*above, name))
            done[name] = None

        for name in sorted(self._modules):
            visit(name, ())
        return list(done)

    def _write_unit(self, unit: Unit) -> str:
        node = unit.node
        if isinstance(node, ast.FunctionDef):
            return self._statements.function(node, self.known(unit.module, node.name))
        if isinstance(node, ast.ClassDef):
            name = self.known(unit.module, node.name)
            if is_enum(node):
                return write_enum(node, name, self._statements)
            return write_class(
                node, name, self._base(node), self._fields((unit.module, node.name)), self._statements
            )
        return self._write_values(unit)

    def _base(self, node: ast.ClassDef) -> str:
        for base in node.bases:
            named = base.value if isinstance(base, ast.Subscript) else base
            if isinstance(named, ast.Name) and named.id != "Protocol":
                return self.reference(named.id) or f"$py.{named.id}"
        return ""

    def _write_values(self, unit: Unit) -> str:
        node = unit.node
        assert isinstance(node, (ast.Assign, ast.AnnAssign))
        if node.value is None:
            raise Untranslatable(unit.module, node)
        scope = self._statements.expressions.scope = Scope(set())
        value = self._statements.expressions.write(node.value)
        self._statements.expressions.scope = None
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        if isinstance(target, ast.Name):
            written = f"const {self.known(unit.module, target.id)} = {value};"
        else:
            assert isinstance(target, ast.Tuple)
            names = ", ".join(self.known(unit.module, name) for name in unit.names)
            written = f"const [{names}] = {value};"
        return f"let {', '.join(scope.temporaries)}; {written}" if scope.temporaries else written


def read_module(name: str) -> Module:
    """A module's source, taken apart."""
    parts = name.split(".")
    source = files("suluh").joinpath(*parts[1:-1], f"{parts[-1]}.py")
    if not source.is_file():
        source = files("suluh").joinpath(*parts[1:], "__init__.py")
    module = Module(name)
    for place, node in enumerate(ast.parse(source.read_text(encoding="utf-8")).body):
        if isinstance(node, ast.ImportFrom) and node.module and node.module != "__future__":
            module.imports.append(node.module)
            module.imported |= {alias.asname or alias.name: (node.module, alias.name) for alias in node.names}
        elif isinstance(node, ast.Import):
            module.imported |= {alias.asname or alias.name: (alias.name, "") for alias in node.names}
        else:
            names = tuple(_defined(node))
            unit = Unit(name, node, place, names)
            module.units |= dict.fromkeys(names, unit)
            module.methods |= _methods_of(node)
    return module


def _methods_of(node: ast.stmt) -> set[str]:
    """Names of a class's methods, properties not among them."""
    return {
        part.name
        for part in (node.body if isinstance(node, ast.ClassDef) else ())
        if isinstance(part, ast.FunctionDef)
        and not any(ast.unparse(entry).endswith("property") for entry in part.decorator_list)
    }


def _defined(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, (ast.Assign, ast.AnnAssign)):
        targets: Iterable[ast.expr] = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            if isinstance(target, ast.Tuple):
                yield from (part.id for part in target.elts if isinstance(part, ast.Name))
            elif isinstance(target, ast.Name):
                yield target.id


def _signature(node: ast.FunctionDef, *, own: bool) -> Signature:
    static = any(ast.unparse(entry) == "staticmethod" for entry in node.decorator_list)
    arguments = node.args
    rest = [arg for arg in (arguments.vararg, arguments.kwarg) if arg is not None]
    names = [arg.arg for arg in parameters(arguments) if arg not in rest]
    return (
        names[1:] if own and not static else names,
        arguments.vararg.arg if arguments.vararg is not None else "",
        arguments.kwarg.arg if arguments.kwarg is not None else "",
    )
