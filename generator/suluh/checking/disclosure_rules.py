"""Is what is kept back kept back by law, and are the rules enough of what goes out of it?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from suluh.reading.disclosure_keys import (
    EXCLUSION_KEYS,
    TITLE_SHOWN,
    disclosure_of,
    list_unguarded,
    load_rules,
    read_exclusion,
    read_rules,
)
from suluh.reading.disclosure_keys import KEY as RULES
from suluh.reading.packages import DESCRIPTOR_NAMES
from suluh.reading.paths import relative_path
from suluh.reading.safe_yaml import line_of
from suluh.vocabulary.disclosure import Disclosure, Exclusion
from suluh.vocabulary.findings import Finding, Place, Severity
from suluh.vocabulary.package import DataPackage, Klasifikasi, Resource, Table
from suluh.vocabulary.reports import Report
from suluh.vocabulary.settings import Settings


def check_disclosure(package: DataPackage) -> list[Finding]:
    """Findings for exclusions without a ground, and for rules that cannot be followed or leave a gap."""
    findings = [*_check_grounds(package), *_check_idle_grounds(package)]
    findings += read_rules(package).findings
    rules: dict[str, Disclosure] = {}
    for resource in package.resources:
        disclosure = disclosure_of(package, resource)
        if disclosure is not None:
            rules[resource.name] = disclosure
            findings += _check_treated(package, resource, disclosure)
    if len(rules) == len(package.resources):
        for resource, name in list_unguarded(package, rules):
            findings.append(Finding("K106", Place(package.descriptor_path, resource.name, field=name)))
    return findings


def check_closing(package: DataPackage, resource: Resource, table: Table) -> list[Finding]:
    """K104 where rows cannot be told apart by the dimensions they are closed by: none is published then."""
    disclosure = disclosure_of(package, resource)
    if disclosure is None or disclosure.suppression is None or disclosure.aggregation is not None:
        return []
    names = [name for name in disclosure.suppression.dimensions if name in table.header]
    places = list(zip(*(table.column(name) for name in names), strict=True)) if names else []
    if len(set(places)) == len(places):
        return []
    details = {"aturan": "tekan", "sebab": "@disclosure_rows"}
    return [Finding("K104", Place(package.descriptor_path, resource.name, field="tekan"), details=details)]


def check_report_exclusions(reports: Iterable[Report]) -> list[Finding]:
    """Findings for reports that are not public without saying why."""
    findings: list[Finding] = []
    for report in reports:
        if report.exclusion is not None:
            findings += _check_exclusion(
                report.exclusion, Place(report.path, field="klasifikasi"), report.klasifikasi
            )
    return findings


def check_secret_folder(package: DataPackage, settings: Settings) -> list[Finding]:
    """K103 for every file beside the description of a package that is wholly `rahasia`; none is opened."""
    if not is_wholly_secret(package):
        return []
    folder = settings.root / package.folder
    allowed = {folder / name for name in DESCRIPTOR_NAMES}
    for resource in package.resources:
        parts = [resource.descriptor.get(key) for key in ("schema", "dialect")]
        allowed |= {folder / part for part in parts if isinstance(part, str)}
    return [
        Finding("K103", Place(relative_path(settings.root, path)))
        for path in sorted(folder.rglob("*"))
        if path not in allowed and not path.is_dir()
    ]


def is_wholly_secret(package: DataPackage) -> bool:
    """Whether the package itself says `rahasia`: then none of its files is ever read."""
    return package.descriptor.get("klasifikasi") == Klasifikasi.RAHASIA.value


def _check_grounds(package: DataPackage) -> Iterable[Finding]:
    path = package.descriptor_path
    if _keeps_back(package.descriptor):
        place = Place(path, field="klasifikasi")
        yield from _check_exclusion(read_exclusion(package.descriptor), place, package.klasifikasi)
    for resource in package.resources:
        owners = (resource.descriptor, package.descriptor)
        if _keeps_back(resource.descriptor):
            place = Place(path, resource.name, field="klasifikasi")
            yield from _check_exclusion(read_exclusion(*owners), place, resource.klasifikasi)
        for field in resource.schema.fields:
            if _keeps_back(field.descriptor):
                place = Place(path, resource.name, field=field.name)
                exclusion = read_exclusion(field.descriptor, *owners)
                yield from _check_exclusion(exclusion, place, field.klasifikasi)


def _check_idle_grounds(package: DataPackage) -> Iterable[Finding]:
    """K007 for grounds of exclusion where nothing is closed that they could be the grounds of."""
    guarded = [resource for resource in package.resources if RULES in resource.descriptor]
    closed = [resource for resource in package.resources if _closes(resource)]
    if package.descriptor.get("klasifikasi") == Klasifikasi.PUBLIK and not guarded and not closed:
        yield from _idle(package.descriptor, Place(package.descriptor_path), "-")
    for resource in package.resources:
        if resource in guarded:
            continue
        place = Place(package.descriptor_path, resource.name)
        if resource not in closed:
            yield from _idle(resource.descriptor, place, resource.name)
        for field in resource.schema.fields:
            if field.klasifikasi is Klasifikasi.PUBLIK:
                yield from _idle(field.descriptor, replace(place, field=field.name), field.name)


def _closes(resource: Resource) -> bool:
    words = [resource.klasifikasi, *(field.klasifikasi for field in resource.schema.fields)]
    return any(word is not Klasifikasi.PUBLIK for word in words)


def _idle(owner: Mapping[str, Any], place: Place, where: str) -> Iterable[Finding]:
    stated = [key for key in (*EXCLUSION_KEYS, TITLE_SHOWN) if owner.get(key) not in (None, "", [], False)]
    if stated:
        line = line_of(owner, stated[0])
        details = {"kunci": ", ".join(stated), "letak": where}
        yield Finding("K007", replace(place, line=line), details=details)


def _keeps_back(owner: Mapping[str, Any]) -> bool:
    return owner.get("klasifikasi") in (Klasifikasi.TERBATAS.value, Klasifikasi.RAHASIA.value)


def _check_exclusion(exclusion: Exclusion, place: Place, word: Klasifikasi) -> Iterable[Finding]:
    stated = (exclusion.grounds, exclusion.consequence, exclusion.term)
    missing = [key for key, value in zip(EXCLUSION_KEYS, stated, strict=True) if not value]
    if missing:
        details = {"kunci": ", ".join(missing), "kata": word.value}
        yield Finding("K101", place, Severity.WARNING, details=details)
    known = load_rules()["dasar"]
    for ground in exclusion.grounds:
        if ground not in known:
            yield Finding("K102", place, value=ground, details={"ada": ", ".join(known)})


def _check_treated(package: DataPackage, resource: Resource, disclosure: Disclosure) -> Iterable[Finding]:
    """Values that a rule coarsens must themselves be kept back, or findings would show them."""
    for field in resource.schema.fields:
        if field.name in disclosure.treated and field.klasifikasi is not Klasifikasi.TERBATAS:
            place = Place(package.descriptor_path, resource.name, field=field.name)
            yield Finding("K105", place, value=field.klasifikasi.value)
