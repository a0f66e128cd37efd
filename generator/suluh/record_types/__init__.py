"""The record types that Suluh understands: one folder for each, found by walking this package.

A folder's `__init__.py` states the type as a value, `RECORD_TYPES` (a tuple, since what is one organism
shares a folder), and imports nothing but the vocabulary. Beside it stand `schema.yaml`, `rules.py`,
`measures.py`, `artifacts.py`, `pages.py`, `templates/`, `style.css`, `findings.yaml` and the like, as far as
a type has them. An installed package brings further types by an entry point of the group `suluh.record_types`
that names a package of the same shape. Parts are loaded when they are asked for, and not before.

A site's own types (`standar/*.yaml`) are there beside them within `understanding`: a schema with roles, whose
pages and blocks are drawn by the roles alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache, partial
from importlib import import_module
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path
from pkgutil import iter_modules

from suluh.vocabulary.own_types import OwnSections, own_sections
from suluh.vocabulary.record_types import Block, RecordType, Subject, make_own_type
from suluh.vocabulary.sections import HOME, SITE_SECTIONS, Section

FAULT_LENGTH = 300
"""Signs of a fault of another's package that are told."""
SITES = 16
"""Sites of one process whose types are kept in mind."""
ENTRY_POINTS = "suluh.record_types"
"""The group in which an installed package names the packages of its types."""


class BrokenPackageError(Exception):
    """An installed package of types cannot be used: which, what it brings it as, and what is wrong."""

    def __init__(self, package: str, fault: str) -> None:
        super().__init__(f"{package}: {fault}")
        self.package = package
        self.fault = fault


@contextmanager
def blaming(package: str) -> Iterator[None]:
    """Within it whatever fails is the fault of `package`, if another than Suluh brings it.

    `package` may be any module of it. Raises BrokenPackageError in the place of what was raised.
    """
    try:
        yield
    except (BrokenPackageError, MemoryError):
        raise
    except (Exception, SystemExit) as fault:
        distribution = who_brings(package)
        if not distribution:
            raise
        raise BrokenPackageError(distribution, _describe(fault)) from fault


def who_brings(module: str) -> str:
    """The distribution whose entry point brings a module or its package, with its value; else empty."""
    for package, distribution in _brought_packages():
        if module == package or module.startswith(f"{package}."):
            return f"{distribution} ({package})"
    return ""


@cache
def _brought_packages() -> tuple[tuple[str, str], ...]:
    """The packages that entry points bring, by import path, and the distribution of each.

    Kept in mind: to find entry points, the metadata of every installed distribution is read.
    """
    return tuple(
        (entry.value, entry.dist.name if entry.dist is not None else entry.name)
        for entry in entry_points(group=ENTRY_POINTS)
    )


def _describe(fault: BaseException) -> str:
    """A fault on one line, short: such a message may quote a file."""
    text = " ".join(str(fault).split())
    return f"{type(fault).__name__}: {text[:FAULT_LENGTH]}" if text else type(fault).__name__


@cache
def list_packages() -> tuple[str, ...]:
    """Import paths of the packages that state record types: our own by name, then those of others."""
    own = sorted(
        module_info.name for module_info in iter_modules(__path__, f"{__name__}.") if module_info.ispkg
    )
    others = sorted(package for package, _ in _brought_packages())
    return (*own, *others)


@cache
def list_folders() -> tuple[Path, ...]:
    """Where the packages of `list_packages` lie, in their order."""
    found = []
    for package in list_packages():
        with blaming(package):
            found.append(Path(str(files(package))))
    return tuple(found)


def record_types() -> Mapping[str, RecordType]:
    """All record types by name, in order of name: those installed, and those of the site being read."""
    return _all_types(own_sections())


@lru_cache(maxsize=SITES)
def _all_types(own: OwnSections) -> Mapping[str, RecordType]:
    made = {name: make_own_type(name, section, place) for place, (name, section) in enumerate(own)}
    return dict(sorted({**made, **built_in_types()}.items()))


@cache
def built_in_types() -> Mapping[str, RecordType]:
    """The types of installed packages by name. BrokenPackageError where one of another's cannot be used.

    ValueError where two of ours have one name.
    """
    found: dict[str, RecordType] = {}
    for package in list_packages():
        with blaming(package):
            for stated in _stated_by(package):
                if stated.name in found:
                    raise ValueError(f"{package}: {found[stated.name].package} has {stated.name} too")
                _refuse_twins(stated, found)
                found[stated.name] = stated.at_home(package)
    return dict(sorted(found.items()))


def _stated_by(package: str) -> tuple[RecordType, ...]:
    """The types that a package states. TypeError where they are no tuple of types."""
    stated = import_module(package).RECORD_TYPES
    if not isinstance(stated, tuple) or not all(isinstance(entry, RecordType) for entry in stated):
        raise TypeError(f"{package}.RECORD_TYPES is no tuple of RecordType")
    return stated


def _refuse_twins(stated: RecordType, found: Mapping[str, RecordType]) -> None:
    """ValueError where a section that a type brings is there already."""
    taken = {section.name for section in SITE_SECTIONS}
    taken |= {section.name for record_type in found.values() for section in record_type.brings}
    for section in stated.brings:
        if section.name in taken:
            raise ValueError(f"the section {section.name} is there already")


def list_sections() -> tuple[Section, ...]:
    """All sections in the order of a navigation that nobody wrote."""
    return _all_sections(own_sections())


@lru_cache(maxsize=SITES)
def _all_sections(own: OwnSections) -> tuple[Section, ...]:
    brought = (section for record_type in _all_types(own).values() for section in record_type.brings)
    return tuple(sorted((*SITE_SECTIONS, *brought), key=lambda section: (section.order, section.name)))


def list_built_in_sections() -> tuple[str, ...]:
    """Names of the sections that no site can have of its own: those of every site and of installed types."""
    return tuple(section.name for section in _all_sections(()))


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


def types_of(section: str) -> tuple[str, ...]:
    """Names of the record types that a section shows, likeliest meant first; `()` for one of every site."""
    return _types_of(section, own_sections())


@lru_cache(maxsize=SITES * 100)
def _types_of(section: str, own: OwnSections) -> tuple[str, ...]:
    shown = [name for name, record_type in _all_types(own).items() if section in record_type.sections]
    stated = find_section(section)
    first = [name for name in stated.meant if name in shown] if stated else []
    return (*first, *(name for name in shown if name not in first))


def list_blocks(subject: Subject) -> tuple[Block, ...]:
    """What types add to the pages of agencies, regions or threads, in order."""
    blocks = (block for record_type in record_types().values() for block in record_type.blocks)
    return tuple(
        sorted((block for block in blocks if block.subject is subject), key=lambda block: block.order)
    )


def load_part(path: str) -> object:
    """What an import path `module:attribute` of a record type names. Imports the module.

    Of `module:attribute#name` it is the function with that name as its first argument: one function
    draws all of a site's own types.
    """
    module, _, attribute = path.partition(":")
    attribute, _, name = attribute.partition("#")
    with blaming(module):
        part = getattr(import_module(module), attribute)
    return partial(part, name) if name else part


def load_brought_parts() -> None:
    """Import every part of the types that others bring, so that a broken one is told before a build."""
    for record_type in built_in_types().values():
        if not who_brings(record_type.package):
            continue
        paths = [record_type.rules, record_type.artifacts]
        paths += [block.part for block in record_type.blocks]
        paths += [section.pages for section in record_type.brings]
        paths += [part for _, part in record_type.choices]
        for path in filter(None, paths):
            load_part(path)


def forget_types() -> None:
    """Look for types anew when next asked: for tests that bring some."""
    answers = (list_packages, list_folders, built_in_types, _all_types, _all_sections, _types_of)
    for kept in (_brought_packages, *answers):
        kept.cache_clear()
