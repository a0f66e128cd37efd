"""Personal data in finished files: the door's own rules, over any text that goes out.

The door knows columns and may warn; here nothing personal passes that the door did not let in knowingly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from suluh.assembly.fresh_pieces import BREAK
from suluh.checking.personal_patterns import ADDRESS, DAMAGED, find_suspects, judge_suspect, mask_value
from suluh.checking.plain_text import plain_text
from suluh.checking.reviewed_texts import comparable

FindPersonal = Callable[[Sequence[str], str], Iterator[tuple[int, str]]]
"""From pieces of text, and the same joined, to (number of the piece, mask) of everything personal in them."""

_HARMLESS = (ADDRESS, DAMAGED)
"""The door asks about an address without a name and about lost digits; neither tells of anybody."""
_AROUND = 100
"""Signs before something suspect that its rules look at; twice as many after it."""
_NO_NUMBER = re.compile(r"[^0-9A-Za-z@.,_+()-]")


def make_finder(reviewed: frozenset[str] = frozenset()) -> FindPersonal:
    """A finder of everything personal but what is `reviewed` (as `comparable` has it)."""

    def find(pieces: Sequence[str], joined: str) -> Iterator[tuple[int, str]]:
        plain = plain_text(joined)
        if plain.count(BREAK) != len(pieces) - 1:
            plain = BREAK.join(plain_text(piece).replace(BREAK, " ") for piece in pieces)
        found: dict[tuple[int, str], None] = {}
        number, counted, done = 0, 0, -1
        for start in sorted(set(find_suspects(plain))):
            if start < done:
                continue
            number += plain.count(BREAK, counted, start)
            counted = start
            low, high = _neighbourhood(plain, start)
            done = high - _AROUND if high - start > _AROUND else high
            for hit in judge_suspect(plain[low:high]):
                if hit.code not in _HARMLESS and comparable(hit.value) not in reviewed:
                    found[number, mask_value(hit.value)] = None
        yield from found

    return find


def _neighbourhood(plain: str, start: int) -> tuple[int, int]:
    """What stands around something suspect in its piece; no number is cut at either end."""
    low = plain.rfind(BREAK, max(start - _AROUND, 0), start) + 1
    if not low and start > _AROUND:
        cut = _NO_NUMBER.search(plain, start - _AROUND, start)
        low = cut.end() if cut else start - _AROUND
    end = plain.find(BREAK, start)
    high = len(plain) if end < 0 else end
    if high > start + 2 * _AROUND:
        cut = _NO_NUMBER.search(plain, start + 2 * _AROUND, high)
        high = cut.start() if cut else high
    return low, high
