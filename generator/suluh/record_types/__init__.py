"""The record types that Suluh understands: one folder for each, found by walking this package.

A folder's `__init__.py` states the type as a value, `RECORD_TYPES` (a tuple, since what is one organism
shares a folder), and imports nothing but the vocabulary. Beside it stand `schema.yaml`, `rules.py`,
`measures.py`, `artifacts.py`, `pages.py`, `templates/`, `style.css`, `findings.yaml` and the like, as far as
a type has them. An installed package brings further types by an entry point of the group `suluh.record_types`
that names a package of the same shape. Parts are loaded when they are asked for, and not before.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path
from pkgutil import iter_modules

from suluh.vocabulary.record_types import Block, RecordType, Subject
from suluh.vocabulary.sections import HOME, SITE_SECTIONS, Section

ENTRY_POINTS = "suluh.record_types"
"""The group in which an installed package names the packages of its types."""


@cache
def list_packages() -> tuple[str, ...]:
    """Import paths of the packages that state record types: our own by name, then those of others."""
    own = sorted(one.name for one in iter_modules(__path__, f"{__name__}.") if one.ispkg)
    others = sorted(entry.value for entry in entry_points(group=ENTRY_POINTS))
    return (*own, *others)


@cache
def list_folders() -> tuple[Path, ...]:
    """Where the packages of `list_packages` lie, in their order."""
    return tuple(Path(str(files(package))) for package in list_packages())


@cache
def record_types() -> Mapping[str, RecordType]:
    """All record types by name, in order of name. ValueError where two have one name."""
    found: dict[str, RecordType] = {}
    for package in list_packages():
        for stated in import_module(package).RECORD_TYPES:
            if stated.name in found:
                raise ValueError(f"{package}: {found[stated.name].package} has {stated.name} too")
            found[stated.name] = stated.at_home(package)
    return dict(sorted(found.items()))


@cache
def list_sections() -> tuple[Section, ...]:
    """All sections in the order of a navigation that nobody wrote."""
    brought = (section for record_type in record_types().values() for section in record_type.brings)
    return tuple(sorted((*SITE_SECTIONS, *brought), key=lambda section: (section.order, section.name)))


@cache
def generated_sections() -> tuple[Section, ...]:
    """Sections in which every address belongs to generated pages."""
    return tuple(section for section in list_sections() if section.name != HOME and not section.mixed)


def find_section(name: str) -> Section | None:
    """A section by its name."""
    return next((section for section in list_sections() if section.name == name), None)


def tab_of(name: str) -> str:
    """The section under whose tab another stands: its own for most."""
    section = find_section(name)
    return (section.beside if section else "") or name


@cache
def types_of(section: str) -> tuple[str, ...]:
    """Names of the record types that a section shows, likeliest meant first; `()` for one of every site."""
    shown = [name for name, record_type in record_types().items() if section in record_type.sections]
    stated = find_section(section)
    first = [name for name in stated.meant if name in shown] if stated else []
    return (*first, *(name for name in shown if name not in first))


@cache
def list_blocks(subject: Subject) -> tuple[Block, ...]:
    """What types add to the pages of agencies, regions or threads, in order."""
    blocks = (block for record_type in record_types().values() for block in record_type.blocks)
    return tuple(
        sorted((block for block in blocks if block.subject is subject), key=lambda block: block.order)
    )


def load_part(path: str) -> object:
    """What an import path `module:attribute` of a record type names. Imports the module."""
    module, _, attribute = path.partition(":")
    return getattr(import_module(module), attribute)


def forget_types() -> None:
    """Look for types anew when next asked: for tests that bring some."""
    kept = (
        list_packages,
        list_folders,
        record_types,
        list_sections,
        generated_sections,
        types_of,
        list_blocks,
    )
    for function in kept:
        function.cache_clear()
