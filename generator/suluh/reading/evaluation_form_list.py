"""The forms of evaluation by their numbers on paper: a province's are not those of a kabupaten or kota."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from suluh.reading.decree_files import YEARS_KEPT, entries_in_force, newest_entries

RENJA, RKPD = "renja", "rkpd"
"""The plans of one year that are evaluated: an agency's, and the region's."""

_WHERE = ("forms", "formulir", "forms")


@dataclass(frozen=True, slots=True)
class FormName:
    """A form: its number on paper, its title, the plans of one year and of five that it compares.

    `first` is the paper's number of the first pair of columns.
    """

    number: str
    title: str
    year: str
    years: str
    first: int

    @property
    def file(self) -> str:
        """What its files are called: `e81`."""
        return self.number.casefold().replace(".", "")


def find_form(plan: str, region: str, year: int | None = None) -> FormName:
    """The form of evaluation of `RENJA` or `RKPD` for a region's code, in a year, else the newest."""
    return _read_form(plan, is_province(region), year)


def is_province(region: str) -> bool:
    """Whether a code of the Kemendagri is that of a province: two digits."""
    return len(region) == 2


@lru_cache(maxsize=4 * YEARS_KEPT)
def _read_form(plan: str, province: bool, year: int | None) -> FormName:
    entries = newest_entries(*_WHERE) if year is None else entries_in_force(*_WHERE, year)
    stated = entries[plan].content
    return FormName(
        number=stated["provinsi" if province else "kabupaten_kota"],
        title=stated["title"],
        year=stated["year"],
        years=stated["years"],
        first=stated["first"],
    )
