"""Which list a column's codes are found in: that of regions, or one of the project's datasets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from suluh.intake.column_readings import Joined
from suluh.intake.header_words import HeaderWords
from suluh.reading.place_names import LEVELS, read_region_code
from suluh.reading.region_list import load_former_codes
from suluh.vocabulary.package import ForeignKey
from suluh.vocabulary.region import Regions

MOSTLY = 0.8
_SAMPLED = 60
_FEW = 3
_REGENCY, _ENOUGH = 5, 5
_LONGER_THAN_PROVINCES = 4
BY_CODE, BY_OTHER_CODE, BY_NAME, BPS, FORMER = "kode", "kode-lain", "nama", "bps", "lama"


@dataclass(frozen=True, slots=True)
class CodeLists:
    """What columns may refer to: the regions, of which `home` is the site's own, and lists of the project.

    `by_column` has what columns of a name refer to in other datasets, with the codes that stand there.
    """

    regions: Regions
    home: str = ""
    by_column: Mapping[str, tuple[ForeignKey, frozenset[str]]] = field(default_factory=dict)


def region_key(name: str) -> ForeignKey:
    """The key of a column of region codes."""
    return ForeignKey((name,), "wilayah", "wilayah", ("kode",))


def join_codes(name: str, distinct: Mapping[str, int], words: HeaderWords, lists: CodeLists) -> Joined | None:
    """The list that the column's codes are found in, or None. Strays are not filled in yet.

    A list that another dataset's column of the same name refers to is asked first. A column whose header says
    nothing of codes or regions is joined only if its texts are hardly numbers of another kind. Numbers of
    rows are found in any list that begins at 1 and are joined to none by their texts alone.
    """
    stated = lists.by_column.get(name)
    if stated is not None:
        key, codes = stated
        joined = _count(key.package or name, distinct, codes, ForeignKey((name,), *_target(key)))
        if joined is not None:
            return joined
    if (words.is_bps and words.is_code) or is_bps_code(distinct, words):
        return Joined("BPS", BPS, 0, sum(distinct.values()))
    if (regions := _join_regions(name, distinct, words, lists)) is not None:
        return regions
    if not words.is_code or words.is_row_number:
        return None
    found = [
        joined
        for key, codes in lists.by_column.values()
        if (joined := _count(key.package or name, distinct, codes, ForeignKey((name,), *_target(key))))
    ]
    best = max(found, key=lambda joined: joined.matched, default=None)
    return best if best is not None and len(distinct) >= _FEW and best.matched == best.filled else None


def _target(key: ForeignKey) -> tuple[str, str, tuple[str, ...]]:
    return key.package, key.resource, key.reference_fields


def _count(name: str, distinct: Mapping[str, int], codes: frozenset[str], key: ForeignKey) -> Joined | None:
    if not _looks_promising(distinct, lambda text: text in codes):
        return None
    filled = sum(distinct.values())
    found = frozenset(distinct) & codes
    matched = sum(distinct[text] for text in found)
    return (
        Joined(name, BY_CODE, matched, filled, key=key, found=found) if matched >= MOSTLY * filled else None
    )


def is_bps_code(distinct: Mapping[str, int], words: HeaderWords) -> bool:
    """Whether all texts are seven figures under a header of codes of kecamatan: a form that BPS alone has."""
    shaped = words.is_code and "kecamatan" in words.levels
    return shaped and bool(distinct) and all(len(text) == 7 and text.isdecimal() for text in distinct)


def _join_regions(
    name: str, distinct: Mapping[str, int], words: HeaderWords, lists: CodeLists
) -> Joined | None:
    """Codes of regions as the list has them, or as offices write them."""
    if words.is_measure or words.is_year or (words.is_row_number and not words.levels):
        return None
    if words.is_other_code and not words.levels:
        return None
    hinted = words.is_code or bool(words.levels)
    levels = [LEVELS.index(level) + 1 for level in words.levels if level in LEVELS]
    codes = lists.regions.codes

    def read(text: str) -> str:
        return text if text in codes else read_region_code(text, lists.regions, lists.home, levels)

    if not hinted and not _are_code_like(distinct):
        return None
    named = bool(words.levels) and (words.is_level_alone or words.is_code)
    if not named and not _are_long(distinct):
        return None
    if not _looks_promising(distinct, lambda text: bool(read(text))):
        return _join_former(distinct, codes)
    filled = sum(distinct.values())
    exact = frozenset(distinct) & codes
    found = frozenset(text for text in distinct if text in exact or read(text))
    matched = sum(distinct[text] for text in found)
    if matched < MOSTLY * filled:
        return None
    if not hinted and _may_be_decimals(distinct) and (matched < filled or len(distinct) < _ENOUGH):
        return None
    if len(exact) == len(found):
        return Joined("wilayah", BY_CODE, matched, filled, key=region_key(name), found=found)
    return Joined("wilayah", BY_OTHER_CODE, matched, filled, found=found)


def _join_former(distinct: Mapping[str, int], codes: Collection[str]) -> Joined | None:
    """Codes of regions of which some are gone from the list: told, since nobody knows their heirs."""
    former = load_former_codes()
    gone = frozenset(text for text in distinct if text in former)
    filled = sum(distinct.values())
    known = sum(count for text, count in distinct.items() if text in gone or text in codes)
    if not gone or known < MOSTLY * filled:
        return None
    return Joined("wilayah-lama", FORMER, sum(distinct[text] for text in gone), filled, found=gone)


def _are_code_like(distinct: Mapping[str, int]) -> bool:
    """Whether texts without any hint can hardly be numbers: three of one form, longer than a province's."""
    if len(distinct) < _FEW:
        return False
    return _are_long(distinct) and all(text[0].isdecimal() for text in distinct)


def _may_be_decimals(distinct: Collection[str]) -> bool:
    """Whether the texts are no longer than codes of regencies, which a number with two decimals is like."""
    return all(len(text) <= _REGENCY for text in distinct)


def _are_long(distinct: Collection[str]) -> bool:
    """Whether most are longer than codes of provinces, which any small number is like."""
    long = sum(len(text.removesuffix(".0")) >= _LONGER_THAN_PROVINCES for text in distinct)
    return 2 * long > len(distinct)


def _looks_promising(distinct: Iterable[str], is_known: Callable[[str], bool]) -> bool:
    """A look at some of the texts before all of them."""
    texts = list(distinct)
    sample = texts[:: max(1, len(texts) // _SAMPLED)]
    return sum(1 for text in sample if is_known(text)) >= 0.6 * len(sample)
