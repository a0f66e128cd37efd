"""The columns of a published table as other programs shall read them: exactly, and codes as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import Enum

from suluh.publishing.canonical_table import CanonicalTable
from suluh.publishing.parquet_file import MOST_FIGURES, choose_type
from suluh.vocabulary.columns import bounding_of, cells_of, distinct_of, odd_of
from suluh.vocabulary.package import Field

SAFE_WHOLE = 2**53
"""Whole numbers up to here are kept by programs that know no others than doubles."""


class Kind(Enum):
    """What a column's values are to a program."""

    TEXT = "text"
    WHOLE = "whole"
    DECIMAL = "decimal"
    TRUTH = "truth"
    DATE = "date"
    MOMENT = "moment"


_KINDS = {
    "VARCHAR": Kind.TEXT,
    "BIGINT": Kind.WHOLE,
    "DECIMAL": Kind.DECIMAL,
    "BOOLEAN": Kind.TRUTH,
    "DATE": Kind.DATE,
    "TIMESTAMP": Kind.MOMENT,
}


@dataclass(frozen=True, slots=True)
class RecipeColumn:
    """A column by name and kind; `scale` is how many decimals it has, `largest` its largest without point.

    `changeable` says that a spreadsheet which guesses would change one of its texts.
    """

    name: str
    kind: Kind
    scale: int = 0
    largest: int = 0
    changeable: bool = False


def list_columns(table: CanonicalTable) -> tuple[RecipeColumn, ...]:
    """The table's columns, left to right, each of the kind that holds all of its values exactly."""
    return tuple(_describe(field, cells_of(table.rows, place)) for place, field in enumerate(table.fields))


def _describe(field: Field, cells: Sequence[str]) -> RecipeColumn:
    """The column by the type that it has in Parquet, which holds each of its values exactly."""

    def filled() -> Iterator[str]:
        # The largest number and what a spreadsheet may change are among those that bound the others.
        bounded = field.is_number or field.type in ("string", "any")
        return filter(None, bounding_of(cells) if bounded else distinct_of(cells))

    others = filter(None, odd_of(cells)) if field.type == "integer" else filled()
    name, _, size = choose_type(field, others).partition("(")
    kind = _KINDS[name]
    if kind is Kind.TEXT:
        return RecipeColumn(field.name, kind, changeable=any(map(_is_changeable, filled())))
    if kind not in (Kind.WHOLE, Kind.DECIMAL):
        return RecipeColumn(field.name, kind)
    if kind is Kind.WHOLE:
        return RecipeColumn(field.name, kind, largest=max(map(abs, map(int, filled())), default=0))
    scale = int(size.rstrip(")").partition(",")[2] or 0)
    with localcontext(prec=MOST_FIGURES + 1):
        largest = max((int(abs(Decimal(text)).scaleb(scale)) for text in filled()), default=0)
    return RecipeColumn(field.name, kind, scale=scale, largest=largest)


def _is_changeable(text: str) -> bool:
    """Whether a spreadsheet may take the text for a number, a date, a formula or a word of its own."""
    return (
        not text[0].isalpha() or any(sign.isdigit() for sign in text) or text.casefold() in ("true", "false")
    )
