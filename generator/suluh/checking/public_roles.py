"""Persons who are named for a public role: officials, members of a council, those who act for a body.

What belongs to the office is then no data of the person: its address, its telephone, its place on the map.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from suluh.checking.column_words import DataKind, column_name, has_word, phrases_of, table_rules, words_of
from suluh.checking.name_shapes import BODY, PERSON, REGION, UNKNOWN, ColumnShape, is_legal_person
from suluh.checking.plain_text import plain_name

_NEARLY_ALL = 0.9
_MOSTLY = 0.6
_BODIES = 0.7
_HALF = 0.5


class Column(Protocol):
    """A column with a sample of its cells."""

    @property
    def name(self) -> str:
        """Its name in the header."""
        ...

    @property
    def cells(self) -> Sequence[str]:
        """The sample."""
        ...

    @property
    def shape(self) -> ColumnShape:
        """What its cells look like."""
        ...


@dataclass(frozen=True, slots=True)
class Role:
    """What a column's persons are named for. `refused` are kinds of data that stay their own."""

    is_public: bool
    refused: frozenset[str] | None = None

    def allows(self, kind: DataKind, name: str) -> bool:
        """Whether data of this kind, in a column of this name, may stand beside the person."""
        if self.refused is None:
            return False
        return kind.key not in self.refused or (kind.key == "nomor" and has_word(name, "nomor_pejabat"))


def role_of(column: Column, columns: Sequence[Column], rows: int) -> Role:
    """The public role of the persons in a column, with what is theirs alone even so."""
    others = [other for other in columns if other is not column]
    if _is_council(others, rows):
        return Role(True, _all_kinds() - words_of("boleh_dewan") - {"telepon"})
    phrases = phrases_of(column_name(column.name))
    if not phrases.isdisjoint(words_of("pemilik")) and _are_firms(others):
        return Role(True, words_of("milik_pengelola"))
    acts = not phrases.isdisjoint(words_of("peran")) and phrases.isdisjoint(words_of("peran_bukan"))
    if acts and (bodies := _distinct_bodies(others)) is not None:
        if bodies >= _HALF:
            return Role(True, words_of("milik_pengelola"))
        return Role(True, _all_kinds() - words_of("boleh_pejabat") - {"lokasi"})
    if acts or _hold_offices(others):
        return Role(True, _all_kinds() - words_of("boleh_pejabat"))
    return Role(False)


def _is_council(columns: Sequence[Column], rows: int) -> bool:
    """Whether each row has a party, in a table no longer than a council has members."""
    parties = words_of("partai")
    return rows <= int(table_rules()["dewan_terbanyak"]) and any(
        len(column.cells) > 0
        and sum(_party_name(cell) in parties for cell in column.cells) >= _NEARLY_ALL * len(column.cells)
        for column in columns
        if has_word(column.name, "kata_partai")
    )


def _party_name(cell: str) -> str:
    return plain_name(cell).removeprefix("fraksi_").removesuffix("_perjuangan_rakyat")


def _are_firms(columns: Sequence[Column]) -> bool:
    return any(
        sum(map(is_legal_person, column.cells)) >= 0.8 * len(column.cells)
        for column in columns
        if column.shape.share(BODY) >= 0.8
    )


def _distinct_bodies(columns: Sequence[Column]) -> float | None:
    """How many of the bodies or regions beside a person are distinct; None where no column has them."""
    shares = [column.shape.distinct for column in columns if _names_bodies(column)]
    return max(shares, default=None)


def _names_bodies(column: Column) -> bool:
    """Whether a column's cells name bodies or regions, or may do so and its name says that they do."""
    if column.shape.share(BODY, REGION) >= _BODIES:
        return True
    said = has_word(column.name, "badan") and not any(
        has_word(column.name, key) for key in ("badan_bukan", "pasti", "mungkin", "peran")
    )
    return said and column.shape.share(BODY, REGION, UNKNOWN, PERSON) >= _BODIES


def _hold_offices(columns: Sequence[Column]) -> bool:
    """Whether a column tells which office each of them holds."""
    offices = [column for column in columns if column.cells and has_word(column.name, "kata_jabatan")]
    known = words_of("isi_jabatan")
    for column in offices:
        first = [plain_name(cell) for cell in column.cells]
        if sum(_begins_with(cell, known) for cell in first) >= _MOSTLY * len(first):
            return True
    return bool(offices) and any(has_word(column.name, "kata_pangkat") for column in columns)


def _begins_with(cell: str, known: frozenset[str]) -> bool:
    words = cell.split("_")
    return words[0] in known or "_".join(words[:2]) in known


def _all_kinds() -> frozenset[str]:
    return frozenset(table_rules()["data"])
