"""Do the codes in a table exist where it says they do?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from suluh.checking.places import Places, is_missing, sole_columns
from suluh.reading.official_codes import Government, official_name
from suluh.vocabulary.columns import cells_of, distinct_of, places_of
from suluh.vocabulary.findings import MASK, Finding, Place, Severity
from suluh.vocabulary.package import DataPackage, ForeignKey, Klasifikasi, Resource, Table
from suluh.vocabulary.region import FormerRegion, Regions

REGION_PACKAGE = "wilayah"
NOMENCLATURE_PACKAGE = "nomenklatur"
TableOf = Callable[[DataPackage, Resource], Table | None]


@dataclass(slots=True)
class References:
    """Everything that a foreign key may point to: regions, codes of former lists, packages, tables."""

    regions: Regions
    former: Mapping[str, FormerRegion]
    packages: Mapping[str, DataPackage]
    table_of: TableOf
    _keys: dict[tuple[str, str, tuple[str, ...]], frozenset[tuple[str, ...]] | None] = field(
        default_factory=dict
    )
    region: str = ""
    _codes: dict[frozenset[tuple[str, ...]], frozenset[str]] = field(default_factory=dict)

    def check_declared(self, package: DataPackage, resource: Resource) -> list[Finding]:
        """Findings about keys that point to a package, resource or column that is not there."""
        findings = []
        for key in resource.schema.foreign_keys:
            fault = self._fault(package, resource, key)
            if fault:
                code, name, known = fault
                place = Place(package.descriptor_path, resource.name, field=", ".join(key.fields))
                details = {"acuan": name, "ada": ", ".join(known) or "-"}
                findings.append(Finding(code, place, value=name, details=details))
        return findings

    def check_table(self, package: DataPackage, resource: Resource, table: Table) -> list[Finding]:
        """A finding for each row whose key occurs nowhere. Keys with an empty cell pass."""
        places = Places(package, resource, table)
        columns = sole_columns(table, resource)
        findings: list[Finding] = []
        for key in resource.schema.foreign_keys:
            if self._fault(package, resource, key) or not all(name in columns for name in key.fields):
                continue
            findings += self.check_key(key, places)
        return findings

    def check_key(self, key: ForeignKey, places: Places) -> list[Finding]:
        """The same of one key, whose columns the table has and whose target is there."""
        known = self._known_keys(places.package, places.resource, key)
        if known is None:
            place = Place(places.package.descriptor_path, places.resource.name, field=", ".join(key.fields))
            details = {"acuan": key.package or places.package.name}
            return [Finding("R009", place, Severity.WARNING, details=details)]
        return self._find_unknown(key, known, sole_columns(places.table, places.resource), places)

    def is_official(self, code: str) -> bool:
        """Whether the national nomenclature has a code of the planning documents of this region."""
        return bool(self.region and official_name(code, Government.of_region(self.region)))

    def nomenclature(self) -> frozenset[str] | None:
        """The codes of the site's planning nomenclature; None where it has none that can be read."""
        package = self.packages.get(NOMENCLATURE_PACKAGE)
        if package is None or not package.resources:
            return None
        listed = package.resources[0]
        return self.known_codes(package, listed, ForeignKey(("kode",), "", listed.name, ("kode",)))

    def _find_unknown(
        self,
        key: ForeignKey,
        known: frozenset[tuple[str, ...]],
        columns: Mapping[str, int],
        places: Places,
    ) -> list[Finding]:
        schema = places.resource.schema
        fields = [entry for name in key.fields if (entry := schema.field_named(name)) is not None]
        public = all(other_field.klasifikasi is Klasifikasi.PUBLIK for other_field in fields)
        findings: list[Finding] = []
        for index in _find_others([cells_of(places.table.rows, columns[name]) for name in key.fields], known):
            row = places.table.rows[index]
            cells = tuple(row[columns[name]] for name in key.fields)
            if any(map(is_missing, cells, fields)):
                continue
            code, details = self.explain_unknown(key, cells, public)
            value = ", ".join(cells) if public else MASK
            findings.append(Finding(code, places.of_cell(index, key.fields[0]), value=value, details=details))
        return findings

    def explain_unknown(
        self, key: ForeignKey, cells: tuple[str, ...], public: bool = True
    ) -> tuple[str, dict[str, str]]:
        """Code and details for a key that occurs nowhere; nothing of it is told where it is not public."""
        if key.package == REGION_PACKAGE and len(cells) == 1:
            code, details = self.explain_region(cells[0])
            return code, details if public else dict.fromkeys(details, MASK)
        details = {
            "acuan": key.package or key.resource or "-",
            "kolom_acuan": ", ".join(key.reference_fields),
        }
        return ("R005" if key.package == NOMENCLATURE_PACKAGE else "R001"), details

    def explain_region(self, kode: str) -> tuple[str, dict[str, str]]:
        """Why a region code is unknown: former, written otherwise, or simply not there."""
        tidy = kode.strip()
        if tidy in self.former:
            return "R003", _former_details(self.former[tidy])
        dotted = dot_region_code(tidy)
        if dotted != kode and dotted in self.regions:
            return "R004", {"benar": dotted, "nama": self.regions[dotted].full_name}
        if dotted in self.former:
            return "R003", _former_details(self.former[dotted])
        return "R002", {"bps": "@bps" if re.fullmatch(r"[0-9]{7}|[0-9]{10}", tidy) else "@not_bps"}

    def known_codes(self, package: DataPackage, resource: Resource, key: ForeignKey) -> frozenset[str] | None:
        """Every code that a key of one column may hold; None where its target cannot be read, or be told."""
        if len(key.fields) != 1 or self._fault(package, resource, key):
            return None
        if key.package == REGION_PACKAGE:
            return self.regions.codes
        if not self._is_public(package, resource, key):
            return None  # what is put right by these codes would name one of them
        known = self._known_keys(package, resource, key)
        if known is None:
            return None
        cached = self._codes.get(known)
        if cached is None:
            cached = self._codes[known] = frozenset(code for (code,) in known)
        return cached

    def _fault(
        self, package: DataPackage, resource: Resource, key: ForeignKey
    ) -> tuple[str, str, list[str]] | None:
        """(code, wrong name, known names) of a key that points nowhere; None if it points somewhere."""
        if key.package == REGION_PACKAGE:
            if key.resource not in ("", REGION_PACKAGE):
                return "R007", key.resource, [REGION_PACKAGE]
            return (
                None
                if key.reference_fields == ("kode",)
                else ("R008", ", ".join(key.reference_fields), ["kode"])
            )
        target = self.packages.get(key.package) if key.package else package
        if target is None:
            return "R006", key.package, [REGION_PACKAGE, *sorted(self.packages)]
        there = _target_resource(target, resource, key)
        if there is None:
            return "R007", key.resource, [resource.name for resource in target.resources]
        names = [other_field.name for other_field in there.schema.fields]
        unknown = [name for name in key.reference_fields if name not in names]
        return ("R008", ", ".join(unknown), names) if unknown else None

    def _is_public(self, package: DataPackage, resource: Resource, key: ForeignKey) -> bool:
        there = _target_resource(self.packages[key.package] if key.package else package, resource, key)
        fields = [there.schema.field_named(name) if there else None for name in key.reference_fields]
        return all(
            other_field is not None and other_field.klasifikasi is Klasifikasi.PUBLIK
            for other_field in fields
        )

    def _known_keys(
        self, package: DataPackage, resource: Resource, key: ForeignKey
    ) -> frozenset[tuple[str, ...]] | None:
        """All keys of the target; None where its table cannot be read."""
        if key.package == REGION_PACKAGE:
            return self.regions.keys_of_rows
        target = self.packages[key.package] if key.package else package
        there = _target_resource(target, resource, key)
        if there is None:
            return None
        cached = (target.folder, there.name, key.reference_fields)
        if cached not in self._keys:
            self._keys[cached] = _keys_of(self.table_of(target, there), key.reference_fields)
        return self._keys[cached]


def dot_region_code(kode: str) -> str:
    """A code in the dotted form: `747201` and `74.7201` → `74.72.01`; other text as it is."""
    digits = kode.replace(".", "").replace(" ", "").replace("-", "")
    if not re.fullmatch(r"[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10}", digits):
        # A spreadsheet makes 74.10 out of 74.1 unseen: the zero is what is missing.
        return f"{kode}0" if re.fullmatch(r"[0-9]{2}(?:\.[0-9]{2})*\.[0-9]", kode) else kode
    parts = [digits[:2], digits[2:4], digits[4:6], digits[6:]]
    return ".".join(part for part in parts if part)


def _former_details(region: FormerRegion) -> dict[str, str]:
    return {"nama": region.nama, "terakhir": str(region.daftar_terakhir)}


def _target_resource(target: DataPackage, own: Resource, key: ForeignKey) -> Resource | None:
    if key.resource:
        return next((resource for resource in target.resources if resource.name == key.resource), None)
    if key.package:
        return target.resources[0] if target.resources else None
    return own


def _keys_of(table: Table | None, names: tuple[str, ...]) -> frozenset[tuple[str, ...]] | None:
    if table is None or not all(table.header.count(name) == 1 for name in names):
        return None
    return frozenset(zip(*map(table.column, names), strict=True))


def _find_others(parts: Sequence[Sequence[str]], known: frozenset[tuple[str, ...]]) -> Iterator[int]:
    """Indices of rows whose key is none of the known ones; of a single column each distinct cell is asked."""
    if len(parts) == 1:
        others = {cell for cell in distinct_of(parts[0]) if (cell,) not in known}
        return places_of(parts[0], others)
    return (index for index, cells in enumerate(zip(*parts, strict=True)) if cells not in known)
