"""From an old code to the one in force and back, so that what was renamed keeps its history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

AGENCY, REGION, CODE = "instansi", "wilayah", "sub_kegiatan"


@dataclass(frozen=True)
class Crosswalk:
    """Successors by (kind, old code), as the tables of the standard `padanan` state them.

    A code with several successors was split: its history is not handed on, for nobody knows where to.
    """

    successors: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def today(self, kind: str, code: str) -> str:
        """The code in force: the last of the chain of sole successors, or the code itself."""
        seen = {code}
        while len(following := self.successors.get((kind, code), ())) == 1 and following[0] not in seen:
            code = following[0]
            seen.add(code)
        return code

    def completed(self, kind: str, successors: Mapping[str, str]) -> Crosswalk:
        """The same with sole successors of codes of one kind that it says nothing of."""
        more = {(kind, old): (new,) for old, new in successors.items() if (kind, old) not in self.successors}
        return Crosswalk({**self.successors, **more}) if more else self

    def split_from(self, kind: str, code: str) -> tuple[str, ...]:
        """Old codes that were split into this one and others."""
        return self._split.get((kind, code), ())

    @cached_property
    def _split(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for (kind, old), following in self.successors.items():
            for code in following if len(following) > 1 else ():
                found[kind, code] = (*found.get((kind, code), ()), old)
        return found


def make_crosswalk(rows: Iterable[tuple[str, str, str]]) -> Crosswalk:
    """The crosswalk of (kind, old, new) rows; a row that leads nowhere or to itself is left out."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for kind, old, new in rows:
        if old and new and old != new:
            found.setdefault((kind, old), {})[new] = None
    return Crosswalk({key: tuple(codes) for key, codes in found.items()})
