"""Is this the site's own region's? Agencies, data, reports and settings that belong to another one.

Whoever begins with another region's repository changes `wilayah` first. What is left of the other one then
would be published under a name that it is not of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from suluh.checking.places import Places, sole_columns
from suluh.checking.references import REGION_PACKAGE
from suluh.reading.packages import REFERENCE_FOLDER
from suluh.reading.site_settings import SETTINGS_FILE
from suluh.reading.standard_definitions import define_standard
from suluh.reading.standard_list import list_standards
from suluh.vocabulary.codes import is_within
from suluh.vocabulary.columns import cells_of, distinct_of
from suluh.vocabulary.findings import Finding, Place, Severity
from suluh.vocabulary.package import DataPackage, Resource, Table
from suluh.vocabulary.region import Region, Regions
from suluh.vocabulary.reports import Report
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.standards import REGIONS
from suluh.vocabulary.web_addresses import split_address

TablesOf = Callable[[DataPackage], Mapping[str, Table]]
_OFFICIAL = ".go.id"
_KINDS = re.compile(r"(?:kota|kabupaten|kab|provinsi|prov|pemkot|pemkab|pemprov)")
_SHORTEST = 4
"""Letters of a region's name that an address may be told by."""


def check_other_regions(
    packages: Iterable[DataPackage],
    tables_of: TablesOf,
    reports: Iterable[Report],
    *,
    regions: Regions,
    settings: Settings,
) -> list[Finding]:
    """R010 for agencies, R011 for data and reports of other regions, U021 for settings that name one.

    Reference data is of no region: a crosswalk may hold the odd codes of neighbours alone.
    """
    if settings.wilayah not in regions:
        return []
    home = _Home(regions, settings.wilayah)
    packages = list(packages)
    findings: list[Finding] = []
    for package in packages:
        for resource in package.resources:
            table = tables_of(package).get(resource.name)
            if table is not None and resource.turunan is None:
                findings += _check_table(Places(package, resource, table), home)
    findings += _check_reports(reports, home)
    titles = [package.title for package in packages]
    return [*findings, *_check_settings(settings, home, titles)]


class _Home:
    """The site's region among all others."""

    def __init__(self, regions: Regions, kode: str) -> None:
        self.regions, self.kode = regions, kode
        self.name = regions[kode].full_name
        self.above = {kode, *(region.kode for region in regions.ancestors(kode))}

    def holds(self, kode: str) -> bool:
        """Whether a code is the region's own or lies in it."""
        return is_within(kode, self.kode)

    def is_apart(self, codes: Collection[str]) -> bool:
        """Whether codes of regions are all of others: neither of this one nor of what it is a part of.

        What is of several provinces is of the nation, where this region may have no part in it.
        """
        known = [code for code in codes if code in self.regions]
        provinces = {code.partition(".")[0] for code in known}
        return len(provinces) == 1 and not any(self.holds(code) or code in self.above for code in known)

    def governments(self) -> Iterator[Region]:
        """Provinces, kabupaten and kota that are neither this one, nor above it, nor within it."""
        for province in self.regions.children(""):
            for region in (province, *self.regions.children(province.kode)):
                if region.kode not in self.above and not self.holds(region.kode):
                    yield region


def _check_table(places: Places, home: _Home) -> Iterator[Finding]:
    resource, table = places.resource, places.table
    columns = sole_columns(table, resource)
    if resource.standar == "instansi":
        yield from _check_agencies(places, columns, home)
    if places.package.instansi == REFERENCE_FOLDER:
        return
    for name in _region_columns(resource):
        at = columns.get(name)
        if at is None:
            continue
        codes = set(distinct_of(cells_of(table.rows, at)))
        if home.is_apart(codes):
            place = Place(places.package.descriptor_path, resource.name, field=name)
            yield Finding("R011", place, details={"daerah": home.name})


def _check_agencies(places: Places, columns: Mapping[str, int], home: _Home) -> Iterator[Finding]:
    field = places.resource.schema.field_named("kode_wilayah")
    at, kind = columns.get("kode_wilayah"), columns.get("jenis")
    if field is None or at is None:
        return
    for index, row in enumerate(places.table.rows):
        supplies = kind is not None and row[kind] == "pusat"
        if row[at] in home.regions and not home.holds(row[at]) and not supplies:
            other = home.regions[row[at]].full_name
            yield places.note("R010", index, field, row[at], nama=other, daerah=home.name)


def _region_columns(resource: Resource) -> list[str]:
    """Columns that name regions by code, by the descriptor's keys and by the standard's."""
    own = [key.fields for key in resource.schema.foreign_keys if key.package == REGION_PACKAGE]
    known = resource.standar in list_standards()
    stated = define_standard(resource.standar).references if known else ()
    own += [key.fields for key in stated if key.resource == REGIONS]
    return list(dict.fromkeys(fields[0] for fields in own if len(fields) == 1))


def _check_reports(reports: Iterable[Report], home: _Home) -> Iterator[Finding]:
    for report in reports:
        if home.is_apart(report.wilayah):
            yield Finding("R011", Place(report.path, field="wilayah"), details={"daerah": home.name})


def _check_settings(settings: Settings, home: _Home, titles: Iterable[str]) -> Iterator[Finding]:
    addresses = {"site_url": settings.site_url, "kontak": settings.kontak}
    addresses |= {"ppid": " ".join(settings.ppid.get(key, "") for key in ("surel", "situs"))}
    others = {_plain(region.nama): region for region in home.governments()}
    own = {_plain(home.regions[kode].nama) for kode in home.above}
    for key, text in addresses.items():
        for word in text.split():
            region = others.get(_name_in_address(word))
            if region is not None and _plain(region.nama) not in own:
                yield _settings_finding(key, word, region, home)
    said = re.sub(r"[^a-z]", "", settings.site_name.casefold())
    named = [region for region in home.governments() if _whole(region) in said]
    if named and _whole(home.regions[home.kode]) not in said:
        longest = max(named, key=lambda region: len(region.nama))
        yield _settings_finding("site_name", settings.site_name, longest, home)
    yield from _check_sought(settings.sering_dicari, home, titles)


def _check_sought(words: Iterable[str], home: _Home, titles: Iterable[str]) -> Iterator[Finding]:
    """Words offered to look for that name a place elsewhere, and nothing of this region or of its data."""
    own = {region.nama.casefold() for region in home.regions.within(home.kode)}
    own |= {home.regions[kode].nama.casefold() for kode in home.above}
    wanted = {word.casefold(): word for word in words}
    shown = " ".join(titles).casefold()
    wanted = {key: word for key, word in wanted.items() if key not in own and key not in shown}
    if not wanted:
        return
    for kode, name in home.regions.names.items():
        word = wanted.pop(name.casefold(), None)
        if word is not None:
            yield _settings_finding("sering_dicari", word, home.regions[kode], home)


def _settings_finding(key: str, word: str, region: Region, home: _Home) -> Finding:
    place = Place(SETTINGS_FILE, field=key)
    details = {"nama": region.full_name, "daerah": home.name}
    return Finding("U021", place, Severity.WARNING, value=word, details=details)


def _name_in_address(address: str) -> str:
    """What may be a region's name in an official address: `baubau` of `ppid@kominfo.baubaukota.go.id`."""
    host = address.rpartition("@")[2] if "@" in address else (split_address(address).hostname or "")
    if not host.endswith(_OFFICIAL):
        return ""
    label = host.removesuffix(_OFFICIAL).rpartition(".")[2]
    name = re.sub(rf"^{_KINDS.pattern}|{_KINDS.pattern}$", "", re.sub(r"[^a-z]", "", label.casefold()))
    return name if len(name) >= _SHORTEST else ""


def _plain(name: str) -> str:
    """A region's name without its kind, blanks and signs: `baubau` of Kota Bau Bau."""
    return re.sub(r"[^a-z]", "", re.sub(r"^(?:kota|kabupaten)(?: administrasi)? ", "", name.casefold()))


def _whole(region: Region) -> str:
    """A region's name with its kind, as a site may be called: `kotabaubau`, `provinsibali`."""
    return re.sub(r"[^a-z]", "", region.full_name.casefold())
