"""Names of budget accounts, from `standards/accounts/`, by budget year."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from suluh.reading.decrees import YEARS_KEPT, entries_in_force, newest_entries

_WHERE = ("accounts", "anggaran", "names")


@lru_cache(maxsize=YEARS_KEPT)
def load_account_names(year: int | None = None) -> Mapping[str, str]:
    """Names of accounts and groups by their code, as they are in a year; without a year the newest."""
    found = newest_entries(*_WHERE) if year is None else entries_in_force(*_WHERE, year)
    return {code: str(entry.content["value"]) for code, entry in found.items()}
