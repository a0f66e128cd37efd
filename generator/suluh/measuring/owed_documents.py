"""Which documents a region owes the public for a budget year: what is there, late or missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from suluh.vocabulary.documents import AGENCY, DocumentKind, PlanDocument


class Presence(StrEnum):
    """What is known of a document. One that is not yet due is not missing."""

    ADA = "ada"
    TERLAMBAT = "ada, terlambat"
    SEBAGIAN = "sebagian"
    BELUM = "belum ada"
    NANTI = "belum waktunya"


@dataclass(frozen=True, slots=True)
class Owed:
    """One kind of document of one year. `present` of `expected` owners have one that can be read.

    `documents` are all that were listed, those without a link too. `late` is the greatest number of
    days after `due` on which one came, or that a missing one is overdue today; 0 where none is.
    """

    kind: DocumentKind
    year: int
    due: date | None
    state: Presence
    expected: int
    present: int
    late: int = 0
    missing: tuple[str, ...] = ()
    documents: tuple[PlanDocument, ...] = ()


def assess_documents(
    kinds: Iterable[DocumentKind],
    documents: Iterable[PlanDocument],
    year: int,
    *,
    agencies: Collection[str],
    today: date,
) -> tuple[Owed, ...]:
    """The state of each kind for a year, in order; each of `agencies` owes what is an agency's own."""
    by_kind: dict[str, list[PlanDocument]] = {}
    for document in documents:
        if document.covers(year):
            by_kind.setdefault(document.kind, []).append(document)
    return tuple(_assess(kind, by_kind.get(kind.name, []), year, agencies, today) for kind in kinds)


def _assess(
    kind: DocumentKind, some: Sequence[PlanDocument], year: int, agencies: Collection[str], today: date
) -> Owed:
    due = kind.due_date(year)
    owners = sorted(agencies) if kind.owner == AGENCY else [""]
    readable = [document for document in some if document.link and document.agency in owners]
    there = {document.agency for document in readable}
    missing = tuple(owner for owner in owners if owner not in there)
    days = [(document.shown_since - due).days for document in readable if due and document.shown_since]
    overdue = (today - due).days if due and missing else 0
    return Owed(
        kind=kind,
        year=year,
        due=due,
        state=_judge(len(there), len(missing), overdue, max(days, default=0)),
        expected=len(owners),
        present=len(there),
        late=max(0, overdue, *days) if missing else max([0, *days]),
        missing=missing,
        documents=tuple(some),
    )


def _judge(there: int, missing: int, overdue: int, late: int) -> Presence:
    if not missing:
        return Presence.TERLAMBAT if late > 0 else Presence.ADA
    if there:
        return Presence.SEBAGIAN
    return Presence.BELUM if overdue > 0 else Presence.NANTI


def owed_years(documents: Iterable[PlanDocument], planned: Iterable[int], today: date) -> tuple[int, ...]:
    """The budget years to account for: from the first with a plan or a document to the one after the last.

    Never beyond the present year, since nothing of a later one has to be there yet.
    """
    yearly = {document.since for document in documents if document.since == document.until}
    years = sorted(yearly | set(planned))
    if not years:
        return ()
    last = max(years[-1], min(today.year, years[-1] + 1))
    return tuple(range(years[0], last + 1))
