"""Sixteen digits however they are parted: which stretches of a text may have been written as one number."""

from __future__ import annotations

import re
from collections.abc import Iterator

LENGTH = 16
_SIGN = r"[ \t\r\n.,\-/_*'`~\\:]"
BETWEEN = rf"(?:{_SIGN}{{0,3}}|[ ./-]{{4,5}})"
"""What may stand between two digits of one number: few signs of any kind, or a dash with blanks around it."""
_CHAIN = re.compile(rf"[0-9](?:{BETWEEN}[0-9]){{{LENGTH - 1},}}")
_GROUP = re.compile(r"[0-9]+")
_TOKEN = re.compile(rf"[^ \t\r\n]{{{LENGTH + 1},}}")
_HEX = re.compile(r"[0-9a-fA-F]{32,}|[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_SHAPES = (
    (4, 4, 4, 4),
    (6, 6, 4),
    (6, 10),
    (12, 4),
    (8, 8),
    (6, 2, 2, 2, 4),
    (2, 2, 2, 6, 4),
    (2, 2, 2, 2, 2, 2, 4),
    (1, 3, 3, 3, 3, 3),
)
_COMMA_SHAPES = (_SHAPES[0], _SHAPES[1], _SHAPES[-1])
_DATE_PAIRS = ((2, 2, 4, 2, 2, 4), (4, 2, 2, 4, 2, 2))
Group = tuple[int, int]
"""Start and end of a run of digits."""


def find_chains(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, digits) of every sixteen digits that read as one number, in text without disguises.

    Never part of a longer run of digits, of a decimal fraction, a pair of dates or coordinates, or a
    budget code.
    """
    for chain in _CHAIN.finditer(text):
        groups = [match.span() for match in _GROUP.finditer(text, chain.start(), chain.end())]
        for start, end in _candidates(text, groups):
            yield start, end, "".join(_GROUP.findall(text[start:end]))


def find_hexadecimal(text: str) -> list[Group]:
    """Where checksums and UUIDs stand: digits in them are nobody's number."""
    return [match.span() for match in _HEX.finditer(text)]


def _candidates(text: str, groups: list[Group]) -> Iterator[Group]:
    """Stretches of a chain of groups with sixteen digits in a plausible shape."""
    lengths = tuple(end - start for start, end in groups)
    found: set[Group] = set()
    if sum(lengths) == LENGTH and _is_plausible(text, groups, lengths):
        found.add((groups[0][0], groups[-1][1]))
    elif sum(lengths) > LENGTH:
        # As bytes, so that a chain of a million groups is searched at once.
        coded = bytes(min(length, 255) for length in lengths)
        found |= {groups[at] for at in _places(coded, (LENGTH,)) if _is_alone(text, groups, at)}
        for shape in _SHAPES:
            for at in _places(coded, shape):
                part = groups[at : at + len(shape)]
                if _fits(text, part):
                    found.add((part[0][0], part[-1][1]))
        found |= set(_unbroken_parts(text, groups))
    yield from sorted(found)


def _places(coded: bytes, shape: tuple[int, ...]) -> Iterator[int]:
    """Where a shape begins among the lengths of groups."""
    wanted = bytes(shape)
    at = coded.find(wanted)
    while at >= 0:
        yield at
        at = coded.find(wanted, at + 1)


def _is_alone(text: str, groups: list[Group], at: int) -> bool:
    """Whether a group has sixteen digits and is not what follows the point of a decimal number."""
    start, end = groups[at]
    if end - start != LENGTH:
        return False
    return at == 0 or text[groups[at - 1][1] : start] not in (".", ",")


def _unbroken_parts(text: str, groups: list[Group]) -> Iterator[Group]:
    """Parts between blanks, where a chain has other signs too: `74.72… 0812…` are two numbers."""
    for token in _TOKEN.finditer(text, groups[0][0], groups[-1][1]):
        part = [match.span() for match in _GROUP.finditer(text, *token.span())]
        lengths = tuple(end - start for start, end in part)
        if len(part) > 1 and sum(lengths) == LENGTH and _is_plausible(text, part, lengths):
            yield part[0][0], part[-1][1]


def _fits(text: str, groups: list[Group]) -> bool:
    """Whether groups of a known shape are parted by one kind of sign alone."""
    return len(_signs(text, groups)) == 1


def _signs(text: str, groups: list[Group]) -> set[str]:
    return {text[groups[at][1] : groups[at + 1][0]] for at in range(len(groups) - 1)}


def _is_plausible(text: str, groups: list[Group], lengths: tuple[int, ...]) -> bool:
    if len(lengths) == 1:
        return True
    signs = _signs(text, groups)
    if lengths in _DATE_PAIRS:
        return False
    if any("," in sign or ":" in sign for sign in signs):
        return len(signs) == 1 and lengths in _COMMA_SHAPES
    if lengths in _SHAPES:
        return True
    if len(signs) == 1:
        decimal = len(lengths) == 2 and lengths[0] <= 3
        budget = signs == {"."} and lengths[0] == 1 and len(set(lengths)) > 2
        return not decimal and not budget
    # Of mixed signs only those that part the number where its own parts end.
    cuts = [sum(lengths[: at + 1]) for at in range(len(lengths) - 1)]
    return all(cut % 2 == 0 for cut in cuts)
