"""The chart of budget accounts, from `standards/accounts/`, by budget year: names, and what each is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from suluh.reading.decree_files import YEARS_KEPT, entries_in_force, newest_entries

_WHERE = ("accounts", "anggaran")


@dataclass(frozen=True, slots=True)
class ChartOfAccounts:
    """The codes of a year: of revenue, of spending, and of financing with what is received and paid out.

    `levels` is how many parts the longest code has; `names` has those that the law names itself.
    """

    names: Mapping[str, str]
    income: str
    spending: str
    financing: str
    received: str
    paid: str
    levels: int


@lru_cache(maxsize=YEARS_KEPT)
def load_accounts(year: int | None = None) -> ChartOfAccounts:
    """The chart in force in a year; without a year the newest. ValueError where a part of it is missing."""
    names = {code: str(value) for code, value in _read("names", year).items()}
    roles = _read("roles", year)
    try:
        return ChartOfAccounts(
            names=names,
            income=str(roles["income"]),
            spending=str(roles["spending"]),
            financing=str(roles["financing"]),
            received=str(roles["received"]),
            paid=str(roles["paid"]),
            levels=int(roles["levels"]),
        )
    except KeyError as missing:
        raise ValueError(f"standards/accounts: {missing} is not in force in {year}") from None


def _read(key: str, year: int | None) -> dict[str, Any]:
    found = newest_entries(*_WHERE, key) if year is None else entries_in_force(*_WHERE, key, year)
    return {name: entry.content["value"] for name, entry in found.items()}
