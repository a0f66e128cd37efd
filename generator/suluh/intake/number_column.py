"""What is known of a column of numbers before and after it is read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from suluh.intake.doubts import Doubt
from suluh.intake.header_words import HeaderWords
from suluh.intake.number_shapes import Shapes


@dataclass(frozen=True, slots=True)
class FileMarks:
    """Which marks part decimals and thousands where other columns of the file leave no doubt."""

    decimals: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NumberReading:
    """A column read as numbers. `shapes` are those that the form reads; `doubts` what must be asked of it.

    `decimal` and `group` are marks that stand in its cells and that nobody can take for the other.
    """

    type: str
    form: Mapping[str, Any]
    shapes: frozenset[str]
    rewritten: str = ""
    unit: str = ""
    doubts: tuple[Doubt, ...] = ()
    decimal: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """What is known of a column before its numbers are read.

    `held` says that a workbook holds its cells as numbers, whose points are decimal.
    """

    name: str
    shapes: Shapes
    texts: Collection[str]
    words: HeaderWords
    answers: Mapping[str, str] = field(default_factory=dict)
    marks: FileMarks = field(default_factory=FileMarks)
    held: bool = False

    def answer(self, kind: str) -> str:
        """What was answered to the doubt of that kind, of this column or of all; empty if nothing."""
        return self.answers.get(f"{kind}:{self.name}", "") or self.answers.get(kind, "")
