"""Engines: they turn a staged folder of Markdown and a theme into HTML, and are all that knows how."""

from __future__ import annotations

from importlib import import_module

from suluh.assembly.engine import Engine

ENGINES = {
    "mkdocs": ("suluh.engines.mkdocs_plugin", "MkDocsEngine"),
    "zensical": ("suluh.engines.zensical", "ZensicalEngine"),
}
"""Engines by name: their module, which loads when it is needed, and class."""


def load_engine(name: str) -> Engine:
    """The engine of that name. Raises KeyError for an unknown one."""
    module, kind = ENGINES[name]
    engine: Engine = getattr(import_module(module), kind)()
    return engine


__all__ = ["ENGINES", "Engine", "load_engine"]
