"""One agency in a quarter of evaluation: its shares, what they were counted from, its reports."""

from __future__ import annotations

from suluh.measuring.fact_ledger import Totals
from suluh.rendering.pages.evaluation.evaluation_contexts import AgencyResult
from suluh.rendering.pages.shared.coverage_words import absence_of, short_coverage
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.printed_facts import print_count, print_share, print_short_rupiah


def reports_words(studio: Studio, whole: Totals) -> str:
    """How many of the reports that are due came in."""
    return studio.say(
        "%(reports)s dari %(due)s realisasi masuk",
        reports=print_count(whole.reports, unlinked=True),
        due=print_count(whole.due, unlinked=True),
    )


def agency_result(studio: Studio, year: int, quarter: int, slug: str, whole: Totals) -> AgencyResult:
    """An agency in the table of a quarter."""
    return AgencyResult(
        name=studio.agency_link(slug).text,
        address=f"evaluasi/{year}/tw{quarter}/{slug}/",
        achievement=print_share(whole.achievement, unlinked=True),
        achievement_absence=absence_of(whole.achievement),
        measured=short_coverage(studio, whole.achievement),
        absorption=print_share(whole.absorption, unlinked=True),
        absorption_absence=absence_of(whole.absorption),
        counted=short_coverage(studio, whole.absorption),
        budget=print_short_rupiah(whole.budget, unlinked=True),
        reports=studio.say(
            "%(counted)s dari %(owed)s",
            counted=print_count(whole.reports, unlinked=True),
            owed=print_count(whole.due, unlinked=True),
        ),
    )
