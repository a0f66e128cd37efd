"""A column of an unknown table on its way: its cells, what its header says, and how it is read so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from suluh.intake.column_readings import Joined
from suluh.intake.doubts import Doubt
from suluh.intake.header_words import HeaderWords
from suluh.intake.read_columns import ReadCells


@dataclass
class LookedColumn:
    """A column on its way: its cells, what its header says, and its marks of missing values."""

    name: str
    cells: Sequence[str]
    words: HeaderWords
    distinct: Mapping[str, int]
    blanks: int
    marks: tuple[str, ...]
    held: bool
    read: ReadCells = field(default_factory=ReadCells)
    joined: Joined | None = None
    doubts: list[Doubt] = field(default_factory=list)
    ranges: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def values(self) -> Mapping[str, int]:
        """Its distinct texts that are no marks, with how many cells have each."""
        if not self.marks:
            return self.distinct
        return {text: count for text, count in self.distinct.items() if text not in self.marks}

    def list_strays(self) -> frozenset[str]:
        """Texts that the reading of the column leaves over."""
        if self.read.type == "string" or len(self.read.texts) == len(self.distinct):
            return frozenset()
        return frozenset(self.distinct) - frozenset(self.marks) - self.read.texts
