"""Facts of what is raised on an agency, and of the rules by which it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from suluh.measuring.fact_ledger import time_passed
from suluh.measuring.flags import Flag, Flagged, limits
from suluh.measuring.outcomes import year_passed
from suluh.vocabulary.facts import Exact, Fact, FactMaker, in_quarter, in_year, within
from suluh.vocabulary.figures import State
from suluh.vocabulary.measured import Quarter
from suluh.vocabulary.package import StatusData

_LIMITS: Mapping[Flag, str] = {
    Flag.SERAPAN_TERTINGGAL: "serapan_tertinggal",
    Flag.UANG_MENDAHULUI: "uang_mendahului_fisik",
}


@dataclass(frozen=True, slots=True)
class FlagFacts:
    """What a flag on an agency says by the end of a quarter."""

    agency: str
    flagged: Flagged
    quarter: Quarter

    def _make(self, what: str, value: Exact | None) -> Fact:
        where = within(("instansi", self.agency), ("bendera", self.flagged.flag.value))
        simulated = any(thread.simulated for thread in self.flagged.threads)
        status = StatusData.SIMULASI if simulated else StatusData.SEMENTARA
        return FactMaker(in_quarter(*self.quarter), where, status).make(what, value, State.TIDAK_BERLAKU)

    @property
    def threads(self) -> Fact:
        """How many sub kegiatan it is about."""
        return self._make("bendera_sub_kegiatan", len(self.flagged.threads))

    @property
    def share(self) -> Fact:
        """The share of the agency's budget, or of its proposals, that it is about."""
        return self._make("bendera_bagian", self.flagged.share)

    @property
    def at_stake(self) -> Fact:
        """Rupiah at stake."""
        return self._make("bendera_taruhan", self.flagged.at_stake)

    @property
    def points(self) -> Fact:
        """What the rule compared."""
        return self._make("bendera_ukuran", self.flagged.percent)

    @property
    def most(self) -> Fact:
        """How much of the budget was spent at most, where the rule compares it with the time."""
        percent = self.flagged.percent
        if self.flagged.flag is not Flag.SERAPAN_TERTINGGAL or percent is None:
            return self.points
        return self._make("bendera_serapan", year_passed(self.quarter[1]) - percent)

    @property
    def time(self) -> Fact:
        """How much of the year had passed."""
        return time_passed(*self.quarter)

    @property
    def limit(self) -> Fact:
        """The limit that was passed, in points."""
        return limit_fact(self.quarter[0], _LIMITS.get(self.flagged.flag, ""))


def limit_fact(year: int, name: str) -> Fact:
    """A limit of the flags of a year, by its name; without a value where none is stated."""
    maker = FactMaker(in_year(year), within(("batas", name.replace("_", "-"))), StatusData.TETAP)
    return maker.make("bendera_batas", limits(year).get(name), State.TIDAK_TERSEDIA)
