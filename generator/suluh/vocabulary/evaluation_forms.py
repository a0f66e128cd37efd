"""Forms E.81 and E.60 of Permendagri 86/2017 as plain data: a yearly plan evaluated by quarter.

Columns 5 to 14 are pairs: K for the indicator, Rp for money. A blank is None, never 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from suluh.vocabulary.measured import Measured
from suluh.vocabulary.measures import NO_SPREAD, Ladder, Limit, Spread, Undefined
from suluh.vocabulary.plan_history import PlanHistory
from suluh.vocabulary.threads import QUARTERS

Amount = Decimal | Fraction | None


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair of the form's columns: K in the indicator's unit or per cent, Rp in rupiah or per cent."""

    k: Amount = None
    rp: Amount = None


BLANK = Pair()


@dataclass(frozen=True, slots=True)
class EvaluationRow:
    """A row of the form; `level` is urusan, bidang, program, kegiatan or sub_kegiatan.

    A sub kegiatan with several indicators has a row for each, its money in the first alone. Programs
    and kegiatan have money only, the sums of their parts. `instansi` is who answers for a sub kegiatan.
    `missing` are due quarters without a report, `undefined` says why the year's percentage is not there.
    `unfunded` is one that is planned and has no amount in the year's budget. `limit` is how a result
    stands against a target of "at most" that fills up in the year, `plan_limit` in the five-year plan.
    `history` and `money_history` are what that plan's earlier years say. `money` is the share of the target
    that the parts of a heading have spent, with what it was counted from.
    """

    level: str
    code: str
    name: str
    sasaran: str = ""
    indikator: str = ""
    satuan: str = ""
    target_renstra: Pair = BLANK
    before: Pair = BLANK
    target: Pair = BLANK
    quarters: tuple[Pair, ...] = (BLANK,) * len(QUARTERS)
    actual: Pair = BLANK
    since: Pair = BLANK
    renstra_percent: Pair = BLANK
    renja_percent: Pair = BLANK
    predicate: str = ""
    undefined: Undefined | None = None
    missing: tuple[int, ...] = ()
    instansi: str = ""
    unfunded: bool = False
    limit: Limit | None = None
    money: Measured | None = None
    history: PlanHistory | None = None
    money_history: PlanHistory | None = None
    plan_limit: Limit | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The form of one agency (E.81) or of the whole region (E.60, `instansi` empty), year and quarter.

    `mean` is the mean of the indicators' percentages of the year, each held within the limits of
    `standards/means/` for it, with what it was counted from; `spread` says how they lie. `predicate` is its
    word on `ladder` where no missing report can change it. `total` adds up the money. `narratives` are the
    reports' texts by column, each once.
    """

    tahun: int
    triwulan: int
    instansi: str
    rows: tuple[EvaluationRow, ...]
    total: EvaluationRow
    mean: Measured
    predicate: str
    ladder: Ladder | None
    narratives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    simulated: bool = False
    spread: Spread = NO_SPREAD

    @property
    def address(self) -> str:
        """Where its page is, from the site's root."""
        below = f"{self.instansi}/" if self.instansi else ""
        return f"evaluasi/{self.tahun}/tw{self.triwulan}/{below}"
