"""Engines: they turn a staged folder of Markdown and a theme into HTML, and are all that knows how.

A new engine is a module with a class after `assembly.engine.Engine`, and one line here.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from suluh.assembly.engine import Engine

ENGINES = {
    "mkdocs": "suluh.engines.mkdocs_plugin:MkDocsEngine",
    "zensical": "suluh.engines.zensical:ZensicalEngine",
}
"""Engines by name, the usual one first: their module, which loads when it is needed, and class."""


def list_engines() -> tuple[str, ...]:
    """The names of all engines, the usual one first."""
    return tuple(ENGINES)


def load_engine(name: str) -> Engine:
    """The engine of that name. Raises KeyError for an unknown one."""
    module, _, kind = ENGINES[name].partition(":")
    engine: Engine = getattr(import_module(module), kind)()
    return engine
