"""Whose a number is: accounts, tax numbers, telephones and mailboxes of bodies are no data of a person.

A table in which persons are named for themselves has no such numbers. In others the row says who holds it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from suluh.checking.column_words import has_word
from suluh.checking.identity_numbers import is_npwp, load_rules
from suluh.checking.name_shapes import (
    BODY,
    OTHER,
    PERSON,
    REGION,
    UNKNOWN,
    is_legal_person,
    is_public_service,
    name_kind,
    names_person_within,
)
from suluh.checking.person_tables import Persons, TableColumn
from suluh.checking.personal_columns import counts_something
from suluh.checking.personal_patterns import ACCOUNT, MAIL, NPWP, PHONE, Hit
from suluh.checking.plain_text import plain_name, plain_text

LEGAL_PERSON, SERVICE = "badan_hukum", "layanan_umum"
_NEARLY_ALL = 0.95
_FEW = 3
_MOBILE = re.compile(
    r"\+?(?:\(?62\)?|0)?[ -]?8(?:1[1-9]|2[1-38]|3[1-38]|5[1-9]|7[7-9]|8[1-9]|9[5-9])[0-9 .-]{6,12}"
)
_SHORTEST_WORD = 4
_LONGEST_NAME = 80
_HALF = 0.5
_MOST_COLUMNS = 20


class Holders:
    """The columns of one table that tell who holds the numbers in a row."""

    def __init__(self, columns: Sequence[TableColumn], persons: Persons) -> None:
        bodies = [
            column
            for column in columns
            if column.shape.share(BODY) >= 0.5 and not has_word(column.name, "kata_bank")
        ]
        if any(_names_somebody(column) for column in columns):
            bodies = [
                table_column for table_column in bodies if not has_word(table_column.name, "kata_instansi")
            ]
        self._bodies = [] if persons.private else [table_column.at for table_column in bodies[:_MOST_COLUMNS]]
        regions = [column.at for column in columns if has_word(column.name, "kata_wilayah")]
        self._regions = [] if persons.private else regions[:_MOST_COLUMNS]
        texts = [column.at for column in columns if column.shape.share(BODY, UNKNOWN, PERSON, OTHER) > 0]
        self._texts = [] if persons.private or persons.public else texts[:_MOST_COLUMNS]

    def ground(self, hit: Hit, row: Sequence[str], column: int) -> str:
        """On which ground the row lets the number in; empty where it does not."""
        if hit.code in (NPWP, ACCOUNT):
            return LEGAL_PERSON if self._any(self._bodies, row, column, is_legal_person) else ""
        if hit.code == PHONE:
            return SERVICE if self._any(self._texts, row, column, is_public_service) else ""
        if hit.code == MAIL:
            local = hit.value.casefold().split("@")[0]
            shared = self._any(self._bodies, row, column, lambda cell: _shares_word(cell, local))
            served = not names_person_within(local) and self._any(
                self._bodies, row, column, is_public_service
            )
            if shared or served:
                return LEGAL_PERSON
            here = self._any(self._regions, row, column, lambda cell: _is_box_of(cell, local))
            return SERVICE if here else ""
        return ""

    def are_all_bodies(self, rows: Sequence[Sequence[str]], column: int) -> bool:
        """Whether every row with a cell in the column names a body that holds it."""
        filled = (row for row in rows if column < len(row) and row[column].strip())
        found = [self._any(self._bodies, row, column, is_legal_person) for row in filled]
        return bool(found) and all(found)

    def _any(self, at: Sequence[int], row: Sequence[str], column: int, test: Callable[[str], bool]) -> bool:
        cells = [row[number] for number in at if number != column and number < len(row)]
        # A body's name, or that of a service in a word or two: never prose in which one occurs.
        kinds = (BODY, UNKNOWN, OTHER, REGION) if at is self._regions else (BODY, UNKNOWN, OTHER)
        return any(len(cell) <= _LONGEST_NAME and name_kind(cell) in kinds and test(cell) for cell in cells)


def hints_by_values(column: TableColumn) -> frozenset[str]:
    """What bare numbers a column holds that its name does not tell of: only where nearly all of them do."""
    if (
        len(column.cells) < _FEW
        or not _bare(column.cells[0])[:1].strip("+(").isdigit()
        or counts_something(plain_name(column.name))
    ):
        return frozenset()
    cells = [(_bare(cell), count) for cell, count in Counter(column.cells).items()]
    nearly_all = 0.8 * len(column.cells)
    if sum(count for cell, count in cells if _is_tax_number(cell)) >= nearly_all:
        return frozenset({"npwp"})
    mobiles = sum(count for cell, count in cells if _is_mobile(cell))
    return frozenset({"telepon"}) if mobiles >= nearly_all else frozenset()


def _bare(cell: str) -> str:
    return plain_text(cell).strip(" '`")


def _is_mobile(cell: str) -> bool:
    return bool(_MOBILE.fullmatch(cell)) and 9 <= sum(map(str.isdigit, cell)) <= 14


def holds(column: TableColumn, key: str) -> bool:
    """Whether nearly all cells of a column have a form of `isi_kolom`: codes of accounts, land lines."""
    pattern = _contents()[key]
    known = sum(bool(pattern.fullmatch(plain_text(cell).strip(" '`"))) for cell in column.cells)
    return bool(column.cells) and known >= _NEARLY_ALL * len(column.cells)


def holds_account_codes(column: TableColumn, columns: Sequence[TableColumn]) -> bool:
    """Whether a column holds codes of budget accounts, which are bare digits beside a budget alone."""
    if holds(column, "kode_rekening"):
        return True
    budget = any(
        has_word(table_column.name, "kata_anggaran") for table_column in columns if table_column is not column
    )
    return budget and holds(column, "kode_rekening_rapat")


def _names_somebody(column: TableColumn) -> bool:
    """Whether a column is one of names or holders, and not of what everybody knows to be an office."""
    return not has_word(column.name, "kata_instansi") and any(
        has_word(column.name, key) for key in ("kata_nama", "pasti", "mungkin")
    )


def _is_tax_number(cell: str) -> bool:
    digits = re.sub(r"[.-]", "", cell)
    return digits.isdigit() and len(digits) in (15, 16) and is_npwp(digits)


@lru_cache(maxsize=10_000)
def _shares_word(cell: str, local: str) -> bool:
    words = (
        word for word in re.split(r"[^a-z]+", plain_text(cell).casefold()) if len(word) >= _SHORTEST_WORD
    )
    return any(word in local for word in words)


@lru_cache(maxsize=10_000)
def _is_box_of(region: str, local: str) -> bool:
    """Whether a mailbox is named for the region's office: `desaubud` of Ubud."""
    name, box = (re.sub(r"[^a-z]", "", plain_text(text).casefold()) for text in (region, local))
    begins = load_rules()["surel"]["awal_wilayah"]
    return len(name) >= _FEW and any(box in (f"{begin}{name}", f"{name}{begin}") for begin in begins)


@cache
def _contents() -> dict[str, re.Pattern[str]]:
    return {key: re.compile(pattern) for key, pattern in load_rules()["isi_kolom"].items()}
