"""What a record type states beside its columns: what tells its rows apart, what it refers to, which law.

A standard's key, references and roles hold for every table of the type, whether or not a descriptor
repeats them: a descriptor may ask for more, never for less.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from suluh.vocabulary.package import ForeignKey

REGIONS, NOMENCLATURE = "wilayah", "nomenklatur"
"""Lists that a reference may name beside record types: regions, and the planning nomenclature."""


class Role(StrEnum):
    """What a column is for. The first column of a role is the one that stands for it."""

    TIME = "time"
    PLACE = "place"
    AGENCY = "agency"
    KEY = "key"
    MEASURE = "measure"
    STATUS = "status"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Regulation:
    """A law or decree; `source` says how we know of it, `url` is empty where its text was not looked at."""

    id: str
    kind: str
    name: str
    number: str
    year: int
    title: str
    status: str
    source: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A regulation that a record type or a decree stands on, with the article where one is known."""

    regulation: Regulation
    article: str = ""
    source: str = ""

    def __str__(self) -> str:
        """How it is cited in Indonesian: an article that is a number alone is called one."""
        word = " pasal " if self.article[:1].isdigit() else " "
        return f"{self.regulation.name}{word}{self.article}".rstrip()


@dataclass(frozen=True, slots=True)
class StandardColumn:
    """A column's part in its record type.

    `unit` is that of a measure, or the name of the column that holds it; `summable` says whether its
    values may be added up in whatever direction. `codes` names the list of codes that its cells are
    from, where one code can be written in several ways: `nomenklatur` or `rekening`.
    """

    name: str
    title: str
    type: str
    role: Role
    unit: str = ""
    summable: bool = False
    codes: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Standard:
    """A record type as its schema states it.

    `key` are the columns that tell each row from every other one of the type, over all tables that are
    published; an empty cell in a part that may be empty counts as a value. In `references`, `resource`
    is the name of a record type or of a list of `REGIONS` or `NOMENCLATURE`. `since` and `until` are the
    first and the last year that the form is for; None where it has no such bound.
    """

    name: str
    title: str
    section: str
    columns: tuple[StandardColumn, ...]
    key: tuple[str, ...] = ()
    references: tuple[ForeignKey, ...] = ()
    legal_bases: tuple[LegalBasis, ...] = ()
    since: int | None = None
    until: int | None = None

    def column(self, name: str) -> StandardColumn | None:
        """The column of that name, or None."""
        return next((column for column in self.columns if column.name == name), None)

    def of_role(self, role: Role) -> tuple[StandardColumn, ...]:
        """The columns of a role, in their order."""
        return tuple(column for column in self.columns if column.role is role)

    @property
    def needs_all_of_key(self) -> bool:
        """Whether no part of the key may be empty, as `primaryKey` of a Table Schema asks for."""
        return all((column := self.column(name)) is not None and column.required for name in self.key)
