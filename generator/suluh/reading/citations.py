"""Which regulations a page names as its basis, from `standards/citations/`, by year."""

from __future__ import annotations

from functools import lru_cache

from suluh.reading.decree_files import YEARS_KEPT, entries_in_force
from suluh.reading.laws import read_legal_basis
from suluh.vocabulary.standards import LegalBasis


@lru_cache(maxsize=YEARS_KEPT)
def find_bases(page: str, year: int) -> tuple[LegalBasis, ...]:
    """What a page or form stands on in a year; KeyError for one that no decree names in that year."""
    entry = entries_in_force("citations", "halaman", "pages", year)[page]
    return tuple(read_legal_basis(stated) for stated in entry.content["bases"])
