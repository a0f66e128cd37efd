"""Which tables the numbers of pages make: one for each kind and year, with all pages that have a part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from suluh.vocabulary.page_numbers import NumbersLater
from suluh.vocabulary.site import Page


@dataclass(frozen=True, slots=True, weakref_slot=True)
class NumberTable:
    """A table of numbers by its name (`alur-2025`) and kind (`alur`), with its pages, in their order."""

    stem: str
    kind: str
    parts: list[tuple[Page, NumbersLater]] = field(default_factory=list)


def list_number_tables(pages: Iterable[Page]) -> tuple[NumberTable, ...]:
    """The tables that the numbers of these pages make, by their names; none is made."""
    tables: dict[str, NumberTable] = {}
    for page in pages:
        for numbers in page.numbers.each() if page.numbers else ():
            stem = numbers.stem_at(page.address)
            tables.setdefault(stem, NumberTable(stem, numbers.kind)).parts.append((page, numbers))
    return tuple(tables[stem] for stem in sorted(tables))
