"""What a derived dataset rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from suluh.reading.derived_tables import read_recipe
from suluh.vocabulary.package import DataPackage


def list_sources(package: DataPackage) -> Iterator[str]:
    """The datasets from which a package's tables are derived, by name."""
    for resource in package.resources:
        recipe = read_recipe(resource, package.descriptor_path)[0] if resource.turunan is not None else None
        yield from recipe.sources if recipe is not None else ()


def list_grounds(package: DataPackage, packages: Mapping[str, DataPackage]) -> tuple[str, ...]:
    """The names of a dataset and of all that it is derived from, however far."""
    found: dict[str, None] = {}
    waiting = [package.name]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = None
            waiting += list_sources(packages[name]) if name in packages else ()
    return tuple(found)
