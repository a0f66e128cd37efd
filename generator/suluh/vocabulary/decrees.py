"""What the law says from when to when: decrees that follow one another, each on its regulation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeVar

from suluh.vocabulary.standards import LegalBasis

ALWAYS = 0
"""As a first year: it has no beginning. As a last year: it has no end yet."""


def is_within(year: int, since: int, until: int) -> bool:
    """Whether a year is one of those from `since` to `until`, either of which may be `ALWAYS`."""
    return since <= year and (until == ALWAYS or year <= until)


@dataclass(frozen=True, slots=True)
class Decree:
    """What one file says about one `subject` in the years `since` to `until`, both included.

    `ALWAYS` as a year is an open end. `basis` is None for a rule of the site's own. `content` is the
    file's own matter, or that of one entry of it.
    """

    name: str
    subject: str
    since: int
    until: int = ALWAYS
    title: str = ""
    basis: LegalBasis | None = None
    note: str = ""
    content: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def covers(self, year: int) -> bool:
        """Whether it is in force in a year."""
        return is_within(year, self.since, self.until)


def line_up(decrees: Iterable[Decree], *, gaps: bool = False) -> tuple[Decree, ...]:
    """Decrees on one subject by their first year, each ended by the next one where it had no end.

    ValueError, naming the files, where two are in force in one year, and where none is between two
    unless `gaps` are allowed: then a record of such a year has no law, which is for its own rule to say.
    """
    ordered = sorted(decrees, key=lambda decree: (decree.since, decree.name))
    found: list[Decree] = []
    for decree, successor in zip(ordered, [*ordered[1:], None], strict=True):
        if decree.until != ALWAYS and decree.until < decree.since:
            raise ValueError(f"{decree.name}: until {decree.until} is before since {decree.since}")
        if successor is None:
            found.append(decree)
            continue
        last = successor.since - 1
        if last < decree.since or decree.until > last:
            years = f"both in force in {successor.since}"
            raise ValueError(f"{decree.name}, {successor.name}: {decree.subject}: {years}")
        if decree.until not in (ALWAYS, last) and not gaps:
            years = f"none in force from {decree.until + 1} to {last}"
            raise ValueError(f"{decree.name}, {successor.name}: {decree.subject}: {years}")
        found.append(replace(decree, until=last) if decree.until == ALWAYS else decree)
    return tuple(found)


class _Covering(Protocol):
    """What is in force in some years."""

    def covers(self, year: int) -> bool:
        """Whether it is in force in a year."""


_Lined = TypeVar("_Lined", bound=_Covering)


def in_force(decrees: Iterable[_Lined], year: int) -> _Lined | None:
    """The one of lined-up decrees, or of what they say, that is in force in a year, or None."""
    return next((decree for decree in decrees if decree.covers(year)), None)
