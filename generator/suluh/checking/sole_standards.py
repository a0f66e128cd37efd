"""Record types of which a project has one table alone: a second list of agencies would say other agencies."""

from __future__ import annotations

from collections.abc import Iterable

from suluh.checking.agency_lists import find_agencies
from suluh.reading.standard_list import list_standards, load_standard
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.package import DataPackage, Resource

_Table = tuple[DataPackage, Resource]


def check_sole_standards(packages: Iterable[DataPackage]) -> list[Finding]:
    """P050 for each table more of a standard that is `tunggal`, naming the one that holds.

    The one in `referensi/instansi` holds and stays as it is, so that no other submission can stop it; where
    none is there, none holds and each is told.
    """
    every = list(packages)
    sole = {name for name in list_standards() if load_standard(name).get("tunggal") is True}
    home = find_agencies(every)
    tables: dict[str, list[_Table]] = {}
    for package in every:
        for resource in package.resources:
            if resource.standar in sole:
                tables.setdefault(resource.standar, []).append((package, resource))
    findings: list[Finding] = []
    for standard, found in sorted(tables.items()):
        kept = next((pair for pair in found if pair[0] is home), None)
        for pair in found if len(found) > 1 else ():
            if pair is kept:
                continue
            others = [kept] if kept else [other for other in found if other is not pair]
            details = {"standar": standard, "lain": ", ".join(map(_name_table, others))}
            place = Place(pair[0].descriptor_path, pair[1].name, field="standar")
            findings.append(Finding("P050", place, value=standard, details=details))
    return findings


def _name_table(table: _Table) -> str:
    return f"{table[0].folder} ({table[1].name})"
