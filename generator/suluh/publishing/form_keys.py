"""What the forms of evaluation rest on, as one digest each, reckoned before any of them is filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from suluh.measuring.evaluation import is_budgeted
from suluh.vocabulary.crosswalk import AGENCY
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.thread_book import ThreadBook
from suluh.vocabulary.threads import ThreadKey
from suluh.vocabulary.value_digests import digest_rows, digest_value

_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, weakref_slot=True)
class FormKeys:
    """The keys of a book's forms, with the names of codes, of agencies by slug, and of the region."""

    book: ThreadBook
    names: Mapping[str, str]
    agencies: Mapping[str, str]
    region: str
    settings: Settings

    def of_form(self, year: int, slug: str) -> object:
        """What E.81 of an agency, or with no slug E.60 of the region, rests on in a year.

        Whether a year has a budget, and of which years anything is known, the form asks of all agencies.
        """
        years = tuple(known for known in self.book.years if known <= year)
        return (
            year,
            slug,
            is_budgeted(self.book, year),
            years,
            self._digest_rows(year, slug),
            _digest_around(self),
        )

    def of_plans(self, slug: str) -> object:
        """What T-C.29 of an agency rests on, all years together."""
        years = self.book.years
        return slug, years, self._digest_rows(years[-1], slug), _digest_around(self)

    def _digest_rows(self, year: int, slug: str) -> tuple[tuple[str, int, str], ...]:
        """By agency in force and year the digests of all threads that a form of the year may rest on."""
        may_rest_on = threads_of_form(self.book, year, slug)
        return tuple(
            (*group, digest) for group, digest in digest_threads(self.book).items() if may_rest_on(*group)
        )


def threads_of_form(book: ThreadBook, year: int, slug: str) -> Callable[[str, int], bool]:
    """Tells of an agency in force and a year whether a form of another year may rest on their threads.

    An agency's may rest on its own and on those of the agencies that it was split from, the region's (with
    no slug) on all.
    """
    today = book.agency_in_force(slug)
    agencies = (today, *book.crosswalk.split_from(AGENCY, today)) if slug else None
    return lambda agency, known: known <= year and (agencies is None or agency in agencies)


@remembered
def _digest_around(keys: FormKeys) -> str:
    """One digest of what all forms may say beside the threads. Raises NoDigestError."""
    timeless = replace(keys.settings, build_time=_NO_TIME, day=None, fixed_day=None)
    beside = replace(keys.book, threads={}, loose=())
    return digest_value((beside, keys.names, keys.agencies, keys.region, timeless))


@remembered
def digest_threads(book: ThreadBook) -> Mapping[tuple[str, int], str]:
    """By agency in force and year one digest of all threads, without their matters, which no form tells.

    Raises NoDigestError.
    """
    groups: dict[tuple[str, int], list[ThreadKey]] = {}
    for key in book.threads:
        groups.setdefault((book.agency_in_force(key.instansi), key.tahun), []).append(key)
    return {
        group: digest_value([digest_rows(book.threads[key]) for key in groups[group]])
        for group in sorted(groups)
    }
