"""One year of all agencies in short: its threads, its proposals, and who reported its newest quarter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from suluh.linking.proposals_by_region import proposals_of
from suluh.measuring.outcomes import is_done
from suluh.measuring.proposal_flow import ProposalFlow, follow_proposals
from suluh.vocabulary.thread_book import ThreadBook
from suluh.vocabulary.threads import Record, Thread


@dataclass(frozen=True)
class YearOverview:
    """What is known of one year; each figure is reckoned when it is first asked for."""

    book: ThreadBook
    year: int

    @cached_property
    def through(self) -> int:
        """The newest quarter that anybody reported on; 0 for none."""
        return self.book.through.get(self.year, 0)

    @cached_property
    def threads(self) -> tuple[Thread, ...]:
        """All threads of the year."""
        return self.book.select(self.year)

    @cached_property
    def before(self) -> YearOverview | None:
        """The year before, where anything is known of it."""
        return YearOverview(self.book, self.year - 1) if self.year - 1 in self.book.years else None

    @cached_property
    def proposals(self) -> Mapping[str, tuple[Record, ...]]:
        """Proposals by the region that made them."""
        return {kode: some for (year, kode), some in proposals_of(self.book).items() if year == self.year}

    @property
    def simulated(self) -> bool:
        """Whether any of it is an invented example."""
        records = (record for some in self.proposals.values() for record in some)
        return any(thread.simulated for thread in self.threads) or any(
            record.source.simulated for record in records
        )

    def flow(self, records: Sequence[Record]) -> ProposalFlow:
        """What became of some of its proposals."""
        return follow_proposals(records, self.book.thread_of, is_done)

    @cached_property
    def whole_flow(self) -> ProposalFlow:
        """What became of all of its proposals."""
        return self.flow([record for some in self.proposals.values() for record in some])

    @cached_property
    def budgeted_shares(self) -> dict[str, Decimal | None]:
        """Per cent of each region's proposals that are budgeted; no proposal, no share."""
        return {kode: self.flow(some).budgeted_share for kode, some in self.proposals.items()}


def newest_overview(book: ThreadBook) -> YearOverview | None:
    """The newest year that anybody reported on, else the newest with a thread; None without any."""
    reported = [year for year in book.years if book.through.get(year)]
    years = reported or list(book.years)
    return YearOverview(book, years[-1]) if years else None
