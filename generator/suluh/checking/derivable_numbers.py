"""Whether numbers follow from others by a line, a base, a sum or a difference, rounded as they are printed.

What is compared stands at the same places. Few points agree by chance: how unlikely that is, in powers of
ten, decides with how many points agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import log10
from statistics import median
from typing import TypeVar

Key = tuple[str, ...]
Numbers = Mapping[Key, Decimal]
Pairs = Sequence[tuple[Fraction, Fraction]]
"""Numbers at the same place: what is closed, and what is shown."""
_Number = TypeVar("_Number", float, Fraction)
LOOKS = 9
"""At so many places it is looked whether a base may be one, before all are reckoned with."""
FEWEST = 3
"""So many different numbers must agree."""
SHARE = Fraction(4, 5)
"""Such a part of all places must agree, so that a few that do not hide nothing."""
SURE, LINE_SURE = 2.0, 3.0
"""Powers of ten against chance: for one free number, and for a line, which has two."""
USUAL_TRIES = 100
"""So many looks these numbers allow for; each tenfold more asks for one power of ten more."""
TRIED = 3
USUAL_FACTORS = tuple(Fraction(10) ** power for power in range(7))
"""Rates are told for one, a hundred, a thousand, a hundred thousand: such factors are not a free number."""


def follows_by_line(ours: Numbers, theirs: Numbers, tries: int = 1) -> bool:
    """Whether theirs = a x ours + b at nearly all places: a rate, a complement, tenfold, an offset.

    Of `tries` columns that are looked at, some agree at a few places by chance: so much surer it must be.
    """
    if not _may_be_line(ours, theirs):
        return False
    pairs = _pair(ours, theirs)
    if len({share for share, _ in pairs}) < FEWEST or len({share for _, share in pairs}) < FEWEST:
        return False
    unit = print_unit(theirs.values())
    for slope, offset, free in _list_lines(pairs):
        whole = slope.denominator == offset.denominator == 1
        within = Fraction(0) if whole and abs(slope) == 1 else unit

        def at(closed: Fraction, slope: Fraction = slope, offset: Fraction = offset) -> Fraction:
            return slope * closed + offset

        sure = (LINE_SURE if free > 1 else SURE) + _beyond_usual(tries)
        agreed = _agrees(pairs, at, within, unit) if slope else 0.0
        if agreed and agreed >= sure + _cost(free, pairs, within, unit):
            return True
    return False


def follows_by_base(
    ours: Numbers, theirs: Numbers, base: Numbers, tries: int = 1, *, unit: Fraction | None = None
) -> bool:
    """Whether theirs are ours divided by a published base, times one factor: a rate, a share.

    `tries` as in `follows_by_line`, of pairs of columns. `unit` is `print_unit` of theirs, where it is known.
    """
    sure = SURE + _beyond_usual(tries)
    places = [key for key in ours.keys() & theirs.keys() & base.keys() if base[key]]
    unit = unit or print_unit(theirs.values())
    if not places or _tells_at_most([theirs[key] for key in places], float(unit)) < sure:
        return False
    shares = [Fraction(ours[key]) / Fraction(base[key]) for key in places]
    if len({share for share in shares if share}) < FEWEST:
        return False
    pairs = list(zip(shares, (Fraction(theirs[key]) for key in places), strict=True))
    largest = sorted(pairs, reverse=True)[:TRIED]
    own = [shown / share for share, shown in largest if share]
    for factor in (*USUAL_FACTORS, *own):

        def at(share: Fraction, factor: Fraction = factor) -> Fraction:
            return factor * share

        free = 0 if factor in USUAL_FACTORS else 1
        within = unit / 2 if not free else unit
        agreed = _agrees(pairs, at, within, unit) if factor else 0.0
        if agreed and agreed >= sure + _cost(free, pairs, within, unit):
            return True
    return False


@dataclass(frozen=True, slots=True)
class Base:
    """A published base under closed numbers: some places, and the share of the base that is closed there."""

    numbers: Numbers
    shares: tuple[tuple[Key, float], ...]

    def may_rate(self, theirs: Mapping[Key, float], unit: float) -> bool:
        """Whether theirs may be these shares times one factor: a quick look at some places."""
        factors = [(theirs[key] / share, unit / share) for key, share in self.shares if key in theirs]
        if len(factors) < FEWEST:
            return False
        middle = median(factor for factor, _ in factors)
        near = sum(abs(factor - middle) <= within + 1e-6 * abs(middle) for factor, within in factors)
        return middle != 0 and 2 * near > len(factors)


def make_base(ours: Numbers, base: Numbers) -> Base:
    """The base with the shares at places spread over all sizes."""
    shares = sorted(
        (float(ours[key] / base[key]), key) for key in ours.keys() & base.keys() if base[key] and ours[key]
    )
    step = max(1, len(shares) // LOOKS)
    return Base(base, tuple((key, share) for share, key in shares[::-1][: step * LOOKS : step]))


def has_enough(ours: Numbers, others: Numbers, kinds: int = FEWEST) -> bool:
    """Whether others have so many different numbers at enough of the places where ours are not nothing."""
    shown = [others[key] for key in ours.keys() & others.keys() if ours[key]]
    return len(shown) >= FEWEST and len(set(shown)) >= kinds


def find_joined(ours: Numbers, others: Sequence[Numbers]) -> Iterator[tuple[int, int]]:
    """Places of two among others whose sum or difference is ours at nearly all places."""
    keys = sorted(ours)[: 4 * FEWEST]
    of_sign: dict[tuple[Decimal | None, ...], list[int]] = {}
    for number, other in enumerate(others):
        of_sign.setdefault(tuple(other.get(key) for key in keys), []).append(number)
    leads = {numbers[0] for numbers in of_sign if numbers}
    for number, other in enumerate(others):
        if any(key not in other for key in keys):
            continue
        for sign in (1, -1):
            if keys and (other[keys[0]] - ours[keys[0]]) * sign not in leads:
                continue  # most end here: no other column has even the first number
            wanted = tuple((other[key] - ours[key]) * sign for key in keys)
            for partner in of_sign.get(wanted, ()):
                if partner != number and _is_joined(ours, other, others[partner], sign):
                    yield (number, partner)


def print_unit(values: Iterable[Decimal]) -> Fraction:
    """The last printed place of a column: 1 for whole numbers, 1/10 for one decimal."""
    exponents = (value.as_tuple().exponent for value in values)
    finest = min((exponent for exponent in exponents if isinstance(exponent, int)), default=0)
    return Fraction(10) ** min(finest, 0)


def _may_be_line(ours: Numbers, theirs: Numbers) -> bool:
    """A quick look, without exact fractions, that lets through whatever might be a line."""
    pairs = [(float(ours[key]), float(theirs[key])) for key in ours.keys() & theirs.keys()]
    if len(pairs) < FEWEST:
        return False
    within = 2 * float(print_unit(theirs.values()))
    limit = len(pairs) * float(1 - SHARE)
    for slope, offset, _ in _list_lines(sorted(pairs)):
        missed = 0
        for closed, shown in pairs:
            if abs(slope * closed + offset - shown) > within + 1e-6 * abs(shown):
                missed += 1
                if missed > limit:
                    break
        else:
            return True
    return False


def _pair(ours: Numbers, theirs: Numbers) -> Pairs:
    return [(Fraction(ours[key]), Fraction(theirs[key])) for key in sorted(ours.keys() & theirs.keys())]


def _list_lines(pairs: Sequence[tuple[_Number, _Number]]) -> Iterator[tuple[_Number, _Number, int]]:
    """Lines that a few of the points suggest, with how many of their two numbers are free."""
    by_size = sorted(pairs, reverse=True)
    none = by_size[0][0] - by_size[0][0]
    for closed, shown in by_size[:TRIED]:
        if closed:
            slope = shown / closed
            yield slope, none, 0 if slope in USUAL_FACTORS else 1
    for sign in (1, -1):
        for closed, shown in (by_size[0], by_size[len(by_size) // 2], by_size[-1]):
            yield none + sign, shown - sign * closed, 1
    for low, high in ((0, -1), (1, -1), (0, -2), (1, -2)):
        first, second = by_size[low], by_size[high]
        if first[0] != second[0]:
            slope = (first[1] - second[1]) / (first[0] - second[0])
            yield slope, first[1] - slope * first[0], 2


def _agrees(pairs: Pairs, at: Callable[[Fraction], Fraction], within: Fraction, unit: Fraction) -> float:
    """How unlikely it is, in powers of ten, that so many points agree by chance; 0 where too few do."""
    limit = len(pairs) * (1 - SHARE)
    missed = 0
    agreeing: set[tuple[Fraction, Fraction]] = set()
    for closed, shown in pairs:
        if abs(at(closed) - shown) <= within:
            agreeing.add((closed, shown))
        else:
            missed += 1
            if missed > limit:
                return 0.0
    # Seventeen numbers that are shown as three tell no more than three do.
    kinds = min(len({closed for closed, _ in agreeing}), len({shown for _, shown in agreeing}))
    return kinds * _weight(pairs, within, unit) if kinds >= FEWEST else 0.0


def _weight(pairs: Pairs, within: Fraction, unit: Fraction) -> float:
    """Powers of ten against chance for one point: how many values there are for one that would agree."""
    shown = [share for _, share in pairs]
    spread = max(shown) - min(shown) + unit
    return log10(max(spread / max(2 * within, unit), Fraction(1)))


def _tells_at_most(shown: Sequence[Decimal], unit: float) -> float:
    """The powers of ten against chance if all of these numbers agreed, each as exactly as printed."""
    return len(set(shown)) * log10(float(max(shown) - min(shown)) / unit + 1)


def _beyond_usual(tries: int) -> float:
    return log10(max(tries / USUAL_TRIES, 1))


def _cost(free: int, pairs: Pairs, within: Fraction, unit: Fraction) -> float:
    return free * _weight(pairs, within, unit)


def _is_joined(ours: Numbers, first: Numbers, second: Numbers, sign: int) -> bool:
    """Whether ours = first - sign x second."""
    places = ours.keys() & first.keys() & second.keys()
    same = [key for key in places if ours[key] == first[key] - sign * second[key]]
    kinds = {ours[key] for key in same if first[key] and second[key]}
    if len(kinds) < FEWEST or len(same) < SHARE * len(places):
        return False
    spread = Fraction(max(kinds) - min(kinds)) + 1
    return len(kinds) * log10(spread) >= SURE
