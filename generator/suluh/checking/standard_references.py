"""Do rows of a record type keep to what the type refers to and to the years that it is for?

What a descriptor's own keys say is checked with them, and agencies and rows of other types by the rules of
rows; here is the rest, so that leaving a key out of a descriptor does not leave it out of the check.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from suluh.checking.places import Places, is_missing, sole_columns
from suluh.checking.references import NOMENCLATURE_PACKAGE, REGION_PACKAGE, References
from suluh.reading.standard_definitions import define_standard
from suluh.reading.standard_list import list_standards
from suluh.vocabulary.codes import codes_above, is_sub_kegiatan, normalise_code
from suluh.vocabulary.columns import cells_of, distinct_of, find_and_count
from suluh.vocabulary.findings import Finding, Severity
from suluh.vocabulary.package import DataPackage, ForeignKey, Resource, Table
from suluh.vocabulary.standards import NOMENCLATURE, REGIONS, Role, Standard

_ANY = ["X", "XX"]
_FIELD_PARTS = 2
_LAST_YEAR = 9999
SUB_KEGIATAN = "kode_sub_kegiatan"
"""The column whose malformed codes the rules of rows tell."""


def check_standard_references(
    package: DataPackage, resource: Resource, table: Table, references: References
) -> list[Finding]:
    """Findings about regions and codes that are nowhere, and about years that the form is not for."""
    if resource.standar not in list_standards():
        return []
    standard = define_standard(resource.standar)
    places = Places(package, resource, table)
    findings = list(_check_years(standard, places))
    stated = {(key.fields, key.package) for key in resource.schema.foreign_keys}
    columns = sole_columns(table, resource)
    for key in standard.references:
        if len(key.fields) != 1 or key.fields[0] not in columns:
            continue
        if key.resource == REGIONS and (key.fields, REGION_PACKAGE) not in stated:
            whole = ForeignKey(key.fields, REGION_PACKAGE, REGION_PACKAGE, key.reference_fields)
            findings += references.check_key(whole, places)
        elif key.resource == NOMENCLATURE and (key.fields, NOMENCLATURE_PACKAGE) not in stated:
            findings += _check_nomenclature(key.fields[0], columns[key.fields[0]], places, references)
    return findings


def _check_nomenclature(name: str, at: int, places: Places, references: References) -> Iterator[Finding]:
    """A warning for all rows whose code is in no nomenclature, national or the site's, at the first.

    A warning, since one list is right for some years alone; a descriptor's own key makes it an error.
    """
    listed = references.nomenclature()
    field = places.resource.schema.field_named(name)
    if field is None or (listed is None and not references.region):
        return
    codes = _list_codes(listed or frozenset())
    cells = cells_of(places.table.rows, at)
    strange: set[str] = set()
    for cell in distinct_of(cells):
        code = normalise_code(cell)
        malformed = name == SUB_KEGIATAN and not is_sub_kegiatan(code)
        known = malformed or is_missing(cell, field) or codes.has(code)
        if not known and not references.is_official(_fill_suffix(code)):
            strange.add(cell)
    first, count = find_and_count(cells, strange)
    if count:
        finding = places.note("A029", first, field, cells[first], jumlah=str(count))
        yield replace(finding, severity=Severity.WARNING)


@dataclass(frozen=True, slots=True)
class _ListedCodes:
    """A nomenclature's codes in their right form: what it lists, and what stands above that."""

    listed: frozenset[str]
    above: frozenset[str]
    of_any_field: frozenset[str]

    def has(self, code: str) -> bool:
        """Whether the list has the code, something below it, or ends above it."""
        filled = _fill_suffix(code)
        if filled in self.listed or filled in self.above or _of_any_field(filled) in self.of_any_field:
            return True
        nearest = next(
            (step for step in codes_above(filled) if step in self.listed or step in self.above), ""
        )
        return nearest in self.listed and nearest not in self.above


@lru_cache(maxsize=4)
def _list_codes(listed: frozenset[str]) -> _ListedCodes:
    codes = {_fill_suffix(normalise_code(code)) for code in listed}
    above = {before for code in codes for before in codes_above(code)}
    every = codes | above
    # `X.XX` in a row stands for whatever bidang the list has; in the list, for whatever bidang a row has.
    by_rows = {_of_any_field(code) for code in every}
    by_list = {code for code in codes if code.split(".")[:_FIELD_PARTS] == _ANY}
    return _ListedCodes(frozenset(codes | by_rows), frozenset(above), frozenset(by_list))


def _fill_suffix(code: str) -> str:
    """A sub kegiatan's code with four digits at its end; other text as it is."""
    if not is_sub_kegiatan(code):
        return code
    above, _, suffix = code.rpartition(".")
    return f"{above}.{suffix:0>4}"


def _of_any_field(code: str) -> str:
    """The code of any bidang: `X.XX.01` for `1.06.01`; a code that has no bidang as it is."""
    parts = code.split(".")
    return code if len(parts) <= _FIELD_PARTS or parts[:2] == _ANY else ".".join((*_ANY, *parts[2:]))


def _check_years(standard: Standard, places: Places) -> Iterator[Finding]:
    """A warning for all rows of years before or after those that the form is for, at the first of them."""
    column = next((time for time in standard.of_role(Role.TIME) if time.type == "year"), None)
    there = sole_columns(places.table, places.resource)
    field = places.resource.schema.field_named(column.name) if column is not None else None
    bounded = standard.since is not None or standard.until is not None
    if not bounded or field is None or field.name not in there:
        return
    since, until = standard.since or 0, standard.until or _LAST_YEAR
    years = places.table.column(field.name)
    others = {cell for cell in distinct_of(years) if _is_year(cell) and not since <= int(cell) <= until}
    first, count = find_and_count(years, others)
    if count:
        details = {
            "standar": standard.title,
            "masa": "–".join((str(standard.since or ""), str(standard.until or ""))),
            "jumlah": str(count),
        }
        finding = places.note("A028", first, field, years[first], **details)
        yield replace(finding, severity=Severity.WARNING)


def _is_year(cell: str) -> bool:
    return len(cell) == len("2025") and cell.isascii() and cell.isdigit()
