"""What is done to a table before it may be published, why something is kept back, and what was withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Why something is not public: grounds (words of the closed list), consequence of opening it, term."""

    grounds: tuple[str, ...] = ()
    consequence: str = ""
    term: str = ""

    @property
    def complete(self) -> bool:
        """Whether all three are told, as UU 14/2008 asks of every exclusion."""
        return bool(self.grounds and self.consequence and self.term)


@dataclass(frozen=True, slots=True)
class Masking:
    """How many characters of a text stay readable at its start and end."""

    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Generalisation:
    """A coarser value: `kelompok` by lower bounds, `bulan` or `tahun` of a date, `wilayah` of a level."""

    kind: str
    bounds: tuple[int, ...] = ()
    level: int = 0


@dataclass(frozen=True, slots=True)
class Aggregation:
    """One row for each combination of `dimensions`: `sums` of columns and, in a column `count`, the rows."""

    dimensions: tuple[str, ...]
    sums: tuple[str, ...] = ()
    count: str = ""


@dataclass(frozen=True, slots=True)
class Dominance:
    """A magnitude is closed where few stand behind it, or one of them for more than `percent` of it.

    `contributors` and `largest` name the columns that tell; they are not published.
    """

    contributors: str
    largest: str
    fewest: int
    percent: int


@dataclass(frozen=True, slots=True)
class Suppression:
    """Cells of `measures` under `threshold` are not shown, nor what would let them be worked out.

    `totals` names the value of a dimension that stands for the sum of its others. `unrelated`
    columns stay as they are; every other number of a row goes with a suppressed one. A closed cell must
    have possible values that lie `width` apart.
    """

    measures: tuple[str, ...]
    dimensions: tuple[str, ...]
    threshold: int
    zeros_hidden: bool = False
    unrelated: tuple[str, ...] = ()
    totals: Mapping[str, str] = field(default_factory=dict)
    dominance: Dominance | None = None
    width: int = 1


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A resource's rules, in the order in which they are applied."""

    dropped: tuple[str, ...] = ()
    masked: Mapping[str, Masking] = field(default_factory=dict)
    generalised: Mapping[str, Generalisation] = field(default_factory=dict)
    aggregation: Aggregation | None = None
    suppression: Suppression | None = None

    @property
    def treated(self) -> frozenset[str]:
        """Columns of the submitted table whose own values stay behind while something of them goes out."""
        names = {*self.masked, *self.generalised}
        names |= set(self.aggregation.sums) if self.aggregation else set()
        names |= set(self.suppression.measures) if self.suppression else set()
        names -= {self.aggregation.count} if self.aggregation else set()
        return frozenset(names)


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What stands where a dataset was withdrawn: its address, its title, since when, and why.

    `former_names` lead to it, as they led to the dataset.
    """

    name: str
    instansi: str
    title: str
    date: date
    reason: str
    path: str
    former_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WithdrawnEdition:
    """An earlier version of a dataset that was withdrawn by name (`2025-06-30-1a2b3c4d`): when, and why."""

    name: str
    date: date
    reason: str


@dataclass(frozen=True, slots=True)
class ExcludedItem:
    """What the list of exclusions may say of something that is not public, and nothing else of it.

    `title` is empty unless its description says that it may be shown; `grounds` are whole sentences.
    """

    title: str
    grounds: tuple[str, ...]
    consequence: str
    term: str
    holder: str
    kind: str
