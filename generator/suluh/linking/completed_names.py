"""Names for the codes that a site uses: its own list's, else the official ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from suluh.reading.official_codes import Government, official_name
from suluh.reading.standard_definitions import define_standard
from suluh.reading.standard_list import list_standards
from suluh.vocabulary.codes import codes_above, normalise_code
from suluh.vocabulary.columns import distinct_of
from suluh.vocabulary.package import ClearedPackage
from suluh.vocabulary.reports import Report
from suluh.vocabulary.standards import NOMENCLATURE


def complete_names(
    own: Mapping[str, str], cleared: Iterable[ClearedPackage], reports: Iterable[Report], region: str
) -> Mapping[str, str]:
    """`own` names with those of all codes in cleared rows and reports, and above them, that it lacks.

    A code that only closed rows have stays out: that it is used there is no one's to know.
    """
    government = Government.of_region(region)
    found = dict(own)
    used = {*_codes_of_rows(cleared), *(code for report in reports for code in report.kegiatan)}
    stated = set(map(normalise_code, used))
    above = {higher for code in stated for higher in codes_above(code)}
    for code in sorted((stated | above) - own.keys()):
        name = official_name(code, government)
        if name:
            found[code] = name
    return found


def _codes_of_rows(cleared: Iterable[ClearedPackage]) -> Iterator[str]:
    known = list_standards()
    for package in cleared:
        for resource in package.package.resources:
            if resource.standar not in known:
                continue
            table = package.tables.get(resource.name)
            for key in define_standard(resource.standar).references if table is not None else ():
                coded = key.resource == NOMENCLATURE and len(key.fields) == 1
                if coded and table is not None and key.fields[0] in table.header:
                    yield from set(distinct_of(table.column(key.fields[0])))
