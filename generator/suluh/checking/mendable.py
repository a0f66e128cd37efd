"""Which files of a project may be mended, and with which codes: `mend_project` over the chosen paths."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from suluh.checking.code_forms import index_forms
from suluh.checking.large_mending import NO_FORMS, JudgeTable, LargeMended, mend_large
from suluh.checking.mending import Judge, Known, Mended, mend_csv
from suluh.checking.mending_keys import mend_keys
from suluh.checking.package_tables import TableStore, check_table
from suluh.checking.references import References
from suluh.reading.csv_records import read_csv
from suluh.reading.packages import read_packages
from suluh.reading.paths import confined_file, read_bytes
from suluh.reading.region_list import load_former_codes, load_regions
from suluh.reading.safe_yaml import SIZE_LIMIT
from suluh.reading.submitted_tables import arrange_records
from suluh.reading.unknown_keys import find_all_strays, find_strays
from suluh.vocabulary.findings import Finding, Place, has_errors
from suluh.vocabulary.package import DataPackage, Resource, Table
from suluh.vocabulary.settings import Settings

WHOLE_LIMIT = 100 * 1024 * 1024
"""Bytes of a CSV that is mended as a whole, in some fifty times the memory: one that is in no good form."""
UNBLANKED = ("year", "yearmonth", "date", "boolean")
"""Types whose check refuses blanks around a value; numbers are read with them."""


def _say_nothing(finding: Finding) -> None:
    """Nobody wants to know why a file is left out."""


def mend_project(
    settings: Settings, paths: Sequence[Path] = (), tell: Callable[[Finding], None] = _say_nothing
) -> Iterator[Mended | LargeMended]:
    """Every descriptor and CSV below one of `paths` (absolute; all where none is given), as it may be mended.

    Nothing is written. Files that cannot be read, workbooks and an office's own files that a recipe reads are
    not among them. `tell` hears of CSVs that cannot be read or are too large to be mended.
    """
    packages, _ = read_packages(settings)
    by_name = {package.name: package for package in packages}
    store = TableStore(settings, by_name)
    references = References(load_regions(), load_former_codes(), by_name, store.table_of)
    chosen = [path.resolve() for path in paths]
    for package in packages:
        yield from _mend_descriptor(package, settings, chosen)
        for resource in package.resources:
            if resource.format != "csv" or resource.turunan is not None or resource.recipe is not None:
                continue
            for path in resource.paths:
                file, _ = confined_file(settings.root, package.folder, path, Place())
                if file is None or not _is_chosen(file, settings.root / package.folder, chosen):
                    continue
                place = Place(f"{package.folder}/{path}", resource.name)
                mended, findings = _mend_file(file, place, package, resource, references)
                for finding in findings:
                    tell(finding)
                if mended is not None:
                    yield mended


def _mend_file(
    file: Path, place: Place, package: DataPackage, resource: Resource, references: References
) -> tuple[Mended | LargeMended | None, list[Finding]]:
    codes = list_code_columns(package, resource, references)
    try:
        judge = _make_table_judge(package, resource, references)
        large = mend_large(file, place.path, resource, codes, judge)
    except OSError:
        large = None  # reading it whole tells why
    if large is not None:
        return large, []
    data, findings = read_bytes(file, place, limit=WHOLE_LIMIT)
    if data is None:
        return None, findings
    return mend_csv(data, place.path, resource, codes, _make_judge(package, resource, references)), findings


def _mend_descriptor(package: DataPackage, settings: Settings, chosen: Sequence[Path]) -> Iterator[Mended]:
    """The descriptor, and each schema that it has in a file of its own."""
    parts = {package.descriptor_path.rpartition("/")[2]: find_all_strays(package.descriptor)}
    for resource in package.resources:
        named = resource.descriptor.get("schema")
        if isinstance(named, str):
            parts[named] = find_strays("schema", resource.schema.descriptor)
    for path, strays in parts.items():
        file, _ = confined_file(settings.root, package.folder, path, Place())
        if not strays or file is None or not _is_chosen(file, settings.root / package.folder, chosen):
            continue
        data, _ = read_bytes(file, Place(), limit=SIZE_LIMIT)
        if data is not None:
            yield mend_keys(data, f"{package.folder}/{path}", strays)


def list_code_columns(
    package: DataPackage, resource: Resource, references: References
) -> Mapping[str, Known]:
    """The columns in which blanks mean nothing.

    Those of codes, with the forms of what they refer to; of choices, with these; of years and dates, where
    None stands for any text.

    A column that refers to its own package is left out: what is right there is not settled yet.
    """
    keys = {key.fields[0]: key for key in resource.schema.foreign_keys if len(key.fields) == 1}
    found: dict[str, Known] = {}
    for column in resource.schema.fields:
        if column.type in UNBLANKED:
            found[column.name] = None
        if column.type == "integer":
            found[column.name] = NO_FORMS
        if column.type != "string":
            continue
        choices = column.constraints.get("enum")
        if isinstance(choices, (list, tuple)):
            found[column.name] = frozenset(map(str, choices))
            continue
        key = keys.get(column.name)
        if key is None:
            if column.name.startswith("kode"):
                found[column.name] = None
            continue
        known = references.known_codes(package, resource, key)
        if key.package not in ("", package.name) and known is not None:
            found[column.name] = index_forms(known)
    return found


def _make_table_judge(package: DataPackage, resource: Resource, references: References) -> JudgeTable:
    def judge(table: Table) -> Counter[tuple[str, str]]:
        findings = check_table(package, resource, table, references)
        return Counter((finding.code, finding.place.field) for finding in findings)

    return judge


def _make_judge(package: DataPackage, resource: Resource, references: References) -> Judge:
    def judge(text: str) -> Counter[tuple[str, str]]:
        findings = judge_text(text, package, resource, references)
        return Counter((finding.code, finding.place.field) for finding in findings)

    return judge


def judge_text(text: str, package: DataPackage, resource: Resource, references: References) -> list[Finding]:
    """Every finding of a CSV text as the file of a resource."""
    place = Place(f"{package.folder}/{resource.paths[0]}", resource.name)
    records, findings = read_csv(text, resource.dialect, place)
    if has_errors(findings):
        return findings
    table, more = arrange_records(records, resource, place)
    return [*findings, *more, *check_table(package, resource, table, references)]


def _is_chosen(file: Path, folder: Path, chosen: Sequence[Path]) -> bool:
    descriptors = (folder / "datapackage.yaml", folder / "datapackage.json")
    return not chosen or any(
        file.resolve().is_relative_to(path) or path in [name.resolve() for name in descriptors]
        for path in chosen
    )
