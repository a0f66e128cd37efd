"""The columns of a published table as other programs shall read them: exactly, and codes as text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from suluh.publishing.canonical_table import CanonicalTable
from suluh.vocabulary.package import Field

SAFE_WHOLE = 2**53
"""Whole numbers up to here are kept by programs that know no others than doubles."""
MOST_WHOLE = 2**63 - 1
MOST_FIGURES = 38
"""Figures of a decimal number that columnar programs keep."""

_WHOLE = re.compile(r"-?[0-9]+", re.ASCII)
_DECIMAL = re.compile(r"-?([0-9]+)(?:\.([0-9]+))?", re.ASCII)
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?", re.ASCII)


class Kind(Enum):
    """What a column's values are to a program."""

    TEXT = "text"
    WHOLE = "whole"
    DECIMAL = "decimal"
    TRUTH = "truth"
    DATE = "date"
    MOMENT = "moment"


_SHAPES = {
    "boolean": ((Kind.TRUTH, re.compile("true|false")),),
    "date": ((Kind.DATE, re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")),),
    "datetime": ((Kind.MOMENT, _MOMENT),),
}


@dataclass(frozen=True, slots=True)
class RecipeColumn:
    """A column by name and kind; `scale` is how many decimals it has, `largest` its largest whole number.

    `changeable` says that a spreadsheet which guesses would change one of its texts.
    """

    name: str
    kind: Kind
    scale: int = 0
    largest: int = 0
    changeable: bool = False


def list_columns(table: CanonicalTable) -> tuple[RecipeColumn, ...]:
    """The table's columns, left to right, each of the kind that holds all of its values exactly."""
    cells: Iterable[tuple[str, ...]] = (
        zip(*table.rows, strict=True) if table.rows else [()] * len(table.fields)
    )
    return tuple(
        _describe(field, {text for text in column if text})
        for field, column in zip(table.fields, cells, strict=True)
    )


def _describe(field: Field, texts: set[str]) -> RecipeColumn:
    numbers = _describe_numbers(field, texts)
    if numbers is not None:
        return numbers
    for kind, shape in _SHAPES.get(field.type, ()):
        if all(map(shape.fullmatch, texts)):
            return RecipeColumn(field.name, kind)
    return RecipeColumn(field.name, Kind.TEXT, changeable=any(map(_is_changeable, texts)))


def _describe_numbers(field: Field, texts: set[str]) -> RecipeColumn | None:
    """A column of numbers; None for any other, and where one of them has too many figures."""
    if field.type not in ("integer", "year", "number"):
        return None
    if field.type != "number" and all(map(_WHOLE.fullmatch, texts)):
        largest = max((abs(int(text)) for text in texts), default=0)
        if largest <= MOST_WHOLE:
            return RecipeColumn(field.name, Kind.WHOLE, largest=largest)
    parts = [_DECIMAL.fullmatch(text) for text in texts]
    found = [part for part in parts if part is not None]
    scale = max((len(part[2] or "") for part in found), default=0)
    whole = max((len(part[1].lstrip("0")) for part in found), default=0)
    if len(found) < len(parts) or whole + scale > MOST_FIGURES:
        return None
    largest = max((int(part[1]) for part in found), default=0)
    return RecipeColumn(field.name, Kind.DECIMAL, scale=scale, largest=largest * 10**scale)


def _is_changeable(text: str) -> bool:
    """Whether a spreadsheet may take the text for a number, a date, a formula or a word of its own."""
    return (
        not text[0].isalpha() or any(sign.isdigit() for sign in text) or text.casefold() in ("true", "false")
    )
