"""What is reckoned from threads: achievements, ladders, roll-ups.

All of it is exact: money and counts as Decimal, percentages as Fraction, neither rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from suluh.vocabulary.decrees import is_within
from suluh.vocabulary.measured import Measured
from suluh.vocabulary.standards import LegalBasis


class Undefined(StrEnum):
    """Why there is no percentage. None of these is 0."""

    TANPA_TARGET = "target tidak ada"
    TARGET_NOL = "target 0"
    REALISASI_NOL = "realisasi 0, rumus ini tidak dapat dihitung"
    BELUM_DILAPORKAN = "belum dilaporkan"
    BEBERAPA_NILAI = "beberapa nilai yang tidak dapat dijumlahkan"
    RUMUS_TIDAK_DIKENAL = "rumus tidak dikenal"
    MENUNGGU_AKHIR_TAHUN = "dihitung setelah keempat triwulan dilaporkan"
    SATUAN_BERUBAH = "satuannya berubah di tengah masa rencana"
    MENUNGGU_AKHIR_RENCANA = "dihitung pada akhir masa rencananya"


class Limit(StrEnum):
    """How a result that adds up stands against a target of "at most" while more of it may still come."""

    DALAM_BATAS = "dalam batas"
    TERLAMPAUI = "terlampaui"


@dataclass(frozen=True, slots=True)
class Yardstick:
    """How an indicator is held against its target: formula, good direction and aggregation, and the year."""

    rumus: str
    arah: str
    agregasi: str
    year: int


@dataclass(frozen=True, slots=True)
class Achievement:
    """What came of one indicator: `percent` raw and unrounded, or why there is none.

    `through` is the last quarter that it takes into account; `predicate` the ladder's word for it,
    or empty. `met` says whether the target is reached, None where that is not decided: of a result that
    is better the smaller it is, it is decided at the year's end. `limit` is there for a target of "at
    most" that fills up in the year, where every quarter until `through` was reported or it is exceeded.
    """

    indikator: str
    satuan: str
    target: Decimal | None
    actual: Fraction | None
    percent: Fraction | None
    undefined: Undefined | None
    rumus: str
    agregasi: str
    arah: str
    through: int = 0
    predicate: str = ""
    met: bool | None = None
    limit: Limit | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """Percentages from `least` up to below `limit`, either None for an open end, and how many there are."""

    least: Fraction | None
    limit: Fraction | None
    count: int


@dataclass(frozen=True, slots=True)
class Spread:
    """How percentages lie about their mean: raw in bands, and how many counted as less or more in the mean.

    `below` were under the `least` that counts and counted as that, `above` over the `most`.
    """

    bands: tuple[Band, ...] = ()
    below: int = 0
    above: int = 0
    least: Fraction = Fraction(0)
    most: Fraction = Fraction(100)

    @property
    def count(self) -> int:
        """How many percentages there are."""
        return sum(band.count for band in self.bands)


NO_SPREAD = Spread()


class Tone(StrEnum):
    """How good a grade is: three looks, however many grades a ladder has."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


GOOD_FROM, FAIR_FROM = Fraction(3, 5), Fraction(2, 5)
"""Of the way from the lowest grade (0) to the highest (1), where a grade is good, and where it is fair."""


def tones_by_place(grades: int) -> tuple[Tone, ...]:
    """The tones of a ladder that states none, from the highest grade: about the middle is fair."""
    places = (Fraction(place, max(1, grades - 1)) for place in reversed(range(grades)))
    return tuple(
        Tone.GOOD if place >= GOOD_FROM else (Tone.FAIR if place >= FAIR_FROM else Tone.POOR)
        for place in places
    )


@dataclass(frozen=True, slots=True)
class Ladder:
    """A scale of predicates with its legal basis and years of validity (`until` 0: still in force).

    `steps` are (lower limit, predicate) from the highest; what lies below the last is `lowest`. A
    value on the limit belongs to the step (`strict`: only what is above it). Values are not rounded.
    `scale` is the least and the most that a value can be. `tones` say how good each grade is, from
    the highest to the lowest.
    """

    name: str
    title: str
    basis: LegalBasis
    since: int
    until: int
    steps: tuple[tuple[Fraction, str], ...]
    lowest: str
    strict: bool = False
    note: str = ""
    scale: tuple[Fraction, Fraction] = (Fraction(0), Fraction(100))
    tones: tuple[Tone, ...] = ()

    @property
    def regulation(self) -> str:
        """How the regulation is cited."""
        return str(self.basis)

    @property
    def grades(self) -> tuple[str, ...]:
        """The predicates from the highest to the lowest."""
        return (*(predicate for _, predicate in self.steps), self.lowest)

    def covers(self, year: int) -> bool:
        """Whether it is in force in a year."""
        return is_within(year, self.since, self.until)

    def tone_of(self, predicate: str) -> Tone | None:
        """How good a predicate is; None for a word that is not on the ladder."""
        tones = dict(zip(self.grades, self.tones or tones_by_place(len(self.grades)), strict=True))
        return tones.get(predicate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rollup:
    """Totals of the threads (or rows) that share a key of one dimension.

    Amounts in rupiah are exact sums, None where nobody stated any. `absorption` is the share of the budget
    that is spent, `achievement` the mean of the indicators' percentages, each held within the limits of
    `standards/means/` for the mean alone, of `indicators` that are planned; both with what they were counted
    from. `spread` says how the percentages of that mean lie. `due` reports were to be made, `reports` were.
    Of `threads` so many are `budgeted`; of `spent` so much is `unbudgeted`, that of threads without a budget,
    which no share counts. `datasets` are those that it is made of.
    """

    dimension: str
    key: str
    absorption: Measured
    achievement: Measured
    threads: int = 0
    budgeted: int = 0
    pagu_indikatif: Decimal | None = None
    murni: Decimal | None = None
    budget: Decimal | None = None
    spent: Decimal | None = None
    unbudgeted: Decimal | None = None
    indicators: int = 0
    due: int = 0
    reports: int = 0
    datasets: tuple[str, ...] = ()
    spread: Spread = NO_SPREAD
