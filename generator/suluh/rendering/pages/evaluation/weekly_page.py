"""One page a week for whoever leads: how things stand, what changed since last week, what is due next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from suluh.measuring.boards import Board
from suluh.measuring.fact_ledger import time_passed
from suluh.measuring.flags import limits
from suluh.measuring.weekly_review import Delivery, WeeklyReview
from suluh.reading.deadlines import due_date
from suluh.rendering.amounts import show_share
from suluh.rendering.environment import show_date
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.evaluation.dashboard_contexts import CaseCard
from suluh.rendering.pages.evaluation.flag_words import TITLES, describe_case
from suluh.rendering.pages.shared.coverage_words import say_time
from suluh.rendering.pages.shared.quarters import show_quarter
from suluh.rendering.pages.shared.report_words import describe_silence
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.printed_facts import begin_sentence, print_count, print_share
from suluh.vocabulary.facts import FactMaker, in_quarter, within
from suluh.vocabulary.measured import Quarter
from suluh.vocabulary.site import Link, Page
from suluh.words.saying import N_

ADDRESS = "dasbor/sepekan/"
SHOWN = 8
"""How many of a kind one sheet has room for."""
AHEAD = timedelta(days=45)
"""How far ahead deadlines are told."""


@dataclass(frozen=True, slots=True)
class WeeklyPage(PageContext):
    """What `weekly_review.html` is filled in with."""

    template: ClassVar[str] = "weekly_review.html"
    silence: list[str]
    quarter: str
    first_day: str
    last_day: str
    time: str
    absorption: str
    absorption_before: str
    reports: str
    due: str
    cases: list[CaseCard]
    more: str
    new: str
    gone: list[str]
    deliveries: list[str]
    delivered: str
    passed: list[str]
    ahead: list[str]
    mark: str


def weekly_pages(studio: Studio) -> Iterable[Page]:
    """The page of the week that ends on the as-of day; none where no quarter is due or reported."""
    review = WeeklyReview(studio.threads, studio.settings.as_of.day)
    board = review.now
    if board is None:
        return
    last_day = show_date(review.day.isoformat())
    yield studio.page(
        ADDRESS,
        section="dasbor",
        title=studio.say("Sepekan di satu halaman"),
        description=studio.say(
            "Keadaan %(quarter)s pada %(date)s, yang berubah dalam sepekan, dan yang segera jatuh tempo.",
            quarter=show_quarter(*board.quarter),
            date=last_day,
        ),
        crumbs=(Link(studio.say("Dasbor"), "dasbor/"),),
        simulated=any(thread.simulated for thread in board.threads),
        modified=review.day.isoformat(),
        context=lambda: _context(studio, review, board),
    )


def _context(studio: Studio, review: WeeklyReview, board: Board) -> WeeklyPage:
    before = review.then
    leading = board.cases[: limits(board.quarter[0]).get("terdepan", 0)]
    cards = [
        describe_case(studio, board, case, is_new=(case.agency, case.flagged.flag.value) in review.new)
        for case in leading
    ]
    maker = FactMaker(in_quarter(*board.quarter), status=board.facts.status)
    absorption, more = board.facts.absorption, len(board.cases) - len(leading)
    earlier = maker.measure("penyerapan_sepekan_lalu", before.whole.absorption) if before else absorption
    differs = show_share(board.whole.absorption) != (show_share(before.whole.absorption) if before else "")
    return WeeklyPage(
        silence=describe_silence(studio),
        quarter=show_quarter(*board.quarter),
        first_day=show_date(review.since.isoformat()),
        last_day=show_date(review.day.isoformat()),
        time=say_time(studio, time_passed(*board.quarter)),
        absorption=begin_sentence(print_share(absorption)),
        absorption_before=print_share(earlier) if differs else "",
        reports=print_count(board.facts.reports),
        due=print_count(board.facts.due),
        cases=cards,
        more=print_count(maker.make("bendera_lain", more), unlinked=True) if more else "",
        new=print_count(maker.make("bendera_baru", len(review.new))) if review.new else "",
        gone=_list_some(
            studio,
            [
                studio.say(
                    "%(agency)s: %(flag)s",
                    agency=studio.agency_short_name(case.agency),
                    flag=studio.say(TITLES[case.flagged.flag]),
                )
                for case in review.gone
            ],
        ),
        deliveries=_list_some(studio, [_describe_delivery(studio, each) for each in review.deliveries]),
        delivered=print_count(maker.make("laporan_sepekan", review.delivered)) if review.delivered else "",
        passed=[_describe_deadline(studio, quarter) for quarter in review.deadlines_passed],
        ahead=[_describe_deadline(studio, quarter) for quarter in review.deadlines_ahead(AHEAD)],
        mark="simulasi" if any(thread.simulated for thread in board.threads) else "",
    )


def _list_some(studio: Studio, texts: list[str]) -> list[str]:
    """As many as one sheet has room for, and whether there are more."""
    more = len(texts) - SHOWN
    return texts if more <= 0 else [*texts[:SHOWN], studio.say("dan lainnya")]


def _describe_delivery(studio: Studio, delivery: Delivery) -> str:
    maker = FactMaker(in_quarter(*delivery.quarter), within(("instansi", delivery.agency)))
    words = N_("%(agency)s: %(count)s laporan %(quarter)s")
    if delivery.late:
        words = N_("%(agency)s: %(count)s laporan %(quarter)s, %(late)s lewat batas")
    return studio.say(
        words,
        agency=studio.agency_short_name(delivery.agency),
        count=print_count(maker.make("laporan_sepekan", delivery.reports), unlinked=True),
        quarter=show_quarter(*delivery.quarter),
        late=print_count(maker.make("laporan_sepekan_terlambat", delivery.late), unlinked=True),
    )


def _describe_deadline(studio: Studio, quarter: Quarter) -> str:
    return studio.say(
        "%(quarter)s, batas %(date)s",
        quarter=show_quarter(*quarter),
        date=show_date(due_date(*quarter).isoformat()),
    )
