"""A region's own record types: where their files lie, which of them hold now, and the sections they make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from contextvars import ContextVar
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from suluh.vocabulary.held_values import holding

OWN_TYPES_FOLDER = "standar"
"""Beside `mkdocs.yml`; each file in it is a record type of the site's own."""

OwnTypes = Mapping[str, Mapping[str, Any]]
"""Schemas by name, closed and whole: each has at least the keys that a built-in type has."""

_UNDERSTOOD: ContextVar[OwnTypes] = ContextVar("own_types")


def understanding(own: OwnTypes) -> AbstractContextManager[None]:
    """Within it a site's own types are record types like any other.

    It is entered with `Settings.own_types` where a site is read, checked, made or written, as its language
    is spoken: two sites built in one process have each its own, and neither outlasts its run.
    """
    return holding(_UNDERSTOOD, own)


def own_types() -> OwnTypes:
    """The types of the site that is being read, by name; none outside of `understanding`."""
    return _UNDERSTOOD.get({})


def say_stated(language: str, stated: Mapping[str, Any], key: str) -> str:
    """A text of a type's schema on one line: as `<key>_<language>` has it, else as it is, in Indonesian."""
    return " ".join(str(stated.get(f"{key}_{language}") or stated.get(key, "")).split())


def is_stated_in(language: str, stated: Mapping[str, Any], key: str) -> bool:
    """Whether the text of `say_stated` is in that language."""
    return language == "id" or bool(stated.get(f"{key}_{language}"))


OwnSections = tuple[tuple[str, str], ...]
"""The names of a site's own types with their sections: what a registry of types depends on."""


def own_sections() -> OwnSections:
    """The types of the site that is being read and the section of each, in order of name."""
    stated = own_types()
    # Asked for with every format and page: almost every site has none.
    return (
        tuple((name, section_of(name, schema)) for name, schema in sorted(stated.items())) if stated else ()
    )


def section_of(name: str, schema: Mapping[str, Any]) -> str:
    """The section that shows a type: the one it names, else its own name as an address."""
    stated = schema.get("section")
    return stated if isinstance(stated, str) and stated else name.replace("_", "-")


class _Site(Protocol):
    """Settings, as far as own types are concerned."""

    @property
    def own_types(self) -> OwnTypes:
        """The site's own types."""


_Settings = TypeVar("_Settings", bound=_Site)
_Rest = ParamSpec("_Rest")
_Answer = TypeVar("_Answer")


def with_own_types(
    function: Callable[Concatenate[_Settings, _Rest], _Answer],
) -> Callable[Concatenate[_Settings, _Rest], _Answer]:
    """A function of a site's settings that runs within `understanding` of that site's types."""

    @wraps(function)
    def run(settings: _Settings, /, *arguments: _Rest.args, **named: _Rest.kwargs) -> _Answer:
        with understanding(settings.own_types):
            return function(settings, *arguments, **named)

    return run
