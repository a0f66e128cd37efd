"""Facts: the figures that pages print, each with a name that says what it is, of when and of whom.

`penyerapan.2025-tw2.instansi.dinas-pupr` is one fact, wherever it is printed. A name has three parts, parted
by dots: *what* is measured (a name of `standards/facts/`), *when*, and *where*: `semua` for all of the
region, else pairs of a dimension and its key, whose own dots stay (`instansi.dinas-pupr.program.1.03.02`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from suluh.vocabulary.figures import State
from suluh.vocabulary.measured import Measured
from suluh.vocabulary.package import StatusData

Exact = int | Decimal | Fraction
"""What a fact's value may be: exact, never a float."""

NOW = "kini"
"""When a fact is as of the day of the build: what the site holds."""

EVERYWHERE = "semua"
"""Where a fact is of all agencies and places."""

_WORD = re.compile(r"[a-z0-9][a-z0-9_-]*")
_PLACE = re.compile(r"[a-z0-9][a-z0-9_.-]*")
_STRANGE = re.compile(r"[^a-z0-9.]+")


@dataclass(frozen=True, slots=True, order=True)
class FactName:
    """What a figure is, of when, and of whom. ValueError for parts that would not read as one name."""

    what: str
    when: str
    where: str = EVERYWHERE

    def __post_init__(self) -> None:
        if not (_WORD.fullmatch(self.what) and _WORD.fullmatch(self.when) and _PLACE.fullmatch(self.where)):
            raise ValueError(f"{self} is no name of a fact")

    def __str__(self) -> str:
        return f"{self.what}.{self.when}.{self.where}"


def read_name(text: str) -> FactName:
    """The name that a page or file states. ValueError where it is none."""
    parts = text.split(".", 2)
    if len(parts) != 3:
        raise ValueError(f"{text} is no name of a fact")
    return FactName(*parts)


def in_year(year: int) -> str:
    """When a fact is of a whole year: `2025`."""
    return str(year)


def in_quarter(year: int, quarter: int) -> str:
    """When a fact is of a year until the end of a quarter: `2025-tw2`; of none, of the year before any."""
    return f"{year}-tw{quarter}"


@lru_cache(maxsize=65_536)
def spell_key(key: str) -> str:
    """A key as names have it: small letters and digits, the rest as hyphens; `tanpa` for an empty one."""
    return _STRANGE.sub("-", key.casefold()).strip("-.") or "tanpa"


def within(*scope: tuple[str, str]) -> str:
    """Where a fact is of what has these keys: `instansi.dinas-pupr`; an empty key is `tanpa`."""
    return ".".join(f"{dimension}.{spell_key(key)}" for dimension, key in scope) or EVERYWHERE


def read_place(where: str, dimensions: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The dimensions and keys that `within` wrote; a word that is no dimension is of the key before it.

    Behind a dimension stands its key, whatever it is called: a dataset may have the name `instansi`.
    """
    pairs: list[tuple[str, list[str]]] = []
    for word in () if where == EVERYWHERE else where.split("."):
        if word in dimensions and (not pairs or pairs[-1][1]):
            pairs.append((word, []))
        elif pairs:
            pairs[-1][1].append(word)
    yield from ((dimension, ".".join(key)) for dimension, key in pairs)


COPIED = "isi"
"""A fact that was copied from one cell: *when* names the dataset, *where* its table, column and row."""


def spell_dataset(dataset: str) -> str:
    """A dataset's name where a fact says when it is."""
    return spell_key(dataset).replace(".", "-")


def name_cell(dataset: str, resource: str, column: str, row: int) -> FactName:
    """The name of a number as it stands in one cell of a published table; `row` is its index from 0."""
    where = within((spell_key(resource), column), ("baris", str(row + 1)))
    return FactName(COPIED, spell_dataset(dataset), where)


@dataclass(frozen=True, slots=True)
class FactFormula:
    """How figures of one kind come about: in words, from other facts, from which columns of which tables.

    `unit` is that of the value. `inputs` are names of other formulas. `tables` are record types with the
    columns that are read. Its texts are Indonesian and are translated where they are shown.
    """

    name: str
    title: str
    words: str
    unit: str = ""
    inputs: tuple[str, ...] = ()
    tables: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows of which a column says something: `how` is `=`, `≤`, or `mulai` (begins with)."""

    column: str
    how: str
    value: str


@dataclass(frozen=True, slots=True)
class FactSource:
    """Rows of one published dataset: those that all selections hold of, or of one row its number from 1."""

    dataset: str
    columns: tuple[str, ...] = ()
    rows: tuple[Selection, ...] = ()
    row: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure, exact; `value` is None in every state but NILAI.

    A share carries its `coverage` and the range in which the whole lies: `low` to `high`, None where nothing
    sure can be said. Sums and counts are of what was reported.
    """

    name: FactName
    value: Exact | None
    state: State = State.NILAI
    status: StatusData = StatusData.TETAP
    measured: Measured | None = None

    @property
    def what(self) -> str:
        """Which formula it comes about by."""
        return self.name.what

    @property
    def shown(self) -> Exact | None:
        """The value where it may stand for the whole, else None: then a range is shown."""
        return self.value if self.measured is None else self.measured.shown


@dataclass(frozen=True, slots=True)
class FactMaker:
    """Makes the facts of one time and place, all with the status of the data behind them."""

    when: str
    where: str = EVERYWHERE
    status: StatusData = StatusData.TETAP

    def make(self, what: str, value: Exact | None, missing: State = State.BELUM_DILAPORKAN) -> Fact:
        """The fact, or in the state `missing` where there is no value."""
        state = missing if value is None else State.NILAI
        return Fact(FactName(what, self.when, self.where), value, state, self.status)

    def inside(self, *scope: tuple[str, str]) -> FactMaker:
        """The same for what lies within its place and has these keys besides."""
        inner = within(*scope)
        where = inner if self.where == EVERYWHERE else f"{self.where}.{inner}"
        return FactMaker(self.when, where, self.status)

    def measure(self, what: str, measured: Measured) -> Fact:
        """The fact of a share; it is as of the quarter that it was counted up to, where there is one."""
        through = measured.coverage.through
        when = in_quarter(*through) if through else self.when
        name = FactName(what, when, self.where)
        return Fact(name, measured.value, measured.state, self.status, measured)
