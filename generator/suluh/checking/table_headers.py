"""Is the header what the schema declares?"""

from __future__ import annotations

import difflib

from suluh.checking.places import Places
from suluh.reading.schemas import fields_match
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.package import DataPackage, Resource, Table


def check_header(package: DataPackage, resource: Resource, table: Table) -> list[Finding]:
    """Findings for empty, repeated, unknown, missing and misplaced column names, and for no rows at all.

    Every column must be declared, because an undeclared one has no classification.
    """
    places = Places(package, resource, table)
    declared = [field.name for field in resource.schema.fields]
    findings: list[Finding] = []
    if not any(name.strip() for name in table.header):
        return [Finding("T001", places.of_header(), details={"nomor": "1"})]
    missing = [name for name in declared if name not in table.header]
    for number, name in enumerate(table.header, start=1):
        if not name.strip():
            findings.append(Finding("T001", places.of_header(), details={"nomor": str(number)}))
        elif name in table.header[: number - 1]:
            findings.append(Finding("T002", places.of_header(name), value=name))
        elif name not in declared:
            details = {"mirip": _closest(name, missing), "ada": ", ".join(declared)}
            findings.append(Finding("T003", places.of_header(name), value=name, details=details))
    for name in missing:
        details = {"mirip": _closest(name, [name for name in table.header if name not in declared])}
        findings.append(Finding("T004", places.of_header(name), details=details))
    if not findings and fields_match(resource.schema) == "exact" and list(table.header) != declared:
        findings.append(Finding("T005", places.of_header(), details={"urutan": ", ".join(declared)}))
    if not table.rows and not table.numbers:
        findings.append(Finding("T007", places.of_header()))
    return findings


def _closest(name: str, names: list[str]) -> str:
    tidy = {text.strip().casefold().replace(" ", "_"): text for text in names}
    found = difflib.get_close_matches(name.strip().casefold().replace(" ", "_"), list(tidy), n=1)
    return tidy[found[0]] if found else "-"
