"""Published numbers that tell what a rule closes: renamed, as text, summed up, spread out, as shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from statistics import median

from suluh.reading.disclosure import load_rules, read_disclosure
from suluh.vocabulary.cells import read_cell
from suluh.vocabulary.disclosure import Suppression
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.package import DataPackage, Field, Klasifikasi, Resource, Table

TablesOf = Callable[[DataPackage], Mapping[str, Table]]
Key = tuple[str, ...]
Numbers = Sequence[Decimal | None]
SHARE = Decimal("0.8")
"""Such a part of the numbers at the same places must be the same."""
DIGITS, MANY, KINDS = 4, 4, 3
"""What cannot be chance: so many digits in equal numbers, or so many equal ones of so many kinds."""
MOST_DIMENSIONS, MOST_SLICES = 5, 40
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]{3})*")


@dataclass(frozen=True, slots=True)
class _Closed:
    """A measure that a rule closes, as submitted: its values, and each dimension's."""

    package: DataPackage
    resource: Resource
    rule: Suppression
    measure: str
    dimensions: Mapping[str, Sequence[str]]
    values: Numbers


@dataclass(frozen=True, slots=True)
class _Shown:
    """A table that is published, and which of its columns holds which dimension of a closed one."""

    package: DataPackage
    resource: Resource
    table: Table
    rule: Suppression | None
    matched: Mapping[str, str]


def check_echoes(packages: Iterable[DataPackage], tables_of: TablesOf) -> list[Finding]:
    """K111 for each published column from which closed numbers can be read without reckoning with them."""
    packages = list(packages)
    closed = [one for package in packages for one in _list_closed(package, tables_of)]
    findings: list[Finding] = []
    for package in packages if closed else ():
        tables = tables_of(package)
        for resource in package.resources:
            if resource.name in tables and resource.klasifikasi is Klasifikasi.PUBLIK:
                findings += _check_resource(package, resource, tables[resource.name], closed)
    return findings


def _rule_of(package: DataPackage, resource: Resource) -> Suppression | None:
    disclosure, _ = read_disclosure(package, resource)
    return disclosure.suppression if disclosure is not None and disclosure.aggregation is None else None


def _list_closed(package: DataPackage, tables_of: TablesOf) -> Iterator[_Closed]:
    words = set(load_rules()["kata_total"])
    for resource in package.resources:
        rule = _rule_of(package, resource)
        table = tables_of(package).get(resource.name) if rule is not None else None
        if rule is None or table is None or not {*rule.dimensions, *rule.measures} <= set(table.header):
            continue
        rows = [
            at
            for at, row in enumerate(zip(*map(table.column, rule.dimensions), strict=True))
            if not any(
                text == rule.totals.get(name) or text.strip().casefold() in words
                for name, text in zip(rule.dimensions, row, strict=True)
            )
        ]
        columns = {name: table.column(name) for name in rule.dimensions[:MOST_DIMENSIONS]}
        dimensions = {name: [cells[at] for at in rows] for name, cells in columns.items()}
        for measure in rule.measures:
            field, cells = resource.schema.field_named(measure), table.column(measure)
            values = [read_cell(field, cells[at]).value for at in rows] if field is not None else []
            small = any(one is not None and one < rule.threshold for one in values)
            if small or rule.dominance is not None:
                yield _Closed(package, resource, rule, measure, dimensions, values)


def _check_resource(
    package: DataPackage, resource: Resource, table: Table, closed: Iterable[_Closed]
) -> Iterator[Finding]:
    rule = _rule_of(package, resource)
    told: set[str] = set()
    for one in closed:
        matched = _match_columns(one, resource, table)
        if not matched:
            continue
        shown = _Shown(package, resource, table, rule, matched)
        for field in _telling_fields(shown, one):
            if field.name not in told and _gives_away(one, shown, field):
                told.add(field.name)
                place = Place(package.descriptor_path, resource.name, field=field.name)
                details = {"asal": one.measure, "lain": f"{one.package.folder}: {one.resource.name}"}
                yield Finding("K111", place, details=details)


def _match_columns(closed: _Closed, resource: Resource, table: Table) -> dict[str, str]:
    """Dimension → the column with the same values, its namesake first."""
    found: dict[str, str] = {}
    public = {one.name for one in resource.schema.fields if one.klasifikasi is Klasifikasi.PUBLIK}
    columns = {name: set(table.column(name)) for name in dict.fromkeys(table.header) if name in public}
    for dimension, cells in closed.dimensions.items():
        wanted = set(cells)
        scores = {
            name: (len(wanted & have), name == dimension)
            for name, have in columns.items()
            if name not in found.values() and 2 * len(wanted & have) >= min(len(wanted), len(have)) > 0
        }
        if scores:
            found[dimension] = max(scores, key=lambda name: scores[name])
    return found


def _telling_fields(shown: _Shown, closed: _Closed) -> Iterator[Field]:
    """Published columns that are no dimension and are not closed together with the measure."""
    own = shown.resource is closed.resource
    same_place = all(
        name == column and shown.rule is not None and name in shown.rule.dimensions
        for name, column in shown.matched.items()
    )
    for field in shown.resource.schema.fields:
        name = field.name
        treated = shown.rule is not None and name in shown.rule.measures
        if not (treated or field.klasifikasi is Klasifikasi.PUBLIK) or name not in shown.table.header:
            continue
        if name in shown.matched.values() or (shown.rule is not None and name in shown.rule.dimensions):
            continue
        guarded = shown.rule is not None and field.is_number and name not in shown.rule.unrelated
        if guarded and (own or (same_place and name == closed.measure)):
            continue
        if name == closed.measure and shown.rule is None:
            continue  # K106 or K110 tells it
        yield field


def _gives_away(closed: _Closed, shown: _Shown, field: Field) -> bool:
    """Whether a column has the closed numbers or their shares, as they are, summed up, or of one value."""
    values = _read_numbers(field, shown.table.column(field.name))
    if not any(one is not None for one in values):
        return False
    for size in range(len(shown.matched), 0, -1):
        for names in combinations(sorted(shown.matched), size):
            keys = list(zip(*(shown.table.column(shown.matched[name]) for name in names), strict=True))
            theirs = [_add_up(keys, some) for some in _slices(shown, values)]
            for ours in _views(closed, names):
                if any(_same(ours, one) or _shares(ours, one) for one in theirs):
                    return True
    return False


def _views(closed: _Closed, names: Sequence[str]) -> Iterator[Mapping[Key, Decimal]]:
    """The closed numbers by some of their dimensions: summed over the others, or of one value of another."""
    keys = list(zip(*(closed.dimensions[name] for name in names), strict=True))
    yield _add_up(keys, closed.values)
    others = [name for name in closed.dimensions if name not in names]
    for name in others if len(others) == 1 else ():
        cells = closed.dimensions[name]
        for value in sorted(set(cells))[:MOST_SLICES]:
            some = zip(cells, closed.values, strict=True)
            yield _add_up(keys, [one if cell == value else None for cell, one in some])


def _slices(shown: _Shown, values: Numbers) -> Iterator[Numbers]:
    """All values of a column, and those of each value of another column that tells measures apart."""
    yield values
    for name in shown.table.header:
        cells = shown.table.column(name)
        kinds = sorted(set(cells))
        if name not in shown.matched.values() and 1 < len(kinds) <= min(MOST_SLICES, len(cells) // 2):
            for kind in kinds:
                yield [one if cell == kind else None for cell, one in zip(cells, values, strict=True)]


def _add_up(keys: Sequence[Key], values: Numbers) -> dict[Key, Decimal]:
    sums: dict[Key, Decimal] = {}
    for key, value in zip(keys, values, strict=True):
        if value is not None:
            sums[key] = sums.get(key, Decimal(0)) + value
    return sums


def _read_numbers(field: Field, cells: Sequence[str]) -> Numbers:
    """The numbers of a column, of a text the first one."""
    if field.is_number:
        return [read_cell(field, text).value for text in cells]
    if field.type != "string":
        return [None] * len(cells)
    found = (_NUMBER.search(text) for text in cells)
    return [Decimal(match.group().replace(".", "")) if match else None for match in found]


def _same(ours: Mapping[Key, Decimal], theirs: Mapping[Key, Decimal]) -> bool:
    common = ours.keys() & theirs.keys()
    equal = [ours[key] for key in common if ours[key] == theirs[key] and ours[key]]
    alike = sum(ours[key] == theirs[key] for key in common)
    kinds = set(equal)
    digits = sum(len(f"{abs(one):f}".replace(".", "")) for one in kinds)
    telling = (len(kinds) > 1 and digits >= DIGITS) or (len(equal) >= MANY and len(kinds) >= KINDS)
    return telling and alike >= SHARE * len(common)


def _shares(ours: Mapping[Key, Decimal], theirs: Mapping[Key, Decimal]) -> bool:
    """Whether theirs are ours divided by one and the same number, as percentages are."""
    pairs = [(ours[key], theirs[key]) for key in ours.keys() & theirs.keys() if ours[key] and theirs[key] > 0]
    if len({one for one, _ in pairs}) < KINDS or all(one == one.to_integral_value() for _, one in pairs):
        return False
    ratio = median(one / whole for whole, one in pairs)
    near = sum(abs(one - ratio * whole) <= Decimal("0.06") + one / 100 for whole, one in pairs)
    return near >= SHARE * len(pairs)
