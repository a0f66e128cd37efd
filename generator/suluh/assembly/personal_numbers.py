"""Personal data in finished files: the door's own rules, over any text that goes out.

The door knows columns and may warn; here nothing personal passes that the door did not let in knowingly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from suluh.assembly.fresh_pieces import BREAK, CELL_END
from suluh.checking.personal_patterns import (
    ADDRESS,
    DAMAGED,
    Hit,
    find_suspects,
    judge_mail,
    judge_suspect,
    mask_value,
)
from suluh.checking.personal_screen import find_doubtful
from suluh.checking.plain_text import plain_text
from suluh.checking.reviewed_texts import comparable

_HARMLESS = (ADDRESS, DAMAGED)
"""The door asks about an address without a name and about lost digits; neither tells of anybody."""
_AROUND = 100
"""Signs before something suspect that its rules look at; twice as many after it."""
_FAR = 4096
"""Signs after it within which a piece or a cell must end, or no number reach so far."""
_NO_NUMBER = re.compile(r"[^0-9A-Za-z@.,_+()-]")


@dataclass(frozen=True, slots=True)
class FindPersonal:
    """Finds everything personal but what is `reviewed` (as `comparable` has it)."""

    reviewed: frozenset[str] = frozenset()

    def __call__(self, pieces: Sequence[str], joined: str) -> Iterator[tuple[int, str]]:
        """From pieces of text, and the same joined, to (number of the piece, mask) of what is in them."""
        plain = plain_text(joined)
        if plain.count(BREAK) != len(pieces) - 1:
            plain = BREAK.join(plain_text(piece).replace(BREAK, " ") for piece in pieces)
        found = {
            (number, mask_value(hit.value)): None
            for number, cell in find_doubtful(plain)
            for hit in self._hits(cell)
        }
        yield from found

    def _hits(self, plain: str) -> Iterator[Hit]:
        """What is personal; what stands before one suspect place is looked at with it."""
        done = -1
        starts = sorted(set(find_suspects(plain)))
        # Of an address that every page names in words of its own, which is costly to judge by all rules.
        judge = judge_mail if all(plain[start] == "@" for start in starts) else _judge
        for start in starts:
            if start < done:
                continue
            low, high = _neighbourhood(plain, start)
            done = high - _AROUND if high - start > _AROUND else high
            for hit in judge(plain[low:high]):
                if hit.code not in _HARMLESS and comparable(hit.value) not in self.reviewed:
                    yield hit


def make_finder(reviewed: frozenset[str] = frozenset()) -> FindPersonal:
    """A finder of everything personal but what is `reviewed` (as `comparable` has it)."""
    return FindPersonal(reviewed)


@lru_cache(maxsize=4096)
def _judge(text: str) -> tuple[Hit, ...]:
    """Keys of catalogues and frames of pages are the same in many places."""
    return tuple(judge_suspect(text))


def _neighbourhood(plain: str, start: int) -> tuple[int, int]:
    """What stands around something suspect in its piece, or its cell; no number is cut at either end."""
    begin = max(start - _AROUND, 0)
    low = max(plain.rfind(BREAK, begin, start), plain.rfind(CELL_END, begin, start)) + 1
    if not low and start > _AROUND:
        cut = _NO_NUMBER.search(plain, start - _AROUND, start)
        low = cut.end() if cut else start - _AROUND
    ends = [at for sign in (BREAK, CELL_END) if (at := plain.find(sign, start, start + _FAR)) >= 0]
    high = min(ends, default=min(len(plain), start + _FAR))
    if high > start + 2 * _AROUND:
        cut = _NO_NUMBER.search(plain, start + 2 * _AROUND, high)
        high = cut.start() if cut else high
    return low, high
