"""Numbers of closed and of published columns by their places: all together, and those of one kind each.

A table is gone through once for each column of kinds; what is told by fewer dimensions is added up from
what is told by more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from itertools import combinations, groupby

from suluh.checking.known_pairs import digest_numbers
from suluh.reading.kept_results import make_key
from suluh.reading.sensitive_topics import Counted, tell_counted
from suluh.vocabulary.cells import read_cell
from suluh.vocabulary.disclosure import Suppression
from suluh.vocabulary.package import DataPackage, Field, Resource, Table
from suluh.vocabulary.remembering import remembered

Key = tuple[str, ...]
Numbers = Sequence[Decimal | None]
FEWEST_PLACES = 2
"""Numbers at fewer places tell nothing: the sums of a table that has one year only, by year."""
MOST_SLICES = 40
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]{3})*")
_ZERO = Decimal(0)
_ALL = ""


@dataclass(frozen=True, slots=True)
class Closed:
    """A measure that a rule closes, as submitted: its values, and each dimension's."""

    package: DataPackage
    resource: Resource
    rule: Suppression
    measure: str
    dimensions: Mapping[str, Sequence[str]]
    values: Numbers

    def combine(self, names: Iterable[str]) -> Iterator[tuple[str, ...]]:
        """Those of the dimensions `names`, alone and together, that tell places apart; the most first."""
        ordered = sorted(names)
        for size in range(len(ordered), 0, -1):
            for some in combinations(ordered, size):
                if len(set(zip(*map(self.dimensions.__getitem__, some), strict=True))) >= FEWEST_PLACES:
                    yield some

    def views(self, names: Sequence[str]) -> Iterator[Mapping[Key, Decimal]]:
        """The numbers by some of their dimensions: summed over the others, or of one value of another."""
        keys = list(zip(*(self.dimensions[name] for name in names), strict=True))
        yield _add_up(keys, self.values)
        others = [name for name in self.dimensions if name not in names]
        for name in others if len(others) == 1 else ():
            sums = _add_up_apart(self.dimensions[name], keys, self.values)
            yield from (sums[kind] for kind in sorted(sums)[:MOST_SLICES] if len(sums) > 1)


@dataclass(frozen=True, slots=True)
class Shown:
    """A table that is published, and which of its columns holds which dimension of a closed one."""

    package: DataPackage
    resource: Resource
    table: Table
    rule: Suppression | None
    matched: Mapping[str, str]

    @property
    def identity(self) -> tuple[object, ...]:
        """All of it that a verdict may rest on, as plain values."""
        names = (self.package.descriptor_path, self.resource.name)
        return (*names, repr(self.rule), dict(self.matched), digest_table(self.table))


@remembered
def digest_table(table: Table) -> str:
    """A digest of all of its cells, however they are held."""
    digest = sha256(make_key(table.header).encode())
    for row in table.rows:  # one by one: a large table is held by its columns
        digest.update(f"{row!r}\n".encode())
    return digest.hexdigest()


@dataclass(frozen=True)
class Series:
    """Numbers of a published column by places in some of the closed column's dimensions."""

    shown: Shown
    field: Field
    names: tuple[str, ...]
    numbers: Mapping[Key, Decimal]

    @cached_property
    def digest(self) -> str:
        """Of all of its places and numbers."""
        return digest_numbers(self.numbers)

    @cached_property
    def is_rate(self) -> bool:
        """Whether it may be a rate or a share: not all of it is whole, or its name says so."""
        broken = any(amount != amount.to_integral_value() for amount in self.numbers.values())
        return broken or tell_counted(self.field.name) is Counted.NOTHING

    def spread(self, names: tuple[str, ...], places: Iterable[Key]) -> Mapping[Key, Decimal]:
        """Its numbers at places in more dimensions, as a population stands for each of its sexes."""
        if names == self.names:
            return self.numbers
        at = [names.index(name) for name in self.names]
        own = {place: tuple(place[index] for index in at) for place in places}
        return {place: self.numbers[key] for place, key in own.items() if key in self.numbers}


def list_series(shown: Iterable[tuple[Shown, Field]], closed: Closed) -> Iterator[Series]:
    """The numbers of columns by every set of their table's dimensions, all of them and those of one kind."""
    for table, columns in groupby(shown, lambda column: column[0]):
        slices = list(_slices(table))
        sets = list(closed.combine(table.matched))
        if not sets:
            continue
        most = sets[0]  # the largest set that tells places apart: if a smaller one does, it does
        cells = [table.table.column(table.matched[name]) for name in most]
        keys = list(zip(*cells, strict=True))
        for _, field in columns:
            values = _read_numbers(field, table.table.column(field.name))
            if all(amount is None for amount in values):
                continue
            whole = {_ALL: _add_up(keys, values)}
            apart = [_add_up_apart(kinds, keys, values) for kinds in slices]
            for names in sets:
                at = [most.index(name) for name in names] if names != most else None
                for sums in (whole, *apart):
                    for kind in sorted(sums):
                        numbers = sums[kind] if at is None else _fold(sums[kind], at)
                        yield Series(table, field, names, numbers)


def _slices(shown: Shown) -> Iterator[Sequence[str]]:
    """The cells of each column that tells measures apart: it has few values, each in several rows."""
    for name in shown.table.header:
        cells = shown.table.column(name)
        if name not in shown.matched.values() and 1 < len(set(cells)) <= min(MOST_SLICES, len(cells) // 2):
            yield cells


def _add_up_apart(
    cells: Sequence[str], keys: Sequence[Key], values: Numbers
) -> Mapping[str, Mapping[Key, Decimal]]:
    """For each value of another column the numbers of its rows, summed by their places."""
    sums: dict[str, dict[Key, Decimal]] = {kind: {} for kind in dict.fromkeys(cells)}
    for kind, key, value in zip(cells, keys, values, strict=True):
        if value is not None:
            own = sums[kind]
            own[key] = own.get(key, _ZERO) + value
    return sums


def _add_up(keys: Sequence[Key], values: Numbers) -> dict[Key, Decimal]:
    sums: dict[Key, Decimal] = {}
    for key, value in zip(keys, values, strict=True):
        if value is not None:
            sums[key] = sums.get(key, _ZERO) + value
    return sums


def _fold(numbers: Mapping[Key, Decimal], at: Sequence[int]) -> dict[Key, Decimal]:
    """Numbers summed over the dimensions that do not stand at these places of their keys."""
    return _add_up([tuple([key[place] for place in at]) for key in numbers], [*numbers.values()])


def _read_numbers(field: Field, cells: Sequence[str]) -> Numbers:
    """The numbers of a column, of a text the first one; what stands there often is read once."""
    if field.is_number:
        read = {text: read_cell(field, text).value for text in dict.fromkeys(cells)}
    elif field.type == "string":
        read = {text: _first_number(text) for text in dict.fromkeys(cells)}
    else:
        return [None] * len(cells)
    return [read[text] for text in cells]


def _first_number(text: str) -> Decimal | None:
    match = _NUMBER.search(text)
    return Decimal(match.group().replace(".", "")) if match else None
