"""A template names only what its context has: each name is looked up in its dataclass."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import pkgutil
import re
import sys
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, meta

import suluh.record_types
import suluh.rendering
from suluh.rendering.environment import make_environment
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.closed_pages import Room
from suluh.vocabulary.catalog import Catalog, Dataset
from suluh.vocabulary.package import Table
from suluh.vocabulary.thread_book import ThreadBook
from template_names import COMMON, Names, find_strangers

for package in (suluh.rendering, suluh.record_types):
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)


@dataclasses.dataclass(frozen=True)
class Item:
    """Something on an invented page."""

    title: str


@dataclasses.dataclass(frozen=True)
class InventedPage:
    """What an invented template is filled in with."""

    items: list[Item]
    first: Item | None


def _contexts(root: type[PageContext] = PageContext) -> Iterator[type[PageContext]]:
    for kind in root.__subclasses__():
        # A dataclass with slots is made anew: the class that it was made of is nobody's.
        if getattr(sys.modules[kind.__module__], kind.__name__, None) is kind:
            yield kind
        yield from _contexts(kind)


RENDERING = Path(suluh.rendering.__path__[0])
ANYTHING = ("Any", "dict[str, Any]", "list[dict[str, Any]]", "Mapping[str, Any]")
CONTEXTS = sorted(_contexts(), key=lambda kind: kind.__qualname__)


@pytest.fixture(scope="module")
def environment() -> Environment:
    return make_environment("id")


@pytest.mark.parametrize("kind", CONTEXTS, ids=lambda kind: kind.__name__)
def test_a_context_is_a_frozen_dataclass_with_a_template(kind: type[PageContext]) -> None:
    assert dataclasses.is_dataclass(kind) and kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert kind.template.endswith(".html")


@pytest.mark.parametrize("kind", CONTEXTS, ids=lambda kind: kind.__name__)
def test_a_template_names_only_what_its_context_has(
    environment: Environment, kind: type[PageContext]
) -> None:
    assert find_strangers(environment, kind) == []


@pytest.mark.parametrize("kind", CONTEXTS, ids=lambda kind: kind.__name__)
def test_a_context_has_only_what_its_template_names(
    environment: Environment, kind: type[PageContext]
) -> None:
    assert [name for name in Names(environment, kind).unused() if name not in COMMON] == []


IN_A_ROOM = {name for name in vars(Room) if not name.startswith("_")} - {"settings"}


@pytest.mark.parametrize("kind", CONTEXTS, ids=lambda kind: kind.__name__)
def test_a_page_that_is_kept_reads_of_the_site_what_its_room_has(
    environment: Environment, kind: type[PageContext]
) -> None:
    """The room stands for the studio, and nothing for the catalogue."""
    read = Names(environment, kind).read_of("studio", "catalog")
    strange = {f"{name}.{what}" for name, what in read if name == "catalog" or what not in IN_A_ROOM}
    assert not strange or kind.drawn_anew


def _held(kind: object, seen: set[object]) -> Iterator[object]:
    """The types that a value of this type may have within."""
    if isinstance(kind, list) or kind in seen:  # a list is what a function is given
        return
    seen.add(kind)
    yield kind
    within = [*typing.get_args(kind)]
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        within += typing.get_type_hints(kind).values()
    for one in within:
        yield from _held(one, seen)


@pytest.mark.parametrize("kind", CONTEXTS, ids=lambda kind: kind.__name__)
def test_a_page_that_is_kept_has_no_whole_table(kind: type[PageContext]) -> None:
    """The digest of one would cost more than the page."""
    assert kind.drawn_anew or not {Table, Dataset, Catalog, ThreadBook} & set(_held(kind, set()))


def test_a_name_that_is_not_there_is_found() -> None:
    environment = make_environment("id")
    good = "{% for one in items %}{{ one.title }}{% endfor %}{{ first.title if first }}{{ here }}"
    bad = "{% for one in items %}{{ one.name }}{% endfor %}{{ first.words }}{{ other }}"
    assert Names(environment, InventedPage, good).strangers() == []
    assert Names(environment, InventedPage, bad).strangers() == ["Item.name", "Item.words", "other"]
    assert meta.find_undeclared_variables(environment.parse(good)) == {"items", "first", "here"}


def _functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path in sorted(RENDERING.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path.name, node


def test_no_function_of_rendering_returns_just_anything() -> None:
    loose = [
        f"{name}: {node.name}"
        for name, node in _functions()
        if node.returns is not None and ast.unparse(node.returns) in ANYTHING
    ]
    assert loose == []


def test_rendering_hardly_mentions_any() -> None:
    mentions = sum(
        len(re.findall(r"\bAny\b", path.read_text(encoding="utf-8"))) for path in RENDERING.rglob("*.py")
    )
    assert mentions <= 60


def test_no_module_of_rendering_is_long() -> None:
    long = {
        path.name: lines
        for path in RENDERING.rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert long == {}
