"""The facts of one sub kegiatan, and those of budget accounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from suluh.measuring.accounts import AccountSum
from suluh.measuring.fact_ledger import CoverageFacts
from suluh.measuring.fact_sources import cell_fact
from suluh.measuring.outcomes import Outcome, reckon_outcome
from suluh.measuring.proposal_flow import estimated_cost
from suluh.measuring.shares import share_of
from suluh.vocabulary.evaluation_forms import Evaluation
from suluh.vocabulary.facts import Exact, Fact, FactMaker, in_quarter, in_year, spell_key, within
from suluh.vocabulary.figures import State
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.stated_totals import StatedTotal
from suluh.vocabulary.threads import QUARTERS, Matter, Thread

_NONE, _NOT_HERE = State.TIDAK_TERSEDIA, State.TIDAK_BERLAKU


_DETAILS: Mapping[str, str] = {
    "anggaran": "anggaran",
    "realisasi": "realisasi",
    "jumlah": "diterima",
    "lama": "target_rencana_lama",
    "baru": "target_rencana_baru",
}
"""What the details of a matter are, by the names of formulas."""


@dataclass(frozen=True, slots=True)
class ThreadFacts:
    """One sub kegiatan of an agency: its money in the year, and what it came to by the end of a quarter."""

    thread: Thread

    def _make(self, what: str, value: Exact | None, missing: State, quarter: int = QUARTERS[-1]) -> Fact:
        year = self.thread.key.tahun
        when = in_year(year) if quarter == QUARTERS[-1] else in_quarter(year, quarter)
        return _maker(self.thread, when).make(what, value, missing)

    @property
    def pagu_indikatif(self) -> Fact:
        """The plan's ceiling."""
        return self._make("pagu_indikatif", self.thread.pagu_indikatif, _NONE)

    @property
    def murni(self) -> Fact:
        """The original budget."""
        return self._make("anggaran_murni", self.thread.murni, _NONE)

    @property
    def budget(self) -> Fact:
        """The budget in force."""
        return self._make("anggaran", self.thread.budget, _NONE)

    @property
    def change(self) -> Fact:
        """By how much the budget in force differs from the original one."""
        now, before = self.thread.budget, self.thread.murni
        grown = None if now is None or before is None else abs(now - before)
        return self._make("selisih_anggaran", grown, _NOT_HERE)

    @property
    def spent(self) -> Fact:
        """What was reported as spent in the year."""
        return self._make("realisasi", self.thread.spent, State.BELUM_DILAPORKAN)

    @property
    def absorption(self) -> Fact:
        """Spent of the budget in per cent, as far as it was reported."""
        return self.absorbed()

    def share_in(self, budget: Fact) -> Fact:
        """Its budget's share of the budget of what it is a part of."""
        whole = budget.value if isinstance(budget.value, Decimal) else None
        where = f"{self.budget.name.where}.dari.{budget.name.where}"
        maker = FactMaker(budget.name.when, where, budget.status)
        return maker.make("bagian_anggaran", share_of(self.thread.budget, whole), _NOT_HERE)

    def spent_in(self, quarter: int) -> Fact:
        """What was spent in one quarter alone."""
        return self._of_quarter("belanja_triwulan", self.thread.spent_in(quarter), quarter)

    def spent_until(self, quarter: int) -> Fact:
        """What was spent until the end of a quarter."""
        return self._make("realisasi", self.thread.spent_until(quarter), State.BELUM_DILAPORKAN, quarter)

    def _last(self, quarter: int | None) -> int:
        return max(self.thread.reported, default=0) if quarter is None else quarter

    def outcome(self, quarter: int | None = None) -> Outcome:
        """What the sub kegiatan came to by the end of a quarter, else of the last that it reported on."""
        return reckon_outcome(self.thread, self._last(quarter))

    def physical(self, quarter: int | None = None) -> Fact:
        """The result against the year's target, in per cent."""
        return self._of_quarter("fisik", self.outcome(quarter).physical, self._last(quarter))

    def absorbed(self, quarter: int | None = None) -> Fact:
        """The share of the budget that was spent until the end of a quarter."""
        return self._of_quarter("penyerapan", self.outcome(quarter).absorption, self._last(quarter))

    def target(self) -> Fact:
        """The first planned indicator's target of the year."""
        achievement = self.outcome().achievement
        return self._make("target", achievement.target if achievement else None, _NONE)

    def result(self, quarter: int | None = None) -> Fact:
        """What the indicator came to by the end of a quarter."""
        achievement = self.outcome(quarter).achievement
        actual = achievement.actual if achievement else None
        return self._of_quarter("hasil", actual, self._last(quarter))

    @property
    def asked(self) -> Fact:
        """How many proposals it took up."""
        return self._make("diterima", len(self.thread.usulan), _NONE)

    @property
    def asked_cost(self) -> Fact:
        """What those who asked think that it costs."""
        return self._make("perkiraan_biaya", estimated_cost(self.thread.usulan), _NONE)

    def count(self, what: str, value: int) -> Fact:
        """How many of something that it has, by the name of the formula."""
        return self._make(what, value, _NONE)

    def days_late(self, quarter: int, days: int) -> Fact:
        """How late the report of a quarter came."""
        return self._of_quarter("hari_terlambat", days, quarter)

    def result_in(self, quarter: int, value: Exact | None) -> Fact:
        """What was reported for one quarter alone."""
        return self._of_quarter("hasil_triwulan", value, quarter)

    def of_matter(self, matter: Matter) -> Mapping[str, Fact]:
        """The numbers that a matter of the thread tells, by the names that its details have."""
        physical, absorbed = self.physical(), self.absorbed()
        told: dict[str, Fact] = {}
        for name, value in matter.details.items():
            if isinstance(value, str):
                continue
            if name == "persen":
                known = absorbed if matter.code == "A016" else physical
                what = "belanja_dari_pagu" if matter.code == "A016" else "capaian_indikator"
                told[name] = known if known.value == value else self._of_detail(what, matter, value)
            elif name in _DETAILS:
                told[name] = self._of_detail(_DETAILS[name], matter, value)
        return told

    def _of_detail(self, what: str, matter: Matter, value: Exact) -> Fact:
        scope = [("instansi", self.thread.key.instansi), ("sub_kegiatan", self.thread.key.kode)]
        if indicator := matter.details.get("indikator"):
            scope.append(("indikator", str(indicator)))
        status = StatusData.SIMULASI if self.thread.simulated else StatusData.SEMENTARA
        return FactMaker(in_year(self.thread.key.tahun), within(*scope), status).make(what, value)

    def _of_quarter(self, what: str, value: Exact | None, quarter: int) -> Fact:
        maker = _maker(self.thread, in_quarter(self.thread.key.tahun, quarter))
        return maker.make(what, value, State.BELUM_DILAPORKAN)


@remembered
def _maker(thread: Thread, when: str) -> FactMaker:
    """Makes the facts of a thread of one time."""
    where = within(("instansi", thread.key.instansi), ("sub_kegiatan", thread.key.kode))
    return FactMaker(when, where, StatusData.SIMULASI if thread.simulated else StatusData.SEMENTARA)


def thread_facts(thread: Thread) -> ThreadFacts:
    """The facts of a sub kegiatan."""
    return ThreadFacts(thread)


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """Sums of budget rows by account, of a year or of one agency in it."""

    year: int
    scope: tuple[tuple[str, str], ...]

    def _make(self, what: str, account: AccountSum | None, value: Exact | None) -> Fact:
        code = account.code if account else "tanpa"
        return FactMaker(in_year(self.year), within(*self.scope, ("rekening", code))).make(what, value, _NONE)

    def original(self, account: AccountSum | None) -> Fact:
        """The original budget of an account."""
        return self._make("anggaran_murni", account, account.murni if account else None)

    def budget(self, account: AccountSum | None) -> Fact:
        """The budget in force of an account."""
        return self._make("anggaran", account, account.budget if account else None)

    def share(self, account: AccountSum, value: Exact | None) -> Fact:
        """An account's share of the account above all of them."""
        return self._make("bagian_anggaran", account, value)


def account_facts(year: int, *scope: tuple[str, str]) -> AccountFacts:
    """The facts of the accounts of a year within a scope."""
    return AccountFacts(year, scope)


def source_facts(thread: Thread, amounts: Iterable[tuple[str, Decimal]]) -> list[tuple[str, Fact]]:
    """What a sub kegiatan has from each source of funds, by the source's name."""
    key = thread.key
    status = StatusData.SIMULASI if thread.simulated else StatusData.SEMENTARA
    found = []
    for name, amount in amounts:
        where = within(("instansi", key.instansi), ("sub_kegiatan", key.kode), ("sumber_dana", name))
        found.append((name, FactMaker(in_year(key.tahun), where, status).make("anggaran", amount)))
    return found


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What a form of evaluation says of the indicators of one agency, or of all."""

    form: Evaluation

    @property
    def mean(self) -> Fact:
        """The mean of the form's percentages."""
        form = self.form
        where = within(("instansi", form.instansi)) if form.instansi else within()
        status = StatusData.SIMULASI if form.simulated else StatusData.SEMENTARA
        maker = FactMaker(in_quarter(form.tahun, form.triwulan), where, status)
        return maker.measure("capaian_formulir", form.mean)

    @property
    def measured(self) -> Fact:
        """How many indicators were counted."""
        return CoverageFacts(self.mean).counted

    @property
    def indicators(self) -> Fact:
        """How many indicators are waited for."""
        return CoverageFacts(self.mean).owed

    @property
    def unmeasured(self) -> Fact:
        """How many of them were not counted."""
        return CoverageFacts(self.mean).missing


def form_facts(form: Evaluation) -> FormFacts:
    """The facts of a form."""
    return FormFacts(form)


@dataclass(frozen=True, slots=True)
class StatedFacts:
    """A total that a document states, beside what its parts add up to."""

    total: StatedTotal

    def _make(self, what: str, value: Exact | None) -> Fact:
        record = self.total.record
        where = within((spell_key(record.source.resource), "jumlah"), ("baris", str(record.row + 1)))
        return FactMaker(spell_key(record.dataset), where).make(what, value, _NONE)

    @property
    def stated(self) -> Fact:
        """What the document states."""
        return cell_fact(self.total.record, "jumlah")

    @property
    def reckoned(self) -> Fact:
        """What its parts add up to."""
        return self._make("jumlah_rincian", self.total.reckoned)

    @property
    def difference(self) -> Fact:
        """By how much they differ."""
        difference = self.total.difference
        return self._make("selisih_rincian", None if difference is None else abs(difference))

    @property
    def parts(self) -> Fact:
        """Of how many rows the sum is made."""
        return self._make("banyak_rincian", self.total.parts)
