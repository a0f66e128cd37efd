"""Every rule over every table of a package, each table read or derived once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from suluh.checking.cell_hygiene import check_categories, check_cells
from suluh.checking.decimal_tails import check_decimal_tails
from suluh.checking.derivation_rules import check_derivation
from suluh.checking.descriptor_metadata import check_metadata, check_standard, check_unused_files
from suluh.checking.disclosure_rules import (
    check_closing,
    check_disclosure,
    check_secret_folder,
    is_wholly_secret,
)
from suluh.checking.earlier_tables import EarlierTables
from suluh.checking.example_rows import check_example_rows, without_examples
from suluh.checking.keys import check_keys
from suluh.checking.mangled_codes import check_mangled_codes, replace_findings, tell_numbers_once
from suluh.checking.number_forms import check_number_forms
from suluh.checking.page_keys import check_page_keys
from suluh.checking.proven_tables import check_schema, validate_table
from suluh.checking.references import References
from suluh.checking.spoiled_cells import check_spoiled_cells, without_double
from suluh.checking.spoiled_rows import check_spoiled_rows
from suluh.checking.standard_references import check_standard_references
from suluh.checking.standard_values import check_standard_values
from suluh.checking.stated_sizes import check_stated_sizes
from suluh.checking.table_headers import check_header
from suluh.checking.value_doubts import check_value_doubts
from suluh.reading.budget import Budget
from suluh.reading.derived_tables import derive_table, read_recipe
from suluh.reading.submitted_tables import ReadFile, read_table
from suluh.vocabulary.findings import Finding, Place, Severity
from suluh.vocabulary.limits import Limits
from suluh.vocabulary.package import DataPackage, Resource, Table
from suluh.vocabulary.remembering import Very, remembered
from suluh.vocabulary.settings import Settings

_Key = tuple[str, str]


@dataclass(slots=True)
class TableStore:
    """Tables by package and resource, read when first asked for; findings of reading are kept beside them.

    `hand_on` gets each CSV as it was read, with its dialect, so that nobody has to read it again; the time
    that it takes is not that of reading. What an `earlier` check held is taken again where it is the same.
    """

    settings: Settings
    packages: Mapping[str, DataPackage]
    _tables: dict[_Key, Table | None] = field(default_factory=dict)
    _findings: dict[_Key, list[Finding]] = field(default_factory=dict)
    _under_way: set[_Key] = field(default_factory=set)
    hand_on: Callable[[ReadFile, Mapping[str, Any]], None] | None = None
    earlier: EarlierTables = field(default_factory=EarlierTables)
    budget: Budget = field(init=False)

    def __post_init__(self) -> None:
        """Begin the account of what is read: a store is one run's."""
        self.budget = Budget(self.settings.limits)

    def table_of(self, package: DataPackage, resource: Resource) -> Table | None:
        """The table, or None where it could not be read."""
        key = (package.folder, resource.name)
        if key in self._under_way:
            place = Place(package.descriptor_path, resource.name, field="turunan")
            self._findings.setdefault(key, []).append(Finding("D008", place))
            return None
        if key not in self._tables:
            self._under_way.add(key)
            table, findings = self._make(package, resource)
            self._under_way.discard(key)
            self._findings.setdefault(key, []).extend(findings)
            self._tables[key] = table and self.earlier.same_table(package, resource, table)
        return self._tables[key]

    def findings_of(self, package: DataPackage, resource: Resource) -> list[Finding]:
        """What reading or deriving the table found."""
        self.table_of(package, resource)
        return self._findings[(package.folder, resource.name)]

    def tables_of(self, package: DataPackage) -> dict[str, Table]:
        """All tables of a package that could be read, by resource."""
        found = {resource.name: self.table_of(package, resource) for resource in package.resources}
        return {name: table for name, table in found.items() if table is not None}

    def tables_laid_out(self) -> dict[str, Table]:
        """The tables that a recipe made, by the path of their first file."""
        return {
            f"{package.folder}/{resource.paths[0]}": table
            for package in self.packages.values()
            for resource in package.resources
            if resource.recipe is not None and resource.paths
            if (table := self.table_of(package, resource)) is not None
        }

    def check_sources(self, packages: Iterable[DataPackage], findings: Iterable[Finding]) -> list[Finding]:
        """A finding for each derived table one of whose sources has errors: what rests on them waits too."""
        wrong = {finding.place.path for finding in findings if finding.severity is Severity.ERROR}
        added: dict[_Key, Finding] = {}
        while True:
            before = len(added)
            for package in packages:
                for resource in package.resources:
                    sources = self._wrong_sources(package, resource, wrong)
                    if sources and (package.folder, resource.name) not in added:
                        place = Place(package.descriptor_path, resource.name, field="turunan")
                        details = {"dataset": ", ".join(sources)}
                        added[package.folder, resource.name] = Finding("D007", place, details=details)
                        wrong.add(package.descriptor_path)
            if len(added) == before:
                return list(added.values())

    def _wrong_sources(self, package: DataPackage, resource: Resource, wrong: set[str]) -> list[str]:
        recipe = read_recipe(resource, "")[0] if resource.turunan is not None else None
        sources = [self.packages[name] for name in recipe.sources if name in self.packages] if recipe else []
        return [
            source.name
            for source in sources
            if source is not package and any(path.startswith(f"{source.folder}/") for path in wrong)
        ]

    def _make(self, package: DataPackage, resource: Resource) -> tuple[Table | None, list[Finding]]:
        if is_wholly_secret(package):
            return None, []  # never read, whoever asks
        if self.budget.out_of_time(Place(package.folder)):
            return None, []  # told where the package is checked
        if resource.turunan is not None:
            return derive_table(resource, self._main_table, package.descriptor_path)
        if not resource.paths:
            return None, []
        return read_table(self.settings, package, resource, self.budget, hand_on=self._hand_on_from(resource))

    def _hand_on_from(self, resource: Resource) -> Callable[[ReadFile], None] | None:
        hand_on = self.hand_on
        if hand_on is None:
            return None

        def give(file: ReadFile) -> None:
            with self.budget.apart():
                hand_on(file, resource.dialect)

        return give

    def _main_table(self, name: str) -> Table | None:
        package = self.packages.get(name)
        if package is None or not package.resources:
            return None
        return self.table_of(package, package.resources[0])


def check_package(
    package: DataPackage, settings: Settings, store: TableStore, references: References
) -> list[Finding]:
    """Everything wrong with one package: its descriptor, its files, its tables, its references."""
    late = store.budget.out_of_time(Place(package.folder))
    if late:
        return late
    findings = check_secret_folder(package, settings) + check_disclosure(package)
    findings += check_metadata(package) + check_page_keys(package) + check_unused_files(package, settings)
    for resource in package.resources:
        findings += check_standard(package, resource)
        findings += references.check_declared(package, resource)
        findings += check_schema(package, resource)
        findings += [] if is_wholly_secret(package) else check_stated_sizes(package, resource, settings)
        if resource.turunan is not None:
            recipe, _ = read_recipe(resource, package.descriptor_path)
            if recipe is not None:
                findings += check_derivation(package, resource, recipe, store.packages)
        table = store.table_of(package, resource)
        told = store.findings_of(package, resource)
        if table is not None:
            told = tell_numbers_once(
                [*told, *check_table(package, resource, table, references, settings.limits)]
            )
            told = without_double(told)
        findings += told
        if table is not None:
            findings += check_closing(package, resource, table)
            findings += check_standard_values(package, resource, table)
    return findings


def _part_looked_at(table: Table, validated: Sequence[Finding]) -> Table:
    """The rows up to where validation gave up: below, nobody looks before these are mended."""
    left = next((int(str(finding.details["baris"])) for finding in validated if finding.code == "T031"), 0)
    return replace(table, rows=table.rows[:-left]) if left else table


def check_table(
    package: DataPackage,
    resource: Resource,
    table: Table,
    references: References,
    limits: Limits | None = None,
) -> list[Finding]:
    """Everything wrong with the cells of one table; of a template's example row only that it is there."""
    examples = check_example_rows(package, resource, table)
    if examples:
        rest = without_examples(table)
        found = check_table(package, resource, rest, references, limits) if rest.rows else []
        return [*found, *examples]
    findings = check_header(package, resource, table)
    validated = validate_table(package, resource, table, limits)
    wrong = [(finding.place.row, finding.place.field) for finding in validated if finding.code == "T011"]
    findings += validated
    table = _part_looked_at(table, validated)
    findings += check_cells(package, resource, table, wrong)
    findings += check_categories(package, resource, table)
    findings += check_keys(package, resource, table)
    findings += references.check_table(package, resource, table)
    findings += check_standard_references(package, resource, table, references)
    mangled = check_mangled_codes(package, resource, table, references)
    findings = replace_findings(findings, mangled) if mangled else findings
    findings += _doubt_cells(table, Very(package), Very(resource))
    return [*findings, *check_spoiled_cells(package, resource, table, findings)]


@remembered
def _doubt_cells(
    table: Table, package_itself: Very[DataPackage], resource_itself: Very[Resource]
) -> tuple[Finding, ...]:
    """What rests on nothing but the table and what describes it."""
    package, resource = package_itself.value, resource_itself.value
    return (
        *check_number_forms(package, resource, table),
        *check_spoiled_rows(package, resource, table),
        *check_value_doubts(package, resource, table),
        *check_decimal_tails(package, resource, table),
    )
