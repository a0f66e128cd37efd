"""The periods of five-year plans that datasets state: of targets, of goals and of official documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from suluh.reading.decree_files import newest_decree
from suluh.vocabulary.crosswalk import AGENCY, Crosswalk
from suluh.vocabulary.five_years import FiveYearTarget, Subject
from suluh.vocabulary.goals import GoalTree
from suluh.vocabulary.plan_periods import REGION, PlanPeriods, gather_periods
from suluh.vocabulary.threads import Record

_WHERE = ("periods", "rencana-lima-tahun")
_WITHDRAWN = ("rancangan", "dicabut")
"""States of a document in which no plan is in force on it."""


def find_periods(
    targets: Mapping[Subject, Iterable[FiveYearTarget]],
    goals: GoalTree,
    documents: Iterable[Record],
    crosswalk: Crosswalk,
) -> PlanPeriods:
    """What the tables `target_lima_tahun`, `tujuan` and `dokumen` say of periods, by the agency in force."""
    rule = newest_decree(*_WHERE).content
    stated = (
        *_of_targets(targets, goals),
        *((goal.instansi, goal.since, goal.until) for goal in goals.goals.values()),
        *_of_documents(documents, rule["documents"]),
    )
    return gather_periods(
        ((crosswalk.today(AGENCY, agency), since, until) for agency, since, until in stated),
        years=int(rule["years"]),
        longest=int(rule["longest"]),
    )


def _of_targets(
    targets: Mapping[Subject, Iterable[FiveYearTarget]], goals: GoalTree
) -> Iterator[tuple[str, int, int]]:
    for subject, some in targets.items():
        goal = goals.goals.get(subject.goal)
        agency = subject.agency or (goal.instansi if goal else REGION)
        yield from ((agency, target.since, target.until) for target in some)


def _of_documents(
    documents: Iterable[Record], kinds: Mapping[str, list[str]]
) -> Iterator[tuple[str, int, int]]:
    """A document of the region counts for all; one of an agency that names none counts for nobody."""
    for record in documents:
        kind, agency = record.text("jenis"), record.text("instansi")
        whose = REGION if kind in kinds["daerah"] else agency
        if record.text("status") in _WITHDRAWN or (whose == REGION and kind not in kinds["daerah"]):
            continue
        if whose == REGION or kind in kinds["instansi"]:
            yield whose, record.whole("tahun_awal"), record.whole("tahun_akhir")
