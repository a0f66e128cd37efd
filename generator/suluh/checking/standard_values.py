"""Do the cells of a table that follows a standard keep to what the standard says of its columns?

What the descriptor itself demands is checked with it; here is the rest, so that leaving a rule out of
a descriptor does not leave it out of the check.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from suluh.checking.places import Places, is_missing, sole_columns
from suluh.reading.patterns import fits_pattern
from suluh.reading.standard_list import list_standards, load_standard
from suluh.vocabulary.cells import read_cell
from suluh.vocabulary.columns import distinct_of, places_of
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.package import DataPackage, Field, Resource, Table

Rule = Callable[[Field, str], bool]


def check_standard_values(package: DataPackage, resource: Resource, table: Table) -> list[Finding]:
    """A finding for each cell that breaks a rule of the standard, unless the descriptor has the same rule."""
    if resource.standar not in list_standards():
        return []
    standard = load_standard(resource.standar)
    places = Places(package, resource, table)
    columns = sole_columns(table, resource)
    findings: list[Finding] = []
    for column in standard["fields"]:
        field = resource.schema.field_named(column["name"])
        if field is None or field.name not in columns:
            continue
        for name, limit in column.get("constraints", {}).items():
            keeps = _make_rule(name, limit)
            if keeps is None or field.constraints.get(name) == limit:
                continue  # told by the schema's own check; a looser rule of the descriptor's loosens nothing
            cells = table.column(field.name)
            broken = {cell for cell in distinct_of(cells) if not keeps(field, cell)}
            for index in places_of(cells, broken):
                details = {"standar": resource.standar, "batasan": f"@{name}", "batas": _show(limit)}
                findings.append(places.note("A001", index, field, cells[index], **details))
    return findings


def _make_rule(name: str, limit: Any) -> Rule | None:  # noqa: ANN401 - a list, number or text, by `name`
    """Whether a cell keeps to one constraint; None for a constraint that is not checked by cell."""
    if name == "required":
        return lambda field, cell: not is_missing(cell, field)
    if name == "enum":
        choices = {str(entry) for entry in limit}
        return lambda field, cell: is_missing(cell, field) or cell in choices
    if name == "pattern":
        return lambda field, cell: is_missing(cell, field) or fits_pattern(limit, cell)
    if name == "maxLength":
        return lambda field, cell: len(cell) <= limit
    if name == "minimum":
        least = Decimal(str(limit))
        return lambda field, cell: (value := read_cell(field, cell).value) is None or value >= least
    if name == "maximum":
        most = Decimal(str(limit))
        return lambda field, cell: (value := read_cell(field, cell).value) is None or value <= most
    return None


def _show(limit: object) -> str:
    if limit is True:
        return "@must"
    return ", ".join(map(str, limit)) if isinstance(limit, list) else str(limit)
