"""Digits in our own work: what we drew, packed or numbered is nobody's telephone number and nobody's NIK.

The last look knows no columns: to it the moves of a map's border may read as a number. So wherever it sees
something, it asks here what of that is our own. Withheld values, secrets, paths and loads are sought in all
of it alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from suluh.assembly.fresh_pieces import BREAK
from suluh.assembly.personal_numbers import FindPersonal

_NUMBER = r"(?>[-+]?(?:(?:0|[1-9][0-9]{0,3})(?:\.[0-9]{1,6})?|\.[0-9]{1,6})(?![0-9]))"
"""A place on a drawing: no more than four digits before the point, and no zero before others."""
_APART = r"[\s,]*+"
_ARC = rf"[Aa](?>(?:{_APART}{_NUMBER}){{3}}{_APART}[01]{_APART}[01](?:{_APART}{_NUMBER}){{2}})++"
_PATH = re.compile(rf"[Mm](?:{_ARC}|[MmLlHhVvCcSsQqTtZz\s,]|{_NUMBER})*+")
_POINTS = re.compile(rf"(?:[\s,]|{_NUMBER})*+")
_DRAWINGS = (
    (re.compile(r"path\s"), re.compile(r"(?<=\s)d=\"([^\"]*)\""), _PATH),
    (re.compile(r"poly(?:gon|line)\s"), re.compile(r"(?<=\s)points=\"([^\"]*)\""), _POINTS),
)
_RANGE = re.compile(r"(?<![0-9.,])0–(?=[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?![0-9]))")
"""A class of values as legends name it, `0–812.345.678`: an en dash, and groups of three."""
_UNTIL = "0 s.d. "
_BLANKS = re.compile(r"\s+")
_UID = re.compile(r"^(UID:.*)@([^\s@]+)(\r?)$", re.MULTILINE)


@dataclass(slots=True)
class OwnWork:
    """What is ours on one site.

    `written` is all hand-written text without blanks: a drawing in it is theirs, however it looks. `host`
    is the site's, which ends the ids of calendar entries.
    """

    written: str = ""
    host: str = ""

    @classmethod
    def beside(cls, written: Iterable[str], host: str) -> OwnWork:
        """Our work on a site with these hand-written texts."""
        return cls(_BLANKS.sub("", BREAK.join(written)), host)

    def look_again(self, name: str, piece: str, find: FindPersonal) -> list[str] | None:
        """Masks of what is somebody's in a piece in which something was seen; None where nothing is ours."""
        bare = self._without_ids(piece) if name.lower().endswith(".ics") else self._without_drawings(piece)
        return None if bare == piece else _masks(find, [bare])

    def _without_ids(self, text: str) -> str:
        host = self.host
        return _UID.sub(lambda match: match[1] + match[3] if match[2] == host else match[0], text)

    def _without_drawings(self, piece: str) -> str:
        """A piece of markup, from one `<` to the next, without the numbers of a drawing that is ours."""
        for element, attribute, grammar in _DRAWINGS:
            if element.match(piece):
                return attribute.sub(lambda match: self._bare(match, grammar), piece)  # noqa: B023
        return _RANGE.sub(_UNTIL, piece)

    def _bare(self, match: re.Match[str], grammar: re.Pattern[str]) -> str:
        value = match[1]
        ours = grammar.fullmatch(value) and _BLANKS.sub("", value) not in self.written
        return 'd=""' if ours else match[0]


def _masks(find: FindPersonal, pieces: list[str]) -> list[str]:
    clean = [piece.replace(BREAK, " ") for piece in pieces]
    return list(dict.fromkeys(mask for _, mask in find(clean, BREAK.join(clean))))
