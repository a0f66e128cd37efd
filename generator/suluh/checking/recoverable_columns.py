"""Published numbers that tell what a rule closes: renamed, as text, summed up, as shares, as rates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from statistics import median

from suluh.checking.column_series import Closed, Key, Series, Shown, list_series
from suluh.checking.derivable_numbers import (
    FEWEST,
    find_joined,
    follows_by_base,
    follows_by_line,
    has_enough,
    make_base,
    print_unit,
)
from suluh.checking.known_pairs import KnownPairs, digest_numbers
from suluh.checking.standard_tables import TablesOf
from suluh.reading.disclosure_keys import disclosure_of, load_rules
from suluh.reading.kept_answers import KeptAnswers
from suluh.sharing import beside
from suluh.vocabulary.cells import read_cell
from suluh.vocabulary.disclosure import Suppression
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.package import DataPackage, Field, Klasifikasi, Resource, Table

SHARE = Decimal("0.8")
"""Such a part of the numbers at the same places must be the same."""
DIGITS, MANY, KINDS = 4, 4, 3
"""What cannot be chance: so many digits in equal numbers, or so many equal ones of so many kinds."""
MOST_DIMENSIONS = 5
FEWEST_ROWS, MOST_ROWS = 5_000, 500_000
"""Rows of all tables for which a process of its own is worth while: for fewer it costs more than it spares,
and of more it would hold much a second time."""


def check_recoverable_columns(
    packages: Iterable[DataPackage], tables_of: TablesOf, kept: KeptAnswers | None = None
) -> list[Finding]:
    """K111 for each published column from which closed numbers can be read without reckoning with them.

    What was found of the same closed numbers beside the same tables is taken from `kept`.
    """
    packages, kept = list(packages), kept or KeptAnswers("")
    found: dict[tuple[str, str, str], Finding] = {}
    for package in packages:
        for closed in _list_closed(package, tables_of):
            shown = list(_list_shown(closed, packages, tables_of))
            for place in _find_places(closed, shown, kept):
                details = {"asal": closed.measure, "lain": f"{package.folder}: {closed.resource.name}"}
                finding = Finding("K111", place, details=details)
                found.setdefault((place.path, place.resource, place.field), finding)
    return list(found.values())


@contextmanager
def sought_beside(
    packages: Sequence[DataPackage],
    tables_of: TablesOf,
    kept: KeptAnswers | None = None,
    *,
    again: bool = False,
) -> Iterator[Callable[[], list[Finding]]]:
    """`check_recoverable_columns` begun in a process of its own, and what gives its findings.

    It is the dearest of the rules, and no other waits for it. All tables must have been read. A check `again`
    in the same process does it itself: it knows digests of tables, which another would take anew.
    """
    kept = kept or KeptAnswers("")

    def seek() -> tuple[list[Finding], dict[str, object]]:
        return check_recoverable_columns(packages, tables_of, kept), kept.used()

    rows = sum(len(table.rows) for package in packages for table in tables_of(package).values())
    begin = not again and FEWEST_ROWS <= rows <= MOST_ROWS
    with beside(seek, begin=begin) as collect:

        def take() -> list[Finding]:
            findings, used = collect()
            kept.take_up(used)
            return findings

        yield take


def _find_places(closed: Closed, shown: Sequence[tuple[Shown, Field]], kept: KeptAnswers) -> list[Place]:
    """The columns that give the closed numbers away, as places in their descriptors."""
    rests_on = (
        "K111",
        [closed.package.folder, closed.resource.name, closed.measure, repr(closed.rule)],
        [closed.dimensions, [*map(str, closed.values)]],
        [(*table.identity, repr(field)) for table, field in shown],
    )
    known = kept.recall(*rests_on)
    if isinstance(known, list) and all(isinstance(one, list) and len(one) == 3 for one in known):
        return [Place(path, resource, field=field) for path, resource, field in known]
    found = [
        Place(table.package.descriptor_path, table.resource.name, field=field.name)
        for table, field in _find_telling(closed, shown, kept)
    ]
    kept.note([[place.path, place.resource, place.field] for place in found], *rests_on)
    return found


def _rule_of(package: DataPackage, resource: Resource) -> Suppression | None:
    disclosure = disclosure_of(package, resource)
    return disclosure.suppression if disclosure is not None and disclosure.aggregation is None else None


def _list_closed(package: DataPackage, tables_of: TablesOf) -> Iterator[Closed]:
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
            small = any(amount is not None and amount < rule.threshold for amount in values)
            if small or rule.dominance is not None:
                yield Closed(package, resource, rule, measure, dimensions, values)


def _list_shown(
    closed: Closed, packages: Iterable[DataPackage], tables_of: TablesOf
) -> Iterator[tuple[Shown, Field]]:
    """Each published column at the places of a closed one, with the table that it stands in."""
    for package in packages:
        tables = tables_of(package)
        for resource in package.resources:
            if resource.name not in tables or resource.klasifikasi is not Klasifikasi.PUBLIK:
                continue
            table = tables[resource.name]
            matched = _match_columns(closed, resource, table)
            if matched:
                shown = Shown(package, resource, table, _rule_of(package, resource), matched)
                yield from ((shown, field) for field in _telling_fields(shown, closed))


def _find_telling(
    closed: Closed, shown: Sequence[tuple[Shown, Field]], kept: KeptAnswers
) -> Iterator[tuple[Shown, Field]]:
    """The columns that give the closed numbers away, alone or two of them together.

    What was looked at before and told nothing is known from `kept`.
    """
    series = list(list_series(shown, closed))
    by_names: dict[tuple[str, ...], list[Series]] = {}
    for curve in series:
        by_names.setdefault(curve.names, []).append(curve)
    views = {names: list(closed.views(names)) for names in by_names}
    for names, some in views.items():
        for ours in some:
            yield from _find_alone(ours, by_names[names], len(series), kept)
    for names, some in views.items():
        bases = [curve for curve in series if set(curve.names) <= set(names)]
        for ours in some:
            yield from _find_joint(ours, by_names[names], bases, kept)


def _find_alone(
    ours: Mapping[Key, Decimal], alike: Sequence[Series], tries: int, kept: KeptAnswers
) -> Iterator[tuple[Shown, Field]]:
    """The columns of which a series alone tells the closed numbers."""
    known = KnownPairs(kept, "K111 alone", ours, tries)
    silent = []
    for curve in alike:
        if known.knows(curve.digest, "") or not _tells(ours, curve.numbers, tries):
            silent.append(curve.digest)
        else:
            yield curve.shown, curve.field
    known.note(silent, [""])


def _find_joint(
    ours: Mapping[Key, Decimal], alike: Sequence[Series], bases: Sequence[Series], kept: KeptAnswers
) -> Iterator[tuple[Shown, Field]]:
    """The columns that tell the closed numbers with another: added up, or as a rate of a base."""
    for first, second in find_joined(ours, [series.numbers for series in alike]):
        # A total has no part of itself to tell: the part beside it does.
        part = min((alike[first], alike[second]), key=lambda series: sum(series.numbers.values()))
        yield part.shown, part.field
    rates = [series for series in alike if series.is_rate and has_enough(ours, series.numbers)]
    if not rates:
        return
    names = rates[0].names
    spread = (series.spread(names, ours) for series in bases if not series.is_rate)
    under = [make_base(ours, numbers) for numbers in spread if has_enough(ours, numbers, 1)]
    bits = {place: 1 << number for number, place in enumerate(ours)}
    tries = len(rates) * len(under)
    known = KnownPairs(kept, "K111 rates", ours, tries)
    looked = [
        (base, sum(bits[place] for place, _ in base.shares), digest_numbers(base.numbers)) for base in under
    ]
    silent = []
    for rate in rates:
        unit = print_unit(rate.numbers.values())
        shown = {place: float(amount) for place, amount in rate.numbers.items()}
        there = sum(bit for place, bit in bits.items() if place in rate.numbers)
        for base, look, digest in looked:
            if (there & look).bit_count() < FEWEST or known.knows(rate.digest, digest):
                continue
            likely = base.may_rate(shown, float(unit))
            if likely and follows_by_base(ours, rate.numbers, base.numbers, tries, unit=unit):
                yield rate.shown, rate.field
                break
        else:
            silent.append(rate.digest)
    known.note(silent, (digest for _, _, digest in looked))


def _match_columns(closed: Closed, resource: Resource, table: Table) -> dict[str, str]:
    """Dimension → the column with the same values, its namesake first."""
    found: dict[str, str] = {}
    public = {field.name for field in resource.schema.fields if field.klasifikasi is Klasifikasi.PUBLIK}
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


def _telling_fields(shown: Shown, closed: Closed) -> Iterator[Field]:
    """Published columns that are no dimension and are not closed together with the measure."""
    own = shown.package is closed.package and shown.resource is closed.resource
    # Only tables of one dataset are closed together, and with a number the others of its row.
    together = shown.package is closed.package and shown.rule is not None
    same_place = together and all(
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
        beside = shown.rule is not None and closed.measure in shown.rule.measures
        if guarded and (own or (same_place and beside)):
            continue
        if name == closed.measure and shown.rule is None:
            continue  # K106 or K110 tells it
        yield field


def _tells(ours: Mapping[Key, Decimal], theirs: Mapping[Key, Decimal], tries: int) -> bool:
    """Whether numbers, of `tries` columns, have the closed ones: as they are, as shares, or on a line."""
    return _same(ours, theirs) or _shares(ours, theirs) or follows_by_line(ours, theirs, tries)


def _same(ours: Mapping[Key, Decimal], theirs: Mapping[Key, Decimal]) -> bool:
    common = ours.keys() & theirs.keys()
    equal = [ours[key] for key in common if ours[key] == theirs[key] and ours[key]]
    alike = sum(ours[key] == theirs[key] for key in common)
    kinds = set(equal)
    digits = sum(len(f"{abs(amount):f}".replace(".", "")) for amount in kinds)
    telling = (len(kinds) > 1 and digits >= DIGITS) or (len(equal) >= MANY and len(kinds) >= KINDS)
    return telling and alike >= SHARE * len(common)


def _shares(ours: Mapping[Key, Decimal], theirs: Mapping[Key, Decimal]) -> bool:
    """Whether theirs are ours divided by one and the same number, as percentages are."""
    pairs = [(ours[key], theirs[key]) for key in ours.keys() & theirs.keys() if ours[key] and theirs[key] > 0]
    if len({amount for amount, _ in pairs}) < KINDS or all(
        amount == amount.to_integral_value() for _, amount in pairs
    ):
        return False
    ratio = median(amount / whole for whole, amount in pairs)
    near = sum(abs(amount - ratio * whole) <= Decimal("0.06") + amount / 100 for whole, amount in pairs)
    return near >= SHARE * len(pairs)
