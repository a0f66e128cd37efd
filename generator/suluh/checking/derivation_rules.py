"""May a derived table be as public as it says, given where its columns come from?"""

from __future__ import annotations

from collections.abc import Mapping

from suluh.reading.derived_tables import Recipe
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.package import DataPackage, Klasifikasi, Resource


def check_derivation(
    package: DataPackage, resource: Resource, recipe: Recipe, packages: Mapping[str, DataPackage]
) -> list[Finding]:
    """A finding for each column that is looser than the column it is taken from, or than a source as a whole.

    A source that is not public makes every row's presence non-public, so the whole table follows it.
    """
    findings: list[Finding] = []
    for name in recipe.sources:
        source = packages.get(name)
        if source is None or not source.resources:
            continue
        strictest = source.resources[0].klasifikasi
        if resource.klasifikasi.strictness < strictest.strictness:
            place = Place(package.descriptor_path, resource.name, field="turunan")
            details = {"sumber": name, "induk": strictest.value}
            findings.append(Finding("K005", place, value=resource.klasifikasi, details=details))
    for field in resource.schema.fields:
        for name, column in recipe.origins(field.name):
            own = _classification(packages.get(name), column)
            if own is not None and field.klasifikasi.strictness < own.strictness:
                place = Place(package.descriptor_path, resource.name, field=field.name)
                details = {"sumber": f"{name}: {column}", "induk": own.value}
                findings.append(Finding("K005", place, value=field.klasifikasi, details=details))
    return findings


def _classification(package: DataPackage | None, column: str) -> Klasifikasi | None:
    if package is None or not package.resources:
        return None
    field = package.resources[0].schema.field_named(column)
    return field.klasifikasi if field else None
